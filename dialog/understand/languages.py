"""The languages the rules read, each compiled once."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from dialog.understand import (
    talk_all,
    talk_de,
    talk_en,
    talk_es,
    talk_fr,
    talk_it,
    talk_nl,
    talk_pt,
)
from dialog.understand.lexicon import Lexicon, compile_lexicon
from dialog.understand.mending import Around, Mender
from dialog.understand.signs import Kind, Plain, Sign
from dialog.understand.talk_all import LOCALES
from dialog.understand.tokens import Token
from dialog.understand.vocabulary import Vocabulary
from dialog.understand.when import (
    words_all,
    words_de,
    words_en,
    words_es,
    words_fr,
    words_it,
    words_nl,
    words_pt,
)

_TIME = {"en": words_en, "de": words_de, "fr": words_fr, "es": words_es, "it": words_it,
         "pt": words_pt, "nl": words_nl}  # fmt: skip
_TALK = {"en": talk_en, "de": talk_de, "fr": talk_fr, "es": talk_es, "it": talk_it,
         "pt": talk_pt, "nl": talk_nl}  # fmt: skip


def _compiled(language: str) -> Lexicon:
    time = _TIME[language]
    return compile_lexicon(
        language,
        [time.WORDS, words_all.WORDS, time.WEAK, _TALK[language].TALK, talk_all.TALK],
        weak=time.WEAK,
        suffixes=time.SUFFIXES,
        dots=language in _DOTTED,
    )


_DOTTED = frozenset({"de"})
"""Languages in which a dot makes an ordinal of a number: "am 14."."""

LEXICONS: Mapping[str, Lexicon] = {language: _compiled(language) for language in _TIME}


def _mender(language: str) -> Mender:
    others = (one.known for name, one in LEXICONS.items() if name != language)
    return Mender(Vocabulary(LEXICONS[language]), frozenset[str]().union(*others))


_MENDERS = {language: _mender(language) for language in LEXICONS}

_CLEAR = 2
"""How many more words one language must know before it counts as noticed."""


_FEW = 4
"""Words of a message that another language must make more sense of, not only know."""

_MEANINGLESS = frozenset({Kind.WORD, Kind.FILL, Kind.MARK, Kind.COMMA, Kind.STOP, Kind.DASH})
_TELLING = frozenset({Plain.ASKING, Plain.DONE, Plain.WHICH, Plain.ARRIVING})
_CLOSE = 1.3
"""How many times the expected language's words another must know to be read in it."""

_LEADS_LANGUAGE = frozenset({Kind.IN, Kind.ON, Kind.TO, Kind.SPEAK})
_AM_UM = frozenset({"am", "um"})
_NO_PROOF = dict.fromkeys(("fr", "es", "it", "nl"), _AM_UM) | {
    "en": _AM_UM | {"na", "as", "h"},  # "na sexta às 10h"
    "de": frozenset({"na", "as", "h"}),
    "pt": frozenset({"am"}),
}
"""Words of a language that say nothing against another: "Freitag am Abend" is no English."""


@dataclass(frozen=True, slots=True)
class Read:
    """A message in one language: its tokens as they were meant, their signs, puzzles among them.

    `told` is the language when that is clear.
    """

    found: Sequence[Token]
    signs: list[Sign]
    told: str | None = None

    @property
    def puzzles(self) -> int:
        """Give how many words are known to nobody."""
        return sum(sign.kind is Kind.WORD for sign in self.signs)

    @property
    def meaning(self) -> int:
        """Count the words that say something: "mia" is one of Italian, which says nothing."""
        return sum(sign.hi - sign.lo for sign in self.signs if _says_something(sign))


def read_signs(
    found: Sequence[Token],
    expected: str,
    tongues: Mapping[str, AbstractSet[str]],
    around: Around,
) -> Read:
    """Read the tokens in the language that knows most of them; name it only when that is clear.

    Where several know as many, the one that makes sense of more words wins, then the `expected`.
    `tongues` are words of the salon's own by language.
    """
    words = [
        token.text
        for place, token in enumerate(found)
        if token.word and not (token.glued and found[place - 1].number)  # the "e" of "14e"
    ]
    known = {name: _known(lexicon, words) for name, lexicon in LEXICONS.items()}
    told = _told(known, words, tongues, expected)
    most = max(known.values())
    ranked = sorted(known, key=lambda name: (-known[name], name != expected))
    best = [name for name in ranked if known[name] == most]
    if not words:
        return Read(found, LEXICONS[best[0]].read(found), told)
    sure = known.get(expected, 0) < most
    readings = [_read(name, found, told, around, sure=sure or name == expected) for name in best]
    read = min(readings, key=lambda one: one.puzzles)
    if expected in best or expected not in LEXICONS:
        return read
    close = known[expected] * _CLOSE >= most > 2
    if not close and (len(words) > _FEW or most - known[expected] >= _CLEAR):
        return read
    usual = _read(expected, found, told, around, sure=True)
    clearer = read.puzzles < usual.puzzles or not close
    return read if clearer and read.meaning > usual.meaning else usual


def _read(
    language: str, found: Sequence[Token], told: str | None, around: Around, *, sure: bool
) -> Read:
    """Read in one language, what slipped in it mended where the message is surely in it."""
    mended = _MENDERS[language].mend(found, around, sure=sure)
    return Read(mended, LEXICONS[language].read(mended), told)


def language_wish(signs: Sequence[Sign]) -> str | None:
    """Give the language that is asked for: "in English", "Deutsch bitte", "english"."""
    sign = language_sign(signs)
    return LOCALES[sign.value] if sign else None


def language_sign(signs: Sequence[Sign]) -> Sign | None:
    """Give the sign of the language that is asked for."""
    for place, sign in enumerate(signs):
        if sign.kind is not Kind.LANGUAGE:
            continue
        before = signs[place - 1].kind if place else Kind.END
        others = [one for one in signs if one.kind not in (Kind.POLITE, Kind.STOP, Kind.LANGUAGE)]
        after = signs[place + 1].kind if place + 1 < len(signs) else Kind.END
        if before in _LEADS_LANGUAGE or after is Kind.SPEAK or not others:
            return sign
    return None


def _says_something(sign: Sign) -> bool:
    return sign.value in _TELLING if sign.kind is Kind.PLAIN else sign.kind not in _MEANINGLESS


def _known(lexicon: Lexicon, words: Sequence[str]) -> int:
    """Count the words it knows; a greeting of its own says as much as two."""
    return sum(1 + (word in lexicon.greetings) for word in words if word in lexicon.known)


def _told(
    known: Mapping[str, int],
    words: Sequence[str],
    tongues: Mapping[str, AbstractSet[str]],
    expected: str,
) -> str | None:
    """Give the language that the words, with the salon's own in it, clearly are of.

    Of what the expected language has no word at all, a smaller lead tells.
    """
    said, none = frozenset(words), frozenset[str]()
    counts = {
        name: count + len(said & tongues.get(name, none)) - len(said & _NO_PROOF.get(name, none))
        for name, count in known.items()
    }
    first, second = sorted(counts, key=lambda name: -counts[name])[:2]
    foreign = counts[first] >= _CLEAR and not counts.get(expected, 1)
    lead = counts[first] - counts[second]
    return first if lead >= (1 if foreign else _CLEAR) else None
