"""What a Bot API answer means."""

from typing import Final

import msgspec

from channels.port import AccountTrouble, Busy, Unreachable
from foundation.errors import Permanent, Transient, Unknown

NOTHING: Final = msgspec.Raw(b"null")
_WAIT: Final = 5.0  # seconds, when a 429 names no time
_LONGEST_REASON: Final = 160

# Refusals that change nothing: the button press or the text already has its effect.
_HARMLESS: Final = ("message is not modified", "query is too old", "query ID is invalid")
_GONE: Final = ("chat not found", "user is deactivated", "bot was blocked", "PEER_ID_INVALID")
# A server that goes down fails the calls in flight with these words, delivered or not.
_IN_FLIGHT: Final = ("restart", "abort", "timed out", "timeout")


class Conflict(Transient):
    """Someone else reads this bot's updates: a webhook or another poller."""


class Parameters(msgspec.Struct, frozen=True, gc=False):
    """What an error adds for machines."""

    retry_after: float | None = None


class Answer(msgspec.Struct, frozen=True):
    """The frame around every result."""

    ok: bool = False
    result: msgspec.Raw = NOTHING
    description: str = ""
    parameters: Parameters = Parameters()


_ANSWER: Final = msgspec.json.Decoder(Answer)


def settle(status: int, body: bytes) -> msgspec.Raw:
    """Give the result's JSON, or raise Transient, Permanent or Unknown as the answer deserves."""
    try:
        answer = _ANSWER.decode(body)
    except (ValueError, RecursionError):
        return _without_words(status)
    if answer.ok:
        return answer.result
    if status == 400 and any(words in answer.description for words in _HARMLESS):
        return NOTHING
    if status == 429:
        wait = answer.parameters.retry_after
        raise Busy("Telegram: too many requests", retry_after=_WAIT if wait is None else wait)
    if status < 500:
        raise _refusal(status, answer.description)
    raise _failure(status, answer.description)


def _without_words(status: int) -> msgspec.Raw:
    """Judge an answer that is not the Bot API's: something between us and it spoke."""
    if status == 429:
        raise Busy("too many requests, says a proxy", retry_after=_WAIT)
    if status == 503:
        raise Transient("HTTP 503 instead of a Bot API answer", retry_after=_WAIT)
    if 300 <= status < 500:
        raise Permanent(f"HTTP {status} instead of a Bot API answer: is the address right?")
    raise Unknown(f"HTTP {status} without a Bot API answer")


def _refusal(status: int, description: str) -> Permanent | Transient:
    reason = f"Telegram: {status} {description[:_LONGEST_REASON]}"
    if status == 409:
        return Conflict(reason)
    if status == 403 or any(words in description for words in _GONE):
        return Unreachable(reason)
    if status in {401, 404}:
        return AccountTrouble("Telegram does not know this bot token")
    return Permanent(reason)


def _failure(status: int, description: str) -> Transient | Unknown:
    """Tell a 5xx that says "not done" from one after which the message may have gone out.

    A 500 in the Bot API's own words reports a failed call, a 503 one that was not taken; gateways
    (502, 504) give up on calls that may still succeed behind them.
    """
    reason = f"Telegram: {status} {description[:_LONGEST_REASON]}"
    in_flight = any(words in description.lower() for words in _IN_FLIGHT)
    if status in {500, 503} and not in_flight:
        return Transient(reason)
    return Unknown(reason)
