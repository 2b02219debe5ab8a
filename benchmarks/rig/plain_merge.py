"""A month of availability as one would write it plainly: a sorted merge of hours, bookings.

It answers the question of `free_slots`, for every zone, and shares nothing with the engine.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

_Span = tuple[int, int]
_WALL = datetime(1970, 1, 1)  # noqa: DTZ001 - the wall's own zero, in no zone
_MINUTE = timedelta(minutes=1)


def plain_slots(scenario: dict[str, Any]) -> dict[int, list[int]]:
    """Give per staff id the free starts, UTC epoch minutes."""
    zone, first = ZoneInfo(scenario["tz"]), date.fromisoformat(scenario["from_date"])
    days = [_Day(first + timedelta(days=number), zone) for number in range(scenario["days"])]
    buffer = scenario["buffer_after"]
    busy: dict[int, list[_Span]] = {one["id"]: [] for one in scenario["staff"]}
    for who, begin, end in scenario["bookings"]:
        busy[who].append((begin - buffer, end + buffer))
    need, grid = scenario["duration"], scenario["grid_min"]
    found: dict[int, list[int]] = {}
    for one in scenario["staff"]:
        shifts, breaks = _laid(one, days)
        gaps = _merge(shifts, sorted(busy[one["id"]] + breaks), need)
        found[one["id"]] = _stepped(gaps, grid, days, zone)
    return found


class _Day:
    """One local day: when its wall shows 00:00, if its hours are as long as any."""

    def __init__(self, day: date, zone: ZoneInfo) -> None:
        self.iso, self.weekday, self.zone = day.isoformat(), day.weekday(), zone
        self.wall = (day - date(1970, 1, 1)).days * 1440
        self.ahead = _ahead(self.wall, zone)
        around = (-1440, 1440, 2880)
        self.plain = all(_ahead(self.wall + more, zone) == self.ahead for more in around)

    def spans(self, hours: Iterable[_Span]) -> list[_Span]:
        """Turn wall time into UTC; hours that the clock swallows are none."""
        wall, zone = self.wall, self.zone
        if self.plain:
            zero = wall - self.ahead
            return [(zero + opens, zero + closes) for opens, closes in hours]
        # Before a gap's end the first of two offsets holds; of two closing times the later.
        spans = []
        for opens, closes in hours:
            begin = wall + opens - _ahead(wall + opens, zone)
            end = wall + closes
            end -= min(_ahead(end, zone), _ahead(end, zone, fold=1))
            if begin < end:
                spans.append((begin, end))
        return spans


def _laid(staff: Mapping[str, Any], days: Sequence[_Day]) -> tuple[list[_Span], list[_Span]]:
    weekly, breaks = _parsed(staff.get("weekly", {})), _parsed(staff.get("breaks", {}))
    exceptions = staff.get("exceptions", {})
    shifts: list[_Span] = []
    pauses: list[_Span] = []
    for day in days:
        if day.iso in exceptions:
            shifts += day.spans(_hours(exceptions[day.iso]))
            continue
        if day.weekday in weekly:
            shifts += day.spans(weekly[day.weekday])
        if day.weekday in breaks:
            pauses += day.spans(breaks[day.weekday])
    return sorted(shifts), pauses


def _parsed(week: Mapping[str, Sequence[Sequence[str]]]) -> dict[int, list[_Span]]:
    return {int(weekday): _hours(hours) for weekday, hours in week.items()}


def _hours(hours: Sequence[Sequence[str]]) -> list[_Span]:
    return [
        (int(opens[:-3]) * 60 + int(opens[-2:]), int(closes[:-3]) * 60 + int(closes[-2:]))
        for opens, closes in hours
    ]


def _merge(shifts: Sequence[_Span], busy: Sequence[_Span], need: int) -> list[_Span]:
    """Give from when to when one may start, between one booking and the next."""
    gaps: list[_Span] = []
    number = 0
    for opens, closes in shifts:
        free = opens
        while number < len(busy) and busy[number][1] <= opens:
            number += 1
        at = number
        while at < len(busy) and busy[at][0] < closes:
            begins, ends = busy[at]
            if begins - need >= free:
                gaps.append((free, begins - need))
            free = max(free, ends)
            at += 1
        if closes - need >= free:
            gaps.append((free, closes - need))
    return gaps


def _stepped(gaps: Iterable[_Span], grid: int, days: Sequence[_Day], zone: ZoneInfo) -> list[int]:
    """Step through the gaps on the grid of the local hour."""
    past_hour = {day.ahead % 60 for day in days} | {_ahead(days[-1].wall + 2880, zone) % 60}
    starts: list[int] = []
    if len(past_hour) > 1 or 60 % grid:
        each = {minute for first, last in gaps for minute in range(first, last + 1)}
        return sorted(minute for minute in each if _local(minute, zone) % 60 % grid == 0)
    (offset,) = past_hour
    for first, last in gaps:
        begin = max(first, starts[-1] + 1) if starts else first
        starts += range(begin + -(begin + offset) % grid, last + 1, grid)
    return starts


def _ahead(wall: int, zone: ZoneInfo, fold: int = 0) -> int:
    local = (_WALL + wall * _MINUTE).replace(tzinfo=zone, fold=fold)
    return (local.utcoffset() or timedelta()) // _MINUTE


def _local(minute: int, zone: ZoneInfo) -> int:
    offset = datetime.fromtimestamp(minute * 60, zone).utcoffset() or timedelta()
    return minute + offset // _MINUTE
