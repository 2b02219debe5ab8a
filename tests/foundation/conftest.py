"""A database of one's own, for tests that change the schema; a Redis of one's own, to kill."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import text

from foundation import ids
from foundation.db import Database
from foundation.embedded import Servers
from foundation.ids import SalonId
from foundation.settings import Settings
from tests.foundation.own_redis import OwnRedis, running


@pytest.fixture
def own_redis(tmp_path: Path) -> Iterator[OwnRedis]:
    with running(tmp_path) as redis:
        yield redis


@pytest.fixture
def blank(servers: Servers, worker: int) -> Iterator[Settings]:
    """Settings of an empty database that no migration has touched."""
    name = f"parlance_blank_{worker}"
    with psycopg.connect(servers.admin_url, autocommit=True) as admin:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
        admin.execute(
            sql.SQL("CREATE DATABASE {} OWNER parlance_owner").format(sql.Identifier(name))
        )
        with psycopg.connect(_on(servers.admin_url, name)) as inside:
            inside.execute("CREATE EXTENSION btree_gist")
        old = servers.settings
        yield old.model_copy(
            update={
                "database_url": _on(old.database_url, name),
                "database_owner_url": _on(old.database_owner_url, name),
                "database_read_url": _on(old.database_read_url, name),
            }
        )
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _on(url: str, name: str) -> str:
    return f"{url.rpartition('/')[0]}/{name}"


@pytest.fixture
async def salons(database: Database) -> tuple[SalonId, SalonId]:
    """Two salons side by side."""
    made = SalonId(ids.new()), SalonId(ids.new())
    for number, salon_id in enumerate(made):
        async with database.unit_of_work(salon_id) as tx:
            await tx.execute(_OPEN, {"salon": salon_id, "slug": f"salon-{number}"})
    return made


_OPEN = text(
    "INSERT INTO salons (salon_id, slug, name, zone, currency, language)"
    " VALUES (:salon, :slug, 'Luma', 'Europe/Berlin', 'EUR', 'en')"
)
