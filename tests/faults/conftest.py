"""A town of running processes over databases of its own."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from bot import app
from bot.stand_ins import kinds
from foundation.embedded import Servers, launch
from foundation.embedded.binaries import find_valkey
from foundation.house import House
from foundation.settings import Settings
from tests.conftest import TEMPLATE
from tests.faults import processes
from tests.faults.processes import Program
from tests.faults.town import Salon, Town, open_salon, visit
from tests.foundation.own_redis import OwnRedis

DOORS = 4


@dataclass(frozen=True, slots=True)
class Fleet:
    """Processes that serve one database together."""

    settings: Settings
    doors: tuple[str, ...]
    programs: tuple[Program, ...]

    def errors(self) -> list[str]:
        """Give the errors that the processes have logged so far."""
        lines = (line for one in self.programs for line in one.said().splitlines())
        return [line for line in lines if '"level":"error"' in line.replace(" ", "")]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where processes log."""
    return tmp_path_factory.mktemp("faults")


@pytest.fixture(scope="session")
def own_valkey(folder: Path) -> Iterator[OwnRedis]:
    """A Redis that nobody else uses: it is emptied, frozen, killed."""
    program = find_valkey("auto", None, lambda _: None)
    redis = OwnRedis(program, folder, launch.free_port())
    redis.start()
    yield redis
    redis.stop()


@pytest.fixture(scope="session")
def telegram(folder: Path) -> Iterator[str]:
    """The address of Telegram's stand-in."""
    port = launch.free_port()
    program = processes.stand_in(folder / "stand_in.log", port)
    yield f"http://127.0.0.1:{port}"
    program.stop()


@pytest.fixture(scope="session")
def others() -> dict[str, int]:
    """The ports of the other providers' stand-ins, which the tests that need them start."""
    return {kind: launch.free_port() for kind in kinds.PORTS if kind != "telegram"}


@pytest.fixture(scope="session")
def providers(folder: Path, telegram: str, others: dict[str, int]) -> Iterator[dict[str, str]]:
    """The addresses of all providers' stand-ins, by kind."""
    started = [
        processes.stand_in(folder / f"{kind}.log", port, kind) for kind, port in others.items()
    ]
    yield {kind: _local(port) for kind, port in others.items()} | {"telegram": telegram}
    for program in started:
        program.stop()


def _local(port: int) -> str:
    return f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def city(
    servers: Servers,
    settings: Settings,
    own_valkey: OwnRedis,
    telegram: str,
    others: dict[str, int],
) -> Iterator[Settings]:
    """Settings over a migrated database of its own."""
    with database(servers, f"{_name(settings)}_faults") as found:
        yield found.model_copy(
            update={
                "redis_url": own_valkey.url,
                "telegram_api": telegram,
                "whatsapp_api": f"{_local(others['whatsapp'])}/v26.0",
                "twilio_api": _local(others["twilio"]),
                "openphone_api": _local(others["openphone"]),
                # With a public address nobody polls.
                "public_url": "http://127.0.0.1",
                # All of a test's deliveries come from one address.
                "door_failures": 1_000_000,
            }
        )


def on_database(url: str, settings: Settings) -> str:
    """Turn an address to the settings' database."""
    return f"{url.rpartition('/')[0]}/{_name(settings)}"


def _name(settings: Settings) -> str:
    return settings.database_url.rpartition("/")[2]


@contextmanager
def database(servers: Servers, name: str) -> Iterator[Settings]:
    """Copy the migrated template; drop the copy at the end."""
    place, template = sql.Identifier(name), sql.Identifier(TEMPLATE)
    with psycopg.connect(servers.admin_url, autocommit=True) as admin:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(place))
        admin.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER parlance_owner").format(place, template)
        )
    fields = ("database_url", "database_owner_url", "database_read_url")
    old = servers.settings
    yield old.model_copy(
        update={one: f"{getattr(old, one).rpartition('/')[0]}/{name}" for one in fields}
    )
    with psycopg.connect(servers.admin_url, autocommit=True) as admin:
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(place))


@contextmanager
def running(settings: Settings, folder: Path, name: str) -> Iterator[Fleet]:
    """Run four web processes beside one worker."""
    ports = [launch.free_port() for _ in range(DOORS)]
    programs = [
        processes.parlance(settings, folder / f"{name}_{n}.log", "serve", "--port", str(port))
        for n, port in enumerate(ports)
    ]
    programs.append(processes.parlance(settings, folder / f"{name}_work.log", "work"))
    try:
        for program, port in zip(programs, ports, strict=False):
            program.until_it_listens(port)
        doors = tuple(f"http://127.0.0.1:{port}" for port in ports)
        yield Fleet(settings, doors, tuple(programs))
    finally:
        for program in programs:
            program.stop()


@pytest.fixture(scope="session")
def fleet(city: Settings, folder: Path) -> Iterator[Fleet]:
    """Four web processes with a worker over one database."""
    with running(city, folder, "fleet") as ready:
        yield ready


@pytest.fixture(scope="session")
def superuser(servers: Servers, city: Settings) -> Iterator[psycopg.Connection]:
    """A connection past every policy; autocommit."""
    with psycopg.connect(on_database(servers.admin_url, city), autocommit=True) as connection:
        yield connection


@pytest.fixture
async def town(fleet: Fleet) -> AsyncIterator[Town]:
    """The fleet's doors, with customers before them; no test may make a process log an error."""
    before = fleet.errors()
    async with visit(fleet.settings, fleet.doors) as opened:
        yield opened
    assert fleet.errors() == before


@pytest.fixture
async def hall(city: Settings) -> AsyncIterator[House]:
    """The test's own connections to the database of the running processes."""
    async with app.house(city) as opened:
        yield opened


@pytest.fixture
async def salon(hall: House) -> Salon:
    """A salon that nobody has written to yet."""
    return await open_salon(hall)
