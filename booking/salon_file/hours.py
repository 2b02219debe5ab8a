"""Hours of a day as a salon's file writes them: "09:00-20:00"."""

import re
from datetime import date
from itertools import pairwise

from booking.catalogue import Minutes
from booking.salon_file.values import Wrong, shown

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The keys of a week's days, Monday first."""

_DAY = 1440
_STRETCH = re.compile(r"\s*(\d{1,2}):(\d\d)\s*(?:-|\u2013)\s*(\d{1,2}):(\d\d)\s*")
_MOST = 20


def stretches(value: object, *, late: bool = False) -> tuple[Minutes, ...]:
    """Read a day's stretches, in order, apart; with `late` one may begin after midnight."""
    given = value if isinstance(value, list) else [value]
    if len(given) > _MOST:
        raise Wrong(f"{len(given)} stretches on one day, {_MOST} at most")
    found = tuple(_stretch(one, late=late) for one in given)
    for (_, end), (begin, _) in pairwise(found):
        if begin < end:
            raise Wrong(f"{_clock(begin)} comes before {_clock(end)}: stretches go up, apart")
    return found


def day(key: str) -> date:
    """Read a date that is a key."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", key, re.ASCII):
        raise Wrong("this is no date such as 2026-12-24")
    try:
        return date.fromisoformat(key)
    except ValueError:
        raise Wrong("this is a date no calendar has") from None


def written(parts: tuple[Minutes, ...]) -> list[str]:
    """Write a day's stretches as `stretches` reads them."""
    return [f"{_clock(begin)}-{_clock(_shortest(begin, end))}" for begin, end in parts]


def _stretch(value: object, *, late: bool) -> Minutes:
    found = _STRETCH.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise Wrong(f'{shown(value)} is no stretch of time such as "09:00-17:30"')
    hour, minute, last_hour, last_minute = (int(one) for one in found.groups())
    begin, end = hour * 60 + minute, last_hour * 60 + last_minute
    if end < begin:
        end += _DAY  # 22:00-02:00 ends the next day
    if max(minute, last_minute) > 59:
        raise Wrong(f"{shown(value)}: an hour has no minute beyond 59")
    if begin >= (2 * _DAY if late else _DAY):
        raise Wrong(f"{shown(value)} begins the next day: write it there")
    if end > 2 * _DAY:
        raise Wrong(f"{shown(value)} ends after the next day")
    if begin == end:
        raise Wrong(f"{shown(value)} ends as it begins")
    return begin, end


def _shortest(begin: int, end: int) -> int:
    return end - _DAY if end > _DAY and end - _DAY < begin else end


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
