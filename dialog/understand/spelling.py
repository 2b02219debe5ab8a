"""Slips of the finger in the salon's own words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

_DOUBLE = re.compile(r"(.)\1+")
_ENDINGS = ("s", "es", "en", "n", "e", "er", "ing", "ed")
_COMPOUND = 5
"""Letters a name needs before a longer word may contain it ("Haarschnitttermin")."""

_LEADING = 4
"""Letters of a name in front of one: it tells what the end is done to ("Bart" + "schneiden")."""

_INTRODUCES_STYLIST = frozenset({"with", "mit", "bei", "by", "w", "avec", "chez", "con", "com",
                                 "met", "bij"})  # fmt: skip
_LONGEST = 40


@dataclass(slots=True)
class Spelling:
    """The words of a catalogue; `stylists` are names, where one letter makes another person."""

    words: frozenset[str]
    stylists: frozenset[str]
    calm: dict[str, str] = field(default_factory=dict)
    ordered: Sequence[str] = ()

    def knows(self, word: str) -> bool:
        """Whether the catalogue spells it so."""
        return word in self.words

    def nearest(self, word: str, *, after: str) -> tuple[str, float]:
        """Give the catalogue's word that is meant with a confidence, else the word itself."""
        if not 2 < len(word) <= _LONGEST:
            return word, 1.0
        return self.formed(word) or self._typo(word, after) or (word, 1.0)

    def formed(self, word: str) -> tuple[str, float] | None:
        """Give the catalogue's word that this is a form of: a plural, a compound."""
        calm = _DOUBLE.sub(r"\1", word)
        if calm in self.calm:
            return self.calm[calm], 0.85
        for ending in _ENDINGS:
            stem = word[: -len(ending)]
            long = ending == "s" or len(stem) >= _LEADING  # "core" is no form of "cor"
            fits = long and word.endswith(ending) and stem in self.words
            if fits and (ending == "s" or stem not in self.stylists):  # "Ana's", but no "Anan"
                return stem, 0.95
        return self._compound(word)

    def near(self, word: str) -> list[str]:
        """Give the longer words of the catalogue that one slip makes into this one."""
        return [
            name
            for name in self.words
            if len(name) >= _LEADING and OSA.distance(word, name, score_cutoff=1) <= 1
        ]

    def _compound(self, word: str) -> tuple[str, float] | None:
        fits = [
            one
            for one in self.words - self.stylists
            if len(one) >= _COMPOUND and (word.startswith(one) or word.endswith(one))
        ]
        if not fits:
            return None
        leading = [one for one in self.words - self.stylists - set(fits)
                   if len(one) >= _LEADING and word.startswith(one)]  # fmt: skip
        return max(leading or fits, key=len), 0.8  # "Bartschneiden" is for the beard

    def _typo(self, word: str, after: str) -> tuple[str, float] | None:
        best: tuple[str, float] | None = None
        for name in self.ordered:
            slack = self._slack(name, after)
            if slack == 0 or abs(len(name) - len(word)) > slack:
                continue
            distance = OSA.distance(word, name, score_cutoff=slack)
            if distance > slack:
                continue
            trust = 0.6 if name in self.stylists and len(name) < 5 else 0.9 - 0.1 * distance
            if best is None or trust > best[1]:
                best = (name, trust)
        return best

    def _slack(self, name: str, after: str) -> int:
        """Letters that may be wrong: none in a short word, one in a short name after "with"."""
        if name in self.stylists and len(name) < 5:
            return 1 if after in _INTRODUCES_STYLIST else 0
        if len(name) < 5:
            return 0
        return 1 if len(name) < 8 else 2


def spelled_like(words: Iterable[str], stylists: Iterable[str]) -> Spelling:
    """Compile the words of a catalogue."""
    known = frozenset(word for word in words if len(word) > 1)
    calm: dict[str, str] = {}
    for word in sorted(known):
        calm.setdefault(_DOUBLE.sub(r"\1", word), word)
    return Spelling(known, frozenset(stylists), calm, sorted(known))
