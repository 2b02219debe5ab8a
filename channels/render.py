"""Fitting one message to what a channel can carry."""

import unicodedata
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from channels import gsm
from channels.message import Choice, Limits, Outbound, Rendered

_BREAKS: Final = ("\n\n", "\n", " ")  # a part ends at a paragraph, else a line, else a word
_JOINER: Final = "\u200d"


def fit(message: Outbound, limits: Limits) -> Rendered:
    """Split the text, trim the titles, print the choices as numbers where buttons cannot show them.

    Choices become rows of a list when there are more than the channel has buttons, and the list
    "1) ..." when there are more than it has rows, when two titles trimmed to the limit would look
    alike, or when there is no text to hang them on.
    """
    for listed, most, title in (
        (False, limits.buttons, limits.title),
        (True, limits.rows, limits.row_title),
    ):
        shown = tuple(Choice(c.id, _trim(c.title, title, limits)) for c in message.choices)
        if _choices_show(shown, most, message):
            parts = _parts(message.text, limits, asks=bool(shown))
            return Rendered(parts, shown, listed, _trim(message.opener, limits.title, limits))
    text = "\n".join(filter(None, (message.text.rstrip(), *numbered(message.choices))))
    return Rendered(_parts(text, limits))


def numbered(choices: tuple[Choice, ...]) -> list[str]:
    """Print choices as lines that a customer can answer with a number."""
    return [f"{number}) {choice.title}" for number, choice in enumerate(choices, 1)]


def split(text: str, most: int, *, wide: bool = False) -> Iterator[str]:
    """Cut a text into parts of at most `most` characters, at paragraphs, lines, then words.

    `wide` counts UTF-16, in which an emoji takes two or more.
    """
    rest = text.strip()
    while _length(rest, wide=wide) > most:
        at = _cut(rest, _reach(rest, most) if wide else most)
        yield rest[:at].rstrip()
        rest = rest[at:].lstrip()
    if rest:
        yield rest


def _parts(text: str, limits: Limits, *, asks: bool = False) -> tuple[str, ...]:
    """Cut a text to the channel's length; under what is asked, its last part is a prompt."""
    spelled = gsm.plain(text) if limits.gsm else text
    parts = tuple(split(spelled, limits.text, wide=limits.wide))
    if asks and limits.prompt and parts:
        last = split(parts[-1], limits.prompt, wide=limits.wide)
        parts = (*parts[:-1], *last)
    return parts


def _choices_show(shown: tuple[Choice, ...], most: int, message: Outbound) -> bool:
    titles = {choice.title for choice in shown}
    return len(shown) <= most and len(titles) == len(shown) and bool(message.text.strip())


def _length(text: str, *, wide: bool) -> int:
    return len(text) + sum(one > "\uffff" for one in text) if wide else len(text)


def _reach(text: str, most: int) -> int:
    """Tell how many characters fit into so many units of UTF-16."""
    ends = accumulate(2 if one > "\uffff" else 1 for one in text)
    return max(1, next((at for at, end in enumerate(ends) if end > most), len(text)))


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


def _trim(title: str, most: int, limits: Limits) -> str:
    if _length(title, wide=limits.wide) <= most:
        return title
    at = _reach(title, most - 1) if limits.wide else most - 1
    while at > 1 and (_continues(title[at]) or title[at - 1] == _JOINER):
        at -= 1
    return title[:at].rstrip() + "…"
