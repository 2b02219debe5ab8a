"""What salons said for the search, through a downgrade: it is set aside, then listed anew."""

import psycopg

from bot import migrations
from foundation.settings import Settings

BEFORE = "0013_api"
FILL = """
INSERT INTO salons (salon_id, slug, name, zone, currency, language)
  VALUES ('00000000-0000-0000-0000-000000000001', 'a', 'A', 'UTC', 'EUR', 'en'),
         ('00000000-0000-0000-0000-000000000002', 'b', 'B', 'UTC', 'EUR', 'de');
INSERT INTO salon_facts (salon_id, phone, address, grid, published, city, lat, lon, rating,
                         rating_count)
  SELECT salon_id, '', '', 15, slug = 'a', 'Berlin', 52.5, 13.4, 4.8, 112 FROM salons;
INSERT INTO staff (salon_id, staff_id, name, position)
  SELECT salon_id, '00000000-0000-0000-0000-000000000009', 'Ana', 0 FROM salons;
INSERT INTO services (salon_id, service_id, key, names, minutes, price_minor, position)
  SELECT salon_id, '00000000-0000-0000-0000-000000000008', 'cut', '{"fr": "Coupe"}', 30, 4000, 0
    FROM salons;
INSERT INTO skills (salon_id, staff_id, service_id)
  SELECT salon_id, '00000000-0000-0000-0000-000000000009',
         '00000000-0000-0000-0000-000000000008' FROM salons;
"""
FACTS = (
    "SELECT salon_id, published, city, lat, lon, rating, rating_count FROM salon_facts ORDER BY 1"
)
LISTED = (
    "SELECT slug, city, lat, lon, languages, services, terms, hourly, rating, rating_count,"
    " revision = (SELECT f.revision FROM salon_facts f WHERE f.salon_id = l.salon_id)"
    " FROM listings l"
)


def silent(_: str) -> None:
    return


def rows(settings: Settings, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(settings.database_owner_url) as connection:
        return connection.execute(query.encode()).fetchall()


def test_what_salons_publish_survives_a_downgrade(blank: Settings) -> None:
    migrations.upgrade(blank, say=silent)
    with psycopg.connect(blank.database_owner_url) as connection:
        connection.execute(FILL)
    facts, [listed] = rows(blank, FACTS), rows(blank, LISTED)
    assert len(facts) == 2
    assert (listed[0], listed[4], listed[6:]) == (
        "a",
        ["en", "fr"],
        ("cut coupe ", 8000, facts[0][5], 112, True),
    )
    migrations.downgrade(blank, BEFORE, silent)
    assert rows(blank, "SELECT to_regclass('listings')") == [(None,)]
    migrations.upgrade(blank, say=silent)
    assert rows(blank, FACTS) == facts
    assert rows(blank, LISTED) == [listed]
    left = "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace('parked')"
    assert rows(blank, left) == []
