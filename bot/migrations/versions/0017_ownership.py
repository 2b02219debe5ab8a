"""Who has a conversation: the bot, an operator, the salon's phone; what people write themselves."""

from alembic import op

from bot.migrations.guard import protect, roles
from bot.migrations.parking import park, park_tables, unpark, unpark_tables

revision = "0017_ownership"
down_revision = "0016_bursts"
branch_labels = None
depends_on = None

_STATUSES = ("queued", "sending", "sent", "failed", "unknown")

# One row per conversation that a person ever had; without one the bot has it, at version 0. Its
# version is what every taking, writing, handing back compares. `at` is since when, `spoke_at` when
# the person last acted, `told_at` up to when the customer knows what was done in the diary.
_OWNERSHIPS = """
CREATE TABLE ownerships (
  salon_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  version bigint NOT NULL,
  holder text NOT NULL CHECK (holder IN ('bot', 'operator', 'phone')),
  operator_id uuid,
  name text NOT NULL DEFAULT '',
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  spoke_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  told_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK ((holder = 'operator') = (operator_id IS NOT NULL)),
  PRIMARY KEY (salon_id, conversation_id),
  FOREIGN KEY (salon_id, conversation_id) REFERENCES conversations,
  FOREIGN KEY (salon_id, operator_id) REFERENCES operators
)
"""
# Every change of it, for ever: the transcript's lines between the messages. `revision` is the
# conversation's turn that wrote it, so that it also says who has read which message.
_HANDOVERS = """
CREATE TABLE handovers (
  salon_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  version bigint NOT NULL,
  revision bigint NOT NULL,
  holder text NOT NULL,
  operator_id uuid,
  name text NOT NULL,
  cause text NOT NULL CHECK (cause IN ('taken', 'wrote', 'handed_back', 'timer', 'customer')),
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (salon_id, conversation_id, version),
  FOREIGN KEY (salon_id, conversation_id) REFERENCES ownerships
)
"""
_QUICK_REPLIES = """
CREATE TABLE quick_replies (
  salon_id uuid NOT NULL REFERENCES salons,
  reply_id uuid NOT NULL,
  position integer NOT NULL,
  title text NOT NULL CHECK (title <> ''),
  text text NOT NULL CHECK (text <> ''),
  PRIMARY KEY (salon_id, reply_id)
)
"""
# As `0004_channels` wrote it, with room for what comes before the claim, for who may be claimed.
_CLAIM_UNSENT = """
        CREATE OR REPLACE FUNCTION claim_unsent(owner text, lease interval, most integer)
        RETURNS TABLE (salon uuid, message bigint)
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        BEGIN
          UPDATE outbox SET status = 'unknown', lease_owner = NULL, leased_until = NULL,
                 error = 'the sender stopped before it could tell'
            WHERE status = 'sending' AND leased_until < clock_timestamp();{dropped}
          RETURN QUERY
          WITH due AS MATERIALIZED (
              SELECT c.salon_id, c.outbox_id FROM outbox c
                WHERE c.status = 'queued' AND c.due_at <= clock_timestamp(){allowed}
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
# What the bot has still to say when a person has the conversation is never said.
_DROPPED = """
          UPDATE outbox o SET status = 'dropped', error = 'a person took over'
            FROM ownerships w
            WHERE o.status = 'queued' AND o.kind = 'bot' AND o.due_at <= clock_timestamp()
              AND w.salon_id = o.salon_id AND w.conversation_id = o.conversation_id
              AND w.holder <> 'bot';"""
_ALLOWED = """
                  AND (c.kind <> 'bot' OR NOT EXISTS (
                    SELECT FROM ownerships w
                      WHERE w.salon_id = c.salon_id AND w.conversation_id = c.conversation_id
                        AND w.holder <> 'bot'))"""


def upgrade() -> None:
    """Create who has what; let messages say whose they are; bring back what was set aside."""
    for name, statement in (
        ("ownerships", _OWNERSHIPS),
        ("handovers", _HANDOVERS),
        ("quick_replies", _QUICK_REPLIES),
    ):
        op.execute(statement)
        protect(name, "SELECT, INSERT" if name == "handovers" else "SELECT, INSERT, UPDATE, DELETE")
    op.execute("CREATE INDEX ownerships_held ON ownerships (spoke_at) WHERE holder <> 'bot'")
    _messages()
    op.execute(_CLAIM_UNSENT.format(dropped=_DROPPED, allowed=_ALLOWED))
    _under_way()
    _still_ours()
    _forgotten()
    unpark_tables("ownerships", "handovers", "quick_replies")
    unpark(
        "outbox_kinds",
        "UPDATE outbox o SET kind = p.kind, author = p.author, post = p.post, status = p.status"
        " FROM parked.outbox_kinds p"
        " WHERE (o.salon_id, o.outbox_id) = (p.salon_id, p.outbox_id)",
    )


def _messages() -> None:
    # Bot: what a turn says, silenced by a takeover. Notice: what the product says on a person's
    # word. Human: written by a person, `author` the operator if it was one. `post` is the form's
    # own number: sent twice it is stored once.
    op.execute(
        """
        ALTER TABLE outbox
          ADD kind text NOT NULL DEFAULT 'bot' CHECK (kind IN ('bot', 'notice', 'human')),
          ADD author uuid,
          ADD post text,
          DROP CONSTRAINT outbox_status_check,
          ADD CONSTRAINT outbox_status_check CHECK (
            status IN ('queued', 'sending', 'sent', 'failed', 'unknown', 'dropped'))
        """
    )
    op.execute(
        "CREATE UNIQUE INDEX outbox_post ON outbox (salon_id, conversation_id, post)"
        " WHERE post IS NOT NULL"
    )


def _under_way() -> None:
    # Whether a message of the bot is with a sender: until then a takeover is not done.
    op.execute(
        """
        CREATE FUNCTION bot_sends(salon uuid, talk uuid) RETURNS boolean
        LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM set_config('app.salon_id', salon::text, true);
          RETURN EXISTS (SELECT FROM outbox o WHERE o.salon_id = salon
            AND o.conversation_id = talk AND o.kind = 'bot' AND o.status = 'sending'
            AND o.leased_until > clock_timestamp());
        END $$
        """
    )


def _still_ours() -> None:
    # Asked by a sender that was held up between its lease and its send.
    op.execute(
        """
        CREATE FUNCTION still_leased(salon uuid, message bigint, owner text) RETURNS boolean
        LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM set_config('app.salon_id', salon::text, true);
          UPDATE outbox o SET leased_until = o.leased_until
            WHERE o.salon_id = salon AND o.outbox_id = message AND o.lease_owner = owner
              AND o.leased_until > clock_timestamp() + interval '1 second'
              AND (o.kind <> 'bot' OR NOT EXISTS (
                SELECT FROM ownerships w WHERE w.salon_id = salon
                  AND w.conversation_id = o.conversation_id AND w.holder <> 'bot'));
          RETURN FOUND;
        END $$
        """
    )


def _forgotten() -> None:
    # Conversations whose person has said nothing for so long; the version says of which takeover.
    app, _ = roles()
    op.execute(
        """
        CREATE FUNCTION forgotten_takeovers(silent interval, most integer)
        RETURNS TABLE (salon uuid, conversation uuid, version bigint)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
          SELECT w.salon_id, w.conversation_id, w.version FROM ownerships w
            WHERE w.holder <> 'bot' AND w.spoke_at < clock_timestamp() - silent
            ORDER BY w.spoke_at LIMIT most
        $$
        """
    )
    op.execute("REVOKE ALL ON FUNCTION forgotten_takeovers FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION forgotten_takeovers TO {app}")


def downgrade() -> None:
    """Set aside who had what, whose each message was; then take it out."""
    op.execute("DROP FUNCTION forgotten_takeovers, still_leased, bot_sends")
    op.execute(_CLAIM_UNSENT.format(dropped="", allowed=""))
    park(
        "outbox_kinds",
        "SELECT salon_id, outbox_id, kind, author, post, status FROM outbox"
        " WHERE kind <> 'bot' OR status = 'dropped'",
    )
    # Dropped is a word that the older code does not know; failed with its reason it does.
    op.execute("UPDATE outbox SET status = 'failed' WHERE status = 'dropped'")
    op.execute("DROP INDEX outbox_post")
    op.execute(
        f"""
        ALTER TABLE outbox DROP kind, DROP author, DROP post,
          DROP CONSTRAINT outbox_status_check,
          ADD CONSTRAINT outbox_status_check CHECK (status IN {_STATUSES})
        """
    )
    park_tables("ownerships", "handovers", "quick_replies")
    op.execute("DROP TABLE quick_replies, handovers, ownerships")
