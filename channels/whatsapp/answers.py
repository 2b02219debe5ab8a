"""What a Cloud API answer means."""

from collections.abc import Callable, Mapping
from typing import Final

import msgspec

from channels.line import Answer
from channels.port import AccountTrouble, Busy, TemplateRefused, Unreachable, WindowClosed
from foundation.errors import Permanent, Transient, Unknown

_Failure = Permanent | Transient | Unknown


class Error(msgspec.Struct, frozen=True, gc=False):
    """Meta's error: its number decides, as the HTTP status is often 400 even for a rate limit."""

    code: int
    error_subcode: int | None = None
    is_transient: bool | None = None


class Failed(msgspec.Struct, frozen=True):
    """The frame around an error."""

    error: Error


class Accepted(msgspec.Struct, frozen=True, gc=False):
    """One accepted message; that it failed is told later, by webhook."""

    id: str = ""


class Taken(msgspec.Struct, frozen=True):
    """The frame around what was accepted."""

    messages: tuple[Accepted, ...] = ()


_FAILED: Final = msgspec.json.Decoder(Failed)
_TAKEN: Final = msgspec.json.Decoder(Taken)
_ANYTHING: Final = msgspec.json.Decoder()

# What to do is told by the kind of failure; the words are ours, as Meta's may quote the message.
_PERMANENT: Final[Mapping[int, tuple[type[Permanent], str]]] = {
    0: (AccountTrouble, "the token is not valid"),
    190: (AccountTrouble, "the token expired or was withdrawn"),
    368: (AccountTrouble, "the account is blocked for breaking a policy"),
    131031: (AccountTrouble, "the account is locked"),
    131042: (AccountTrouble, "the account has no valid payment method"),
    131047: (WindowClosed, "the customer was silent for 24 hours"),
    131026: (Unreachable, "the recipient cannot get WhatsApp messages"),
    131048: (Permanent, "the number's messages were reported as spam too often"),
    131064: (Permanent, "the number's limit of messages is reached"),
    131049: (Permanent, "WhatsApp holds the message back to spare the recipient"),
    130472: (Permanent, "the recipient takes part in an experiment of WhatsApp"),
    131051: (Permanent, "WhatsApp does not support this type of message"),
    132000: (TemplateRefused, "the template wants another number of parameters"),
    132001: (TemplateRefused, "the template does not exist in this language"),
    132005: (Permanent, "the filled template is too long"),
    132007: (TemplateRefused, "the template breaks a policy"),
    132012: (TemplateRefused, "a parameter of the template has the wrong format"),
    132015: (TemplateRefused, "the template is paused"),
    132016: (TemplateRefused, "the template is disabled"),
}
_BUSY: Final = {
    4: "the app calls too often",
    80007: "the business account calls too often",
    130429: "the number sends too fast",
}
_PAIR: Final = 131056
_LATER: Final = frozenset({1, 2, 131000, 131016})
# Graph's way to say that an object is missing, or hidden from this token.
_NO_OBJECT: Final = (100, 33)
_NO_PERMISSION: Final = frozenset({3, 10, *range(200, 300)})


def sent(answer: Answer) -> str:
    """Give the message's id ("" if Meta names none), or raise what the answer deserves."""
    settle(answer)
    try:
        taken = _TAKEN.decode(answer.body)
    except (ValueError, RecursionError):
        taken = Taken()  # it was accepted all the same
    return taken.messages[0].id if taken.messages else ""


def settle(answer: Answer) -> None:
    """Return if the request was accepted; raises Transient, Permanent or Unknown if not."""
    try:
        error = _FAILED.decode(answer.body).error
    except (ValueError, RecursionError):
        _without_error(answer)
        return
    raise _judged(error, answer)


def _judged(error: Error, answer: Answer) -> _Failure:
    code, wait = error.code, answer.retry_after
    if code == _PAIR:
        reason = "WhatsApp: 131056 too many messages to this recipient"
        return Busy(reason, retry_after=wait, recipient=True)
    if code in _BUSY:
        return Busy(f"WhatsApp: {code} {_BUSY[code]}", retry_after=wait)
    if code in _PERMANENT:
        failure, words = _PERMANENT[code]
        return failure(f"WhatsApp: {code} {words}")
    if (code, error.error_subcode) == _NO_OBJECT or code in _NO_PERMISSION:
        return AccountTrouble(f"WhatsApp: {code} the token may not use this `phone_number_id`")
    if code in _LATER or error.is_transient:
        return Transient(f"WhatsApp: {code} unavailable for now", retry_after=wait)
    return _by_status(answer)(f"WhatsApp: error {code}, HTTP {answer.status}")


def _by_status(answer: Answer) -> Callable[[str], _Failure]:
    """Judge an error whose number nobody told us."""
    if answer.status == 429:
        return lambda reason: Busy(reason, retry_after=answer.retry_after)
    if answer.status >= 500:
        return Unknown
    return AccountTrouble if answer.status in {401, 403} else Permanent


def _without_error(answer: Answer) -> None:
    """Judge an answer without Meta's error: either all is well, or a proxy spoke."""
    if answer.good:
        try:
            _ANYTHING.decode(answer.body)
        except (ValueError, RecursionError) as error:
            raise Unknown(f"HTTP {answer.status} without a Cloud API answer") from error
        return
    reason = f"HTTP {answer.status} instead of a Cloud API answer"
    if answer.status in {429, 503}:
        raise Transient(reason, retry_after=answer.retry_after)
    if 300 <= answer.status < 500:
        raise Permanent(f"{reason}: is the address right?")
    raise Unknown(reason)
