"""Sealing anew of what the first key did not seal, beside running processes.

Rows are taken in batches that are locked for milliseconds; what somebody else has locked is left
for the next round. What is done is not due any more: a run that was cut short is gone on with.
"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from psycopg import AsyncConnection, sql

from bot.rotation.rows import BATCH, Advance, Connection, Report, Row, Rows
from foundation.crypto import Vault
from foundation.errors import Permanent
from foundation.ids import SalonId
from foundation.sealed import Sealed

_ROUNDS = 20
_PAUSE = 0.25  # seconds for others to let go of what they hold


async def connect(url: str) -> Connection:
    """Open a connection of the owner's, whose policies show every salon."""
    options = "-c lock_timeout=5s -c timezone=UTC"
    return await AsyncConnection.connect(url, autocommit=True, options=options)


@dataclass(frozen=True, slots=True)
class Resealing:
    """One run over the columns with the keys of `vault`, of one salon or of all."""

    connection: Connection
    vault: Vault
    columns: Sequence[Sealed]
    salon: SalonId | None = None

    async def due(self) -> int:
        """Count the values that the first key did not seal."""
        return sum([await self._due(one).count(self.connection) for one in self.columns])

    async def run(self, advance: Advance) -> Report:
        """Seal anew all that is due; `advance` is told how many values were, batch by batch."""
        report = Report()
        for one in self.columns:
            await self._column(one, report, advance)
        return report

    async def by_key(self) -> Counter[str]:
        """Count what each key seals, in all salons, by its id."""
        found: Counter[str] = Counter()
        for one in self.columns:
            query = sql.SQL(
                "SELECT encode(substring({0} FROM 3 FOR get_byte({0}, 1)), 'escape'), count(*)"
                " FROM {1} WHERE length({0}) > 1 GROUP BY 1"
            ).format(sql.Identifier(one.column), sql.Identifier(one.table))
            cursor = await self.connection.execute(query)
            found.update({str(key): count for key, count in await cursor.fetchall()})
        return found

    async def _column(self, one: Sealed, report: Report, advance: Advance) -> None:
        """Go through a column until nothing of it is due that can be had."""
        rows, failed, left = self._due(one), list[str](), 0
        for _ in range(_ROUNDS):
            failed.clear()
            report.sealed += await self._round(one, rows, failed, advance)
            left = await rows.count(self.connection) - len(failed)
            if left <= 0:
                break
            await asyncio.sleep(_PAUSE)
        report.unreadable += failed
        report.locked += max(0, left)

    async def _round(self, one: Sealed, rows: Rows, failed: list[str], advance: Advance) -> int:
        done, last = 0, None
        while True:
            async with self.connection.transaction():
                taken = await rows.take(self.connection, last)
                fresh = [made for row in taken if (made := self._again(rows, row, failed))]
                await rows.put(self.connection, one.column, fresh)
            done += len(fresh)
            advance(len(fresh))
            if len(taken) < BATCH:
                return done
            last = taken[-1][: rows.width]

    def _again(self, rows: Rows, row: Row, failed: list[str]) -> Row | None:
        salon, *keys, blob = row
        try:
            opened = self.vault.open(blob, salon.bytes)
        except Permanent as failure:
            failed.append(f"{rows.place(row)}: {failure.reason}")
            return None
        return (self.vault.seal(opened, salon.bytes), salon, *keys, blob)

    def _due(self, one: Sealed) -> Rows:
        header = self.vault.header
        where = sql.SQL("{0} IS NOT NULL AND substring({0} FROM 1 FOR {1}) <> {2}").format(
            sql.Identifier(one.column), sql.Literal(len(header)), sql.Literal(header)
        )
        return Rows(one.table, one.keys, (one.column,), where, "SKIP LOCKED", self.salon)
