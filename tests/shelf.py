"""Rows that many tests begin with: written once per worker, laid out again for each of them."""

from collections.abc import Awaitable, Callable, Sequence

import psycopg
from psycopg import sql

_FILLED = """
SELECT c.relname FROM pg_class c
WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
  AND c.relname <> ALL (%s) AND (xpath('//c/text()', query_to_xml(
    format('SELECT count(*) AS c FROM %%s', c.oid::regclass), false, true, '')))[1]::text <> '0'
"""
_OUT = sql.SQL("COPY {} TO STDOUT (FORMAT binary)")
_IN = sql.SQL("COPY {} FROM STDIN (FORMAT binary)")


class Shelf:
    """Copies of what was in an otherwise empty database, by name."""

    def __init__(self, admin: psycopg.Connection, always: Sequence[str]) -> None:
        """Use a superuser's connection; the tables in `always` are filled from the start."""
        self._admin = admin
        self._always = list(always)
        self._copies: dict[str, dict[str, bytes]] = {}

    async def lay_out(self, name: str, write: Callable[[], Awaitable[object]]) -> None:
        """Fill the empty database: the first time by `write`, later with what that has left.

        Only for rows alone: what `write` leaves elsewhere (Redis, a sequence) is not kept.
        """
        if name in self._copies:
            self._put_back(self._copies[name])
            return
        assert self._filled() == [], "only an empty database is filled from the shelf"
        await write()
        self._copies[name] = {table: self._copy(table) for table in self._filled()}

    def _filled(self) -> list[str]:
        return [name for (name,) in self._admin.execute(_FILLED, (self._always,)).fetchall()]

    def _copy(self, table: str) -> bytes:
        with self._admin.cursor() as cursor, cursor.copy(_OUT.format(sql.Identifier(table))) as out:
            return b"".join(bytes(part) for part in out)

    def _put_back(self, copies: dict[str, bytes]) -> None:
        with self._admin.transaction(), self._admin.cursor() as cursor:
            # The rows were checked when they were first written: no trigger has to run again.
            cursor.execute("SET LOCAL session_replication_role = replica")
            for table, rows in copies.items():
                with cursor.copy(_IN.format(sql.Identifier(table))) as into:
                    into.write(rows)
