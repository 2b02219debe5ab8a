"""A folded text cut into words, numbers, single marks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dialog.understand.fold import fold

# One pass, no nested repetition: the time grows with the length alone.
_TOKEN = re.compile(r"\n|\d+|[^\W\d_]+(?:'[^\W\d_]+)*|\S")

_ELIDED = frozenset({"l", "d", "qu", "jusqu", "all", "dall", "dell", "nell", "sull", "mezz", "un",
                     "quest"})  # fmt: skip
"""What French, Italian tie to the next word: "all'una"."""

LIMIT = 400
"""Tokens read of one message: four times the longest honest one, a bound for hostile ones."""


@dataclass(slots=True)
class Token:
    """One token: folded `text` without apostrophes, `lo` to `hi` in the original text.

    `glued`: nothing stands between it and the token before; `mended`: `text` is what was meant
    where a finger slipped; `open`: it slipped, several words may be meant.
    """

    text: str
    lo: int
    hi: int
    glued: bool
    word: bool
    number: bool
    mended: bool = False
    open: bool = False


def tokens(text: str) -> list[Token]:
    """Cut a text of any origin into at most LIMIT tokens."""
    folded, places = fold(text)
    found: list[Token] = []
    end = -1
    for match in _TOKEN.finditer(folded):
        if len(found) >= LIMIT:
            break
        lo, hi = match.span()
        if match[0] == "'" and lo == end and found[-1].text in _ELIDED:
            end = hi  # "l'11"
            continue
        tied = folded.find("'", lo, hi)
        if tied > 0 and folded[lo:tied] in _ELIDED:
            found.append(_token(folded[lo:tied], lo, places, glued=lo == end))
            lo = end = tied + 1
        found.append(_token(folded[lo:hi], lo, places, glued=lo == end))
        end = hi
    return found


def _token(text: str, lo: int, places: Sequence[int], *, glued: bool) -> Token:
    number = text[0].isdigit() and text[0].isascii()
    word = not number and text[0].isalpha()
    start, end = places[lo], places[lo + len(text) - 1] + 1
    if word and "'" in text:
        text = text.replace("'", "")
    return Token(text, start, end, glued, word, number)
