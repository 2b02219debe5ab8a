"""Row-level security as the app role meets it; each guard beside what happens without it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from hashlib import sha256

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from foundation import db, journal
from foundation.checks import INVARIANTS
from foundation.db import Database
from foundation.ids import SalonId
from foundation.settings import Settings

Two = tuple[SalonId, SalonId]

_BARE = text("SELECT salon_id FROM journal")
_TENANTS = """
SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'salon_id'
  WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'directory'
"""


@pytest.fixture
async def small(clean: Settings) -> AsyncIterator[Database]:
    """The app role's pools, five connections each."""
    database = Database(clean.database_url, size=5)
    await database.open()
    yield database
    await database.close()


@pytest.fixture
async def filled(small: Database, salons: Two) -> Two:
    """Two salons with a fact each."""
    for salon_id in salons:
        async with small.unit_of_work(salon_id) as tx:
            await journal.write(tx, "opened", f"salon:{salon_id}")
    return salons


def test_the_runtime_roles_own_nothing_and_step_around_nothing(admin: psycopg.Connection) -> None:
    roles = admin.execute(
        "SELECT rolname, rolsuper OR rolbypassrls OR rolcreaterole OR rolreplication,"
        " (SELECT count(*) FROM pg_class WHERE relowner = r.oid)"
        " FROM pg_roles r WHERE rolname IN ('parlance_app', 'parlance_read')"
    ).fetchall()
    assert sorted(roles) == [("parlance_app", False, 0), ("parlance_read", False, 0)]


def test_every_table_with_a_salon_forces_its_policies(admin: psycopg.Connection) -> None:
    tables: dict[str, bool] = dict(admin.execute(_TENANTS).fetchall())
    assert {"salons", "journal", "bookings", "inbox", "outbox", "conversations"} <= set(tables)
    assert [name for name, forced in tables.items() if not forced] == []


def test_every_policy_of_the_app_role_has_both_sides(admin: psycopg.Connection) -> None:
    policies = admin.execute(
        "SELECT tablename, qual, with_check FROM pg_policies WHERE 'parlance_app' = ANY (roles)"
    ).fetchall()
    tables = {name for name, _ in admin.execute(_TENANTS).fetchall()}
    bound = "(salon_id = (current_setting('app.salon_id'::text))::uuid)"
    assert {name for name, *_ in policies} == tables
    assert {side for _, *sides in policies for side in sides} == {bound}


async def test_without_a_salon_every_table_refuses(
    small: Database, admin: psycopg.Connection
) -> None:
    for table, _ in admin.execute(_TENANTS).fetchall():
        async with small.hot.connection() as connection:
            with pytest.raises((psycopg.errors.UndefinedObject, psycopg.errors.DataError)):
                await connection.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(table)))


async def test_a_unit_of_work_needs_a_salon(small: Database) -> None:
    with pytest.raises(TypeError, match="without a salon"):
        async with small.unit_of_work(None):  # type: ignore[arg-type]  # what the guard is for
            pass


async def test_a_salon_sees_its_own_rows_alone(small: Database, filled: Two) -> None:
    for salon_id in filled:
        async with small.unit_of_work(salon_id) as tx:
            assert (await tx.execute(_BARE)).scalars().all() == [salon_id]


async def test_a_salon_cannot_write_for_another(small: Database, filled: Two) -> None:
    foreign = text("INSERT INTO journal (salon_id, fact, subject) VALUES (:other, 'x', 'x')")
    with pytest.raises(DBAPIError, match="row-level security"):
        async with small.unit_of_work(filled[0]) as tx:
            await tx.execute(foreign, {"other": filled[1]})


async def test_a_salon_cannot_move_its_rows_to_another(small: Database, filled: Two) -> None:
    move = text("UPDATE salons SET salon_id = :other")
    with pytest.raises(DBAPIError, match="row-level security"):
        async with small.unit_of_work(filled[0]) as tx:
            await tx.execute(move, {"other": filled[1]})


async def test_the_read_role_reads_every_salon_and_writes_none(
    clean: Settings, filled: Two
) -> None:
    async with await psycopg.AsyncConnection.connect(clean.database_read_url) as connection:
        cursor = await connection.execute("SELECT salon_id FROM journal")
        assert {salon_id for (salon_id,) in await cursor.fetchall()} == set(filled)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            await connection.execute("UPDATE salons SET name = 'x'")


async def test_salons_never_meet_on_a_shared_pool(
    small: Database, filled: Two, sized: Callable[[int, int], int]
) -> None:
    assert await foreign_rows(small, filled, sized(400, 10_000)) == 0


async def test_with_a_session_wide_setting_they_would_meet(
    small: Database, filled: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    session_wide = text(str(db._BIND).replace("true", "false"))  # noqa: SLF001 - the guard removed
    monkeypatch.setattr(db, "_BIND", session_wide)
    assert await foreign_rows(small, filled, 100) > 0


async def foreign_rows(database: Database, salons: Two, transactions: int) -> int:
    """Run transactions of alternating salons, some broken, some cut off, some without a salon."""
    numbers = iter(range(transactions))
    found = await asyncio.gather(*(_client(database, salons, numbers) for _ in range(12)))
    return sum(found)


async def _client(database: Database, salons: Two, numbers: Iterator[int]) -> int:
    foreign = 0
    for number in numbers:
        fate = sha256(str(number).encode()).digest()[0] % 5
        with suppress(RuntimeError, TimeoutError):
            if fate == 0:
                foreign += await _unbound(database)
            else:
                foreign += await _bound(database, salons[number % 2], fate)
    return foreign


async def _bound(database: Database, salon_id: SalonId, fate: int) -> int:
    async with asyncio.timeout(0.002 if fate == 1 else None), database.unit_of_work(salon_id) as tx:
        rows = (await tx.execute(_BARE)).scalars().all()
        if fate == 1:
            await tx.execute(text("SELECT pg_sleep(1)"))
        if fate == 2:
            raise RuntimeError
    return sum(row != salon_id for row in rows)


async def _unbound(database: Database) -> int:
    """Read like code that forgot its salon, on the connections the others used."""
    async with database._engine.connect() as connection:  # noqa: SLF001 - past the front door
        try:
            return len((await connection.execute(_BARE)).all())
        except DBAPIError:
            return 0


@pytest.mark.usefixtures("clean")
@pytest.mark.parametrize(
    ("number", "breach"),
    [
        (0, "ALTER TABLE journal NO FORCE ROW LEVEL SECURITY"),
        (0, "ALTER TABLE bookings DISABLE ROW LEVEL SECURITY"),
        (0, "CREATE TABLE fresh (salon_id uuid); GRANT SELECT ON fresh TO parlance_app"),
        (1, "DROP POLICY tenant ON journal"),
        (1, "CREATE POLICY more ON journal FOR SELECT TO parlance_app USING (true)"),
        (1, "CREATE POLICY more ON journal FOR SELECT USING (true)"),
        (1, "ALTER POLICY tenant ON journal WITH CHECK (true)"),
        (2, "ALTER TABLE journal OWNER TO parlance_app"),
        (3, "CREATE VIEW peek AS SELECT * FROM journal; GRANT SELECT ON peek TO parlance_app"),
        (3, "CREATE MATERIALIZED VIEW m AS SELECT 1; GRANT SELECT ON m TO parlance_app"),
        (4, "CREATE UNIQUE INDEX ON journal (subject)"),
        (5, "ALTER TABLE journal ADD other uuid REFERENCES salons"),
        (6, "GRANT EXECUTE ON FUNCTION claim_unsent TO PUBLIC"),
        (6, "ALTER FUNCTION claim_unsent RESET search_path"),
    ],
)
def test_each_breach_of_the_walls_is_found(
    admin: psycopg.Connection, number: int, breach: str
) -> None:
    invariant = INVARIANTS[number]
    with admin.transaction(force_rollback=True):
        assert admin.execute(invariant.sql).fetchall() == []
        admin.execute(breach)
        assert len(admin.execute(invariant.sql).fetchall()) == 1
