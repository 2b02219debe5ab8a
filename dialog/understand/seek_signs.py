"""The search words of a language found in a message: one phrase may mean several things."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dialog.understand.lexicon import spellings
from dialog.understand.seek_words import TABLES, Seek
from dialog.understand.tokens import Token

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
    for rest, means in rows.get(found[at].text, ()):
        end = at + 1 + len(rest)
        if tuple(token.text for token in found[at + 1 : end]) == rest:
            return Said(means, at, end)
    return None


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


_ROWS = {language: _compiled(table) for language, table in TABLES.items()}
