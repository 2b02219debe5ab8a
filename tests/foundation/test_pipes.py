"""Pipes are shared by calls, lent to transactions, replaced when the server has left them."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from uuid import UUID

import psycopg
import pytest

from foundation import pipe
from foundation.db import Database
from foundation.ids import SalonId

SALON = SalonId(UUID(int=5))
PID = "SELECT pg_backend_pid()"
SLEEP = "SELECT pg_sleep(0.05)"
WRITE = "INSERT INTO door_events (kind, reason) VALUES (%s, 'test')"
THROW_OUT = (
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


def written(admin: psycopg.Connection) -> list[str]:
    return [kind for (kind,) in admin.execute("SELECT kind FROM door_events")]


async def shared(database: Database) -> None:
    await database.rows(SLEEP)


async def lent(database: Database) -> None:
    async with database.hot_work(SALON) as tx:
        await tx.rows(SLEEP)


async def test_calls_share_few_connections(database: Database) -> None:
    found = await asyncio.gather(*(database.rows(PID) for _ in range(50)))
    assert len({pid for [(pid,)] in found}) == 2


async def test_a_transaction_has_a_connection_of_its_own(database: Database) -> None:
    async with database.hot_work(SALON) as one, database.hot_work(SALON) as other:
        pids = {(await calls.rows(PID))[0][0] for calls in (one, other, database)}
    assert len(pids) == 3


async def test_a_transaction_that_ends_is_committed(
    database: Database, admin: psycopg.Connection
) -> None:
    async with database.hot_work(SALON) as tx:
        await tx.rows(WRITE, ("first",))
        assert written(admin) == []
    assert written(admin) == ["first"]


async def test_a_transaction_in_which_nothing_is_asked_leaves_nothing_behind(
    database: Database, admin: psycopg.Connection
) -> None:
    async with database.hot_work(SALON):
        pass
    async with database.hot_work(SALON) as tx:
        await tx.rows(WRITE, ("first",))
    assert written(admin) == ["first"]


async def test_an_error_rolls_everything_back_and_the_next_transaction_works(
    database: Database, admin: psycopg.Connection
) -> None:
    async def fail() -> None:
        async with database.hot_work(SALON) as tx:
            await tx.rows(WRITE, ("lost",))
            raise LookupError

    for _ in range(20):  # more often than there are pipes to lend
        with pytest.raises(LookupError):
            await fail()
    async with database.hot_work(SALON) as tx:
        await tx.rows(WRITE, ("kept",))
    assert written(admin) == ["kept"]


async def test_an_error_of_the_server_that_was_passed_over_commits_nothing(
    database: Database, admin: psycopg.Connection
) -> None:
    async def fail() -> None:
        async with database.hot_work(SALON) as tx:
            await tx.rows(WRITE, ("lost",))
            with suppress(psycopg.errors.DivisionByZero):
                await tx.rows("SELECT 1 / 0")

    with pytest.raises(psycopg.errors.InFailedSqlTransaction):
        await fail()
    assert written(admin) == []


async def test_a_cancelled_transaction_leaves_nothing_behind(
    database: Database, admin: psycopg.Connection
) -> None:
    begun = asyncio.Event()

    async def work() -> None:
        async with database.hot_work(SALON) as tx:
            await tx.rows(WRITE, ("lost",))
            begun.set()
            await tx.rows("SELECT pg_sleep(20)")

    task = asyncio.create_task(work())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with database.hot_work(SALON) as tx:
        await tx.rows(WRITE, ("kept",))
    assert written(admin) == ["kept"]


async def test_transactions_beyond_the_number_of_pipes_wait_their_turn(database: Database) -> None:
    await asyncio.gather(*(lent(database) for _ in range(20)))


async def test_connections_that_the_server_left_are_replaced_unseen(
    database: Database, admin: psycopg.Connection
) -> None:
    for _ in range(3):
        await asyncio.gather(*(piped(database) for piped in (shared, lent) for _ in range(10)))
        admin.execute(THROW_OUT)


@pytest.mark.parametrize("piped", [shared, lent])
async def test_without_the_guard_they_would_be_seen(
    database: Database,
    admin: psycopg.Connection,
    monkeypatch: pytest.MonkeyPatch,
    piped: Callable[[Database], Awaitable[None]],
) -> None:
    monkeypatch.setattr(pipe, "is_gone", lambda _: False)
    await piped(database)
    admin.execute(THROW_OUT)
    with pytest.raises(psycopg.OperationalError):
        await piped(database)


async def test_without_a_tenant_a_hot_transaction_sees_no_row(database: Database) -> None:
    with pytest.raises(psycopg.Error):
        async with database.hot_work(SALON) as tx:
            await tx.rows(
                "INSERT INTO customers (salon_id, customer_id) VALUES (%s, %s)", (SALON, SALON)
            )
