"""Programs' keys, the answers they were given, through a downgrade: set aside, then back."""

import psycopg

from bot import migrations
from foundation.settings import Settings

BEFORE = "0012_customers"
FILL = """
INSERT INTO salons (salon_id, slug, name, zone, currency, language)
  VALUES ('00000000-0000-0000-0000-000000000001', 'a', 'A', 'UTC', 'EUR', 'en');
INSERT INTO api_keys (salon_id, key_id, name, scopes, token_hash)
  SELECT salon_id, salon_id, 'website', '{read,bookings}', 'hash' FROM salons;
INSERT INTO api_requests (salon_id, key_id, request_key, fingerprint, status, headers, body)
  SELECT salon_id, salon_id, 'one', 'print', 201, '{"location": "/x"}', 'sealed' FROM salons;
"""
ALL = "SELECT k, r FROM api_keys k JOIN api_requests r USING (salon_id, key_id)"


def silent(_: str) -> None:
    return


def rows(settings: Settings, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(settings.database_owner_url) as connection:
        return connection.execute(query.encode()).fetchall()


def test_keys_with_their_answers_survive_a_downgrade(blank: Settings) -> None:
    migrations.upgrade(blank, say=silent)
    with psycopg.connect(blank.database_owner_url) as connection:
        connection.execute(FILL)
    before = rows(blank, ALL)
    assert len(before) == 1
    migrations.downgrade(blank, BEFORE, silent)
    assert rows(blank, "SELECT to_regclass('api_keys')") == [(None,)]
    migrations.upgrade(blank, say=silent)
    assert rows(blank, ALL) == before
