"""The search across salons, over the database as over the diary."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
import pytest
from redis import Redis
from sqlalchemy import event

from booking import discovery, listings, salons, seed
from booking.catalogue import Catalogue
from booking.discovery import PAGE, Found, Query
from booking.listings import Listing
from foundation.clock import monotonic
from foundation.db import Database
from foundation.house import House
from foundation.ids import SalonId
from foundation.money import Money
from foundation.redis import Live
from tests.booking.diary import NOW, Diary

MITTE = (52.5286, 13.4012)
POTSDAM = Listing(
    published=True, city="Potsdam", lat=52.3989, lon=13.0657, rating=Decimal("3.1"), rating_count=9
)


@pytest.fixture
def live(house: House) -> Live:
    return house.live


async def opened(
    database: Database,
    number: int,
    listing: Listing,
    **changes: Any,  # noqa: ANN401 - whatever field of a catalogue
) -> Catalogue:
    """Another salon like the demo's, with its listing."""
    salon = replace(
        seed.demo(), salon_id=SalonId(UUID(int=number)), slug=f"salon-{number}", **changes
    )
    async with database.unit_of_work(salon.salon_id) as tx:
        await salons.replace(tx, salon)
        await listings.save(tx, listing)
    return salon


async def find(diary: Diary, live: Live, query: Query, now: datetime = NOW) -> tuple[Found, ...]:
    return (await discovery.find(diary.database, live, query, now)).found


async def slugs(diary: Diary, live: Live, query: Query) -> list[str]:
    return [one.slug for one in await find(diary, live, query)]


async def test_a_salon_is_found_by_what_it_does_with_reasons(diary: Diary, live: Live) -> None:
    (found,) = await find(diary, live, Query(service="haircut", near=MITTE))
    assert (found.slug, found.name, found.service and found.service.key) == (
        "demo",
        "Luma",
        "haircut",
    )
    assert [(one.factor, one.why) for one in found.parts] == [
        ("service", "haircut is what was asked for"),
        ("distance", "0.0 km away"),
        ("price", "40.00 EUR, the lowest"),
        ("rating", "4.8 of 5 by 112"),
        ("soonness", "free Mon 23 Nov 14:15"),
    ]
    assert sum(one.weight for one in found.parts) == pytest.approx(1)
    assert found.score == pytest.approx(sum(one.value * one.weight for one in found.parts))
    assert found.next_free == datetime(2026, 11, 23, 13, 15, tzinfo=UTC)


async def test_other_words_with_slips_find_it_too(diary: Diary, live: Live) -> None:
    for said in ("Haarschnitt", "hair cut", "hiarcut", "trim"):
        (found,) = await find(diary, live, Query(service=said))
        assert found.service
        assert found.service.key == "haircut", said


TOO_MUCH = (
    Query(service="car repair"),
    Query(city="Paris"),
    Query(near=(48.85, 2.35)),
    Query(service="haircut", max_price=Money(3999, "EUR")),
    Query(service="haircut", max_price=Money(9000, "USD")),
    Query(min_rating=Decimal("4.9")),
    Query(language="pl"),
    Query(page=2),
    Query(until=NOW),
    Query(service="haircut", since=NOW + timedelta(days=500)),
)


async def test_each_wish_leaves_out_who_does_not_fit(diary: Diary, live: Live) -> None:
    for query in TOO_MUCH:
        assert await find(diary, live, query) == (), query


ENOUGH = (
    Query(service="haircut", max_price=Money(4000, "EUR")),
    Query(min_rating=Decimal("4.8")),
    Query(language="de"),
    Query(city="bERLIN"),
    Query(near=(52.3989, 13.0657), within=30),
    Query(service="balayage", since=NOW, until=NOW + timedelta(days=2)),
)


async def test_who_fits_stays(diary: Diary, live: Live) -> None:
    for query in ENOUGH:
        assert [one.slug for one in await find(diary, live, query)] == ["demo"], query


ODD = (
    Query(service="%"),
    Query(service="\x00\ud800\\_%' OR 1=1 --"),
    Query(service="x" * 100_000, city="\x00", language="\ud800"),
    Query(near=(90.0, 180.0), within=20_000),
    Query(near=(-90.0, -180.0), page=-5),
    Query(near=(float("nan"), 13.0), within=0),
    Query(since=datetime.max.replace(tzinfo=UTC)),
    Query(until=datetime.min.replace(tzinfo=UTC)),
)


async def test_any_wish_gets_an_answer(diary: Diary, live: Live) -> None:
    for query in ODD:
        page = await discovery.find(diary.database, live, query, NOW)
        assert page.page >= 1


async def test_near_good_cheap_soon_comes_first(diary: Diary, live: Live) -> None:
    database = diary.database
    dear = tuple(replace(one, price=Money(9900, "EUR")) for one in seed.demo().services)
    await opened(database, 1, POTSDAM)
    await opened(database, 2, seed.LISTING, services=dear)
    await opened(database, 3, seed.LISTING, notice=60 * 24 * 6)
    await opened(database, 4, msgspec.structs.replace(seed.LISTING, rating=Decimal("2.0")))
    wish = Query(service="haircut", near=MITTE, within=50)
    found = await find(diary, live, wish)
    assert found[0].slug == "demo"
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    worse = {"salon-1": "distance", "salon-2": "price", "salon-3": "soonness", "salon-4": "rating"}
    best = {one.factor: one.value for one in found[0].parts}
    for one in found[1:]:
        parts = {part.factor: part.value for part in one.parts}
        lower = {factor for factor in best if parts[factor] < best[factor] - 0.01}
        assert worse[one.slug] in lower
        assert lower <= {worse[one.slug], "rating"}
    assert {one.slug: one.price_level for one in found}["salon-2"] == 4


async def test_next_free_is_the_diarys_own_answer(diary: Diary, live: Live) -> None:
    friday = datetime(2026, 11, 27, 16, tzinfo=UTC)
    query = Query(service="manicure", since=friday, until=friday + timedelta(hours=2))
    (before,) = await find(diary, live, query)
    assert before.next_free == friday
    await diary.book(1)  # Ana, who alone does it, from 17:00 to 17:45
    (kept,) = await find(diary, live, query)
    assert kept == before
    (after,) = await find(diary, live, msgspec.structs.replace(query, language="en"))
    assert after.next_free == friday + timedelta(minutes=45)


async def test_an_answer_is_kept_for_a_minute(diary: Diary, live: Live, redis: Redis) -> None:
    query = Query(service="haircut")
    first = await discovery.find(diary.database, live, query, NOW)
    [key] = redis.keys("find:*")
    assert 0 < int(str(redis.ttl(key))) <= 60
    await opened(diary.database, 1, seed.LISTING)
    assert await discovery.find(diary.database, live, query, NOW) == first
    redis.delete(key)
    assert (await discovery.find(diary.database, live, query, NOW)).total == 2


async def test_without_redis_the_search_goes_on(diary: Diary) -> None:
    away = Live("redis://127.0.0.1:9/0")  # nobody answers
    assert [one.slug for one in await find(diary, away, Query(service="haircut"))] == ["demo"]
    await away.close()


async def test_a_salon_in_another_zone_is_asked_by_its_own_clock(diary: Diary, live: Live) -> None:
    tokyo = Listing(published=True, city="Tokyo", lat=35.68, lon=139.69)
    await opened(diary.database, 5, tokyo, zone=ZoneInfo("Asia/Tokyo"), currency="EUR")
    (found,) = await find(diary, live, Query(service="haircut", city="Tokyo"))
    assert found.zone == "Asia/Tokyo"
    assert found.next_free == datetime(2026, 11, 24, 0, tzinfo=UTC)  # 9:00 on Tuesday there
    assert found.parts[-1].why == "free Tue 24 Nov 09:00"
    assert found.parts[-2].why == "not rated yet"


async def test_a_salon_without_anything_to_book_is_found_by_its_place(
    diary: Diary, live: Live
) -> None:
    await opened(diary.database, 6, POTSDAM, services=(), staff=())
    (found,) = await find(diary, live, Query(city="Potsdam"))
    assert (found.next_free, found.service, found.price_level) == (None, None, None)
    assert found.parts[-1].why == "nothing free within 14 days"
    assert await find(diary, live, Query(city="Potsdam", max_price=Money(1, "EUR"))) == ()


async def test_only_a_page_of_diaries_is_opened_however_many_salons_fit(
    diary: Diary, live: Live, sized: Callable[[int, int], int]
) -> None:
    count = sized(PAGE + 5, 300)
    for number in range(count):
        await opened(diary.database, number + 1, seed.LISTING)
    asked: list[str] = []
    engine = diary.database._engine.sync_engine  # noqa: SLF001 - to count what is asked
    event.listen(
        engine, "before_cursor_execute", lambda *given: asked.append(given[2].lstrip()[:30])
    )
    begun = monotonic()
    page = await discovery.find(diary.database, live, Query(service="haircut", near=MITTE), NOW)
    print(f"{count} salons: {monotonic() - begun:.3f} s")  # noqa: T201 - what the soak shows
    assert (page.total, len(page.found)) == (count + 1, PAGE)
    assert sum(one.startswith("SELECT s.slug") for one in asked) == PAGE
    rest = await discovery.find(
        diary.database, live, Query(service="haircut", near=MITTE, page=2), NOW
    )
    assert not {one.slug for one in rest.found} & {one.slug for one in page.found}
