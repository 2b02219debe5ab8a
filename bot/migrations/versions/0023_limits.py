"""What may be sent where a message has its price; where a customer came from."""

from alembic import op

from bot.migrations.guard import protect
from bot.migrations.parking import park, park_tables, unpark, unpark_tables

revision = "0023_limits"
down_revision = "0022_windows"
branch_labels = None
depends_on = None

# One row per SMS that was sent or may have been: `day` is the salon's own, `parts` what is paid
# for, `block` the number's neighbourhood where it is new. What was surely not sent has no row.
_SENDS = """
CREATE TABLE sms_sends (
  salon_id uuid NOT NULL,
  send_id bigint GENERATED ALWAYS AS IDENTITY,
  outbox_id bigint NOT NULL,
  day date NOT NULL,
  parts integer NOT NULL CHECK (parts > 0),
  block text,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (salon_id, send_id),
  FOREIGN KEY (salon_id, outbox_id) REFERENCES outbox
)
"""
# Under a lock of the salon's own: all processes count the same sends, to the last one. A number is
# new for a week. `wait` are the seconds until the neighbourhood has room.
_TAKE = """
CREATE FUNCTION take_sms(
  salon uuid, message bigint, near text, most_near integer, costs integer, today date,
  most integer
) RETURNS TABLE (verdict text, send bigint, wait integer) LANGUAGE plpgsql AS $$
DECLARE recent boolean; oldest timestamptz;
BEGIN
  PERFORM set_config('app.salon_id', salon::text, true);
  PERFORM pg_advisory_xact_lock(hashtextextended('sms ' || salon::text, 0));
  IF most > 0 AND costs + coalesce((SELECT sum(s.parts) FROM sms_sends s
      WHERE s.salon_id = salon AND s.day = today), 0) > most THEN
    RETURN QUERY SELECT 'spent', NULL::bigint, 0;
    RETURN;
  END IF;
  SELECT c.created_at > clock_timestamp() - interval '7 days' INTO recent
    FROM outbox o JOIN conversations c USING (salon_id, conversation_id)
    WHERE o.salon_id = salon AND o.outbox_id = message;
  IF recent AND most_near > 0 THEN
    SELECT s.at INTO oldest FROM sms_sends s
      WHERE s.salon_id = salon AND s.block = near AND s.at > clock_timestamp() - interval '1 hour'
      ORDER BY s.at DESC OFFSET most_near - 1 LIMIT 1;
    IF FOUND THEN
      RETURN QUERY SELECT 'crowded', NULL::bigint, 1 + ceil(extract(epoch FROM
        oldest + interval '1 hour' - clock_timestamp()))::integer;
      RETURN;
    END IF;
  END IF;
  INSERT INTO sms_sends AS s (salon_id, outbox_id, day, parts, block)
    VALUES (salon, message, today, costs, CASE WHEN recent THEN near END)
    RETURNING s.send_id INTO send;
  verdict := 'taken';
  wait := 0;
  RETURN NEXT;
END $$
"""
_GIVE_BACK = """
CREATE FUNCTION give_back_sms(salon uuid, send bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.salon_id', salon::text, true);
  DELETE FROM sms_sends s WHERE s.salon_id = salon AND s.send_id = send;
END $$
"""
# What one address wrote beyond so many messages in a while is there to be read, answered by nobody;
# the first of it is let through: that is the one answer.
_HOLD = """
CREATE FUNCTION hold_flood(salon uuid, talk uuid, most integer, while interval)
RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE last bigint; account uuid; stands bigint; held bigint[];
BEGIN
  PERFORM set_config('app.salon_id', salon::text, true);
  SELECT i.inbox_id INTO last FROM inbox i
    WHERE i.salon_id = salon AND i.conversation_id = talk
      AND i.received_at > clock_timestamp() - while
    ORDER BY i.inbox_id OFFSET most LIMIT 1;
  IF last IS NULL THEN RETURN '{}'; END IF;
  SELECT c.account_id, c.revision INTO account, stands FROM conversations c
    WHERE c.salon_id = salon AND c.conversation_id = talk FOR NO KEY UPDATE;
  WITH marked AS (
    UPDATE inbox i SET answered_revision = stands, given_up = 'flood'
      WHERE i.salon_id = salon AND i.conversation_id = talk AND i.answered_revision IS NULL
        AND i.inbox_id > last AND i.kind NOT IN ('opt_out', 'opt_in', 'help', 'blocked')
      RETURNING i.inbox_id)
  SELECT coalesce(array_agg(inbox_id), '{}') INTO held FROM marked;
  IF cardinality(held) > 0 THEN
    PERFORM open_case(salon, 'flood', 'flood:' || talk,
      jsonb_build_object('conversation', talk, 'account', account));
  END IF;
  RETURN held;
END $$
"""


def upgrade() -> None:
    """Create the count of SMS, the hold on floods, the place for a campaign."""
    op.execute(_SENDS)
    protect("sms_sends", app="SELECT, INSERT, DELETE")
    op.execute("CREATE INDEX sms_sends_day ON sms_sends (salon_id, day)")
    op.execute("CREATE INDEX sms_sends_block ON sms_sends (salon_id, block, at)")
    op.execute("CREATE INDEX sms_sends_message ON sms_sends (salon_id, outbox_id)")
    op.execute("ALTER TABLE conversations ADD campaign text")
    for statement in (_TAKE, _GIVE_BACK, _HOLD):
        op.execute(statement)
    unpark_tables("sms_sends")
    unpark(
        "conversations_campaign",
        "UPDATE conversations c SET campaign = p.campaign FROM parked.conversations_campaign p"
        " WHERE (c.salon_id, c.conversation_id) = (p.salon_id, p.conversation_id)",
    )


def downgrade() -> None:
    """Set aside what was counted, where customers came from."""
    op.execute("DROP FUNCTION take_sms, give_back_sms, hold_flood")
    park_tables("sms_sends")
    op.execute("DROP TABLE sms_sends")
    park(
        "conversations_campaign",
        "SELECT salon_id, conversation_id, campaign FROM conversations WHERE campaign IS NOT NULL",
    )
    op.execute("ALTER TABLE conversations DROP campaign")
