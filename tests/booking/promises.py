"""Promises of `parlance check`, kept or broken on purpose."""

from collections.abc import Sequence

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from foundation.invariants import Invariant
from foundation.settings import Settings

Rows = list[tuple[object, ...]]


def offenders(invariant: Invariant, connection: psycopg.Connection) -> Rows:
    """Ask who breaks the promise."""
    return connection.execute(invariant.sql.encode()).fetchall()


def offenders_once_broken(
    invariant: Invariant, steps: Sequence[str], admin: psycopg.Connection, settings: Settings
) -> Rows:
    """Break the promise with the database's own guards down, ask, take it all back."""
    with admin.transaction(force_rollback=True):
        admin.execute("SET LOCAL session_replication_role = replica")
        for step in steps:
            admin.execute(step.encode())
        # The read role's own eyes: what it may not see it cannot find.
        reader = make_url(settings.database_read_url).username or ""
        admin.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(reader)))
        return offenders(invariant, admin)
