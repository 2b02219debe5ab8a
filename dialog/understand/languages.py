"""The languages the rules read, each compiled once."""

from collections.abc import Mapping, Sequence

from dialog.understand import talk_all, talk_de, talk_en
from dialog.understand.lexicon import Lexicon, compile_lexicon
from dialog.understand.signs import Kind, Sign
from dialog.understand.tokens import Token
from dialog.understand.when import words_all, words_de, words_en

LEXICONS: Mapping[str, Lexicon] = {
    "en": compile_lexicon(
        "en",
        [words_en.WORDS, words_all.WORDS, words_en.WEAK, talk_en.TALK, talk_all.TALK],
        weak=words_en.WEAK,
        suffixes=words_en.SUFFIXES,
    ),
    "de": compile_lexicon(
        "de",
        [words_de.WORDS, words_all.WORDS, words_de.WEAK, talk_de.TALK, talk_all.TALK],
        weak=words_de.WEAK,
        suffixes=words_de.SUFFIXES,
        dots=True,
    ),
}

_CLEAR = 2
"""How many more words one language must know before it counts as noticed."""


def read_signs(found: Sequence[Token], expected: str) -> tuple[list[Sign], str | None]:
    """Read the tokens in the language that knows most of them; name it only when that is clear.

    Where several know as many, the one that makes sense of more words wins, then the `expected`.
    """
    words = [token.text for token in found if token.word]
    known = {name: _known(lexicon, words) for name, lexicon in LEXICONS.items()}
    ranked = sorted(known, key=lambda name: (-known[name], name != expected))
    best = [name for name in ranked if known[name] == known[ranked[0]]]
    if len(best) == 1 or not words:
        clear = known[best[0]] - known[ranked[1]] >= _CLEAR
        return LEXICONS[best[0]].read(found), best[0] if clear else None
    readings = [LEXICONS[name].read(found) for name in best]
    return min(readings, key=_puzzling), None


def _puzzling(signs: Sequence[Sign]) -> int:
    return sum(sign.kind is Kind.WORD for sign in signs)


def _known(lexicon: Lexicon, words: Sequence[str]) -> int:
    """Count the words it knows; a greeting of its own says as much as two."""
    return sum(1 + (word in lexicon.greetings) for word in words if word in lexicon.known)
