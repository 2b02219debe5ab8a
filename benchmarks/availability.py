"""Free starts of a month by the production slot engine, beside a plain sorted merge.

Times are the best of many rounds in one run: what else the machine does only adds to them.

Run: python -m benchmarks.availability
"""

import asyncio
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache, partial
from pathlib import Path
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

# Run as a script, or imported from this folder, the benchmark of bookings beside this file would
# stand for the package of the same name.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.rig.diaries import Diary, month
from benchmarks.rig.plain_merge import plain_slots
from booking import openings, seed
from booking.calendar import Span, day_zeros, laid, offsets
from booking.catalogue import Minutes
from booking.slots import bookable

Hours = Sequence[Sequence[str]]


def free_slots(scenario: dict[str, Any]) -> dict[int, list[int]]:
    """Give per staff id the sorted UTC epoch minutes at which an appointment may start.

    The scenario's shape is the outside promise of the benchmarks: `tz`, `from_date`, `days`,
    `grid_min`, `duration`, `buffer_after`, `staff` (id, weekly, breaks, exceptions), `bookings`.
    """
    zone, first = ZoneInfo(scenario["tz"]), date.fromisoformat(scenario["from_date"])
    last = first + timedelta(days=scenario["days"] - 1)
    zeros, ahead = day_zeros(first, last, zone), offsets(zone, first, last)
    buffer = scenario.get("buffer_after", 0)
    busy: dict[int, list[Span]] = {one["id"]: [] for one in scenario["staff"]}
    for staff, start, end in scenario.get("bookings", ()):
        if staff in busy and start - buffer < end + buffer:
            busy[staff].append((start - buffer, end + buffer))
    need, grid = scenario["duration"], scenario["grid_min"]
    found: dict[int, list[int]] = {}
    for one in scenario["staff"]:
        days = _days(one.get("exceptions") or {})
        shifts = laid(_week(one.get("weekly") or {}), days, zeros, ahead)
        taken = busy[one["id"]]
        if breaks := _week(one.get("breaks") or {}):
            taken += laid(breaks, dict.fromkeys(days, ()), zeros, ahead)
        taken.sort()
        found[one["id"]] = bookable(shifts, taken, need, grid, 0, ahead)
    return found


def _days(exceptions: Mapping[str, Hours]) -> dict[date, tuple[Minutes, ...]]:
    return {date.fromisoformat(day): _minutes(hours) for day, hours in exceptions.items()}


def _week(week: Mapping[str, Hours]) -> dict[int, tuple[Minutes, ...]]:
    return {int(weekday): _minutes(hours) for weekday, hours in week.items()}


def _minutes(hours: Hours) -> tuple[Minutes, ...]:
    return tuple([(_clock(begin), _clock(end)) for begin, end in hours])


@lru_cache(maxsize=2048)
def _clock(text: str) -> int:
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)


def _best(*ways: Callable[[], object], rounds: int = 80) -> list[float]:
    """Give the best time of each, taken in turns."""
    best = [float("inf")] * len(ways)
    for _ in range(rounds):
        for number, way in enumerate(ways):
            begun = perf_counter()
            way()
            best[number] = min(best[number], perf_counter() - begun)
    return best


def _merging() -> None:
    scenario = month()
    if free_slots(scenario) != plain_slots(scenario):
        raise SystemExit("the two do not agree")
    numbers = [pow(48_271, number, 2_147_483_647) for number in range(100_000)]
    engine, merge, sort = _best(
        partial(free_slots, scenario), partial(plain_slots, scenario), partial(sorted, numbers)
    )
    print("8 staff, 30 days, 400 bookings, one clock change")
    for name, seconds in (
        ("slot engine", engine),
        ("plain sorted merge", merge),
        ("sorting 100,000 ints", sort),
    ):
        print(f"  {name:<22} {seconds * 1e6:>8,.0f} us")
    print(f"  the engine takes {engine / merge:.2f} x the merge, {engine / sort:.3f} x the sort")


def _growth() -> None:
    """Print how the time grows; bookings leave fewer starts, so they alone cost less than twice."""
    print("time when a size doubles (2.0 is linear)")
    for name, small, large in (
        ("staff", month(bookings=0), month(staff=16, bookings=0)),
        ("staff, bookings", month(), month(staff=16, bookings=800)),
        ("days, bookings", month(days=60), month(days=120, bookings=800)),
        ("bookings", month(), month(bookings=800)),
        ("bookings again", month(bookings=800), month(bookings=1600)),
    ):
        few, many = _best(partial(free_slots, small), partial(free_slots, large))
        print(f"  {name:<22} {many / few:>8.2f}")


def _search() -> None:
    """Time what the chat asks for: six days, three stylists, from rows to slots."""
    plain = seed.demo()
    noon = datetime(2026, 11, 23, 9, tzinfo=plain.zone)
    first = plain.services[0]
    rich = replace(
        plain,
        notice=120,
        services=(replace(first, before=5, after=10, hours=plain.opening), *plain.services[1:]),
        staff=tuple(replace(one, breaks={2: ((720, 765),)}) for one in plain.staff),
    )
    search = openings.Search(
        service_id=first.id,
        staff_ids=tuple(one.id for one in plain.staff),
        first=noon.date(),
        last=noon.date() + timedelta(days=5),
        now=noon,
    )
    diary = Diary(plain, noon)
    with asyncio.Runner() as runner:
        simple, full = _best(
            *(
                partial(lambda salon: runner.run(openings.free(diary, salon, search)), one)
                for one in (plain, rich)
            )
        )
    print("openings.free, 6 days, 3 stylists, without the database's time")
    print(f"  {'as in the demo':<22} {simple * 1e6:>8,.0f} us")
    print(f"  {'buffers, breaks, hours':<22} {full * 1e6:>8,.0f} us")


def main() -> None:
    """Print all times with their ratios."""
    _merging()
    _growth()
    _search()


if __name__ == "__main__":
    main()
