"""Days joined to stretches: from, to, after, before, until."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date

from dialog.understand.signs import Kind, Sign
from dialog.understand.when import calendar
from dialog.understand.when.anchors import UNITS, ago, ahead
from dialog.understand.when.calendar import Stretch
from dialog.understand.when.clock import joins_too
from dialog.understand.when.day import days
from dialog.understand.when.days import Days, Found
from dialog.understand.when.nth import whole_year
from dialog.understand.when.setting import Setting

_JOINTS = frozenset({Kind.TO, Kind.UNTIL, Kind.DASH})
_NO_SECOND = frozenset({Kind.WEEKDAY, Kind.DAY, Kind.MONTH})
_BEFORE_NUMBER = frozenset({Kind.ON, Kind.WEEKDAY})
_YEARLY = frozenset({Kind.NUMBER, Kind.ORDINAL, Kind.DATE, Kind.MONTH})
_STOPS = frozenset({Kind.END, Kind.STOP, Kind.COMMA, Kind.POLITE})
_WHOLE = frozenset({Kind.WEEKS, Kind.WEEKEND, Kind.MONTHS})
_LOOSELY = frozenset({1, 2, 4, 5})
"""Of a FROM, those that are an "of" as well."""

_NUMBERS = frozenset({Kind.NUMBER, Kind.ORDINAL})


def stretch(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read days from `at` on, alone or joined."""
    opener = _OPENERS.get(signs[at].kind)
    if opener is not None:
        return opener(signs, at + 1, setting) or days(signs, at, setting)
    found = _numbers_of_month(signs, at, setting) or days(signs, at, setting)
    if found is None:
        return None
    return _joined(signs, found, setting, _JOINTS) or _ended(signs, found, setting) or found


def _ended(signs: Sequence[Sign], found: tuple[Days, int], setting: Setting) -> Found:
    """Read "Friday at the latest", "Friday or later", "the 5th onwards"."""
    known, end = found
    kind = signs[end].kind
    if kind is Kind.ONWARDS or (kind is Kind.SINCE and signs[end + 1].kind in _STOPS):
        return _opened(signs, (known, end + (kind is Kind.SINCE)))
    if kind is Kind.EARLIER or (kind is Kind.UNTIL and signs[end + 1].kind in _STOPS):
        return _up_to(known, setting, 0), end + 1
    return None


def _joins(sign: Sign, joints: AbstractSet[Kind]) -> bool:
    """Whether the second end follows: "bis", and "alle" of "dalle 3 alle 5"."""
    return sign.kind in joints or joins_too(sign)


def narrowed(known: Days, said: Days) -> Days | None:
    """Give both together where they agree ("next week" and "Tuesday"), else None."""
    for plain, other in ((known, said), (said, known)):
        if plain.weekday is None or other.weekday is not None:
            continue
        wide = tuple(calendar.week_of(first) if other.week else (first, last)
                     for first, last in other.readings)  # fmt: skip
        fits = [day for one in wide for day in calendar.weekdays_in(one, plain.weekday)]
        if fits:
            return Days((calendar.one(fits[0]),))
    return _common(known, said)


def _common(known: Days, said: Days) -> Days | None:
    both = [_cut(one, other) for one in known.readings for other in said.readings]
    readings = tuple(dict.fromkeys(one for one in both if one))
    if not readings:
        return None
    return replace(said, readings=readings, weekday=None)


def _cut(one: Stretch, other: Stretch) -> Stretch | None:
    first = max(one[0], other[0])
    ends = [end for end in (one[1], other[1]) if end]
    last = min(ends) if ends else None
    return (first, last) if last is None or first <= last else None


def _joined(signs: Sequence[Sign], found: tuple[Days, int], setting: Setting,
            joints: frozenset[Kind]) -> Found:  # fmt: skip
    """Read the second day of "Monday to Wednesday"."""
    known, end = found
    if not _joins(signs[end], joints):
        return None
    at = end + 1 + (signs[end + 1].kind is Kind.ON)
    second = days(signs, at, setting)
    if second is None:
        return None
    first = known.readings[0][0]
    last = second[0].readings[0][1]
    if last and last < first and signs[at].kind not in _YEARLY:  # "Friday to Monday"
        last = calendar.shifted(last, 7)
    if last and last < first and signs[at].kind in _YEARLY:
        last = calendar.dated(first, last.day, last.month, -1)  # "20 December to 3 January"
    if last and last < first:
        return None
    return Days(((first, last),)), second[1]


def _numbers_of_month(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "27 to 29 November", "27.-29.11."."""
    at += signs[at].kind in _BEFORE_NUMBER and signs[at + 1].kind in _NUMBERS
    if signs[at].kind not in _NUMBERS or not _joins(signs[at + 1], _JOINTS | {Kind.AND}):
        return None
    then = at + 2
    weekday = signs[then].kind is Kind.WEEKDAY and signs[then + 1].kind in _NUMBERS
    if signs[then].kind is Kind.ON or (weekday and signs[then + 2].kind is Kind.MONTH):
        then += 1
    second = days(signs, then, setting)
    last = second and second[0].readings[0][1]
    if second is None or last is None or signs[then].kind in _NO_SECOND:
        return None
    if not 1 <= signs[at].value < last.day:
        return None
    return Days(((last.replace(day=signs[at].value), last),)), second[1]


def _from(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    ranged = _numbers_of_month(signs, at, setting)
    found = ranged or days(signs, at, setting)
    if found is None:
        return None
    joined = _joined(signs, found, setting, _JOINTS)
    if setting.moving and joined:
        return days(signs, found[1] + 1, setting)
    if joined:
        return joined
    after = signs[found[1]].kind
    whole = any(sign.kind in _WHOLE for sign in signs[at : found[1]])
    first, last = found[0].readings[0]
    alone = (first == last or whole) and not (ranged or setting.moving) and after in _STOPS
    opens = alone and signs[at - 1].value not in _LOOSELY
    return _opened(signs, found) if opens or after in (Kind.ON, Kind.ONWARDS) else found


def _opened(signs: Sequence[Sign], found: tuple[Days, int]) -> Found:
    known, end = found
    end += signs[end].kind in (Kind.ON, Kind.ONWARDS)
    return Days(tuple((first, None) for first, _ in known.readings)), end


def _since(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    found = _numbers_of_month(signs, at, setting)
    if found is not None:
        return found
    found = days(signs, at + (signs[at].kind is Kind.ON), setting)
    return found and _opened(signs, found)


def _after(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    found = days(signs, at + (signs[at].kind is Kind.ON), setting)
    if found is None:
        return None
    return Days(tuple((calendar.shifted(last or first, 1), None)
                      for first, last in found[0].readings)), found[1]  # fmt: skip


def _before(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    if signs[at].kind is Kind.LATE:
        return _until(signs, at, setting)
    over = ago(signs, at - 1, setting) if signs[at - 1].value > 1 else None
    if over is not None:
        return over  # "vor zwei Wochen"
    found = days(signs, at + (signs[at].kind is Kind.ON), setting)
    return found and (_up_to(found[0], setting, -1), found[1])


def _least(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "at least two weeks from now", "more than 3 days after Monday"."""
    at += signs[at].kind is Kind.IN
    found = days(signs, at, setting) if signs[at + 1].kind in UNITS else None
    return found and _opened(signs, found)


def _most(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "less than two weeks from now"."""
    found = days(signs, at, setting) if signs[at + 1].kind in UNITS else None
    last = found and found[0].readings[0][1]
    if found is None or last is None or last <= setting.today:
        return None
    return Days(((setting.today, last),)), found[1]


def _until(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    at += signs[at].kind is Kind.ON
    if signs[at].kind is Kind.LATE:  # "by the end of the week"
        end = _late(signs, at + 1, setting)
        return end and (_up_to(end[0], setting, 0), end[1])
    found = ahead(signs, at, setting) or days(signs, at, setting)
    return found and (_up_to(found[0], setting, 0), found[1])


def _up_to(said: Days, setting: Setting, shift: int) -> Days:
    today = setting.today
    lasts = [last if last and not shift else calendar.shifted(first, shift)
             for first, last in said.readings]  # fmt: skip
    return Days(tuple((today, max(today, last)) for last in lasts), until=True)


def _early(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    return _third(signs, at, setting, 0)


def _middle(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    return _third(signs, at, setting, 1)


def _late(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    return _third(signs, at, setting, 2)


_THIRDS_OF_WEEK = ((0, 2), (2, 3), (4, 6))
"""Days from Monday: the middle is Wednesday with Thursday, the end begins on Friday."""


def _later(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "later this week" as Thursday to Sunday."""
    at += signs[at].kind in (Kind.IN, Kind.ON)
    found = days(signs, at, setting) or _current(signs, at, setting)
    if found is None or found[0].readings[0][1] is None:
        return None
    monday, sunday = calendar.week_of(found[0].readings[0][1])
    week = any(sign.kind is Kind.WEEKS for sign in signs[at : found[1]])
    thursday = max(calendar.shifted(monday, 3), setting.today)
    return (Days(((thursday, sunday),)), found[1]) if week else None


def _third(signs: Sequence[Sign], at: int, setting: Setting, which: int) -> Found:
    """Read "early next week", "Mitte Dezember" as a third of the week or month."""
    while signs[at].kind in (Kind.IN, Kind.ON, Kind.AROUND, Kind.DASH):
        at += 1
    found = days(signs, at, setting) or _current(signs, at, setting)
    if found is None:
        return None
    first, last = found[0].readings[0]
    year = signs[at].kind is Kind.COUNTED or signs[at + 1].kind is Kind.COUNTED
    if year and last is not None:
        return Days((_season(first, last, which),)), found[1]
    of_month = any(sign.kind in (Kind.MONTH, Kind.MONTHS) for sign in signs[at : found[1]])
    if last is None or (first == last and not of_month):
        return None
    if of_month:
        low = last.replace(day=(1, 11, 21)[which])
        high = (last.replace(day=10), last.replace(day=20), last)[which]
    else:
        monday = calendar.week_of(last)[0]
        low, high = (calendar.shifted(monday, one) for one in _THIRDS_OF_WEEK[which])
    over = setting.today if setting.opening is not None else first
    start = max(first, over)
    return Days(((max(low, start) if high >= start else low, high),)), found[1]


def _season(first: date, last: date, which: int) -> Stretch:
    """Give January, summer or December of a year."""
    if which == 1:
        return first.replace(month=6), calendar.last_of_month(first.replace(month=7))
    return last.replace(day=1) if which else first, last if which else calendar.last_of_month(first)


def _current(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "end of the week", "end of the month"."""
    if signs[at].kind is Kind.WEEKS:
        return Days((calendar.week_of(setting.today),)), at + 1
    if signs[at].kind is Kind.MONTHS:
        return Days((calendar.month_after(setting.today, 0),)), at + 1
    year = whole_year(signs, at, setting)
    return year and (Days((year[0],)), year[1])


def _rest(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    """Read "rest of the week", "all week"."""
    today = setting.today
    monday, sunday = calendar.week_of(today)
    if signs[at - 1].value:
        return Days(((today if setting.opening is not None else monday, sunday),)), at
    at += signs[at].kind is Kind.THIS
    if signs[at].kind is Kind.DAYS:
        return Days((calendar.one(today),)), at + 1
    if signs[at].kind not in (Kind.WEEKS, Kind.MONTHS):
        return None
    last = sunday if signs[at].kind is Kind.WEEKS else calendar.last_of_month(today)
    return Days(((today, last),)), at + 1


def _between(signs: Sequence[Sign], at: int, setting: Setting) -> Found:
    found = _numbers_of_month(signs, at, setting)
    if found:
        return found
    first = days(signs, at, setting)
    return first and _joined(signs, first, setting, _JOINTS | {Kind.AND})


_OPENERS: dict[Kind, Callable[[Sequence[Sign], int, Setting], Found]] = {
    Kind.FROM: _from,
    Kind.SINCE: _since,
    Kind.AFTER: _after,
    Kind.BEFORE: _before,
    Kind.UNTIL: _until,
    Kind.BETWEEN: _between,
    Kind.REST: _rest,
    Kind.EARLY: _early,
    Kind.MIDDLE: _middle,
    Kind.LATE: _late,
    Kind.LATER: _later,
    Kind.LEAST: _least,
    Kind.MOST: _most,
}
