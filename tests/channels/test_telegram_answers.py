"""What becomes of a send, told from its answer."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.port import Unreachable
from channels.telegram.answers import NOTHING, Conflict, settle
from foundation.errors import Permanent, Transient, Unknown


def error(code: int, description: str, more: str = "") -> bytes:
    return f'{{"ok":false,"error_code":{code},"description":"{description}"{more}}}'.encode()


def test_a_result_is_handed_on() -> None:
    assert bytes(settle(200, b'{"ok":true,"result":{"message_id":11}}')) == b'{"message_id":11}'


@pytest.mark.parametrize(
    "words",
    [
        "Bad Request: message is not modified: specified new message content",
        "Bad Request: query is too old and response timeout expired or query ID is invalid",
    ],
)
def test_a_refusal_that_changes_nothing_is_a_success(words: str) -> None:
    assert settle(400, error(400, words)) is NOTHING


@pytest.mark.parametrize(
    ("status", "body", "wait"),
    [
        (429, error(429, "Too Many Requests", ',"parameters":{"retry_after":7}'), 7),
        (429, error(429, "Too Many Requests"), 5),
        (429, b"<html>slow down</html>", 5),
        (503, b"<html>busy</html>", 5),
        (503, error(503, "Service Unavailable"), None),
        (500, error(500, "Internal Server Error"), None),
    ],
)
def test_what_was_not_done_may_be_tried_again(status: int, body: bytes, wait: float | None) -> None:
    with pytest.raises(Transient) as caught:
        settle(status, body)
    assert caught.value.retry_after == wait


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, error(500, "Internal Server Error: restart")),
        (500, error(500, "Request aborted")),
        (500, b"oops"),
        (502, error(502, "Bad Gateway")),
        (502, b"<html>"),
        (504, error(504, "Gateway Timeout")),
        (200, b"<html>a captive portal</html>"),
        (200, b""),
        (200, b"[" * 100_000),
    ],
)
def test_what_may_have_been_done_is_never_repeated(status: int, body: bytes) -> None:
    with pytest.raises(Unknown):
        settle(status, body)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (403, "Forbidden: bot was blocked by the user"),
        (403, "Forbidden: user is deactivated"),
        (400, "Bad Request: chat not found"),
    ],
)
def test_a_customer_who_is_gone_is_unreachable(status: int, words: str) -> None:
    with pytest.raises(Unreachable):
        settle(status, error(status, words))


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (400, error(400, "Bad Request: message text is empty")),
        (401, error(401, "Unauthorized")),
        (404, error(404, "Not Found")),
        (302, b""),
        (404, b"<html>wrong host</html>"),
    ],
)
def test_what_can_never_work_is_not_tried_again(status: int, body: bytes) -> None:
    with pytest.raises(Permanent) as caught:
        settle(status, body)
    assert not isinstance(caught.value, Unreachable)


def test_another_poller_is_told_apart() -> None:
    with pytest.raises(Conflict):
        settle(409, error(409, "Conflict: terminated by other getUpdates request"))


@given(st.integers(100, 599), st.binary(max_size=50))
def test_any_answer_has_a_meaning(status: int, body: bytes) -> None:
    with suppress(Transient, Permanent, Unknown):
        settle(status, body)
