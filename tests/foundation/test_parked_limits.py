"""What was spent on SMS, where customers came from, through a downgrade and back."""

import psycopg

from bot import migrations
from foundation.settings import Settings
from tests.foundation.test_parked_receipts import rows, silent

FILL = """
INSERT INTO salons (salon_id, slug, name, zone, currency, language)
  VALUES ('00000000-0000-0000-0000-000000000001', 'a', 'A', 'UTC', 'EUR', 'en');
INSERT INTO accounts (salon_id, account_id, kind, name, token_hash, secrets)
  SELECT salon_id, '00000000-0000-0000-0000-000000000002', 'twilio', 'T', '', '' FROM salons;
INSERT INTO conversations (salon_id, conversation_id, account_id, address_hash, address, campaign)
  SELECT salon_id, '00000000-0000-0000-0000-000000000003', account_id, '', '', 'summer'
    FROM accounts;
INSERT INTO outbox (salon_id, account_id, conversation_id, revision, body, status)
  SELECT salon_id, account_id, conversation_id, 1, '', 'sent' FROM conversations;
INSERT INTO sms_sends (salon_id, outbox_id, day, parts, block)
  SELECT salon_id, outbox_id, '2026-11-23', 2, 'x' FROM outbox;
"""
KEPT = ("SELECT * FROM sms_sends", "SELECT campaign FROM conversations")


def test_what_was_spent_survives_a_downgrade(blank: Settings) -> None:
    migrations.upgrade(blank, say=silent)
    with psycopg.connect(blank.database_owner_url) as connection:
        connection.execute(FILL)
    before = [rows(blank, query) for query in KEPT]
    assert all(before)
    migrations.downgrade(blank, "0022_windows", silent)
    migrations.upgrade(blank, say=silent)
    assert [rows(blank, query) for query in KEPT] == before
