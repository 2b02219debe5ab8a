"""Bookings per second beside plain inserts: the same Postgres, driver, pool, tenant binding, run.

The floor inserts one row into the plainest table that belongs to salons and commits. A booking is
one transaction with its key, chair time, parts, history, price, planned reminder, a message. The
chat's way is two: a hold, then the booking made of it, each with a message. All are worked in
turns by clients of one process, each with a connection of its own, on a Postgres as durable as
production's (fsync on); a ratio is the median over the rounds of what stood side by side.

Run: python -m benchmarks.booking
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Final

import psycopg
import uvloop
from rich.console import Console
from rich.table import Table

from benchmarks.rig import rounds
from benchmarks.rig.desks import open_desk, open_floor
from benchmarks.rig.fights import TIMES, Fight, fight
from benchmarks.rig.own_servers import own_servers
from benchmarks.rig.rounds import Work
from bot import migrations
from foundation import clock
from foundation.crypto import Vault
from foundation.db import Database
from foundation.directory import Directory
from foundation.house import House
from foundation.redis import Live
from foundation.settings import Settings

LANES: Final = 16
ROUNDS: Final = 5
SECONDS: Final = 1.0


@asynccontextmanager
async def _house(settings: Settings) -> AsyncIterator[House]:
    """Open the connections of one process, of which every lane may have its own."""
    database, live = Database(settings.database_url, size=2 * LANES), Live(settings.redis_url)
    await database.open()
    try:
        yield House(
            settings=settings,
            database=database,
            live=live,
            vault=Vault(settings.secret_keys),
            directory=Directory(database),
            clock=clock.now,
            incarnation="benchmark",
        )
    finally:
        await live.close()
        await database.close()


async def measure(settings: Settings, server: int) -> None:
    """Measure each kind of work."""
    migrations.upgrade(settings, say=lambda _: None)
    open_floor(settings)
    async with _house(settings) as house:
        desk = await open_desk(house, LANES)
        works = [
            Work("one row", desk.floor),
            Work("a booking", desk.book),
            Work("a hold, then its booking", desk.chat),
        ]
        await rounds.warm(works, LANES, server)
        _analyze(settings)
        await rounds.run(works, LANES, ROUNDS, SECONDS, server)
        _print(works)
        _print_fight(await fight(desk, settings.database_read_url))


def _analyze(settings: Settings) -> None:
    """Let Postgres know its tables, as autovacuum does within their first minute."""
    with psycopg.connect(settings.database_owner_url, autocommit=True) as owner:
        owner.execute("ANALYZE")


def _print(works: Sequence[Work]) -> None:
    floor, *_ = works
    table = Table(title=f"Bookings per second, {LANES} clients, durable")
    for head in ("", "per second", "x one row", "p50 ms", "p99 ms", "client us", "Postgres us"):
        table.add_column(head, justify="right" if head else "left")
    for one in works:
        p50, p99 = one.latencies()
        table.add_row(
            one.name,
            f"{one.rate:,.0f}",
            f"{one.beside(floor):.2f}",
            f"{p50:.1f}",
            f"{p99:.1f}",
            f"{one.client:,.0f}",
            f"{one.server:,.0f}",
        )
    Console(width=120).print(table)


def _print_fight(fought: Fight) -> None:
    print(
        f"{LANES} clients after {TIMES} times of two stylists, in crossing order:"
        f" {fought.outcomes.total()} asked, {fought.sold} sold, {fought.refused} refused;"
        f" {fought.double} sold twice, {fought.deadlocks} deadlocks in Postgres,"
        f" {fought.surfaced} errors that reached a client"
    )


def main() -> None:
    """Measure on servers of its own, made for this run, as durable as production's."""
    with (
        own_servers() as (servers, _),
        asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
    ):
        runner.run(measure(servers.settings, servers.pids[0]))


if __name__ == "__main__":
    main()
