"""What an answer of Twilio's REST API means."""

from collections.abc import Callable
from typing import Final, TypeVar

import msgspec

from channels.line import Answer
from channels.port import AccountTrouble, Busy, OptedOut, Unreachable
from channels.sending import repeatable
from foundation.errors import Permanent, Transient, Unknown

T = TypeVar("T")
Failure = Transient | Permanent | Unknown

_BUSY: Final = frozenset({20429, 21611})  # 21611: too many messages wait for this number
_NOT_TAKEN: Final = 20503  # "service unavailable: try again"; after a 500 Twilio warns of that
_REFUSALS: Final[dict[int, Callable[[str], Permanent]]] = {
    20003: AccountTrouble,  # not authenticated
    20005: AccountTrouble,  # the account is not active
    20404: AccountTrouble,  # no such account
    21211: Unreachable,  # no valid phone number
    21214: Unreachable,  # cannot be reached
    21217: Unreachable,  # no valid phone number
    21408: AccountTrouble,  # the region is not enabled
    21606: AccountTrouble,  # `from` is not ours or cannot send
    21608: AccountTrouble,  # a trial account
    21610: OptedOut,
    21614: Unreachable,  # not a mobile phone
    21617: Permanent,  # too long
    21635: Unreachable,  # a landline
    21659: AccountTrouble,  # `from` is not ours
    21701: AccountTrouble,  # no such messaging service
    21703: AccountTrouble,  # the messaging service has no number
    30034: AccountTrouble,  # not registered with the carriers (A2P 10DLC)
}


class Sent(msgspec.Struct, frozen=True, gc=False):
    """A message that was taken."""

    sid: str


class Refusal(msgspec.Struct, frozen=True, gc=False):
    """An error in Twilio's own words; its message may hold phone numbers, so it is not read."""

    code: int


_SENT: Final = msgspec.json.Decoder(Sent)
_REFUSAL: Final = msgspec.json.Decoder(Refusal)


def sent(answer: Answer) -> str:
    """Give the message's id; raises Transient, Permanent or Unknown as the answer deserves."""
    if not answer.good:
        raise _failure(answer)
    try:
        return _SENT.decode(answer.body).sid
    except (ValueError, RecursionError):
        raise Unknown(f"HTTP {answer.status} without an answer of Twilio's") from None


def read(answer: Answer, shape: type[T]) -> T:
    """Read the answer to what may be asked again; raises Transient or Permanent."""
    if not answer.good:
        with repeatable():
            raise _failure(answer)
    try:
        return msgspec.json.decode(answer.body, type=shape)
    except (ValueError, RecursionError):
        reason = f"HTTP {answer.status} without an answer of Twilio's: is the address right?"
        raise Permanent(reason) from None


def _failure(answer: Answer) -> Failure:
    code = _code(answer)
    reason = f"Twilio: HTTP {answer.status}, code {code or 'none'}"
    if answer.status == 429 or code in _BUSY:
        return Busy(reason, retry_after=answer.retry_after)
    if answer.status == 503 and code == _NOT_TAKEN:
        return Transient(reason, retry_after=answer.retry_after)
    if not 300 <= answer.status < 500:
        return Unknown(reason)
    if code in _REFUSALS:
        return _REFUSALS[code](reason)
    trouble = answer.status in {401, 403, 404}
    return AccountTrouble(reason) if trouble else Permanent(reason)


def _code(answer: Answer) -> int:
    try:
        return _REFUSAL.decode(answer.body).code
    except (ValueError, RecursionError):
        return 0
