"""What the embedded Postgres holds before the first migration: a database, its three roles."""

from psycopg import Connection, sql

from foundation.embedded import postgres
from foundation.embedded.folder import Kept

DATABASE = "parlance"
OWNER = "parlance_owner"
APP = "parlance_app"
READ = "parlance_read"
_RIGHTS = sql.SQL("LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION")


def prepare(kept: Kept) -> None:
    """Bring roles, passwords, database, extension to what they must be; safe to repeat."""
    with postgres.connect(kept) as admin:
        for role, password in ((OWNER, kept.owner), (APP, kept.app), (READ, kept.read)):
            _role(admin, role, password)
        if not _exists(admin, "SELECT 1 FROM pg_database WHERE datname = %s", DATABASE):
            admin.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(
                    sql.Identifier(DATABASE), sql.Identifier(OWNER)
                )
            )
    with postgres.connect(kept, DATABASE) as admin:
        # The owner of the tables is no superuser, who alone may add it everywhere.
        admin.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")


def _role(admin: Connection, role: str, password: str) -> None:
    known = _exists(admin, "SELECT 1 FROM pg_roles WHERE rolname = %s", role)
    admin.execute(
        sql.SQL("{} ROLE {} {} PASSWORD {}").format(
            sql.SQL("ALTER" if known else "CREATE"),
            sql.Identifier(role),
            _RIGHTS,
            sql.Literal(password),
        )
    )


def _exists(admin: Connection, query: str, name: str) -> bool:
    return admin.execute(query.encode(), (name,)).fetchone() is not None
