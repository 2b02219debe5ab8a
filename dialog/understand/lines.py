"""What the lines of one message are to each other: a wish goes on, or takes back the one before."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from dialog.understand.names import Mention
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


def joined(
    signs: Sequence[Sign], found: Sequence[Token], mentions: Sequence[Mention]
) -> list[Sign]:
    """Read over the ends of lines: "at" is no sentence, a number before a month neither.

    A "no" in front of something new takes back the old: "with Ana / no Bea" is Bea.
    """
    return _taken_back(_run_on(signs, found), mentions)


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


def _taken_back(signs: Sequence[Sign], mentions: Sequence[Mention]) -> list[Sign]:
    result = list(signs)
    for place, (before, sign) in enumerate(pairwise(signs), 1):
        no = sign.kind is Kind.TALK and intent_of(sign.value) is Intent.NO
        if no and before.kind in _PAUSES and _is_new(signs[place:], mentions):
            result[place] = replace(sign, kind=Kind.RATHER, value=0)
    return result


def _is_new(signs: Sequence[Sign], mentions: Sequence[Mention]) -> bool:
    """Whether what follows the no, which comes first, stands for something said before.

    Without a pause between them "no colour" leaves colour out; so does "no Bea" where nobody else
    was named.
    """
    paused = len(signs) > 1 and signs[1].kind in _PAUSES
    new = next(iter(signs[2 if paused else 1 :]), None)
    if new is None:
        return False
    named = next((one for one in mentions if one.lo == new.lo), None)
    if named is None:
        return new.kind in _VALUES
    another = bool(named.staff) and any(one.staff and one.lo < signs[0].lo for one in mentions)
    return paused or another
