"""What a door has acknowledged is kept, answered once, whichever process or server is killed."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import psycopg
import pytest

from bot import app
from foundation.clock import monotonic
from foundation.embedded import launch
from foundation.settings import Settings
from tests.faults import processes
from tests.faults.conftest import DOORS
from tests.faults.grounds import Mortal
from tests.faults.processes import Program
from tests.faults.storms import Gust, Square, deliver, luck
from tests.faults.town import Town, broken, visit
from tests.recorded import Case, cases

pytestmark = pytest.mark.xdist_group("fleet")

PATIENCE = 90.0  # seconds until all that was left behind is taken up again
SIDE_BY_SIDE = 8
# A minute passes for what the dead have left behind.
LATER = (
    "UPDATE outbox SET leased_until = leased_until - interval '1 minute' WHERE lease_owner LIKE %s"
)
LEFT = """
SELECT (SELECT count(*) FROM inbox WHERE answered_revision IS NULL),
       (SELECT count(*) FROM outbox WHERE status IN ('queued', 'sending'))
"""
TWICE = "SELECT count(*) - count(DISTINCT (account_id, provider_id)) FROM inbox"
UNSURE = "SELECT count(*) FROM outbox WHERE status = 'unknown'"


@dataclass(slots=True)
class Doomed:
    """Doors of which one after the other is killed, then opened again."""

    settings: Settings
    folder: Path
    ports: list[int] = field(default_factory=lambda: [launch.free_port() for _ in range(DOORS)])
    programs: list[Program] = field(default_factory=list)
    dead: list[int] = field(default_factory=list)

    def opens(self, *which: int) -> None:
        """Start doors; those that follow wait for nobody."""
        for number in which:
            arguments = ("serve", "--port", str(self.ports[number]))
            log = self.folder / f"doomed_{number}.log"
            self.programs[number:] = [
                processes.parlance(self.settings, log, *arguments),
                *self.programs[number + 1 :],
            ]

    def dies(self, number: int) -> None:
        """Kill a door, start it again."""
        pid = self.programs[number].process.pid
        assert pid
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        self.programs[number].ended()
        self.dead.append(pid)
        self.supervised()

    def supervised(self) -> None:
        """Start again what has ended, as a supervisor does: without a database no door opens."""
        self.opens(*(number for number, one in enumerate(self.programs) if not one.lives))


@asynccontextmanager
async def postgres(ground: Mortal) -> AsyncIterator[int]:
    """Run the database server until it is killed; gives its process group."""
    server = ground.before()
    group = await asyncio.to_thread(server.__enter__)
    try:
        yield group
    finally:
        with suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)
        await asyncio.to_thread(server.__exit__, None, None, None)


async def persists(town: Town, gust: Gust, until: float) -> None:
    """Deliver until it is acknowledged, as providers do."""
    while True:
        assert monotonic() < until, "no door takes it"
        try:
            if await deliver(town, gust) == 200:
                return
        except (aiohttp.ClientError, OSError):
            await asyncio.sleep(0.05)


async def persist(town: Town, come: list[Gust]) -> None:
    left = iter(come)

    async def one_after_the_other() -> None:
        for gust in left:
            await persists(town, gust, monotonic() + PATIENCE)

    await asyncio.gather(*(one_after_the_other() for _ in range(SIDE_BY_SIDE)))


async def kill(doomed: Doomed, writing: "asyncio.Task[None]") -> None:
    """Kill one door after the other while webhooks come."""
    while not writing.done():
        await asyncio.wait([writing], timeout=0.5 + luck("kill", len(doomed.dead)))
        if not writing.done():
            await asyncio.to_thread(doomed.dies, int(luck("whom", len(doomed.dead)) * DOORS))
    doomed.supervised()


async def over(admin: psycopg.Connection, doomed: Doomed) -> None:
    """Wait until everything is answered, nothing is on its way."""
    for pid in doomed.dead:
        admin.execute(LATER, (f"{pid}-%",))
    until = monotonic() + PATIENCE
    while (left := admin.execute(LEFT).fetchone()) != (0, 0):
        assert monotonic() < until, f"{left} are left"
        await asyncio.sleep(0.1)


async def test_what_is_acknowledged_is_kept_whoever_is_killed(
    city: Settings,
    folder: Path,
    shared: Path,
    providers: dict[str, str],
    sized: Callable[[int, int], int],
    record_property: Callable[[str, object], None],
) -> None:
    none = dict.fromkeys(("database_url", "database_owner_url", "database_read_url"), "")
    ground = Mortal(city.model_copy(update={**none, "data_dir": folder / "acknowledged"}))
    doomed, restarts = Doomed(ground.settings, folder), sized(1, 3)
    workers: list[Program] = []
    doors = tuple(f"http://127.0.0.1:{port}" for port in doomed.ports)
    texts = [case for case in cases(shared) if len(case.bodies) == 1]
    try:
        async with visit(ground.settings, doors) as town:
            async with postgres(ground):
                doomed.opens(*range(DOORS))
                workers.append(worker(ground, folder))
                for program, port in zip(doomed.programs, doomed.ports, strict=True):
                    await asyncio.to_thread(program.until_it_listens, port)
                square = await furnished(ground, town, providers, texts, sized(100, 2000))
            come = [Gust(line, body) for line, body in square.bodies]
            writing = asyncio.create_task(persist(town, come))
            killing = asyncio.create_task(kill(doomed, writing))
            for number in range(restarts):
                async with postgres(ground):
                    await asyncio.wait([writing], timeout=2 + 3 * luck("postgres", number))
            async with postgres(ground):
                await asyncio.gather(writing, killing)
                if not workers[-1].lives:
                    workers.append(worker(ground, folder))
                unknown = await judged(ground, square, doomed)
                assert await broken(ground.settings) == []
    finally:
        for one in (*doomed.programs, *workers):
            one.stop()
    record_property("webhooks", len(come))
    record_property("doors killed", len(doomed.dead))
    record_property("unknown", unknown)


def worker(ground: Mortal, folder: Path) -> Program:
    return processes.parlance(ground.settings, folder / "kept_work.log", "work")


async def furnished(
    ground: Mortal, town: Town, providers: dict[str, str], texts: list[Case], many: int
) -> Square:
    """Open a salon on all channels with so many webhooks for it, each from somebody else."""
    wanted = [Case(c.kind, f"{c.name} {n}", c.bodies) for n in range(many) for c in texts][:many]
    with psycopg.connect(ground.admin_url, autocommit=True) as admin:
        async with app.house(ground.settings) as house:
            square = Square(house, admin, providers, town)
            await square.opens(wanted)
    return square


async def judged(ground: Mortal, square: Square, doomed: Doomed) -> int:
    """Check that each message is there once, each reply was shown once; count the unknown."""
    with psycopg.connect(ground.admin_url, autocommit=True) as admin:
        await over(admin, doomed)
        async with app.house(ground.settings) as house:
            square.house, square.admin = house, admin
            state = await square.state()
        assert admin.execute(TWICE).fetchone() == (0,)
        (unknown,) = admin.execute(UNSURE).fetchone() or (0,)
    assert len(state["came"]) == square.wanted
    for who, shown in state["shown"].items():
        replies = [one for key, said in state["said"].items() if key.endswith(who) for one in said]
        sure = sum(status == "sent" for _, status, *_, ours, _, _ in replies if not ours)
        unsure = sum(status == "unknown" for _, status, *_ in replies)
        assert sure <= shown <= sure + unsure, who
    return int(unknown)
