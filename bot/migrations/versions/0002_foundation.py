"""The floor's tables: salons, the directory that finds them, the journal, refusals at doors."""

from alembic import op

from bot.migrations.guard import protect, roles

revision = "0002_foundation"
down_revision = "0001_jobs"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the floor's tables."""
    _salons()
    _directory()
    _journal()
    _door_events()


def _salons() -> None:
    op.execute(
        """
        CREATE TABLE salons (
          salon_id uuid PRIMARY KEY,
          slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
          name text NOT NULL,
          zone text NOT NULL,
          currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
          language text NOT NULL,
          created_at timestamptz NOT NULL DEFAULT clock_timestamp()
        )
        """
    )
    protect("salons", app="SELECT, INSERT, UPDATE")


def _directory() -> None:
    # No secrets and no tenant: what finds the salon before one is bound. By key only.
    app, read = roles()
    op.execute(
        """
        CREATE TABLE directory (
          kind text NOT NULL,
          key_hash bytea NOT NULL,
          salon_id uuid NOT NULL REFERENCES salons,
          PRIMARY KEY (kind, key_hash)
        )
        """
    )
    op.execute(f"GRANT SELECT ON directory TO {read}")
    op.execute(
        """
        CREATE FUNCTION directory_find(wanted text, hash bytea) RETURNS uuid
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
        $$ SELECT salon_id FROM directory WHERE kind = wanted AND key_hash = hash $$
        """
    )
    op.execute(
        """
        CREATE FUNCTION directory_enter(wanted text, hash bytea, salon uuid) RETURNS boolean
        LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
          INSERT INTO directory VALUES (wanted, hash, salon)
          ON CONFLICT (kind, key_hash) DO UPDATE SET salon_id = directory.salon_id
          RETURNING salon_id = salon
        $$
        """
    )
    for function in ("directory_find(text, bytea)", "directory_enter(text, bytea, uuid)"):
        op.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION {function} TO {app}")


def _journal() -> None:
    op.execute(
        """
        CREATE TABLE journal (
          salon_id uuid NOT NULL REFERENCES salons,
          journal_id bigint GENERATED ALWAYS AS IDENTITY,
          at timestamptz NOT NULL DEFAULT clock_timestamp(),
          fact text NOT NULL,
          subject text NOT NULL,
          actor text NOT NULL
            DEFAULT coalesce(nullif(current_setting('app.actor', true), ''), 'system'),
          request_id text NOT NULL DEFAULT coalesce(current_setting('app.request_id', true), ''),
          details jsonb NOT NULL DEFAULT '{}',
          PRIMARY KEY (salon_id, journal_id)
        )
        """
    )
    protect("journal", app="SELECT, INSERT")
    op.execute(
        """
        CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION '% is history: rows are added, never changed or removed', TG_TABLE_NAME
            USING ERRCODE = 'insufficient_privilege';
        END $$
        """
    )
    op.execute(
        "CREATE TRIGGER immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON journal"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"
    )


def _door_events() -> None:
    # What came without a salon: unknown accounts, bad signatures. Facts about a door, no content.
    app, read = roles()
    op.execute(
        """
        CREATE TABLE door_events (
          door_event_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          at timestamptz NOT NULL DEFAULT clock_timestamp(),
          kind text NOT NULL,
          reason text NOT NULL,
          request_id text NOT NULL DEFAULT ''
        )
        """
    )
    op.execute(f"GRANT INSERT ON door_events TO {app}")
    op.execute(f"GRANT SELECT ON door_events TO {read}")


def downgrade() -> None:
    """Drop the floor's tables."""
    op.execute("DROP TABLE door_events, journal, directory, salons CASCADE")
    op.execute("DROP FUNCTION refuse_rewriting, directory_enter, directory_find")
