"""A short way to the demo salon's diary."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid5

import psycopg

from booking import customers, desk
from booking.catalogue import Catalogue
from booking.desk import Booking, Hold, Order
from booking.plan import Want
from foundation.db import Database, Tx
from foundation.ids import ConversationId, CustomerId, HoldId, ServiceId, StaffId

NOW = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
FRIDAY_FIVE = datetime(2026, 11, 27, 16, tzinfo=UTC)


@dataclass(frozen=True)
class Diary:
    """The demo salon's diary; every conversation is a number, its customer goes by the same."""

    database: Database
    salon: Catalogue

    @property
    def cut(self) -> ServiceId:
        return self.salon.services[0].id

    @property
    def ana(self) -> StaffId:
        return self.salon.staff[0].id

    @property
    def bea(self) -> StaffId:
        return self.salon.staff[1].id

    def talk(self, number: int) -> ConversationId:
        return ConversationId(uuid5(self.salon.salon_id, f"conversation {number}"))

    async def hold(
        self,
        tx: Tx,
        number: int,
        *staff: StaffId,
        start: datetime = FRIDAY_FIVE,
        now: datetime = NOW,
    ) -> Hold:
        return await desk.hold(
            tx,
            self.salon,
            holder=self.talk(number),
            wish=((Want(self.cut, staff or (self.ana,)),),),
            start=start,
            draft_version=1,
            now=now,
        )

    async def confirm(self, tx: Tx, number: int, hold: HoldId, now: datetime = NOW) -> Booking:
        customer = CustomerId(self.talk(number))
        await customers.remember(tx, customer, b"sealed")
        [booking] = await desk.confirm(
            tx,
            self.salon,
            holder=self.talk(number),
            hold_id=hold,
            customers=(customer,),
            order=Order(cause="yes", source="chat", conversation_id=self.talk(number)),
            now=now,
        )
        return booking

    async def book(self, number: int, *staff: StaffId, start: datetime = FRIDAY_FIVE) -> Booking:
        async with self.database.unit_of_work(self.salon.salon_id) as tx:
            held = await self.hold(tx, number, *staff, start=start)
            return await self.confirm(tx, number, held.hold_id)


def lapse(admin: psycopg.Connection, hold: HoldId, seconds: float = 1) -> None:
    """Let a committed hold have ended `seconds` ago, as the database's clock sees it."""
    admin.execute(
        "UPDATE holds SET expires_at = clock_timestamp() - make_interval(secs => %s)"
        " WHERE hold_id = %s",
        (seconds, hold),
    )
