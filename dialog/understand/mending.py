"""Slips of the finger in a message, mended before its words are read."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache

from dialog.understand import slips
from dialog.understand.context import Asked
from dialog.understand.directory import Directory
from dialog.understand.reading import Intent
from dialog.understand.signs import Kind
from dialog.understand.spelling import Spelling
from dialog.understand.talk import talk
from dialog.understand.tokens import Token, tokens
from dialog.understand.vocabulary import FAMILIAR, LONGEST, SHORTEST, Vocabulary, shortened

_MENDS = 40
"""Unknown words of one message that are mended: a bound for hostile texts."""

_DEAREST = 10
"""What a slip may cost; context makes it cheaper."""

_APART = 3
"""How much cheaper than a word of another meaning the one that is meant must be."""

_PHRASE, _TIMELY, _AGREED = 9, 6, 4
"""What it saves to complete a phrase, to stand in a time, beside a yes."""

_UNLIKE = 19
"""What a slip costs that no phrase makes likely."""

_LONELY, _LONG_TIME = 3, 4
"""What it saves to be the only word that is near, a long one of time."""

_FOREIGN = 6
"""What it costs to mend a word that another language has."""

_HALF, _LONG_HALF = 4, 5
"""Letters that each of two joined words has; the shorter only beside a time, a salon's own word."""

_YES, _BOOK = talk(Intent.YES), talk(Intent.BOOK)
_BESIDE_YES = frozenset({_YES, _BOOK, talk(Intent.THANKS)})
_BEFORE_NAME = frozenset({Kind.WITH, Kind.NAME_IS, Kind.I_AM})
_CAPITAL = frozenset({Kind.WEEKDAY, Kind.MONTH, Kind.DATE, Kind.LANGUAGE})
"""What some languages write with a capital; any other such word amid a sentence is a name."""

_TIMES = frozenset({
    Kind.NUMBER, Kind.ORDINAL, Kind.CLOCK, Kind.WEEKDAY, Kind.MONTH, Kind.DAY, Kind.WEEKEND,
    Kind.MORNING_OR_TOMORROW, Kind.FEIRA, Kind.THIS, Kind.COMING, Kind.NEXT, Kind.AFTER_NEXT,
    Kind.MINUTES, Kind.HOURS, Kind.DAYS, Kind.WEEKS, Kind.MONTHS, Kind.OCLOCK, Kind.QUARTER,
    Kind.THREE_QUARTERS, Kind.HALF_PAST, Kind.HALF_TO, Kind.PAST, Kind.PLUS, Kind.MINUS, Kind.PART,
    Kind.AT, Kind.ON, Kind.SINCE, Kind.UNTIL, Kind.BEFORE, Kind.AFTER, Kind.BETWEEN,
})  # fmt: skip
_TIMELY_ASKED = frozenset({Asked.TIME, Asked.WHICH_DAY})


@dataclass(frozen=True, slots=True)
class Around:
    """What a message is mended with: the salon's own words, words to keep, the open question."""

    text: str
    own: Spelling
    kept: AbstractSet[str] = frozenset()
    asked: Asked = Asked.NOTHING


def kept_in(directory: Directory | None) -> AbstractSet[str]:
    """Give the words of listed salons, of their cities, of how they differ: none is a slip."""
    if directory is None:
        return frozenset()
    facets = (word for one in directory.facets for word in one.words)
    own = (*directory.names, *directory.cities, *directory.kinds, *facets)
    return frozenset(word for name in own for word in _words_of(name))


@lru_cache(maxsize=4096)
def _words_of(name: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokens(name))


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A word that may be meant: what its slip costs here, what it says.

    A `mute` one says nothing outside of its phrases.
    """

    cost: int
    word: str
    sense: AbstractSet[object]
    mute: bool = False


_AGREES = frozenset({"agrees"})
"""What books at the summary: never read out of what may be another word."""


@dataclass(frozen=True, slots=True)
class _Message:
    """A message while it is mended; `agreed`: a yes is said in it."""

    found: Sequence[Token]
    around: Around
    agreed: bool


@dataclass(frozen=True, slots=True)
class Mender:
    """Mends messages in one language; `foreign` are the words of the others."""

    vocabulary: Vocabulary
    foreign: AbstractSet[str]

    def mend(self, found: Sequence[Token], around: Around, *, sure: bool) -> Sequence[Token]:
        """Give the tokens with slips mended, joined words parted; others stay the same.

        `sure`: the message is in this language; where it need not be, only joined words are parted.
        """
        lost = [place for place in range(len(found)) if self._unknown(found, place, around)]
        if not lost or (around.asked is Asked.NAME and len(lost) == _words(found)):
            return found  # a name has no spelling
        agreed = any(_YES in self.vocabulary.says(token.text) for token in found)
        message, mended = _Message(found, around, agreed), list[Token]()
        doubtful = frozenset(lost[:_MENDS])
        for place, token in enumerate(found):
            if place not in doubtful:
                mended.append(token)
                continue
            parts = self._parted(shortened(token.text), around.own, sure=sure)
            if parts is not None:
                mended += _cut(token, parts)
            else:
                mended.append(self._mended(message, place) if sure else token)
        return mended

    def _unknown(self, found: Sequence[Token], place: int, around: Around) -> bool:
        token = found[place]
        if not token.word or len(token.text) < SHORTEST or self.vocabulary.knows(token.text):
            return False
        numbered = token.glued and found[place - 1].number  # the "e" of "14e"
        return not (numbered or around.own.knows(token.text) or token.text in around.kept)

    def _parted(self, text: str, own: Spelling, *, sure: bool) -> Sequence[str] | None:
        """Part "trotzdemabsagen" where both halves are known; "fridaaay" is one part."""
        calm, compounds = self.vocabulary.calmer(text), self.vocabulary.compounds
        if calm is not None:
            return [calm]
        if text in compounds:
            return compounds[text]
        if len(text) > LONGEST:
            return None
        halves = [
            (text[:at], text[at:])
            for at in range(_HALF, len(text) - _HALF + 1)
            if self._joined(text[:at], text[at:], own)
        ]
        if len(halves) == 1:
            return [word for half in halves[0] for word in compounds.get(half, (half,))]
        return self.vocabulary.near_compound(text) if sure else None

    def _joined(self, first: str, second: str, own: Spelling) -> bool:
        """Whether two words are only written as one; two of the salon's words are a name of its."""
        named = own.knows(first), own.knows(second)
        if all(named) or not (self._has(first, own) and self._has(second, own)):
            return False
        if any(named) or min(len(first), len(second)) >= _LONG_HALF:
            return True
        return self.vocabulary.means(first, _TIMES) or self.vocabulary.means(second, _TIMES)

    def _has(self, word: str, own: Spelling) -> bool:
        known = self.vocabulary.knows(word) or word in self.vocabulary.compounds
        return known or own.knows(word)

    def _mended(self, message: _Message, place: int) -> Token:
        """Give the token as the one word that is meant, open where it may be several.

        What is no slip, a name, one of the salon's own words stays as it was.
        """
        token = message.found[place]
        if len(token.text) > LONGEST:
            return token
        near = self.vocabulary.near(token.text)
        if not near:
            meant = self.vocabulary.far(token.text)
        elif message.around.own.formed(token.text):
            return token
        else:
            candidates = self._candidates(message, place, near)
            best = candidates[0]
            if best.mute or best.word not in near:
                return token
            meant = best.word if _stands_out(candidates, agreed=message.agreed) else None
            if meant is None and best.cost <= _DEAREST:
                return replace(token, open=True)
        if meant is None or not self._free(message, place, meant):
            return token
        return replace(token, text=meant, mended=True)

    def _candidates(
        self, message: _Message, place: int, near: Mapping[str, int]
    ) -> list[_Candidate]:
        """Give the words that one slip makes into this one, cheapest first, the salon's too."""
        text, language = message.found[place].text, self.vocabulary.lexicon.language
        candidates = [self._candidate(message, place, word, near[word]) for word in near]
        candidates += [
            _Candidate(slips.cost(text, word, language), word, frozenset({word}))
            for word in message.around.own.near(text)
            if word not in near and slips.likely(text, word, language)
        ]
        return sorted(candidates, key=lambda one: (one.mute, one.cost, one.word))

    def _candidate(self, message: _Message, place: int, word: str, cost: int) -> _Candidate:
        """Weigh one word by what stands around it, by what was asked."""
        asked = message.around.asked
        said: set[object] = {*self.vocabulary.says(word)}
        phrase = self.vocabulary.phrase(message.found, place, word)
        if phrase is not None and cost < _UNLIKE:
            cost, said = cost - _PHRASE, {phrase[:2]}
        elif self.vocabulary.means(word, _TIMES) and self._timely(message.found, place, asked):
            cost -= _TIMELY
        elif message.agreed and self._goes_with_yes(word):
            cost -= _AGREED
        elif message.found[place].text in self.foreign:
            cost += _FOREIGN + _LONELY
        elif self.vocabulary.means(word, FAMILIAR) and len(word) > _LONG_HALF:
            cost -= _LONG_TIME
        books = _YES in said or (asked is Asked.CONFIRM and _BOOK in said)
        sense = _AGREES if books else frozenset(said or {word})
        return _Candidate(cost, word, sense, mute=not said)

    def _goes_with_yes(self, word: str) -> bool:
        polite = self.vocabulary.means(word, frozenset({Kind.POLITE}))
        return polite or not _BESIDE_YES.isdisjoint(self.vocabulary.says(word))

    def _timely(self, found: Sequence[Token], place: int, asked: Asked) -> bool:
        """Whether time was asked for, or a word of time, a number stands beside it."""
        beside = [found[at] for at in (place - 1, place + 1) if 0 <= at < len(found)]
        return asked in _TIMELY_ASKED or any(
            one.number or self.vocabulary.means(one.text, _TIMES) for one in beside
        )

    def _free(self, message: _Message, place: int, meant: str) -> bool:
        """Whether it is no name: behind "with", "I am", with a capital amid a sentence."""
        found = message.found
        if self.vocabulary.phrase(found, place, meant) is not None:
            return True
        before = found[place - 1].text if place else "."
        if self.vocabulary.means(before, _BEFORE_NAME):
            return False
        if self.vocabulary.lexicon.language == "de" or not before[0].isalpha():
            return True
        capital = message.around.text[found[place].lo].isupper()
        return not capital or self.vocabulary.means(meant, _CAPITAL)


def _stands_out(candidates: Sequence[_Candidate], *, agreed: bool) -> bool:
    """Whether no other is nearly as cheap as the first; a yes must have no other beside it."""
    best = candidates[0]
    others = [one for one in candidates if best.sense.isdisjoint(one.sense)]
    if any(one.cost < best.cost + _APART for one in others if not one.mute):
        return False
    if best.cost > _DEAREST + (0 if others else _LONELY):
        return False
    return agreed or not others or best.sense != _AGREES


def _words(found: Sequence[Token]) -> int:
    return sum(token.word for token in found)


def _cut(token: Token, parts: Sequence[str]) -> list[Token]:
    """Give a token for each part, over its share of the original text."""
    whole, letters, pieces = sum(map(len, parts)), 0, list[Token]()
    for part in parts:
        lo = token.lo + (token.hi - token.lo) * letters // whole
        letters += len(part)
        hi = token.lo + (token.hi - token.lo) * letters // whole
        glued = token.glued and not pieces
        pieces.append(replace(token, text=part, lo=lo, hi=hi, glued=glued))
    return pieces
