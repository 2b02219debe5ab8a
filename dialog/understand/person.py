"""The customer's own name."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from dialog.understand.context import Asked
from dialog.understand.signs import Kind, Sign
from dialog.understand.tokens import Token

_MOST_WORDS = 4
_MOST_LETTERS = 60
_PARTICLES = frozenset({"von", "van", "der", "den", "de", "del", "della", "di", "da", "dos", "du",
                        "la", "le", "al", "el", "bin", "ibn", "ben", "zu", "ter", "ten", "st",
                        "o", "mc", "mac"})  # fmt: skip
_TITLES = frozenset({"frau", "herr", "mr", "mrs", "ms", "miss", "dr", "prof"})
_INTRODUCING = frozenset({Kind.I_AM, Kind.FOR, Kind.TO})
_OPENING = frozenset({Kind.POLITE, Kind.MARK, Kind.STOP, Kind.COMMA, Kind.FILL})
_CLOSING = frozenset({Kind.STOP, Kind.COMMA, Kind.AND, Kind.BUT, Kind.NUMBER, Kind.END})
_TRAILING = frozenset({Kind.POLITE, Kind.HERE, Kind.TALK, Kind.MARK, *_CLOSING})


def find_name(
    text: str, found: Sequence[Token], signs: Sequence[Sign], asked: Asked,
    people: AbstractSet[int],
) -> tuple[str, int, int] | None:  # fmt: skip
    """Give the customer's name with its tokens; `people` are tokens that name a stylist.

    A bare name counts only when it was asked for; "my name is" counts always.
    """
    for place, sign in enumerate(signs):
        if sign.kind is Kind.NAME_IS or (sign.kind in _INTRODUCING and asked is Asked.NAME):
            alone = sign.kind in (Kind.FOR, Kind.TO)
            span = _name_at(found, signs, place + 1, people, alone=alone)
            if span:
                return _written(text, found, span), *span
    if asked is not Asked.NAME:
        return None
    start = next((at for at, sign in enumerate(signs) if not _opens(sign)), len(signs))
    span = _name_at(found, signs, start, people, alone=True)
    return (_written(text, found, span), *span) if span else None


def _opens(sign: Sign) -> bool:
    return sign.kind in _OPENING or sign.kind is Kind.TALK


def _name_at(
    found: Sequence[Token], signs: Sequence[Sign], start: int, people: AbstractSet[int],
    *, alone: bool,
) -> tuple[int, int] | None:  # fmt: skip
    """Give the tokens of the name that starts at sign `start`, None when there is none."""
    at = start
    while at < len(signs) and signs[at].kind in _OPENING:
        at += 1
    first = at
    while at < len(signs) and _part_of_name(found, signs, at, first, people):
        at += 1
    while at > first and signs[at - 1].kind in (Kind.DASH, Kind.STOP):
        at -= 1
    if at == first or (alone and not _ends_well(signs, at)):
        return None
    low, high = signs[first].lo, signs[at - 1].hi
    words = [token for token in found[low:high] if token.word]
    if len(words) > _MOST_WORDS or sum(len(word.text) for word in words) < 2:
        return None
    return low, high


def _part_of_name(
    found: Sequence[Token], signs: Sequence[Sign], at: int, first: int, people: AbstractSet[int]
) -> bool:
    sign = signs[at]
    token = found[sign.lo]
    if not token.word:
        return at > first and _joins(found, sign)
    if sign.kind is Kind.WORD or sign.lo in people or token.text in _TITLES:
        return True
    if at > first:
        return token.text in _PARTICLES
    follows = signs[at + 1].kind if at + 1 < len(signs) else Kind.END
    return follows in _CLOSING - {Kind.NUMBER} and _name_and_word(sign, token)


def _joins(found: Sequence[Token], sign: Sign) -> bool:
    """Whether a mark goes on with a name: "Anna-Lena", "Dr. Berg"."""
    mark = found[sign.lo]
    if sign.kind is Kind.DASH:
        return mark.glued
    return mark.text == "." and found[sign.lo - 1].text in _TITLES


def _name_and_word(sign: Sign, token: Token) -> bool:
    """Whether a word is also a name that people have: April, Will, Mo."""
    if sign.kind is Kind.MONTH:
        return True
    if sign.kind is Kind.PLAIN:
        return sign.value == 1 or token.text in {"may", "mar"}
    return sign.kind is Kind.WEEKDAY and len(token.text) == 2


def _ends_well(signs: Sequence[Sign], at: int) -> bool:
    """Whether nothing stands behind a bare name but thanks, a stop or the next thought."""
    return at >= len(signs) or signs[at].kind in _TRAILING


def _written(text: str, found: Sequence[Token], span: tuple[int, int]) -> str:
    name = " ".join(text[found[span[0]].lo : found[span[1] - 1].hi].split())[:_MOST_LETTERS]
    return name.title() if name.islower() and "'" not in name else name
