from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from benchmarks.availability import free_slots
from benchmarks.rig.diaries import month
from booking import board, customers, desk, openings, plans, salons, slots
from booking.calendar import epoch_minute, moment
from booking.catalogue import Catalogue
from booking.desk import Order
from booking.openings import Search
from booking.plan import Want
from booking.ranking import Slot
from foundation.db import Tx
from foundation.errors import Refused
from foundation.ids import CustomerId
from tests.booking.diary import FRIDAY_FIVE, NOW, Diary

FRIDAY = date(2026, 11, 27)
NOON = datetime(2026, 11, 27, 11, tzinfo=UTC)


def clocks(salon: Catalogue, found: list[Slot]) -> list[str]:
    return [moment(one.start, salon.zone).strftime("%H:%M") for one in found]


def times(diary: Diary, **changes: object) -> Search:
    wish = {"service_id": diary.cut, "staff_ids": (diary.ana,), "first": FRIDAY, "last": FRIDAY}
    return Search(**(wish | {"now": NOW} | changes))  # type: ignore[arg-type]  # fields by name


async def with_class(diary: Diary, tx: Tx, seats: int = 3) -> Catalogue:
    """The demo salon, in which a haircut is a class."""
    cut, *others = diary.salon.services
    await salons.replace(tx, replace(diary.salon, services=(replace(cut, seats=seats), *others)))
    return await salons.load_catalogue(tx)


async def test_a_search_needs_something_wished_for(diary: Diary, tx: Tx) -> None:
    with pytest.raises(ValueError, match="needs a service"):
        await openings.free(tx, diary.salon, times(diary, service_id=None))


async def test_a_whole_wish_is_searched_at_once(diary: Diary, tx: Tx) -> None:
    cut, blow_dry = Want(diary.cut), Want(diary.salon.services[3].id)
    found = await openings.free(tx, diary.salon, times(diary, wish=((cut, blow_dry), (cut,))))
    assert clocks(diary.salon, found)[-1] == "18:45"
    assert {one.end - one.start for one in found} == {75}


async def test_notice_and_horizon_bound_what_is_offered(diary: Diary, tx: Tx) -> None:
    salon = replace(diary.salon, notice=120, horizon=4)
    noon = NOON + timedelta(minutes=1)
    found = await openings.free(tx, salon, times(diary, now=noon))
    assert clocks(salon, found)[0] == "14:15"
    late = FRIDAY + timedelta(days=5)
    assert await openings.free(tx, salon, times(diary, first=late, last=late, now=noon)) == []


async def test_buffers_keep_their_distance_from_what_is_booked(diary: Diary) -> None:
    await diary.book(1)
    cut, *others = diary.salon.services
    salon = replace(diary.salon, services=(replace(cut, before=15, after=30), *others))
    found = await openings.free(diary.database, salon, times(diary))
    around = [one for one in clocks(salon, found) if "15:00" <= one < "19:00"]
    assert around == ["15:00", "15:15", "15:30", "15:45", "18:00", "18:15", "18:30", "18:45"]


async def test_the_desk_asks_what_is_measured_before_it_writes(
    diary: Diary, tx: Tx, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is bookable once the arithmetic of `benchmarks/availability.py` says so."""
    for measured in ("windows", "on_grid"):
        with monkeypatch.context() as patched:
            for module in (slots, board, plans):
                patched.setattr(module, measured, lambda *_: [], raising=False)
            assert not any(free_slots(month(staff=1, days=2)).values())
            assert await openings.free(tx, diary.salon, times(diary)) == []
            with pytest.raises(Refused, match="not_bookable"):
                await diary.hold(tx, 1)
    await diary.hold(tx, 1)


async def test_load_is_what_is_booked_of_the_month_s_hours(diary: Diary, tx: Tx) -> None:
    await diary.hold(tx, 2, start=NOON)
    assert set((await openings.load(tx, diary.salon, FRIDAY)).values()) == {0}
    held = await diary.hold(tx, 1)
    await diary.confirm(tx, 1, held.hold_id)
    load = await openings.load(tx, diary.salon, FRIDAY)
    # Ana works on 16 days of eleven hours, on four Saturdays of seven.
    assert load == {one.id: 0 for one in diary.salon.staff} | {diary.ana: 45 / (16 * 660 + 4 * 420)}
    december = await openings.load(tx, diary.salon, date(2026, 12, 1))
    assert set(december.values()) == {0}


async def test_a_class_is_offered_while_it_has_seats(diary: Diary, tx: Tx) -> None:
    salon = await with_class(diary, tx, seats=1)
    assert await openings.free(tx, salon, times(diary)) == []
    await desk.open_class(
        tx, salon, service_id=diary.cut, staff_id=diary.ana, start=FRIDAY_FIVE, now=NOW
    )
    [slot] = await openings.free(tx, salon, times(diary, staff_ids=()))
    assert (slot.start, slot.end - slot.start, slot.staff) == (
        epoch_minute(FRIDAY_FIVE),
        45,
        diary.ana,
    )
    assert await openings.free(tx, salon, times(diary, staff_ids=(diary.bea,))) == []
    await diary_with(diary, salon).hold(tx, 1)
    assert await openings.free(tx, salon, times(diary)) == []
    mine = await openings.free(tx, salon, times(diary, holder=diary.talk(1)))
    assert mine == [slot]


async def test_a_party_needs_a_seat_for_each(diary: Diary, tx: Tx) -> None:
    salon = await with_class(diary, tx)
    await desk.open_class(
        tx, salon, service_id=diary.cut, staff_id=diary.ana, start=FRIDAY_FIVE, now=NOW
    )
    each = (Want(diary.cut),)
    for size, offered in ((3, 1), (4, 0)):
        found = await openings.free(tx, salon, times(diary, wish=(each,) * size))
        assert len(found) == offered
    customer = CustomerId(diary.talk(1))
    await customers.remember(tx, customer, b"sealed")

    async def book(size: int) -> None:
        await desk.book(
            tx,
            salon,
            wish=(each,) * size,
            start=FRIDAY_FIVE,
            customers=(customer,) * size,
            order=Order(),
            now=NOW,
        )

    await book(2)
    with pytest.raises(Refused, match="not_bookable"):
        await book(2)
    await book(1)
    with pytest.raises(Refused, match="not_bookable"):
        await book(1)


async def test_classes_are_read_without_a_unit_of_work_too(diary: Diary) -> None:
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        salon = await with_class(diary, tx)
        class_id = await desk.open_class(
            tx, salon, service_id=diary.cut, staff_id=diary.ana, start=FRIDAY_FIVE, now=NOW
        )
    [session] = await openings.classes(diary.database, salon, diary.cut, FRIDAY, FRIDAY)
    assert (session.class_id, len(session.seats)) == (class_id, 3)
    eve = FRIDAY - timedelta(days=1)
    assert await openings.classes(diary.database, salon, diary.cut, eve, eve) == []


def diary_with(diary: Diary, salon: Catalogue) -> Diary:
    return replace(diary, salon=salon)
