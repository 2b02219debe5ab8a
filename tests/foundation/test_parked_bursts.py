"""How often messages were tried, which were given up, through a downgrade."""

import psycopg

from bot import migrations
from foundation.settings import Settings

BEFORE = "0015_feeds"
FILL = """
INSERT INTO salons (salon_id, slug, name, zone, currency, language)
  VALUES ('00000000-0000-0000-0000-000000000001', 'a', 'A', 'UTC', 'EUR', 'en');
INSERT INTO accounts (salon_id, account_id, kind, name, token_hash, secrets)
  SELECT salon_id, salon_id, 'web', 'Web', '', '' FROM salons;
INSERT INTO conversations (salon_id, conversation_id, account_id, address_hash, address)
  SELECT salon_id, salon_id, salon_id, '', '' FROM salons;
INSERT INTO inbox (salon_id, account_id, conversation_id, provider_id, sequence, kind, body,
                   answered_revision, tries, given_up)
  SELECT salon_id, salon_id, salon_id, n::text, n, 'text', '',
         CASE WHEN n < 3 THEN 1 END, CASE n WHEN 1 THEN 0 WHEN 2 THEN 4 ELSE 2 END,
         CASE n WHEN 2 THEN 'KeyError' END
    FROM salons, generate_series(1, 3) n;
"""
TRIED = "SELECT provider_id, tries, given_up, answered_revision FROM inbox ORDER BY 1"


def silent(_: str) -> None:
    return


def rows(settings: Settings, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(settings.database_owner_url) as connection:
        return connection.execute(query.encode()).fetchall()


def test_what_was_given_up_survives_a_downgrade(blank: Settings) -> None:
    migrations.upgrade(blank, say=silent)
    with psycopg.connect(blank.database_owner_url) as connection:
        connection.execute(FILL)
    before = [("1", 0, None, 1), ("2", 4, "KeyError", 1), ("3", 2, None, None)]
    assert rows(blank, TRIED) == before
    migrations.downgrade(blank, BEFORE, silent)
    assert len(rows(blank, "SELECT inbox_id FROM inbox")) == len(before)
    migrations.upgrade(blank, say=silent)
    assert rows(blank, TRIED) == before
    assert rows(blank, "SELECT FROM inbox WHERE answer_after > clock_timestamp()") == []
    left = "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace('parked')"
    assert rows(blank, left) == []
