import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import timedelta

import psycopg
import pytest

from booking import checks, desk, salons, seed
from booking.orders import Order
from foundation.db import Database
from foundation.directory import Directory
from foundation.embedded import Servers
from foundation.errors import Refused, Transient
from foundation.settings import Settings
from tests.booking import rivals
from tests.booking.diary import FRIDAY_FIVE, Diary, lapse
from tests.booking.rivals import Race
from tests.booking.spare import Spare, spare

pytestmark = pytest.mark.xdist_group("races")  # one field of processes, no other race beside it

SEEDS = range(5)
QUARTER = timedelta(minutes=15)


@pytest.fixture(scope="module")
def field() -> Iterator[rivals.Field]:
    """Processes that race."""
    with rivals.field() as ready:
        yield ready


def kept_promises(admin: psycopg.Connection) -> bool:
    return not any(admin.execute(one.sql.encode()).fetchall() for one in checks.INVARIANTS)


@pytest.mark.parametrize("race_seed", SEEDS)
@pytest.mark.parametrize("chairs", [1, 2])
async def test_overlapping_times_of_a_chair_are_sold_once(
    diary: Diary,
    clean: Settings,
    admin: psycopg.Connection,
    field: rivals.Field,
    sized: Callable[[int, int], int],
    chairs: int,
    race_seed: int,
) -> None:
    many = sized(25, 200)
    race = Race(
        clean.database_url,
        diary.salon.salon_id,
        (diary.ana, diary.bea)[:chairs],
        FRIDAY_FIVE,
        many,
        race_seed,
    )
    assert field.run(race) == {"confirmed": chairs, "time_taken": many - chairs}
    assert admin.execute("SELECT count(*) FROM holds").fetchone() == (0,)
    assert kept_promises(admin)


@pytest.mark.parametrize("late", [0, 1])
async def test_a_lapsed_hold_goes_to_exactly_one_of_fifty(
    diary: Diary, clean: Settings, admin: psycopg.Connection, field: rivals.Field, late: int
) -> None:
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        hold = (await diary.hold(tx, 0, start=FRIDAY_FIVE + QUARTER)).hold_id
    lapse(admin, hold)
    race = Race(
        clean.database_url,
        diary.salon.salon_id,
        (diary.ana,),
        FRIDAY_FIVE,
        50,
        late,
        hold if late else None,
    )
    assert field.run(race) == {"confirmed": 1, "time_taken": 49}
    assert kept_promises(admin)


@pytest.fixture
async def unguarded(servers: Servers, settings: Settings) -> AsyncIterator[Spare]:
    """A database of its own without the constraint, seeded."""
    with spare(servers, settings, "unguarded") as place:
        place.admin.execute("ALTER TABLE occupied DROP CONSTRAINT one_at_a_time")
        database = Database(place.url, size=1)
        await database.open()
        async with database.unit_of_work(seed.SALON_ID) as tx:
            await seed.seed_demo(tx, Directory(database))
        await database.close()
        yield place


async def test_without_the_constraint_a_lapsed_hold_goes_to_many(
    unguarded: Spare, field: rivals.Field
) -> None:
    database = Database(unguarded.url, size=1)
    await database.open()
    async with database.unit_of_work(seed.SALON_ID) as tx:
        diary = Diary(database, await salons.load_catalogue(tx))
        hold = (await diary.hold(tx, 0, start=FRIDAY_FIVE + QUARTER)).hold_id
    await database.close()
    lapse(unguarded.admin, hold)
    chairs = (diary.ana,)
    race = Race(unguarded.url, diary.salon.salon_id, chairs, FRIDAY_FIVE, 50, 1, hold)
    assert field.run(race)["confirmed"] >= 2


async def test_without_the_constraint_the_same_race_sells_twice(
    unguarded: Spare, field: rivals.Field, sized: Callable[[int, int], int]
) -> None:
    salon = seed.demo()
    ana = salon.staff[0].id
    many = sized(25, 200)
    for race_seed in SEEDS:
        start = FRIDAY_FIVE + timedelta(hours=race_seed - 4)
        race = Race(unguarded.url, salon.salon_id, (ana,), start, many, race_seed)
        assert field.run(race)["confirmed"] >= 2


async def moved(diary: Diary, number: int, minutes: int) -> bool:
    try:
        async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
            await diary.hold(tx, number, start=FRIDAY_FIVE + timedelta(minutes=minutes))
    except Refused:
        return False
    return True


async def test_of_two_who_move_towards_each_other_one_moves(
    diary: Diary, admin: psycopg.Connection
) -> None:
    for _ in range(10):
        assert await moved(diary, 1, 0)
        assert await moved(diary, 2, 60)
        assert sum(await asyncio.gather(moved(diary, 1, 15), moved(diary, 2, 45))) == 1
        assert admin.execute("SELECT count(*) FROM occupied").fetchone() == (2,)
        async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
            await desk.release(tx, diary.talk(1))
            await desk.release(tx, diary.talk(2))


async def test_two_who_want_each_others_time_keep_their_own(
    diary: Diary, admin: psycopg.Connection
) -> None:
    assert await moved(diary, 1, 0)
    assert await moved(diary, 2, 60)
    for _ in range(10):
        swaps = await asyncio.gather(moved(diary, 1, 60), moved(diary, 2, 0))
        assert not any(swaps)
    assert kept_promises(admin)


async def test_one_booking_is_cancelled_by_one_of_many(diary: Diary) -> None:
    booking = await diary.book(1)

    async def cancel(number: int) -> str:
        try:
            async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
                await desk.cancel(
                    tx,
                    diary.salon,
                    booking.booking_id,
                    order=Order(by=f"customer:{number}"),
                    now=FRIDAY_FIVE,
                )
        except Refused as refusal:
            return refusal.key
        return "cancelled"

    outcomes = await asyncio.gather(*(cancel(number) for number in range(8)))
    assert sorted(outcomes) == ["cancelled"] + ["not_possible"] * 7


async def test_a_rival_who_never_commits_is_waited_for_only_so_long(diary: Diary) -> None:
    async with (
        diary.database.unit_of_work(diary.salon.salon_id) as paused,
        diary.database.unit_of_work(diary.salon.salon_id) as tx,
    ):
        await diary.hold(paused, 1)
        driver = await tx.driver()
        await driver.execute("SET LOCAL lock_timeout = '20ms'")
        with pytest.raises(Transient):
            await diary.hold(tx, 2)
        await driver.rollback()
