import asyncio
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import psycopg
import pytest
from procrastinate import App
from psycopg import sql
from structlog.testing import capture_logs

from foundation import ids
from foundation.clock import monotonic
from foundation.house import House
from foundation.ids import SalonId
from foundation.jobs import enqueue, procrastinate_app
from tests.conftest import KEY
from workers import app as worker
from workers import retake
from workers.sweeps import Sweep

SALON = SalonId(ids.new())


@asynccontextmanager
async def working(
    house: House, *sweeps: Sweep, jobs: tuple[worker.Register, ...] = ()
) -> AsyncIterator[asyncio.Event]:
    """Have a worker run around the body, then stop it."""
    stop = asyncio.Event()
    running = asyncio.create_task(worker.run(house, sweeps, stop, jobs=jobs))
    yield stop
    stop.set()
    await running


class Ran:
    """Jobs for a test: `note` ends at once, `linger` when it is let go, `fail` never well."""

    def __init__(self) -> None:
        self.noted: asyncio.Queue[str] = asyncio.Queue()
        self.lingering = asyncio.Event()
        self.let_go = asyncio.Event()

    def register(self, app: App, _house: House) -> None:
        @app.task(name="note")
        async def note(word: str) -> None:
            await self.noted.put(word)

        @app.task(name="linger")
        async def linger() -> None:
            self.lingering.set()
            await self.let_go.wait()
            await self.noted.put("lingered")

        @app.task(name="fail")
        async def fail() -> None:
            raise RuntimeError("poison")


async def put(house: House, name: str, word: str | None = None) -> None:
    payload = {} if word is None else {"word": word}
    async with house.database.unit_of_work(SALON) as tx:
        await enqueue(tx, name, at=None, queue="default", **payload)


async def noted(ran: Ran) -> str:
    async with asyncio.timeout(20):
        return await ran.noted.get()


def statuses(admin: psycopg.Connection) -> list[tuple[str, str]]:
    # The worker's own periodic job comes by whenever a full minute does.
    asked = "SELECT type, status FROM jobs WHERE type <> 'tidy' ORDER BY id"
    return admin.execute(asked).fetchall()


async def test_a_job_runs_soon_after_its_commit(house: House, admin: psycopg.Connection) -> None:
    ran = Ran()
    async with working(house, jobs=(ran.register,)):
        await put(house, "note", word="one")
        assert await noted(ran) == "one"
        await put(house, "note", word="two")
        assert await noted(ran) == "two"
    assert statuses(admin) == []


async def test_a_failed_job_stays_to_be_seen_while_others_run(
    house: House, admin: psycopg.Connection
) -> None:
    ran = Ran()
    await put(house, "fail")
    await put(house, "nobody_knows")
    await put(house, "note", word="one")
    async with working(house, jobs=(ran.register,)):
        assert await noted(ran) == "one"
    assert statuses(admin) == [("fail", "failed"), ("nobody_knows", "failed")]


async def test_sweeps_run_beside_the_jobs(house: House) -> None:
    swept: asyncio.Queue[int] = asyncio.Queue()

    async def sweep() -> int:
        await swept.put(1)
        return 0

    async with working(house, Sweep("mine", 0.01, sweep)):
        async with asyncio.timeout(20):
            for _ in range(3):
                await swept.get()


async def test_a_running_job_may_end_before_the_worker_does(house: House) -> None:
    ran = Ran()
    await put(house, "linger")
    async with working(house, jobs=(ran.register,)) as stop:
        await ran.lingering.wait()
        stop.set()
        ran.let_go.set()
    assert ran.noted.get_nowait() == "lingered"


async def test_a_job_that_does_not_end_is_cut_short(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_PATIENCE", 0.05)
    ran = Ran()
    await put(house, "linger")
    begun = monotonic()
    async with working(house, jobs=(ran.register,)):
        await ran.lingering.wait()
    assert monotonic() - begun < 5
    assert ran.noted.empty()


async def test_a_cancelled_worker_ends_all_its_parts(house: House) -> None:
    started = asyncio.Event()

    async def sweep() -> int:
        started.set()
        return 0

    stop = asyncio.Event()
    running = asyncio.create_task(worker.run(house, [Sweep("mine", 3600, sweep)], stop))
    await started.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert running.cancelled()
    assert stop.is_set()


async def test_a_worker_comes_back_after_the_database_threw_it_out(
    house: House, admin: psycopg.Connection, caplog: pytest.LogCaptureFixture
) -> None:
    ran = Ran()
    with capture_logs() as lines:
        async with working(house, jobs=(ran.register,)):
            await put(house, "note", word="before")
            assert await noted(ran) == "before"
            with shut(admin, house):
                async for _ in patience():
                    if "Side task listener failed" in caplog.text:
                        break
            async for _ in patience():
                if "worker_lost" in [line["event"] for line in lines]:
                    break
            await put(house, "note", word="after")
            assert await noted(ran) == "after"


@contextmanager
def shut(admin: psycopg.Connection, house: House) -> Iterator[None]:
    """Throw everybody out of the database, let nobody in while the body runs."""
    name = sql.Identifier(house.settings.database_url.rpartition("/")[2])
    limit = sql.SQL("ALTER DATABASE {} CONNECTION LIMIT {}")
    admin.execute(limit.format(name, 0))
    admin.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    yield
    admin.execute(limit.format(name, -1))


async def patience() -> AsyncIterator[None]:
    """Yield again and again for 20 seconds, then fail."""
    async with asyncio.timeout(20):
        while True:
            yield
            await asyncio.sleep(0.01)


async def test_a_dead_worker_s_job_is_taken_again(
    house: House, admin: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retake, "HEARTBEAT", 0.1)
    await put(house, "note", word="again")
    _died_with_all_jobs(admin)
    ran = Ran()
    async with working(house, jobs=(ran.register,)):
        assert await noted(ran) == "again"


async def test_a_job_that_kills_its_workers_is_buried(
    house: House, admin: psycopg.Connection
) -> None:
    app = procrastinate_app(house.settings.database_url)
    await put(house, "note", word="poison")
    async with app.open_async():
        for _ in range(retake.ATTEMPTS):
            assert statuses(admin) == [("note", "todo")]
            _died_with_all_jobs(admin)
            assert await retake.sweep(app) == 1
        assert await retake.sweep(app) == 0
    assert statuses(admin) == [("note", "failed")]


async def test_a_living_worker_s_job_is_left_alone(house: House) -> None:
    ran = Ran()
    app = procrastinate_app(house.settings.database_url)
    await put(house, "linger")
    async with working(house, jobs=(ran.register,)), app.open_async():
        await ran.lingering.wait()
        assert await retake.sweep(app) == 0
        ran.let_go.set()


def _died_with_all_jobs(admin: psycopg.Connection) -> None:
    """Leave every job as a worker leaves it that was killed a minute ago."""
    admin.execute(
        "WITH dead AS (INSERT INTO procrastinate_workers (last_heartbeat)"
        " VALUES (now() - interval '1 minute') RETURNING id)"
        " UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT id FROM dead)"
    )


ROOT = Path(__file__).parents[2]
PROCESS = """
import asyncio, signal, sys
from foundation import clock
from foundation.crypto import Vault
from foundation.db import Database
from foundation.directory import Directory
from foundation.house import House
from foundation.redis import Live
from foundation.settings import Settings, parse_keys
from workers import app
from workers.sweeps import Sweep

async def main():
    settings = Settings(_env_file=None, database_url=sys.argv[1], redis_url=sys.argv[2],
                        database_owner_url=sys.argv[1], database_read_url=sys.argv[1])
    database, live = Database(settings.database_url), Live(settings.redis_url)
    stop = asyncio.Event()
    keys = parse_keys(sys.argv[3])
    house = House(settings, database, live, Vault(keys), Directory(database), clock.now, "test")
    await database.open()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async def ready():
        print("ready", flush=True)
        return 0
    await app.run(house, [Sweep("ready", 3600, ready)], stop)
    await live.close()
    await database.close()

asyncio.run(main())
"""


def test_a_worker_process_ends_within_five_seconds_of_sigterm(house: House) -> None:
    given = [house.settings.database_url, house.settings.redis_url, f"test:{KEY}"]
    process = subprocess.Popen(
        [sys.executable, "-c", PROCESS, *given], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    begun = monotonic()
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)
    assert process.returncode == 0
    assert monotonic() - begun < 5
