"""What becomes of a send through Evolution, told from its answer."""

from contextlib import suppress

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.evolution.answers import sent
from channels.line import Answer
from channels.port import AccountTrouble, Busy, Unreachable
from foundation.errors import Permanent, Transient, Unknown


def failure(message: object, status: int = 400) -> bytes:
    said = {"status": status, "error": "Bad Request", "response": {"message": message}}
    return msgspec.json.encode(said)


def raised(status: int, body: bytes, headers: dict[str, str] | None = None) -> Exception:
    try:
        sent(Answer(status, body, headers or {}))
    except (Transient, Permanent, Unknown) as caught:
        return caught
    raise AssertionError("accepted")


@pytest.mark.parametrize("status", [200, 201])
def test_a_sent_message_has_its_id(status: int) -> None:
    assert sent(Answer(status, b'{"key":{"id":"3EB0"},"status":"PENDING"}', {})) == "3EB0"


@pytest.mark.parametrize("body", [b"{}", b'{"key":{}}', b'{"key":7}', b"[]"])
def test_a_sent_message_without_an_id_was_sent_all_the_same(body: bytes) -> None:
    assert sent(Answer(201, body, {})) == ""


ABSENT = {"jid": "551199@s.whatsapp.net", "exists": False, "number": "551199"}


@pytest.mark.parametrize(
    ("status", "message", "kind"),
    [
        (400, [ABSENT], Unreachable),
        (400, ABSENT, Unreachable),
        (400, [[ABSENT]], Unreachable),
        (400, [ABSENT | {"exists": True}], Permanent),
        (400, ["Text is required"], Permanent),
        (400, [["text is not of a type(s) string"]], Permanent),
        (400, None, Permanent),
        (401, "Unauthorized", AccountTrouble),
        (403, "Forbidden", AccountTrouble),
        (404, ['The "salon1" instance does not exist'], AccountTrouble),
        (404, ["Cannot POST /message/sendText/x"], AccountTrouble),
        (404, ["The instance is not connected"], Transient),
        (400, ["Error: Connection Closed"], Transient),
        (500, ["Error: Connection Closed"], Transient),
        (500, "Connection Closed", Transient),
        (400, ["Error: Timed Out"], Unknown),
        (400, ["PrismaClientKnownRequestError: "], Unknown),
        (400, ["TypeError: Cannot read properties of undefined"], Unknown),
        (500, "Internal Server Error", Unknown),
        (429, "Too many", Busy),
        (503, "busy", Transient),
        (418, "tea", Permanent),
    ],
)
def test_a_failure_is_told_by_what_is_known_of_it(
    status: int, message: object, kind: type[Exception]
) -> None:
    told = raised(status, failure(message, status))
    assert type(told) is kind
    assert "551199" not in str(told)


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (200, b"<html>a captive portal</html>", Unknown),
        (201, b"", Unknown),
        (502, b"<html>", Unknown),
        (504, b"", Unknown),
        (503, b"<html>", Transient),
        (429, b"<html>", Transient),
        (401, b"<html>", AccountTrouble),
        (404, b"<html>", AccountTrouble),
        (302, b"", Permanent),
        (400, b"oops", Permanent),
        (500, b"[" * 100_000, Unknown),
    ],
)
def test_what_is_not_evolutions_answer_is_judged_by_its_status(
    status: int, body: bytes, kind: type[Exception]
) -> None:
    assert type(raised(status, body)) is kind


def test_a_wait_that_is_asked_for_is_passed_on() -> None:
    told = raised(429, failure("slow", 429), {"retry-after": "9"})
    assert isinstance(told, Busy)
    assert (told.retry_after, told.recipient) == (9, False)


@given(
    st.integers(100, 599),
    st.binary(max_size=50)
    | st.recursive(st.text(max_size=9) | st.none(), st.lists, max_leaves=4).map(failure),
)
def test_any_answer_has_a_meaning(status: int, body: bytes) -> None:
    with suppress(Transient, Permanent, Unknown):
        sent(Answer(status, body, {}))
