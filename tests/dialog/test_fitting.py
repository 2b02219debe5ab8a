"""Slots cut by a wish: the stretches agree with a look at every slot."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from booking.ranking import Slot
from dialog.draft import local
from dialog.fitting import fitting, soonest, without_days
from dialog.understand.reading import When
from tests.dialog.salon import ANA, BEA, BERLIN

# Berlin's clock goes forward on 28 March 2027.
FIRST, LAST = date(2027, 3, 24), date(2027, 4, 2)
DAYS = st.dates(FIRST - timedelta(days=2), LAST + timedelta(days=2))
MINUTES = st.integers(5 * 60, 1440)
WISHES = st.builds(
    When,
    first=st.none() | DAYS,
    last=st.none() | DAYS,
    start=st.none() | MINUTES,
    end=st.none() | MINUTES,
)


def quarter_hours(zone: ZoneInfo = BERLIN) -> list[Slot]:
    begin = int(datetime(2027, 3, 24, tzinfo=zone).timestamp()) // 60
    end = int(datetime(2027, 4, 3, tzinfo=zone).timestamp()) // 60
    starts = range(begin, end, 15)
    return [Slot(start, start + 45, who) for start in starts for who in (ANA, BEA)]


SLOTS = quarter_hours()


def fits(slot: Slot, wish: When) -> bool:
    wall = local(slot.start, BERLIN)
    day, minute = wall.date(), wall.hour * 60 + wall.minute
    if (wish.first and day < wish.first) or (wish.last and day > wish.last):
        return False
    if wish.exact:
        return minute == wish.start
    return (wish.start is None or minute >= wish.start) and (wish.end is None or minute < wish.end)


@given(st.lists(WISHES, min_size=1, max_size=3))
def test_what_fits_is_what_a_look_at_every_slot_finds(wishes: list[When]) -> None:
    expected = [one for one in SLOTS if any(fits(one, wish) for wish in wishes)]
    assert fitting(SLOTS, wishes, FIRST, LAST, BERLIN) == expected


def test_an_exact_wish_fits_one_start_a_day() -> None:
    wish = When(start=17 * 60, exact=True)
    found = fitting(SLOTS, [wish], FIRST, LAST, BERLIN)
    assert found == [one for one in SLOTS if fits(one, wish)]
    assert len(found) == 10 * 2


def test_the_soonest_days_are_those_that_have_anything() -> None:
    mornings = fitting(SLOTS, [When(end=12 * 60)], FIRST, LAST, BERLIN)
    thinned = without_days(mornings, [FIRST, FIRST + timedelta(days=2)], BERLIN)
    found = soonest(thinned, 2, BERLIN)
    days = {local(one.start, BERLIN).date() for one in found}
    assert days == {FIRST + timedelta(days=1), FIRST + timedelta(days=3)}
    assert found == thinned[: len(found)]


def test_nothing_free_has_no_soonest_day() -> None:
    assert list(soonest([], 3, BERLIN)) == []


@given(st.lists(DAYS, max_size=3))
def test_days_left_out_leave_nothing_behind(days: list[date]) -> None:
    left = without_days(SLOTS, days, BERLIN)
    assert left == [one for one in SLOTS if local(one.start, BERLIN).date() not in days]
