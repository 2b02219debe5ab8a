"""The database goes away and comes back; nobody is handed what it left behind."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from psycopg import sql
from psycopg_pool import PoolTimeout
from sqlalchemy.exc import DBAPIError

from foundation import ids, reconnect
from foundation.clock import monotonic
from foundation.db import Database
from foundation.ids import SalonId
from foundation.settings import Settings

SALON = SalonId(ids.new())
THROW_OUT = (
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


async def hot(database: Database) -> None:
    async with database.hot.connection(timeout=5) as connection:
        await connection.execute("SELECT pg_sleep(0.01)")


async def unit(database: Database) -> None:
    async with database.unit_of_work(SALON) as tx:
        await (await tx.driver()).execute("SELECT pg_sleep(0.01)")


async def ten_of_each(database: Database) -> None:
    await asyncio.gather(*(work(database) for work in (hot, unit) for _ in range(10)))


async def test_thrown_out_connections_are_replaced_unseen(
    database: Database, admin: psycopg.Connection
) -> None:
    await ten_of_each(database)
    for _ in range(3):
        admin.execute(THROW_OUT)
        await ten_of_each(database)


@pytest.mark.parametrize("work", [hot, unit])
async def test_without_the_guard_they_would_be_seen(
    database: Database, admin: psycopg.Connection, monkeypatch: pytest.MonkeyPatch, work: object
) -> None:
    monkeypatch.setattr(reconnect, "is_gone", lambda _: False)
    assert callable(work)
    await work(database)
    admin.execute(THROW_OUT)
    with pytest.raises((psycopg.OperationalError, DBAPIError)):
        await work(database)


async def test_work_goes_on_soon_after_an_outage(
    database: Database, admin: psycopg.Connection, clean: Settings
) -> None:
    with shut(admin, clean):
        for _ in range(5):  # several seconds of vain attempts
            with pytest.raises(PoolTimeout):
                async with database.hot.connection(timeout=1):
                    pass
    begun = monotonic()
    await ten_of_each(database)
    assert monotonic() - begun < 5


@contextmanager
def shut(admin: psycopg.Connection, settings: Settings) -> Iterator[None]:
    """Throw everybody out of the database, let nobody in while the body runs."""
    name = sql.Identifier(settings.database_url.rpartition("/")[2])
    limit = sql.SQL("ALTER DATABASE {} CONNECTION LIMIT {}")
    admin.execute(limit.format(name, 0))
    admin.execute(THROW_OUT)
    yield
    admin.execute(limit.format(name, -1))
