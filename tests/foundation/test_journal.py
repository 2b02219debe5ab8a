from contextlib import suppress

import psycopg
import pytest
from psycopg.rows import dict_row

from foundation import journal
from foundation.db import Database
from foundation.errors import Refused
from foundation.ids import SalonId

Two = tuple[SalonId, SalonId]


async def write(database: Database, salon_id: SalonId) -> None:
    async with database.unit_of_work(salon_id, request_id="r1", actor="operator:1") as tx:
        await journal.write(tx, "booking_confirmed", "booking:1", revision=3, hold_id=salon_id)


async def test_a_fact_names_its_actor_and_its_request(
    database: Database, salons: Two, admin: psycopg.Connection
) -> None:
    await write(database, salons[0])
    row = admin.cursor(row_factory=dict_row).execute("SELECT * FROM journal").fetchone() or {}
    assert row["fact"] == "booking_confirmed"
    assert row["subject"] == "booking:1"
    assert (row["actor"], row["request_id"]) == ("operator:1", "r1")
    assert row["details"] == {"revision": 3, "hold_id": str(salons[0])}


async def test_a_fact_goes_with_its_transaction(
    database: Database, salons: Two, admin: psycopg.Connection
) -> None:
    with suppress(Refused):
        async with database.unit_of_work(salons[0]) as tx:
            await journal.write(tx, "booking_confirmed", "booking:1")
            raise Refused("time_taken")
    assert admin.execute("SELECT count(*) FROM journal").fetchone() == (0,)


@pytest.mark.parametrize(
    "statement", ["UPDATE journal SET fact = 'x'", "DELETE FROM journal", "TRUNCATE journal"]
)
async def test_the_app_role_cannot_rewrite_the_journal(
    database: Database, salons: Two, statement: str
) -> None:
    await write(database, salons[0])
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        async with database.unit_of_work(salons[0]) as tx:
            await (await tx.driver()).execute(statement)


@pytest.mark.parametrize(
    "statement", ["UPDATE journal SET fact = 'x'", "DELETE FROM journal", "TRUNCATE journal"]
)
async def test_not_even_a_superuser_rewrites_it_by_mistake(
    database: Database, salons: Two, admin: psycopg.Connection, statement: str
) -> None:
    await write(database, salons[0])
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="history"):
        admin.execute(statement)
