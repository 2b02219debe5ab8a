"""A salon with room for many bookings: what its clients do, each with a stylist of their own."""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Final

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from booking import customers, desk, salons, seed
from booking.catalogue import Catalogue, Service, Stylist
from booking.orders import Order
from booking.plan import Want
from channels import accounts
from foundation import ids
from foundation.db import Database, HotTx, Tx
from foundation.house import House
from foundation.ids import AccountId, ConversationId, CustomerId, SalonId, ServiceId, StaffId
from foundation.money import Money
from foundation.settings import Settings

NOW: Final = datetime(2027, 1, 4, 8, tzinfo=UTC)
MINUTES: Final = 30
_FIRST: Final = NOW + timedelta(days=1)
_WEEK: Final = dict.fromkeys(range(7), ((0, 24 * 60),))
_BODY: Final = bytes(160)  # a sealed line of text is about as long

_BIND: Final = (
    "SELECT set_config('app.salon_id', %b, true), set_config('app.request_id', %b, true),"
    " set_config('app.actor', %b, true)"
)
_TALK: Final = (
    "INSERT INTO conversations (salon_id, conversation_id, account_id, address_hash, address,"
    " customer_id) VALUES (%b, %b, %b, %b, %b, %b)"
)
_FLOOR_TABLE: Final = (
    "CREATE TABLE floor (salon_id uuid, row_id uuid, PRIMARY KEY (salon_id, row_id))",
    "ALTER TABLE floor ENABLE ROW LEVEL SECURITY",
    """
    CREATE POLICY tenant ON floor TO {role} USING (salon_id = current_setting('app.salon_id')::uuid)
    """,
    "GRANT INSERT ON floor TO {role}",
)
_FLOOR: Final = "INSERT INTO floor (salon_id, row_id) VALUES (%b, %b)"
_PUT: Final = (
    "INSERT INTO outbox (salon_id, account_id, conversation_id, revision, body, status)"
    " VALUES (%b, %b, %b, 1, %b, 'queued')"
)


@dataclass(frozen=True, slots=True)
class Lane:
    """One client: a stylist nobody else books, a conversation of its own, all times ahead."""

    staff: StaffId
    talk: ConversationId
    customer: CustomerId
    starts: Iterator[datetime]


@dataclass(frozen=True, slots=True)
class Desk:
    """The salon with its clients."""

    database: Database
    salon: Catalogue
    account: AccountId
    lanes: Sequence[Lane]
    serial: Iterator[int]

    @property
    def cut(self) -> ServiceId:
        """Give the service that everybody wants."""
        return self.salon.services[0].id

    @asynccontextmanager
    async def bound(self) -> AsyncIterator[HotTx]:
        """Open a transaction bound to the salon."""
        async with self.database.hot_work(self.salon.salon_id) as tx:
            await tx.rows(_BIND, (str(tx.salon_id), "benchmark", "benchmark"))
            yield tx

    async def floor(self, _: int) -> None:
        """Insert one row."""
        async with self.bound() as tx:
            await tx.rows(_FLOOR, (tx.salon_id, ids.new()))

    async def book(self, number: int) -> None:
        """Book by the desk, put the message that says so."""
        lane = self.lanes[number]
        async with self.bound() as tx:
            await desk.book(
                tx,
                self.salon,
                wish=((Want(self.cut, (lane.staff,)),),),
                start=next(lane.starts),
                customers=(lane.customer,),
                order=Order(key=f"request {next(self.serial)}"),
                now=NOW,
            )
            await self._put(tx, lane)

    async def chat(self, number: int) -> None:
        """Hold in one transaction, confirm in the next, with a message in each."""
        lane = self.lanes[number]
        async with self.bound() as tx:
            held = await desk.hold(
                tx,
                self.salon,
                holder=lane.talk,
                wish=((Want(self.cut, (lane.staff,)),),),
                start=next(lane.starts),
                draft_version=1,
                now=NOW,
            )
            await self._put(tx, lane)
        async with self.bound() as tx:
            await desk.confirm(
                tx,
                self.salon,
                holder=lane.talk,
                hold_id=held.hold_id,
                customers=(lane.customer,),
                order=Order(source="chat", conversation_id=lane.talk),
                now=NOW,
            )
            await self._put(tx, lane)

    async def _put(self, tx: HotTx, lane: Lane) -> None:
        await tx.rows(_PUT, (tx.salon_id, self.account, lane.talk, _BODY))


async def open_desk(house: House, lanes: int) -> Desk:
    """Make a salon with a stylist, a conversation, a customer for every lane."""
    salon = _salon(lanes)
    async with house.database.unit_of_work(salon.salon_id, actor="benchmark") as tx:
        await salons.replace(tx, salon)
        account = (await accounts.connect(tx, house, "web", "Web", {}, ids.token())).account_id
        made = [await _lane(tx, account, one) for one in salon.staff]
        catalogue = await salons.load_catalogue(tx)
    return Desk(house.database, catalogue, account, made, count())


def open_floor(settings: Settings) -> None:
    """Make the plainest table that belongs to salons, with the policies of all the others."""
    role = make_url(settings.database_url).username
    with psycopg.connect(settings.database_owner_url) as owner:
        for statement in _FLOOR_TABLE:
            owner.execute(sql.SQL(statement).format(role=sql.Identifier(role or "")))


def _salon(lanes: int) -> Catalogue:
    cut = Service(ServiceId(ids.new()), "cut", {"en": "Cut"}, (), MINUTES, Money(4000, "EUR"))
    staff = tuple(
        Stylist(StaffId(ids.new()), f"Stylist {number}", (), frozenset({cut.id}), _WEEK)
        for number in range(lanes)
    )
    return replace(
        seed.demo(),
        salon_id=SalonId(ids.new()),
        slug="bench",
        opening=_WEEK,
        services=(cut,),
        staff=staff,
        resources=(),
        horizon=1500,
    )


async def _lane(tx: Tx, account: AccountId, stylist: Stylist) -> Lane:
    talk, customer = ConversationId(ids.new()), CustomerId(ids.new())
    await customers.remember(tx, customer, None)
    await tx.rows(_TALK, (tx.salon_id, talk, account, talk.bytes, _BODY, customer))
    return Lane(stylist.id, talk, customer, _times())


def _times() -> Iterator[datetime]:
    """Give every half hour from tomorrow on."""
    return (_FIRST + timedelta(minutes=MINUTES) * number for number in count())
