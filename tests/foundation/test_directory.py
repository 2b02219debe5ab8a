import psycopg
import pytest

from foundation.db import Database
from foundation.directory import Directory
from foundation.errors import Refused
from foundation.ids import SalonId

Two = tuple[SalonId, SalonId]


async def enter(database: Database, salon_id: SalonId, key: str) -> None:
    async with database.unit_of_work(salon_id) as tx:
        await Directory(database).enter(tx, "account", key)


async def test_an_entered_key_finds_its_salon(database: Database, salons: Two) -> None:
    await enter(database, salons[0], "token")
    directory = Directory(database)
    assert await directory.find("account", "token") == salons[0]
    assert await directory.find("slug", "token") is None
    assert await directory.find("account", "other") is None


async def test_a_key_entered_twice_by_one_salon_is_one_entry(
    database: Database, salons: Two, admin: psycopg.Connection
) -> None:
    await enter(database, salons[0], "token")
    await enter(database, salons[0], "token")
    assert admin.execute("SELECT count(*) FROM directory").fetchone() == (1,)


async def test_another_salon_s_key_is_taken(database: Database, salons: Two) -> None:
    await enter(database, salons[0], "token")
    with pytest.raises(Refused, match="taken"):
        await enter(database, salons[1], "token")
    assert await Directory(database).find("account", "token") == salons[0]


async def test_the_directory_holds_no_key_in_the_clear(
    database: Database, salons: Two, admin: psycopg.Connection
) -> None:
    await enter(database, salons[0], "token")
    (row,) = admin.execute("SELECT key_hash FROM directory").fetchone() or (b"",)
    assert len(row) == 32
    assert b"token" not in row


async def test_what_was_found_is_not_asked_for_again(
    database: Database, salons: Two, admin: psycopg.Connection
) -> None:
    await enter(database, salons[0], "token")
    directory = Directory(database)
    await directory.find("account", "token")
    admin.execute("DELETE FROM directory")
    assert await directory.find("account", "token") == salons[0]


async def test_what_was_not_found_is_asked_for_again(database: Database, salons: Two) -> None:
    directory = Directory(database)
    assert await directory.find("account", "token") is None
    await enter(database, salons[0], "token")
    assert await directory.find("account", "token") == salons[0]


async def test_no_more_than_the_limit_is_kept(
    database: Database, salons: Two, admin: psycopg.Connection
) -> None:
    directory = Directory(database, keep=2)
    for key in ("one", "two", "three"):
        await enter(database, salons[0], key)
        await directory.find("account", key)
    admin.execute("DELETE FROM directory")
    assert await directory.find("account", "one") is None
    assert await directory.find("account", "three") == salons[0]


async def test_the_app_role_cannot_read_the_directory_through(database: Database) -> None:
    async with database.hot.connection() as connection:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            await connection.execute("SELECT * FROM directory")
