"""Hashing anew of what is found by hash, with the last key, while nothing else runs.

Hashes do not tell which key made them: all are made again, those that differ are written.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from psycopg import sql

from bot.rotation.rows import BATCH, Advance, Connection, Report, Row, Rows
from foundation.crypto import Vault
from foundation.errors import Permanent
from foundation.ids import SalonId
from foundation.sealed import Hashed

_OTHERS = """
SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = %s
"""


async def at_work(connection: Connection, role: str) -> int:
    """Count the connections that `role` has to this database: they look with keys of their own."""
    cursor = await connection.execute(_OTHERS, (role,))
    return int((await cursor.fetchone() or (0,))[0])


@dataclass(frozen=True, slots=True)
class Rehashing:
    """One run over the hashes with the keys of `vault`, of one salon or of all."""

    connection: Connection
    vault: Vault
    hashes: Sequence[Hashed]
    salon: SalonId | None = None

    async def due(self) -> int:
        """Count the sealed values that have a hash beside them."""
        return sum([await self._rows(one).count(self.connection) for one in self.hashes])

    async def run(self, report: Report, advance: Advance) -> None:
        """Make every hash anew; `advance` is told how many were looked at, batch by batch."""
        for one in self.hashes:
            rows, last = self._rows(one), None
            while True:
                async with self.connection.transaction():
                    taken = await rows.take(self.connection, last)
                    fresh = [made for row in taken if (made := self._again(one, rows, row, report))]
                    await rows.put(self.connection, one.column, fresh)
                report.hashed += len(fresh)
                advance(len(taken))
                if len(taken) < BATCH:
                    break
                last = taken[-1][: rows.width]

    def _again(self, one: Hashed, rows: Rows, row: Row, report: Report) -> Row | None:
        keys, (old, sealed, *beside) = row[: rows.width], row[rows.width :]
        try:
            made = one.of(self.vault, self.vault.open(sealed, keys[0].bytes), beside)
        except Permanent as failure:
            report.unreadable.append(f"{rows.place(row)}: {failure.reason}")
            return None
        return None if made == old else (made, *keys, old)

    def _rows(self, one: Hashed) -> Rows:
        where = sql.SQL("{} IS NOT NULL").format(sql.Identifier(one.source))
        wanted = (one.column, one.source, *one.beside)
        return Rows(one.table, one.keys, wanted, where, "", self.salon)
