"""The channels' tables: accounts, conversations, inbox, outbox; the hot path's `hear`."""

from alembic import op

from bot.migrations.guard import protect, roles

revision = "0004_channels"
down_revision = "0003_booking"
branch_labels = None
depends_on = None


_HEAR = """
CREATE FUNCTION hear(
  salon uuid, account uuid, new_conversation uuid, hashed bytea, sealed_address bytea,
  tongue text, provider text, seq bigint, what text, content bytea,
  raw_hash bytea, raw bytea
) RETURNS TABLE (
  conversation uuid, revision bigint, customer uuid, language text, fresh boolean,
  catalogue bigint,
  ids bigint[], kinds text[], bodies bytea[]
)
LANGUAGE plpgsql AS $$
DECLARE talk conversations%ROWTYPE;
BEGIN
  PERFORM set_config('app.salon_id', salon::text, true);
  SELECT * INTO talk FROM conversations c
    WHERE c.salon_id = salon AND c.account_id = account AND c.address_hash = hashed;
  IF NOT FOUND THEN
    INSERT INTO conversations (salon_id, conversation_id, account_id, address_hash, address,
                               language)
      VALUES (salon, new_conversation, account, hashed, sealed_address, tongue)
      ON CONFLICT ON CONSTRAINT conversations_salon_id_account_id_address_hash_key DO NOTHING;
    SELECT * INTO talk FROM conversations c
      WHERE c.salon_id = salon AND c.account_id = account AND c.address_hash = hashed;
  END IF;
  INSERT INTO inbox (salon_id, account_id, conversation_id, provider_id, sequence, kind, body)
    VALUES (salon, account, talk.conversation_id, provider, seq, what, content)
    ON CONFLICT ON CONSTRAINT inbox_salon_id_account_id_provider_id_key DO NOTHING;
  fresh := FOUND;
  IF fresh AND raw IS NOT NULL THEN
    INSERT INTO deliveries (salon_id, account_id, body_hash, body)
      VALUES (salon, account, raw_hash, raw);
  END IF;
  conversation := talk.conversation_id;
  revision := talk.revision;
  customer := talk.customer_id;
  language := talk.language;
  SELECT f.revision INTO catalogue FROM salon_facts f WHERE f.salon_id = salon;
  SELECT array_agg(i.inbox_id ORDER BY i.sequence, i.inbox_id),
         array_agg(i.kind ORDER BY i.sequence, i.inbox_id),
         array_agg(i.body ORDER BY i.sequence, i.inbox_id)
    INTO ids, kinds, bodies FROM inbox i
    WHERE i.salon_id = salon AND i.conversation_id = talk.conversation_id
      AND i.answered_revision IS NULL;
  RETURN NEXT;
END $$
"""

_TRIM_DELIVERIES = """
CREATE FUNCTION trim_deliveries(older interval, most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone integer;
BEGIN
  WITH old AS MATERIALIZED (
      SELECT salon_id, delivery_id FROM deliveries
        WHERE received_at < clock_timestamp() - older
        ORDER BY received_at LIMIT most FOR UPDATE SKIP LOCKED
    )
    DELETE FROM deliveries d USING old
      WHERE (d.salon_id, d.delivery_id) = (old.salon_id, old.delivery_id);
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$
"""


def upgrade() -> None:
    """Create the channels' tables, then the functions that write and claim their rows."""
    _accounts()
    _conversations()
    _inbox()
    _deliveries()
    _outbox()
    _hear()
    _mark_sent()
    _claim_unsent()
    _trim_deliveries()
    _all_accounts()


def _accounts() -> None:
    op.execute(
        """
        CREATE TABLE accounts (
          salon_id uuid NOT NULL REFERENCES salons,
          account_id uuid NOT NULL,
          kind text NOT NULL,
          name text NOT NULL,
          token_hash bytea NOT NULL,
          secrets bytea NOT NULL,
          created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
          PRIMARY KEY (salon_id, account_id),
          UNIQUE (salon_id, kind, token_hash)
        )
        """
    )
    protect("accounts")


def _conversations() -> None:
    # One row per (account, address), for ever. The revision is the fence of every turn.
    op.execute(
        """
        CREATE TABLE conversations (
          salon_id uuid NOT NULL,
          conversation_id uuid NOT NULL,
          account_id uuid NOT NULL,
          address_hash bytea NOT NULL,
          address bytea NOT NULL,
          language text,
          customer_id uuid,
          revision bigint NOT NULL DEFAULT 0,
          state text NOT NULL DEFAULT 'new',
          waiting_since timestamptz,
          blocked_at timestamptz,
          created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
          last_at timestamptz NOT NULL DEFAULT clock_timestamp(),
          PRIMARY KEY (salon_id, conversation_id),
          UNIQUE (salon_id, account_id, address_hash),
          FOREIGN KEY (salon_id, account_id) REFERENCES accounts,
          FOREIGN KEY (salon_id, customer_id) REFERENCES customers
        )
        """
    )
    op.execute("CREATE INDEX conversations_latest ON conversations (salon_id, last_at DESC)")
    protect("conversations")


def _inbox() -> None:
    op.execute(
        """
        CREATE TABLE inbox (
          salon_id uuid NOT NULL,
          inbox_id bigint GENERATED ALWAYS AS IDENTITY,
          account_id uuid NOT NULL,
          conversation_id uuid NOT NULL,
          provider_id text NOT NULL,
          sequence bigint NOT NULL,
          kind text NOT NULL,
          body bytea NOT NULL,
          received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
          answered_revision bigint,
          PRIMARY KEY (salon_id, inbox_id),
          UNIQUE (salon_id, account_id, provider_id),
          FOREIGN KEY (salon_id, account_id) REFERENCES accounts,
          FOREIGN KEY (salon_id, conversation_id) REFERENCES conversations
        )
        """
    )
    op.execute(
        "CREATE INDEX inbox_unanswered ON inbox (salon_id, conversation_id, sequence)"
        " WHERE answered_revision IS NULL"
    )
    op.execute("CREATE INDEX inbox_transcript ON inbox (salon_id, conversation_id, inbox_id)")
    protect("inbox")


def _deliveries() -> None:
    # The exact bodies of webhooks, sealed, for 30 days.
    op.execute(
        """
        CREATE TABLE deliveries (
          salon_id uuid NOT NULL,
          delivery_id bigint GENERATED ALWAYS AS IDENTITY,
          account_id uuid NOT NULL,
          received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
          body_hash bytea NOT NULL,
          body bytea NOT NULL,
          PRIMARY KEY (salon_id, delivery_id),
          FOREIGN KEY (salon_id, account_id) REFERENCES accounts
        )
        """
    )
    op.execute("CREATE INDEX deliveries_age ON deliveries (received_at)")
    protect("deliveries", app="SELECT, INSERT, DELETE")


def _outbox() -> None:
    op.execute(
        """
        CREATE TABLE outbox (
          salon_id uuid NOT NULL,
          outbox_id bigint GENERATED ALWAYS AS IDENTITY,
          account_id uuid NOT NULL,
          conversation_id uuid NOT NULL,
          revision bigint NOT NULL,
          body bytea NOT NULL,
          status text NOT NULL
            CHECK (status IN ('queued', 'sending', 'sent', 'failed', 'unknown')),
          lease_owner text,
          leased_until timestamptz,
          attempts integer NOT NULL DEFAULT 0,
          due_at timestamptz NOT NULL DEFAULT clock_timestamp(),
          provider_ref text,
          error text,
          created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
          sent_at timestamptz,
          CHECK ((status = 'sending') = (leased_until IS NOT NULL)),
          PRIMARY KEY (salon_id, outbox_id),
          FOREIGN KEY (salon_id, account_id) REFERENCES accounts,
          FOREIGN KEY (salon_id, conversation_id) REFERENCES conversations
        )
        """
    )
    op.execute(
        "CREATE INDEX outbox_unsent ON outbox (salon_id, conversation_id, outbox_id)"
        " WHERE status IN ('queued', 'sending')"
    )
    op.execute("CREATE INDEX outbox_due ON outbox (due_at) WHERE status IN ('queued', 'sending')")
    op.execute("CREATE INDEX outbox_transcript ON outbox (salon_id, conversation_id, outbox_id)")
    protect("outbox")


def _hear() -> None:
    # One transaction: the message is ours once this returns. A repeated delivery stores nothing.
    op.execute(_HEAR)


def _mark_sent() -> None:
    # Answers whether more of this conversation waits its turn behind the message just sent.
    op.execute(
        """
        CREATE FUNCTION mark_sent(salon uuid, message bigint, owner text, reference text)
        RETURNS boolean LANGUAGE plpgsql AS $$
        DECLARE talk uuid;
        BEGIN
          PERFORM set_config('app.salon_id', salon::text, true);
          UPDATE outbox SET status = 'sent', lease_owner = NULL, leased_until = NULL,
                 provider_ref = reference, sent_at = clock_timestamp(), attempts = attempts + 1
            WHERE salon_id = salon AND outbox_id = message
              AND status = 'sending' AND lease_owner = owner
            RETURNING conversation_id INTO talk;
          RETURN EXISTS (SELECT FROM outbox o WHERE o.salon_id = salon
            AND o.conversation_id = talk AND o.status = 'queued');
        END $$
        """
    )


def _claim_unsent() -> None:
    # A lapsed lease means the sender died mid-send: whether it arrived nobody knows, so it is never
    # repeated by itself. Only the first unsent message of a conversation is given out: order holds.
    app, _ = roles()
    op.execute(
        """
        CREATE FUNCTION claim_unsent(owner text, lease interval, most integer)
        RETURNS TABLE (salon uuid, message bigint)
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        BEGIN
          UPDATE outbox SET status = 'unknown', lease_owner = NULL, leased_until = NULL,
                 error = 'the sender stopped before it could tell'
            WHERE status = 'sending' AND leased_until < clock_timestamp();
          RETURN QUERY
          WITH due AS MATERIALIZED (
              SELECT c.salon_id, c.outbox_id FROM outbox c
                WHERE c.status = 'queued' AND c.due_at <= clock_timestamp()
                  AND NOT EXISTS (
                    SELECT FROM outbox earlier
                      WHERE earlier.salon_id = c.salon_id
                        AND earlier.conversation_id = c.conversation_id
                        AND earlier.outbox_id < c.outbox_id
                        AND earlier.status IN ('queued', 'sending'))
                ORDER BY c.due_at LIMIT most FOR UPDATE SKIP LOCKED
            )
          UPDATE outbox o SET status = 'sending', lease_owner = owner,
                 leased_until = clock_timestamp() + lease
            FROM due
            WHERE o.salon_id = due.salon_id AND o.outbox_id = due.outbox_id
            RETURNING o.salon_id, o.outbox_id;
        END $$
        """
    )
    op.execute("REVOKE ALL ON FUNCTION claim_unsent FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION claim_unsent TO {app}")


def _all_accounts() -> None:
    # Which adapters a process has to load, which accounts a worker has to poll: ids, no secrets.
    app, _ = roles()
    op.execute(
        """
        CREATE FUNCTION all_accounts() RETURNS TABLE (salon uuid, account uuid, kind text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
        $$ SELECT salon_id, account_id, a.kind FROM accounts a ORDER BY created_at $$
        """
    )
    op.execute("REVOKE ALL ON FUNCTION all_accounts FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION all_accounts TO {app}")


def _trim_deliveries() -> None:
    # Raw bodies are kept for as long as a delivery may have to be looked into, no longer.
    app, _ = roles()
    op.execute(_TRIM_DELIVERIES)
    op.execute("REVOKE ALL ON FUNCTION trim_deliveries FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION trim_deliveries TO {app}")


def downgrade() -> None:
    """Drop the channels' functions, then their tables."""
    op.execute("DROP FUNCTION trim_deliveries, all_accounts, claim_unsent, mark_sent, hear")
    op.execute("DROP TABLE outbox, deliveries, inbox, conversations, accounts")
