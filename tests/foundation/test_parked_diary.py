"""A diary with everything in it, through a downgrade to one service with one stylist, and back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import psycopg
import pytest
from psycopg import sql

from booking import checks, desk, salons
from booking.catalogue import Catalogue
from booking.desk import Booking, Order
from booking.plan import Want
from booking.policy import Policy
from booking.seed import SALON_ID
from booking.status import Status
from bot import migrations
from foundation.db import Database, Tx
from foundation.ids import BookingId, ConversationId
from foundation.settings import Settings
from tests.booking import studio as s
from tests.booking.studio import FRIDAY_TEN, NOW, Studio

OLDER = "0006_console"
HOUR = timedelta(hours=1)
TALK = ConversationId(s._id("talk"))  # noqa: SLF001 - the studio's own ids
# What counts by itself, and anew after a way down.
_COUNTED = {"salon_facts": ("revision",)}
_TABLES = """
SELECT c.relname, coalesce(array_agg(a.attname) FILTER (WHERE a.attidentity <> ''), '{}')
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    AND c.relname <> 'alembic_version' GROUP BY c.relname ORDER BY 1
"""
_PARKED = "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace('parked')"
# What a process of the older version says to hold a time, then to book it.
_HOLD = "SELECT chair FROM take_hold(%s, %s, %s, %s, %s, %s, 4000, 'EUR', 1)"
_CONFIRM = "SELECT outcome FROM confirm_hold(%s, %s, %s, %s, 'customer_yes', false)"
_CANCEL = """
INSERT INTO booking_history (salon_id, booking_id, seq, status, cause)
  VALUES (%s, %s, 2, 'cancelled', 'customer')
"""


def silent(_: str) -> None:
    return


def house() -> Catalogue:
    """Describe the studio with breaks, days off, hours of a service's own."""
    ana = replace(
        s.ANA,
        breaks={0: ((720, 780),)},
        days={date(2026, 12, 24): (), date(2026, 12, 23): ((540, 700),)},
    )
    massage = replace(s.MASSAGE, hours=dict.fromkeys((1, 4), ((600, 1200),)), grid=30)
    shop = s.studio()
    return replace(
        shop,
        staff=(ana, *shop.staff[1:]),
        services=tuple(massage if one.id == massage.id else one for one in shop.services),
        days={date(2026, 12, 25): ()},
        notice=30,
        horizon=200,
    )


async def fill(settings: Settings) -> tuple[Studio, dict[str, Booking]]:
    """Put one of each into the diary; gives the bookings by what is special about them."""
    database = Database(settings.database_url, size=2)
    await database.open()
    try:
        async with database.unit_of_work(SALON_ID) as tx:
            await salons.replace(tx, house())
            shop = Studio(database, await salons.load_catalogue(tx))
            made = await _visits(tx, shop)
            await _others(tx, shop, made)
        async with database.unit_of_work(SALON_ID) as tx:
            await salons.replace(tx, replace(house(), policy=Policy(no_show_percent=10)))
        return shop, made
    finally:
        await database.close()


async def _visits(tx: Tx, shop: Studio) -> dict[str, Booking]:
    cut, colour = Want(s.CUT.id, (s.BEA.id,), (s.TREATMENT.id,)), Want(s.COLOUR.id, (s.CEM.id,))
    anna = Want(s.CUT.id, (s.ANA.id,))
    late = FRIDAY_TEN + timedelta(days=3)
    wishes: dict[str, tuple[tuple[Want, ...], ...]] = {
        "parts": ((cut, colour),),
        "party": ((anna,), (Want(s.CUT.id, (s.BEA.id,)),)),
        "room": ((Want(s.MASSAGE.id, (s.ANA.id,)),),),
        "waits": ((Want(s.BRIDAL.id, (s.BEA.id,)),),),
        "unpaid": ((Want(s.BROW.id, (s.ANA.id,)),),),
        "gone": ((Want(s.BROW.id, (s.BEA.id,)),),),
        "plain": ((Want(s.BROW.id, (s.ANA.id,)),),),
    }
    starts = {
        "parts": FRIDAY_TEN,
        "party": late,
        "room": FRIDAY_TEN + HOUR,
        "waits": late + 3 * HOUR,
        "unpaid": late + 5 * HOUR,
        "gone": late + 7 * HOUR,
        "plain": late + 7 * HOUR,
    }
    made = {}
    for number, (what, wish) in enumerate(wishes.items()):
        order: dict[str, Any] = {"key": f"request {what}"}
        if what == "unpaid":
            order["status"] = Status.PENDING_PAYMENT
        made[what], *_ = await shop.book(tx, *wish, start=starts[what], number=number, **order)
    return made


async def _others(tx: Tx, shop: Studio, made: dict[str, Booking]) -> None:
    late = FRIDAY_TEN + timedelta(days=4)
    order = Order(by="operator:1", reason="asked by phone")
    await desk.cancel(tx, shop.salon, made["gone"].booking_id, order=order, now=NOW)
    await shop.book(
        tx, (Want(s.BROW.id, (s.CEM.id,)),), start=late + 14 * HOUR, override="a friend"
    )
    await desk.reschedule(
        tx, shop.salon, made["room"].booking_id, start=late, version=1, order=order, now=NOW
    )
    over, *_ = await shop.book(tx, (Want(s.CUT.id, (s.CEM.id,)),), start=late)
    await desk.complete(tx, shop.salon, over.booking_id, order=order, now=late + HOUR)
    day: dict[str, Any] = {
        "start": late + 9 * HOUR,
        "end": late + 10 * HOUR,
        "reason": "paint",
        "by": "operator:1",
    }
    await desk.block(tx, staff_id=s.BEA.id, **day)
    await desk.block(tx, resource_id=s.STATION.id, **day)
    taught = late + 4 * HOUR
    await desk.open_class(
        tx, shop.salon, service_id=s.YOGA.id, staff_id=s.ANA.id, start=taught, now=NOW
    )
    await shop.book(tx, (Want(s.YOGA.id),), start=taught, number=8)
    await desk.hold(
        tx,
        shop.salon,
        holder=TALK,
        wish=((Want(s.BROW.id, (s.BEA.id,)),),),
        start=late,
        draft_version=1,
        now=NOW,
    )


def dump(settings: Settings) -> dict[str, list[dict[str, Any]]]:
    """Read all rows of all tables but the numbers that tables give out by themselves."""
    with psycopg.connect(settings.database_owner_url) as owner:
        found = {}
        for table, numbers in owner.execute(_TABLES.encode()).fetchall():
            left_out = [*numbers, *_COUNTED.get(table, ())]
            query = sql.SQL("SELECT to_jsonb(t) - %s::text[] FROM {} t").format(
                sql.Identifier(table)
            )
            rows = owner.execute(query, (left_out,)).fetchall()
            found[table] = sorted((row for (row,) in rows), key=str)
        return found


def broken(settings: Settings) -> dict[str, list[tuple[Any, ...]]]:
    with psycopg.connect(settings.database_read_url) as reader:
        return {
            one.name: rows
            for one in checks.INVARIANTS
            if (rows := reader.execute(one.sql.encode()).fetchall())
        }


@pytest.fixture
async def filled(blank: Settings) -> tuple[Settings, Studio, dict[str, Booking]]:
    migrations.upgrade(blank, say=silent)
    return blank, *await fill(blank)


async def test_a_whole_diary_survives_a_downgrade(
    filled: tuple[Settings, Studio, dict[str, Booking]],
) -> None:
    settings, _, _ = filled
    before = dump(settings)
    empty = {table for table, rows in before.items() if not rows}
    assert empty.isdisjoint(DIARY)
    assert broken(settings) == {}
    migrations.downgrade(settings, OLDER, silent)
    migrations.upgrade(settings, say=silent)
    assert dump(settings) == before
    assert broken(settings) == {}
    with psycopg.connect(settings.database_owner_url) as owner:
        assert owner.execute(_PARKED).fetchall() == []


async def test_the_older_version_books_in_between(
    filled: tuple[Settings, Studio, dict[str, Booking]],
) -> None:
    settings, shop, made = filled
    migrations.downgrade(settings, OLDER, silent)
    hold, booking = s._id("old hold"), s._id("old booking")  # noqa: SLF001 - as above
    start = FRIDAY_TEN + timedelta(days=10)
    customer = made["plain"].customer_id
    with psycopg.connect(settings.database_url) as app:
        app.execute("SELECT set_config('app.salon_id', %s, false)", (str(SALON_ID),))
        span = (start, start + timedelta(minutes=20))
        wanted = (hold, s._id("old talk"), s.BROW.id, [s.ANA.id], *span)  # noqa: SLF001 - as above
        assert app.execute(_HOLD, wanted).fetchone() == (s.ANA.id,)
        told = app.execute(_CONFIRM, (hold, wanted[1], customer, booking)).fetchone()
        assert told == ("confirmed",)
        app.execute(_CANCEL, (SALON_ID, made["parts"].booking_id))
    migrations.upgrade(settings, say=silent)
    assert broken(settings) == {}
    database = Database(settings.database_url, size=2)
    await database.open()
    try:
        async with database.unit_of_work(SALON_ID) as tx:
            found = await desk.read(tx, made["parts"].booking_id)
            assert (found.status, len(found.segments)) == (Status.CANCELLED, 2)
            taken = await desk.read(tx, BookingId(booking))
            assert [(one.service, one.staff) for one in taken.segments] == [(s.BROW.id, s.ANA.id)]
            assert (taken.starts_at, taken.price.minor, taken.quote.total) == (start, 4000, 4000)
            await shop_moves_it(tx, shop.salon, taken)
    finally:
        await database.close()


async def shop_moves_it(tx: Tx, salon: Catalogue, taken: Booking) -> None:
    moved = await desk.reschedule(
        tx,
        salon,
        taken.booking_id,
        start=taken.starts_at + HOUR,
        version=1,
        order=Order(),
        now=NOW,
    )
    assert (moved.starts_at, moved.price.minor) == (taken.starts_at + HOUR, 4000)


async def test_a_block_gives_way_to_what_the_older_version_booked(
    filled: tuple[Settings, Studio, dict[str, Booking]],
) -> None:
    settings, _, made = filled
    migrations.downgrade(settings, OLDER, silent)
    start = FRIDAY_TEN + timedelta(days=4, hours=9)
    hold, booking, talk = (s._id(one) for one in ("h", "b", "t"))  # noqa: SLF001 - as above
    with psycopg.connect(settings.database_url) as app:
        app.execute("SELECT set_config('app.salon_id', %s, false)", (str(SALON_ID),))
        span = (start, start + timedelta(minutes=20))
        wanted = (hold, talk, s.BROW.id, [s.BEA.id], *span)
        assert app.execute(_HOLD, wanted).fetchone() == (s.BEA.id,)
        app.execute(_CONFIRM, (hold, talk, made["plain"].customer_id, booking))
    migrations.upgrade(settings, say=silent)
    assert broken(settings) == {}


DIARY: Sequence[str] = (
    "blocks",
    "booking_history",
    "booking_segments",
    "bookings",
    "breaks",
    "class_seats",
    "class_sessions",
    "customers",
    "holds",
    "occupied",
    "planned_reminders",
    "policies",
    "resources",
    "salon_days",
    "staff_days",
)
