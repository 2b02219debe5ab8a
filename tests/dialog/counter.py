"""An operator at work in a conversation, for tests of who has it."""

from datetime import datetime, timedelta

import psycopg
import pytest
from sqlalchemy import insert

from booking import customers, desk
from booking.orders import Order
from booking.plan import Want
from bot import check
from bot.console import tables as console
from channels import ownership
from channels.outbox import Parcel
from channels.ownership import Holder, Owner, Voice
from dialog.relay import Bench, Place
from foundation import ids
from foundation.ids import BookingId, CustomerId, OperatorId
from tests.parlour import Parlour
from workers import deliver

WISH = "haircut with Bea on Friday 27 November at 17:00"
LINES = "SELECT kind, status FROM outbox ORDER BY outbox_id"


@pytest.fixture
async def ana(parlour: Parlour) -> Voice:
    """An operator of the salon."""
    return await hire(parlour, "Ana")


async def hire(parlour: Parlour, name: str) -> Voice:
    """Give the salon an operator."""
    made = OperatorId(ids.new())
    async with parlour.house.database.unit_of_work(parlour.salon.salon_id) as tx:
        row = {"salon_id": tx.salon_id, "operator_id": made, "login": name, "name": name}
        await tx.execute(insert(console.operators).values(row | {"password_hash": "x"}))
    return Voice(Holder.OPERATOR, made, name)


async def place(parlour: Parlour, text: str = "hello") -> Place:
    """Open a conversation by saying something."""
    talk = await parlour.hears(text)
    await parlour.answering.now(talk)
    return Place(parlour.house, parlour.salon.salon_id, talk.conversation_id, hosted=False)


async def owner(at: Place) -> Owner:
    async with at.house.database.unit_of_work(at.salon_id) as tx:
        return await ownership.read(tx, at.conversation_id)


async def send(parlour: Parlour, parcels: tuple[Parcel, ...]) -> None:
    await deliver.now(parlour.house, parlour.answering.accounts, parcels)


def lines(admin: psycopg.Connection) -> list[tuple[object, ...]]:
    return admin.execute(LINES.encode()).fetchall()


async def sound(parlour: Parlour) -> list[str]:
    found = await check.run(parlour.house.settings.database_read_url)
    return [one.line for one in found if not one.ok]


async def books(
    parlour: Parlour, at: Bench, start: str = "2026-11-26T09:00", override: str = ""
) -> BookingId:
    """Book a haircut with Bea as the operator who has the conversation."""
    who = at.customer_id or CustomerId(ids.new())
    if at.customer_id is None:
        await customers.keep(at.tx, parlour.house.vault, who, {"name": "Mia"})
        at.customer_id = who
    order = Order(
        by=at.tx.actor,
        cause="console",
        source="console",
        conversation_id=at.talk.conversation_id,
        override=override,
    )
    [made] = await desk.book(
        at.tx,
        at.catalogue,
        wish=((Want(at.catalogue.services[0].id, (at.catalogue.staff[1].id,)),),),
        start=datetime.fromisoformat(start).replace(tzinfo=at.catalogue.zone),
        customers=(who,),
        order=order,
        now=parlour.house.clock(),
    )
    return made.booking_id


async def changes(parlour: Parlour, at: Bench, made: BookingId, *, moves: bool) -> None:
    """Move the visit by an hour, or cancel it, as the operator who has the conversation."""
    order = Order(by=at.tx.actor, cause="console", source="console")
    now = parlour.house.clock()
    if not moves:
        await desk.cancel(at.tx, at.catalogue, made, order=order, now=now)
        return
    later = (await desk.read(at.tx, made)).starts_at + timedelta(hours=1)
    await desk.reschedule(at.tx, at.catalogue, made, start=later, version=1, order=order, now=now)
