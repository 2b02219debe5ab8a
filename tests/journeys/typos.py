"""Typos that thumbs make: the same line gives the same ones, each variant another.

A slip that gives the same word again, or another word of the language ("zeiten" of "zweiten",
"quatro" of "quarto"), is made elsewhere instead: that one nobody could tell from what was meant.
"""

import re
import unicodedata
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from hashlib import sha256
from itertools import pairwise

from dialog.understand.fold import fold_word
from dialog.understand.languages import LEXICONS

_WORD = re.compile(r"[^\W\d_]+")
_LONG = 5
"""Shorter words with a letter wrong are often other words."""

_TRIES = 40

_KEYS = {
    "de": ("qwertzuiop", "asdfghjkl", "yxcvbnm"),
    "fr": ("azertyuiop", "qsdfghjklm", "wxcvbn"),
}
_QWERTY = ("qwertyuiop", "asdfghjkl", "zxcvbnm")

Slip = Callable[[str, int, str], str]


def with_typo(line: str, variant: int, locale: str, names: AbstractSet[str]) -> str:
    """Give the line with one typo; names, numbers, short words stay as they are."""
    slip = _SLIPS[variant % len(_SLIPS)]
    drawn = int.from_bytes(sha256(f"{variant} {line}".encode()).digest()[:8])
    words = [one for one in _WORD.finditer(line) if _may_slip(one[0], names)]
    if slip is _accents:
        return _bare(line, words) if _bare(line, words) != line else _joined(line, words, drawn)
    for turn in range(_TRIES if words else 0):
        word = words[(drawn + turn) % len(words)]
        # The first letter is hardly ever the wrong one.
        place = 1 + (drawn // 7 + turn // len(words)) % (len(word[0]) - 2)
        typo = slip(word[0], place, locale)
        if typo != word[0] and fold_word(typo) not in LEXICONS[locale].known:
            return line[: word.start()] + typo + line[word.end() :]
    return line


def _may_slip(word: str, names: AbstractSet[str]) -> bool:
    return len(word) >= _LONG and word.casefold() not in names


def _dropped(word: str, place: int, _: str) -> str:
    return word[:place] + word[place + 1 :]


def _doubled(word: str, place: int, _: str) -> str:
    return word[: place + 1] + word[place:]


def _swapped(word: str, place: int, _: str) -> str:
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _beside(word: str, place: int, locale: str) -> str:
    for row in _KEYS.get(locale, _QWERTY):
        at = row.find(word[place])
        if at >= 0:
            return word[:place] + row[at + 1 if at + 1 < len(row) else at - 1] + word[place + 1 :]
    return _dropped(word, place, locale)


def _accents(word: str, place: int, locale: str) -> str:
    raise AssertionError((word, place, locale))  # done for the whole line, not for one word


def _bare(line: str, words: list[re.Match[str]]) -> str:
    """Leave the accents out."""
    for word in reversed(words):
        letters = unicodedata.normalize("NFD", word[0])
        bare = "".join(one for one in letters if not unicodedata.combining(one))
        line = line[: word.start()] + bare + line[word.end() :]
    return line


def _joined(line: str, words: list[re.Match[str]], drawn: int) -> str:
    """Leave the space out between two words that may slip."""
    gaps = [one.end() for one, other in pairwise(words)
            if line[one.end() : other.start()] == " "]  # fmt: skip
    if not gaps:
        return line
    gap = gaps[drawn % len(gaps)]
    return line[:gap] + line[gap + 1 :]


_SLIPS: tuple[Slip, ...] = (_dropped, _doubled, _swapped, _beside, _accents)
