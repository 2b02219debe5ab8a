"""The pipes of one process: a few that all calls share, others lent to a transaction each."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from operator import attrgetter

import psycopg
from psycopg_pool import AsyncConnectionPool

from foundation.pipe import Pipe, Row

SHARED = 2
"""Pipes for calls that are transactions of their own: while one commits, the other takes calls."""


_WAITING = attrgetter("waiting")


class Pipes:
    """Opens pipes as they are needed, replaces those that were lost."""

    def __init__(self, pool: AsyncConnectionPool[psycopg.AsyncConnection], lent: int) -> None:
        """Take connections from `pool`, which has no other use; lend at most `lent` pipes."""
        self._pool = pool
        self._shared: list[Pipe] = []
        self._idle: list[Pipe] = []
        self._room = asyncio.Semaphore(lent)
        self._opening: asyncio.Task[None] | None = None

    async def rows(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """Call a function in a transaction of its own."""
        if len(self._shared) < SHARED or not self._least_busy().usable():
            await self._refill()
        return await self._least_busy().call(statement, values)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Pipe]:
        """Lend a pipe for one transaction, which commits at the end or rolls back on any error."""
        async with self._room:
            pipe = await self._take()
            try:
                failures = pipe.failures
                pipe.begin()
                yield pipe
                await _commit(pipe, failures)
            except Exception:
                await _roll_back(pipe)
                raise
            except BaseException:  # cancelled: an answer may still be under way
                pipe.close()
                raise
            finally:
                await self._give_back(pipe)

    async def open(self) -> None:
        """Connect the first; the pool makes the others when they are needed."""
        await self._pool.open(wait=True, timeout=15)

    async def close(self) -> None:
        """Close the pool with every pipe."""
        await self._pool.close()
        for pipe in (*self._shared, *self._idle):
            pipe.close()
            await self._pool.putconn(pipe.connection)

    def _least_busy(self) -> Pipe:
        """Give the shared pipe with the fewest calls; a lost one has none, so it is noticed."""
        return min(self._shared, key=_WAITING)

    async def _refill(self) -> None:
        """Open what is missing of the shared; all who need them wait for one attempt."""
        if self._opening is None or self._opening.done():
            self._opening = asyncio.create_task(self._share())
        await asyncio.shield(self._opening)

    async def _share(self) -> None:
        for pipe in [pipe for pipe in self._shared if not pipe.usable()]:
            self._shared.remove(pipe)
            await self._pool.putconn(pipe.connection)
        while len(self._shared) < SHARED:
            self._shared.append(await self._open())

    async def _open(self) -> Pipe:
        return Pipe(await self._pool.getconn())

    async def _take(self) -> Pipe:
        while self._idle:
            pipe = self._idle.pop()
            if pipe.usable():
                return pipe
            await self._pool.putconn(pipe.connection)
        return await self._open()

    async def _give_back(self, pipe: Pipe) -> None:
        if pipe.lost:
            await self._pool.putconn(pipe.connection)
        else:
            self._idle.append(pipe)


async def _commit(pipe: Pipe, failures: int) -> None:
    # Postgres answers COMMIT after an error by rolling back, without calling that an error.
    if pipe.failures > failures:
        raise psycopg.errors.InFailedSqlTransaction("an error in the transaction was passed over")
    await pipe.call("COMMIT")


async def _roll_back(pipe: Pipe) -> None:
    with suppress(psycopg.Error):
        await pipe.call("ROLLBACK")
