"""Rows of registered columns, read in batches, written back where nothing changed meanwhile."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, LiteralString

from psycopg import AsyncConnection, sql

from foundation.ids import SalonId

BATCH = 200
"""Rows locked at once: sealing them takes a few milliseconds."""

Advance = Callable[[int], None]
Row = tuple[Any, ...]
Connection = AsyncConnection[Any]


@dataclass
class Report:
    """What became of the values; `locked` are those that others held all the while."""

    sealed: int = 0
    hashed: int = 0
    locked: int = 0
    unreadable: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table that `where` is true of, in the order of their keys, of `salon` or all.

    `wanted` are the columns to read after the keys; `lock` how they are locked.
    """

    table: str
    keys: tuple[str, ...]
    wanted: tuple[str, ...]
    where: sql.Composable
    lock: LiteralString
    salon: SalonId | None = None

    async def count(self, connection: Connection) -> int:
        """Count them all."""
        query = _sql(
            "SELECT count(*) FROM {table} WHERE {where} AND {ours}",
            table=self.table,
            where=self.where,
            ours=self._ours(),
        )
        cursor = await connection.execute(query, self._salon())
        return int((await cursor.fetchone() or (0,))[0])

    async def take(self, connection: Connection, last: Row | None) -> list[Row]:
        """Lock the next of them behind the keys `last`: salon, other keys, then what is wanted."""
        query = _sql(
            "SELECT {keys}, {wanted} FROM {table} WHERE {where} AND {ours} AND {after}"
            " ORDER BY {keys} LIMIT {most} FOR NO KEY UPDATE {lock}",
            keys=_names(("salon_id", *self.keys)),
            wanted=_names(self.wanted),
            table=self.table,
            where=self.where,
            ours=self._ours(),
            after=self._after(last),
            most=sql.Literal(BATCH),
            lock=sql.SQL(self.lock),
        )
        return await (await connection.execute(query, (*self._salon(), *(last or ())))).fetchall()

    async def put(self, connection: Connection, column: str, fresh: Sequence[Row]) -> None:
        """Write values back: each row is the new value, salon, other keys, the value it replaces.

        What changed meanwhile is not undone.
        """
        query = _sql(
            "UPDATE {table} SET {column} = %s WHERE {keys} AND {column} IS NOT DISTINCT FROM %s",
            table=self.table,
            column=column,
            keys=sql.SQL(" AND ").join(
                sql.SQL("{} = %s").format(sql.Identifier(key)) for key in ("salon_id", *self.keys)
            ),
        )
        async with connection.cursor() as cursor:
            await cursor.executemany(query, fresh)

    @property
    def width(self) -> int:
        """Tell how many of a row's values are its keys."""
        return 1 + len(self.keys)

    def place(self, row: Row) -> str:
        """Name a row by its ids."""
        return f"{self.table} {' '.join(str(one) for one in row[1 : self.width])}"

    def _ours(self) -> sql.Composable:
        return sql.SQL("true" if self.salon is None else "salon_id = %s")

    def _salon(self) -> Row:
        return () if self.salon is None else (self.salon,)

    def _after(self, last: Row | None) -> sql.Composable:
        if last is None:
            return sql.SQL("true")
        places = sql.SQL(", ").join([sql.Placeholder()] * len(last))
        return sql.SQL("({}) > ({})").format(_names(("salon_id", *self.keys)), places)


def _names(columns: Sequence[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, columns))


def _sql(statement: LiteralString, **parts: str | sql.Composable) -> sql.Composed:
    """Fill names in: a plain string is an identifier of the registry."""
    filled = {
        key: sql.Identifier(part) if isinstance(part, str) else part for key, part in parts.items()
    }
    return sql.SQL(statement).format(**filled)
