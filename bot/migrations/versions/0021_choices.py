"""Which salon of a shared account a customer has chosen: the one directory entry that moves."""

from alembic import op

from bot.migrations.guard import roles

revision = "0021_choices"
down_revision = "0020_consent"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let a choice be written over; every other entry of the directory stays where it is."""
    app, _ = roles()
    op.execute(
        """
        CREATE FUNCTION directory_choose(hash bytea, salon uuid) RETURNS void
        LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
          INSERT INTO directory VALUES ('choice', hash, salon)
          ON CONFLICT (kind, key_hash) DO UPDATE SET salon_id = EXCLUDED.salon_id
        $$
        """
    )
    op.execute("REVOKE ALL ON FUNCTION directory_choose(bytea, uuid) FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION directory_choose(bytea, uuid) TO {app}")


def downgrade() -> None:
    """Forget how to choose; what was chosen stays written."""
    op.execute("DROP FUNCTION directory_choose")
