"""What an answer of OpenPhone's API means."""

from typing import Final, TypeVar

import msgspec

from channels.clean import clean
from channels.line import Answer
from channels.port import AccountTrouble, Busy, OptedOut, Unreachable
from channels.sending import repeatable
from foundation.errors import Permanent, Transient, Unknown

T = TypeVar("T")
Failure = Transient | Permanent | Unknown

_WAIT: Final = 1.0  # seconds: ten requests in each are allowed
_NEXT_LOOK: Final = 3600.0  # seconds: a day's bound is gone by the next day
_UNREGISTERED: Final = "0206400"
_DAILY_BOUND: Final = "0204403"
_OPTED_OUT: Final = ("opted out", "unsubscribed")
_NO_NUMBER: Final = ("number is not valid", "invalid phone number", "unreachable")


class Accepted(msgspec.Struct, frozen=True, gc=False):
    """A message that was taken."""

    id: str


class Sent(msgspec.Struct, frozen=True, gc=False):
    """The frame around it."""

    data: Accepted


class Detail(msgspec.Struct, frozen=True, gc=False):
    """What was wrong with one field of the request."""

    path: object = None
    message: object = None


class Words(msgspec.Struct, frozen=True, gc=False):
    """An error in OpenPhone's own words; they may hold phone numbers, so they are never told."""

    message: object = None
    title: object = None
    key: object = None
    code: object = None
    errors: tuple[Detail, ...] | None = None


class Wrapped(msgspec.Struct, frozen=True, gc=False):
    """The same as the live API has been seen to wrap it."""

    error: Words


_SENT: Final = msgspec.json.Decoder(Sent)
_WRAPPED: Final = msgspec.json.Decoder(Wrapped)
_WORDS: Final = msgspec.json.Decoder(Words)


def sent(answer: Answer) -> str:
    """Give the message's id; raises Transient, Permanent or Unknown as the answer deserves."""
    if not answer.good:
        raise _failure(answer)
    try:
        return _SENT.decode(answer.body).data.id
    except (ValueError, RecursionError):
        raise Unknown(f"HTTP {answer.status} without an answer of OpenPhone's") from None


def read(answer: Answer, shape: type[T]) -> T:
    """Read the answer to what may be asked again; raises Transient or Permanent."""
    if not answer.good:
        with repeatable():
            raise _failure(answer)
    try:
        return msgspec.json.decode(answer.body, type=shape)
    except (ValueError, RecursionError):
        reason = f"HTTP {answer.status} without an answer of OpenPhone's: is the address right?"
        raise Permanent(reason) from None


def _failure(answer: Answer) -> Failure:
    words = _words(answer)
    code = words.code if isinstance(words.code, str) and words.code.isalnum() else "none"
    reason = f"OpenPhone: HTTP {answer.status}, code {clean(code)[:20]}"
    if answer.status == 429:
        wait = answer.retry_after
        return Busy(reason, retry_after=_WAIT if wait is None else wait)
    if not 300 <= answer.status < 500:
        # A 500 or 503 in its own words reports a message that was not taken; gateways give up on
        # requests that may still succeed behind them.
        done = answer.status in {500, 503} and isinstance(words.message, str)
        return Transient(reason) if done else Unknown(reason)
    if code == _DAILY_BOUND:
        return Busy(reason, retry_after=_NEXT_LOOK)
    return _refusal(answer.status, code, words, reason)


def _refusal(status: int, code: str, words: Words, reason: str) -> Permanent:
    details = words.errors or ()
    said = f"{words.message} {words.title} {' '.join(str(one.message) for one in details)}".lower()
    fields = {str(one.path).strip("/").partition("/")[0] for one in details}
    registered = code != _UNREGISTERED and "a2p" not in said
    if status != 401 and any(word in said for word in _OPTED_OUT):
        return OptedOut(reason)
    if status in {401, 402, 403, 404} or not registered or "credit" in said or "from" in fields:
        return AccountTrouble(reason)
    if "to" in fields or any(word in said for word in _NO_NUMBER):
        return Unreachable(reason)
    return Permanent(reason)


def _words(answer: Answer) -> Words:
    for frame in (_WRAPPED, _WORDS):
        try:
            found = frame.decode(answer.body)
        except (ValueError, RecursionError):
            continue
        return found.error if isinstance(found, Wrapped) else found
    return Words()
