"""Tidy: free the chairs of lapsed holds, throw away what has been kept long enough."""

from datetime import timedelta

from procrastinate import App

from foundation.house import House

KEPT = timedelta(days=30)
"""How long the raw body of a delivery is kept."""

_BATCH = 1000
_LAPSE = "SELECT lapse_holds(%s)"
_TRIM = "SELECT trim_deliveries(%s, %s)"


def register(app: App, house: House) -> None:
    """Teach a worker to trim every hour."""

    @app.periodic(cron="17 * * * *")
    @app.task(name="tidy")
    async def tidy(timestamp: int) -> None:  # noqa: ARG001 - the engine tells each its hour
        await trim(house)


async def lapse(house: House) -> int:
    """Free the chairs of holds that have lapsed; tell how many. Nobody waits for this to happen."""
    return await _all(house, _LAPSE)


async def trim(house: House) -> int:
    """Throw away the raw bodies of deliveries past their time; tell how many."""
    return await _all(house, _TRIM, KEPT)


async def _all(house: House, query: str, *values: object) -> int:
    # Batch by batch, so that no transaction holds many rows for long.
    total = 0
    while True:
        async with house.database.hot.connection() as connection:
            cursor = await connection.execute(query, (*values, _BATCH))
            row = await cursor.fetchone()
        moved = int(row[0]) if row else 0
        total += moved
        if moved < _BATCH:
            return total
