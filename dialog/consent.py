"""What a turn makes of words about messages themselves: stop, go on, who are you; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from channels.consent import words
from channels.inbox import Letter
from channels.message import Kind
from dialog.effects import Say

_SAYS: Final = {
    Kind.OPT_OUT: "texts_off",
    Kind.OPT_IN: "texts_on",
    Kind.HELP: "texts_help",
}
KINDS: Final = frozenset(_SAYS)
"""What messages about messages are stored as."""

_STILL_READ: Final = frozenset({Kind.OPT_OUT, Kind.BLOCKED, Kind.UNBLOCKED})
"""What is heard of somebody who opted out; the rest is not answered."""


def heard(letters: Iterable[Letter], *, opted_out: bool) -> list[Letter]:
    """Give what of a turn's messages is read, by whether they want any answer now."""
    if opted_out:
        return [one for one in letters if one.kind in _STILL_READ]
    # They have come back before anybody looked: nothing of it is in force.
    return [one for one in letters if one.kind is not Kind.OPT_OUT]


def wrote_anyway(letters: Sequence[Letter], *, opted_out: bool) -> bool:
    """Tell whether they only wrote on after having opted out: a person has to call them."""
    ended = any(one.kind in _STILL_READ for one in letters)
    return opted_out and not ended


def says(letter: Letter) -> tuple[Say, ...]:
    """Give the one thing said to words about messages; nothing where the carrier has said it."""
    return () if letter.told else (Say(_SAYS[letter.kind]),)


def rest(letter: Letter) -> Letter | None:
    """Give what a message says beside: a yes that turns messages on is also a yes."""
    if letter.kind is Kind.OPT_IN and words.agrees(letter.text):
        return replace(letter, kind=Kind.TEXT)
    return None


def of_law(said: Sequence[Say]) -> bool:
    """Tell whether a reply says nothing but what the law wants said."""
    return bool(said) and all(one.phrase in _SAYS.values() for one in said)
