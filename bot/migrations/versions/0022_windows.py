"""What a provider lets us write to whom: approved templates, when the customer wrote last."""

from alembic import op

from bot.migrations.guard import protect
from bot.migrations.parking import park, park_tables, unpark, unpark_tables

revision = "0022_windows"
down_revision = "0021_choices"
branch_labels = None
depends_on = None

_APPROVALS = """
CREATE TABLE template_approvals (
  salon_id uuid NOT NULL,
  account_id uuid NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  language text NOT NULL CHECK (language <> ''),
  status text NOT NULL
    CHECK (status IN ('approved', 'pending', 'rejected', 'paused', 'differs')),
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (salon_id, account_id, name, language),
  FOREIGN KEY (salon_id, account_id) REFERENCES accounts
)
"""
# Milliseconds, 0 or less once it is closed. A webhook may be days late: what its provider says of
# when the customer wrote counts, where `sequence` is a time (since 1973, in ms) and not in future.
_WINDOW_LEFT = """
CREATE FUNCTION window_left(salon uuid, talk uuid, length interval) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE heard timestamptz;
BEGIN
  PERFORM set_config('app.salon_id', salon::text, true);
  SELECT max(CASE WHEN i.sequence BETWEEN 100000000000 AND 100000000000000
               THEN least(i.received_at, to_timestamp(i.sequence / 1000.0))
               ELSE i.received_at END) INTO heard
    FROM inbox i
    WHERE i.salon_id = salon AND i.conversation_id = talk
      AND i.received_at > clock_timestamp() - length
      AND i.kind NOT IN ('blocked', 'unblocked');
  RETURN coalesce(floor(extract(epoch FROM heard + length - clock_timestamp()) * 1000), 0);
END $$
"""


def upgrade() -> None:
    """Create what is known of templates, what became of messages said by one."""
    op.execute(_APPROVALS)
    protect("template_approvals")
    op.execute("ALTER TABLE outbox ADD said_as text")
    op.execute(_WINDOW_LEFT)
    unpark_tables("template_approvals")
    unpark(
        "outbox_said_as",
        "UPDATE outbox o SET said_as = p.said_as FROM parked.outbox_said_as p"
        " WHERE (o.salon_id, o.outbox_id) = (p.salon_id, p.outbox_id)",
    )


def downgrade() -> None:
    """Set both aside."""
    op.execute("DROP FUNCTION window_left")
    park(
        "outbox_said_as",
        "SELECT salon_id, outbox_id, said_as FROM outbox WHERE said_as IS NOT NULL",
    )
    op.execute("ALTER TABLE outbox DROP said_as")
    park_tables("template_approvals")
    op.execute("DROP TABLE template_approvals")
