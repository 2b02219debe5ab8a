"""A database of its own for a test that changes the schema."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from psycopg import sql

from foundation.embedded import Servers
from foundation.settings import Settings
from tests.conftest import TEMPLATE


@dataclass(frozen=True)
class Spare:
    """A migrated, empty database: the app role's address, a superuser's connection."""

    url: str
    admin: psycopg.Connection


@contextmanager
def spare(servers: Servers, settings: Settings, what: str) -> Iterator[Spare]:
    """Copy the migrated template; the copy is gone with the block."""
    name = f"{settings.database_url.rpartition('/')[2]}_{what}"
    place = sql.Identifier(name)
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER parlance_owner")
    with psycopg.connect(servers.admin_url, autocommit=True) as admin:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(place))
        admin.execute(create.format(place, sql.Identifier(TEMPLATE)))
        try:
            url = f"{servers.admin_url.rpartition('/')[0]}/{name}"
            with psycopg.connect(url, autocommit=True) as inside:
                yield Spare(f"{settings.database_url.rpartition('/')[0]}/{name}", inside)
        finally:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(place))
