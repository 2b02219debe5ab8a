"""What is free, found the slow way: every minute is tried against the promise, word by word.

It shares nothing with the engine: wall time is looked up in a list of all minutes of the days.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from tests.booking.walls import EPOCH, local_minute

Span = tuple[int, int]
T = TypeVar("T")
_DAY = 1440


class Dice:
    """Chance that falls the same way for the same seed: a case is named by its number."""

    def __init__(self, seed: int) -> None:
        self._state = seed

    def below(self, sides: int) -> int:
        # SplitMix64 (Steele, Lea, Flood 2014).
        self._state = (self._state + 0x9E3779B97F4A7C15) % 2**64
        mixed = self._state
        mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9 % 2**64
        mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB % 2**64
        return (mixed ^ mixed >> 31) % sides

    def of(self, some: Sequence[T]) -> T:
        return some[self.below(len(some))]

    def between(self, least: int, most: int) -> int:
        return least + self.below(most - least + 1)

    def chance(self, percent: int) -> bool:
        return self.below(100) < percent


class Walls:
    """All minutes of some local days, with a day before them and two behind, on a zone's wall."""

    def __init__(self, zone: ZoneInfo, first: date, days: int) -> None:
        # No wall is further from UTC than a day.
        self.begin = (first.toordinal() - EPOCH - 2) * _DAY
        self.end = (first.toordinal() - EPOCH + days + 4) * _DAY
        self.walls = [local_minute(minute, zone) for minute in range(self.begin, self.end)]
        self.first: dict[int, int] = {}
        self.last: dict[int, int] = {}
        for minute, wall in enumerate(self.walls, self.begin):
            self.first.setdefault(wall, minute)
            self.last[wall] = minute

    def utc(self, wall: int, *, closing: bool) -> int:
        """A gap moves forward by its length; the first of two opens, the second closes."""
        times = self.last if closing else self.first
        if wall in times:
            return times[wall]
        before, after = wall, wall
        while before not in times:
            before -= 1
        while after not in times:
            after += 1
        return self.first[wall + (after - before - 1)]

    def span(self, day: date, opens: int, closes: int) -> Span | None:
        wall = (day.toordinal() - EPOCH) * _DAY
        begin = self.utc(wall + opens, closing=False)
        end = self.utc(wall + closes, closing=True)
        return (begin, end) if begin < end else None

    def spans(self, day: date, hours: Iterable[Span]) -> list[Span]:
        return [one for pair in hours if (one := self.span(day, *pair)) is not None]

    def day(self, day: date) -> Span:
        """From a day's first minute to that of the next, whatever the wall shows."""
        wall = (day.toordinal() - EPOCH) * _DAY
        return self.utc(wall, closing=False), self.utc(wall + _DAY, closing=False)

    def on_grid(self, minute: int, grid: int) -> bool:
        return self.walls[minute - self.begin] % 60 % grid == 0


@lru_cache(maxsize=256)
def walls_of(zone: str, first: date, days: int) -> Walls:
    return Walls(ZoneInfo(zone), first, days)


def free_starts(scenario: Mapping[str, Any]) -> dict[int, list[int]]:
    """The answer that `benchmarks.availability.free_slots` promises."""
    first = date.fromisoformat(scenario["from_date"])
    walls = walls_of(scenario["tz"], first, scenario["days"])
    days = [first + timedelta(days=number) for number in range(scenario["days"])]
    return {one["id"]: _starts(scenario, one, walls, days) for one in scenario["staff"]}


def _starts(
    scenario: Mapping[str, Any], staff: Mapping[str, Any], walls: Walls, days: Iterable[date]
) -> list[int]:
    opened: list[Span] = []
    closed: list[Span] = []
    for day in days:
        exception = staff["exceptions"].get(day.isoformat())
        weekday = str(day.weekday())
        hours = staff["weekly"].get(weekday, []) if exception is None else exception
        breaks = staff["breaks"].get(weekday, []) if exception is None else []
        opened += walls.spans(day, map(_clocks, hours))
        closed += walls.spans(day, map(_clocks, breaks))
    buffer, need = scenario["buffer_after"], scenario["duration"]
    for who, begin, end in scenario["bookings"]:
        if who == staff["id"]:
            closed.append((begin - buffer, end + buffer))
    shut = {minute for begin, end in closed for minute in range(begin, end)}
    return [
        start
        for start in range(walls.begin, walls.end)
        if walls.on_grid(start, scenario["grid_min"])
        and any(opens <= start and start + need <= closes for opens, closes in opened)
        and not any(minute in shut for minute in range(start, start + need))
    ]


def _clocks(hours: Sequence[str]) -> Span:
    opens, closes = hours
    return _clock(opens), _clock(closes)


def _clock(text: str) -> int:
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)
