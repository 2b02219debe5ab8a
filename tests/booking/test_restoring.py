"""A cancellation taken back, a word about a visit, times for a visit that moves."""

from datetime import UTC, date, datetime, timedelta

import pytest

from booking import desk, openings
from booking.desk import Booking, Order
from booking.openings import Search
from booking.plan import Want
from booking.status import Status
from bot import check
from foundation.db import Tx
from foundation.errors import Refused
from foundation.ids import BookingId, CustomerId
from foundation.settings import Settings
from tests.booking.diary import FRIDAY_FIVE, NOW, Diary

FRIDAY = date(2026, 11, 27)
ORDER = Order(by="customer:1", cause="cancelled_by_customer")
BACK = Order(by="customer:1", cause="restored_by_customer")


async def cancelled(diary: Diary, tx: Tx, number: int = 1) -> Booking:
    held = await diary.hold(tx, number)
    booking = await diary.confirm(tx, number, held.hold_id)
    [gone] = await desk.cancel(tx, diary.salon, booking.booking_id, order=ORDER, now=NOW)
    return gone


async def test_a_visit_taken_back_is_as_it_was_with_its_reminder(diary: Diary, tx: Tx) -> None:
    gone = await cancelled(diary, tx)
    back = await desk.restore(tx, diary.salon, gone.booking_id, order=BACK, now=NOW)
    assert back.status is Status.CONFIRMED
    assert (back.price, back.segments) == (gone.price, gone.segments)
    assert back.sequence == gone.sequence + 1
    due = await tx.rows("SELECT due_at FROM planned_reminders WHERE salon_id = %b", (tx.salon_id,))
    assert due == [(FRIDAY_FIVE - timedelta(days=1),)]
    with pytest.raises(Refused, match="time_taken"):
        await diary.hold(tx, 2)


async def test_a_time_that_somebody_took_meanwhile_is_not_taken_back(diary: Diary, tx: Tx) -> None:
    gone = await cancelled(diary, tx)
    await diary.confirm(tx, 2, (await diary.hold(tx, 2)).hold_id)
    with pytest.raises(Refused, match="time_taken"):
        await desk.restore(tx, diary.salon, gone.booking_id, order=BACK, now=NOW)


async def test_a_visit_that_would_have_begun_is_over(diary: Diary, tx: Tx) -> None:
    gone = await cancelled(diary, tx)
    with pytest.raises(Refused, match="not_possible"):
        await desk.restore(tx, diary.salon, gone.booking_id, order=BACK, now=FRIDAY_FIVE)


async def test_what_was_never_confirmed_is_not_taken_back(diary: Diary, tx: Tx) -> None:
    held = await diary.hold(tx, 1)
    await diary.confirm(tx, 1, held.hold_id)
    order = Order(status=Status.PENDING_PAYMENT, conversation_id=diary.talk(1))
    [owed] = await desk.book(
        tx,
        diary.salon,
        wish=((Want(diary.cut, (diary.bea,)),),),
        start=FRIDAY_FIVE,
        customers=(await customer(tx),),
        order=order,
        now=NOW,
    )
    await desk.cancel(tx, diary.salon, owed.booking_id, order=ORDER, now=NOW)
    with pytest.raises(Refused, match="not_possible"):
        await desk.restore(tx, diary.salon, owed.booking_id, order=BACK, now=NOW)


async def customer(tx: Tx) -> CustomerId:
    [(number,)] = await tx.rows(
        "SELECT customer_id FROM bookings WHERE salon_id = %b", (tx.salon_id,)
    )
    return CustomerId(number)


async def test_a_remark_is_a_row_of_history_that_changes_nothing(diary: Diary, tx: Tx) -> None:
    held = await diary.hold(tx, 1)
    booking = await diary.confirm(tx, 1, held.hold_id)
    late = Order(by="customer:1", cause="running_late")
    told = await desk.remark(tx, booking.booking_id, order=late, minutes=10)
    assert (told.status, told.starts_at, told.version) == (Status.CONFIRMED, FRIDAY_FIVE, 2)
    [*_, last] = await desk.history(tx, booking.booking_id)
    assert (last.cause, last.details) == ("running_late", {"minutes": 10})
    await desk.cancel(tx, diary.salon, booking.booking_id, order=ORDER, now=NOW)
    with pytest.raises(Refused, match="not_possible"):
        await desk.remark(tx, booking.booking_id, order=late)


async def test_a_visit_that_moves_does_not_stand_in_its_own_way(diary: Diary, tx: Tx) -> None:
    held = await diary.hold(tx, 1)
    booking = await diary.confirm(tx, 1, held.hold_id)
    later = datetime(2026, 11, 27, 16, 15, tzinfo=UTC)

    async def starts(moving: BookingId | None) -> set[int]:
        wish = ((Want(diary.cut, (diary.ana,)),),)
        search = Search(first=FRIDAY, last=FRIDAY, now=NOW, wish=wish, moving=moving)
        return {one.start for one in await openings.free(tx, diary.salon, search)}

    assert int(later.timestamp()) // 60 not in await starts(None)
    assert int(later.timestamp()) // 60 in await starts(booking.booking_id)
    moved = await desk.reschedule(
        tx,
        diary.salon,
        booking.booking_id,
        start=later,
        version=booking.version,
        order=Order(by="customer:1"),
        now=NOW,
    )
    assert moved.starts_at == later


async def test_all_promises_are_kept_after_it(diary: Diary, settings: Settings) -> None:
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        gone = await cancelled(diary, tx)
        await desk.restore(tx, diary.salon, gone.booking_id, order=BACK, now=NOW)
    found = await check.run(settings.database_read_url)
    assert [one.line for one in found if not one.ok] == []
