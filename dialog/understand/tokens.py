"""A folded text cut into words, numbers, single marks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dialog.understand.fold import fold

# One pass, no nested repetition: the time grows with the length alone.
_TOKEN = re.compile(r"\n|\d+|[^\W\d_]+(?:'[^\W\d_]+)*|\S")

LIMIT = 400
"""Tokens read of one message: four times the longest honest one, a bound for hostile ones."""


@dataclass(slots=True)
class Token:
    """One token: folded `text` without apostrophes, `lo` to `hi` in the original text.

    `glued`: nothing stands between it and the token before.
    """

    text: str
    lo: int
    hi: int
    glued: bool
    word: bool
    number: bool


def tokens(text: str) -> list[Token]:
    """Cut a text of any origin into at most LIMIT tokens."""
    folded, places = fold(text)
    found: list[Token] = []
    end = -1
    for match in _TOKEN.finditer(folded):
        if len(found) == LIMIT:
            break
        found.append(_token(match, places, glued=match.start() == end))
        end = match.end()
    return found


def _token(match: "re.Match[str]", places: Sequence[int], *, glued: bool) -> Token:
    text = match[0]
    number = text[0].isdigit() and text[0].isascii()
    word = not number and text[0].isalpha()
    if word and "'" in text:
        text = text.replace("'", "")
    hi = places[match.end() - 1] + 1
    return Token(text, places[match.start()], hi, glued, word, number)
