from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import psycopg
import pytest
from sqlalchemy import event

from booking import desk, diary
from booking.calendar import epoch_minute
from booking.desk import Order
from booking.plan import Want
from foundation import ids
from foundation.db import Database, Tx
from foundation.ids import ConversationId
from tests.booking.studio import (
    ANA,
    BEA,
    CEM,
    COLOUR,
    CUT,
    FRIDAY_TEN,
    MASSAGE,
    NOW,
    ROOMS,
    STATION,
    YOGA,
    Studio,
)

FRIDAY = date(2026, 11, 27)
MONDAY = date(2026, 11, 23)
TEN = epoch_minute(FRIDAY_TEN)


async def friday(tx: Tx, studio: Studio) -> diary.Day:
    [found] = (await diary.day(tx, studio.salon, FRIDAY)).days
    return found


async def test_a_visit_stands_in_the_column_of_its_stylist(studio: Studio, desk_tx: Tx) -> None:
    [booking] = await studio.book(desk_tx, (Want(CUT.id, (ANA.id,)),))
    [entry] = (await friday(desk_tx, studio)).entries
    assert (entry.kind, entry.id, entry.chair) == ("booking", booking.booking_id, ANA.id)
    assert (entry.start, entry.end) == (TEN, TEN + 45)
    assert (entry.status, entry.version) == ("confirmed", 1)
    assert entry.services == (CUT.id,)
    assert entry.price == booking.price
    assert entry.customer_id == booking.customer_id
    assert not entry.override


async def test_a_gap_is_seen_in_which_others_may_be_taken(studio: Studio, desk_tx: Tx) -> None:
    await studio.book(desk_tx, (Want(COLOUR.id, (BEA.id,)),))
    stylist, station = (await friday(desk_tx, studio)).entries
    if station.chair != STATION.id:
        stylist, station = station, stylist
    assert stylist.gaps == ((TEN + 45, TEN + 75),)
    assert station.gaps == ()


async def test_buffers_stand_around_what_they_belong_to(studio: Studio, desk_tx: Tx) -> None:
    await studio.book(desk_tx, (Want(MASSAGE.id, (ANA.id,)),))
    for entry in (await friday(desk_tx, studio)).entries:
        assert (entry.start, entry.end) == (TEN, TEN + 60)
        assert entry.around == ((TEN + 60, TEN + 75),)


async def test_services_in_a_row_are_one_stretch_per_chair(studio: Studio, desk_tx: Tx) -> None:
    await studio.book(
        desk_tx, (Want(CUT.id, (ANA.id,)), Want(MASSAGE.id, (ANA.id,)), Want(CUT.id, (CEM.id,)))
    )
    found = {one.chair: one for one in (await friday(desk_tx, studio)).entries}
    assert found[ANA.id].services == (CUT.id, MASSAGE.id)
    assert found[CEM.id].services == (CUT.id,)
    assert found[CEM.id].start >= found[ANA.id].end
    assert found[ANA.id].staff == (ANA.id, CEM.id)
    assert set(found) - {ANA.id, CEM.id} <= {one.id for one in ROOMS}


async def test_a_party_goes_by_one_id(studio: Studio, desk_tx: Tx) -> None:
    await studio.book(desk_tx, (Want(CUT.id, (ANA.id,)),), (Want(CUT.id, (BEA.id,)),))
    one, other = (await friday(desk_tx, studio)).entries
    assert one.party_id == other.party_id is not None


async def test_a_hold_a_block_and_a_class_are_seen(studio: Studio, desk_tx: Tx) -> None:
    await desk.hold(
        desk_tx,
        studio.salon,
        holder=ConversationId(ids.new()),
        wish=((Want(CUT.id, (ANA.id,)),),),
        start=FRIDAY_TEN,
        draft_version=1,
        now=NOW,
    )
    noon = FRIDAY_TEN + timedelta(hours=2)
    block = await desk.block(
        desk_tx,
        staff_id=BEA.id,
        start=noon,
        end=noon + timedelta(hours=1),
        reason="Dentist",
        by="x",
    )
    await desk.open_class(
        desk_tx, studio.salon, service_id=YOGA.id, staff_id=ANA.id, start=noon, now=NOW
    )
    await studio.book(desk_tx, (Want(YOGA.id, (ANA.id,)),), start=noon)
    seen = {
        (one.kind, one.class_id is not None): one for one in (await friday(desk_tx, studio)).entries
    }
    assert seen["hold", False].status == "held"
    assert 590 < seen["hold", False].left <= 600
    assert seen["block", False].reason == "Dentist"
    assert seen["block", False].id == block
    assert (seen["class", False].sold, seen["class", False].seats) == (1, 3)
    assert seen["booking", True].class_id == seen["class", False].id
    await desk.unblock(desk_tx, block)
    assert "block" not in {one.kind for one in (await friday(desk_tx, studio)).entries}


async def test_a_hold_that_has_lapsed_is_gone(
    studio: Studio, admin: psycopg.Connection, database: Database
) -> None:
    async with database.unit_of_work(studio.salon.salon_id) as tx:
        await desk.hold(
            tx,
            studio.salon,
            holder=ConversationId(ids.new()),
            wish=((Want(CUT.id, (ANA.id,)),),),
            start=FRIDAY_TEN,
            draft_version=1,
            now=NOW,
        )
    async with database.unit_of_work(studio.salon.salon_id) as tx:
        assert len((await friday(tx, studio)).entries) == 1
    admin.execute("UPDATE holds SET expires_at = clock_timestamp() - interval '1 second'")
    async with database.unit_of_work(studio.salon.salon_id) as tx:
        assert (await friday(tx, studio)).entries == ()


async def test_what_was_cancelled_is_kept_apart(studio: Studio, desk_tx: Tx) -> None:
    [booking] = await studio.book(desk_tx, (Want(CUT.id, (ANA.id,)),))
    await desk.cancel(desk_tx, studio.salon, booking.booking_id, order=Order(), now=NOW)
    found = await friday(desk_tx, studio)
    assert found.entries == ()
    assert [one.id for one in found.gone] == [booking.booking_id]


async def test_an_override_is_marked(studio: Studio, desk_tx: Tx) -> None:
    early = FRIDAY_TEN - timedelta(hours=3)
    await studio.book(desk_tx, (Want(CUT.id, (ANA.id,)),), start=early, override="a friend")
    [entry] = (await friday(desk_tx, studio)).entries
    assert entry.override


async def test_a_column_says_when_it_is_open_and_how_full_it_is(
    studio: Studio, desk_tx: Tx
) -> None:
    await studio.book(desk_tx, (Want(COLOUR.id, (BEA.id,)),))
    found = await friday(desk_tx, studio)
    ana, bea, _ = found.of(diary.STAFF)
    assert ana.hours == ((TEN - 60, TEN + 600),)
    assert (ana.offered, ana.booked) == (660, 0)
    assert bea.booked == 90  # the gap is not work
    assert bea.load == 14
    assert [one.name for one in found.of(diary.RESOURCE)] == ["Colour station", "Room 1", "Room 2"]
    away = FRIDAY_TEN + timedelta(hours=6)
    await desk.block(
        desk_tx, staff_id=ANA.id, start=away, end=away + timedelta(hours=9), reason="Off", by="x"
    )
    assert (await friday(desk_tx, studio)).of(diary.STAFF)[0].offered == 420


async def test_a_week_has_seven_days_each_with_its_own(studio: Studio, desk_tx: Tx) -> None:
    await studio.book(desk_tx, (Want(CUT.id, (ANA.id,)),))
    wednesday = FRIDAY_TEN - timedelta(days=2)
    await studio.book(desk_tx, (Want(CUT.id, (BEA.id,)),), start=wednesday, number=2)
    sheet = await diary.week(desk_tx, studio.salon, MONDAY)
    assert [len(one.entries) for one in sheet.days] == [0, 0, 1, 0, 1, 0, 0]
    assert sheet.days[6].of(diary.STAFF)[0].hours == ()


async def test_a_block_of_days_is_in_every_day_it_covers(studio: Studio, desk_tx: Tx) -> None:
    start = datetime(2026, 11, 24, 12, tzinfo=UTC)
    await desk.block(
        desk_tx, staff_id=ANA.id, start=start, end=start + timedelta(days=2), reason="Sick", by="x"
    )
    sheet = await diary.week(desk_tx, studio.salon, MONDAY)
    assert [len(one.entries) for one in sheet.days] == [0, 1, 1, 1, 0, 0, 0]


async def test_who_has_left_keeps_a_column_for_what_was_booked(studio: Studio, desk_tx: Tx) -> None:
    await studio.book(desk_tx, (Want(CUT.id, (CEM.id,)),))
    without = replace(studio.salon, staff=studio.salon.staff[:2])
    [found] = (await diary.day(desk_tx, without, FRIDAY)).days
    assert [one.name for one in found.of(diary.STAFF)] == ["Ana", "Bea", "Cem"]
    assert found.of(diary.STAFF)[2].hours == ()


async def test_the_json_names_ids_and_no_customer(studio: Studio, desk_tx: Tx) -> None:
    [booking] = await studio.book(desk_tx, (Want(COLOUR.id, (BEA.id,)),))
    written = diary.as_json(await diary.day(desk_tx, studio.salon, FRIDAY))
    [found] = written["days"]
    assert written["zone"] == "Europe/Berlin"
    entry = next(one for one in found["entries"] if one["column"] == str(BEA.id))
    assert entry["id"] == str(booking.booking_id)
    assert entry["start"] == "2026-11-27T10:00:00+01:00"
    assert entry["gaps"] == [["2026-11-27T10:45:00+01:00", "2026-11-27T11:15:00+01:00"]]
    assert entry["price"] == {"amount": 9500, "currency": "EUR"}
    assert found["columns"][0]["offered_minutes"] == 660


async def test_the_pulse_beats_with_every_change(studio: Studio, desk_tx: Tx) -> None:
    async def pulse() -> tuple[object, ...]:
        return await diary.pulse(desk_tx, studio.salon, FRIDAY, FRIDAY)

    beats = [await pulse()]
    assert await pulse() == beats[0]
    [booking] = await studio.book(desk_tx, (Want(CUT.id, (ANA.id,)),))
    beats.append(await pulse())
    block = await desk.block(
        desk_tx,
        staff_id=BEA.id,
        start=FRIDAY_TEN,
        end=FRIDAY_TEN + timedelta(hours=1),
        reason="",
        by="x",
    )
    beats.append(await pulse())
    await desk.unblock(desk_tx, block)
    beats.append(await pulse())
    await desk.cancel(desk_tx, studio.salon, booking.booking_id, order=Order(), now=NOW)
    beats.append(await pulse())
    assert len({repr(one) for one in beats}) == len(beats)


@pytest.mark.parametrize("how_many", [10, 2000])
async def test_a_week_takes_two_queries_however_full_it_is(
    studio: Studio, admin: psycopg.Connection, how_many: int
) -> None:
    fill(admin, studio, how_many)
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        asked: list[str] = []

        def count(*given: object) -> None:
            asked.append(str(given[2]))

        event.listen(tx.connection.sync_connection, "before_cursor_execute", count)
        sheet = await diary.week(tx, studio.salon, MONDAY)
    assert sum(len(one.entries) for one in sheet.days) == how_many
    assert len(asked) == 2


async def test_a_day_is_found_by_index_among_very_many(
    studio: Studio, admin: psycopg.Connection
) -> None:
    fill(admin, studio, 20_000, days=2000)
    admin.execute("ANALYZE bookings, booking_segments, booking_history")
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        asked: list[tuple[str, Any]] = []

        def note(*given: object) -> None:
            asked.append((str(given[2]), given[3]))

        event.listen(tx.connection.sync_connection, "before_cursor_execute", note)
        await diary.day(tx, studio.salon, FRIDAY)
        statement, values = asked[0]
        driver = await tx.driver()
        plan = await (await driver.execute(f"EXPLAIN {statement}".encode(), values)).fetchall()
    told = "\n".join(line for (line,) in plan)
    assert "bookings_by_time" in told
    assert "Seq Scan on bookings" not in told
    assert "Seq Scan on booking_segments" not in told
    assert "Seq Scan on booking_history" not in told


def fill(admin: psycopg.Connection, studio: Studio, how_many: int, days: int = 5) -> None:
    """Write bookings straight into the tables, over some days from Monday on."""
    values = {
        "salon": studio.salon.salon_id,
        "staff": ANA.id,
        "service": CUT.id,
        "many": how_many,
        "days": days,
        "monday": datetime(2026, 11, 23, 8, tzinfo=UTC),
    }
    for statement in (
        "SET session_replication_role = replica",
        "INSERT INTO customers (salon_id, customer_id) SELECT %(salon)s, %(staff)s",
        (
            "INSERT INTO bookings (salon_id, booking_id, customer_id, starts_at, ends_at,"
            " price_minor, currency, status, version)"
            " SELECT %(salon)s, md5(n::text)::uuid, %(staff)s, at, at + interval '45 minutes',"
            " 4000, 'EUR', 'confirmed', 1 FROM (SELECT n, %(monday)s::timestamptz"
            " + make_interval(days => n %% %(days)s::integer) AS at"
            " FROM generate_series(1, %(many)s) AS n) AS each"
        ),
        (
            "INSERT INTO booking_segments (salon_id, booking_id, position, service_id, staff_id,"
            " starts_at, ends_at) SELECT salon_id, booking_id, 0, %(service)s, %(staff)s,"
            " starts_at, ends_at FROM bookings"
        ),
        (
            "INSERT INTO booking_history (salon_id, booking_id, seq, status, cause)"
            " SELECT salon_id, booking_id, 1, 'confirmed', 'api' FROM bookings"
        ),
        "SET session_replication_role = DEFAULT",
    ):
        admin.execute(statement.encode(), values)
