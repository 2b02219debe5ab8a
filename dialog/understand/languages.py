"""The languages the rules read, each compiled once."""

from collections.abc import Mapping, Sequence

from dialog.understand import talk_all, talk_de, talk_en
from dialog.understand.lexicon import Lexicon, compile_lexicon
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


def language_of(found: Sequence[Token], expected: str) -> tuple[Lexicon, str | None]:
    """Choose the lexicon that knows most of the words; the second part is set only when clear."""
    words = [token.text for token in found if token.word]
    known = {name: _known(lexicon, words) for name, lexicon in LEXICONS.items()}
    fallback = expected if expected in LEXICONS else "en"
    best = max(known, key=lambda name: (known[name], name == fallback))
    rest = max((count for name, count in known.items() if name != best), default=0)
    return LEXICONS[best], best if known[best] - rest >= _CLEAR else None


def _known(lexicon: Lexicon, words: Sequence[str]) -> int:
    """Count the words it knows; a greeting of its own says as much as two."""
    return sum(1 + (word in lexicon.greetings) for word in words if word in lexicon.known)
