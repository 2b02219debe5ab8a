"""Tidy: free the chairs of lapsed holds, throw away what has been kept long enough."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from procrastinate import App

from booking import holds, moves
from foundation.house import House

KEPT = timedelta(days=30)
"""How long the raw body of a delivery is kept."""

_BATCH = 500
_TRIM = "SELECT trim_deliveries(%s, %s)"


def register(app: App, house: House) -> None:
    """Teach a worker to trim every hour."""

    @app.periodic(cron="17 * * * *")
    @app.task(name="tidy")
    async def tidy(timestamp: int) -> None:  # noqa: ARG001 - the engine tells each its hour
        await trim(house)


async def lapse(house: House) -> int:
    """Free the chairs of holds that have lapsed; tell how many. Nobody waits for this to happen."""
    return await _in_batches(lambda: holds.lapse(house.database, _BATCH))


async def expire(house: House) -> int:
    """Give up visits whose payment did not come in time; tell how many."""
    return await _in_batches(lambda: moves.expire(house.database, _BATCH))


async def trim(house: House) -> int:
    """Throw away the raw bodies of deliveries past their time; tell how many."""
    return await _in_batches(lambda: _trim(house))


async def _trim(house: House) -> int:
    async with house.database.hot.connection() as connection:
        cursor = await connection.execute(_TRIM, (KEPT, _BATCH))
        row = await cursor.fetchone()
    return int(row[0]) if row else 0


async def _in_batches(batch: Callable[[], Awaitable[int]]) -> int:
    # Batch by batch, so that no transaction holds many rows for long.
    total = 0
    while moved := await batch():
        total += moved
    return total
