"""Coming back after the database went away: soon, with no dead connection handed out."""

import select
from typing import Any

import psycopg
from psycopg_pool import AsyncConnectionPool
from sqlalchemy import event
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine

Connection = psycopg.AsyncConnection[Any]

PERSISTENCE = 3.0
"""Seconds of one row of attempts: past it a new row begins, so that waits never grow longer."""


def pool(url: str, *, size: int, options: str) -> AsyncConnectionPool[Connection]:
    """Make a pool of autocommitting connections to `url`, not yet open."""

    async def refuse_gone(connection: Connection) -> None:
        if is_gone(connection):
            await connection.close()
            await made.check()  # most likely the server has left the others as well
            raise psycopg.OperationalError("the server has left this connection")

    made: AsyncConnectionPool[Connection] = AsyncConnectionPool(
        url,
        min_size=1,
        max_size=size,
        kwargs={"autocommit": True, "options": options},
        check=refuse_gone,
        reconnect_timeout=PERSISTENCE,
        reconnect_failed=try_again,
        open=False,
    )
    return made


def guard(engine: AsyncEngine) -> None:
    """Let the engine drop all its connections as soon as one of them turns out to be gone."""

    def checkout(adapted: Any, _record: object, _proxy: object) -> None:  # noqa: ANN401 - SQLAlchemy's adapter
        if is_gone(adapted.driver_connection):
            raise InvalidatePoolError("the server has left this connection")

    event.listen(engine.sync_engine, "checkout", checkout)


async def try_again(pool: AsyncConnectionPool[Any]) -> None:
    """Begin a new row of attempts for who waits: psycopg's pool alone would give up on them."""
    await pool.check()


def is_gone(connection: Connection) -> bool:
    """Tell whether the server has left an idle connection, for a few microseconds' work.

    A question to the server would cost every transaction a round trip. An idle connection has
    nothing to read; when it has, that is the end of it, or a notice nobody will miss.
    """
    if connection.closed:
        return True
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    return bool(poll.poll(0))
