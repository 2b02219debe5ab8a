from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from booking import desk
from foundation.db import Tx
from foundation.errors import Refused
from tests.booking.diary import FRIDAY_FIVE, NOW, Diary, lapse

QUARTER = timedelta(minutes=15)


async def rows(tx: Tx, question: str) -> list[tuple[object, ...]]:
    driver = await tx.driver()
    return await (await driver.execute(question)).fetchall()


async def test_a_hold_lasts_ten_minutes_by_the_databases_clock(diary: Diary, tx: Tx) -> None:
    held = await diary.hold(tx, 1)
    left = (held.expires_at - held.database_now).total_seconds()
    assert left == pytest.approx(600, abs=1)
    assert (held.starts_at, held.ends_at) == (FRIDAY_FIVE, FRIDAY_FIVE + timedelta(minutes=45))
    assert (held.segments[0].staff, str(held.price), held.draft_version) == (
        diary.ana,
        "40.00 EUR",
        1,
    )


async def test_a_time_held_by_another_is_taken(diary: Diary, tx: Tx) -> None:
    await diary.hold(tx, 1)
    for start in (FRIDAY_FIVE, FRIDAY_FIVE - 2 * QUARTER, FRIDAY_FIVE + 2 * QUARTER):
        with pytest.raises(Refused, match="time_taken") as refusal:
            await diary.hold(tx, 2, start=start)
        assert refusal.value.facts["reason"] == "taken"
    await diary.hold(tx, 2, start=FRIDAY_FIVE + 3 * QUARTER)


async def test_the_next_stylist_is_tried_when_the_first_is_taken(diary: Diary, tx: Tx) -> None:
    assert (await diary.hold(tx, 1, diary.ana, diary.bea)).segments[0].staff == diary.ana
    assert (await diary.hold(tx, 2, diary.ana, diary.bea)).segments[0].staff == diary.bea
    with pytest.raises(Refused, match="time_taken"):
        await diary.hold(tx, 3, diary.ana, diary.bea)


async def test_a_new_hold_frees_the_old_one(diary: Diary, tx: Tx) -> None:
    await diary.hold(tx, 1)
    await diary.hold(tx, 1, diary.bea)
    assert (await diary.hold(tx, 2)).segments[0].staff == diary.ana
    assert len(await rows(tx, "SELECT FROM holds")) == len(await rows(tx, "SELECT FROM occupied"))


async def test_a_hold_moves_over_its_own_time(diary: Diary, tx: Tx) -> None:
    await diary.hold(tx, 1)
    again = await diary.hold(tx, 1)
    later = await diary.hold(tx, 1, start=FRIDAY_FIVE + QUARTER)
    assert later.hold_id != again.hold_id
    assert len(await rows(tx, "SELECT FROM occupied")) == 1
    await diary.hold(tx, 2, start=FRIDAY_FIVE - 2 * QUARTER)


async def test_who_gets_no_new_time_keeps_the_old_one(diary: Diary, tx: Tx) -> None:
    mine = await diary.hold(tx, 1)
    await diary.hold(tx, 2, start=FRIDAY_FIVE + 3 * QUARTER)
    for start in (FRIDAY_FIVE + 3 * QUARTER, FRIDAY_FIVE + QUARTER):
        with pytest.raises(Refused, match="time_taken"):
            await diary.hold(tx, 1, start=start)
    booking = await diary.confirm(tx, 1, mine.hold_id)
    assert booking.starts_at == FRIDAY_FIVE


@pytest.mark.parametrize(
    ("start", "reason"),
    [
        (NOW - QUARTER, "past"),
        (datetime(2026, 11, 29, 10, tzinfo=UTC), "closed"),
        (datetime(2026, 11, 23, 15, tzinfo=UTC), "off"),
        (FRIDAY_FIVE + timedelta(minutes=5), "asked"),
        (FRIDAY_FIVE + timedelta(seconds=1), "asked"),
        (FRIDAY_FIVE + timedelta(hours=3), "hours"),
    ],
)
async def test_what_is_never_offered_is_never_held(
    diary: Diary, tx: Tx, start: datetime, reason: str
) -> None:
    with pytest.raises(Refused, match="not_bookable") as refusal:
        await diary.hold(tx, 1, start=start)
    assert refusal.value.facts["reason"] == reason


async def test_a_released_time_is_free(diary: Diary, tx: Tx) -> None:
    await diary.hold(tx, 1)
    assert await desk.release(tx, diary.talk(1))
    assert not await desk.release(tx, diary.talk(1))
    await diary.hold(tx, 2)


async def held(diary: Diary, number: int, start: datetime = FRIDAY_FIVE) -> desk.Hold:
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        return await diary.hold(tx, number, start=start)


async def test_a_lapsed_hold_gives_way_to_whoever_comes(
    diary: Diary, admin: psycopg.Connection
) -> None:
    lapse(admin, (await held(diary, 1)).hold_id)
    assert (await held(diary, 2)).segments[0].staff == diary.ana


async def test_a_hold_in_its_last_second_does_not_give_way(
    diary: Diary, admin: psycopg.Connection
) -> None:
    lapse(admin, (await held(diary, 1)).hold_id, seconds=-1)
    with pytest.raises(Refused, match="time_taken"):
        await held(diary, 2)


async def test_two_lapsed_holds_give_way_to_one_that_overlaps_both(
    diary: Diary, admin: psycopg.Connection
) -> None:
    for number, start in ((1, FRIDAY_FIVE - 2 * QUARTER), (2, FRIDAY_FIVE + QUARTER)):
        lapse(admin, (await held(diary, number, start)).hold_id)
    await held(diary, 3)


async def test_the_holder_takes_its_own_lapsed_time_again(
    diary: Diary, admin: psycopg.Connection
) -> None:
    lapse(admin, (await held(diary, 1)).hold_id)
    await held(diary, 1, FRIDAY_FIVE + QUARTER)


async def test_the_sweep_frees_lapsed_holds_of_all_salons_in_batches(
    diary: Diary, admin: psycopg.Connection
) -> None:
    for number in range(3):
        await held(diary, number, FRIDAY_FIVE - number * 3 * QUARTER)
    assert await desk.lapse(diary.database) == 0
    admin.execute("UPDATE holds SET expires_at = clock_timestamp()")
    assert await desk.lapse(diary.database, 2) == 2
    assert await desk.lapse(diary.database, 2) == 1
    assert admin.execute("SELECT count(*) FROM holds").fetchone() == (3,)
    admin.execute("UPDATE holds SET expires_at = clock_timestamp() - interval '25 hours'")
    assert await desk.lapse(diary.database) == 0
    assert admin.execute("SELECT count(*) FROM holds").fetchone() == (0,)


async def test_a_hold_of_an_unknown_salon_cannot_be_taken(diary: Diary) -> None:
    async with diary.database.hot.connection() as connection:
        with pytest.raises(psycopg.errors.UndefinedObject):
            await connection.execute(
                "SELECT take_hold(%s, %s, '[]', '{}', 1, '1 minute')",
                (diary.talk(1), diary.talk(1)),
            )
