"""What becomes of an SMS, told from OpenPhone's answer."""

from contextlib import suppress

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.line import Answer
from channels.openphone.answers import read, sent
from channels.port import AccountTrouble, Busy, OptedOut, Unreachable
from foundation.errors import Permanent, Transient, Unknown

ANN = "+14155550123"


def error(status: int, message: str = "no", path: str = "", **more: object) -> Answer:
    errors = [{"path": path, "message": f"{ANN}: {message}", "value": ANN}] if path else None
    body = {"message": message, "title": message, "errors": errors} | more
    return Answer(status, msgspec.json.encode(body), {})


def failure(answer: Answer) -> Transient | Permanent | Unknown:
    with pytest.raises(Exception, match="OpenPhone") as caught:
        sent(answer)
    why = caught.value
    assert isinstance(why, Transient | Permanent | Unknown)
    assert ANN[1:] not in why.reason
    return why


def test_a_taken_message_has_an_id() -> None:
    assert sent(Answer(202, b'{"data":{"id":"AC1","status":"queued"}}', {})) == "AC1"


@pytest.mark.parametrize(
    ("answer", "meaning"),
    [
        (error(401, "Unauthorized"), AccountTrouble),
        (error(402, "Subscription Expired", code="0201402"), AccountTrouble),
        (error(403, "International messaging is off"), AccountTrouble),
        (error(404, "Not Found", code="0200404"), AccountTrouble),
        (error(400, "A2P Registration Not Approved", code="0206400"), AccountTrouble),
        (error(400, "no", code="0206400"), AccountTrouble),
        (error(400, "Not enough credits"), AccountTrouble),
        (error(400, "invalid", "/from"), AccountTrouble),
        (error(400, "invalid", "/to/0"), Unreachable),
        (error(400, "Invalid phone number", "to"), Unreachable),
        (error(400, f"The number is not valid: {ANN}"), Unreachable),
        (error(400, "Opted Out"), OptedOut),
        (error(403, "The recipient has unsubscribed"), OptedOut),
        (error(400, "too long", "/content"), Permanent),
        (error(400, "Bad Request"), Permanent),
        (error(429, "Too Many Requests"), Busy),
        (error(403, "Daily Message Cap Reached", code="0204403"), Busy),
        (error(500, "We have encountered an unknown error"), Transient),
        (error(503, "Service Unavailable"), Transient),
        (error(502, "Bad Gateway"), Unknown),
    ],
)
def test_each_refusal_has_its_meaning(answer: Answer, meaning: type[Exception]) -> None:
    assert type(failure(answer)) is meaning


def test_the_live_apis_wrapping_is_understood_too() -> None:
    body = {"error": {"message": "Opted Out", "key": "x", "trace": "1"}}
    assert type(failure(Answer(400, msgspec.json.encode(body), {}))) is OptedOut


@pytest.mark.parametrize(
    ("status", "meaning"),
    [(302, Permanent), (401, AccountTrouble), (429, Busy), (500, Unknown), (504, Unknown)],
)
def test_a_gateways_words_are_judged_by_their_status(status: int, meaning: type[Exception]) -> None:
    for body in (b"", b"<html>", b"[]", b'{"errors":7}', b"[" * 100_000):
        assert type(failure(Answer(status, body, {}))) is meaning


@pytest.mark.parametrize(("headers", "wait"), [({}, 1), ({"retry-after": "7"}, 7)])
def test_a_busy_account_waits_for_the_next_second(headers: dict[str, str], wait: float) -> None:
    busy = failure(Answer(429, b"", headers))
    assert isinstance(busy, Busy)
    assert (busy.retry_after, busy.recipient) == (wait, False)


@pytest.mark.parametrize("body", [b"", b"<html>", b"{}", b'{"data":null}', b'{"data":{"id":7}}'])
def test_a_success_in_other_words_may_have_been_one(body: bytes) -> None:
    assert type(failure(Answer(200, body, {}))) is Unknown


def test_what_may_be_asked_again_is_never_unknown() -> None:
    with pytest.raises(Transient):
        read(Answer(502, b"", {}), dict)
    with pytest.raises(AccountTrouble):
        read(error(401), dict)
    with pytest.raises(Permanent, match="address"):
        read(Answer(200, b"<html>", {}), dict)
    assert read(Answer(200, b"{}", {}), dict) == {}


@given(st.integers(100, 599), st.binary(max_size=50), st.text(max_size=30))
def test_any_answer_has_a_meaning(status: int, body: bytes, text: str) -> None:
    words = msgspec.json.encode({"message": text, "code": text, "errors": [{"path": text}]})
    for given_body in (body, words):
        with suppress(Transient, Permanent, Unknown):
            sent(Answer(status, given_body, {}))
