"""Proper names in a message: a salon as it is listed or as it was written, a city."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from dialog.understand.tokens import Token, tokens

_JOINS = frozenset({"&", "-", "'", "!", "/", "+"})
_LINKS = frozenset({"of", "the", "and", "de", "et", "la", "le", "y", "und"})
_PRONOUNS = frozenset({"i", "im", "id", "ill", "ive"})
_ABBREVIATED = 4
"""Letters a word before a dot has at most when the dot ends no sentence: "Dr.", "Inc."."""

_ALIKE = 90
"""Likeness of 100 from which on a written name is a listed one."""

_MOST = 9
"""Words of a name."""


@dataclass(frozen=True, slots=True)
class Title:
    """A run of words written as a name, over the tokens `lo` to `hi`."""

    text: str
    lo: int
    hi: int


def listed(found: Sequence[Token], names: Sequence[str]) -> Title | None:
    """Give the longest listed name that the message holds, whatever its capitals."""
    words = [(place, token.text) for place, token in enumerate(found) if _counts(token)]
    best: Title | None = None
    for name in names:
        wanted = [token.text for token in tokens(name) if _counts(token)]
        size = len(wanted)
        if not wanted or (best is not None and size <= best.hi - best.lo):
            continue
        for at in range(len(words) - size + 1):
            if [text for _, text in words[at : at + size]] == wanted:
                best = Title(name, words[at][0], words[at + size - 1][0] + 1)
                break
    return best


def like(written: str, names: Sequence[str]) -> str | None:
    """Give the listed name that a written one is meant to be."""
    scored = [(fuzz.token_sort_ratio(written.lower(), one.lower()), one) for one in names]
    best = max(scored, default=(0.0, ""))
    return best[1] if best[0] >= _ALIKE else None


def titles(
    text: str, found: Sequence[Token], plain: Collection[int], barred: Collection[int]
) -> list[Title]:
    """Give the runs of words with a capital.

    `plain` tokens are words of the language, which have a capital where a sentence begins;
    `barred` ones carry something else, such as a time.
    """
    runs: list[Title] = []
    at = 0
    while at < len(found):
        if not _opens(text, found, at, plain, barred):
            at += 1
            continue
        end = _end(text, found, at, barred)
        runs.append(Title(text[found[at].lo : found[end - 1].hi], at, end))
        at = end
    return runs


def _counts(token: Token) -> bool:
    return token.word or token.number


def _capital(text: str, token: Token) -> bool:
    return token.word and text[token.lo].isupper()


def _opens(
    text: str,
    found: Sequence[Token],
    at: int,
    plain: Collection[int],
    barred: Collection[int],
) -> bool:
    token = found[at]
    if at in barred or token.text in _PRONOUNS:
        return False
    if token.number:
        follows = at + 1 < len(found) and at + 1 not in barred
        return follows and _capital(text, found[at + 1]) and found[at + 1].text not in _PRONOUNS
    if not _capital(text, token):
        return False
    return not (at in plain and _begins(found, at) and not _goes_on(text, found, at, barred))


def _goes_on(text: str, found: Sequence[Token], at: int, barred: Collection[int]) -> bool:
    """Whether the next word has a capital too: "The Barber", but "Can I"."""
    after = at + 1
    if after >= len(found) or after in barred:
        return False
    return _capital(text, found[after]) and found[after].text not in _PRONOUNS


def _begins(found: Sequence[Token], at: int) -> bool:
    """Whether a sentence begins here."""
    return at == 0 or found[at - 1].text in ".!?\n;:,"


def _end(text: str, found: Sequence[Token], at: int, barred: Collection[int]) -> int:
    end = at + 1
    while end < len(found) and end - at < 2 * _MOST:
        step = _step(text, found, end, barred)
        if not step:
            break
        end += step
    return end


def _step(text: str, found: Sequence[Token], at: int, barred: Collection[int]) -> int:
    """Give how many tokens the name goes on by, 0 where it ends."""
    token = found[at]
    if at in barred or token.text in _PRONOUNS:
        return 0
    if _capital(text, token) or (token.number and token.glued):
        return 1
    ahead = at + 1
    capital = ahead < len(found) and ahead not in barred and _capital(text, found[ahead])
    if capital and found[ahead].text in _PRONOUNS:
        return 0
    if token.text == ".":
        return _dot(found, at, capital=capital)
    if token.text in _JOINS or token.text == ",":
        return 2 if capital else 0
    if token.text in _LINKS:
        return 2 if capital else _linked(text, found, at, barred)
    return 0


def _linked(text: str, found: Sequence[Token], at: int, barred: Collection[int]) -> int:
    """Read "of the" between capitals."""
    two = at + 2
    linked = two < len(found) and found[at + 1].text in _LINKS and two not in barred
    return 3 if linked and _capital(text, found[two]) else 0


def _dot(found: Sequence[Token], at: int, *, capital: bool) -> int:
    """Go on over the dot of "Dr. Lee", "Robert E. Durr", "M.D"."""
    before = found[at - 1].text
    if not capital or not found[at].glued:
        return 0
    short = len(before) == 1 or before in {"dr", "st", "mr", "mrs", "ms", "prof", "inc"}
    return 2 if short and len(before) <= _ABBREVIATED else 0
