"""Many clients after few times: who gets them, what Postgres had to sort out meanwhile."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import psycopg

from benchmarks.rig.desks import MINUTES, NOW, Desk, Lane
from booking import desk
from booking.orders import Order
from booking.plan import Want, Wish
from foundation.errors import Refused

TIMES: Final = 40
"""How many times are fought for, one after the other, by all at once."""

_SETTLE: Final = 1.2  # seconds until Postgres' own numbers are in
_FIRST: Final = NOW + timedelta(days=1000)
_DEADLOCKS: Final = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
_DOUBLE: Final = """
SELECT count(*) FROM booking_segments a JOIN booking_segments b
  ON (a.salon_id, a.staff_id) = (b.salon_id, b.staff_id)
  AND (a.booking_id, a.position) < (b.booking_id, b.position)
  AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at
"""
"""Looks at what was written, whatever guards it."""


@dataclass(frozen=True, slots=True)
class Fight:
    """What became of it: how many were sold, refused, met errors; times sold twice, deadlocks."""

    outcomes: Counter[str]
    double: int
    deadlocks: int

    @property
    def sold(self) -> int:
        """Give how many got what they wanted."""
        return self.outcomes["sold"]

    @property
    def refused(self) -> int:
        """Give how many were told that it is not to be had."""
        return self.outcomes["refused"]

    @property
    def surfaced(self) -> int:
        """Give how many met anything else."""
        return self.outcomes.total() - self.sold - self.refused


async def fight(ring: Desk, read_url: str) -> Fight:
    """Let all clients ask for two stylists in crossing order, half of them by way of a hold."""
    with psycopg.connect(read_url, autocommit=True) as reader:
        before = _one(reader, _DEADLOCKS)
        outcomes: Counter[str] = Counter()
        for number in range(TIMES):
            start = _FIRST + timedelta(minutes=3 * MINUTES * number)
            outcomes.update(
                await asyncio.gather(*(_ask(ring, one, start) for one in range(len(ring.lanes))))
            )
        await asyncio.sleep(_SETTLE)
        return Fight(outcomes, _one(reader, _DOUBLE), _one(reader, _DEADLOCKS) - before)


async def _ask(ring: Desk, number: int, start: datetime) -> str:
    lane = ring.lanes[number]
    one, other = (each.staff for each in ring.lanes[:2])
    if number % 2:
        one, other = other, one
    wish = ((Want(ring.cut, (one,)), Want(ring.cut, (other,))),)
    start += timedelta(minutes=MINUTES // 2 * (number % 3))
    try:
        await (_hold if number % 4 < 2 else _book)(ring, lane, wish, start)
    except Refused:
        return "refused"
    except Exception as error:  # noqa: BLE001 - whatever it is, it is counted
        return repr(error)
    return "sold"


async def _hold(ring: Desk, lane: Lane, wish: Wish, start: datetime) -> None:
    async with ring.bound() as tx:
        held = await desk.hold(
            tx, ring.salon, holder=lane.talk, wish=wish, start=start, draft_version=1, now=NOW
        )
    async with ring.bound() as tx:
        await desk.confirm(
            tx,
            ring.salon,
            holder=lane.talk,
            hold_id=held.hold_id,
            customers=(lane.customer,),
            order=Order(source="chat", conversation_id=lane.talk),
            now=NOW,
        )


async def _book(ring: Desk, lane: Lane, wish: Wish, start: datetime) -> None:
    async with ring.bound() as tx:
        await desk.book(
            tx,
            ring.salon,
            wish=wish,
            start=start,
            customers=(lane.customer,),
            order=Order(),
            now=NOW,
        )


def _one(reader: psycopg.Connection, query: str) -> int:
    row = reader.execute(query.encode()).fetchone()
    return int(row[0]) if row else 0
