"""Which templates are approved, which of them said a message, through a downgrade and back."""

import psycopg

from bot import migrations
from foundation.settings import Settings

BEFORE = "0021_choices"
FILL = """
INSERT INTO salons (salon_id, slug, name, zone, currency, language)
  VALUES ('00000000-0000-0000-0000-000000000001', 'a', 'A', 'UTC', 'EUR', 'en');
INSERT INTO accounts (salon_id, account_id, kind, name, token_hash, secrets)
  SELECT salon_id, '00000000-0000-0000-0000-000000000002', 'whatsapp', 'W', '', '' FROM salons;
INSERT INTO conversations (salon_id, conversation_id, account_id, address_hash, address)
  SELECT salon_id, '00000000-0000-0000-0000-000000000003', account_id, '', '' FROM accounts;
INSERT INTO outbox (salon_id, account_id, conversation_id, revision, body, status, said_as)
  SELECT salon_id, account_id, conversation_id, 1, '', 'sent', s FROM conversations,
    (VALUES ('visit_reminder_v1 (de)'), (NULL)) AS v(s);
INSERT INTO template_approvals (salon_id, account_id, name, language, status)
  SELECT salon_id, account_id, 'visit_reminder_v1', 'de', 'approved' FROM accounts;
"""
KEPT = {
    "outbox": "SELECT outbox_id, said_as FROM outbox ORDER BY outbox_id",
    "template_approvals": "SELECT * FROM template_approvals",
}


def silent(_: str) -> None:
    return


def rows(settings: Settings, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(settings.database_owner_url) as connection:
        return connection.execute(query.encode()).fetchall()


def test_what_may_be_said_by_template_survives_a_downgrade(blank: Settings) -> None:
    migrations.upgrade(blank, say=silent)
    with psycopg.connect(blank.database_owner_url) as connection:
        connection.execute(FILL)
    before = {name: rows(blank, query) for name, query in KEPT.items()}
    assert all(before.values())
    migrations.downgrade(blank, BEFORE, silent)
    assert rows(blank, "SELECT status FROM outbox") == [("sent",), ("sent",)]
    migrations.upgrade(blank, say=silent)
    assert {name: rows(blank, query) for name, query in KEPT.items()} == before
    left = "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace('parked')"
    assert rows(blank, left) == []
