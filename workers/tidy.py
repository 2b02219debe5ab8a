"""Tidy: free the chairs of lapsed holds, throw away what has been kept long enough."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import LiteralString

from procrastinate import App

from booking import holds, moves
from foundation.house import House

KEPT = timedelta(days=30)
"""How long the raw body of a delivery is kept."""

ANSWERED = timedelta(hours=24)
"""How long a request to the API gets the same answer again."""

_BATCH = 500
_TRIM = "SELECT trim_deliveries(%s, %s)"
_FORGET = "SELECT trim_requests(%s, %s)"


def register(app: App, house: House) -> None:
    """Teach a worker to trim every hour."""

    @app.periodic(cron="17 * * * *")
    @app.task(name="tidy")
    async def tidy(timestamp: int) -> None:  # noqa: ARG001 - the engine tells each its hour
        await trim(house)
        await forget(house)


async def lapse(house: House) -> int:
    """Free the chairs of holds that have lapsed; tell how many. Nobody waits for this to happen."""
    return await _in_batches(lambda: holds.lapse(house.database, _BATCH))


async def expire(house: House) -> int:
    """Give up visits whose payment did not come in time; tell how many."""
    return await _in_batches(lambda: moves.expire(house.database, _BATCH))


async def trim(house: House) -> int:
    """Throw away the raw bodies of deliveries past their time; tell how many."""
    return await _in_batches(lambda: _older(house, _TRIM, KEPT))


async def forget(house: House) -> int:
    """Throw away what requests to the API were answered, past its time; tell how many."""
    return await _in_batches(lambda: _older(house, _FORGET, ANSWERED))


async def _older(house: House, statement: LiteralString, kept: timedelta) -> int:
    async with house.database.hot.connection() as connection:
        cursor = await connection.execute(statement, (kept, _BATCH))
        row = await cursor.fetchone()
    return int(row[0]) if row else 0


async def _in_batches(batch: Callable[[], Awaitable[int]]) -> int:
    # Batch by batch, so that no transaction holds many rows for long.
    total = 0
    while moved := await batch():
        total += moved
    return total
