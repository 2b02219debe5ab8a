"""What the lines of one message are to each other: a wish goes on, or takes back the one before."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from dialog.understand.reading import Intent
from dialog.understand.signs import Kind, Sign
from dialog.understand.talk import intent_of
from dialog.understand.tokens import Token

_GOES_ON = frozenset({Kind.AT, Kind.ON, Kind.IN, Kind.FROM, Kind.TO, Kind.UNTIL, Kind.BETWEEN,
                      Kind.AND, Kind.OR, Kind.AFTER, Kind.SINCE, Kind.BEFORE, Kind.AROUND,
                      Kind.NOT, Kind.WITH, Kind.NEXT, Kind.THIS, Kind.COMING,
                      Kind.AFTER_NEXT})  # fmt: skip
"""What says nothing without the word behind it."""

_LEANS = frozenset({Kind.AND, Kind.OR, Kind.TO})
"""What says nothing without the word before it."""

_COUNTS = frozenset({Kind.NUMBER, Kind.ORDINAL})
_TIMES = frozenset({Kind.WEEKDAY, Kind.MONTH, Kind.DAY, Kind.DATE, Kind.CLOCK, Kind.PART,
                    Kind.WEEKEND, Kind.MORNING_OR_TOMORROW, Kind.HALF_PAST, Kind.HALF_TO,
                    Kind.QUARTER, Kind.EARLY, Kind.LATE})  # fmt: skip
_VALUES = _TIMES | _COUNTS | _GOES_ON - {Kind.AND, Kind.OR, Kind.NOT}
_PAUSES = frozenset({Kind.STOP, Kind.COMMA, Kind.DASH})


def joined(signs: Sequence[Sign], found: Sequence[Token], named: Collection[int]) -> list[Sign]:
    """Read over the ends of lines; `named` are the first tokens of services and stylists.

    "At" is no sentence, a number before a month neither. A "no" in front of something new takes
    back the old: "with Ana / no Bea" is Bea.
    """
    return _taken_back(_run_on(signs, found), named)


def _run_on(signs: Sequence[Sign], found: Sequence[Token]) -> list[Sign]:
    breaks = {
        place
        for place in range(1, len(signs) - 1)
        if signs[place].kind is Kind.STOP
        and found[signs[place].lo].text == "\n"
        and _goes_on(signs[place - 1].kind, signs[place + 1].kind)
    }
    return [one for place, one in enumerate(signs) if place not in breaks]


def _goes_on(before: Kind, behind: Kind) -> bool:
    date = {before, behind}
    return before in _GOES_ON or behind in _LEANS or (Kind.MONTH in date and bool(date & _COUNTS))


def _taken_back(signs: Sequence[Sign], named: Collection[int]) -> list[Sign]:
    result = list(signs)
    for place, (before, sign) in enumerate(pairwise(signs), 1):
        no = sign.kind is Kind.TALK and intent_of(sign.value) is Intent.NO
        if no and before.kind in _PAUSES and _is_new(signs, place + 1, named):
            result[place] = replace(sign, kind=Kind.RATHER, value=0)
    return result


def _is_new(signs: Sequence[Sign], place: int, named: Collection[int]) -> bool:
    if place < len(signs) and signs[place].kind in _PAUSES:
        place += 1
    return place < len(signs) and (signs[place].kind in _VALUES or signs[place].lo in named)
