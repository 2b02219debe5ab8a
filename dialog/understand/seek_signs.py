"""The search words of a language found in a message: one phrase may mean several things."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from dialog.understand.lexicon import spellings
from dialog.understand.seek_words import TABLES, Seek
from dialog.understand.tokens import Token

_LONG, _LONGEST = 6, 20
"""Letters of a word in which a slip of the finger is mended."""

_Rows = Mapping[str, Sequence[tuple[tuple[str, ...], frozenset[Seek]]]]


@dataclass(frozen=True, slots=True)
class Said:
    """What the tokens `lo` to `hi` say."""

    means: frozenset[Seek]
    lo: int
    hi: int


def said_in(found: Sequence[Token], language: str) -> list[Said]:
    """Give what the tokens say of a search, the longest phrase at each place."""
    rows = _ROWS.get(language, _ROWS["en"])
    said: list[Said] = []
    at = 0
    while at < len(found):
        hit = _at(rows, found, at)
        if hit is None:
            at += 1
            continue
        said.append(hit)
        at = hit.hi
    return said


def _at(rows: _Rows, found: Sequence[Token], at: int) -> Said | None:
    text = found[at].text
    for rest, means in rows.get(text, ()) or rows.get(_mended(text), ()):
        end = at + 1 + len(rest)
        if tuple(token.text for token in found[at + 1 : end]) == rest:
            return Said(means, at, end)
    return None


@lru_cache(maxsize=4096)
def _mended(text: str) -> str:
    """Give the word for a fact that a long word was meant to be: "adress"."""
    if not _LONG <= len(text) <= _LONGEST:
        return text
    near = (one for one in _FACT_WORDS if OSA.distance(one, text, score_cutoff=1) <= 1)
    return next(near, text)


def _compiled(table: Mapping[Seek, str]) -> _Rows:
    meant: dict[tuple[str, ...], set[Seek]] = {}
    for what, phrases in table.items():
        for phrase in phrases.split(", "):
            for words in spellings(phrase):
                meant.setdefault(words, set()).add(what)
    rows: dict[str, list[tuple[tuple[str, ...], frozenset[Seek]]]] = {}
    for words, means in meant.items():
        rows.setdefault(words[0], []).append((words[1:], frozenset(means)))
    return {first: sorted(some, key=lambda row: -len(row[0])) for first, some in rows.items()}


_FACT_WORDS = tuple(
    phrase
    for table in TABLES.values()
    for what in (Seek.PHONE, Seek.ADDRESS, Seek.RATING)
    for phrase in table.get(what, "").split(", ")
    if len(phrase) >= _LONG and " " not in phrase
)
_ROWS = {language: _compiled(table) for language, table in TABLES.items()}
