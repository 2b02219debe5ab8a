"""A stretch of the clock: a point, a part of day, before, after, between."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dialog.understand.signs import Kind, Sign
from dialog.understand.when.clock import Options, halves, in_part, joins_alone, joins_too, point
from dialog.understand.when.lasting import duration


@dataclass(frozen=True, slots=True)
class Span:
    """What was said about the clock before it is resolved; `part`: minutes of a part of day.

    `figures`: the clock was written as one, "5:30", "5h".
    """

    start: Options = ()
    end: Options = ()
    exact: bool = False
    part: tuple[int, int] | None = None
    tonight: bool = False
    figures: bool = False


Found = tuple[Span, int] | None

TONIGHT = 8
_END_OF_DAY = 10
_WRITTEN = 3
"""Tokens of a clock in figures, 5:30."""

_STOPS = frozenset({Kind.END, Kind.STOP, Kind.COMMA, Kind.POLITE})
_SLASH = ord("/")
_CLOSE = range(1, 121)
_COUNTING = frozenset({Kind.NUMBER, Kind.ONE, Kind.MINUTES, Kind.DATE})
_MOVES = frozenset({Kind.BEFORE, Kind.AFTER, Kind.FROM})
_HALVES = frozenset({Kind.AM, Kind.PM, Kind.OCLOCK})
_ENDS = frozenset({Kind.END, Kind.STOP, Kind.COMMA, Kind.ON, Kind.POLITE, Kind.WEEKDAY, Kind.DAY,
                   Kind.DATE})  # fmt: skip
_JOINTS = frozenset({Kind.TO, Kind.UNTIL, Kind.DASH})
_FIGURES = frozenset({Kind.NUMBER, Kind.CLOCK})
_OPEN_ENDED = frozenset({Kind.ONWARDS, Kind.SINCE, Kind.SOONER})
_OPEN_STARTED = frozenset({Kind.EARLIER, Kind.UNTIL, Kind.LATER})
_LEADS = frozenset({Kind.ON, Kind.IN, Kind.AT, Kind.AROUND, Kind.FROM})


def span(signs: Sequence[Sign], at: int, *, bare: bool) -> Found:
    """Read a stretch of the clock from `at` on; `bare` lets a number alone be a point."""
    kind = signs[at].kind
    opener = _OPENERS.get(kind)
    if opener is not None:
        return opener(signs, at + 1)
    if kind is Kind.PART:
        return _part(signs, at)
    if kind in _LEADS:
        return _led(signs, at)
    if kind is Kind.PAST and not signs[at].value:
        return _since(signs, at + 1)
    if kind in _COUNTING:
        moved = _moved(signs, at)
        if moved is not None:
            return moved
    return _slashed(signs, at) or _range(signs, at, bare=bare) or _point(signs, at, bare=bare)


def _moved(signs: Sequence[Sign], at: int) -> Found:
    """Read "half an hour before noon", "two hours after 3pm"."""
    told = duration(signs, at)
    if told is None or signs[told[1]].kind not in _MOVES:
        return None
    joint, start = signs[told[1]].kind, told[1] + 1
    start += signs[start].kind in (Kind.AT, Kind.AROUND)
    found = point(signs, start, bare=True)
    if found is None or (joint is Kind.FROM and signs[found[1]].kind in _JOINTS):
        return None
    minutes = -told[0] if joint is Kind.BEFORE else told[0]
    part, end = _part_beside(signs, found[1])
    moved = tuple((one + minutes) % 1440 for one in in_part(found[0], part))
    return Span(start=moved, exact=True), end


def _slashed(signs: Sequence[Sign], at: int) -> Found:
    """Read "5/6pm"."""
    sign, half = signs[at], signs[at + 1].kind
    if sign.kind is not Kind.DATE or half not in _HALVES or sign.more[2:] != (-1, _SLASH):
        return None
    first, last = sign.more[:2]
    if not 0 < first < last <= (24 if half is Kind.OCLOCK else 12):
        return None
    if half is Kind.OCLOCK:
        ends = halves(first * 60, sure=first > 12), halves(last * 60, sure=last > 12)
    else:
        ends = ((first * 60 + 720 * (half is Kind.PM),), (last * 60 + 720 * (half is Kind.PM),))
    return Span(start=ends[0], end=ends[1]), at + 2


def _led(signs: Sequence[Sign], at: int) -> Found:
    kind, after = signs[at].kind, at + 1
    while signs[after].kind in (Kind.AT, Kind.AROUND):
        after += 1
    if signs[after].kind in (Kind.PART, Kind.EARLY, Kind.LATE, Kind.MIDDLE):
        return span(signs, after, bare=False)
    if kind is Kind.FROM:
        return _range(signs, after, bare=True, opened=True) or _since(signs, after)
    if kind in (Kind.AT, Kind.AROUND) or after > at + 1:
        return _range(signs, after, bare=True) or _point(signs, after, bare=True)
    return None


def _point(signs: Sequence[Sign], at: int, *, bare: bool) -> Found:
    found = point(signs, at, bare=bare)
    if found is None:
        return None
    options, end = found
    part, end = _part_beside(signs, end)
    options = in_part(options, part)
    if signs[end].kind in _OPEN_ENDED and (
        signs[end].kind is not Kind.SINCE or _stops(signs, end + 1)
    ):
        return Span(start=options, figures=_in_figures(signs, at)), end + 1
    if signs[end].kind is Kind.AROUND and signs[end].value:  # "5pm or so"
        end += 1
    if signs[end].kind in _OPEN_STARTED and (
        signs[end].kind is Kind.EARLIER or _stops(signs, end + 1)
    ):
        return Span(end=options), end + 1
    return Span(start=options, exact=True, figures=_in_figures(signs, at)), end


def _in_figures(signs: Sequence[Sign], at: int) -> bool:
    sign, after = signs[at], signs[at + 1]
    if sign.kind is Kind.NUMBER:
        return bool(sign.more) and after.kind is Kind.OCLOCK and after.value == 1
    return sign.kind is Kind.CLOCK and sign.hi - sign.lo >= _WRITTEN


def _stops(signs: Sequence[Sign], at: int) -> bool:
    """Whether nothing is left that "at the earliest" could lead: "17:00 at the earliest"."""
    return signs[at].kind in _STOPS


def _part_beside(signs: Sequence[Sign], end: int) -> tuple[tuple[int, int] | None, int]:
    """Read the part of day that settles an hour: "5 in the afternoon", "um 9 morgens"."""
    after = end + (signs[end].kind in (Kind.IN, Kind.ON, Kind.FROM, Kind.AT))
    if signs[after].kind is not Kind.PART or signs[after].value == TONIGHT:
        return None, end
    return _minutes(signs[after]), after + 1


def _range(signs: Sequence[Sign], at: int, *, bare: bool, opened: bool = False) -> Found:
    first = point(signs, at, bare=True)
    if first is None:
        return None
    first = _of_part(signs, first)
    joint = signs[first[1]]
    if joint.kind is Kind.OR and joint.value and signs[at].kind is Kind.CLOCK:
        return _either(signs, first[0], first[1] + 1)
    if joint.kind not in _JOINTS and not (opened and joins_too(joint)):
        return _two_hours(signs, first[0], first[1]) if joins_alone(joint) else None
    written = signs[at].kind is Kind.CLOCK or signs[at].more == (4,)
    told = signs[first[1] - 1].kind in _HALVES and signs[first[1] + 2].kind in _ENDS  # "11am-1"
    written = written or told or joint.kind is Kind.UNTIL or _alone(signs, at, first[1])
    return _closed(signs, first[0], first[1] + 1, bare=bare or written)


def _of_part(signs: Sequence[Sign], first: tuple[Options, int]) -> tuple[Options, int]:
    """Read the part of day at the near end: "6 in the evening to 9"."""
    part, end = _part_beside(signs, first[1])
    if part is None or signs[end].kind not in _JOINTS | {Kind.AND}:
        return first
    return in_part(first[0], part), end


def _either(signs: Sequence[Sign], start: Options, at: int) -> Found:
    """Read "15:00/16:00" as the time between."""
    found = _closed(signs, start, at, bare=True)
    if found is None or found[0].end[0] - found[0].start[0] not in _CLOSE:
        return None
    return found


def _alone(signs: Sequence[Sign], at: int, joint: int) -> bool:
    """Whether "9 to 5", "9-5" is all that is said; "1-10" counts something."""
    last = signs[joint + 1]
    ended = at == 0 and signs[joint + 2].kind in (Kind.END, Kind.STOP)
    dashed = signs[joint].kind is Kind.DASH and last.value < signs[at].value <= 12 and not last.sure
    return ended and last.kind is Kind.NUMBER and (signs[joint].kind is Kind.TO or dashed)


def _two_hours(signs: Sequence[Sign], start: Options, at: int) -> Found:
    """Read "3 a 5"; "lundi 15 à 10h" is a day with its hour."""
    last = point(signs, at + 1, bare=True)
    if last is None or last[0][-1] <= start[0] or signs[at + 1].kind not in _FIGURES:
        return None
    return _closed(signs, start, at + 1, bare=True)


def _closed(signs: Sequence[Sign], start: Options, at: int, *, bare: bool) -> Found:
    while signs[at].kind in (Kind.AT, Kind.AROUND):
        at += 1
    last = point(signs, at, bare=bare)
    if last is None:
        return None
    part, end = _part_beside(signs, last[1])
    return Span(start=in_part(start, part), end=in_part(last[0], part)), end


def _between(signs: Sequence[Sign], at: int) -> Found:
    at += signs[at].kind is Kind.AT
    first = point(signs, at, bare=True)
    first = first and _of_part(signs, first)
    if first is None or signs[first[1]].kind not in _JOINTS | {Kind.AND, Kind.AT}:
        return None
    return _closed(signs, first[0], first[1] + 1, bare=True)


def _since(signs: Sequence[Sign], at: int) -> Found:
    """Read what follows "after"."""
    at += signs[at].kind in (Kind.AROUND, Kind.AT)
    if signs[at].kind is Kind.PART:
        since = signs[at - 1].kind is Kind.SINCE  # "dès le matin"
        return Span(start=(_minutes(signs[at])[0 if since else 1],)), at + 1
    ranged = _range(signs, at, bare=True)
    if ranged is not None:
        return ranged
    found = _point(signs, at, bare=True)
    if found is None:
        return None
    end = found[1] + (signs[found[1]].kind is Kind.ON)  # "from 4 on"
    end = found[1] if signs[end].kind in _DAYS else end
    return replace(found[0], exact=False), end


def _until(signs: Sequence[Sign], at: int) -> Found:
    at += signs[at].kind in (Kind.AROUND, Kind.AT)
    if signs[at].kind is Kind.PART:
        hour = _hour_of(signs, at + 1, _minutes(signs[at]))
        return (
            (Span(end=hour[0].start), hour[1])
            if hour
            else (Span(end=(_minutes(signs[at])[signs[at].value == _END_OF_DAY],)), at + 1)
        )
    found = _point(signs, at, bare=True)
    if found is None:
        return None
    return Span(end=found[0].start), found[1]


def _early(signs: Sequence[Sign], at: int) -> Found:
    return _third(signs, at, 0)


def _late(signs: Sequence[Sign], at: int) -> Found:
    return _third(signs, at, 2)


def _middle(signs: Sequence[Sign], at: int) -> Found:
    return _third(signs, at, 1)


def _third(signs: Sequence[Sign], at: int, which: int) -> Found:
    """Read "early in the morning", "mitten am Nachmittag", "fin de journée"."""
    at += signs[at].kind in (Kind.ON, Kind.IN, Kind.FROM, Kind.DASH)
    if signs[at].kind is Kind.DAYS:
        return Span(part=_THIRDS_OF_DAY[which]), at + 1
    if signs[at].kind is not Kind.PART:
        return None
    low, high = _minutes(signs[at])
    low = max(low, _MORNING) if which else low
    half, quarter = (high - low) // 2, (high - low) // 4
    part = low + quarter * which, low + quarter * which + half
    return Span(part=part, tonight=signs[at].value == TONIGHT), at + 1


def _part(signs: Sequence[Sign], at: int) -> Found:
    """Read "morning", "morning at 9", "evening after 6", "evening 6"."""
    tonight = signs[at].value == TONIGHT
    hour = _hour_of(signs, at + 1, _minutes(signs[at]))
    if hour and tonight:
        return replace(hour[0], tonight=True), hour[1]
    return hour or (Span(part=_minutes(signs[at]), tonight=tonight), at + 1)


def _hour_of(signs: Sequence[Sign], at: int, part: tuple[int, int]) -> Found:
    """Read the hour behind a part of day, unless it counts something unknown."""
    if signs[at].kind is not Kind.NUMBER or signs[at + 1].kind is Kind.WORD:
        return None
    found = _range(signs, at, bare=True) or _point(signs, at, bare=True)
    if found is None:
        return None
    said = found[0]
    within = replace(said, start=in_part(said.start, part), end=in_part(said.end, part))
    return within, found[1]


def _minutes(sign: Sign) -> tuple[int, int]:
    return sign.more[0], sign.more[1]


_MORNING = 480
"""When a morning begins of which the middle or the end is meant."""

_THIRDS_OF_DAY = ((420, 600), (660, 840), (900, 1080))
_DAYS = frozenset({Kind.WEEKDAY, Kind.DATE, Kind.DAY, Kind.ORDINAL, Kind.NEXT, Kind.THIS,
                   Kind.COMING, Kind.MONTH})  # fmt: skip
_OPENERS: dict[Kind, Callable[[Sequence[Sign], int], Found]] = {
    Kind.BETWEEN: _between,
    Kind.AFTER: _since,
    Kind.SINCE: _since,
    Kind.BEFORE: _until,
    Kind.UNTIL: _until,
    Kind.EARLY: _early,
    Kind.MIDDLE: _middle,
    Kind.LATE: _late,
}
