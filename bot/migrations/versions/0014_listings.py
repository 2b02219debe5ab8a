"""What salons publish for the search across salons."""

revision = "0014_listings"
down_revision = "0013_api"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""


def downgrade() -> None:
    """Drop the tables."""
