"""All words of one language with what is near to each, what they are put together of."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from dialog.understand import slips
from dialog.understand.lexicon import Lexicon
from dialog.understand.reading import Intent
from dialog.understand.signs import Kind, Meaning
from dialog.understand.talk import talk
from dialog.understand.tokens import Token

SHORTEST, LONGEST = 4, 24
"""Letters of words that are mended."""

_RUN = re.compile(r"(.)\1{2,}")
_DOUBLE = re.compile(r"(.)\1+")
_HALF = 4
"""Letters that each of two joined words has."""

_UNDOUBLED = 5
"""Letters from which on a word is known by its letters alone, whichever are doubled: "morgeen"."""

_SHARP = ("ss", "ß")
"""Two letters that are one key."""

_FAR = 9
"""Letters of a word in which two may be wrong."""

# Words long and unlike others, so that two slips of the finger are safe to mend.
FAMILIAR = frozenset({Kind.WEEKDAY, Kind.DAY, Kind.PART, Kind.MONTH})
_WISHES = frozenset(talk(one) for one in (
    Intent.BOOK, Intent.CANCEL, Intent.COMPLAINT, Intent.HUMAN, Intent.MOVE, Intent.WAITLIST,
))  # fmt: skip

_DAYS = frozenset({Kind.WEEKDAY, Kind.DAY, Kind.MORNING_OR_TOMORROW})
_GLUED = frozenset({Kind.PART, Kind.MORNING_OR_TOMORROW, Kind.EARLY, Kind.LATE})
"""Parts of day that are glued to a day: "Freitagabend", "morgenmiddag"."""


@dataclass(frozen=True, slots=True)
class _Indexes:
    """What finds the words near to one; `calm` ones have no letter doubled."""

    words: slips.Index
    sharp: slips.Index
    calm: Mapping[str, str]
    compounds: slips.Index
    far: Sequence[str]


@dataclass(slots=True)
class Vocabulary:
    """The words of a language; its indexes are made when the first slip asks for them."""

    lexicon: Lexicon
    compounds: Mapping[str, tuple[str, ...]] = field(init=False)
    _indexes: _Indexes | None = None

    def __post_init__(self) -> None:
        """Glue the days to their parts."""
        words = [word for word in self.lexicon.known if len(word) > 2]
        days = [word for word in words if len(word) > _HALF and self.means(word, _DAYS)]
        parts = [word for word in words if self.means(word, _GLUED)]
        self.compounds = {day + part: (day, part) for day in days for part in parts}

    def knows(self, word: str) -> bool:
        """Whether the language has the word, alone or in a phrase."""
        return word in self.lexicon.known

    def meanings(self, word: str) -> Iterator[Meaning]:
        """Give what the word means alone."""
        return (row[1] for row in self.lexicon.entries.get(word, ()) if not row[0])

    def says(self, word: str) -> set[tuple[Kind, int]]:
        """Give what the word says alone, without figures; what is tomorrow or morning is either."""
        said = {one[:2] for one in self.meanings(word)}
        return said | {(Kind.DAY, 1)} if (Kind.MORNING_OR_TOMORROW, 0) in said else said

    def means(self, word: str, kinds: AbstractSet[Kind]) -> bool:
        """Whether the word alone is of such a kind."""
        return any(one[0] in kinds for one in self.meanings(word))

    def phrase(self, found: Sequence[Token], place: int, word: str) -> Meaning | None:
        """Give what a phrase of several words means that the word completes at its place."""
        for start in range(max(0, place - 5), place + 1):
            first = word if start == place else found[start].text
            for rest, meaning, _ in self.lexicon.entries.get(first, ()):
                if place - start <= len(rest) > 0 and _fits(found, start + 1, rest, place, word):
                    return meaning
        return None

    def calmer(self, text: str) -> str | None:
        """Give the known word that "fridaaay" is with its runs of letters cut."""
        if _RUN.search(text) is None:
            return None
        cut = (_RUN.sub(r"\1", text), _RUN.sub(r"\1\1", text))
        return next((word for word in cut if self.knows(word)), None)

    def near(self, text: str) -> dict[str, int]:
        """Give the words that one slip makes into this one with what the slip costs."""
        rows, language = self._learned(), self.lexicon.language
        found = {word: slips.cost(text, word, language) for word in slips.near(text, rows.words)}
        sharp = text.replace(*_SHARP)
        for word in slips.near(sharp, rows.sharp):
            found.setdefault(word.replace(*_SHARP[::-1]), slips.cost(sharp, word, language))
        calm = _DOUBLE.sub(r"\1", text)
        if len(text) > _UNDOUBLED and calm in rows.calm:
            found.setdefault(rows.calm[calm], slips.DOUBLED)
        return found

    def near_compound(self, text: str) -> tuple[str, ...] | None:
        """Give the day with its part that one slip makes into this compound."""
        near = sorted(slips.near(text, self._learned().compounds))
        parts = [self.compounds[word] for word in near]
        return parts[0] if parts and all(self._same(parts[0], one) for one in parts) else None

    def _same(self, ones: Sequence[str], others: Sequence[str]) -> bool:
        """Whether two compounds may mean the same."""
        pairs = zip(ones, others, strict=True)
        return not any(self.says(one).isdisjoint(self.says(other)) for one, other in pairs)

    def far(self, text: str) -> str | None:
        """Give the one long word in which two slips make this one."""
        fits = [
            word
            for word in self._learned().far
            if text[0] == word[0] and OSA.distance(text, word, score_cutoff=2) <= 2
        ]
        return fits[0] if len(fits) == 1 else None

    def _learned(self) -> _Indexes:
        if self._indexes is None:
            known = sorted(word for word in self.lexicon.known if len(word) >= SHORTEST)
            sharp = [word.replace(*_SHARP) for word in known if _SHARP[0] in word]
            self._indexes = _Indexes(
                slips.index(known),
                slips.index(sharp if self.lexicon.language == "de" else ()),
                {_DOUBLE.sub(r"\1", word): word for word in known if len(word) >= _UNDOUBLED},
                slips.index(self.compounds),
                [word for word in known if len(word) >= _FAR and self._unlike_others(word)],
            )
        return self._indexes

    def _unlike_others(self, word: str) -> bool:
        return any(one[0] in FAMILIAR or one in _WISHES for one in self.meanings(word))


def shortened(text: str) -> str:
    """Cut the runs of letters of an overlong word."""
    return _RUN.sub(r"\1", text) if len(text) > LONGEST else text


def _fits(found: Sequence[Token], at: int, rest: tuple[str, ...], place: int, word: str) -> bool:
    """Whether the rest of a phrase stands from `at` on, the word at its place."""
    if at + len(rest) > len(found):
        return False
    return all(one == (word if at == place else found[at].text) for at, one in enumerate(rest, at))
