"""What salons tell of themselves in their own sentences."""

from alembic import op

from bot.migrations.parking import park, unpark

revision = "0018_facts"
down_revision = "0017_ownership"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for the sentences; bring back what a downgrade set aside."""
    # {topic: {language: sentence}}; the row's trigger grows the catalogue's revision with it.
    op.execute(
        """
        ALTER TABLE salon_facts
          ADD facts jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(facts) = 'object')
        """
    )
    unpark(
        "salon_facts_told",
        "UPDATE salon_facts t SET facts = p.facts FROM parked.salon_facts_told p"
        " WHERE p.salon_id = t.salon_id",
    )


def downgrade() -> None:
    """Set the sentences aside, then take them out."""
    park("salon_facts_told", "SELECT salon_id, facts FROM salon_facts WHERE facts <> '{}'")
    op.execute("ALTER TABLE salon_facts DROP facts")
