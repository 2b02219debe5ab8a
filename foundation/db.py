"""The database: one transaction per unit of work, bound to one salon."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, LiteralString, Protocol
from uuid import UUID

import psycopg
from sqlalchemy import Executable, MetaData, text
from sqlalchemy.engine import CursorResult, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from foundation import pipes, reconnect
from foundation.ids import SalonId
from foundation.pipe import Pipe, Row
from foundation.pipes import Pipes

__all__ = ["Bound", "Calls", "Database", "HotTx", "Row", "Tx", "metadata"]

metadata = MetaData()

# Bound to the transaction only: a pooled connection carries no tenant over to the next caller.
_BIND = text(
    "SELECT set_config('app.salon_id', :salon, true),"
    " set_config('app.request_id', :request, true), set_config('app.actor', :actor, true)"
)
_SESSION_OPTIONS = "-c lock_timeout=5s -c idle_in_transaction_session_timeout=10s -c timezone=UTC"


class Calls(Protocol):
    """Whatever runs SQL functions: an open transaction, or the database, one transaction each."""

    async def rows(self, statement: LiteralString, values: Sequence[object] = ()) -> list[Row]:
        """Run a statement with the values of its `%s`, give its rows."""


class Bound(Calls, Protocol):
    """An open transaction of one salon, of either kind, as far as SQL functions need it."""

    @property
    def salon_id(self) -> SalonId:
        """Whose rows it sees."""


@dataclass(frozen=True, slots=True)
class HotTx:
    """An open transaction of the hot path: SQL functions alone."""

    salon_id: SalonId
    pipe: Pipe

    async def rows(self, statement: LiteralString, values: Sequence[object] = ()) -> list[Row]:
        """Run a statement in this transaction, give its rows."""
        return await self.pipe.call(statement, values)


@dataclass(frozen=True, slots=True)
class Tx:
    """An open transaction of one salon; `request_id` and `actor` mark what it writes to history."""

    salon_id: SalonId
    connection: AsyncConnection
    request_id: str
    actor: str

    async def execute(
        self,
        statement: Executable,
        values: Any = None,  # noqa: ANN401 SQLAlchemy's own parameter type
        /,
    ) -> CursorResult[Any]:
        """Run one SQLAlchemy statement inside this transaction."""
        return await self.connection.execute(statement, values)

    async def rows(self, statement: LiteralString, values: Sequence[object] = ()) -> list[Row]:
        """Run a statement in this transaction past SQLAlchemy, give its rows."""
        driver = await self.driver()
        async with driver.cursor(binary=True) as cursor:
            await cursor.execute(statement, values, prepare=True)
            return await cursor.fetchall() if cursor.description else []

    async def driver(self) -> psycopg.AsyncConnection[Any]:
        """Give the psycopg connection under this transaction, for jobs."""
        raw = await self.connection.get_raw_connection()
        driver = raw.driver_connection
        if not isinstance(driver, psycopg.AsyncConnection):
            raise TypeError("the engine does not run on psycopg")
        return driver


class Database:
    """The connections of one process: SQLAlchemy's for units of work, pipes for the hot path.

    `hot` is a plain pool of psycopg's for what is neither.
    """

    def __init__(self, url: str, *, size: int = 10) -> None:
        """Prepare the pools for `url` (postgresql://, the app role); nothing connects yet."""
        parsed = make_url(url).set(drivername="postgresql+psycopg")
        self._engine = create_async_engine(
            parsed,
            pool_size=size,
            max_overflow=0,
            pool_timeout=30,
            connect_args={"options": _SESSION_OPTIONS},
        )
        reconnect.guard(self._engine)
        plain = parsed.set(drivername="postgresql").render_as_string(hide_password=False)
        self.hot = reconnect.pool(plain, size=size, options=_SESSION_OPTIONS)
        lent = max(1, size // 2)
        piped = reconnect.pool(plain, size=pipes.SHARED + lent, options=_SESSION_OPTIONS)
        self._pipes = Pipes(piped, lent)

    async def open(self) -> None:
        """Connect; raises psycopg's PoolTimeout when the server is not there."""
        await self.hot.open(wait=True, timeout=15)
        await self._pipes.open()

    async def close(self) -> None:
        """Close every connection of this process."""
        await self._pipes.close()
        await self.hot.close()
        await self._engine.dispose()

    async def rows(self, statement: LiteralString, values: Sequence[object] = ()) -> list[Row]:
        """Call a function that sets the tenant itself, as a transaction of its own.

        Many share the connection: the function must not wait for what a transaction may hold long.
        """
        return await self._pipes.rows(statement, values)

    @asynccontextmanager
    async def hot_work(self, salon_id: SalonId) -> AsyncIterator[HotTx]:
        """Open a transaction for the hot path's functions, at a tenth of a unit of work's cost.

        Nothing is bound yet: its first statement must be a function that sets the tenant, since
        row-level security shows no row before.
        """
        async with self._pipes.transaction() as pipe:
            yield HotTx(salon_id, pipe)

    @asynccontextmanager
    async def unit_of_work(
        self, salon_id: SalonId, *, request_id: str = "", actor: str = "system"
    ) -> AsyncIterator[Tx]:
        """Open one transaction with row-level security bound to the salon; commit at the end.

        An exception rolls everything back. `actor` is who history rows will name: an id such as
        `customer:<uuid>`, `operator:<uuid>` or `system`, never a name.
        """
        if not isinstance(salon_id, UUID):
            raise TypeError("without a salon there is no transaction")
        async with self._engine.begin() as connection:
            await connection.execute(
                _BIND, {"salon": str(salon_id), "request": request_id, "actor": actor}
            )
            yield Tx(salon_id, connection, request_id, actor)
