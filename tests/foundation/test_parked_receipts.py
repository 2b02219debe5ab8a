"""What became of messages, what people must look at, through a downgrade and back."""

import psycopg

from bot import migrations
from foundation.settings import Settings

BEFORE = "0018_facts"
FILL = """
INSERT INTO salons (salon_id, slug, name, zone, currency, language)
  VALUES ('00000000-0000-0000-0000-000000000001', 'a', 'A', 'UTC', 'EUR', 'en');
INSERT INTO accounts (salon_id, account_id, kind, name, token_hash, secrets)
  SELECT salon_id, '00000000-0000-0000-0000-000000000002', 'web', 'Web', '', '' FROM salons;
INSERT INTO conversations (salon_id, conversation_id, account_id, address_hash, address)
  SELECT salon_id, '00000000-0000-0000-0000-000000000003', account_id, '', '' FROM accounts;
INSERT INTO outbox (salon_id, account_id, conversation_id, revision, body, status, fate, fate_code,
                    fate_at, error)
  SELECT salon_id, account_id, conversation_id, 1, '', s, f, c,
         CASE WHEN f <> '' THEN clock_timestamp() END, 'why'
    FROM conversations,
    (VALUES ('sent', 'read', NULL), ('failed', 'failed', 131026), ('sent', NULL, NULL))
      AS v(s, f, c);
INSERT INTO cases (salon_id, kind, key, facts, closed_at, closed_by)
  SELECT salon_id, 'unknown', 'unknown:1', '{"message": 1}', c, w FROM salons,
    (VALUES (NULL, NULL), (clock_timestamp(), 'system')) AS v(c, w);
INSERT INTO account_health (salon_id, account_id, failures, tripped)
  SELECT salon_id, account_id, 7, true FROM accounts;
INSERT INTO early_receipts (salon_id, account_id, reference, fate, reason)
  SELECT salon_id, account_id, 'ref', 'read', '' FROM accounts;
"""
KEPT = {
    "outbox": "SELECT outbox_id, status, fate, fate_code, fate_at FROM outbox ORDER BY outbox_id",
    "cases": "SELECT * FROM cases ORDER BY case_id",
    "account_health": "SELECT failures, tripped, held_until::text FROM account_health",
    "early_receipts": "SELECT * FROM early_receipts",
}


def silent(_: str) -> None:
    return


def rows(settings: Settings, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(settings.database_owner_url) as connection:
        return connection.execute(query.encode()).fetchall()


def test_what_became_of_messages_survives_a_downgrade(blank: Settings) -> None:
    migrations.upgrade(blank, say=silent)
    with psycopg.connect(blank.database_owner_url) as connection:
        connection.execute(FILL)
    before = {name: rows(blank, query) for name, query in KEPT.items()}
    assert all(before.values())
    migrations.downgrade(blank, BEFORE, silent)
    statuses = rows(blank, "SELECT status FROM outbox ORDER BY outbox_id")
    assert statuses == [("sent",), ("failed",), ("sent",)]
    migrations.upgrade(blank, say=silent)
    assert {name: rows(blank, query) for name, query in KEPT.items()} == before
    left = "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace('parked')"
    assert rows(blank, left) == []
