"""The dialog's tables: the durable session, the trace of each turn; the hot path's `close_turn`."""

from alembic import op

from bot.migrations.guard import protect, roles

revision = "0005_dialog"
down_revision = "0004_channels"
branch_labels = None
depends_on = None


_CLOSE_TURN = """
CREATE FUNCTION close_turn(
  salon uuid, talk uuid, expected bigint, new_state text, tongue text, who uuid,
  calls_human boolean, is_blocked boolean, session jsonb, step_trace bytea,
  answered bigint[], bodies bytea[], hosted boolean, owner text, lease interval
) RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE account uuid; made bigint[] := '{}'; leased boolean := false;
BEGIN
  PERFORM set_config('app.salon_id', salon::text, true);
  PERFORM FROM conversations c
    WHERE c.salon_id = salon AND c.conversation_id = talk AND c.revision = expected
    FOR NO KEY UPDATE SKIP LOCKED;
  IF NOT FOUND THEN RETURN NULL; END IF;
  UPDATE conversations c SET revision = expected + 1, state = new_state,
         language = coalesce(tongue, c.language), customer_id = coalesce(who, c.customer_id),
         waiting_since = CASE WHEN calls_human
           THEN coalesce(c.waiting_since, clock_timestamp()) ELSE c.waiting_since END,
         blocked_at = CASE WHEN is_blocked THEN clock_timestamp() END,
         last_at = clock_timestamp()
    WHERE c.salon_id = salon AND c.conversation_id = talk
    RETURNING c.account_id INTO account;
  INSERT INTO dialog_sessions VALUES (salon, talk, expected + 1, session)
    ON CONFLICT (salon_id, conversation_id)
    DO UPDATE SET revision = EXCLUDED.revision, snapshot = EXCLUDED.snapshot;
  INSERT INTO turns (salon_id, conversation_id, revision, trace)
    VALUES (salon, talk, expected + 1, step_trace);
  UPDATE inbox i SET answered_revision = expected + 1
    WHERE i.salon_id = salon AND i.inbox_id = ANY (answered);
  IF cardinality(bodies) > 0 THEN
    leased := NOT hosted AND NOT EXISTS (SELECT FROM outbox o WHERE o.salon_id = salon
      AND o.conversation_id = talk AND o.status IN ('queued', 'sending'));
    WITH said AS (
      INSERT INTO outbox (salon_id, account_id, conversation_id, revision, body, status,
                          lease_owner, leased_until, sent_at)
      SELECT salon, account, talk, expected + 1, b.body,
             CASE WHEN hosted THEN 'sent' WHEN leased THEN 'sending' ELSE 'queued' END,
             CASE WHEN leased THEN owner END,
             CASE WHEN leased THEN clock_timestamp() + lease END,
             CASE WHEN hosted THEN clock_timestamp() END
        FROM unnest(bodies) WITH ORDINALITY AS b(body, position) ORDER BY b.position
      RETURNING outbox_id
    ) SELECT array_agg(outbox_id ORDER BY outbox_id) INTO made FROM said;
  END IF;
  RETURN CASE WHEN hosted OR leased THEN made ELSE '{}' END;
END $$
"""


def upgrade() -> None:
    """Create the dialog's tables, then the functions that close turns and find unanswered ones."""
    op.execute(
        """
        CREATE TABLE dialog_sessions (
          salon_id uuid NOT NULL,
          conversation_id uuid NOT NULL,
          revision bigint NOT NULL,
          snapshot jsonb NOT NULL,
          PRIMARY KEY (salon_id, conversation_id),
          FOREIGN KEY (salon_id, conversation_id) REFERENCES conversations
        )
        """
    )
    protect("dialog_sessions")
    op.execute(
        """
        CREATE TABLE turns (
          salon_id uuid NOT NULL,
          conversation_id uuid NOT NULL,
          revision bigint NOT NULL,
          at timestamptz NOT NULL DEFAULT clock_timestamp(),
          trace bytea NOT NULL,
          PRIMARY KEY (salon_id, conversation_id, revision),
          FOREIGN KEY (salon_id, conversation_id) REFERENCES conversations
        )
        """
    )
    protect("turns", app="SELECT, INSERT, DELETE")
    _recall_session()
    _lock_turn()
    _close_turn()
    _unanswered()


def _recall_session() -> None:
    # What a turn reads when Redis has no copy: while Redis is away that is every turn.
    op.execute(
        """
        CREATE FUNCTION recall_session(salon uuid, talk uuid) RETURNS text LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM set_config('app.salon_id', salon::text, true);
          RETURN (SELECT s.snapshot FROM dialog_sessions s
            WHERE s.salon_id = salon AND s.conversation_id = talk);
        END $$
        """
    )


def _lock_turn() -> None:
    # The first statement of a transaction that writes more than a turn: it binds the tenant, takes
    # the lock under which nobody else can close the turn, tells where the conversation stands. The
    # lock leaves the key alone, so that new messages, which refer to it, need not wait.
    op.execute(
        """
        CREATE FUNCTION lock_turn(salon uuid, talk uuid, request text)
        RETURNS bigint LANGUAGE plpgsql AS $$
        DECLARE seen bigint;
        BEGIN
          PERFORM set_config('app.salon_id', salon::text, true),
                  set_config('app.request_id', request, true),
                  set_config('app.actor', 'conversation:' || talk, true);
          SELECT c.revision INTO seen FROM conversations c
            WHERE c.salon_id = salon AND c.conversation_id = talk FOR NO KEY UPDATE;
          RETURN seen;
        END $$
        """
    )


def _close_turn() -> None:
    # Compare-and-swap on the revision: of two turns thought at once only one is ever written.
    # It never waits for the row: whoever holds its lock is about to move the revision.
    # A reply waits behind an earlier unsent one of its conversation, else it is leased at once.
    op.execute(_CLOSE_TURN)


def _unanswered() -> None:
    # The net under the eager attempt: conversations with a message nobody answered in time.
    app, _ = roles()
    op.execute(
        """
        CREATE FUNCTION unanswered(older interval, most integer)
        RETURNS TABLE (salon uuid, conversation uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
          SELECT DISTINCT salon_id, conversation_id FROM inbox
            WHERE answered_revision IS NULL AND received_at < clock_timestamp() - older
            LIMIT most
        $$
        """
    )
    op.execute("REVOKE ALL ON FUNCTION unanswered FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION unanswered TO {app}")


def downgrade() -> None:
    """Drop the dialog's functions, then its tables."""
    op.execute("DROP FUNCTION unanswered, close_turn, lock_turn, recall_session")
    op.execute("DROP TABLE turns, dialog_sessions")
