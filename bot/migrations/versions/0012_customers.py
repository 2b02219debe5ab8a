"""Who a customer is across channels: sealed contacts found by keyed hash, notes, links."""

revision = "0012_customers"
down_revision = "0011_waitlist"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""


def downgrade() -> None:
    """Drop the tables."""
