"""Secret links to the calendars of stylists."""

from alembic import op

from bot.migrations.guard import protect
from bot.migrations.parking import park_tables, unpark_tables

revision = "0015_feeds"
down_revision = "0014_listings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the links; bring back what a downgrade set aside."""
    # One link per stylist: a new one takes the place of the old, which then leads nowhere. The
    # link itself is with whoever subscribed to it, nowhere else.
    op.execute(
        """
        CREATE TABLE staff_feeds (
          salon_id uuid NOT NULL,
          staff_id uuid NOT NULL,
          token_hash bytea NOT NULL,
          created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
          PRIMARY KEY (salon_id, staff_id),
          UNIQUE (salon_id, token_hash),
          FOREIGN KEY (salon_id, staff_id) REFERENCES staff
        )
        """
    )
    protect("staff_feeds")
    unpark_tables("staff_feeds")


def downgrade() -> None:
    """Set the links aside."""
    park_tables("staff_feeds")
    op.execute("DROP TABLE staff_feeds")
