"""What an Evolution API answer means."""

from collections.abc import Iterator
from typing import Final

import msgspec

from channels.clean import read_json, shaped
from channels.line import Answer
from channels.port import AccountTrouble, Busy, Unreachable, Unreadable
from foundation.errors import Permanent, Transient, Unknown

# Baileys raises it before anything is written: the phone's link is down, often for seconds only.
_UNLINKED: Final = ("connection closed", "not connected", "disconnected", "connection lost")
# An error's name in a 400 is a failure within the server, also one after the message left.
_WITHIN: Final = ("error:", "timed out", "timeout", "prisma")
_DEEPEST: Final = 3


class Key(msgspec.Struct, frozen=True, gc=False):
    """The id under which its fate is told later."""

    id: str | None = None


class Taken(msgspec.Struct, frozen=True, gc=False):
    """A sent message."""

    key: Key | None = None


class Response(msgspec.Struct, frozen=True, gc=False):
    """What went wrong: words, a list of them, or numbers with whether they are on WhatsApp."""

    message: object = None


class Failed(msgspec.Struct, frozen=True, gc=False):
    """The frame around a failure."""

    response: Response | None = None
    message: object = None


class Looked(msgspec.Struct, frozen=True, gc=False):
    """Whether a number is on WhatsApp."""

    exists: bool


def sent(answer: Answer) -> str:
    """Give the message's id ("" if Evolution names none), or raise what the answer deserves."""
    taken = shaped(settle(answer), Taken)
    return (taken and taken.key and taken.key.id) or ""


def settle(answer: Answer) -> object:
    """Give what a success says; raises Transient, Permanent or Unknown on everything else."""
    try:
        said = read_json(answer.body)
    except Unreadable:
        raise _without_words(answer) from None
    if answer.good:
        return said
    failed = shaped(said, Failed) or Failed()
    told = [*_told(failed.response.message if failed.response else failed.message)]
    raise _judged(answer, told)


def _told(message: object, depth: int = 0) -> Iterator[str | Looked]:
    """Give the words of a failure, or what was looked up, however they are nested."""
    if isinstance(message, str):
        yield message.lower()
    elif looked := shaped(message, Looked):
        yield looked
    elif isinstance(message, list) and depth < _DEEPEST:
        for one in message:
            yield from _told(one, depth + 1)


def _judged(answer: Answer, told: list[str | Looked]) -> Permanent | Transient | Unknown:
    """Judge a failure by what it says; its words may quote numbers, so they stay in here."""
    words = " ".join(one for one in told if isinstance(one, str))
    where = f"Evolution: HTTP {answer.status}"
    if any(isinstance(one, Looked) and not one.exists for one in told):
        return Unreachable(f"{where}, the number is not on WhatsApp")
    if answer.status not in {401, 403} and any(mark in words for mark in _UNLINKED):
        return Transient(f"{where}, the instance is not connected to WhatsApp")
    if answer.status == 400 and any(mark in words for mark in _WITHIN):
        return Unknown(f"{where}, it failed within")
    return _by_status(answer, where)


def _by_status(answer: Answer, where: str) -> Permanent | Transient | Unknown:
    if answer.status in {401, 403}:
        return AccountTrouble(f"{where}, it does not accept the `apikey`")
    if answer.status == 404:
        return AccountTrouble(f"{where}, it does not know the instance: is the `url` right?")
    if answer.status == 429:
        return Busy(f"{where}, too many requests", retry_after=answer.retry_after)
    if answer.status == 503:
        return Transient(f"{where}, unavailable", retry_after=answer.retry_after)
    if answer.status >= 500:
        return Unknown(f"{where}, it failed within")
    return Permanent(f"{where}, it refuses the request")


def _without_words(answer: Answer) -> Permanent | Transient | Unknown:
    """Judge an answer that is not Evolution's: something between us and it spoke."""
    reason = f"HTTP {answer.status} instead of an Evolution answer"
    if answer.status in {429, 503}:
        return Transient(reason, retry_after=answer.retry_after)
    if answer.status in {401, 403, 404}:
        return AccountTrouble(f"{reason}: is the `url` right?")
    if 300 <= answer.status < 500:
        return Permanent(f"{reason}: is the `url` right?")
    return Unknown(reason)
