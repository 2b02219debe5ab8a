"""Days written as dates: numbers, ordinals, months, figures."""

from collections.abc import Sequence
from datetime import date

from dialog.understand.signs import Kind, Sign
from dialog.understand.when import calendar
from dialog.understand.when.calendar import Stretch
from dialog.understand.when.days import Days, Found, single
from dialog.understand.when.setting import Setting

_NUMBERS = frozenset({Kind.NUMBER, Kind.ORDINAL})
_UNITS = frozenset({Kind.DAYS, Kind.WEEKS, Kind.MONTHS, Kind.MINUTES, Kind.HOURS})
_TIES = frozenset({Kind.DASH, Kind.OR})
_LISTING = frozenset({Kind.OR, Kind.COMMA, Kind.AND})
_LONGEST_LIST = 9
_CLOCK_FOLLOWS = frozenset({Kind.OCLOCK, Kind.AM, Kind.PM, Kind.HOURS, Kind.MINUTES, Kind.PART,
                            Kind.DASH, Kind.TO, Kind.UNTIL, Kind.COUNTED, Kind.MONTH,
                            Kind.PLUS, Kind.OR})  # fmt: skip
_SLASH, _DOT, _NAMED = ord("/"), ord("."), 0
_YEARS_AHEAD = 2
"""Years that two figures behind a month still mean."""

_MONTHS_AHEAD = {Kind.THIS: 0, Kind.NEXT: 1, Kind.COMING: 1}
_COUNTING = 5
"""Spelled ordinals up to it count things more often than days."""


def numbered(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "27 November", "the 27th", "the 3rd of next month", the 5th of "5 or 9 December"."""
    return _listed(signs, at, setting) or _day_of(signs, at, setting)


def _day_of(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    sign = signs[at]
    after = at + 1 + (signs[at + 1].kind is Kind.DAYS and sign.kind is Kind.ORDINAL)
    tied = signs[after].kind in _TIES and signs[after + 1].kind is Kind.MONTH  # "5-dec"
    after += tied or signs[after].kind in (Kind.ON, Kind.FROM, Kind.IN)
    if signs[after].kind is Kind.MONTH:
        year, end = _written_year(signs, after + 1, setting)
        return single(calendar.dated(setting.today, sign.value, signs[after].value, year), end)
    if sign.kind is Kind.NUMBER:
        return _spaced(signs, at, setting)
    ahead = _months_ahead(signs[after].kind, signs[after + 1].kind)
    if ahead is not None:
        first = calendar.month_after(setting.today, ahead)[0]
        return single(calendar.dated(first, sign.value, first.month, first.year), after + 2)
    if signs[after].kind is Kind.MONTHS:  # "the 1st of the month"
        return single(calendar.next_day_of_month(setting.today, sign.value), after + 1)
    spaced = (
        _spaced(signs, at, setting) if sign.more and signs[at + 1].kind is Kind.NUMBER else None
    )
    return spaced or _two_ordinals(signs, at, setting) or _ordinal_alone(signs, at, setting)


def _listed(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read the first of "5 or 9 December", whose month comes with the last."""
    end = at + 1
    while signs[end].kind in _LISTING and end < at + _LONGEST_LIST:
        number = end + 1 + (signs[end + 1].kind is Kind.WEEKDAY)  # "Tue 8, Wed 9 or Thu 10 Dec"
        if signs[number].kind not in _NUMBERS:
            return None
        end = number + 1
    if end == at + 1 or signs[end].kind is not Kind.MONTH or not 1 <= signs[at].value <= 31:
        return None
    year, _ = year_after(signs, end + 1)
    return single(calendar.dated(setting.today, signs[at].value, signs[end].value, year), at + 1)


def _spaced(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "20 02 2014", "17 02"; behind "at" it is a clock."""
    day, month = signs[at], signs[at + 1]
    if at and signs[at - 1].kind in (Kind.AT, Kind.AROUND):
        return None
    if month.kind is Kind.DASH and not setting.bare:
        return _with_dash(signs, at, setting)
    two_digits = month.kind is Kind.NUMBER and month.more == (2,) and bool(day.more)
    if not two_digits or not 1 <= month.value <= 12:
        return None
    year, end = year_after(signs, at + 2)
    if year < 0 and (not month.sure or day.value <= 12):  # "17 10", "9 05" are clocks
        return None
    return single(calendar.dated(setting.today, day.value, month.value, year), end)


def _with_dash(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "op 15-2", "17-2", which no hours can be; "24 - 29" are days of a month."""
    first, second = signs[at], signs[at + 2]
    if second.kind is not Kind.NUMBER or not (first.more and second.more):
        return None
    if signs[at + 3].kind in (Kind.OCLOCK, Kind.AM, Kind.PM, Kind.MONTH, Kind.DASH):
        return None
    if 24 < second.value <= 31 and 1 <= first.value < second.value:
        day = calendar.next_day_of_month(setting.today, first.value)
        return _within_days(day, second.value, at + 3)
    placed = at > 0 and signs[at - 1].kind is Kind.ON and max(first.more[0], second.more[0]) < 3
    if not placed and first.value <= max(12, second.value):
        return None
    return single(calendar.dated(setting.today, first.value, second.value, -1), at + 3)


def _within_days(first: date | None, last: int, end: int) -> Found:
    if first is None or last > calendar.last_of_month(first).day:
        return None
    return Days(((first, first.replace(day=last)),)), end


def _months_ahead(kind: Kind, after: Kind) -> int | None:
    """Read "next month", "mois prochain" as the months to it."""
    if kind is Kind.MONTHS:
        return _MONTHS_AHEAD.get(after)
    return _MONTHS_AHEAD.get(kind) if after is Kind.MONTHS else None


def _two_ordinals(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "27. 11."."""
    sign, month = signs[at], signs[at + 1]
    if month.kind is not Kind.ORDINAL or bool(sign.more) != bool(month.more):
        return None
    if not sign.more and not (at and signs[at - 1].kind in (Kind.ON, Kind.WEEKDAY)):
        return None  # "the first, second"
    year, end = year_after(signs, at + 2)
    return single(calendar.dated(setting.today, sign.value, month.value, year), end)


def _counts(signs: Sequence[Sign], at: int, *, placed: bool) -> bool:
    """Whether a spelled ordinal is no day: "the first time", "first Saturday", "el segundo"."""
    of_article = signs[at - 1].kind is Kind.ON and signs[at - 1].value == 1
    if signs[at + 1].kind is Kind.WEEKDAY or (of_article and 1 < signs[at].value <= _COUNTING):
        return True
    return not placed and signs[at].value <= _COUNTING


def _ordinal_alone(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    sign = signs[at]
    placed = at > 0 and signs[at - 1].kind in (Kind.ON, Kind.WEEKDAY, Kind.FROM, Kind.COMMA)
    if sign.value <= setting.picks and not placed:
        return None
    if sign.more and not placed and sign.value <= 24 and setting.bare:
        return None  # "17." answers "when?" as a clock
    if not (sign.more or sign.sure) and _counts(signs, at, placed=placed):
        return None
    if signs[at + 1].kind in _UNITS and signs[at + 1].kind is not Kind.DAYS:
        return None  # "the 1st week"
    day = calendar.next_day_of_month(setting.today, sign.value)
    end = at + 1 + (signs[at + 1].kind is Kind.DAYS)
    return (Days((calendar.one(day),), number=sign.value), end) if day else None


def month_said(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "November 27th 2026", "in December"."""
    sign, month = signs[at + 1], signs[at].value
    if at > 0 and signs[at - 1].kind in _NUMBERS:
        return None  # "31 February"
    two = _two_days(signs, at, setting)
    if two is not None:
        return two
    if sign.kind in _TIES and signs[at + 2].kind is Kind.NUMBER:  # "dec-5", "dec/5"
        tied = signs[at + 2].lo - signs[at].hi == 1 and 1 <= signs[at + 2].value <= 31
        if tied and signs[at + 3].kind not in _CLOCK_FOLLOWS - {Kind.DASH, Kind.OR}:
            at += 1
            sign = signs[at + 1]
    with_day = sign.kind in _NUMBERS and 1 <= sign.value <= 31
    if with_day and signs[at + 2].kind not in (Kind.OCLOCK, Kind.AM, Kind.PM):
        year, end = _written_year(signs, at + 2, setting)
        found = single(calendar.dated(setting.today, sign.value, month, year), end)
        return _within_month(signs, found) or found
    year, end = year_after(signs, at + 1)
    first, last = whole_month(setting, month, year)
    return Days(((max(first, setting.today), last or first),)), end


def _two_days(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "Dec 5/6": a slash between two days beside a month."""
    pair = signs[at + 1]
    if pair.kind is not Kind.DATE or pair.more[2:] != (-1, _SLASH):
        return None
    return _pair(pair, signs[at].value, at + 2, setting)


def _pair(sign: Sign, month: int, end: int, setting: Setting) -> Found:
    first = calendar.dated(setting.today, sign.more[0], month, -1)
    return _within_days(first, sign.more[1], end) if sign.more[0] < sign.more[1] else None


def whole_month(setting: Setting, month: int, year: int) -> Stretch:
    """Give the month of that year, without one (-1) the next, this one included."""
    today = setting.today
    ahead = (
        (month - today.month) % 12 if year < 0 else (year - today.year) * 12 + month - today.month
    )
    return calendar.month_after(today, ahead)


def _within_month(signs: Sequence[Sign], found: Found) -> Found:
    """Read "July 13-15", "April 9th to 12th"."""
    if found is None:
        return None
    first, end = found[0].readings[0][0], found[1]
    last, after = signs[end + 1], signs[end + 2].kind
    joined = signs[end].kind in (Kind.DASH, Kind.TO, Kind.UNTIL) and last.kind in _NUMBERS
    clock = after in (Kind.OCLOCK, Kind.AM, Kind.PM, Kind.MONTH)
    fits = first.day < last.value <= calendar.last_of_month(first).day
    if not joined or clock or not fits:
        return None
    return Days(((first, first.replace(day=last.value)),)), end + 2


def year_after(signs: Sequence[Sign], at: int) -> tuple[int, int]:
    """Read the year behind a date; -1 when there is none."""
    end = at + (signs[at].kind in (Kind.COMMA, Kind.STOP, Kind.FROM, Kind.DASH))
    sign = signs[end]
    if sign.kind is Kind.NUMBER and 2000 <= sign.value < 2200:
        return sign.value, end + 1
    return -1, at


def _written_year(signs: Sequence[Sign], at: int, setting: Setting) -> tuple[int, int]:
    """Read the year behind a month, "23 Oct 26", "Oct 23 '26" too."""
    full = year_after(signs, at)
    if full[0] >= 0:
        return full
    tied = signs[at].kind in _TIES and signs[at - 2].kind is signs[at].kind  # "23-oct-26"
    end = at + (tied or signs[at].kind is Kind.MARK)
    ahead = signs[end].value - setting.today.year % 100
    short = signs[end].kind is Kind.NUMBER and signs[end].more == (2,)
    if not short or not 0 <= ahead <= _YEARS_AHEAD or signs[end + 1].kind in _CLOCK_FOLLOWS:
        return -1, at
    return setting.today.year + ahead, end + 1


def in_figures(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read a date in figures; the order is ambiguous only with a slash."""
    if _dotted_clock(signs, at, setting) or _no_date(signs, at) or _decimal(signs, at, setting):
        return None
    first, second, third, mark = signs[at].more
    if mark == _SLASH and third < 0 and signs[at + 1].kind is Kind.MONTH:  # "5/6 dec"
        return _pair(signs[at], signs[at + 1].value, at + 2, setting)
    if first > 31:  # 2026-11-27
        return single(calendar.dated(setting.today, third, second, first), at + 1)
    year, end = (third, at + 1) if third >= 0 else year_after(signs, at + 1)
    orders = [(first, second)]
    if mark not in (_DOT, _NAMED):
        orders = [(second, first), *orders] if setting.month_first else [*orders, (second, first)]
    found = [calendar.dated(setting.today, day, month, year) for day, month in orders]
    if mark == _NAMED and found[0] and signs[end].kind is Kind.WEEKS:  # "Christmas week"
        return Days((calendar.week_of(found[0]),)), end + 1
    readings = dict.fromkeys(calendar.one(day) for day in found if day)
    return (Days(tuple(readings)), end) if readings else None


def _no_date(signs: Sequence[Sign], at: int) -> bool:
    """Whether figures are an amount: "5.5 km", "1/2 hour", "24/7", "5/6pm"."""
    sign, after = signs[at], signs[at + 1].kind
    if sign.more[2] >= 0:
        return False
    placed = at > 0 and signs[at - 1].kind in (Kind.ON, Kind.WEEKDAY, Kind.COMMA)
    if sign.more[3] == _SLASH:
        parts = sign.more[:2] in _FRACTIONS and after in _PARTED
        return parts or after in _HALVES or (sign.more[:2] == (24, 7) and not placed)
    return sign.hi > sign.lo + 2 and after is Kind.COUNTED


def _decimal(signs: Sequence[Sign], at: int, setting: Setting) -> bool:
    """Whether "python 3.11" is a number: who writes the month first puts no dots in dates."""
    sign = signs[at]
    if sign.more[2:] != (-1, _DOT) or sign.hi > sign.lo + 3 or not setting.month_first:
        return False
    alone = at == 0 and signs[at + 1].kind is Kind.END and sign.value < 0
    return alone or (at > 0 and signs[at - 1].kind in (Kind.WORD, Kind.AT))


_FRACTIONS = frozenset({(1, 2), (1, 3), (1, 4), (2, 3), (3, 4)})
_PARTED = frozenset({Kind.COUNTED, Kind.TOPIC, Kind.HOURS, Kind.ONE, Kind.OCLOCK})
_HALVES = frozenset({Kind.AM, Kind.PM})


def _dotted_clock(signs: Sequence[Sign], at: int, setting: Setting) -> bool:
    """Whether "10.12" is a clock: behind "at", before "Uhr", or offered as one."""
    minute, third = signs[at].value, signs[at].more[2]
    if minute < 0 or third >= 0:
        return False
    behind = at > 0 and signs[at - 1].kind in (Kind.AT, Kind.AROUND)
    before = signs[at + 1].kind in (Kind.OCLOCK, Kind.AM, Kind.PM)
    return behind or before or (setting.bare and minute in setting.starts)
