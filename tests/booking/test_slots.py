from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from booking import calendar, seed, slots
from booking.board import starts
from booking.calendar import Span
from booking.plan import Want
from tests.booking import walls

MINUTES = st.integers(0, 3000)
SPANS = st.lists(
    st.tuples(MINUTES, st.integers(1, 600)).map(lambda pair: (pair[0], sum(pair))), max_size=6
).map(sorted)
GRIDS = st.sampled_from([5, 7, 10, 15, 20, 30, 45, 60, 90])


def by_brute_force(
    shifts: list[Span], busy: list[Span], need: int, not_before: int, on_grid: set[int]
) -> list[int]:
    return sorted(
        start
        for start in on_grid
        if start >= not_before
        and any(opens <= start and start + need <= closes for opens, closes in shifts)
        and not any(start < ends and begins < start + need for begins, ends in busy)
    )


@given(SPANS, SPANS, st.integers(1, 240), GRIDS, MINUTES, st.sampled_from([0, 60, 345, -210, 765]))
def test_bookable_agrees_with_trying_every_minute(
    shifts: list[Span], busy: list[Span], need: int, grid: int, not_before: int, offset: int
) -> None:
    on_grid = {one for one in range(4000) if (one + offset) % 60 % grid == 0}
    found = slots.bookable(shifts, busy, need, grid, not_before, ((0, offset),))
    assert found == by_brute_force(shifts, busy, need, not_before, on_grid)


@given(
    st.sampled_from(
        [
            ("Europe/Berlin", date(2026, 3, 29)),
            ("Europe/Berlin", date(2026, 10, 25)),
            ("Australia/Lord_Howe", date(2026, 4, 5)),
            ("Australia/Lord_Howe", date(2026, 10, 4)),
            ("Asia/Kathmandu", date(2026, 6, 1)),
        ]
    ),
    SPANS,
    SPANS,
    st.integers(1, 240),
    GRIDS,
)
def test_the_grid_follows_the_wall_through_a_clock_change(
    where: tuple[str, date], shifts: list[Span], busy: list[Span], need: int, grid: int
) -> None:
    zone, day = ZoneInfo(where[0]), where[1]
    zero = (day.toordinal() - walls.EPOCH - 1) * 1440
    shifts, busy = ([(a + zero, b + zero) for a, b in spans] for spans in (shifts, busy))
    window = range(zero, zero + 4000)
    on_grid = {one for one in window if walls.local_minute(one, zone) % 60 % grid == 0}
    found = slots.bookable(shifts, busy, need, grid, 0, calendar.offsets(zone, day, day))
    assert found == by_brute_force(shifts, busy, need, 0, on_grid)


def test_nothing_crosses_from_one_shift_into_the_next() -> None:
    assert slots.bookable([(0, 60), (60, 120)], [], 45, 15, 0) == [0, 15, 60, 75]


def test_an_appointment_may_end_when_the_next_begins() -> None:
    assert slots.bookable([(0, 120)], [(45, 75)], 45, 15, 0) == [0, 75]


def test_past_starts_are_not_offered() -> None:
    assert slots.bookable([(0, 120)], [], 30, 15, 31) == [45, 60, 75, 90]


def test_a_late_shift_is_offered_on_the_day_it_reaches_into() -> None:
    salon = seed.demo()
    late = {4: ((18 * 60, 26 * 60),)}
    ana = replace(salon.staff[0], week=late)
    salon = replace(salon, opening=late, staff=(ana,))
    saturday = date(2026, 11, 28)
    found = starts(salon, Want(salon.services[0].id), ana.id, saturday, saturday)
    assert [calendar.moment(one, salon.zone).strftime("%a %H:%M") for one in found] == [
        f"Sat {clock}" for clock in ("00:00", "00:15", "00:30", "00:45", "01:00", "01:15")
    ]


def test_nobody_works_while_the_salon_is_closed() -> None:
    salon = seed.demo()
    ana = replace(salon.staff[0], week={5: ((0, 1440),), 6: ((540, 1200),)})
    salon = replace(salon, staff=(ana,))
    want = Want(salon.services[0].id)
    weekend = starts(salon, want, ana.id, date(2026, 11, 28), date(2026, 11, 29))
    clocks = [calendar.moment(one, salon.zone).strftime("%a %H:%M") for one in weekend]
    assert (clocks[0], clocks[-1]) == ("Sat 09:00", "Sat 15:15")
