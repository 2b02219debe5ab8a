from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from benchmarks.availability import free_slots
from benchmarks.rig.plain_merge import plain_slots
from booking import slots
from tests.booking import oracle
from tests.booking.oracle import Dice

# Each with days on which its clock changes: by whole hours, by half an hour, at midnight; offsets
# of a half, of a quarter of an hour.
DAYS = {
    "Europe/Berlin": ["2026-03-29", "2026-10-25"],
    "America/New_York": ["2027-03-14", "2027-11-07"],
    "Asia/Kolkata": ["2026-06-01"],
    "Asia/Kathmandu": ["2026-06-01"],
    "Australia/Lord_Howe": ["2026-04-05", "2026-10-04"],
    "America/St_Johns": ["2026-03-08", "2026-11-01"],
    "Pacific/Chatham": ["2026-04-05", "2026-09-27"],
    "America/Santiago": ["2026-04-05", "2026-09-06"],
    "Asia/Beirut": ["2026-03-29", "2026-10-25"],
    "Africa/Cairo": ["2026-04-24", "2026-10-30"],
    "America/Havana": ["2026-03-08", "2026-11-01"],
    "Africa/Casablanca": ["2026-02-15", "2026-03-22"],
    "Antarctica/Troll": ["2026-03-29", "2026-10-25"],
}


def hours(dice: Dice, most: int) -> list[list[str]]:
    found = []
    for _ in range(dice.below(most + 1)):
        step = dice.of([1, 5, 15, 30, 60])
        opens = dice.below(1440 // step) * step
        # Some run to 26:00, to the end of the next morning.
        closes = opens + dice.between(1, (1800 - opens) // step) * step
        found.append([clock(opens), clock(closes)])
    return found


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def week(dice: Dice, most: int, percent: int) -> dict[str, list[list[str]]]:
    return {str(day): hours(dice, most) for day in range(7) if dice.chance(percent)}


def scenario(seed: int) -> dict[str, Any]:
    dice = Dice(seed)
    zone = dice.of(list(DAYS))
    first = date.fromisoformat(dice.of(DAYS[zone])) - timedelta(days=dice.below(2))
    days = 2
    zero = (first.toordinal() - date(1970, 1, 1).toordinal()) * 1440
    return {
        "tz": zone,
        "from_date": first.isoformat(),
        "days": days,
        "grid_min": dice.of([5, 10, 15, 20, 30, 45, 60]),
        "duration": dice.of([5, 20, 45, 60, 90, 180]),
        "buffer_after": dice.of([0, 0, 5, 10, 15]),
        "staff": [
            {
                "id": number,
                "weekly": week(dice, 2, 80),
                "breaks": week(dice, 2, 30),
                "exceptions": {
                    (first + timedelta(days=more)).isoformat(): hours(dice, 2)
                    for more in range(days)
                    if dice.chance(20)
                },
            }
            for number in range(1, dice.of([2, 3]))
        ],
        "bookings": [
            [dice.of([1, 2]), start, start + dice.of([20, 45, 60, 61, 240])]
            for start in (zero + dice.below(days * 1440) for _ in range(dice.below(9)))
        ],
    }


Free = Callable[[dict[str, Any]], dict[int, list[int]]]


def wrong(free: Free, seeds: Sequence[int]) -> list[int]:
    cases = ((seed, scenario(seed)) for seed in seeds)
    return [seed for seed, case in cases if free(case) != oracle.free_starts(case)]


def test_every_free_start_is_what_trying_each_minute_gives(
    sized: Callable[[int, int], int],
) -> None:
    assert wrong(free_slots, range(sized(300, 20_000))) == []


def test_the_cases_tell_an_engine_that_forgets_half_an_hour(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The negative control: a grid of UTC, not of the wall.
    honest = slots.on_grid
    monkeypatch.setattr(slots, "on_grid", lambda found, grid, _: honest(found, grid))
    assert wrong(free_slots, range(60))


def test_the_plain_merge_is_an_honest_yardstick(sized: Callable[[int, int], int]) -> None:
    def plain(case: dict[str, Any]) -> dict[int, list[int]]:
        known = {one["id"] for one in case["staff"]}
        return plain_slots(
            case | {"bookings": [one for one in case["bookings"] if one[0] in known]}
        )

    assert wrong(plain, range(sized(60, 2_000))) == []
