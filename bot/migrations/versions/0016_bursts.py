"""Messages wait for quiet until a stored moment; a turn that fails is tried less often."""

from types import ModuleType

from alembic import context, op

from bot.migrations.guard import roles
from bot.migrations.parking import park, unpark

revision = "0016_bursts"
down_revision = "0015_feeds"
branch_labels = None
depends_on = None

# Until `answer_after` a message waits for more of its kind: for quiet, yet not longer than
# `longest` since the first unanswered one; longer where turns have failed. All by the database's
# clock, since any process may be the one to answer. Taps come with no `quiet`: they are due at
# once. An older process that still runs calls it without the last two values.
_HEAR = """
CREATE FUNCTION hear(
  salon uuid, account uuid, new_conversation uuid, hashed bytea, sealed_address bytea,
  tongue text, provider text, seq bigint, what text, content bytea,
  raw_hash bytea, raw bytea, quiet interval DEFAULT '0', longest interval DEFAULT '0'
) RETURNS TABLE (
  conversation uuid, revision bigint, customer uuid, language text, fresh boolean,
  catalogue bigint,
  ids bigint[], kinds text[], bodies bytea[], wait integer
)
LANGUAGE plpgsql AS $$
DECLARE talk conversations%ROWTYPE; due timestamptz := clock_timestamp();
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
  IF quiet > '0' THEN
    SELECT greatest(least(due + quiet, coalesce(min(i.received_at), due) + longest),
                    max(i.answer_after) FILTER (WHERE i.tries > 1))
      INTO due FROM inbox i
      WHERE i.salon_id = salon AND i.conversation_id = talk.conversation_id
        AND i.answered_revision IS NULL;
  END IF;
  INSERT INTO inbox (salon_id, account_id, conversation_id, provider_id, sequence, kind, body,
                     answer_after)
    VALUES (salon, account, talk.conversation_id, provider, seq, what, content, due)
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
         array_agg(i.body ORDER BY i.sequence, i.inbox_id),
         wait_until(CASE WHEN fresh THEN due ELSE max(i.answer_after) END)
    INTO ids, kinds, bodies, wait FROM inbox i
    WHERE i.salon_id = salon AND i.conversation_id = talk.conversation_id
      AND i.answered_revision IS NULL;
  RETURN NEXT;
END $$
"""

# Milliseconds, rounded up: whoever has waited them finds that the moment has come.
_WAIT_UNTIL = """
CREATE FUNCTION wait_until(due timestamptz) RETURNS integer LANGUAGE sql AS
$$ SELECT greatest(0, ceil(extract(epoch FROM due - clock_timestamp()) * 1000))::integer $$
"""

# What whoever has waited looks at: where the conversation stands, what of it is unanswered, how
# long to wait still because a later message has moved the moment.
_GATHER = """
CREATE FUNCTION gather(salon uuid, talk uuid) RETURNS TABLE (
  revision bigint, customer uuid, language text, catalogue bigint,
  ids bigint[], kinds text[], bodies bytea[], wait integer
)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.salon_id', salon::text, true);
  RETURN QUERY
  SELECT c.revision, c.customer_id, c.language, f.revision, due.ids, due.kinds, due.bodies,
         due.wait
    FROM conversations c JOIN salon_facts f ON f.salon_id = c.salon_id
    CROSS JOIN LATERAL (
      SELECT array_agg(i.inbox_id ORDER BY i.sequence, i.inbox_id) AS ids,
             array_agg(i.kind ORDER BY i.sequence, i.inbox_id) AS kinds,
             array_agg(i.body ORDER BY i.sequence, i.inbox_id) AS bodies,
             wait_until(max(i.answer_after)) AS wait
        FROM inbox i
        WHERE i.salon_id = salon AND i.conversation_id = talk AND i.answered_revision IS NULL) due
    WHERE c.salon_id = salon AND c.conversation_id = talk;
END $$
"""

# The net: what nobody answered `grace` after its moment. A claim is a try, counted before it is
# made, since what is wrong with a message may be that it kills whoever reads it; `waits[n]` is how
# long nobody tries again after the n-th. `unanswered`, which counted nothing, stays for the older
# processes of an upgrade under way.
_CLAIM_UNANSWERED = """
CREATE FUNCTION claim_unanswered(grace interval, waits interval[], most integer)
RETURNS TABLE (salon uuid, conversation uuid, tried integer)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH late AS MATERIALIZED (
      SELECT i.salon_id, i.inbox_id FROM inbox i
        WHERE i.answered_revision IS NULL AND i.answer_after < clock_timestamp() - grace
          AND NOT EXISTS (
            SELECT FROM inbox o
              WHERE o.salon_id = i.salon_id AND o.conversation_id = i.conversation_id
                AND o.answered_revision IS NULL
                AND o.answer_after >= clock_timestamp() - grace)
        ORDER BY i.answer_after LIMIT most FOR UPDATE SKIP LOCKED
    ), claimed AS (
      UPDATE inbox i SET tries = i.tries + 1,
             answer_after = clock_timestamp() + waits[least(i.tries + 1, cardinality(waits))]
        FROM late WHERE (i.salon_id, i.inbox_id) = (late.salon_id, late.inbox_id)
        RETURNING i.salon_id, i.conversation_id, i.tries
    )
    SELECT c.salon_id, c.conversation_id, max(c.tries) FROM claimed c GROUP BY 1, 2
$$
"""


def upgrade() -> None:
    """Store when a message is due, how often it was tried; what was parked comes back."""
    # A default that is one value for all rows there are rewrites no table.
    op.execute(
        """
        ALTER TABLE inbox
          ADD answer_after timestamptz NOT NULL DEFAULT now(),
          ADD tries integer NOT NULL DEFAULT 0,
          ADD given_up text
        """
    )
    op.execute("ALTER TABLE inbox ALTER answer_after SET DEFAULT clock_timestamp()")
    unpark(
        "inbox_tried",
        "UPDATE inbox i SET (tries, given_up) = (p.tries, p.given_up) FROM parked.inbox_tried p"
        " WHERE (i.salon_id, i.inbox_id) = (p.salon_id, p.inbox_id)",
    )
    op.execute("DROP FUNCTION hear")
    for statement in (_WAIT_UNTIL, _HEAR, _GATHER, _CLAIM_UNANSWERED):
        op.execute(statement)
    app, _ = roles()
    op.execute("REVOKE ALL ON FUNCTION claim_unanswered FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION claim_unanswered TO {app}")


def downgrade() -> None:
    """Set aside what was tried, given up; bring the older `hear` back."""
    park("inbox_tried", "SELECT salon_id, inbox_id, tries, given_up FROM inbox WHERE tries > 0")
    op.execute("DROP FUNCTION claim_unanswered, gather, hear, wait_until")
    op.execute("ALTER TABLE inbox DROP given_up, DROP tries, DROP answer_after")
    older: ModuleType = context.script.get_revision("0004_channels").module
    op.execute(older._HEAR)  # noqa: SLF001 - a revision's own statement, word for word
