"""Free starts of a month, by the production slot engine beside a plain scan of every candidate.

Run: python benchmarks/availability.py
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from statistics import median
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

from booking.calendar import Offsets, Span, offsets, on_day
from booking.catalogue import Minutes
from booking.slots import bookable

Hours = Sequence[Sequence[str]]


def free_slots(scenario: dict[str, Any]) -> dict[int, list[int]]:
    """Give per staff id the sorted UTC epoch minutes at which an appointment may start.

    The scenario's shape is the outside promise of the benchmarks: `tz`, `from_date`, `days`,
    `grid_min`, `duration`, `buffer_after`, `staff` (id, weekly, breaks, exceptions), `bookings`.
    """
    first = date.fromisoformat(scenario["from_date"])
    days = [first + timedelta(days=number) for number in range(scenario["days"])]
    ahead = offsets(ZoneInfo(scenario["tz"]), first, first + timedelta(days=scenario["days"]))
    buffer = scenario.get("buffer_after", 0)
    busy: dict[int, list[Span]] = defaultdict(list)
    for staff, start, end in scenario.get("bookings", ()):
        if start - buffer < end + buffer:
            busy[staff].append((start - buffer, end + buffer))
    return {
        one["id"]: _of_one(one, days, ahead, busy[one["id"]], scenario) for one in scenario["staff"]
    }


def _of_one(
    staff: Mapping[str, Any],
    days: Iterable[date],
    ahead: Offsets,
    busy: list[Span],
    scenario: Mapping[str, Any],
) -> list[int]:
    weekly = _week(staff.get("weekly") or {})
    breaks = _week(staff.get("breaks") or {})
    exceptions = {
        date.fromisoformat(day): _minutes(hours)
        for day, hours in (staff.get("exceptions") or {}).items()
    }
    shifts: list[Span] = []
    for day in days:
        weekday = day.weekday()
        if day in exceptions:
            shifts += on_day(day, exceptions[day], ahead)
            continue
        if weekday in weekly:
            shifts += on_day(day, weekly[weekday], ahead)
        if weekday in breaks:
            busy += on_day(day, breaks[weekday], ahead)
    shifts.sort()
    busy.sort()
    return bookable(shifts, busy, scenario["duration"], scenario["grid_min"], 0, ahead)


def _week(week: Mapping[str, Hours]) -> dict[int, list[Minutes]]:
    return {int(weekday): _minutes(hours) for weekday, hours in week.items()}


def _minutes(hours: Hours) -> list[Minutes]:
    return [(_clock(begin), _clock(end)) for begin, end in hours]


@lru_cache(maxsize=2048)
def _clock(text: str) -> int:
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)


def _month() -> dict[str, Any]:
    """Make a month with a clock change: 8 staff, 400 bookings of an hour."""
    weekly = {str(weekday): [["09:00", "18:00"]] for weekday in range(6)}
    midnight = (date(2026, 10, 1).toordinal() - date(1970, 1, 1).toordinal()) * 1440
    bookings = [
        [number % 8, start, start + 60]
        for number in range(400)
        for start in [midnight + number * 97 % 31 * 1440 + 420 + number * 37 % 9 * 60]
    ]
    return {
        "tz": "Europe/Berlin",
        "from_date": "2026-10-01",
        "days": 31,
        "grid_min": 15,
        "duration": 45,
        "buffer_after": 10,
        "staff": [
            {"id": staff, "weekly": weekly, "breaks": {"2": [["12:00", "13:00"]]}}
            for staff in range(8)
        ],
        "bookings": bookings,
    }


def _plain(scenario: dict[str, Any]) -> dict[int, list[int]]:
    """Do the same without the merge: every candidate against every booking of that chair."""
    empty = free_slots(scenario | {"bookings": []})
    need, buffer = scenario["duration"], scenario["buffer_after"]
    return {
        staff: [
            start
            for start in starts
            if not any(
                who == staff and start < end + buffer and begin - buffer < start + need
                for who, begin, end in scenario["bookings"]
            )
        ]
        for staff, starts in empty.items()
    }


def main() -> None:
    """Print both times with their ratio."""
    scenario = _month()
    if free_slots(scenario) != _plain(scenario):
        raise SystemExit("the two do not agree")
    times = {}
    for name, way, rounds in (("slot engine", free_slots, 200), ("plain scan", _plain, 3)):
        taken = []
        for _ in range(rounds):
            begun = perf_counter()
            way(scenario)
            taken.append(perf_counter() - begun)
        times[name] = median(taken)
    engine = times["slot engine"]
    print("a month, 8 staff, 400 bookings, one clock change")
    for name, seconds in times.items():
        print(f"  {name:<12} {seconds * 1e6:>10,.0f} us {seconds / engine:>8.1f} x")


if __name__ == "__main__":
    main()
