"""One day or a stretch of days, with all readings that the words leave open."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from dialog.understand.signs import Kind, Sign
from dialog.understand.when import calendar
from dialog.understand.when.calendar import Stretch
from dialog.understand.when.setting import Setting


@dataclass(frozen=True, slots=True)
class Days:
    """The readings of what was said about days, nearest first.

    `weekday`: a plain weekday, that another day beside it can place. `week`: a loose place in
    time ("in two weeks") whose week a weekday beside it can narrow.
    """

    readings: tuple[Stretch, ...]
    weekday: int | None = None
    week: bool = False


Found = tuple[Days, int] | None

_NUMBERS = frozenset({Kind.NUMBER, Kind.ORDINAL})
_COUNTING = 5
"""Spelled ordinals up to it count things more often than days."""

_AMOUNTS = frozenset({Kind.NUMBER, Kind.ONE})
_UNITS = frozenset({Kind.DAYS, Kind.WEEKS, Kind.MONTHS})


def days(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read one day, or a named stretch such as next week, from `at` on."""
    form = _FORMS.get(signs[at].kind)
    return form(signs, at, setting) if form else None


def _single(day: date | None, end: int, *, week: bool = False) -> Found:
    return (Days((calendar.one(day),), week=week), end) if day else None


def _ahead(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    return _single(calendar.shifted(setting.today, signs[at].value), at + 1)


def _weekday(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    weekday = signs[at].value
    end = at + 1
    if signs[end].kind is Kind.WEEKS:  # "friday week"
        day = calendar.next_weekday(setting.today, weekday)
        return _single(calendar.shifted(day, 7), end + 1)
    if signs[end].kind is Kind.NEXT and signs[end + 1].kind is not Kind.WEEKS:
        return Days(_next_weekday(setting.today, weekday)), end + 1
    numbered = _weekday_with_number(signs, at, setting)
    return numbered or (Days(_plain_weekday(setting.today, weekday), weekday), end)


def _weekday_with_number(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "Saturday 28" as a day of the month where the calendar agrees."""
    sign = signs[at + 1]
    if sign.kind is not Kind.NUMBER or not 1 <= sign.value <= 31:
        return None
    clock_follows = signs[at + 2].kind in (Kind.AT, Kind.CLOCK)
    day = calendar.next_day_of_month(setting.today, sign.value)
    fits = day is not None and day.weekday() == signs[at].value
    return _single(day, at + 2) if fits and (clock_follows or sign.value > 24) else None


def _plain_weekday(today: date, weekday: int) -> tuple[Stretch, ...]:
    """Read a weekday: the nearest; said on that very day, today or in a week."""
    day = calendar.next_weekday(today, weekday)
    if day != today:
        return (calendar.one(day),)
    return calendar.one(day), calendar.one(calendar.shifted(day, 7))


def _next_weekday(today: date, weekday: int) -> tuple[Stretch, ...]:
    """Read "next Friday": next week's, or this week's while that is still to come."""
    monday = calendar.shifted(today, 7 - today.weekday())
    coming = calendar.next_weekday(today, weekday)
    later = calendar.shifted(monday, weekday)
    close = (coming - today).days < 2  # nobody calls tomorrow "next Tuesday"
    if coming >= monday or close:
        return (calendar.one(later),)
    return calendar.one(coming), calendar.one(later)


def _this(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    sign, today = signs[at + 1], setting.today
    if sign.kind is Kind.WEEKDAY:
        return _single(calendar.next_weekday(today, sign.value), at + 2)
    if sign.kind is Kind.WEEKS:
        return Days(((today, calendar.week_of(today)[1]),)), at + 2
    if sign.kind is Kind.WEEKEND:
        return Days((_weekend(today),)), at + 2
    if sign.kind is Kind.MONTHS:
        return Days(((today, calendar.last_of_month(today)),)), at + 2
    if sign.kind in (Kind.PART, Kind.EARLY, Kind.LATE):
        return _single(today, at + 1)
    return _single(today, at + 2) if sign.kind is Kind.DAYS else None


def _coming(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    sign, today = signs[at + 1], setting.today
    if sign.kind is Kind.WEEKDAY:
        day = calendar.next_weekday(calendar.shifted(today, 1), sign.value)
        return _single(day, at + 2)
    if sign.kind is Kind.WEEKEND:
        return Days((_weekend(today),)), at + 2
    return _next(signs, at, setting)


def _next(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    sign, today, end = signs[at + 1], setting.today, at + 2
    if sign.kind is Kind.WEEKDAY:
        return Days(_next_weekday(today, sign.value)), end
    if sign.kind is Kind.DAYS and sign.value == 0:
        return _single(calendar.shifted(today, 1), end)
    if sign.kind is Kind.MONTH:
        return days(signs, at + 1, setting)
    named = _next_stretch(sign, today)
    return (Days((named,)), end) if named else _next_few(signs, at, setting)


def _next_stretch(sign: Sign, today: date) -> Stretch | None:
    if sign.kind is Kind.WEEKS:
        return calendar.week_of(calendar.shifted(today, 7))
    if sign.kind is Kind.WEEKEND:
        return calendar.weekend_of(calendar.shifted(today, 7))
    return calendar.month_after(today, 1) if sign.kind is Kind.MONTHS else None


def _next_few(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "next 3 days"."""
    sign, unit = signs[at + 1], signs[at + 2]
    if sign.kind is not Kind.NUMBER or sign.value < 1 or unit.kind not in _UNITS:
        return None
    last = _later(setting.today, sign.value, unit.kind)
    return Days(((setting.today, last),)), at + 3


def _after_next(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    sign, today = signs[at + 1], setting.today
    if sign.kind is Kind.WEEKDAY:
        monday = calendar.shifted(today, 14 - today.weekday())
        return _single(calendar.shifted(monday, sign.value), at + 2)
    if sign.kind is Kind.WEEKS:
        return Days((calendar.week_of(calendar.shifted(today, 14)),)), at + 2
    return None


def _week(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    if signs[at + 1].kind is Kind.AFTER_NEXT:
        return Days((calendar.week_of(calendar.shifted(setting.today, 14)),)), at + 2
    if signs[at + 1].kind is Kind.NEXT:
        return Days((calendar.week_of(calendar.shifted(setting.today, 7)),)), at + 2
    return None


def _weekend_alone(_signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    return Days((_weekend(setting.today),)), at + 1


def _weekend(today: date) -> Stretch:
    first, last = calendar.weekend_of(today)
    return max(first, today), last


def _in(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "in two weeks", "in December"."""
    amount, unit = signs[at + 1], signs[at + 2]
    if amount.kind is Kind.MONTH:
        return days(signs, at + 1, setting)
    if amount.kind not in _AMOUNTS or amount.value < 0 or unit.kind not in _UNITS:
        return None
    day = _later(setting.today, amount.value, unit.kind)
    return _single(day, at + 3, week=unit.kind is not Kind.DAYS)


def _amount(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "two weeks from now", "a week from Friday"."""
    amount, unit, joint = signs[at], signs[at + 1], signs[at + 2]
    if amount.value < 0 or unit.kind not in _UNITS:
        return None
    if joint.kind is Kind.FROM_NOW:
        day = _later(setting.today, amount.value, unit.kind)
        return _single(day, at + 3, week=unit.kind is not Kind.DAYS)
    if joint.kind not in (Kind.FROM, Kind.AFTER) or signs[at + 3].kind in _AMOUNTS:
        return None
    anchor = days(signs, at + 3, setting)
    if anchor is None:
        return None
    return _single(_later(anchor[0].readings[0][0], amount.value, unit.kind), anchor[1])


def _later(today: date, amount: int, unit: Kind) -> date:
    if unit is Kind.MONTHS:
        first = calendar.month_after(today, amount)[0]
        return calendar.shifted(first, min(today.day, calendar.last_of_month(first).day) - 1)
    return calendar.shifted(today, amount * (7 if unit is Kind.WEEKS else 1))


def _number(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "27 November", "the 27th", and amounts of days or weeks."""
    sign = signs[at]
    after = at + 1 + (signs[at + 1].kind is Kind.ON)
    if signs[after].kind is Kind.MONTH:
        year, end = _year(signs, after + 1)
        day = calendar.dated(setting.today, sign.value, signs[after].value, year)
        return _single(day, end)
    if sign.kind is Kind.NUMBER:
        return _amount(signs, at, setting)
    return _ordinal_alone(signs, at, setting)


def _ordinal_alone(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    sign = signs[at]
    placed = at > 0 and signs[at - 1].kind in (Kind.ON, Kind.WEEKDAY, Kind.FROM, Kind.COMMA)
    if sign.value <= setting.picks and not placed:
        return None
    if sign.more and not placed and sign.value <= 24 and setting.bare:
        return None  # "17." answers "when?" as a clock
    spelled = not sign.more and not sign.sure
    if spelled and not placed and sign.value <= _COUNTING:
        return None  # "the first time", "a second"
    return _single(calendar.next_day_of_month(setting.today, sign.value), at + 1)


def _month(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "November 27th 2026", "in December"."""
    sign, month = signs[at + 1], signs[at].value
    if at > 0 and signs[at - 1].kind in _NUMBERS:
        return None  # "31 February"
    numbered = sign.kind in _NUMBERS and 1 <= sign.value <= 31
    if numbered and signs[at + 2].kind not in (Kind.OCLOCK, Kind.AM, Kind.PM):
        year, end = _year(signs, at + 2)
        return _single(calendar.dated(setting.today, sign.value, month, year), end)
    months = (month - setting.today.month) % 12
    first, last = calendar.month_after(setting.today, months)
    return Days(((max(first, setting.today), last),)), at + 1


def _year(signs: Sequence[Sign], at: int) -> tuple[int, int]:
    end = at + (signs[at].kind is Kind.COMMA)
    sign = signs[end]
    if sign.kind is Kind.NUMBER and 2000 <= sign.value < 2200:
        return sign.value, end + 1
    return -1, at


def _date(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read a date in figures; the order is ambiguous only with a slash."""
    if _dotted_clock(signs, at, setting):
        return None
    first, second, third, mark = signs[at].more
    if first > 31:  # 2026-11-27
        return _single(calendar.dated(setting.today, third, second, first), at + 1)
    orders = [(first, second)]
    if mark == ord("/"):
        orders = [(second, first), *orders] if setting.month_first else [*orders, (second, first)]
    found = [calendar.dated(setting.today, day, month, third) for day, month in orders]
    readings = dict.fromkeys(calendar.one(day) for day in found if day)
    return (Days(tuple(readings)), at + 1) if readings else None


def _dotted_clock(signs: Sequence[Sign], at: int, setting: Setting) -> bool:
    """Whether "10.12" is a clock: behind "at", before "Uhr", or offered as one."""
    minute, third = signs[at].value, signs[at].more[2]
    if minute < 0 or third >= 0:
        return False
    behind = at > 0 and signs[at - 1].kind in (Kind.AT, Kind.AROUND)
    before = signs[at + 1].kind in (Kind.OCLOCK, Kind.AM, Kind.PM)
    return behind or before or (setting.bare and minute in setting.starts)


def _open(_signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    return Days(((setting.today, None),)), at + 1


_FORMS: dict[Kind, Callable[[Sequence[Sign], int, Setting], Found]] = {
    Kind.DAY: _ahead,
    Kind.WEEKDAY: _weekday,
    Kind.THIS: _this,
    Kind.COMING: _coming,
    Kind.NEXT: _next,
    Kind.AFTER_NEXT: _after_next,
    Kind.WEEKS: _week,
    Kind.WEEKEND: _weekend_alone,
    Kind.IN: _in,
    Kind.ONE: _amount,
    Kind.NUMBER: _number,
    Kind.ORDINAL: _number,
    Kind.MONTH: _month,
    Kind.DATE: _date,
    Kind.SOON: _open,
    Kind.ANY_DAY: _open,
}
