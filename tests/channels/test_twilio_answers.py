"""What becomes of an SMS, told from Twilio's answer."""

from contextlib import suppress

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.line import Answer
from channels.port import AccountTrouble, Busy, OptedOut, Unreachable
from channels.twilio.answers import read, sent
from foundation.errors import Permanent, Transient, Unknown

SECRET_WORDS = "The 'To' number +14155550123 is not valid"


def error(status: int, code: int) -> Answer:
    body = {"code": code, "message": SECRET_WORDS, "status": status}
    return Answer(status, msgspec.json.encode(body), {})


def failure(answer: Answer) -> Transient | Permanent | Unknown:
    with pytest.raises(Exception, match="Twilio") as caught:
        sent(answer)
    why = caught.value
    assert isinstance(why, Transient | Permanent | Unknown)
    assert "415" not in why.reason
    return why


def test_a_taken_message_has_an_id() -> None:
    assert sent(Answer(201, b'{"sid":"SM1","status":"queued"}', {})) == "SM1"


@pytest.mark.parametrize(
    ("status", "code", "meaning"),
    [
        (401, 20003, AccountTrouble),
        (403, 20003, AccountTrouble),
        (404, 20404, AccountTrouble),
        (400, 21211, Unreachable),
        (400, 21614, Unreachable),
        (400, 21635, Unreachable),
        (400, 21610, OptedOut),
        (400, 21606, AccountTrouble),
        (400, 21659, AccountTrouble),
        (400, 30034, AccountTrouble),
        (400, 21617, Permanent),
        (400, 99999, Permanent),
        (429, 20429, Busy),
        (400, 21611, Busy),
        (503, 20503, Transient),
        (503, 0, Unknown),
        (500, 20500, Unknown),
        (502, 0, Unknown),
    ],
)
def test_each_code_has_its_meaning(status: int, code: int, meaning: type[Exception]) -> None:
    assert type(failure(error(status, code))) is meaning


@pytest.mark.parametrize(
    ("status", "meaning"),
    [(302, Permanent), (401, AccountTrouble), (404, AccountTrouble), (429, Busy), (504, Unknown)],
)
def test_a_gateways_words_are_judged_by_their_status(status: int, meaning: type[Exception]) -> None:
    for body in (b"", b"<html>", b"[]", b'{"code":"x"}', b"[" * 100_000):
        assert type(failure(Answer(status, body, {}))) is meaning


def test_twilios_own_waiting_time_is_passed_on() -> None:
    busy = failure(Answer(429, b"", {"retry-after": "7"}))
    assert isinstance(busy, Busy)
    assert (busy.retry_after, busy.recipient) == (7, False)


@pytest.mark.parametrize("body", [b"", b"<html>a captive portal</html>", b"{}", b'{"sid":null}'])
def test_a_success_in_other_words_may_have_been_one(body: bytes) -> None:
    assert type(failure(Answer(200, body, {}))) is Unknown


def test_what_may_be_asked_again_is_never_unknown() -> None:
    with pytest.raises(Transient):
        read(error(500, 20500), dict)
    with pytest.raises(AccountTrouble):
        read(error(401, 20003), dict)
    with pytest.raises(Permanent, match="address"):
        read(Answer(200, b"<html>", {}), dict)
    assert read(Answer(200, b"{}", {}), dict) == {}


@given(st.integers(100, 599), st.binary(max_size=50), st.integers())
def test_any_answer_has_a_meaning(status: int, body: bytes, code: int) -> None:
    for given_body in (body, msgspec.json.encode({"code": str(code)}), b'{"code":%d}' % code):
        with suppress(Transient, Permanent, Unknown):
            sent(Answer(status, given_body, {}))
