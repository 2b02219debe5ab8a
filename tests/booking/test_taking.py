"""What is taken is taken whole, of what can be had, for as long as it is promised."""

import asyncio
import json
from datetime import timedelta
from uuid import UUID

import psycopg
import pytest

from booking import desk
from booking.desk import Booking, Order
from booking.plan import Want
from booking.seed import SALON_ID
from booking.status import Status
from foundation.db import Tx
from foundation.errors import Refused, Transient
from foundation.ids import BookingId, ConversationId, HoldId, new
from tests.booking import written
from tests.booking.studio import ANA, BEA, CUT, FRIDAY_TEN, NOW, YOGA, Studio

ANA_CUT = (Want(CUT.id, (ANA.id,)),)
BEA_CUT = (Want(CUT.id, (BEA.id,)),)
HOUR = timedelta(hours=1)
TALK = ConversationId(UUID(int=7))
_TAKE = (
    "SELECT take_plans(%b, %b::text::jsonb, NULL::uuid, NULL::uuid, NULL::uuid, NULL::uuid[],"
    " %b, NULL::uuid)"
)


async def take(tx: Tx, *plans: list[tuple[int, int]]) -> int | None:
    """Try to take Ana's minutes for a block; give which of the plans was taken."""
    told = [
        {"visits": [{"takes": [["staff", str(ANA.id), *span] for span in spans]}]}
        for spans in plans
    ]
    [(choice,)] = await tx.rows(_TAKE, (tx.salon_id, json.dumps(told), new()))
    return None if choice is None else int(choice)


@pytest.mark.parametrize(
    "plans",
    [
        [],
        [[]],
        [[(100, 160), (100, 160)]],
        [[(100, 160), (130, 190)]],
        [[(100, 160), (200, 260), (130, 140)]],
    ],
    ids=["no plan", "nothing to take", "twice the same", "over itself", "within itself"],
)
async def test_a_plan_that_cannot_be_leaves_nothing_behind(
    desk_tx: Tx, plans: list[list[tuple[int, int]]]
) -> None:
    assert await take(desk_tx, *plans) is None
    assert await desk_tx.rows("SELECT 1 FROM occupied") == []


async def test_the_first_plan_that_can_be_is_taken(desk_tx: Tx) -> None:
    assert await take(desk_tx, [(100, 160), (130, 190)], [(100, 160), (160, 190)]) == 1
    assert len(await desk_tx.rows("SELECT 1 FROM occupied")) == 2
    await desk_tx.rows("DELETE FROM occupied")  # a block without its row cannot be committed


async def held(studio: Studio, *persons: tuple[Want, ...]) -> HoldId:
    async with studio.database.unit_of_work(SALON_ID) as tx:
        hold = await desk.hold(
            tx,
            studio.salon,
            holder=TALK,
            wish=persons,
            start=FRIDAY_TEN,
            draft_version=1,
            now=NOW,
        )
    return hold.hold_id


async def test_a_hold_gives_way_whole_to_its_holders_booking(
    studio: Studio, admin: psycopg.Connection
) -> None:
    await held(studio, ANA_CUT, BEA_CUT)
    async with studio.database.unit_of_work(SALON_ID) as tx:
        await studio.book(tx, ANA_CUT, conversation_id=TALK)
        await studio.book(tx, BEA_CUT, number=2)
    assert written.broken(admin) == []


async def test_a_hold_gives_way_whole_to_its_holders_late_payment(
    studio: Studio, admin: psycopg.Connection
) -> None:
    async with studio.database.unit_of_work(SALON_ID) as tx:
        [booking] = await studio.book(
            tx, ANA_CUT, status=Status.PENDING_PAYMENT, conversation_id=TALK
        )
    admin.execute("UPDATE bookings SET pay_until = clock_timestamp() - interval '1 second'")
    assert await desk.expire(studio.database) == 1
    await held(studio, ANA_CUT, BEA_CUT)
    async with studio.database.unit_of_work(SALON_ID) as tx:
        await desk.paid(tx, studio.salon, booking.booking_id, order=Order(), now=NOW)
    assert admin.execute("SELECT 1 FROM holds").fetchall() == []
    assert written.broken(admin) == []


async def test_a_seat_is_not_sold_while_its_class_is_called_off(
    studio: Studio, admin: psycopg.Connection
) -> None:
    async with studio.database.unit_of_work(SALON_ID) as tx:
        session = await desk.open_class(
            tx, studio.salon, service_id=YOGA.id, staff_id=ANA.id, start=FRIDAY_TEN, now=NOW
        )

    async def guest() -> None:
        async with studio.database.unit_of_work(SALON_ID) as tx:
            await studio.book(tx, (Want(YOGA.id),))

    async with studio.database.unit_of_work(SALON_ID) as tx:
        await desk.close_class(tx, session)
        waiting = asyncio.create_task(guest())
        await asyncio.sleep(0.3)  # long enough to have found the seat free
        assert not waiting.done()
    with pytest.raises(Refused, match="time_taken"):
        await waiting
    assert written.broken(admin) == []


async def cancelled(studio: Studio, *bookings: BookingId, party: bool) -> str:
    try:
        async with studio.database.unit_of_work(SALON_ID) as tx:
            for one in bookings:
                await desk.cancel(tx, studio.salon, one, order=Order(), now=NOW, party=party)
                await asyncio.sleep(0.1)
    except (Refused, Transient) as error:
        return type(error).__name__
    return "done"


async def party(studio: Studio) -> tuple[Booking, ...]:
    async with studio.database.unit_of_work(SALON_ID) as tx:
        return await studio.book(tx, ANA_CUT, BEA_CUT)


async def test_a_party_is_cancelled_from_both_ends_without_a_deadlock(studio: Studio) -> None:
    one, two = (each.booking_id for each in await party(studio))
    came = await asyncio.gather(
        cancelled(studio, one, party=True), cancelled(studio, two, party=True)
    )
    assert sorted(came) == ["Refused", "done"]


async def test_one_by_one_from_both_ends_they_block_each_other(studio: Studio) -> None:
    one, two = (each.booking_id for each in await party(studio))
    came = await asyncio.gather(
        cancelled(studio, one, two, party=False), cancelled(studio, two, one, party=False)
    )
    assert "Transient" in came


async def test_a_visit_is_cancelled_while_it_moves(
    studio: Studio, admin: psycopg.Connection
) -> None:
    async with studio.database.unit_of_work(SALON_ID) as tx:
        [booking] = await studio.book(tx, ANA_CUT)
    async with studio.database.unit_of_work(SALON_ID) as tx:
        await desk.reschedule(
            tx,
            studio.salon,
            booking.booking_id,
            start=FRIDAY_TEN + HOUR,
            version=1,
            order=Order(),
            now=NOW,
        )
        off = asyncio.create_task(cancelled(studio, booking.booking_id, party=False))
        await asyncio.sleep(0.2)
        assert not off.done()
    assert await off == "done"
    assert admin.execute("SELECT 1 FROM occupied").fetchall() == []
    assert written.broken(admin) == []
