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
_COUNTED = frozenset({Kind.WEEKDAY, Kind.WEEKS, Kind.DAYS})
_AHEAD = {Kind.THIS: 0, Kind.NEXT: 1, Kind.COMING: 1}
_LAST = -1
_MOST = 52


def nth(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "first Monday of next month", "letzte Woche im Oktober 2014", "second week of 2021"."""
    which = _LAST if signs[at].kind is Kind.LAST else signs[at].value
    what = signs[at + 1]
    if what.kind is Kind.NUMBER and which in (1, _LAST):
        return _several(signs, at + 1, setting, last=which == _LAST)
    if what.kind not in _COUNTED or not (which == _LAST or 1 <= which <= _MOST):
        return None
    frame = _frame(signs, at + 2, setting)
    if frame is None:
        return None
    (first, last), end = frame
    if what.kind is Kind.DAYS:
        day = (last or first) if which == _LAST else calendar.shifted(first, which - 1)
        return Days((calendar.one(day),)), end
    mondays = what.kind is Kind.WEEKS
    days = _weekdays(first, last or first, 0 if mondays else what.value, whole_weeks=mondays)
    if not days or which > len(days):
        return None
    day = days[which if which == _LAST else which - 1]
    return Days((calendar.week_of(day) if mondays else calendar.one(day),)), end


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
    year, end = year_after(signs, at)
    return ((date(year, 1, 1), date(year, 12, 31)), end) if year > 0 else None


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
