"""Several messages of one customer are one turn with one reply, at whichever doors they came in."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from foundation.embedded import launch
from foundation.settings import Settings
from tests.faults import processes
from tests.faults.bursts import Writer, album, chains, writers
from tests.faults.conftest import Fleet, running
from tests.faults.customers import Customer, said_to
from tests.faults.town import Salon, Town, broken, settled, visit

pytestmark = pytest.mark.xdist_group("fleet")

QUIET, BURST = 0.7, 2.0
SPARE = 0.1  # seconds between a message's moment and the commit that lets others see it
EACH_SECOND = 10  # customers who begin to write: bursts are measured, not the machine's limits
ENOUGH = 0.5  # of the bursts must come in time, or the machine is too busy to tell anything

# A minute passes for what the dead process has left behind.
LATER = (
    "UPDATE outbox SET leased_until = leased_until - interval '1 minute' WHERE lease_owner LIKE %s"
)
UNSURE = "SELECT count(*) FROM outbox WHERE salon_id = %s AND status = 'unknown'"
RETAKEN = "SELECT count(DISTINCT conversation_id) FROM inbox WHERE salon_id = %s AND tries > 0"


@pytest.fixture(scope="module")
def patient(city: Settings, folder: Path) -> Iterator[Fleet]:
    """Four web processes with a worker that wait for quiet as they do in production."""
    waits = {"quiet_seconds": QUIET, "burst_seconds": BURST}
    with running(city.model_copy(update=waits), folder, "patient") as ready:
        yield ready


@pytest.fixture
async def square(patient: Fleet) -> AsyncIterator[Town]:
    """The patient doors, with customers before them; no test may make a process log an error."""
    before = patient.errors()
    async with visit(patient.settings, patient.doors) as opened:
        yield opened
    assert patient.errors() == before


async def write(come: list[Writer]) -> None:
    await asyncio.gather(*(one.writes(number / EACH_SECOND) for number, one in enumerate(come)))


async def test_a_burst_is_one_turn_with_one_reply_in_order(
    square: Town,
    salon: Salon,
    superuser: psycopg.Connection,
    sized: Callable[[int, int], int],
    record_property: Callable[[str, object], None],
) -> None:
    come = writers(square, salon, sized(40, 500))
    await write(come)
    await settled(superuser, salon.id, sum(len(one.texts) for one in come))
    found = chains(superuser, salon)
    assert len(found) == len(come)
    assert all(one.in_order(QUIET - SPARE) for one in found)
    assert all(one.turns == one.replies for one in found)
    bursts = [one for one in found if one.in_time(QUIET - SPARE, BURST - SPARE)]
    assert len(bursts) >= ENOUGH * len(come)
    assert {one.turns for one in bursts} == {1}
    for one in come:
        said = await one.everything()
        assert said[-1].choices[0].title.endswith(one.stylist), (one.texts, said)
    assert await broken(square.settings) == []
    took = sorted(one.took for one in come)
    record_property("stored in time", f"{len(bursts)} of {len(come)}")
    record_property("replies", sum(one.replies for one in found))
    for part in (50, 95, 99):
        record_property(f"p{part} from last message to reply, s", took[len(took) * part // 100])


async def test_without_the_wait_there_are_more_replies_than_customers(
    town: Town,
    salon: Salon,
    superuser: psycopg.Connection,
    sized: Callable[[int, int], int],
    record_property: Callable[[str, object], None],
) -> None:
    come = writers(town, salon, sized(20, 100))
    await write(come)
    await settled(superuser, salon.id, sum(len(one.texts) for one in come))
    replies = sum(one.replies for one in chains(superuser, salon))
    assert replies > len(come)
    record_property("replies", f"{replies} to {len(come)}")


async def test_an_album_is_one_turn(
    square: Town, salon: Salon, superuser: psycopg.Connection
) -> None:
    customer = Customer(square, salon)
    posts = (square.post(salon, body) for body in album(customer, 5))
    assert await asyncio.gather(*posts) == [200] * 5
    await settled(superuser, salon.id, 5)
    (chain,) = chains(superuser, salon)
    assert (chain.turns, chain.replies) == (1, 1)
    (said,) = await said_to(square, salon, customer.number, 0, 0)
    assert "Haircut" in said.text


async def test_a_killed_process_takes_no_burst_with_it(
    patient: Fleet,
    folder: Path,
    salon: Salon,
    superuser: psycopg.Connection,
    sized: Callable[[int, int], int],
) -> None:
    port = launch.free_port()
    doomed = processes.serve(patient.settings, folder / "doomed.log", port)
    last = f"http://127.0.0.1:{port}"
    async with (
        visit(patient.settings, (*patient.doors, last)) as town,
        visit(patient.settings, (last,)) as alone,
    ):
        come = writers(town, salon, sized(20, 200))
        writing = asyncio.create_task(write(come))
        await asyncio.sleep(len(come) / EACH_SECOND / 2)
        orphans = [Customer(replace(alone, updates=town.updates), salon) for _ in range(5)]
        await asyncio.gather(*(one.says(text) for one in orphans for text in ("haircut", "Bea")))
        assert doomed.process.pid
        os.kill(doomed.process.pid, signal.SIGKILL)
        superuser.execute(LATER, (f"{doomed.process.pid}-%",))
        await writing
        messages = sum(len(one.texts) for one in come) + 2 * len(orphans)
        await settled(superuser, salon.id, messages)
        said = [await one.everything() for one in come]
        retaken = [await said_to(town, salon, one.number, 0, 0) for one in orphans]
    found = chains(superuser, salon)
    assert len(found) == len(come) + len(orphans)
    assert all(one.in_order(QUIET - SPARE) for one in found)
    assert all(one[-1].choices[0].title.endswith("Bea") for one in retaken if one)
    arrived, unsure = [*said, *retaken], count(superuser, UNSURE, salon)
    assert sum(map(len, arrived)) >= sum(one.replies for one in found) - unsure
    assert arrived.count([]) <= unsure
    assert count(superuser, RETAKEN, salon) > 0
    assert await broken(patient.settings) == []


def count(admin: psycopg.Connection, query: str, salon: Salon) -> int:
    row = admin.execute(query.encode(), (salon.id,)).fetchone()
    assert row
    return int(row[0])
