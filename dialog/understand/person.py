"""The customer's own name."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from dialog.understand.context import Asked
from dialog.understand.reading import Intent
from dialog.understand.signs import Kind, Plain, Sign
from dialog.understand.talk import intent_of
from dialog.understand.tokens import Token

_MOST_WORDS = 6
_MOST_LETTERS = 60
_PARTICLES = frozenset({"von", "van", "der", "den", "de", "del", "della", "di", "da", "dos", "du",
                        "la", "le", "al", "el", "bin", "ibn", "ben", "zu", "ter", "ten", "st",
                        "o", "mc", "mac"})  # fmt: skip
_TITLES = frozenset({"frau", "herr", "hr", "fr", "familie", "mr", "mrs", "ms", "miss", "dr",
                     "prof", "mme", "mlle", "sra", "sr", "srta", "sig", "dona", "dra", "mevr",
                     "dhr"})  # fmt: skip
_WORDS_TOO = frozenset({"jo", "can", "eve", "ty", "min", "an", "yas", "may", "mar"})
"""Names that a language also has as words of ours; written with a capital they are names."""

_INTRODUCING = frozenset({Kind.I_AM, Kind.FOR, Kind.RELATIVE, Kind.TO})
_TELLING = frozenset({Kind.NAME_IS, Kind.HERE, *_INTRODUCING})
_OPENING = frozenset({Kind.POLITE, Kind.MARK, Kind.STOP, Kind.COMMA, Kind.FILL})
_CLOSING = frozenset({Kind.STOP, Kind.COMMA, Kind.AND, Kind.BUT, Kind.NUMBER, Kind.END})
_TRAILING = frozenset({Kind.POLITE, Kind.HERE, Kind.TALK, Kind.MARK, *_CLOSING})


@dataclass(frozen=True, slots=True)
class Named:
    """A name with its tokens; `stated`: "my name is", `introduced`: that, or "I am"."""

    name: str
    lo: int
    hi: int
    stated: bool = False
    introduced: bool = False


@dataclass(frozen=True, slots=True)
class Speaker:
    """A message that may tell its writer's name.

    `people` are tokens that name a stylist, `taken` such that surely name a service.
    """

    text: str
    found: Sequence[Token]
    signs: Sequence[Sign]
    people: AbstractSet[int]
    taken: AbstractSet[int]

    def name(self, asked: Asked) -> Named | None:
        """Give the customer's name; a bare one counts only when it was asked for."""
        for place, sign in enumerate(self.signs):
            told = self._told(place, sign, asked) if sign.kind in _TELLING else None
            if told:
                return told
        if asked is not Asked.NAME:
            return None
        span = self._at(self._start(), alone=True, sure=False)
        return self._written(span) if span else None

    def _told(self, place: int, sign: Sign, asked: Asked) -> Named | None:
        """Read "my name is Mia", "Mia is my name", "I'm Mia", "Mia here"."""
        if sign.kind is Kind.NAME_IS:
            span = self._at(place + 1, alone=False, sure=True)
            return self._written(span, stated=True, introduced=True) if span else None
        if sign.kind is Kind.HERE and place:
            return self._before(place, stated=sign.value == 1)
        if sign.kind not in _INTRODUCING:
            return None
        sure = sign.kind is Kind.I_AM and sign.value == 0
        if asked is Asked.NAME:
            alone = sign.kind is not Kind.I_AM
            span = self._at(place + 1, alone=alone, sure=sure)
            return self._written(span, introduced=sure) if span else None
        return self._unasked(place) if sign.kind is Kind.I_AM else None

    def _unasked(self, place: int) -> Named | None:
        """Read "Hi, this is Mia": nobody asked, so it must open the message with a capital."""
        if place != self._start():
            return None
        span = self._at(place + 1, alone=True, sure=True)
        if span is None or not self.text[self.found[span[0]].lo].isupper():
            return None
        return self._written(span, introduced=True)

    def _before(self, place: int, *, stated: bool) -> Named | None:
        """Read the name that ends where "is my name" or "here" begins."""
        span = self._at(self._start(), alone=False, sure=stated)
        if span is None or span[1] != self.signs[place].lo:
            return None
        capital = self.text[self.found[span[0]].lo].isupper()
        return self._written(span, stated=stated, introduced=True) if stated or capital else None

    def _start(self) -> int:
        """Give the first sign that is neither greeting nor politeness."""
        for at, sign in enumerate(self.signs):
            if self._named_so(at) or not (sign.kind in _OPENING or _opening_talk(sign)):
                return at
        return len(self.signs)

    def _at(self, start: int, *, alone: bool, sure: bool) -> tuple[int, int] | None:
        """Give the tokens of the name that starts at sign `start`, None when there is none."""
        signs, at = self.signs, start
        while at < len(signs) and signs[at].kind in _OPENING and not self._initial(signs[at]):
            at += 1
        first = at
        while at < len(signs) and self._part(at, first, sure=sure):
            at += 1
        while at > first and self._hangs(at - 1):
            at -= 1
        if at == first or (alone and not self._ends_well(at)):
            return None
        low, high = signs[first].lo, signs[at - 1].hi
        words = [token for token in self.found[low:high] if token.word]
        letters = sum(len(word.text) for word in words) + self._initial(signs[first])
        return (low, high) if len(words) <= _MOST_WORDS and letters > 1 else None

    def _hangs(self, at: int) -> bool:
        """Whether a mark ends the sentence rather than an initial."""
        sign = self.signs[at]
        if sign.kind is Kind.DASH:
            return True
        return sign.kind is Kind.STOP and not self._initial(self.signs[at - 1])

    def _part(self, at: int, first: int, *, sure: bool) -> bool:
        sign = self.signs[at]
        token = self.found[sign.lo]
        if not token.word:
            return at > first and self._joins(sign)
        if sign.lo in self.taken and not (sure and at == first):
            return False
        known = sign.kind is Kind.WORD or sign.lo in self.people or token.text in _TITLES
        if known or self._initial(sign):
            return True
        if at > first:
            return token.text in _PARTICLES
        return self._named_so(at) or self._also_a_name(at, sign, token)

    def _initial(self, sign: Sign) -> bool:
        """Whether the sign is a letter with its dot: "A.J."."""
        dot = sign.lo + 1
        if sign.hi != dot or dot >= len(self.found) or len(self.found[sign.lo].text) != 1:
            return False
        return self.found[sign.lo].word and self.found[dot].text == "." and self.found[dot].glued

    def _joins(self, sign: Sign) -> bool:
        """Whether a mark goes on with a name: "Anna-Lena", "Dr. Berg"."""
        mark = self.found[sign.lo]
        if sign.kind is Kind.DASH:
            return mark.glued
        before = self.found[sign.lo - 1].text
        return mark.text == "." and (before in _TITLES or (len(before) == 1 and mark.glued))

    def _named_so(self, at: int) -> bool:
        """Whether a word of ours is a name here: "Can", "Jo", "Frida", with nothing behind it."""
        sign = self.signs[at]
        if sign.hi != sign.lo + 1:
            return False
        token = self.found[sign.lo]
        capital = token.text in _WORDS_TOO and self.text[token.lo].isupper()
        follows = self.signs[at + 1] if at + 1 < len(self.signs) else Sign(Kind.END, 0, -1, 0)
        ends = follows.kind in (_CLOSING | {Kind.WORD, Kind.POLITE}) - {Kind.NUMBER}
        return (capital or sign.mended) and ends and follows.lo != sign.lo

    def _also_a_name(self, at: int, sign: Sign, token: Token) -> bool:
        """Whether a word is also a name that people have: April, Will, Mo."""
        follows = self.signs[at + 1].kind if at + 1 < len(self.signs) else Kind.END
        if follows not in _CLOSING - {Kind.NUMBER}:
            return False
        if sign.kind is Kind.MONTH:
            return True
        if sign.kind is Kind.PLAIN:
            return sign.value == Plain.NAME or token.text in {"may", "mar"}
        return sign.kind is Kind.WEEKDAY and len(token.text) == 2

    def _ends_well(self, at: int) -> bool:
        """Whether nothing stands behind a bare name but thanks, a stop or the next thought."""
        return at >= len(self.signs) or self.signs[at].kind in _TRAILING

    def _written(
        self, span: tuple[int, int], *, stated: bool = False, introduced: bool = False
    ) -> Named:
        whole = self.text[self.found[span[0]].lo : self.found[span[1] - 1].hi]
        name = " ".join(whole.split())[:_MOST_LETTERS]
        shown = name.title() if name.islower() and "'" not in name else name
        return Named(shown, *span, stated=stated, introduced=introduced)


def _opening_talk(sign: Sign) -> bool:
    return sign.kind is Kind.TALK and intent_of(sign.value) is not Intent.WAIT
