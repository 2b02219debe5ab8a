"""A visit moves in one step; what it costs, what it keeps."""

from datetime import datetime, timedelta

import psycopg
import pytest

from booking import desk
from booking.desk import Booking, Order
from booking.plan import Want
from booking.status import Status
from foundation.db import Tx
from foundation.errors import Refused
from foundation.money import Money
from tests.booking.studio import ANA, BEA, CUT, FRIDAY_TEN, NOW, Studio

HOUR = timedelta(hours=1)
CUT_WITH_ANA = Want(CUT.id, (ANA.id,))


async def moved(
    studio: Studio,
    tx: Tx,
    booking: Booking,
    start: datetime,
    *,
    now: datetime = NOW,
    wish: tuple[Want, ...] | None = None,
    key: str | None = None,
) -> Booking:
    return await desk.reschedule(
        tx,
        studio.salon,
        booking.booking_id,
        start=start,
        version=booking.version,
        order=Order(by="customer:1", key=key),
        now=now,
        wish=wish,
    )


async def test_the_old_time_is_free_once_the_new_one_is_taken(studio: Studio, desk_tx: Tx) -> None:
    [booking] = await studio.book(desk_tx, (CUT_WITH_ANA,))
    later = await moved(studio, desk_tx, booking, FRIDAY_TEN + HOUR)
    assert (later.starts_at, later.version, later.sequence) == (FRIDAY_TEN + HOUR, 2, 1)
    await studio.book(desk_tx, (CUT_WITH_ANA,), number=2)
    row = (await desk.history(desk_tx, booking.booking_id))[-1]
    assert (row.cause, row.actor) == ("rescheduled", "customer:1")
    assert row.details["from"] == FRIDAY_TEN.isoformat()


async def test_a_visit_moves_into_time_that_it_had_itself(studio: Studio, desk_tx: Tx) -> None:
    [booking] = await studio.book(desk_tx, (CUT_WITH_ANA,))
    later = await moved(studio, desk_tx, booking, FRIDAY_TEN + HOUR / 4)
    assert later.starts_at == FRIDAY_TEN + HOUR / 4


async def test_a_visit_that_cannot_move_stays(studio: Studio, desk_tx: Tx) -> None:
    [booking] = await studio.book(desk_tx, (CUT_WITH_ANA,))
    await studio.book(desk_tx, (CUT_WITH_ANA,), start=FRIDAY_TEN + HOUR, number=2)
    with pytest.raises(Refused, match="time_taken"):
        await moved(studio, desk_tx, booking, FRIDAY_TEN + HOUR)
    with pytest.raises(Refused, match="time_taken"):
        await studio.book(desk_tx, (CUT_WITH_ANA,), number=3)
    assert await desk.read(desk_tx, booking.booking_id) == booking


async def test_the_same_request_twice_moves_once(studio: Studio, desk_tx: Tx) -> None:
    [booking] = await studio.book(desk_tx, (CUT_WITH_ANA,))
    once = await moved(studio, desk_tx, booking, FRIDAY_TEN + HOUR, key="k")
    assert await moved(studio, desk_tx, booking, FRIDAY_TEN + HOUR, key="k") == once


async def test_who_saw_an_older_version_is_told(studio: Studio, desk_tx: Tx) -> None:
    [booking] = await studio.book(desk_tx, (CUT_WITH_ANA,))
    await moved(studio, desk_tx, booking, FRIDAY_TEN + HOUR)
    with pytest.raises(Refused, match="stale") as refusal:
        await moved(studio, desk_tx, booking, FRIDAY_TEN + 2 * HOUR)
    assert refusal.value.facts == {"version": 2}


async def test_another_stylist_has_a_price_of_their_own(studio: Studio, desk_tx: Tx) -> None:
    [booking] = await studio.book(desk_tx, (CUT_WITH_ANA,))
    changed = await moved(studio, desk_tx, booking, FRIDAY_TEN, wish=(Want(CUT.id, (BEA.id,)),))
    assert (changed.price, changed.ends_at - changed.starts_at) == (
        Money(4800, "EUR"),
        timedelta(minutes=55),
    )


async def test_what_is_cancelled_does_not_move(studio: Studio, desk_tx: Tx) -> None:
    [booking] = await studio.book(desk_tx, (CUT_WITH_ANA,))
    [gone] = await desk.cancel(desk_tx, studio.salon, booking.booking_id, order=Order(), now=NOW)
    with pytest.raises(Refused, match="not_possible"):
        await moved(studio, desk_tx, gone, FRIDAY_TEN + HOUR)


async def test_the_reminder_moves_along(studio: Studio, admin: psycopg.Connection) -> None:
    due = "SELECT due_at FROM planned_reminders"
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        [booking] = await studio.book(tx, (CUT_WITH_ANA,))
    assert admin.execute(due).fetchall() == [(FRIDAY_TEN - 24 * HOUR,)]
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        await moved(studio, tx, booking, FRIDAY_TEN + HOUR)
    assert admin.execute(due).fetchall() == [(FRIDAY_TEN - 23 * HOUR,)]
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        await desk.cancel(tx, studio.salon, booking.booking_id, order=Order(), now=NOW)
    assert admin.execute(due).fetchall() == []


@pytest.mark.parametrize(
    ("before", "fee"),
    [
        (48 * HOUR, 0),
        (48 * HOUR - timedelta(seconds=1), 1200),
        (24 * HOUR, 1200),
        (24 * HOUR - timedelta(seconds=1), 2000),
        (2 * HOUR, 2000),
        (2 * HOUR - timedelta(seconds=1), 4000),
    ],
)
async def test_a_cancellation_costs_by_the_second(
    studio: Studio, desk_tx: Tx, before: timedelta, fee: int
) -> None:
    [booking] = await studio.book(desk_tx, (CUT_WITH_ANA,))
    await desk.cancel(
        desk_tx, studio.salon, booking.booking_id, order=Order(), now=FRIDAY_TEN - before
    )
    row = (await desk.history(desk_tx, booking.booking_id))[-1]
    assert row.details == {"fee": fee, "currency": "EUR"}


async def test_a_late_move_costs_does_not_turn_the_clock_back(studio: Studio, desk_tx: Tx) -> None:
    [booking] = await studio.book(desk_tx, (CUT_WITH_ANA,))
    late = FRIDAY_TEN - 3 * HOUR
    next_week = await moved(studio, desk_tx, booking, FRIDAY_TEN + 24 * 7 * HOUR, now=late)
    assert (await desk.history(desk_tx, booking.booking_id))[-1].details["fee"] == 400
    await desk.cancel(
        desk_tx, studio.salon, next_week.booking_id, order=Order(), now=late + HOUR / 2
    )
    row = (await desk.history(desk_tx, booking.booking_id))[-1]
    assert row.details["fee"] == 2000


async def test_staying_away_costs_what_the_terms_say(studio: Studio, desk_tx: Tx) -> None:
    [booking] = await studio.book(desk_tx, (CUT_WITH_ANA,))
    await desk.no_show(
        desk_tx, studio.salon, booking.booking_id, order=Order(), now=FRIDAY_TEN + HOUR
    )
    row = (await desk.history(desk_tx, booking.booking_id))[-1]
    assert (row.status, row.details["fee"]) == (Status.NO_SHOW, 4000)
