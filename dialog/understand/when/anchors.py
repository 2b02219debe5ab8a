"""Days told by another day: the Monday after Christmas, a week from Friday, two weeks ago."""

from collections.abc import Callable, Sequence
from datetime import date

from dialog.understand.signs import Kind, Sign
from dialog.understand.when import calendar
from dialog.understand.when.days import Days, Found, single
from dialog.understand.when.setting import Setting

Reader = Callable[[Sequence[Sign], int, Setting], Found]
"""What reads the day that another one is told by."""

AMOUNTS = frozenset({Kind.NUMBER, Kind.ONE})
UNITS = frozenset({Kind.DAYS, Kind.WEEKS, Kind.MONTHS})
_STEPS = {Kind.BEFORE: -1, Kind.AFTER: 1}
_NUMBERS = frozenset({Kind.NUMBER, Kind.ORDINAL})
_LEADING_IN = frozenset({Kind.IN, Kind.BETWEEN, Kind.PAST})
_ANCHORING = frozenset({Kind.FROM, Kind.AFTER, Kind.SINCE})
_EITHER = frozenset({Kind.OR, Kind.DASH, Kind.TO, Kind.UNTIL, Kind.COMMA})


def later(day: date, amount: int, unit: Kind) -> date:
    """Count on from a day; a negative amount counts back."""
    if unit is not Kind.MONTHS:
        return calendar.shifted(day, amount * (7 if unit is Kind.WEEKS else 1))
    first = calendar.month_after(day, amount)[0]
    return calendar.shifted(first, min(day.day, calendar.last_of_month(first).day) - 1)


def beside_date(signs: Sequence[Sign], at: int, setting: Setting, days: Reader) -> Found:
    """Read "Monday after Christmas", "week before the 7th", "weekend of the 5th"."""
    sign, joint = signs[at], signs[at + 1].kind
    step = _STEPS.get(joint, 0)
    start = at + 1 + bool(step)
    start += signs[start].kind is Kind.ON
    if not _firm(signs, start) or (not step and sign.kind is not Kind.WEEKEND):
        return None
    found = days(signs, start, setting)
    if found is None:
        return None
    day = found[0].readings[0][0]
    if sign.kind is Kind.WEEKDAY:
        return single(_weekday_from(day, sign.value, step), found[1])
    if sign.kind is Kind.WEEKS:
        return Days((calendar.week_of(calendar.shifted(day, 7 * step)),)), found[1]
    saturday = _weekday_from(day, 5, step) if step else calendar.weekend_of(day)[0]
    return Days(((saturday, calendar.shifted(saturday, 1)),)), found[1]


def _weekday_from(day: date, weekday: int, step: int) -> date:
    if step > 0:
        return calendar.next_weekday(calendar.shifted(day, 1), weekday)
    return calendar.next_weekday(calendar.shifted(day, -7), weekday)


def _firm(signs: Sequence[Sign], at: int) -> bool:
    """Whether a date stands here that cannot be a clock."""
    sign, after = signs[at], signs[at + 1]
    if sign.kind is Kind.FEAST or (sign.kind is Kind.DATE and sign.value < 0):
        return True
    if sign.kind is Kind.MONTH:
        return after.kind in _NUMBERS
    dated = after.kind is Kind.MONTH or signs[at + 2].kind is Kind.MONTH
    return (sign.kind is Kind.ORDINAL and sign.sure) or (sign.kind in _NUMBERS and dated)


def ahead(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "two weeks" as the day they lead to."""
    amount, unit = signs[at], signs[at + 1]
    if amount.kind not in AMOUNTS or amount.value < 0 or unit.kind not in UNITS:
        return None
    day = later(setting.today, amount.value, unit.kind)
    return single(day, at + 2, week=unit.kind is not Kind.DAYS)


def either_ahead(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "2-3 days", "a week or two" as the days from the sooner to the later."""
    amount, unit = signs[at], signs[at + 1]
    if unit.kind in _EITHER:
        first, last = ahead([amount, signs[at + 3]], 0, setting), ahead(signs, at + 2, setting)
    else:
        several = signs[at + 2].kind is Kind.OR and signs[at + 3].kind is Kind.NUMBER
        if not several or signs[at + 4].kind in UNITS | {Kind.HOURS, Kind.MINUTES}:
            return None
        first = ahead(signs, at, setting)
        last = ahead([signs[at + 3], unit], 0, setting)
        last = last and (last[0], at + 4)
    if first is None or last is None:
        return None
    low, high = first[0].readings[0][0], last[0].readings[0][1]
    return (Days(((low, high),)), last[1]) if high and low < high else None


def counted_from(signs: Sequence[Sign], at: int, setting: Setting, days: Reader) -> Found:
    """Read "2 weeks from now", "a week from Friday", "two weeks ago"."""
    amount, unit, joint = signs[at], signs[at + 1], signs[at + 2]
    if amount.value < 0 or unit.kind not in UNITS:
        return None
    if joint.kind in (Kind.FROM_NOW, Kind.AGO):
        many = -amount.value if joint.kind is Kind.AGO else amount.value
        day = later(setting.today, many, unit.kind)
        return single(day, at + 3, week=unit.kind is not Kind.DAYS)
    return anchored(signs, at, setting, days)


def ago(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "il y a deux semaines", "vor zwei Wochen"."""
    amount, unit = signs[at + 1], signs[at + 2]
    if not signs[at].value or amount.kind not in AMOUNTS or unit.kind not in UNITS:
        return None
    end = at + 3 + (signs[at + 3].kind is Kind.AGO)
    return single(later(setting.today, -amount.value, unit.kind), end)


def anchored(signs: Sequence[Sign], at: int, setting: Setting, days: Reader) -> Found:
    """Read "a week from Friday", "tre settimane da domani", "3 days before the 5th"."""
    amount, unit, joint = signs[at], signs[at + 1], signs[at + 2]
    weekday = signs[at + 2 + (joint.kind is Kind.ON)].kind is Kind.WEEKDAY
    if unit.kind is Kind.WEEKS and (joint.kind is Kind.DAY or weekday):  # "a week tomorrow"
        anchor = days(signs, at + 2 + (joint.kind is Kind.ON), setting)
        return anchor and single(
            calendar.shifted(anchor[0].readings[0][0], 7 * amount.value), anchor[1]
        )
    back = joint.kind is Kind.BEFORE and _firm(signs, at + 3 + (signs[at + 3].kind is Kind.ON))
    start = signs[at + 3].kind
    counted = start in AMOUNTS and signs[at + 4].kind in UNITS
    if not (back or joint.kind in _ANCHORING) or counted or start in _LEADING_IN:
        return None  # no chains: "a week from a week from"
    anchor = days(signs, at + 3 + (start is Kind.ON), setting)
    if anchor is None:
        return None
    many = -amount.value if back else amount.value
    return single(later(anchor[0].readings[0][0], many, unit.kind), anchor[1])


def fortnight_from(signs: Sequence[Sign], at: int, setting: Setting, days: Reader) -> Found:
    """Read "a fortnight on Saturday", "a fortnight from the 5th"."""
    start = at + 1 + (signs[at + 1].kind in _ANCHORING | {Kind.ON})
    weekday = signs[start].kind is Kind.WEEKDAY
    if signs[at].value < 7 or not (weekday or (start > at + 1 and _firm(signs, start))):
        return None
    anchor = days(signs, start, setting)
    return anchor and single(calendar.shifted(anchor[0].readings[0][0], signs[at].value), anchor[1])


def previous(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "last Friday", "previous week": what is over."""
    sign, today = signs[at + 1], setting.today
    if sign.kind is Kind.WEEKDAY:
        return single(_weekday_from(today, sign.value, -1), at + 2)
    if sign.kind is Kind.WEEKS:
        return Days((calendar.week_of(calendar.shifted(today, -7)),)), at + 2
    if sign.kind is Kind.WEEKEND:
        return Days((calendar.weekend_of(calendar.shifted(today, -7)),)), at + 2
    if sign.kind is Kind.MONTHS:
        return Days((calendar.month_after(today, -1),)), at + 2
    return None


def several_weekdays(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "three Fridays from now"."""
    amount, day = signs[at], signs[at + 1]
    if day.kind is not Kind.WEEKDAY or signs[at + 2].kind is not Kind.FROM_NOW:
        return None
    first = calendar.next_weekday(calendar.shifted(setting.today, 1), day.value)
    return single(calendar.shifted(first, 7 * (amount.value - 1)), at + 3)


def in_a_fortnight(signs: Sequence[Sign], at: int) -> bool:
    """Whether "en 8", "en 15" counts on from a weekday."""
    number, unit = signs[at + 1], signs[at + 2].kind
    counted = number.kind is Kind.NUMBER and number.value in (8, 15)
    return counted and signs[at].kind is Kind.IN and unit not in UNITS | {Kind.MINUTES, Kind.HOURS}
