"""What changed on an open page: pieces by id, each with the version of what it shows."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Piece:
    """One element of the page: printed only when it is sent."""

    id: str
    version: str
    html: Callable[[], str]


def version(*facts: object) -> str:
    """Name the facts a piece shows: other facts, other version."""
    return sha256(repr(facts).encode("utf-8", "replace")).hexdigest()[:12]


def whole(pieces: Iterable[Piece]) -> str:
    """Name a page as it stands, so that a stream can tell whether its reader has that one."""
    return version(*((one.id, one.version) for one in pieces))


def changes(told: dict[str, str], pieces: Iterable[Piece]) -> str:
    """Print the pieces that `told` does not have in this version, which it then has.

    What was told and is no longer there is taken off the page.
    """
    return "\n".join(_changes(told, tuple(pieces)))


def _changes(told: dict[str, str], pieces: tuple[Piece, ...]) -> Iterator[str]:
    here = {one.id for one in pieces}
    for lost in [known for known in told if known not in here]:
        del told[lost]
        yield f'<template id="{lost}" data-gone></template>'
    for one in pieces:
        if told.get(one.id) != one.version:
            told[one.id] = one.version
            yield one.html()
