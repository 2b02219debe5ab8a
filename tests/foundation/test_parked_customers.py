"""Customers, notes, links through a downgrade: what the older schema cannot say is set aside."""

import psycopg
from psycopg import sql

from bot import migrations
from foundation.settings import Settings

BEFORE = "0011_waitlist"
TABLES = ("customers", "customer_notes", "staff_feeds")
FILL = """
INSERT INTO salons (salon_id, slug, name, zone, currency, language)
  VALUES ('00000000-0000-0000-0000-000000000001', 's', 'S', 'UTC', 'EUR', 'en');
INSERT INTO staff (salon_id, staff_id, name, position)
  SELECT salon_id, '00000000-0000-0000-0000-000000000009', 'Ana', 0 FROM salons;
INSERT INTO customers (salon_id, customer_id, name_enc, name_hash, phone_enc, phone_hash,
                       phone_verified_at, email_enc, email_hash, language, preferences)
  SELECT salon_id, '00000000-0000-0000-0000-000000000002', 'n', 'nh', 'p', 'ph', now(), 'e', 'eh',
         'de', '{"usual_service": "x"}' FROM salons;
INSERT INTO customers (salon_id, customer_id, merged_into, phone_enc, phone_hash, phone_verified_at)
  SELECT salon_id, '00000000-0000-0000-0000-000000000003',
         '00000000-0000-0000-0000-000000000002', 'p', 'ph', now() FROM salons;
INSERT INTO customers (salon_id, customer_id)
  SELECT salon_id, '00000000-0000-0000-0000-000000000004' FROM salons;
INSERT INTO customer_notes (salon_id, note_id, customer_id, text_enc, author)
  SELECT salon_id, '00000000-0000-0000-0000-000000000005', customer_id, 't', 'operator:1'
    FROM customers WHERE name_enc IS NOT NULL;
INSERT INTO customer_codes (salon_id, customer_id, code_hash, expires_at)
  SELECT salon_id, customer_id, 'c', now() FROM customers WHERE name_enc IS NOT NULL;
INSERT INTO staff_feeds (salon_id, staff_id, token_hash) SELECT salon_id, staff_id, 't' FROM staff;
"""


def silent(_: str) -> None:
    return


def rows(settings: Settings) -> dict[str, list[tuple[object, ...]]]:
    with psycopg.connect(settings.database_owner_url) as connection:
        return {
            table: connection.execute(
                sql.SQL("SELECT * FROM {} ORDER BY 1, 2").format(sql.Identifier(table))
            ).fetchall()
            for table in TABLES
        }


def test_who_is_who_survives_a_downgrade(blank: Settings) -> None:
    migrations.upgrade(blank, say=silent)
    with psycopg.connect(blank.database_owner_url) as connection:
        connection.execute(FILL)
    before = rows(blank)
    assert [len(before[table]) for table in TABLES] == [3, 1, 1]
    migrations.downgrade(blank, BEFORE, silent)
    with psycopg.connect(blank.database_owner_url) as connection:
        kept = connection.execute("SELECT count(*), count(name_enc) FROM customers").fetchone()
        assert kept == (3, 1)
    migrations.upgrade(blank, say=silent)
    assert rows(blank) == before
    with psycopg.connect(blank.database_owner_url) as connection:
        left = connection.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace('parked')"
        ).fetchall()
    assert left == []
