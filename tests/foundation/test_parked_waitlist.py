"""Those who wait, through a downgrade: the older schema knows nothing of them, they come back."""

import psycopg
from psycopg import sql

from bot import migrations
from foundation.settings import Settings

BEFORE = "0010_moves"
TABLES = ("waitlist", "waitlist_offers", "freed")
FILL = """
INSERT INTO salons (salon_id, slug, name, zone, currency, language)
  VALUES ('00000000-0000-0000-0000-000000000001', 's', 'S', 'UTC', 'EUR', 'en');
INSERT INTO staff (salon_id, staff_id, name, position)
  SELECT salon_id, '00000000-0000-0000-0000-000000000009', 'Ana', 0 FROM salons;
INSERT INTO customers (salon_id, customer_id)
  SELECT salon_id, '00000000-0000-0000-0000-000000000002' FROM salons;
INSERT INTO waitlist (salon_id, entry_id, customer_id, wish, windows, first_at, last_at, status)
  SELECT salon_id, '00000000-0000-0000-0000-000000000003', customer_id, '[]', '[[1, 2]]', now(),
         now() + interval '1 day', 'offered' FROM customers;
INSERT INTO waitlist_offers (salon_id, offer_id, entry_id, hold_id, staff_id, starts_at, ends_at,
                             answer_until, rank)
  SELECT salon_id, '00000000-0000-0000-0000-000000000004', entry_id,
         '00000000-0000-0000-0000-000000000005', '00000000-0000-0000-0000-000000000009', now(),
         now(), now(), '{"why": "longest waiting"}' FROM waitlist;
INSERT INTO freed (salon_id, chair, during)
  SELECT salon_id, staff_id, tstzrange('2026-11-27 09:00Z', '2026-11-27 10:00Z') FROM staff;
"""
BLOCKED = """
INSERT INTO occupied (salon_id, staff_id, block_id, during)
  SELECT salon_id, staff_id, block_id, tstzrange(starts_at, ends_at) FROM blocks
"""
BLOCK = """
INSERT INTO blocks (salon_id, block_id, staff_id, starts_at, ends_at, reason)
  SELECT salon_id, '00000000-0000-0000-0000-000000000006', staff_id, '2026-11-27 12:00Z',
         '2026-11-27 13:00Z', 'x' FROM staff
"""


def silent(_: str) -> None:
    return


def rows(connection: psycopg.Connection) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: connection.execute(
            sql.SQL("SELECT * FROM {} ORDER BY 1, 2").format(sql.Identifier(table))
        ).fetchall()
        for table in TABLES
    }


def test_who_waits_survives_a_downgrade(blank: Settings) -> None:
    migrations.upgrade(blank, say=silent)
    with psycopg.connect(blank.database_owner_url) as owner:
        owner.execute(FILL)
        before = rows(owner)
    assert [len(before[table]) for table in TABLES] == [1, 1, 1]
    migrations.downgrade(blank, BEFORE, silent)
    with psycopg.connect(blank.database_owner_url) as owner:
        for table in TABLES:
            assert owner.execute("SELECT to_regclass(%s)", (table,)).fetchone() == (None,)
    migrations.upgrade(blank, say=silent)
    with psycopg.connect(blank.database_owner_url) as owner:
        assert rows(owner) == before
        left = "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace('parked')"
        assert owner.execute(left).fetchall() == []


def test_time_can_become_free_after_the_way_back(blank: Settings) -> None:
    migrations.upgrade(blank, say=silent)
    with psycopg.connect(blank.database_owner_url) as owner:
        owner.execute(FILL)
    migrations.downgrade(blank, BEFORE, silent)
    migrations.upgrade(blank, say=silent)
    with psycopg.connect(blank.database_owner_url) as owner:
        owner.execute(BLOCK)
        owner.execute(BLOCKED)
        owner.execute("DELETE FROM occupied")
        told = owner.execute("SELECT lower(during) FROM freed ORDER BY freed_id").fetchall()
    assert len(told) == 2
