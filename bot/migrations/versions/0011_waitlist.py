"""Who waits for a time to become free, what they were offered."""

revision = "0011_waitlist"
down_revision = "0010_moves"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""


def downgrade() -> None:
    """Drop the tables."""
