"""`parlance check`: ask the database whether everything that must hold, holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import psycopg

from booking import checks as diary
from booking import customers_checks as people
from booking import waitlist_checks as waiting
from channels import checks as messages
from dialog import checks as conversations
from foundation import checks as floor
from foundation.invariants import Invariant

INVARIANTS: tuple[Invariant, ...] = (
    *floor.INVARIANTS,
    *diary.INVARIANTS,
    *people.INVARIANTS,
    *waiting.INVARIANTS,
    *messages.INVARIANTS,
    *conversations.INVARIANTS,
)
"""What every room promises; a room adds its own here."""

_SHOWN = 5
_MOST = 1000  # rows fetched of one broken promise


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of one invariant: the ids of the rows that break it, or why it was not asked."""

    name: str
    rows: tuple[str, ...] = ()
    failure: str = ""

    @property
    def ok(self) -> bool:
        """Tell whether the promise is kept."""
        return not self.rows and not self.failure

    @property
    def line(self) -> str:
        """Say it in one line."""
        if self.ok:
            return f"ok   {self.name}"
        return f"FAIL {self.name} ({self.failure or self._offenders()})"

    def _offenders(self) -> str:
        count = f"{len(self.rows)}{'+' if len(self.rows) == _MOST else ''}"
        more = ", ..." if len(self.rows) > _SHOWN else ""
        noun = "row" if len(self.rows) == 1 else "rows"
        return f"{count} {noun}: {', '.join(self.rows[:_SHOWN])}{more}"


async def run(read_url: str, invariants: Sequence[Invariant] = INVARIANTS) -> list[Finding]:
    """Ask each invariant as the read role of `read_url`, all of one moment's picture."""
    options = "-c default_transaction_read_only=on -c timezone=UTC -c statement_timeout=60s"
    async with await psycopg.AsyncConnection.connect(
        read_url, autocommit=True, options=options, connect_timeout=5
    ) as connection:
        await connection.set_isolation_level(psycopg.IsolationLevel.REPEATABLE_READ)
        async with connection.transaction():
            return [await _ask(connection, one) for one in invariants]


async def _ask(connection: psycopg.AsyncConnection[Any], invariant: Invariant) -> Finding:
    try:
        async with connection.transaction():  # a savepoint: one bad question spoils no other
            cursor = await connection.execute(invariant.sql)
            rows = await cursor.fetchmany(_MOST)
    except psycopg.Error as error:
        return Finding(invariant.name, failure=f"could not be asked: {type(error).__name__}")
    return Finding(invariant.name, tuple(str(row[0]) for row in rows))
