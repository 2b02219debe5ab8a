"""The words of one language, looked up token by token."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from dialog.understand.fold import fold_word
from dialog.understand.reading import Intent
from dialog.understand.shapes import number_sign
from dialog.understand.signs import FAINT, Kind, Meaning, Plain, Sign, Words
from dialog.understand.talk import talk
from dialog.understand.tokens import Token, tokens

ASKING = frozenset("?\u00bf\u061f")
"""Marks of a question; a STOP of value 1."""

_MARKS = {
    ",": Kind.COMMA, ";": Kind.STOP, ".": Kind.STOP, "!": Kind.STOP, "\n": Kind.STOP,
    "?": Kind.STOP, "\u00bf": Kind.STOP, "\u061f": Kind.STOP, "-": Kind.DASH, "/": Kind.OR,
    "+": Kind.AND, "&": Kind.AND, "@": Kind.AT,
    "~": Kind.AROUND,
}  # fmt: skip

# An abbreviation that is also a plain word counts only beside one of these.
_COMPANY = frozenset({
    Kind.NUMBER, Kind.ORDINAL, Kind.CLOCK, Kind.DATE, Kind.WEEKDAY, Kind.PART, Kind.ON, Kind.NEXT,
    Kind.THIS, Kind.COMING, Kind.AFTER, Kind.SINCE, Kind.BEFORE,
    Kind.UNTIL, Kind.OR, Kind.FROM, Kind.MORNING_OR_TOMORROW, Kind.DASH, Kind.TO,
})  # fmt: skip
_NUMBERED = frozenset({Kind.NUMBER, Kind.ORDINAL, Kind.IN, Kind.EARLY, Kind.MIDDLE, Kind.LATE,
                       Kind.BEFORE, Kind.AFTER, Kind.SINCE, Kind.UNTIL, Kind.NEXT})  # fmt: skip

_SHORT_DAY, _SHORT_ABOUT = 4, 6
"""Letters that "Nov.", "approx." have at most."""

_LISTING = frozenset({Kind.COMMA, Kind.AND, Kind.OR, Kind.DASH, Kind.TO, Kind.AT, Kind.UNTIL})
_COUNTED = frozenset({Kind.WEEKDAY, Kind.WEEKS, Kind.WEEKEND, Kind.DAYS, Kind.HALVES})
_POINTING = frozenset({
    Kind.ORDINAL, Kind.NUMBER, Kind.CLOCK, Kind.AM, Kind.PM, Kind.OCLOCK, Kind.LAST, Kind.LATER,
    Kind.SOONER, Kind.WEEKDAY, Kind.PART, Kind.DATE, Kind.THIS, Kind.NEXT, Kind.PLAIN,
})  # fmt: skip

_UNITS = frozenset({Kind.OCLOCK, Kind.MINUTES, Kind.HOURS, Kind.DAYS, Kind.WEEKS, Kind.MONTHS})
_CLOCKS = frozenset({Kind.NUMBER, Kind.CLOCK})
_TYING = frozenset({Kind.OCLOCK, Kind.AT, Kind.TO, Kind.AND, Kind.UNTIL, Kind.OR,
                     Kind.MONTH})  # fmt: skip

_OF_A_DAY, _OF_AN_HOUR = 1, 2
_AFTER_ARTICLE = {
    _OF_A_DAY: frozenset({Kind.NUMBER, Kind.ORDINAL}),
    _OF_AN_HOUR: frozenset({Kind.NUMBER, Kind.CLOCK, Kind.ONE, Kind.DATE}),
}

_Entry = tuple[tuple[str, ...], Meaning, bool]


@dataclass(slots=True)
class Lexicon:
    """One language compiled: `entries` by first word, longest phrase first."""

    language: str
    entries: Mapping[str, Sequence[_Entry]]
    suffixes: frozenset[str]
    dots: bool
    known: frozenset[str] = field(init=False)
    greetings: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Derive the sets that lookups need."""
        words = {word for first, rows in self.entries.items() for row in rows
                 for word in (first, *row[0])}  # fmt: skip
        self.known = frozenset(word for word in words if word[0].isalpha())
        single = {first: row[1] for first, rows in self.entries.items() for row in rows
                  if not row[0] and not row[2]}  # fmt: skip
        self.greetings = frozenset(
            word for word, meaning in single.items() if meaning == talk(Intent.GREET)
        )

    def read(self, found: Sequence[Token]) -> list[Sign]:
        """Turn tokens into signs; articles vanish, weak words count in company only."""
        signs: list[Sign] = []
        weak: list[int] = []
        at, led = 0, -1
        while at < len(found):
            sign, is_weak = self._next(found, at)
            if sign is None:
                signs.append(Sign(Kind.WORD, 0, at, at + 1))
                at += 1
                continue
            at = sign.hi
            sign.mended = any(token.mended for token in found[sign.lo : sign.hi])
            if is_weak and led < len(signs):
                weak.append(len(signs))
            if sign.kind is Kind.FILL:
                signs.extend(self._article(found, sign))
                led = len(signs) if sign.value == _OF_A_DAY else led  # "el sab"
            elif not _abbreviates(found, sign, signs):
                signs.append(sign)
        return _pointed(_weighed(signs, weak))

    def _article(self, found: Sequence[Token], sign: Sign) -> list[Sign]:
        """Keep the article of a day or an hour, "le 14", "las 3"; others say nothing."""
        if not sign.value or sign.hi == len(found):
            return []
        ahead = self._next(found, sign.hi)[0]
        if ahead is None or ahead.kind not in _AFTER_ARTICLE[sign.value]:
            return []
        kind = Kind.ON if sign.value == _OF_A_DAY else Kind.AT
        return [Sign(kind, sign.value, sign.lo, sign.hi)]

    def _next(self, found: Sequence[Token], at: int) -> tuple[Sign | None, bool]:
        token = found[at]
        if token.number:
            return self._numbered(found, at), False
        if token.glued and found[at - 1].number and self._glued_mark(found, at):
            return Sign(Kind.FILL if token.text == "t" else Kind.AM, 0, at, at + 1), False
        hit = self._phrase(found, at)
        if hit is not None:
            return hit
        if token.text == "p" and token.glued and found[at - 1].number:
            return Sign(Kind.PM, 0, at, at + 1), False  # "7p"
        if token.word:
            return None, False
        told = int(token.text in ASKING or token.text == "/")
        return Sign(_MARKS.get(token.text, Kind.MARK), told, at, at + 1), False

    def _glued_mark(self, found: Sequence[Token], at: int) -> bool:
        """Whether it is the "t" of "2026-11-27T15:00", the "a" of "9a-5p"."""
        token = found[at]
        if token.text == "t":
            return _glued_number(found, at + 1)
        ranged = at + 1 < len(found) and found[at + 1].glued and found[at + 1].text == "-"
        return token.text == "a" and ranged and self.language == "en"

    def _leads(self, found: Sequence[Token], at: int) -> bool:
        """Whether a number may be glued to the word: "17h30", "um5", but "a1" is a name."""
        token = found[at]
        if token.glued and found[at - 1].number:
            return token.text == "t" or self._ties(token)
        article = any(row[1][0] is Kind.FILL for row in self.entries.get(token.text, ()))
        return token.text in self.known and (len(token.text) > 1 or article)  # "l'11"

    def _ties(self, token: Token) -> bool:
        """Whether numbers are written on both sides of it: "9h30", "10a12"."""
        rows = self.entries.get(token.text, ())
        return any(not rest and meaning[0] in _TYING for rest, meaning, _ in rows)

    def _numbered(self, found: Sequence[Token], at: int) -> Sign:
        after = at + 1
        if found[at].glued and found[at - 1].word and not self._leads(found, at - 1):
            return Sign(Kind.MARK, 0, at, after)  # "c2" is a name, no number
        if after < len(found) and found[after].glued and found[after].word:
            if _glued_number(found, after + 1) and not self._ties(found[after]):
                return Sign(Kind.MARK, 0, at, after)  # "3am3" is no time
            rows = self.entries.get(found[at].text + found[after].text)
            if rows is not None:  # "2moro"
                return _sign(rows[-1][1], at, at + 2)
        return number_sign(found, at, self.suffixes, dots=self.dots)

    def _phrase(self, found: Sequence[Token], at: int) -> tuple[Sign, bool] | None:
        for rest, meaning, weak in self.entries.get(found[at].text, ()):
            end = at + 1 + len(rest)
            if not rest or (end <= len(found) and _same(found, at + 1, rest)):
                if meaning[0] is Kind.PARTY and self._counts_time(found, end):
                    continue  # "à trois heures", "in due settimane"
                return _sign(meaning, at, end), weak
        return None

    def _counts_time(self, found: Sequence[Token], at: int) -> bool:
        rows = self.entries.get(found[at].text, ()) if at < len(found) else ()
        return any(meaning[0] in _UNITS for _, meaning, _ in rows)


def compile_lexicon(
    language: str, tables: Iterable[Words], *, weak: Words, suffixes: str, dots: bool = False
) -> Lexicon:
    """Compile word tables; a phrase written twice keeps its first meaning."""
    entries: dict[str, dict[tuple[str, ...], _Entry]] = {}
    for table in tables:
        is_weak = table is weak
        for meaning, phrases in table.items():
            for phrase in phrases.split(", "):
                for words in spellings(phrase):
                    rows = entries.setdefault(words[0], {})
                    rows.setdefault(words[1:], (words[1:], meaning, is_weak))
    sorted_rows = {
        first: tuple(sorted(rows.values(), key=lambda row: -len(row[0])))
        for first, rows in entries.items()
    }
    return Lexicon(language, sorted_rows, frozenset(suffixes.split()), dots)


def spellings(phrase: str) -> list[tuple[str, ...]]:
    """Give the words of a phrase with umlauts as "a", as "ae", a leading digit glued ("2day")."""
    plain = phrase.replace("ß", "ss")
    spelled = plain.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    glued = [(fold_word(phrase),)] if phrase[0].isdigit() else []
    return glued + [tuple(token.text for token in tokens(one)) for one in {plain, spelled}]


def _abbreviates(found: Sequence[Token], sign: Sign, signs: Sequence[Sign]) -> bool:
    """Whether a dot only shortens the word before it: "Nov.", "Fr."."""
    token = found[sign.lo]
    if sign.kind is not Kind.STOP or token.text != "." or not token.glued or not signs:
        return False
    shortened, length = signs[-1].kind, len(found[sign.lo - 1].text)
    if shortened is Kind.AROUND:
        return length <= _SHORT_ABOUT
    return shortened in (Kind.MONTH, Kind.WEEKDAY) and length <= _SHORT_DAY


def _glued_number(found: Sequence[Token], at: int) -> bool:
    return at < len(found) and found[at].glued and found[at].number


def _same(found: Sequence[Token], at: int, words: tuple[str, ...]) -> bool:
    for word in words:
        if found[at].text != word:
            return False
        at += 1
    return True


def _sign(meaning: Meaning, at: int, end: int) -> Sign:
    sure = meaning[0] is Kind.CLOCK  # "noon"
    return Sign(meaning[0], meaning[1], at, end, sure=sure, more=_more(meaning))


def _more(meaning: Meaning) -> tuple[int, ...]:
    return meaning[2] if len(meaning) == 3 else ()


def _pointed(signs: list[Sign]) -> list[Sign]:
    """Tell the "one" of "the first one", "this one" from the number."""
    for before, sign in pairwise(signs):
        if (
            sign.kind is Kind.NUMBER
            and sign.value == 1
            and not sign.more
            and before.kind in _POINTING
        ):
            sign.kind = Kind.ONE_OF
    return signs


def _weighed(signs: list[Sign], weak: Sequence[int]) -> list[Sign]:
    for place in weak:
        _weigh(signs, place)
    return signs


def _weigh(signs: list[Sign], place: int) -> None:
    """Keep a weak word only in fitting company, or when it is the whole message."""
    if place >= len(signs):
        return
    before = signs[place - 1].kind if place else Kind.END
    after = signs[place + 1].kind if place + 1 < len(signs) else Kind.END
    beyond = signs[place + 2].kind if place + 2 < len(signs) else Kind.END
    if (after is Kind.AT and beyond in _CLOCKS) or _listed(signs, place):  # "sab alle 11"
        return
    company = _NUMBERED if signs[place].kind is Kind.MONTH else _COMPANY
    if signs[place].more == (FAINT,):
        if after is not Kind.DATE:
            signs[place] = replace(signs[place], kind=Kind.POLITE, value=0)  # "genau so"
        return
    alone = before is Kind.END and after in (Kind.END, Kind.STOP)
    if not (alone or before in company or after in company - {Kind.ON, Kind.IN}):
        # "ja, sa" may well say when: it goes along with no yes
        signs[place] = replace(signs[place], kind=Kind.PLAIN, value=Plain.IDLE)


def _listed(signs: Sequence[Sign], place: int) -> bool:
    """Whether its like stands beside it, "sat & sun", or a day of it, "first Monday of March"."""
    kind = signs[place].kind
    if kind is Kind.MONTH and place > 1 and signs[place - 1].kind in _COUNTED:
        return signs[place - 2].kind in (Kind.ORDINAL, Kind.LAST)
    for near, far in ((place - 1, place - 2), (place + 1, place + 2)):
        if not 0 <= far < len(signs):
            continue
        if signs[near].kind in _LISTING and signs[far].kind is kind:
            return True
        tied = signs[near].kind is Kind.DASH or (signs[near].kind is Kind.OR and signs[near].value)
        if kind is Kind.MONTH and tied and signs[far].kind is Kind.NUMBER:  # "3-mar"
            return True
    return False
