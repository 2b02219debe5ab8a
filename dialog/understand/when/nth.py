"""The second Tuesday in May, the last week of July."""

from collections.abc import Sequence
from datetime import date

from dialog.understand.signs import Kind, Sign
from dialog.understand.when import calendar
from dialog.understand.when.calendar import Stretch
from dialog.understand.when.days import Days, Found
from dialog.understand.when.figures import whole_month, year_after
from dialog.understand.when.setting import Setting

_JOINTS = frozenset({Kind.ON, Kind.IN, Kind.FROM})
_COUNTED = frozenset({Kind.WEEKDAY, Kind.WEEKS, Kind.DAYS, Kind.WEEKEND})
_YEARS = 2
"""Of what is counted, the years."""

_AHEAD = {Kind.THIS: 0, Kind.NEXT: 1, Kind.COMING: 1}
_LAST = -1
_MOST, _WEEKS_OF_MONTH = 52, 5
_FARTHEST = 20
_BEFORE_YEAR = frozenset({Kind.IN, Kind.AFTER, Kind.SINCE, Kind.BEFORE, Kind.UNTIL, Kind.FROM})
_BEHIND_YEAR = frozenset({Kind.END, Kind.STOP, Kind.COMMA, Kind.WORD, Kind.PLAIN, Kind.POLITE,
                          Kind.TALK})  # fmt: skip


def nth(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "first Monday of next month", "letzte Woche im Oktober 2014", "second week of 2021"."""
    which = _LAST if signs[at].kind is Kind.LAST else signs[at].value
    what = signs[at + 1]
    if what.kind is Kind.HALVES and 1 <= abs(which) <= 2:
        return _half(signs, at + 2, setting, second=which != 1)
    if what.kind is Kind.NUMBER and which in (1, _LAST):
        return _several(signs, at + 1, setting, last=which == _LAST)
    if what.kind not in _COUNTED or not (which == _LAST or 1 <= which <= _MOST):
        return None
    frame = _frame(signs, at + 2, setting)
    if frame is None:
        numbered = what.kind is Kind.WEEKS and bool(signs[at].more) and which > _WEEKS_OF_MONTH
        week = calendar.numbered_week(setting.today, which) if numbered else None
        return (Days((week,)), at + 2) if week else None  # "in der 50. KW"
    (first, last), end = frame
    if what.kind is Kind.DAYS:
        day = (last or first) if which == _LAST else calendar.shifted(first, which - 1)
        return Days((calendar.one(day),)), end
    found = _which(what, (first, last or first), which)
    coming = signs[end - 1].kind is Kind.MONTHS and signs[end - 2].kind not in _AHEAD
    if coming and found and (found[1] or found[0]) < setting.today:  # "first Monday of the month"
        found = _which(what, calendar.month_after(setting.today, 1), which)
    return (Days((found,)), end) if found else None


def _which(what: Sign, within: Stretch, which: int) -> Stretch | None:
    """Give the first, second or last such weekday, week, weekend."""
    mondays = what.kind is Kind.WEEKS
    weekday = 5 if what.kind is Kind.WEEKEND else 0 if mondays else what.value
    days = _weekdays(within[0], within[1] or within[0], weekday, whole_weeks=mondays)
    if not days or which > len(days):
        return None
    day = days[which if which == _LAST else which - 1]
    if what.kind is Kind.WEEKEND:
        return day, calendar.shifted(day, 1)
    return calendar.week_of(day) if mondays else calendar.one(day)


def _half(signs: Sequence[Sign], at: int, setting: Setting, *, second: bool) -> Found:
    """Read "first half of December", "second half of next week"."""
    start = at
    while signs[start].kind in _JOINTS:
        start += 1
    weeks = signs[start].kind is Kind.WEEKS or signs[start + 1].kind is Kind.WEEKS
    if weeks and signs[start].kind in _AHEAD | {Kind.WEEKS: 0}:
        ahead = _AHEAD.get(signs[start].kind, 0)
        monday = calendar.week_of(calendar.shifted(setting.today, 7 * ahead))[0]
        low, high = (3, 6) if second else (0, 2)
        end = start + 1 + (signs[start].kind is not Kind.WEEKS)
        return Days(((calendar.shifted(monday, low), calendar.shifted(monday, high)),)), end
    frame = _frame(signs, at, setting)
    if frame is None:
        return None
    (first, last), end = frame
    middle = calendar.shifted(first, (((last or first) - first).days - 1) // 2)
    return Days((((calendar.shifted(middle, 1), last) if second else (first, middle)),)), end


def _several(signs: Sequence[Sign], at: int, setting: Setting, *, last: bool) -> Found:
    """Read "first two weeks of December", "last 3 days of the month"."""
    amount, unit = signs[at].value, signs[at + 1].kind
    frame = _frame(signs, at + 2, setting)
    if frame is None or unit not in (Kind.DAYS, Kind.WEEKS) or not 1 <= amount <= _MOST:
        return None
    (first, end), after = frame
    final = end or first
    if unit is Kind.WEEKS:
        mondays = _weekdays(first, final, 0, whole_weeks=True)
        chosen = mondays[-amount:] if last else mondays[:amount]
        return (Days(((chosen[0], calendar.shifted(chosen[-1], 6)),)), after) if chosen else None
    if last:
        return Days(((calendar.shifted(final, 1 - amount), final),)), after
    return Days(((first, calendar.shifted(first, amount - 1)),)), after


def _frame(signs: Sequence[Sign], at: int, setting: Setting) -> tuple[Stretch, int] | None:
    """Read the month or year it is counted in; a part of day may stand between."""
    while signs[at].kind in _JOINTS:
        at += 1
    sign = signs[at]
    if sign.kind is Kind.MONTH:
        year, end = year_after(signs, at + 1)
        return whole_month(setting, sign.value, year), end
    if sign.kind in _AHEAD and signs[at + 1].kind is Kind.MONTHS:
        return calendar.month_after(setting.today, _AHEAD[sign.kind]), at + 2
    if sign.kind is Kind.MONTHS:
        ahead = _AHEAD.get(signs[at + 1].kind, 0)
        return calendar.month_after(setting.today, ahead), at + 1 + (signs[at + 1].kind in _AHEAD)
    if sign.kind in _AHEAD or sign.kind is Kind.COUNTED:
        return whole_year(signs, at, setting)
    year, end = year_after(signs, at)
    return ((date(year, 1, 1), date(year, 12, 31)), end) if year > 0 else None


def numbered_year(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read the year of "in 2027", "after 2028", this one or a later."""
    sign, lead = signs[at], signs[at - 1].kind
    told = sign.more == (4,) and lead in _BEFORE_YEAR and signs[at + 1].kind in _BEHIND_YEAR
    ahead = sign.value - setting.today.year
    if not told or not 0 <= ahead <= _FARTHEST:
        return None
    clock = sign.value % 5 == 0 and lead is not Kind.IN
    whole = date(sign.value, 1, 1), date(sign.value, 12, 31)
    return None if clock else (Days((whole,)), at + 1)


def whole_year(signs: Sequence[Sign], at: int, setting: Setting) -> tuple[Stretch, int] | None:
    """Read "the year", "next year"."""
    ahead = _AHEAD.get(signs[at].kind, 0)
    at += signs[at].kind in _AHEAD
    if signs[at].kind is not Kind.COUNTED or signs[at].value != _YEARS:
        return None
    year = min(setting.today.year + ahead, date.max.year)
    return (date(year, 1, 1), date(year, 12, 31)), at + 1


def _weekdays(first: date, last: date, weekday: int, *, whole_weeks: bool) -> list[date]:
    """Give such days inside, of weeks those that end inside too."""
    days = []
    day = calendar.next_weekday(first, weekday)
    while day <= last:
        days.append(day)
        day = calendar.shifted(day, 7)
    if whole_weeks and days and calendar.shifted(days[-1], 6) > last:
        days.pop()
    return days


def workdays(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "during the week": from Monday to Friday, on a weekend the next."""
    monday = calendar.shifted(setting.today, 7 if setting.today.weekday() > 4 else 0)
    monday = calendar.week_of(monday)[0]
    if signs[at].value:  # "midweek"
        return Days(((calendar.shifted(monday, 1), calendar.shifted(monday, 3)),)), at + 1
    first = monday if setting.opening is None else max(monday, setting.today)
    return Days(((first, calendar.shifted(monday, 4)),)), at + 1
