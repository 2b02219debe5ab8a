from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import psycopg

from booking import openings, views
from booking.openings import Search
from booking.ranking import Slot, spread
from foundation.db import Tx
from foundation.ids import BookingId
from tests.booking.diary import FRIDAY_FIVE, NOW, Diary, lapse

FRIDAY = date(2026, 11, 27)


def search(diary: Diary, **changes: object) -> Search:
    wish = {
        "service_id": diary.cut,
        "staff_ids": (diary.ana, diary.bea),
        "first": FRIDAY,
        "last": FRIDAY,
        "now": NOW,
    }
    return Search(**(wish | changes))  # type: ignore[arg-type]  # fields by name


def clocks(diary: Diary, slots: list[Slot], *staff: object) -> list[str]:
    return [
        datetime.fromtimestamp(one.start * 60, diary.salon.zone).strftime("%H:%M")
        for one in slots
        if one.staff in staff
    ]


async def test_an_empty_day_is_free_from_opening_to_the_last_start(diary: Diary, tx: Tx) -> None:
    slots = await openings.free(tx, diary.salon, search(diary))
    mine = clocks(diary, slots, diary.ana)
    assert (mine[0], mine[-1], len(mine)) == ("09:00", "19:15", 42)
    assert [one.staff for one in slots[:2]] == [diary.ana, diary.bea]
    assert slots[0].end - slots[0].start == 45


async def test_what_is_booked_or_held_is_not_free(diary: Diary, tx: Tx) -> None:
    held = await diary.hold(tx, 1)
    before = await openings.free(tx, diary.salon, search(diary))
    around = [f"{hour}:{minute}" for hour, minute in ((16, 15), (16, 45), (17, 0), (17, 30))]
    mine = clocks(diary, before, diary.ana)
    assert [one in mine for one in around] == [True, False, False, False]
    assert "17:00" in clocks(diary, before, diary.bea)
    await diary.confirm(tx, 1, held.hold_id)
    assert await openings.free(tx, diary.salon, search(diary)) == before


async def test_what_one_holds_is_free_to_oneself(diary: Diary, tx: Tx) -> None:
    await diary.hold(tx, 1)
    mine = await openings.free(tx, diary.salon, search(diary, holder=diary.talk(1)))
    theirs = await openings.free(tx, diary.salon, search(diary, holder=diary.talk(2)))
    assert "17:00" in clocks(diary, mine, diary.ana)
    assert "17:00" not in clocks(diary, theirs, diary.ana)


async def test_a_lapsed_hold_is_free_before_any_sweep(
    diary: Diary, admin: psycopg.Connection
) -> None:
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        held = await diary.hold(tx, 1)
    lapse(admin, held.hold_id)
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        slots = await openings.free(tx, diary.salon, search(diary))
    assert "17:00" in clocks(diary, slots, diary.ana)


async def test_nothing_is_free_in_the_past_or_with_who_does_not_do_it(diary: Diary, tx: Tx) -> None:
    evening = datetime(2026, 11, 27, 18, 1, tzinfo=UTC)
    slots = await openings.free(tx, diary.salon, search(diary, now=evening))
    assert clocks(diary, slots, diary.ana) == ["19:15"]
    colour = diary.salon.services[1].id
    slots = await openings.free(tx, diary.salon, search(diary, service_id=colour))
    assert {one.staff for one in slots} == {diary.bea}


async def test_the_hot_path_sees_the_same_without_a_unit_of_work(diary: Diary) -> None:
    await diary.book(1)
    fast = await openings.free(diary.database, diary.salon, search(diary))
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        assert await openings.free(tx, diary.salon, search(diary)) == fast


async def test_whatever_is_free_can_be_held(diary: Diary) -> None:
    for number in range(6):
        async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
            slots = await openings.free(tx, diary.salon, search(diary))
            first = spread(slots)[number % 3]
            start = datetime.fromtimestamp(first.start * 60, UTC)
            await diary.hold(tx, number, first.staff, start=start)


async def test_the_evening_of_an_empty_friday_offers_five_o_clock_with_bea(
    diary: Diary, tx: Tx
) -> None:
    staff = tuple(one.id for one in diary.salon.staff)
    slots = await openings.free(tx, diary.salon, search(diary, staff_ids=staff))
    after_four = [one for one in slots if one.start >= FRIDAY_FIVE.timestamp() // 60 - 60]
    offered = [(clocks(diary, [one], one.staff)[0], one.staff) for one in spread(after_four)]
    cem = staff[2]
    assert offered == [("16:00", diary.ana), ("17:00", diary.bea), ("18:15", cem)]


async def test_a_booking_is_shown_with_names_in_the_salons_zone(diary: Diary) -> None:
    booking = await diary.book(1, diary.bea)
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        view = await views.booking_view(tx, booking.booking_id)
        german = await views.booking_view(tx, booking.booking_id, "de")
        assert await views.booking_view(tx, BookingId(UUID(int=1))) is None
    assert view is not None
    assert german is not None
    assert german.service == "Haarschnitt"
    assert view.as_json() == {
        "id": str(booking.booking_id),
        "status": "confirmed",
        "service": "Haircut",
        "services": ["Haircut"],
        "staff": "Bea",
        "start": "2026-11-27T17:00:00+01:00",
        "end": "2026-11-27T17:45:00+01:00",
        "price": {"amount": 4000, "currency": "EUR"},
    }
    assert view.start == FRIDAY_FIVE.astimezone(ZoneInfo("Europe/Berlin"))
    assert view.end - view.start == timedelta(minutes=45)
