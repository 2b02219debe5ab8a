"""The far end of a stretch with hours at both ends: Friday 3 pm to Saturday noon."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dialog.understand.signs import Kind, Sign
from dialog.understand.when import calendar
from dialog.understand.when.clock import Options, in_part, joins_too, point
from dialog.understand.when.day import days
from dialog.understand.when.setting import Setting

_JOINTS = frozenset({Kind.TO, Kind.UNTIL, Kind.DASH})
_BETWEEN = frozenset({Kind.COMMA, Kind.AT, Kind.AROUND, Kind.ON, Kind.IN, Kind.UNTIL, Kind.DASH})
_LEADS = frozenset({Kind.ON, Kind.AT, Kind.UNTIL})
_FARTHEST = 31


@dataclass(frozen=True, slots=True)
class Close:
    """The last day with the clock it ends at."""

    day: date
    clock: Options


def joint_at(signs: Sequence[Sign], at: int) -> int:
    """Give the place after a "to" that stands here, behind a comma too; 0 when none does."""
    at += signs[at].kind is Kind.COMMA
    return at + 1 if signs[at].kind in _JOINTS or joins_too(signs[at]) else 0


def close(
    signs: Sequence[Sign], at: int, first: date, setting: Setting
) -> tuple[Close, int] | None:
    """Read the later day with its clock, in either order; None when one of them is missing."""
    while signs[at].kind in _LEADS:
        at += 1
    found = _day_first(signs, at, setting) or _clock_first(signs, at, setting)
    if found is None:
        return None
    told, end = found
    weekday = any(sign.kind is Kind.WEEKDAY for sign in signs[at:end])
    if weekday and told.day < first:
        told = replace(told, day=calendar.next_weekday(first, told.day.weekday()))
    return (told, end) if 0 < (told.day - first).days <= _FARTHEST else None


def _day_first(signs: Sequence[Sign], at: int, setting: Setting) -> tuple[Close, int] | None:
    day = days(signs, at, setting)
    if day is None:
        return None
    start = _beyond(signs, day[1])
    if signs[start].kind is Kind.PART:
        return Close(day[0].readings[0][0], (signs[start].more[1],)), start + 1
    clock = point(signs, start, bare=start > day[1])
    if clock is None:
        return None
    return Close(day[0].readings[0][0], _settled(signs, clock)), _past(signs, clock[1])


def _clock_first(signs: Sequence[Sign], at: int, setting: Setting) -> tuple[Close, int] | None:
    clock = point(signs, at, bare=signs[at - 1].kind is Kind.AT)
    if clock is None:
        return None
    day = days(signs, _beyond(signs, _past(signs, clock[1])), setting)
    return (Close(day[0].readings[0][0], _settled(signs, clock)), day[1]) if day else None


def _beyond(signs: Sequence[Sign], at: int) -> int:
    while signs[at].kind in _BETWEEN:
        at += 1
    return at


def _settled(signs: Sequence[Sign], clock: tuple[Options, int]) -> Options:
    options, end = clock
    sign = signs[end]
    return in_part(options, (sign.more[0], sign.more[1])) if sign.kind is Kind.PART else options


def _past(signs: Sequence[Sign], end: int) -> int:
    return end + (signs[end].kind is Kind.PART)
