"""Clock times with a word inside that nobody knows: a wrong minute is worse than a question."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from dialog.understand.signs import Kind, Sign
from dialog.understand.tokens import Token
from dialog.understand.when.read import Timed

_HOURS = frozenset({Kind.NUMBER, Kind.CLOCK, Kind.OCLOCK, Kind.AM, Kind.PM})
_MINUTES_FOLLOW = frozenset({Kind.AND, Kind.PLUS, Kind.MINUS})
_ENDS = frozenset({Kind.STOP, Kind.COMMA, Kind.POLITE, Kind.TALK, Kind.PART, Kind.ON,
                   Kind.WEEKDAY, Kind.DAY, Kind.WITH})  # fmt: skip


def without_doubt(
    timed: Timed, text: str, found: Sequence[Token], signs: Sequence[Sign], named: AbstractSet[int]
) -> Timed:
    """Take back the clock, not the day, where "ten and a qurtr" is all that was understood.

    `named` tokens are names, which is no doubt.
    """
    if not timed.when or timed.any_when:
        return timed
    unknown = [
        place for place, sign in enumerate(signs)
        if sign.kind is Kind.WORD and sign.lo not in named
        and (found[sign.lo].open or not text[found[sign.lo].lo].isupper())
    ]  # fmt: skip
    if not any(_behind(signs, at, timed) or _before(signs, at, timed) for at in unknown):
        return timed
    days = (replace(one, start=None, end=None, exact=False) for one in timed.when if one.first)
    return replace(timed, when=tuple(dict.fromkeys(days)))


def _behind(signs: Sequence[Sign], at: int, timed: Timed) -> bool:
    """Whether minutes should stand there: "ten and ..."."""
    if at + 1 < len(signs) and signs[at + 1].kind not in _ENDS:
        return False
    joint = at - 1
    while joint > 0 and _one(signs[joint]):
        joint -= 1
    hour = signs[joint - 1] if joint > 0 else None
    if hour is None or hour.kind not in _HOURS or hour.lo not in timed.used:
        return False
    return signs[joint].kind in _MINUTES_FOLLOW


def _one(sign: Sign) -> bool:
    return sign.kind is Kind.ONE or (sign.kind is Kind.NUMBER and sign.value == 1)


def _before(signs: Sequence[Sign], at: int, timed: Timed) -> bool:
    """Whether minutes should stand there: "... past ten"."""
    if at + 2 >= len(signs) or signs[at + 1].kind is not Kind.PAST:
        return False
    return signs[at + 2].kind in _HOURS and signs[at + 2].lo in timed.used
