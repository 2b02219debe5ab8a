from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

from benchmarks.availability import free_slots
from booking import plans, seed
from booking.catalogue import Catalogue, Minutes
from booking.plan import Want
from foundation.ids import StaffId
from tests.booking import oracle
from tests.booking.oracle import walls_of

FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
# By day, through the night, around midnight, early: whatever a clock change can meet.
SHIFTS: tuple[tuple[Minutes, ...], ...] = (
    ((9 * 60, 18 * 60),),
    ((22 * 60, 30 * 60),),
    ((0, 90), (150, 24 * 60)),
    ((60, 3 * 60 + 20), (23 * 60, 26 * 60)),
)


@lru_cache(maxsize=1)
def changes() -> tuple[tuple[str, date], ...]:
    """Every day of five years on which some zone's clock changes, in each zone."""
    return tuple(
        (name, day) for name in sorted(available_timezones()) for day in days_of(ZoneInfo(name))
    )


def days_of(zone: ZoneInfo) -> Iterator[date]:
    moment, before = FIRST, FIRST.astimezone(zone).utcoffset()
    while moment < LAST:
        later = moment + timedelta(days=7)  # no clock changes there and back within a week
        after = later.astimezone(zone).utcoffset()
        if after != before:
            hours = (moment + timedelta(hours=more) for more in range(7 * 24 + 1))
            changed = next(one for one in hours if one.astimezone(zone).utcoffset() == after)
            yield changed.astimezone(zone).date()
        moment, before = later, after


def salon(zone: str) -> Catalogue:
    demo = seed.demo()
    cut = replace(demo.services[0], minutes=45, before=0, after=0, needs=(), work=(), hours=None)
    staff = tuple(
        replace(
            demo.staff[0],
            id=StaffId(UUID(int=number)),
            services=frozenset({cut.id}),
            week=dict.fromkeys(range(7), hours),
            breaks={},
            days={},
            minutes={},
        )
        for number, hours in enumerate(SHIFTS)
    )
    return replace(
        demo, zone=ZoneInfo(zone), services=(cut,), staff=staff, notice=0, horizon=400,
        opening=dict.fromkeys(range(7), ((0, 24 * 60),)), days={}, addons=(), resources=(),
    )  # fmt: skip


def scenario(zone: str, day: date) -> dict[str, object]:
    return {
        "tz": zone,
        "from_date": (day - timedelta(days=1)).isoformat(),
        "days": 2,
        "grid_min": 15,
        "duration": 45,
        "buffer_after": 0,
        "staff": [
            {
                "id": number,
                "weekly": {str(weekday): clocks(hours) for weekday in range(7)},
                "breaks": {},
                "exceptions": {},
            }
            for number, hours in enumerate(SHIFTS)
        ],
        "bookings": [],
    }


def clocks(hours: tuple[Minutes, ...]) -> list[list[str]]:
    return [[f"{minute // 60:02}:{minute % 60:02}" for minute in pair] for pair in hours]


def wrong(zone: str, day: date) -> str:
    """What is wrong with the times offered on a day of clock change."""
    case = scenario(zone, day)
    right = oracle.free_starts(case)
    if free_slots(case) != right:
        return "starts"
    catalogue = salon(zone)
    walls = walls_of(zone, day - timedelta(days=1), 2)
    begin, end = walls.day(day)
    found = plans.find(catalogue, ((Want(catalogue.services[0].id),),), day, day, {}, begin - 1440)
    offered = {(one.start, one.staff.int) for one in found}
    if len(offered) < len(found) or offered != {
        (start, staff)
        for staff, starts in right.items()
        for start in starts
        if begin <= start < end
    }:
        return "offers"
    return "" if all(exact(ZoneInfo(zone), one.start, one.end) for one in found) else "length"


def exact(zone: ZoneInfo, start: int, end: int) -> bool:
    """Whether the wall shows a start that exists, an end 45 real minutes later."""
    opens, closes = (datetime.fromtimestamp(one * 60, zone) for one in (start, end))
    # Times in a fold are equal to none of another zone: seconds are compared.
    wall = opens.replace(tzinfo=None).replace(tzinfo=zone, fold=opens.fold)
    return wall.timestamp() == start * 60 and closes.timestamp() - opens.timestamp() == 45 * 60


def test_every_clock_change_of_five_years_is_offered_right(
    sized: Callable[[int, int], int],
) -> None:
    cases = changes()[sized(7, 0) :: sized(131, 1)]
    assert [(*one, what) for one in cases if (what := wrong(*one))] == []


def test_there_are_changes_of_all_kinds() -> None:
    days = changes()
    assert len(days) > 1500
    assert {"Australia/Lord_Howe", "Africa/Cairo", "America/Santiago", "Asia/Beirut"} <= {
        zone for zone, _ in days
    }
