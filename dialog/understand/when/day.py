"""One day or a stretch of days, with all readings that the words leave open."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from dialog.understand.signs import DATED, Kind, Sign
from dialog.understand.when import calendar
from dialog.understand.when.anchors import (
    AMOUNTS,
    UNITS,
    ago,
    ahead,
    anchored,
    beside_date,
    counted_from,
    either_ahead,
    fortnight_from,
    in_a_fortnight,
    later,
    previous,
    several_weekdays,
)
from dialog.understand.when.calendar import Stretch
from dialog.understand.when.days import Days, Found, single
from dialog.understand.when.figures import in_figures, month_said, numbered
from dialog.understand.when.nth import nth, numbered_year, whole_year, workdays
from dialog.understand.when.setting import Setting

_CLOCK_UNITS = frozenset({Kind.OCLOCK, Kind.AM, Kind.PM, Kind.COUNTED, Kind.MONTH, Kind.PLUS})
_ENDS = frozenset({Kind.END, Kind.STOP, Kind.COMMA, Kind.AT, Kind.PART, Kind.POLITE})
_RUNNING = 14
"""Days or weeks that "the 3 next days" are at most."""

_STEPS = {Kind.BEFORE: -1, Kind.AFTER: 1}
_PLAIN_DAYS = frozenset({Kind.WEEKDAY, Kind.DAY, Kind.DATE, Kind.ORDINAL, Kind.NUMBER})
_HOUR_FOLLOWS = frozenset({Kind.AT, Kind.CLOCK})
_LEADING_IN = frozenset({Kind.IN, Kind.BETWEEN, Kind.PAST})
_OVER = frozenset({Kind.LAST, Kind.PREVIOUS})
_OF_TODAY = frozenset({Kind.PART, Kind.EARLY, Kind.LATE, Kind.DAYS})
_PLACING = frozenset({Kind.NEXT, Kind.COMING, Kind.AFTER_NEXT})
_END = Sign(Kind.END, 0, 0, 0)


def days(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read one day, or a named stretch such as next week, from `at` on."""
    form = _FORMS.get(signs[at].kind)
    return form(signs, at, setting) if form else None


def _counted_day(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "tomorrow", "tomorrow week", "heute in einer Woche"."""
    after, amount = signs[at + 1], signs[at + 2]
    told = fortnight_from(signs, at, setting, days)
    if told is not None:
        return told
    if after.kind is Kind.FORTNIGHT:
        day = calendar.shifted(setting.today, signs[at].value + after.value)
        return single(day, at + 2)
    leads = after.kind is Kind.IN or (after.kind in _LEADING_IN and after.value == 1)
    unit = signs[at + 3].kind
    if leads and amount.kind in AMOUNTS and unit in UNITS and amount.value > 0:
        day = calendar.shifted(setting.today, signs[at].value)
        return single(later(day, amount.value, unit), at + 4)
    weeks = signs[at + 1].kind is Kind.WEEKS and signs[at].value == 1
    return single(calendar.shifted(setting.today, signs[at].value + 7 * weeks), at + 1 + weeks)


def _neighbour(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "the day before Friday", "the day after the 3rd"."""
    step = _STEPS.get(signs[at + 1].kind)
    if signs[at + 1].kind is Kind.AFTER and signs[at + 2].kind in _ENDS:
        return single(calendar.shifted(setting.today, 1), at + 2)
    start = at + 2 + (signs[at + 2].kind is Kind.ON)
    if step is None or signs[start].kind not in _PLAIN_DAYS:
        return _swapped(signs, at, setting)
    found = days(signs, start, setting)
    return found and single(calendar.shifted(found[0].readings[0][0], step), found[1])


def _weekday(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    weekday = signs[at].value
    end = at + 1
    told = beside_date(signs, at, setting, days)
    if told is not None:
        return told
    placed = signs[end + 1].kind in _PLACING or signs[end + 1].kind is Kind.AFTER
    if signs[end].kind is Kind.WEEKS and not placed:  # "friday week"
        day = calendar.next_weekday(setting.today, weekday)
        return single(calendar.shifted(day, 7), end + 1)
    if signs[end].kind is Kind.FORTNIGHT:  # "lundi en huit"
        day = calendar.next_weekday(setting.today, weekday)
        return single(calendar.shifted(day, signs[end].value), end + 1)
    if in_a_fortnight(signs, end):  # "mardi en 15"
        day = calendar.next_weekday(setting.today, weekday)
        return single(calendar.shifted(day, 7 if signs[end + 1].value == 8 else 14), end + 2)
    if signs[end].kind in _PLACING | _OVER and signs[end + 1].kind not in UNITS:
        return _swapped(signs, at, setting)
    with_number = _weekday_with_number(signs, at, setting) or _weekday_dated(signs, at, setting)
    return with_number or (Days(_plain_weekday(setting.today, weekday), weekday), end)


def _weekday_with_number(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "Saturday 28" as a day of the month where the calendar agrees."""
    sign, weekday = signs[at + 1], signs[at].value
    if sign.kind is not Kind.NUMBER or not 1 <= sign.value <= 31:
        return None
    follows, beyond = signs[at + 2].kind, signs[at + 3].kind
    if follows in _CLOCK_UNITS or (follows is Kind.ON and beyond is Kind.MONTH):
        return None
    day = calendar.next_day_of_month(setting.today, sign.value)
    fits = day is not None and day.weekday() == weekday
    dated = sign.value > 12 or (DATED in signs[at].more[:1] and bool(sign.more))
    if fits and (follows in _HOUR_FOLLOWS or (dated and not setting.bare)):
        return single(day, at + 2)
    clock_told = any(one.kind is Kind.CLOCK for one in signs[max(0, at - 3) : at])
    clock_follows = clock_told or follows is Kind.CLOCK or (follows is Kind.AT and sign.value > 12)
    if not clock_follows and sign.value <= 24:
        return None
    readings = calendar.weekday_on(setting.today, weekday, sign.value)
    return (Days(tuple(calendar.one(one) for one in readings)), at + 2) if readings else None


def _weekday_dated(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "Monday, 8 October"; on a Sunday both days."""
    after = at + 1
    while signs[after].kind in (Kind.COMMA, Kind.ON):
        after += 1
    found = _date(signs, after, setting)
    if found is None or (signs[after].kind is Kind.MONTH and found[1] == after + 1):
        return None
    (first, last), end = found[0].readings[0], found[1]
    if first != last or found[0].number is not None or signs[end].kind in _CLOCK_UNITS:
        return None
    return _agreeing(found, signs[at].value, setting)


def _date(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    form = _DATES.get(signs[at].kind)
    return form(signs, at, setting) if form else None


def _agreeing(found: tuple[Days, int], weekday: int, setting: Setting) -> Found:
    """Keep the readings on that weekday; when none is, ask whether the date or the day counts."""
    fits = tuple(one for one in found[0].readings if one[0].weekday() == weekday)
    plain = _plain_weekday(setting.today, weekday)[:1]
    return Days(fits or (found[0].readings[0], *plain)), found[1]


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
        return single(calendar.next_weekday(today, sign.value), at + 2)
    if sign.kind is Kind.WEEKS:
        monday, sunday = calendar.week_of(today)
        return Days(((today if setting.opening is not None else monday, sunday),)), at + 2
    if sign.kind is Kind.WEEKEND:
        return Days((_weekend(today),)), at + 2
    if sign.kind is Kind.MONTHS:
        return Days(((today, calendar.last_of_month(today)),)), at + 2
    if sign.kind in _OF_TODAY:
        return single(today, at + 1 + (sign.kind is Kind.DAYS))
    return _year(signs, at, setting)


def _coming(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    sign, today = signs[at + 1], setting.today
    if sign.kind is Kind.WEEKDAY:
        day = calendar.next_weekday(calendar.shifted(today, 1), sign.value)
        return single(day, at + 2)
    if sign.kind is Kind.WEEKEND:
        return Days((_weekend(today),)), at + 2
    return _next(signs, at, setting)


def _next(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    sign, today, end = signs[at + 1], setting.today, at + 2
    if sign.kind is Kind.WEEKDAY:
        return Days(_next_weekday(today, sign.value)), end
    if sign.kind is Kind.DAYS and sign.value == 0:
        return single(calendar.shifted(today, 1), end)
    if sign.kind is Kind.DAYS:  # "the coming days"
        return Days(
            ((calendar.shifted(today, int(setting.opening is None)), calendar.shifted(today, 4)),)
        ), end
    if sign.kind is Kind.MONTH:
        return days(signs, at + 1, setting)
    if sign.kind in (Kind.PART, Kind.COUNTED):  # "the next morning", "next year"
        next_day = single(calendar.shifted(today, 1), at + 1)
        return next_day if sign.kind is Kind.PART else _year(signs, at, setting)
    named = _next_stretch(sign, today)
    return (Days((named,)), end) if named else _next_few(signs, at, setting)


def _year(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "next year", "this year"."""
    found = whole_year(signs, at, setting)
    if found is None:
        return None
    (first, last), end = found
    return Days(((max(first, setting.today), last),)), end


def _next_stretch(sign: Sign, today: date) -> Stretch | None:
    if sign.kind is Kind.WEEKS:
        return calendar.week_of(calendar.shifted(today, 7))
    if sign.kind is Kind.WEEKEND:
        return calendar.weekend_of(calendar.shifted(today, 7))
    return calendar.month_after(today, 1) if sign.kind is Kind.MONTHS else None


def _next_few(signs: Sequence[Sign], at: int, setting: Setting, offset: int = 0) -> Found:
    """Read "next 3 days", "2 next days"."""
    sign, unit = signs[at + 1], signs[at + 2]
    counted = sign.kind is Kind.NUMBER or (sign.kind is Kind.ONE and sign.value > 1)
    if not counted or sign.value < 1 or unit.kind not in UNITS:
        return None
    last = later(setting.today, sign.value, unit.kind)
    first = calendar.shifted(setting.today, int(setting.opening is None))
    return Days(((first, last),)), offset + at + 3


def _after_next(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    sign, today = signs[at + 1], setting.today
    if sign.kind is Kind.WEEKDAY:
        monday = calendar.shifted(today, 14 - today.weekday())
        return single(calendar.shifted(monday, sign.value), at + 2)
    if sign.kind is Kind.WEEKS:
        first, last = calendar.week_of(calendar.shifted(today, 14))
    elif sign.kind is Kind.WEEKEND:
        first, last = calendar.weekend_of(calendar.shifted(today, 14))
    else:
        return None
    if signs[at].value:  # "after next week"
        return Days(((calendar.week_of(first)[0], None),)), at + 2
    return Days(((first, last),)), at + 2


def _swapped(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "vendredi prochain", "semana que viene" as "next Friday", "coming week"."""
    last = signs[at + 1].kind is Kind.LAST and signs[at + 1].lo == signs[at].hi
    if last or (signs[at + 1].kind is Kind.PREVIOUS and signs[at + 1].value):
        over = previous([signs[at + 1], signs[at]], 0, setting)  # "vendredi dernier"
        return over and (over[0], at + 2)
    if signs[at + 1].kind not in _PLACING or signs[at + 2].kind in UNITS:
        return None
    found = days([replace(signs[at + 1], value=0), signs[at], _END, _END], 0, setting)
    return found and (found[0], at + 2)


def _week(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    told = beside_date(signs, at, setting, days)
    if told is not None:
        return told
    of = at + 1 + (signs[at + 1].kind in (Kind.ON, Kind.FROM))
    of += signs[of].kind is Kind.WEEKDAY  # "week beginning Monday 7th"
    dated = _date(signs, of, setting)
    if dated is not None:  # "the week of 4 February"
        firsts = [first for first, _ in dated[0].readings]
        monday = next((one for one in firsts if one.weekday() == 0), firsts[0])
        return Days((calendar.week_of(monday),)), dated[1]
    if signs[at + 1].kind is Kind.AFTER:
        return _week_after(signs, at + 2, setting)
    number = signs[at + 1]
    if number.kind is Kind.NUMBER and 1 <= number.value <= 52:  # "KW 48"
        return Days((calendar.numbered_week(setting.today, number.value),)), at + 2
    return _swapped(signs, at, setting)


def _week_after(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "the week after", "semana después de la próxima"."""
    if signs[at].kind is Kind.NEXT:
        return Days((calendar.week_of(calendar.shifted(setting.today, 14)),)), at + 1
    if signs[at].kind in _ENDS:
        return Days((calendar.week_of(calendar.shifted(setting.today, 7)),)), at
    return None


def _weekend_alone(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    told = beside_date(signs, at, setting, days)
    return told or _swapped(signs, at, setting) or (Days((_weekend(setting.today),)), at + 1)


def _weekend(today: date) -> Stretch:
    first, last = calendar.weekend_of(today)
    return max(first, today), last


def _in(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "in two weeks", "in December", "within three days"."""
    if signs[at + 1].kind is Kind.MONTH:
        return days(signs, at + 1, setting)
    year = numbered_year(signs, at + 1, setting)
    if year is not None:
        return year
    start = at + 1 + (signs[at + 1].kind is Kind.AROUND)  # "in about a week"
    found = (
        anchored(signs, start, setting, days)
        or either_ahead(signs, start, setting)
        or ahead(signs, start, setting)
    )
    if signs[start].kind is Kind.WEEKS and signs[at].kind is Kind.IN and signs[at].value:
        found = single(calendar.shifted(setting.today, 7), start + 1)  # "within the week"
    if found is None or not signs[at].value or signs[at].kind is not Kind.IN:
        return found
    return Days(((setting.today, found[0].readings[0][1]),)), found[1]


def _also_in(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "tra due settimane", "over twee weken"."""
    return _in(signs, at, setting) if signs[at].value == 1 else None


def _number(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    running = signs[at + 2].kind in (Kind.DAYS, Kind.WEEKS) and signs[at].value <= _RUNNING
    running = running and signs[at + 1].lo == signs[at].hi  # not "we are 3 in the next week"
    if signs[at + 1].kind in (Kind.NEXT, Kind.COMING) and running:
        return _next_few([signs[at + 1], signs[at], signs[at + 2]], 0, setting, at)
    several = several_weekdays(signs, at, setting) or numbered_year(signs, at, setting)
    return several or numbered(signs, at, setting) or _amount(signs, at, setting)


def _amount(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    return counted_from(signs, at, setting, days)


def _last(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "last Friday of the month"; without a frame what is over."""
    return nth(signs, at, setting) or previous(signs, at, setting)


def _ordered(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    return nth(signs, at, setting) or numbered(signs, at, setting)


def _open(_signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    return Days(((setting.today, None),)), at + 1


def _soon(_signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    return Days(((setting.today, None),), soon=True), at + 1


_DATES: dict[Kind, Callable[[Sequence[Sign], int, Setting], Found]] = {
    Kind.NUMBER: numbered,
    Kind.ORDINAL: numbered,
    Kind.MONTH: month_said,
    Kind.DATE: in_figures,
}
_FORMS: dict[Kind, Callable[[Sequence[Sign], int, Setting], Found]] = {
    Kind.DAY: _counted_day,
    Kind.WEEKDAY: _weekday,
    Kind.THIS: _this,
    Kind.COMING: _coming,
    Kind.NEXT: _next,
    Kind.AFTER_NEXT: _after_next,
    Kind.WEEKS: _week,
    Kind.WEEKEND: _weekend_alone,
    Kind.WORKDAYS: workdays,
    Kind.MONTHS: _swapped,
    Kind.DAYS: _neighbour,
    Kind.IN: _in,
    Kind.BETWEEN: _also_in,
    Kind.PAST: _also_in,
    Kind.ONE: _amount,
    Kind.AGO: ago,
    Kind.PREVIOUS: previous,
    Kind.NUMBER: _number,
    Kind.ORDINAL: _ordered,
    Kind.LAST: _last,
    Kind.MONTH: month_said,
    Kind.DATE: in_figures,
    Kind.SOON: _soon,
    Kind.ANY_DAY: _open,
}
