"""Rivals for chair time in processes of their own."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from typing import TypeVar

from booking import salons
from foundation.db import Database
from foundation.errors import Refused
from foundation.ids import HoldId, SalonId, StaffId
from tests.booking.diary import Diary

PROCESSES = 8
# Two races at once, one per pytest worker, must fit into the server's connections.
_CONNECTIONS = 8
_barrier: Barrier

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True)
class Race:
    """Who fights for what: overlapping times in the chairs of a few stylists."""

    url: str
    salon: SalonId
    chairs: tuple[StaffId, ...]
    start: datetime
    rivals: int
    seed: int
    late_yes: HoldId | None = None

    def chance(self, number: int, among: int) -> int:
        """Give the rival's own throw of the dice, the same for the same seed."""
        return sha256(f"{self.seed}/{number}".encode()).digest()[0] % among


class Field:
    """A field of processes that start each race at one moment."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        """Run on the pool's processes."""
        self._pool = pool

    def run(self, race: Race) -> Counter[str]:
        """Let them race; count `confirmed`, the refusals by key, errors by name."""
        return sum(map(Counter, self.each(_run, race)), Counter[str]())

    def each(self, function: Callable[[T, int], U], what: T) -> list[U]:
        """Let every process do it at one time, each with its own number; the function meets."""
        running = [self._pool.submit(function, what, number) for number in range(PROCESSES)]
        return [one.result(timeout=100) for one in running]


@contextmanager
def field() -> Iterator[Field]:
    """Start the processes; they end with the block."""
    context = get_context("spawn")
    barrier = context.Barrier(PROCESSES)
    with ProcessPoolExecutor(
        PROCESSES, mp_context=context, initializer=_meet_at, initargs=(barrier,)
    ) as pool:
        yield Field(pool)


def _meet_at(barrier: Barrier) -> None:
    global _barrier  # noqa: PLW0603 - a pool's initializer has no other way to hand something over
    _barrier = barrier


def meet() -> None:
    """Wait until all processes have come so far."""
    _barrier.wait(timeout=60)


def _run(race: Race, process: int) -> list[str]:
    return asyncio.run(_race(race, range(process, race.rivals, PROCESSES)))


async def _race(race: Race, numbers: range) -> list[str]:
    database = Database(race.url, size=_CONNECTIONS)
    await database.open()
    try:
        async with database.unit_of_work(race.salon) as tx:
            diary = Diary(database, await salons.load_catalogue(tx))
        # Every connection stands before the start, so that nobody wins by connecting first.
        await asyncio.gather(*(_warm(database, race.salon) for _ in range(_CONNECTIONS)))
        meet()
        return await asyncio.gather(*(_rival(race, diary, number) for number in numbers))
    finally:
        await database.close()


async def _warm(database: Database, salon: SalonId) -> None:
    async with database.unit_of_work(salon):
        await asyncio.sleep(0)


async def _rival(race: Race, diary: Diary, number: int) -> str:
    start = race.start + timedelta(minutes=15 * race.chance(number, 3))
    chairs = race.chairs[:: -1 if race.chance(-number, 2) else 1]
    try:
        if number == 0 and race.late_yes is not None:
            held = race.late_yes
        else:
            async with diary.database.unit_of_work(race.salon) as tx:
                held = (await diary.hold(tx, number, *chairs, start=start)).hold_id
        async with diary.database.unit_of_work(race.salon) as tx:
            await diary.confirm(tx, number, held)
    except Refused as refusal:
        return refusal.key
    except Exception as error:  # noqa: BLE001 - whatever a rival meets is counted, none may be met
        return f"error {error!r}"
    return "confirmed"
