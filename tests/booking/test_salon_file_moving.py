"""Salons brought into the database from files, taken out of it into them."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from booking import desk, listings, salons, seed
from booking.desk import Order
from booking.listings import Listing
from booking.salon_file import moving
from booking.salon_file.section import Problem
from booking.salon_file.write import write
from foundation.db import Database, Tx
from foundation.directory import Directory
from foundation.errors import Refused
from foundation.ids import SalonId
from tests.booking.diary import NOW, Diary
from tests.booking.test_salons import plain, rich

OTHER = SalonId(UUID(int=77))


async def bring(tx: Tx, diary: Diary, given: str) -> list[str]:
    return await moving.bring(tx, Directory(diary.database), given.encode(), NOW)


async def test_a_salon_taken_out_brought_in_taken_out_is_the_same_text(
    diary: Diary, tx: Tx
) -> None:
    for salon in (diary.salon, rich()):
        await salons.replace(tx, salon)
        out = await moving.export(tx)
        before = await salons.load_catalogue(tx)
        assert await bring(tx, diary, out) == []
        assert await salons.load_catalogue(tx) == before
        assert await moving.export(tx) == out


async def test_a_salon_moves_to_an_empty_house_whole(diary: Diary) -> None:
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        await salons.replace(tx, rich())
        out = (await moving.export(tx)).replace('slug = "demo"', 'slug = "copy"')
    async with diary.database.unit_of_work(OTHER) as tx:
        (line,) = await bring(tx, diary, out)
        assert line == "salon copy is new: 6 services, 3 stylists, 4 resources"
        assert await moving.export(tx) == out
        assert await listings.load(tx) == seed.LISTING
    assert await Directory(diary.database).find("slug", "copy") == OTHER


async def test_a_review_writes_nothing(tx: Tx) -> None:
    out = await moving.export(tx)
    given = out.replace("030 555 010", "030 1").encode()
    _, lines = await moving.review(tx, given, NOW)
    assert lines == ["phone changed: '030 555 010' -> '030 1'"]
    assert await moving.export(tx) == out


async def test_a_file_with_a_mistake_writes_nothing(diary: Diary, tx: Tx) -> None:
    out = await moving.export(tx)
    with pytest.raises(Refused, match="salon_file"):
        await bring(tx, diary, out.replace("030 555 010", "030 1").replace('"45 min"', '"?"'))
    assert await moving.export(tx) == out


async def test_what_comes_back_is_what_it_was(diary: Diary, tx: Tx) -> None:
    out = await moving.export(tx)
    without = out[: out.index("[[staff]]")] + out[out.index("[policy]") :]
    assert await bring(tx, diary, without) == ["3 stylists no longer active: Ana, Bea, Cem"]
    assert await bring(tx, diary, out) == ["3 stylists new: Ana, Bea, Cem"]
    assert plain(await salons.load_catalogue(tx)) == plain(diary.salon)


async def test_who_leaves_with_bookings_to_come_is_told_with_their_number(diary: Diary) -> None:
    first = await diary.book(1)
    for number in (2, 3):
        await diary.book(number, start=first.starts_at + timedelta(hours=number - 1))
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        await desk.cancel(tx, diary.salon, first.booking_id, order=Order(), now=NOW)
        out = await moving.export(tx)
        begin, end = out.index("[[staff]]"), out.index('[[staff]]\nname = "Bea"')
        gone = (out[:begin] + out[end:]).encode()
        _, lines = await moving.review(tx, gone, NOW)
        assert lines == ["1 stylist no longer active: Ana (2 future bookings)"]
        less = out.replace('["haircut", "blow_dry", "manicure"]', '["manicure"]').encode()
        _, lines = await moving.review(tx, less, NOW)
        assert lines == [
            "Ana no longer does haircut (2 future bookings)",
            "Ana no longer does blow_dry",
        ]
        _, lines = await moving.review(tx, gone, NOW + timedelta(days=30))
        assert lines == ["1 stylist no longer active: Ana"]


async def test_a_slug_that_another_salon_has_is_refused_at_its_line(diary: Diary) -> None:
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        out = await moving.export(tx)
    line = next(number for number, one in enumerate(out.split("\n"), 1) if "slug" in one)
    with pytest.raises(Refused) as refused:
        async with diary.database.unit_of_work(OTHER) as tx:
            await bring(tx, diary, out)
    expected = Problem(line, "[salon]: slug: another salon is called so already")
    assert refused.value.facts["problems"] == (expected,)


async def test_a_slug_once_another_salons_stays_theirs(diary: Diary) -> None:
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        out = await moving.export(tx)
        assert await bring(tx, diary, out.replace('"demo"', '"luma"')) == [
            "slug changed: 'demo' -> 'luma'"
        ]
    assert await Directory(diary.database).find("slug", "demo") == diary.salon.salon_id
    with pytest.raises(Refused, match="salon_file"):
        async with diary.database.unit_of_work(OTHER) as tx:
            await bring(tx, diary, out)


async def test_a_salons_entry_is_kept_only_when_it_changes(tx: Tx) -> None:
    revision = (await salons.load_catalogue(tx)).revision
    await listings.save(tx, seed.LISTING)
    assert (await salons.load_catalogue(tx)).revision == revision
    await listings.save(tx, Listing())
    assert await listings.load(tx) == Listing()
    assert (await salons.load_catalogue(tx)).revision > revision


async def test_a_salon_nobody_wrote_has_no_entry(database: Database) -> None:
    async with database.unit_of_work(OTHER) as tx:
        with pytest.raises(LookupError):
            await listings.load(tx)


async def test_another_salons_names_give_no_ids(diary: Diary) -> None:
    async with diary.database.unit_of_work(OTHER) as tx:
        await bring(tx, diary, _demo().replace('"demo"', '"copy"'))
        copy = await salons.load_catalogue(tx)
        count = text("SELECT count(*) FROM services")
        assert (await tx.execute(count)).scalar_one() == len(copy.services)
    assert {one.id for one in copy.services}.isdisjoint(one.id for one in diary.salon.services)
    assert replace(copy.services[0], id=diary.salon.services[0].id) == diary.salon.services[0]


def _demo() -> str:
    return write(seed.demo(), seed.LISTING)
