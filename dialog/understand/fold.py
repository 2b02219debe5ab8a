"""Text made comparable: one case, no accents, every character still traceable to the original."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_SKIN_TONES = range(0x1F3FB, 0x1F400)
_DASHES = frozenset("\u2010\u2011\u2012\u2013\u2014\u2015\u2212")
_QUOTES = frozenset("\u2018\u2019\u02bc\u00b4`")
_JOINERS = "Cf"  # zero-width joiners, direction marks: they colour a text, they say nothing


def fold(text: str) -> tuple[str, Sequence[int]]:
    """Fold a text for matching; the second part maps a place in it to a place in the original.

    NFKC and casefold per character, accents dropped, digits of every script as ASCII, joiners and
    direction marks removed. Plain ASCII, the usual case, is only lower-cased.
    """
    if text.isascii():
        return text.lower().replace("`", "'"), range(len(text) + 1)
    pieces: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        piece = _fold_character(character)
        pieces.append(piece)
        places.extend([place] * len(piece))
    places.append(len(text))
    return "".join(pieces), places


def fold_word(text: str) -> str:
    """Fold without keeping the places, for words of a table."""
    return fold(text)[0]


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in _DASHES:
        return "-"
    if character in _QUOTES:
        return "'"
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category == _JOINERS or ord(character) in _SKIN_TONES:
        return ""
    plain = unicodedata.normalize("NFKD", character).casefold()
    return "".join(one for one in plain if not unicodedata.combining(one) and one != "\ufe0f")
