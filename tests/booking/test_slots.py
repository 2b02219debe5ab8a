from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise
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


SETS = st.sets(st.integers(0, 60), max_size=40)


def as_windows(starts: set[int]) -> list[Span]:
    edges = sorted(one for one in starts if one - 1 not in starts)
    ends = sorted(one for one in starts if one + 1 not in starts)
    return list(zip(edges, ends, strict=True))


def as_starts(found: slots.Windows) -> set[int]:
    return {start for first, last in found for start in range(first, last + 1)}


@given(SETS, SETS, SETS, st.integers(1, 3), st.integers(-5, 65), st.integers(-5, 65))
def test_windows_are_sets_of_starts(
    one: set[int], two: set[int], three: set[int], count: int, first: int, last: int
) -> None:
    each = [as_windows(one), as_windows(two), as_windows(three)]
    assert slots.both(each[0], each[1]) == as_windows(one & two)
    times = Counter([*one, *two, *three])
    shared = {start for start, how_often in times.items() if how_often >= count}
    assert slots.enough(each, count) == as_windows(shared)
    cut = slots.within(each[0], first, last)
    assert as_starts(cut) == {start for start in one if first <= start <= last}
    assert all(slots.holds(each[0], start) == (start in one) for start in range(-1, 62))


@given(SPANS)
def test_windows_of_shifts_that_overlap_are_told_apart(spans: list[Span]) -> None:
    apart = slots.apart(spans)
    assert as_starts(apart) == as_starts(spans)
    assert all(one[1] < other[0] for one, other in pairwise(apart))


@given(SPANS, SPANS, st.integers(0, 60), st.integers(1, 60), st.integers(0, 30), st.integers(0, 30))
def test_windows_keep_buffers_off_busy_time_but_not_off_a_shift_s_ends(
    shifts: list[Span], busy: list[Span], offset: int, need: int, before: int, after: int
) -> None:
    found = slots.windows(
        shifts, busy, (offset, offset + need), (offset - before, offset + need + after)
    )
    assert as_starts(found) == {
        start - offset
        for opens, closes in shifts
        for start in range(opens, closes - need + 1)
        if not any(start - before < ends and begins < start + need + after for begins, ends in busy)
    }


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
