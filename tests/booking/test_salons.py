from dataclasses import replace
from uuid import UUID

import pytest

from booking import customers, salons, seed
from foundation.db import Database, Tx
from foundation.directory import Directory
from foundation.ids import CustomerId, SalonId
from foundation.money import Money
from tests.booking.diary import Diary


async def test_the_demo_salon_reads_back_as_it_was_described(diary: Diary) -> None:
    assert replace(diary.salon, revision=0) == seed.demo()
    found = await Directory(diary.database).find("slug", "demo")
    assert found == diary.salon.salon_id


async def test_seeding_twice_is_the_same_as_once(diary: Diary) -> None:
    async with diary.database.unit_of_work(seed.SALON_ID) as tx:
        assert await seed.seed_demo(tx, Directory(diary.database)) == diary.salon


async def test_every_change_of_the_catalogue_grows_its_revision(diary: Diary, tx: Tx) -> None:
    revision = diary.salon.revision
    for change in (
        {"phone": "030 555 011"},
        {"name": "Luma II"},
        {"opening": {0: ((600, 900),)}},
        {"services": (replace(diary.salon.services[0], price=Money(4100, "EUR")),)},
        {"staff": (replace(diary.salon.staff[0], week={}),)},
        {"staff": (replace(diary.salon.staff[0], services=frozenset()),)},
    ):
        await salons.replace(tx, replace(diary.salon, **change))
        found = await salons.load_catalogue(tx)
        assert found.revision > revision
        assert found == replace(diary.salon, **change, revision=found.revision)
        revision = found.revision


async def test_what_is_left_out_is_off_sale_yet_still_there(diary: Diary, tx: Tx) -> None:
    smaller = replace(diary.salon, services=diary.salon.services[:1], staff=())
    await salons.replace(tx, smaller)
    found = await salons.load_catalogue(tx)
    assert (found.services, found.staff) == (diary.salon.services[:1], ())
    await salons.replace(tx, diary.salon)
    back = await salons.load_catalogue(tx)
    assert replace(back, revision=0) == replace(diary.salon, revision=0)


async def test_a_salon_without_anything_is_still_a_salon(diary: Diary, tx: Tx) -> None:
    bare = replace(diary.salon, services=(), staff=(), opening={})
    await salons.replace(tx, bare)
    found = await salons.load_catalogue(tx)
    assert (found.services, found.staff, found.opening) == ((), (), {})


async def test_an_unknown_salon_has_no_catalogue(database: Database) -> None:
    stranger = SalonId(UUID(int=7))
    async with database.unit_of_work(stranger) as nowhere:
        with pytest.raises(LookupError):
            await salons.load_catalogue(nowhere)


async def test_a_customer_is_remembered_then_renamed(diary: Diary, tx: Tx) -> None:
    mia = CustomerId(diary.talk(1))
    assert await customers.name(tx, mia) is None
    await customers.remember(tx, mia, None)
    assert await customers.name(tx, mia) is None
    await customers.remember(tx, mia, b"sealed")
    await customers.remember(tx, CustomerId(diary.talk(2)), None)
    assert await customers.name(tx, mia) == b"sealed"
    assert await customers.names(tx, [mia, CustomerId(diary.talk(2))]) == {mia: b"sealed"}


async def test_another_salon_sees_nothing_of_this_one(diary: Diary) -> None:
    await diary.book(1)
    other = replace(seed.demo(), salon_id=SalonId(diary.talk(99)), slug="other")
    async with diary.database.unit_of_work(other.salon_id) as tx:
        await salons.replace(tx, replace(other, services=(), staff=()))
        driver = await tx.driver()
        for table in (
            "staff",
            "shifts",
            "services",
            "skills",
            "customers",
            "holds",
            "bookings",
            "booking_history",
            "occupied",
        ):
            rows = await driver.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 - names above
            assert await rows.fetchone() == (0,), table
