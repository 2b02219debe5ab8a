import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import datetime, timedelta

import psycopg
import pytest
from procrastinate import App

from foundation import clock
from foundation.db import Database
from foundation.errors import Refused
from foundation.ids import SalonId
from foundation.jobs import enqueue, procrastinate_app
from foundation.settings import Settings

Two = tuple[SalonId, SalonId]


@pytest.fixture
async def app(clean: Settings) -> AsyncIterator[App]:
    app = procrastinate_app(clean.database_url)
    async with app.open_async():
        yield app


def jobs(admin: psycopg.Connection) -> list[tuple[object, ...]]:
    return admin.execute("SELECT type, payload, status, queue FROM jobs ORDER BY id").fetchall()


async def test_a_commit_leaves_one_job(
    database: Database, salons: Two, admin: psycopg.Connection
) -> None:
    async with database.unit_of_work(salons[0]) as tx:
        job_id = await enqueue(tx, "think", queue="slow", conversation_id="1")
        assert jobs(admin) == []
    assert jobs(admin) == [("think", {"conversation_id": "1"}, "todo", "slow")]
    assert admin.execute("SELECT id FROM jobs").fetchone() == (job_id,)


async def test_a_rollback_leaves_none(
    database: Database, salons: Two, admin: psycopg.Connection
) -> None:
    with suppress(Refused):
        async with database.unit_of_work(salons[0]) as tx:
            await enqueue(tx, "think")
            raise Refused("time_taken")
    assert jobs(admin) == []


async def test_a_job_put_after_a_refusal_in_a_savepoint_stays(
    database: Database, salons: Two, admin: psycopg.Connection
) -> None:
    async with database.unit_of_work(salons[0]) as tx:
        with suppress(Refused):
            async with tx.connection.begin_nested():
                await enqueue(tx, "gone")
                raise Refused("time_taken")
        await enqueue(tx, "kept")
    assert [job[0] for job in jobs(admin)] == ["kept"]


async def test_the_same_job_twice_is_two_jobs(
    database: Database, salons: Two, admin: psycopg.Connection
) -> None:
    for _ in range(2):
        async with database.unit_of_work(salons[0]) as tx:
            await enqueue(tx, "think", conversation_id="1")
    assert len(jobs(admin)) == 2


async def test_a_worker_runs_the_job(database: Database, salons: Two, app: App) -> None:
    ran = []

    @app.task(name="think")
    async def think(conversation_id: str) -> None:
        ran.append(conversation_id)

    async with database.unit_of_work(salons[0]) as tx:
        await enqueue(tx, "think", conversation_id="1")
    await app.run_worker_async(wait=False, install_signal_handlers=False)
    assert ran == ["1"]


async def test_a_job_waits_for_its_time(
    database: Database, salons: Two, app: App, admin: psycopg.Connection
) -> None:
    ran = []

    @app.task(name="think")
    async def think() -> None:
        ran.append(1)

    async with database.unit_of_work(salons[0]) as tx:
        await enqueue(tx, "think", at=clock.now() + timedelta(hours=1))
    await app.run_worker_async(wait=False, install_signal_handlers=False)
    assert ran == []
    admin.execute("UPDATE procrastinate_jobs SET scheduled_at = now() - interval '1 s'")
    await app.run_worker_async(wait=False, install_signal_handlers=False)
    assert ran == [1]


async def test_a_job_s_time_needs_its_zone(database: Database, salons: Two) -> None:
    async with database.unit_of_work(salons[0]) as tx:
        with pytest.raises(ValueError, match="zone"):
            await enqueue(tx, "think", at=datetime(2026, 11, 23, 14, 5))  # noqa: DTZ001 - the test


async def test_many_transactions_at_once_lose_no_job(
    database: Database, salons: Two, admin: psycopg.Connection
) -> None:
    async def one(number: int) -> None:
        async with database.unit_of_work(salons[number % 2]) as tx:
            await enqueue(tx, "think", number=number)

    await asyncio.gather(*(one(number) for number in range(40)))
    numbers = admin.execute("SELECT (payload->>'number')::int FROM jobs").fetchall()
    assert sorted(number for (number,) in numbers) == list(range(40))
