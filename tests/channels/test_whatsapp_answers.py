"""What becomes of a send through the Cloud API, told from its answer."""

from contextlib import suppress

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.line import Answer
from channels.port import AccountTrouble, Busy, TemplateRefused, Unreachable, WindowClosed
from channels.whatsapp.answers import sent
from foundation.errors import Permanent, Transient, Unknown


def error(code: int, **more: object) -> bytes:
    said = {"message": f"(#{code}) to +16505550001", "type": "OAuthException", "code": code} | more
    return msgspec.json.encode({"error": said})


def raised(status: int, body: bytes, headers: dict[str, str] | None = None) -> Exception:
    try:
        sent(Answer(status, body, headers or {}))
    except (Transient, Permanent, Unknown) as failure:
        return failure
    raise AssertionError("accepted")


def test_an_accepted_message_has_its_id() -> None:
    assert sent(Answer(200, b'{"messages":[{"id":"wamid.1"}]}', {})) == "wamid.1"


@pytest.mark.parametrize("body", [b"{}", b'{"messages":[]}', b'{"messages":7}', b"[]"])
def test_an_accepted_message_without_an_id_was_sent_all_the_same(body: bytes) -> None:
    assert sent(Answer(200, body, {})) == ""


@pytest.mark.parametrize(
    ("code", "failure"),
    [
        (0, AccountTrouble),
        (190, AccountTrouble),
        (368, AccountTrouble),
        (131031, AccountTrouble),
        (131042, AccountTrouble),
        (4, Busy),
        (80007, Busy),
        (130429, Busy),
        (131056, Busy),
        (131047, WindowClosed),
        (131026, Unreachable),
        (131048, Permanent),
        (131064, Permanent),
        (131049, Permanent),
        (130472, Permanent),
        (131051, Permanent),
        *((132000 + number, TemplateRefused) for number in (0, 1, 7, 12, 15, 16)),
        (132005, Permanent),
        (1, Transient),
        (2, Transient),
        (131000, Transient),
        (131016, Transient),
        (100, Permanent),
    ],
)
@pytest.mark.parametrize("status", [400, 500])
def test_the_number_decides_whatever_the_status(
    code: int, failure: type[Exception], status: int
) -> None:
    told = raised(status, error(code))
    assert type(told) is (Unknown if (code, status) == (100, 500) else failure)
    assert str(code) in str(told)
    assert "1650" not in str(told)


@pytest.mark.parametrize("body", [error(100, error_subcode=33), error(10), error(200), error(3)])
def test_a_number_that_the_token_may_not_use_is_the_accounts_trouble(body: bytes) -> None:
    told = raised(400, body)
    assert type(told) is AccountTrouble
    assert "phone_number_id" in str(told)


def test_a_pair_of_numbers_waits_alone() -> None:
    pair, number = raised(400, error(131056)), raised(400, error(130429), {"retry-after": "7"})
    assert isinstance(pair, Busy)
    assert isinstance(number, Busy)
    assert (pair.recipient, number.recipient, number.retry_after) == (True, False, 7)


@pytest.mark.parametrize(
    ("status", "body", "failure"),
    [
        (401, error(999), AccountTrouble),
        (403, error(999), AccountTrouble),
        (429, error(999), Busy),
        (503, error(999, is_transient=True), Transient),
        (503, error(999), Unknown),
        (429, b"<html>", Transient),
        (503, b"<html>", Transient),
        (502, b"<html>", Unknown),
        (504, b"", Unknown),
        (500, b"{}", Unknown),
        (200, b"<html>a captive portal</html>", Unknown),
        (200, b"", Unknown),
        (200, b"[" * 100_000, Unknown),
        (302, b"", Permanent),
        (404, b"<html>wrong host</html>", Permanent),
        (400, b'{"error":"words"}', Permanent),
    ],
)
def test_without_a_known_number_the_status_decides(
    status: int, body: bytes, failure: type[Exception]
) -> None:
    assert type(raised(status, body)) is failure


@given(st.integers(100, 599), st.binary(max_size=50) | st.integers().map(error))
def test_any_answer_has_a_meaning(status: int, body: bytes) -> None:
    with suppress(Transient, Permanent, Unknown):
        sent(Answer(status, body, {}))
