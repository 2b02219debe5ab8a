"""What is listed of a salon: what it says of itself, written by the database alone."""

from contextlib import suppress
from dataclasses import replace
from typing import Any

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from booking import listings, salons, seed
from booking.catalogue import Catalogue
from booking.listings import Listing
from foundation import ids
from foundation.db import Database
from foundation.ids import SalonId
from foundation.money import Money
from tests.booking.diary import Diary

OTHER = SalonId(ids.new())


async def publish(database: Database, salon: Catalogue, listing: Listing) -> None:
    async with database.unit_of_work(salon.salon_id) as tx:
        await salons.replace(tx, salon)
        await listings.save(tx, listing)


def listed(admin: psycopg.Connection, *columns: str) -> list[tuple[Any, ...]]:
    names = ", ".join(columns)
    query = f"SELECT {names} FROM listings ORDER BY slug"  # noqa: S608 - names of columns
    return admin.execute(query.encode()).fetchall()


async def test_a_salon_is_listed_when_it_says_so_and_gone_when_not(
    diary: Diary, admin: psycopg.Connection
) -> None:
    spoken = ["de", "en", "es", "fr", "it", "nl", "pt"]
    assert listed(admin, "slug", "city", "languages") == [("demo", "Berlin", spoken)]
    await publish(diary.database, diary.salon, Listing(city="Berlin"))
    assert listed(admin, "slug") == []
    await publish(diary.database, replace(diary.salon, name="Luma II"), Listing(city="Berlin"))
    assert listed(admin, "slug") == []
    await publish(diary.database, diary.salon, seed.LISTING)
    assert listed(admin, "slug", "name") == [("demo", "Luma")]


async def test_a_listing_follows_every_change_of_the_catalogue(
    diary: Diary, admin: psycopg.Connection
) -> None:
    cut, *rest = diary.salon.services
    ana, bea, cem = diary.salon.staff
    cheap = replace(cem, prices={cut.id: Money(3100, "EUR")})
    sold = (replace(cut, price=Money(4400, "EUR")), *rest)
    changed = replace(diary.salon, services=sold, staff=(ana, cheap))
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        await salons.replace(tx, changed)
    [(services, terms)] = listed(admin, "services", "terms")
    assert bea.services - ana.services - cem.services
    assert [(one["key"], one["price_minor"]) for one in services] == [
        ("haircut", 3100),
        ("beard_trim", 1800),
        ("blow_dry", 2500),
        ("manicure", 3000),
    ]
    assert "haarschnitt" in terms
    assert "balayage" not in terms


async def test_what_is_rolled_back_is_not_listed(diary: Diary, admin: psycopg.Connection) -> None:
    with suppress(RuntimeError):
        async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
            await salons.replace(tx, replace(diary.salon, name="Never"))
            raise RuntimeError
    assert listed(admin, "name") == [("Luma",)]


async def test_a_salon_sees_its_own_listing_alone_and_writes_none(diary: Diary) -> None:
    other = replace(seed.demo(), salon_id=OTHER, slug="other")
    await publish(diary.database, other, seed.LISTING)
    async with diary.database.unit_of_work(OTHER) as tx:
        found = await tx.execute(text("SELECT salon_id FROM listings"))
        assert found.scalars().all() == [OTHER]
    for attack in (
        "UPDATE listings SET name = 'x'",
        "DELETE FROM listings",
        f"INSERT INTO listings (salon_id) VALUES ('{diary.salon.salon_id}')",  # noqa: S608 - an id
        f"SELECT list_salon('{diary.salon.salon_id}')",
        f"SELECT list_salon('{OTHER}')",
    ):
        with pytest.raises(DBAPIError, match="permission denied"):
            async with diary.database.unit_of_work(OTHER) as tx:
                await tx.execute(text(attack))


async def test_a_salon_cannot_speak_for_another(diary: Diary, admin: psycopg.Connection) -> None:
    other = replace(seed.demo(), salon_id=OTHER, slug="other")
    await publish(diary.database, other, Listing())
    claim = "UPDATE salon_facts SET published = true, city = 'Paris'"
    async with diary.database.unit_of_work(OTHER) as tx:
        await tx.execute(text(f"{claim} WHERE salon_id = :demo"), {"demo": diary.salon.salon_id})
    assert listed(admin, "slug", "city") == [("demo", "Berlin")]
    async with diary.database.unit_of_work(OTHER) as tx:
        await tx.execute(text(claim))
    assert listed(admin, "slug", "city") == [("demo", "Berlin"), ("other", "Paris")]


async def test_without_its_walls_a_salon_would_speak_for_another(
    diary: Diary, admin: psycopg.Connection
) -> None:
    other = replace(seed.demo(), salon_id=OTHER, slug="other")
    await publish(diary.database, other, Listing())
    with admin.transaction(force_rollback=True):
        admin.execute("ALTER TABLE salon_facts DISABLE ROW LEVEL SECURITY")
        admin.execute("SET LOCAL ROLE parlance_app")
        admin.execute("SELECT set_config('app.salon_id', %s, true)", (str(OTHER),))
        admin.execute("UPDATE salon_facts SET city = 'Paris'")
        admin.execute("SET CONSTRAINTS ALL IMMEDIATE")
        admin.execute("RESET ROLE")
        assert ("demo", "Paris") in listed(admin, "slug", "city")


@pytest.mark.usefixtures("diary")
def test_a_place_is_whole_and_on_the_globe(admin: psycopg.Connection) -> None:
    for wrong in ("lat = NULL", "lat = 91", "lon = -181", "rating = 5.1", "rating_count = -1"):
        with pytest.raises(psycopg.errors.CheckViolation):
            admin.execute(f"UPDATE salon_facts SET {wrong}".encode())  # noqa: S608 - as above
