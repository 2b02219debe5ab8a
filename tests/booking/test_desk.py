from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import psycopg
import pytest

from booking import desk, salons
from booking.orders import Order
from booking.status import OCCUPYING, Status
from foundation.db import Tx
from foundation.errors import Refused
from foundation.ids import BookingId, HoldId
from foundation.money import Money
from tests.booking.diary import FRIDAY_FIVE, NOW, Diary, lapse

AFTERWARDS = FRIDAY_FIVE + timedelta(hours=1)


async def history(tx: Tx, booking: BookingId) -> list[tuple[object, ...]]:
    driver = await tx.driver()
    rows = await driver.execute(
        "SELECT seq, status, cause, actor, request_id FROM booking_history"
        " WHERE booking_id = %s ORDER BY seq",
        (booking,),
    )
    return await rows.fetchall()


async def test_a_hold_becomes_a_booking_with_its_first_row_of_history(diary: Diary, tx: Tx) -> None:
    held = await diary.hold(tx, 1)
    booking = await diary.confirm(tx, 1, held.hold_id)
    assert (booking.status, booking.version) == (Status.CONFIRMED, 1)
    assert (booking.starts_at, booking.ends_at) == (held.starts_at, held.ends_at)
    assert (booking.segments[0].staff, booking.price) == (held.segments[0].staff, held.price)
    assert booking.conversation_id == diary.talk(1)
    assert await history(tx, booking.booking_id) == [(1, "confirmed", "yes", "system", "r1")]


async def test_a_hold_confirmed_twice_is_one_booking(diary: Diary, tx: Tx) -> None:
    held = await diary.hold(tx, 1)
    once = await diary.confirm(tx, 1, held.hold_id)
    assert await diary.confirm(tx, 1, held.hold_id) == once


async def test_a_late_second_yes_does_not_bring_a_cancelled_visit_back(
    diary: Diary, tx: Tx
) -> None:
    held = await diary.hold(tx, 1)
    booking = await diary.confirm(tx, 1, held.hold_id)
    await desk.cancel(
        tx, diary.salon, booking.booking_id, order=Order(by="operator:1", cause="ill"), now=NOW
    )
    with pytest.raises(Refused, match="hold_gone"):
        await diary.confirm(tx, 1, held.hold_id)


async def test_nobody_confirms_the_hold_of_another(diary: Diary, tx: Tx) -> None:
    held = await diary.hold(tx, 1)
    with pytest.raises(Refused, match="hold_gone"):
        await diary.confirm(tx, 2, held.hold_id)


async def test_a_hold_given_back_is_gone(diary: Diary, tx: Tx) -> None:
    held = await diary.hold(tx, 1)
    await desk.release(tx, diary.talk(1))
    with pytest.raises(Refused, match="hold_gone"):
        await diary.confirm(tx, 1, held.hold_id)


async def lapsed(diary: Diary, admin: psycopg.Connection) -> HoldId:
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        held = await diary.hold(tx, 1)
    lapse(admin, held.hold_id)
    return held.hold_id


@pytest.mark.parametrize("sweeps", [0, 1])
async def test_a_late_yes_still_books_when_the_time_is_free(
    diary: Diary, admin: psycopg.Connection, sweeps: int
) -> None:
    hold = await lapsed(diary, admin)
    for _ in range(sweeps):
        assert await desk.lapse(diary.database) == 1
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        booking = await diary.confirm(tx, 1, hold)
        assert await diary.confirm(tx, 1, hold) == booking


@pytest.mark.parametrize("sweeps", [0, 1])
async def test_a_late_yes_loses_against_whoever_took_the_time(
    diary: Diary, admin: psycopg.Connection, sweeps: int
) -> None:
    hold = await lapsed(diary, admin)
    for _ in range(sweeps):
        await desk.lapse(diary.database)
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        await diary.hold(tx, 2)
        with pytest.raises(Refused, match="time_taken") as refusal:
            await diary.confirm(tx, 1, hold)
    assert refusal.value.facts == {"reason": "taken"}


async def test_a_late_yes_books_at_the_price_that_was_held(
    diary: Diary, admin: psycopg.Connection
) -> None:
    hold = await lapsed(diary, admin)
    dearer = replace(diary.salon.services[0], price=Money(9900, "EUR"))
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        services = (dearer, *diary.salon.services[1:])
        await salons.replace(tx, replace(diary.salon, services=services))
        assert (await diary.confirm(tx, 1, hold)).price == Money(4000, "EUR")


async def test_a_late_yes_to_a_time_that_has_passed_is_refused(
    diary: Diary, admin: psycopg.Connection
) -> None:
    hold = await lapsed(diary, admin)
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        with pytest.raises(Refused, match="not_bookable") as refusal:
            await diary.confirm(tx, 1, hold, now=AFTERWARDS)
    assert refusal.value.facts["reason"] == "past"


async def test_a_cancelled_visit_frees_its_chair_in_the_same_call(diary: Diary) -> None:
    booking = await diary.book(1)
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        [cancelled] = await desk.cancel(
            tx, diary.salon, booking.booking_id, order=Order(by="customer:1", cause="ill"), now=NOW
        )
        assert (cancelled.status, cancelled.version) == (Status.CANCELLED, 2)
        assert (await history(tx, booking.booking_id))[-1][:4] == (
            2,
            "cancelled",
            "ill",
            "customer:1",
        )
        await diary.hold(tx, 2)


async def test_a_cancelled_visit_is_not_cancelled_again(diary: Diary, tx: Tx) -> None:
    held = await diary.hold(tx, 1)
    booking = (await diary.confirm(tx, 1, held.hold_id)).booking_id
    ill = Order(by="customer:1", cause="ill")
    await desk.cancel(tx, diary.salon, booking, order=ill, now=NOW)
    with pytest.raises(Refused, match="not_possible"):
        await desk.cancel(tx, diary.salon, booking, order=ill, now=NOW)
    assert len(await history(tx, booking)) == 2


@pytest.mark.parametrize(
    ("move", "status"),
    [(desk.complete, Status.COMPLETED), (desk.no_show, Status.NO_SHOW)],
)
async def test_a_visit_that_is_over_keeps_its_chair_time(
    diary: Diary, tx: Tx, move: Callable[..., Awaitable[desk.Booking]], status: Status
) -> None:
    held = await diary.hold(tx, 1)
    booking = (await diary.confirm(tx, 1, held.hold_id)).booking_id
    with pytest.raises(Refused, match="not_possible"):
        await move(tx, diary.salon, booking, order=Order(cause="end of day"), now=NOW)
    over = await move(tx, diary.salon, booking, order=Order(cause="end of day"), now=AFTERWARDS)
    assert over.status is status
    with pytest.raises(Refused, match="time_taken"):
        await diary.hold(tx, 2)


async def test_a_booking_that_does_not_exist_is_refused(diary: Diary, tx: Tx) -> None:
    nobody = BookingId(UUID(int=1))
    with pytest.raises(Refused, match="no_such_booking"):
        await desk.cancel(tx, diary.salon, nobody, order=Order(cause="test"), now=NOW)


@pytest.mark.parametrize("status", list(Status))
async def test_the_database_knows_the_statuses_that_occupy(tx: Tx, status: Status) -> None:
    driver = await tx.driver()
    answer = await driver.execute("SELECT occupies(%s)", (status.value,))
    assert await answer.fetchone() == (status in OCCUPYING,)
