"""Proper names in a message: a salon as it is listed or as it was written, a city."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from dialog.understand.tokens import Token, tokens

_JOINS = frozenset({"&", "-", "'", "!", "/", "+", ","})
_LINKS = frozenset({"of", "the", "and", "de", "et", "la", "le", "y", "und"})
_PRONOUNS = frozenset({"i", "im", "id", "ill", "ive"})
_TITLES = frozenset({"dr", "mr", "mrs", "ms", "prof", "st", "frau", "herr"})
_ENDS = frozenset(".!?\n;:,")

_ALIKE = 90
"""Likeness of 100 from which on a written name is a listed one."""

_MOST = 16
"""Tokens of a name."""


@dataclass(frozen=True, slots=True)
class Title:
    """A run of words written as a name, over the tokens `lo` to `hi`."""

    text: str
    lo: int
    hi: int


def listed(found: Sequence[Token], names: Sequence[str]) -> Title | None:
    """Give the longest listed name that the message holds, whatever its capitals."""
    words = [(place, token.text) for place, token in enumerate(found) if _counts(token)]
    best, longest = None, 0
    for name in names:
        wanted = _words(name)
        size = len(wanted)
        if size <= longest:
            continue
        for at in range(len(words) - size + 1):
            if [text for _, text in words[at : at + size]] == wanted:
                best, longest = Title(name, words[at][0], words[at + size - 1][0] + 1), size
                break
    return best


@lru_cache(maxsize=4096)
def _words(name: str) -> list[str]:
    return [token.text for token in tokens(name) if _counts(token)]


def like(written: str, names: Sequence[str]) -> str | None:
    """Give the listed name that a written one is meant to be, also without titles, initials."""
    words = _telling(written)
    within = [one for one in names if words and words <= _telling(one)]
    if len(within) == 1:
        return within[0]
    scored = [(fuzz.token_sort_ratio(written.lower(), one.lower()), one) for one in names]
    best = max(scored, default=(0.0, ""))
    return best[1] if best[0] >= _ALIKE else None


def _telling(name: str) -> frozenset[str]:
    words = (token.text for token in tokens(name) if token.word)
    return frozenset(word for word in words if len(word) > 1 and word not in _TITLES)


@dataclass(frozen=True, slots=True)
class Writing:
    """A message whose names are looked for.

    `plain` tokens are words of the language, which have a capital where a sentence begins;
    `barred` ones carry something else, such as a time.
    """

    text: str
    found: Sequence[Token]
    plain: AbstractSet[int]
    barred: AbstractSet[int]

    def titles(self) -> Iterator[Title]:
        """Give the runs of words with a capital; words that open a sentence are left out."""
        at = 0
        while at < len(self.found):
            if not self._opens(at):
                at += 1
                continue
            end = self._end(at)
            low, high = self._stripped(at, end)
            if low < high:
                yield Title(self.text[self.found[low].lo : self.found[high - 1].hi], low, high)
            at = end

    def _stripped(self, low: int, high: int) -> tuple[int, int]:
        """Leave out what only opens the sentence, "In San Rafael"; nothing may be left."""
        begins = self.begins(low)
        while begins and low < high and (low in self.plain or not _counts(self.found[low])):
            low += 1
        if all(place in self.plain for place in range(low, high) if _counts(self.found[place])):
            return high, high
        while high > low and not _counts(self.found[high - 1]):
            high -= 1
        return low, high

    def begins(self, at: int) -> bool:
        """Whether a sentence begins here."""
        return at == 0 or self.found[at - 1].text in _ENDS

    def capital(self, at: int) -> bool:
        """Whether a word with a capital stands here that may be one of a name."""
        if at >= len(self.found) or at in self.barred:
            return False
        token = self.found[at]
        written = token.word and self.text[token.lo].isupper()
        return written and token.text not in _PRONOUNS

    def joins(self, at: int) -> bool:
        """Whether a mark or a small word stands here that names go on over."""
        return self.found[at].text in _JOINS | _LINKS

    def _opens(self, at: int) -> bool:
        if self.found[at].number and at not in self.barred:
            return self.capital(at + 1)
        return self.capital(at)

    def _end(self, at: int) -> int:
        end = at + 1
        while end < len(self.found) and end - at < _MOST:
            step = self._step(end)
            if not step:
                break
            end += step
        return end

    def _step(self, at: int) -> int:
        """Give how many tokens the name goes on by, 0 where it ends."""
        if at in self.barred:
            return 0
        token = self.found[at]
        if self.capital(at) or (token.number and token.glued) or token.text == "city":
            return 1
        if token.text == ".":
            return 2 if self._abbreviates(at) and self.capital(at + 1) else 0
        if token.text in _JOINS or token.text in _LINKS:
            linked = self.found[at + 1].text in _LINKS if at + 1 < len(self.found) else False
            return 2 if self.capital(at + 1) else 3 if linked and self.capital(at + 2) else 0
        return 0

    def _abbreviates(self, at: int) -> bool:
        """Whether the dot shortens a word: "Dr. Lee", "Robert E. Durr"."""
        before = self.found[at - 1].text
        return self.found[at].glued and (len(before) == 1 or before in {*_TITLES, "inc", "co"})


def _counts(token: Token) -> bool:
    return token.word or token.number
