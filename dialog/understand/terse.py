"""Words that answer when they stand alone, else are joints of a sentence: "no", "si"."""

from collections.abc import Sequence

from dialog.understand.reading import Intent
from dialog.understand.signs import Kind, Sign
from dialog.understand.talk import intent_of, talk
from dialog.understand.tokens import Token

_NO = talk(Intent.NO)[1]
_BEHIND = frozenset({Kind.END, Kind.COMMA, Kind.STOP, Kind.MARK, Kind.DASH, Kind.POLITE,
                     Kind.TALK, Kind.RATHER, Kind.ANYONE})  # fmt: skip
_AHEAD = _BEHIND - {Kind.RATHER, Kind.ANYONE}


def answered(text: str, found: Sequence[Token], signs: Sequence[Sign]) -> list[Sign]:
    """Tell "no, gracias" from "no el lunes", "si, claro" from "si hay sitio", "ne" from "eine"."""
    told = list(signs)
    for place, sign in enumerate(signs):
        after = signs[place + 1].kind if place + 1 < len(signs) else Kind.END
        if sign.kind is Kind.WITH and place and _puts_right(found, signs[place - 1], sign):
            told[place] = Sign(Kind.COMMA, 0, sign.lo, sign.hi)
        elif sign.kind is Kind.NOT and _opens(signs, place) and _apart(signs, place + 1):
            told[place] = Sign(Kind.TALK, _NO, sign.lo, sign.hi)
        elif _perhaps_if(text, found, sign) and after not in _BEHIND:
            told[place] = Sign(Kind.BUT, 0, sign.lo, sign.hi)
        elif _perhaps_one(found, sign) and after not in _BEHIND:
            told[place] = Sign(Kind.POLITE, 0, sign.lo, sign.hi)
    return told


def _apart(signs: Sequence[Sign], place: int) -> bool:
    """Whether nothing follows that it could deny; thanks it does not."""
    if place >= len(signs):
        return True
    after = signs[place]
    thanks = after.kind is Kind.TALK and intent_of(after.value) is Intent.THANKS
    return thanks or after.kind in _BEHIND - {Kind.TALK}


def _puts_right(found: Sequence[Token], before: Sign, sign: Sign) -> bool:
    """Whether an English "no with Cem" is meant: it puts right what "not with Cem" rules out."""
    return found[before.lo].text == "no" and found[sign.lo].text == "with"


def _opens(signs: Sequence[Sign], place: int) -> bool:
    return place == 0 or signs[place - 1].kind in _AHEAD


def _perhaps_if(text: str, found: Sequence[Token], sign: Sign) -> bool:
    """Whether a "si" without its accent is read as a yes."""
    token = found[sign.lo]
    yes = sign.kind is Kind.TALK and intent_of(sign.value) is Intent.YES
    return yes and token.text == "si" and text[token.lo : token.hi].isascii()


def _perhaps_one(found: Sequence[Token], sign: Sign) -> bool:
    """Whether a no may be German's short "eine"."""
    no = sign.kind is Kind.TALK and intent_of(sign.value) is Intent.NO
    return no and sign.hi == sign.lo + 1 and found[sign.lo].text == "ne"
