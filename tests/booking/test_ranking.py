from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from booking.ranking import Slot, nearest, spread
from foundation.ids import StaffId

ANA, BEA, CEM = (StaffId(UUID(int=number)) for number in (1, 2, 3))
NAMES = {ANA: "Ana", BEA: "Bea", CEM: "Cem"}
DAY = datetime(2026, 11, 28, tzinfo=UTC)


def minute(clock: str, day: int = 0) -> int:
    hour, minutes = clock.split(":")
    moment = DAY + timedelta(days=day, hours=int(hour), minutes=int(minutes))
    return int(moment.timestamp()) // 60


def slots(first: str, last: str, *staff: StaffId, day: int = 0, without: str = "") -> list[Slot]:
    return [
        Slot(start, start + 45, one)
        for start in range(minute(first, day), minute(last, day) + 1, 15)
        for one in staff
        if f"{NAMES[one]} {clock(start)}" not in without
    ]


def clock(start: int) -> str:
    return datetime.fromtimestamp(start * 60, UTC).strftime("%H:%M")


def said(offered: list[Slot]) -> list[str]:
    return [f"{clock(one.start)} {NAMES[one.staff]}" for one in offered]


def test_three_times_are_spread_over_what_was_asked() -> None:
    evening = slots("16:00", "19:15", ANA, BEA)
    assert said(spread(evening)) == ["16:00 Ana", "17:00 Bea", "18:15 Ana"]


def test_a_wish_that_is_free_comes_first() -> None:
    morning = slots("09:00", "11:15", ANA)
    assert said(spread(morning, minute("10:15"))) == ["10:15 Ana", "10:00 Ana", "10:30 Ana"]


def test_a_wish_that_is_taken_is_answered_with_what_is_nearest() -> None:
    morning = slots("09:00", "09:45", ANA) + slots("11:00", "11:15", ANA)
    assert said(spread(morning, minute("10:15"))) == ["09:30 Ana", "09:45 Ana", "11:00 Ana"]


def test_fewer_slots_than_asked_for_are_all_offered() -> None:
    assert said(spread(slots("09:00", "09:15", ANA))) == ["09:00 Ana", "09:15 Ana"]
    assert spread([]) == []


def test_who_keeps_no_gap_beside_it_is_offered_before_who_has_more_time_left() -> None:
    # Somebody is with Bea until 11:00: her day would go on at once, Ana's would have a hole.
    busy = slots("10:00", "12:00", ANA, BEA, without="Bea 10:15 Bea 10:30 Bea 10:45")
    assert said(spread(busy, minute("11:00")))[0] == "11:00 Bea"
    assert said(spread(slots("10:00", "12:00", ANA, BEA), minute("11:00")))[0] == "11:00 Ana"


def test_the_stylist_with_most_time_left_is_offered_first() -> None:
    busy = slots("09:00", "09:00", ANA) + slots("09:00", "11:00", BEA)
    assert said(spread(sorted(busy, key=lambda one: one.start)))[0] == "09:00 Bea"


def test_a_lost_time_is_answered_with_later_beside_and_earlier() -> None:
    taken = " ".join(f"Ana {one}" for one in ("10:30", "10:45", "11:00", "11:15", "11:30"))
    saturday = slots("09:00", "15:15", ANA, BEA, without=taken)
    assert said(nearest(saturday, minute("11:00"), ANA)) == ["11:45 Ana", "11:00 Bea", "10:15 Ana"]


def test_a_lost_time_with_anyone_is_answered_with_the_nearest() -> None:
    day = slots("09:00", "12:00", ANA, without="Ana 11:00")
    assert said(nearest(day, minute("11:00"), None)) == ["11:15 Ana", "10:45 Ana", "11:30 Ana"]


def test_what_is_missing_near_is_filled_with_what_there_is() -> None:
    only = slots("15:00", "15:15", BEA) + slots("09:00", "09:00", ANA, day=1)
    assert said(nearest(only, minute("11:00"), ANA)) == ["15:00 Bea", "15:15 Bea", "09:00 Ana"]


SOME = st.lists(
    st.tuples(st.integers(0, 200).map(lambda quarter: quarter * 15), st.sampled_from([ANA, BEA])),
    unique=True,
).map(lambda pairs: [Slot(start, start + 45, staff) for start, staff in sorted(pairs)])


@given(SOME, st.none() | st.integers(0, 3000))
def test_offers_are_free_slots_at_distinct_times(free: list[Slot], wish: int | None) -> None:
    offered = spread(free, wish)
    assert len(offered) == min(3, len({one.start for one in free}))
    assert len({one.start for one in offered}) == len(offered)
    assert set(offered) <= set(free)


@given(SOME, st.integers(0, 200), st.sampled_from([ANA, BEA, None]))
def test_alternatives_are_free_slots_offered_once(
    free: list[Slot], quarter: int, staff: StaffId | None
) -> None:
    lost = quarter * 15
    free = [one for one in free if (one.start, one.staff) != (lost, staff)]
    offered = nearest(free, lost, staff)
    assert set(offered) <= set(free)
    assert len({one.start for one in offered}) == len(offered) <= 3
