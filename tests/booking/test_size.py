from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, LiteralString

import psycopg
import pytest
from sqlalchemy import Executable, TextClause, text
from sqlalchemy.engine import CursorResult

from booking import checks, diary, openings, records, register, salons, visits
from booking.calendar import epoch_minute
from booking.catalogue import Catalogue
from booking.openings import Search
from foundation.db import Database, Row, Tx
from foundation.directory import Directory
from foundation.ids import BookingId
from tests.booking import years
from tests.booking.studio import CUT, NOW

MONDAY = date(2026, 11, 23)
BIG = ("bookings", "booking_segments", "booking_history", "occupied", "customers")
_SCANNED = "SELECT relname FROM pg_stat_xact_user_tables WHERE seq_scan > 0 AND relname = ANY (%b)"
_HIDING = """
CREATE FUNCTION hiding(what text) RETURNS SETOF bookings LANGUAGE plpgsql AS
$$ BEGIN RETURN QUERY SELECT * FROM bookings WHERE source = what; END $$
"""


def read_through(plan: object) -> set[str]:
    """Give the big tables that a plan, or one of several, reads from end to end."""
    if isinstance(plan, list):
        return set().union(*map(read_through, plan))
    if not isinstance(plan, dict):
        return set()
    own = {plan["Relation Name"]} if plan.get("Node Type") == "Seq Scan" else set()
    return own & set(BIG) | read_through(list(plan.values()))


@dataclass(frozen=True, slots=True)
class Told(Tx):
    """A transaction that remembers what was asked in it."""

    said: list[tuple[Any, Any]] = field(default_factory=list)
    plans: list[Any] = field(default_factory=list)
    scanned: set[str] = field(default_factory=set)

    async def execute(
        self,
        statement: Executable,
        values: Any = None,  # noqa: ANN401 - as the transaction's own
        /,
    ) -> CursorResult[Any]:
        self.said.append((statement, values))
        return await self.connection.execute(statement, values)

    async def rows(self, statement: LiteralString, values: Sequence[object] = ()) -> list[Row]:
        self.said.append((statement, values))
        return await self.ask(statement, values)

    async def ask(self, statement: LiteralString, values: Sequence[object] = ()) -> list[Row]:
        driver = await self.driver()
        async with driver.cursor(binary=True) as cursor:
            await cursor.execute(statement, values, prepare=True)
            return await cursor.fetchall()

    async def explain(self) -> None:
        """Keep what was read through, inside functions too; then the plans, as the app's role."""
        self.scanned.update(one for (one,) in await self.ask(_SCANNED, (list(BIG),)))
        for statement, values in self.said:
            if isinstance(statement, TextClause):
                asked = text(f"EXPLAIN (FORMAT JSON) {statement.text}")
                self.plans.append((await self.connection.execute(asked, values)).scalar_one())
            else:
                [(plan,)] = await self.ask(f"EXPLAIN (FORMAT JSON) {statement}", values)
                self.plans.append(plan)


@dataclass(frozen=True)
class Years:
    """A salon with so many bookings."""

    database: Database
    salon: Catalogue
    admin: psycopg.Connection

    def load(self, many: int) -> None:
        years.load(self.admin, self.salon, epoch_minute(NOW), many)

    async def told(self, read: "Reading") -> Told:
        """Do one reading; gives what was asked."""
        async with self.database.unit_of_work(self.salon.salon_id) as tx:
            told = Told(tx.salon_id, tx.connection, tx.request_id, tx.actor)
            await read(told, self)
            await told.explain()
            return told

    def any_booking(self) -> BookingId:
        row = self.admin.execute("SELECT booking_id FROM bookings LIMIT 1").fetchone()
        assert row is not None
        return BookingId(row[0])


Reading = Callable[[Told, Years], Awaitable[object]]


@pytest.fixture
async def loaded(database: Database, admin: psycopg.Connection) -> Years:
    """A salon of five, open all week, with nothing in its diary yet."""
    salon = years.salon()
    async with database.unit_of_work(salon.salon_id) as tx:
        await salons.replace(tx, salon)
        await Directory(database).enter(tx, "slug", "demo")
        return Years(database, await salons.load_catalogue(tx), admin)


async def week(tx: Told, at: Years) -> object:
    return await diary.week(tx, at.salon, MONDAY)


async def pulse(tx: Told, at: Years) -> object:
    return await diary.pulse(tx, at.salon, MONDAY, MONDAY + timedelta(days=6))


async def free(tx: Told, at: Years) -> object:
    last = MONDAY + timedelta(days=7)
    search = Search(service_id=CUT.id, first=MONDAY, last=last, now=NOW)
    return await openings.free(tx, at.salon, search)


async def load(tx: Told, at: Years) -> object:
    return await openings.load(tx, at.salon, MONDAY)


async def listed(tx: Told, at: Years) -> object:
    sought = register.Sought(since=NOW)
    await register.bookings(tx, sought)
    return await register.bookings(tx, sought, after=(NOW, at.any_booking()))


async def had(tx: Told, _: Years) -> object:
    return await visits.visits(tx, years.person(0))


async def usual(tx: Told, _: Years) -> object:
    return await visits.usual(tx, years.person(0), now=NOW)


async def guest(tx: Told, _: Years) -> object:
    return await visits.guest(tx, years.person(0), now=NOW)


async def one(tx: Told, at: Years) -> object:
    await records.history(tx, at.any_booking())
    return await records.read(tx, at.any_booking())


READINGS: tuple[Reading, ...] = (week, pulse, free, load, listed, had, usual, guest, one)


async def test_years_of_bookings_keep_what_must_hold(
    loaded: Years, sized: Callable[[int, int], int]
) -> None:
    loaded.load(sized(1_000, 100_000))
    broken = {
        one.name: found
        for one in checks.INVARIANTS
        if (found := loaded.admin.execute(one.sql.encode()).fetchmany(3))
    }
    assert broken == {}


async def test_years_take_as_many_questions_as_a_day(
    loaded: Years, sized: Callable[[int, int], int]
) -> None:
    asked = []
    for many in (10, sized(10_000, 100_000)):
        loaded.load(many)
        asked.append([len((await loaded.told(one)).said) for one in READINGS])
    assert asked[0] == asked[1]
    assert dict(zip(READINGS, asked[0], strict=True))[week] == 2
    assert dict(zip(READINGS, asked[0], strict=True))[free] == 1


async def test_nothing_is_read_through_to_find_a_few(
    loaded: Years, sized: Callable[[int, int], int]
) -> None:
    loaded.load(sized(10_000, 100_000))
    for reading in READINGS:
        told = await loaded.told(reading)
        assert not read_through(told.plans), f"{reading.__name__}: {told.plans}"
        assert told.scanned == set(), reading.__name__


async def test_what_is_read_through_is_noticed(loaded: Years) -> None:
    async def unindexed(tx: Told, _: Years) -> object:
        return await tx.rows("SELECT booking_id FROM bookings WHERE source = %b", ("chat",))

    async def hidden(tx: Told, at: Years) -> object:
        at.admin.execute(_HIDING)
        return await tx.rows("SELECT booking_id FROM hiding(%b)", ("chat",))

    loaded.load(1_000)
    told = await loaded.told(unindexed)
    assert read_through(told.plans) == {"bookings"}
    assert told.scanned == {"bookings"}
    told = await loaded.told(hidden)
    loaded.admin.execute("DROP FUNCTION hiding")
    assert told.scanned == {"bookings"}
