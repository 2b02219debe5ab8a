"""What became of sent messages; how each account fares; what a person must look at."""

from typing import Any

from alembic import context, op

from bot.migrations.guard import protect, roles
from bot.migrations.parking import park, park_tables, unpark, unpark_tables

revision = "0019_receipts"
down_revision = "0018_facts"
branch_labels = None
depends_on = None

# One open case per key: what happens again is counted. `facts` are ids, codes, keys: nobody's data.
_CASES = """
CREATE TABLE cases (
  salon_id uuid NOT NULL REFERENCES salons,
  case_id bigint GENERATED ALWAYS AS IDENTITY,
  kind text NOT NULL CHECK (kind <> ''),
  key text NOT NULL CHECK (key <> ''),
  facts jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(facts) = 'object'),
  opened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  last_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  seen integer NOT NULL DEFAULT 1,
  closed_at timestamptz,
  closed_by text,
  CHECK ((closed_at IS NULL) = (closed_by IS NULL)),
  PRIMARY KEY (salon_id, case_id)
)
"""
_OPEN_CASE = """
CREATE FUNCTION open_case(salon uuid, what text, about text, known jsonb) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO cases AS c (salon_id, kind, key, facts) VALUES (salon, what, about, known)
  ON CONFLICT (salon_id, key) WHERE closed_at IS NULL
  DO UPDATE SET seen = c.seen + 1, last_at = clock_timestamp(), facts = EXCLUDED.facts
$$
"""
_CLOSE_CASE = """
CREATE FUNCTION close_case(salon uuid, about text, whose text) RETURNS void
LANGUAGE sql AS $$
  UPDATE cases c SET closed_at = clock_timestamp(), closed_by = whose
    WHERE c.salon_id = salon AND c.key = about AND c.closed_at IS NULL
$$
"""
# No row: all is well. A tripped account lets one message at a time try, not before `held_until`.
_HEALTH = """
CREATE TABLE account_health (
  salon_id uuid NOT NULL,
  account_id uuid NOT NULL,
  failures integer NOT NULL DEFAULT 0,
  tripped boolean NOT NULL DEFAULT false,
  held_until timestamptz NOT NULL DEFAULT '-infinity',
  reason text NOT NULL DEFAULT '',
  PRIMARY KEY (salon_id, account_id),
  FOREIGN KEY (salon_id, account_id) REFERENCES accounts
)
"""
# Receipts of messages whose sender has not written down yet what the provider called them.
_EARLY = """
CREATE TABLE early_receipts (
  salon_id uuid NOT NULL,
  account_id uuid NOT NULL,
  reference text NOT NULL,
  fate text NOT NULL,
  code integer,
  reason text NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (salon_id, account_id, reference),
  FOREIGN KEY (salon_id, account_id) REFERENCES accounts
)
"""
# How far a message has come. What arrived after all has overtaken its failure, in any order.
_FATE_RANK = """
CREATE FUNCTION fate_rank(fate text) RETURNS integer LANGUAGE sql IMMUTABLE AS
$$ SELECT coalesce(array_position(ARRAY['sent', 'failed', 'delivered', 'read'], fate), 1) $$
"""
_APPLY_RECEIPT = """
CREATE FUNCTION apply_receipt(salon uuid, message bigint, came text, number integer, why text)
RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE talk uuid; account uuid;
BEGIN
  UPDATE outbox o SET fate = came, fate_at = clock_timestamp(), fate_code = number,
         status = CASE came WHEN 'failed' THEN 'failed' ELSE 'sent' END,
         error = CASE came WHEN 'failed' THEN why END
    WHERE o.salon_id = salon AND o.outbox_id = message AND fate_rank(o.fate) < fate_rank(came)
    RETURNING o.conversation_id, o.account_id INTO talk, account;
  IF talk IS NULL THEN RETURN NULL; END IF;
  IF came = 'failed' THEN
    PERFORM open_case(salon, 'undelivered', 'undelivered:' || message, jsonb_build_object(
      'message', message, 'conversation', talk, 'account', account, 'code', number,
      'reason', nullif(why, '')));
  ELSE
    PERFORM close_case(salon, 'undelivered:' || message, 'system');
  END IF;
  RETURN talk;
END $$
"""
# The lock: a receipt on its way in sees the reference that is being written, or is seen by it.
_ONE_REFERENCE = "PERFORM pg_advisory_xact_lock(hashtextextended(salon::text || {}, 19));"
_TAKE_RECEIPT = f"""
CREATE FUNCTION take_receipt(
  salon uuid, account uuid, called text, came text, number integer, why text
) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE message bigint;
BEGIN
  PERFORM set_config('app.salon_id', salon::text, true);
  {_ONE_REFERENCE.format("called")}
  SELECT o.outbox_id INTO message FROM outbox o
    WHERE o.salon_id = salon AND o.account_id = account AND o.provider_ref = called
    ORDER BY o.outbox_id DESC LIMIT 1;
  IF message IS NOT NULL THEN
    RETURN apply_receipt(salon, message, came, number, why);
  END IF;
  IF EXISTS (SELECT FROM outbox o WHERE o.salon_id = salon AND o.account_id = account
               AND o.status = 'sending') THEN
    INSERT INTO early_receipts AS e (salon_id, account_id, reference, fate, code, reason)
      VALUES (salon, account, called, came, number, why)
      ON CONFLICT (salon_id, account_id, reference) DO UPDATE
        SET fate = EXCLUDED.fate, code = EXCLUDED.code, reason = EXCLUDED.reason
        WHERE fate_rank(e.fate) < fate_rank(EXCLUDED.fate);
    DELETE FROM early_receipts e WHERE e.salon_id = salon AND e.account_id = account
      AND e.at < clock_timestamp() - interval '1 hour';
  END IF;
  RETURN NULL;
END $$
"""
_MARK_SENT = f"""
CREATE OR REPLACE FUNCTION mark_sent(salon uuid, message bigint, owner text, reference text)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE talk uuid; account uuid; early early_receipts%ROWTYPE;
BEGIN
  PERFORM set_config('app.salon_id', salon::text, true);
  {_ONE_REFERENCE.format("reference")}
  UPDATE outbox o SET status = 'sent', lease_owner = NULL, leased_until = NULL,
         provider_ref = reference, sent_at = clock_timestamp(), attempts = o.attempts + 1
    WHERE o.salon_id = salon AND o.outbox_id = message
      AND o.status = 'sending' AND o.lease_owner = owner
    RETURNING o.conversation_id, o.account_id INTO talk, account;
  DELETE FROM account_health h WHERE h.salon_id = salon AND h.account_id = account
    AND h.held_until <= clock_timestamp();
  IF FOUND THEN
    PERFORM close_case(salon, 'account:' || account, 'system');
    PERFORM close_case(salon, 'away:' || account, 'system');
  END IF;
  DELETE FROM early_receipts e WHERE e.salon_id = salon AND e.account_id = account
    AND e.reference = mark_sent.reference RETURNING * INTO early;
  IF FOUND THEN
    PERFORM apply_receipt(salon, message, early.fate, early.code, early.reason);
  END IF;
  RETURN EXISTS (SELECT FROM outbox o WHERE o.salon_id = salon
    AND o.conversation_id = talk AND o.status = 'queued');
END $$
"""
# As `0017_ownership` wrote it, an account at a time: so many of each are under way at once, one of
# an account that is tripped, none of one that is held. `only` is a conversation, or null for all.
_CLAIM_UNSENT = """
CREATE FUNCTION claim_unsent(
  owner text, lease interval, most integer, each integer DEFAULT 8,
  only_talk uuid DEFAULT NULL
) RETURNS TABLE (salon uuid, message bigint, probe boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE lapsed record;
BEGIN
  FOR lapsed IN
    UPDATE outbox SET status = 'unknown', lease_owner = NULL, leased_until = NULL,
           error = 'the sender stopped before it could tell'
      WHERE status = 'sending' AND leased_until < clock_timestamp()
      RETURNING salon_id, outbox_id, conversation_id, account_id
  LOOP
    PERFORM open_case(lapsed.salon_id, 'unknown', 'unknown:' || lapsed.outbox_id,
      jsonb_build_object('message', lapsed.outbox_id, 'conversation', lapsed.conversation_id,
                         'account', lapsed.account_id));
  END LOOP;
  UPDATE outbox o SET status = 'dropped', error = 'a person took over'
    FROM ownerships w
    WHERE o.status = 'queued' AND o.kind = 'bot' AND o.due_at <= clock_timestamp()
      AND w.salon_id = o.salon_id AND w.conversation_id = o.conversation_id
      AND w.holder <> 'bot';
  RETURN QUERY
  WITH flying AS MATERIALIZED (
      SELECT f.salon_id, f.account_id, count(*) AS many FROM outbox f
        WHERE f.status = 'sending' GROUP BY 1, 2
    ), able AS MATERIALIZED (
      SELECT w.salon_id, w.account_id, min(w.due_at) AS due,
             coalesce(bool_or(h.tripped), false) AS tripped,
             CASE WHEN bool_or(h.tripped) THEN 1 ELSE each END
               - coalesce(max(f.many), 0) AS room
        FROM outbox w LEFT JOIN account_health h USING (salon_id, account_id)
        LEFT JOIN flying f USING (salon_id, account_id)
        WHERE w.status = 'queued' AND w.due_at <= clock_timestamp()
          AND (only_talk IS NULL OR w.conversation_id = only_talk)
          AND (h.held_until IS NULL OR h.held_until <= clock_timestamp())
        GROUP BY 1, 2
    ), due AS MATERIALIZED (
      SELECT one.salon_id, one.outbox_id, a.tripped
        FROM able a CROSS JOIN LATERAL (
          SELECT c.salon_id, c.outbox_id FROM outbox c
            WHERE c.salon_id = a.salon_id AND c.account_id = a.account_id
              AND c.status = 'queued' AND c.due_at <= clock_timestamp()
              AND (only_talk IS NULL OR c.conversation_id = only_talk)
              AND (c.kind <> 'bot' OR NOT EXISTS (
                SELECT FROM ownerships w
                  WHERE w.salon_id = c.salon_id AND w.conversation_id = c.conversation_id
                    AND w.holder <> 'bot'))
              AND NOT EXISTS (
                SELECT FROM outbox earlier
                  WHERE earlier.salon_id = c.salon_id
                    AND earlier.conversation_id = c.conversation_id
                    AND earlier.outbox_id < c.outbox_id
                    AND earlier.status IN ('queued', 'sending'))
            ORDER BY c.due_at LIMIT greatest(0, least(a.room, most)) FOR UPDATE SKIP LOCKED
        ) one
        WHERE a.room > 0 ORDER BY a.due LIMIT most
    )
  UPDATE outbox o SET status = 'sending', lease_owner = owner,
         leased_until = clock_timestamp() + lease
    FROM due
    WHERE o.salon_id = due.salon_id AND o.outbox_id = due.outbox_id
    RETURNING o.salon_id, o.outbox_id, due.tripped;
END $$
"""
_CALM = """o.status IN ('queued', 'sending'));"""
_CALM_ON_A_GOOD_LINE = """o.status IN ('queued', 'sending'))
      AND NOT EXISTS (SELECT FROM account_health h WHERE h.salon_id = salon
      AND h.account_id = account AND (h.tripped OR h.held_until > clock_timestamp()));"""
_TABLES = ("cases", "account_health", "early_receipts")


def upgrade() -> None:
    """Create what receipts, failures and people need; bring back what was set aside."""
    for name, statement in zip(_TABLES, (_CASES, _HEALTH, _EARLY), strict=True):
        op.execute(statement)
        protect(name)
    op.execute("CREATE UNIQUE INDEX cases_open ON cases (salon_id, key) WHERE closed_at IS NULL")
    op.execute(
        """
        ALTER TABLE outbox ADD fate_at timestamptz, ADD fate_code integer,
          ADD fate text CHECK (fate IN ('sent', 'delivered', 'read', 'failed'))
        """
    )
    op.execute(
        "CREATE INDEX outbox_reference ON outbox (salon_id, account_id, provider_ref)"
        " WHERE provider_ref IS NOT NULL"
    )
    op.execute("DROP INDEX outbox_due")
    op.execute(
        "CREATE INDEX outbox_waiting ON outbox (salon_id, account_id, due_at)"
        " WHERE status IN ('queued', 'sending')"
    )
    op.execute("DROP FUNCTION claim_unsent")
    for statement in (
        *(_OPEN_CASE, _CLOSE_CASE, _FATE_RANK, _APPLY_RECEIPT, _TAKE_RECEIPT, _MARK_SENT),
        _CLAIM_UNSENT,
        _former("0005_dialog", "_CLOSE_TURN")
        .replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
        .replace(_CALM, _CALM_ON_A_GOOD_LINE),
    ):
        op.execute(statement)
    _give_claim()
    unpark_tables(*_TABLES)
    unpark(
        "outbox_fates",
        "UPDATE outbox o SET fate = p.fate, fate_at = p.fate_at, fate_code = p.fate_code"
        " FROM parked.outbox_fates p"
        " WHERE (o.salon_id, o.outbox_id) = (p.salon_id, p.outbox_id)",
    )


def _give_claim() -> None:
    app, _ = roles()
    op.execute("REVOKE ALL ON FUNCTION claim_unsent FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION claim_unsent TO {app}")


def _former(name: str, what: str) -> Any:  # noqa: ANN401 - a statement or a function
    """Give what an earlier revision made: it is changed, or made again on the way down."""
    return getattr(context.script.get_revision(name).module, what)


def downgrade() -> None:
    """Set aside what is known of messages, accounts and cases; then take it out."""
    for name in (
        *("claim_unsent", "mark_sent", "take_receipt", "apply_receipt", "fate_rank"),
        *("close_case", "open_case", "close_turn"),
    ):
        op.execute(f"DROP FUNCTION {name}")
    _former("0004_channels", "_mark_sent")()
    _former("0005_dialog", "_close_turn")()
    dropped, allowed = (_former("0017_ownership", name) for name in ("_DROPPED", "_ALLOWED"))
    claim = _former("0017_ownership", "_CLAIM_UNSENT")
    op.execute(claim.format(dropped=dropped, allowed=allowed))
    _give_claim()
    op.execute("DROP INDEX outbox_reference, outbox_waiting")
    op.execute("CREATE INDEX outbox_due ON outbox (due_at) WHERE status IN ('queued', 'sending')")
    park(
        "outbox_fates",
        "SELECT salon_id, outbox_id, fate, fate_at, fate_code FROM outbox WHERE fate IS NOT NULL",
    )
    op.execute("ALTER TABLE outbox DROP fate, DROP fate_at, DROP fate_code")
    park_tables(*_TABLES)
    op.execute("DROP TABLE early_receipts, account_health, cases")
