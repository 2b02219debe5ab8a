"""What salons tell of themselves, through a downgrade: set aside, then told again."""

import psycopg

from bot import migrations
from foundation.settings import Settings

BEFORE = "0017_ownership"
FILL = """
INSERT INTO salons (salon_id, slug, name, zone, currency, language)
  VALUES ('00000000-0000-0000-0000-000000000001', 'a', 'A', 'UTC', 'EUR', 'en'),
         ('00000000-0000-0000-0000-000000000002', 'b', 'B', 'UTC', 'EUR', 'de');
INSERT INTO salon_facts (salon_id, phone, address, grid, facts)
  SELECT salon_id, '', '', 15,
         CASE slug WHEN 'a' THEN '{"parking": {"en": "Behind us."}}' ELSE '{}' END::jsonb
    FROM salons;
"""
TOLD = "SELECT facts FROM salon_facts ORDER BY salon_id"
REVISIONS = "SELECT revision FROM salon_facts ORDER BY salon_id"


def silent(_: str) -> None:
    return


def rows(settings: Settings, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(settings.database_owner_url) as connection:
        return connection.execute(query.encode()).fetchall()


def test_what_salons_tell_survives_a_downgrade(blank: Settings) -> None:
    migrations.upgrade(blank, say=silent)
    with psycopg.connect(blank.database_owner_url) as connection:
        connection.execute(FILL)
    before = [({"parking": {"en": "Behind us."}},), ({},)]
    assert rows(blank, TOLD) == before
    migrations.downgrade(blank, BEFORE, silent)
    assert rows(blank, REVISIONS) == [(1,), (1,)]
    migrations.upgrade(blank, say=silent)
    assert rows(blank, TOLD) == before
    assert rows(blank, REVISIONS) == [(2,), (1,)], "copies of the first salon are out of date"
    left = "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace('parked')"
    assert rows(blank, left) == []


def test_a_sentence_that_changes_grows_the_catalogues_revision(blank: Settings) -> None:
    migrations.upgrade(blank, say=silent)
    with psycopg.connect(blank.database_owner_url) as connection:
        connection.execute(FILL)
        connection.execute("UPDATE salon_facts SET facts = '{}' WHERE facts <> '{}'")
    assert rows(blank, REVISIONS) == [(2,), (1,)]
