"""Who wants messages, through a downgrade and back."""

import psycopg

from bot import migrations
from foundation.settings import Settings

BEFORE = "0019_receipts"
FILL = """
INSERT INTO salons (salon_id, slug, name, zone, currency, language)
  VALUES ('00000000-0000-0000-0000-000000000001', 'a', 'A', 'UTC', 'EUR', 'en');
INSERT INTO accounts (salon_id, account_id, kind, name, token_hash, secrets)
  SELECT salon_id, '00000000-0000-0000-0000-000000000002', 'twilio', 'SMS', '', '' FROM salons;
INSERT INTO conversations (salon_id, conversation_id, account_id, address_hash, address, person,
                           channel, opted_out_at)
  SELECT salon_id, '00000000-0000-0000-0000-000000000003', account_id, '', '', 'p', 'sms', now()
    FROM accounts;
INSERT INTO consents (salon_id, person, channel, address, purpose, given, how, conversation_id,
                      proof)
  SELECT salon_id, person, channel, address, 'visit', false, 'operator', conversation_id, 'Ana'
    FROM conversations;
INSERT INTO outbox (salon_id, account_id, conversation_id, revision, body, status, kind)
  SELECT salon_id, account_id, conversation_id, 1, '', s, 'consent' FROM conversations,
    (VALUES ('sent')) AS v(s);
"""
KEPT = {
    "consents": "SELECT * FROM consents",
    "conversations": "SELECT person, channel, opted_out_at FROM conversations",
}


def silent(_: str) -> None:
    return


def rows(settings: Settings, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(settings.database_owner_url) as connection:
        return connection.execute(query.encode()).fetchall()


def test_who_opted_out_stays_so_through_a_downgrade(blank: Settings) -> None:
    migrations.upgrade(blank, say=silent)
    with psycopg.connect(blank.database_owner_url) as connection:
        connection.execute(FILL)
    before = {name: rows(blank, query) for name, query in KEPT.items()}
    assert all(before.values())
    migrations.downgrade(blank, BEFORE, silent)
    assert rows(blank, "SELECT kind FROM outbox") == [("notice",)], "a word the older code knows"
    migrations.upgrade(blank, say=silent)
    assert {name: rows(blank, query) for name, query in KEPT.items()} == before
    left = "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace('parked')"
    assert rows(blank, left) == []
