"""Who had which conversation, whose each message was, through a downgrade and back."""

import psycopg

from bot import migrations
from foundation.settings import Settings

BEFORE = "0016_bursts"
FILL = """
INSERT INTO salons (salon_id, slug, name, zone, currency, language)
  VALUES ('00000000-0000-0000-0000-000000000001', 'a', 'A', 'UTC', 'EUR', 'en');
INSERT INTO accounts (salon_id, account_id, kind, name, token_hash, secrets)
  SELECT salon_id, '00000000-0000-0000-0000-000000000002', 'web', 'Web', '', '' FROM salons;
INSERT INTO conversations (salon_id, conversation_id, account_id, address_hash, address)
  SELECT salon_id, '00000000-0000-0000-0000-000000000003', account_id, '', '' FROM accounts;
INSERT INTO ownerships (salon_id, conversation_id, version, holder)
  SELECT salon_id, conversation_id, 2, 'bot' FROM conversations;
INSERT INTO handovers (salon_id, conversation_id, version, revision, holder, name, cause)
  SELECT salon_id, conversation_id, n, n, 'phone', '', 'taken'
    FROM conversations, generate_series(1, 2) n;
INSERT INTO quick_replies (salon_id, reply_id, position, title, text)
  SELECT salon_id, salon_id, 1, 'Hi', 'Hi {name}' FROM salons;
INSERT INTO outbox (salon_id, account_id, conversation_id, revision, body, status, error, kind,
                    author, post)
  SELECT salon_id, account_id, conversation_id, 1, '', s, 'why', k, a::uuid, p FROM conversations,
    (VALUES ('sent', 'human', '00000000-0000-0000-0000-000000000009', 'x'),
            ('dropped', 'bot', NULL, NULL), ('sent', 'bot', NULL, NULL)) AS v(s, k, a, p);
"""
KEPT = {
    "ownerships": "SELECT * FROM ownerships",
    "handovers": "SELECT * FROM handovers ORDER BY version",
    "quick_replies": "SELECT * FROM quick_replies",
    "outbox": "SELECT outbox_id, status, kind, author, post FROM outbox ORDER BY outbox_id",
}


def silent(_: str) -> None:
    return


def rows(settings: Settings, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(settings.database_owner_url) as connection:
        return connection.execute(query.encode()).fetchall()


def test_who_had_what_survives_a_downgrade(blank: Settings) -> None:
    migrations.upgrade(blank, say=silent)
    with psycopg.connect(blank.database_owner_url) as connection:
        connection.execute(FILL)
    before = {name: rows(blank, query) for name, query in KEPT.items()}
    assert all(before.values())
    migrations.downgrade(blank, BEFORE, silent)
    statuses = rows(blank, "SELECT status FROM outbox ORDER BY outbox_id")
    assert statuses == [("sent",), ("failed",), ("sent",)], "words that the older code knows"
    migrations.upgrade(blank, say=silent)
    assert {name: rows(blank, query) for name, query in KEPT.items()} == before
    left = "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace('parked')"
    assert rows(blank, left) == []
