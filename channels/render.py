"""Fitting one message to what a channel can carry."""

import unicodedata
from collections.abc import Iterator
from typing import Final

from channels.message import Choice, Limits, Outbound, Rendered

_BREAKS: Final = ("\n\n", "\n", " ")  # a part ends at a paragraph, else a line, else a word
_JOINER: Final = "\u200d"


def fit(message: Outbound, limits: Limits) -> Rendered:
    """Split the text, trim the titles, print the choices as numbers where buttons cannot show them.

    Choices become the list "1) ..." when there are more than the channel has buttons, when two
    titles trimmed to the limit would look alike, or when there is no text to hang buttons on.
    """
    buttons = tuple(Choice(c.id, _trim(c.title, limits.title)) for c in message.choices)
    if _buttons_show(buttons, message, limits):
        return Rendered(tuple(split(message.text, limits.text)), buttons)
    text = "\n".join(filter(None, (message.text.rstrip(), *numbered(message.choices))))
    return Rendered(tuple(split(text, limits.text)))


def numbered(choices: tuple[Choice, ...]) -> list[str]:
    """Print choices as lines that a customer can answer with a number."""
    return [f"{number}) {choice.title}" for number, choice in enumerate(choices, 1)]


def split(text: str, most: int) -> Iterator[str]:
    """Cut a text into parts of at most `most` characters, at paragraphs, lines, then words."""
    rest = text.strip()
    while len(rest) > most:
        at = _cut(rest, most)
        yield rest[:at].rstrip()
        rest = rest[at:].lstrip()
    if rest:
        yield rest


def _buttons_show(buttons: tuple[Choice, ...], message: Outbound, limits: Limits) -> bool:
    titles = {button.title for button in buttons}
    fits = len(buttons) <= limits.buttons and len(titles) == len(buttons)
    return fits and bool(message.text.strip())


def _cut(text: str, most: int) -> int:
    # A break in the first half would leave a stump: the next finer one reads better.
    for mark in _BREAKS:
        at = text.rfind(mark, most // 2, most + 1)
        if at > 0:
            return at
    return _between_letters(text, most)


def _between_letters(text: str, most: int) -> int:
    for at in range(most, max(1, most // 2) - 1, -1):
        if not _continues(text[at]) and text[at - 1] != _JOINER:
            return at
    return most


def _continues(letter: str) -> bool:
    """Tell whether a character belongs to the one before it (accents, skin tones, joiners)."""
    return (
        letter == _JOINER
        or unicodedata.category(letter) in {"Mn", "Me", "Mc"}
        or "\U0001f3fb" <= letter <= "\U0001f3ff"
    )


def _trim(title: str, most: int) -> str:
    if len(title) <= most:
        return title
    at = most - 1
    while at > 1 and (_continues(title[at]) or title[at - 1] == _JOINER):
        at -= 1
    return title[:at].rstrip() + "…"
