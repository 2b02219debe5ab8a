"""Whenever a process is killed, the customer goes on; nothing is lost, nothing is done twice."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
import pytest_asyncio
from _pytest.mark.structures import ParameterSet

from bot import app
from channels import outbox
from foundation import faults
from foundation.crypto import Vault
from foundation.embedded import Servers, launch
from foundation.settings import Settings
from tests.conftest import FULL
from tests.faults import processes
from tests.faults.conftest import on_database
from tests.faults.customers import Phone, Said
from tests.faults.grounds import Ground, Mortal
from tests.faults.rivals import friday
from tests.faults.town import Town, broken, open_salon, settled, visit

# From here on a reply is on its way: after a crash nobody can tell whether it has arrived.
IN_FLIGHT = {"turn_committed", "redis_stored", "before_send", "after_send"}
KILLED = -9
_LOOK = 0.05

BOOKED = "SELECT count(*) FROM bookings WHERE salon_id = %s AND status = 'confirmed'"
HELD = "SELECT count(*) FROM holds WHERE salon_id = %s"
SENT = "SELECT status, body FROM outbox WHERE salon_id = %s ORDER BY outbox_id"
# A minute passes for what the dead process has left behind.
LATER = (
    "UPDATE outbox SET leased_until = leased_until - interval '1 minute' WHERE lease_owner LIKE %s"
)


@dataclass(slots=True)
class Visit:
    """One customer's way to a booking, whatever happens to the salon's processes."""

    phone: Phone
    seen: int = 0

    async def begins(self, lives: Callable[[], bool]) -> None:
        """Act on each reply until the booking is made or the process has died."""
        await self.phone.says(f"haircut with Bea on {friday():%A %-d %B} at 17:00")
        while lives():
            heard = await self.phone.heard()
            if len(heard) == self.seen:
                await asyncio.sleep(_LOOK)
            elif "Booked" in heard[-1].text:
                return
            else:
                await self.acts(heard)

    async def goes_on(self, admin: psycopg.Connection) -> None:
        """Write on until the booking is made; no reply at all makes one ask."""
        salon = self.phone.salon.id
        for _ in range(6):
            await self.settles(admin)
            if admin.execute(BOOKED, (salon,)).fetchone() != (0,):
                return
            await self.acts(await self.phone.heard())
        pytest.fail("the customer does not get anywhere")

    async def settles(self, admin: psycopg.Connection) -> None:
        await settled(admin, self.phone.salon.id, self.phone.updates)

    async def acts(self, heard: list[Said]) -> None:
        last = heard[-1] if len(heard) > self.seen else Said("")
        self.seen = len(heard)
        if "Your first name?" in last.text:
            await self.phone.says("Mia")
        elif any(one.title == "Yes, book" for one in last.choices):
            await self.phone.taps(last.choice("Yes"))
        else:
            await self.phone.says("?")


@pytest.fixture(scope="module")
def outliving(city: Settings, servers: Servers) -> Ground:
    """A database that no crash reaches."""
    return Ground(city, on_database(servers.admin_url, city))


@pytest.fixture(scope="module")
def mortal(city: Settings, folder: Path) -> Ground:
    """A database of its own that dies with the product."""
    none = dict.fromkeys(("database_url", "database_owner_url", "database_read_url"), "")
    return Mortal(city.model_copy(update={**none, "data_dir": folder / "mortal"}))


async def arrives(town: Town, ground: Ground) -> tuple[Visit, int]:
    """Send a customer to a new salon; gives the port where its door must be."""
    port = launch.free_port()
    async with app.house(ground.settings) as hall:
        salon = await open_salon(hall)
    phone = Phone(town, salon)
    await phone.reaches(f"http://127.0.0.1:{port}")
    return Visit(phone), port


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def passes(outliving: Ground, folder: Path) -> Counter[str]:
    """How often a whole booking passes each point."""
    record = folder / "points"
    armed = outliving.settings.model_copy(update={"fault": f"record:{record}"})
    async with visit(outliving.settings) as town:
        visitor, port = await arrives(town, outliving)
        program = processes.serve(armed, folder / "recorded.log", port)
        await visitor.begins(lambda: program.lives)
        program.stop()
    return Counter(record.read_text().split())


async def crashes(ground: Ground, fault: str, log: Path) -> list[str]:
    """Let a customer's process die at a point; gives what became of the replies."""
    async with visit(ground.settings) as town:
        with ground.before() as group:
            visitor, port = await arrives(town, ground)
            armed = ground.settings.model_copy(update={"fault": fault})
            doomed = processes.serve(armed, log, port, group)
            await visitor.begins(lambda: doomed.lives)
            assert doomed.ended() == KILLED, f"{fault} was not reached"
        with ground.after(), psycopg.connect(ground.admin_url, autocommit=True) as admin:
            admin.execute(LATER, (f"{doomed.process.pid}-%",))
            worker = processes.parlance(ground.settings, log, "work")
            program = processes.serve(ground.settings, log, port)
            await visitor.goes_on(admin)
            await visitor.settles(admin)
            became = await outcome(visitor, admin, ground)
            program.stop()
            worker.stop()
    return became


async def outcome(visitor: Visit, admin: psycopg.Connection, ground: Ground) -> list[str]:
    """Check that all is there exactly once; gives what became of the replies."""
    salon, vault = visitor.phone.salon.id, Vault(ground.settings.secret_keys)
    assert admin.execute(BOOKED, (salon,)).fetchone() == (1,)
    assert admin.execute(HELD, (salon,)).fetchone() == (0,)
    replies = [
        (status, outbox.read(vault, salon, body).text)
        for status, body in admin.execute(SENT, (salon,)).fetchall()
    ]
    arrived = [said.text for said in await visitor.phone.heard()]
    for status, text in replies:
        if arrived[:1] == [text]:
            arrived.pop(0)
        else:
            assert status == "unknown", f"{text} was never sent"
    assert arrived == [], "something was sent twice, or out of order"
    assert await broken(ground.settings) == []
    return [status for status, _ in replies]


def cases() -> Iterator[ParameterSet]:
    """Give every point on each ground; of a change each on one of them, in turn."""
    grounds = ("outliving", "crash"), ("mortal", "crash_of_all")
    for number, point in enumerate(faults.POINTS):
        for ground, group in grounds if FULL else grounds[number % 2 :][:1]:
            mark = pytest.mark.xdist_group(group)
            yield pytest.param(ground, point, marks=mark, id=f"{ground}-{point}")


@pytest.mark.parametrize(("ground", "point"), [*cases()])
async def test_a_booking_survives_a_kill_at_this_point(
    passes: Counter[str],
    tmp_path: Path,
    sized: Callable[[int, int], int],
    request: pytest.FixtureRequest,
    ground: str,
    point: str,
) -> None:
    place: Ground = request.getfixturevalue(ground)
    whom = ":group" if ground == "mortal" else ""
    assert passes[point] > 0, "the booking never passes here"
    for number in range(passes[point], sized(passes[point] - 1, 0), -1):
        became = await crashes(place, f"{point}:{number}{whom}", tmp_path / "log")
        assert became.count("unknown") == (point in IN_FLIGHT)
        assert set(became) <= {"sent", "unknown"}
