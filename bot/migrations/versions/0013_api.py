"""Keys of programs, the answers that repeated requests get again."""

revision = "0013_api"
down_revision = "0012_customers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""


def downgrade() -> None:
    """Drop the tables."""
