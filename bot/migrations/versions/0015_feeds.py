"""Secret links to the calendars of stylists."""

revision = "0015_feeds"
down_revision = "0014_listings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""


def downgrade() -> None:
    """Drop the tables."""
