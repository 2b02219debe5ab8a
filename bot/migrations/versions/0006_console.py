"""The console's tables: operators, their sessions; how often somebody tried to sign in."""

from alembic import op

from bot.migrations.guard import protect, roles

revision = "0006_console"
down_revision = "0005_dialog"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the operators' tables, then the functions that count attempts to sign in."""
    op.execute(
        """
        CREATE TABLE operators (
          salon_id uuid NOT NULL REFERENCES salons,
          operator_id uuid NOT NULL,
          login text NOT NULL,
          name text NOT NULL,
          password_hash text NOT NULL,
          created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
          PRIMARY KEY (salon_id, operator_id),
          UNIQUE (salon_id, login)
        )
        """
    )
    protect("operators")
    # The token itself is in the operator's cookie alone.
    op.execute(
        """
        CREATE TABLE operator_sessions (
          salon_id uuid NOT NULL,
          token_hash bytea NOT NULL,
          operator_id uuid NOT NULL,
          created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
          seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
          PRIMARY KEY (salon_id, token_hash),
          FOREIGN KEY (salon_id, operator_id) REFERENCES operators ON DELETE CASCADE
        )
        """
    )
    op.execute("CREATE INDEX operator_sessions_of ON operator_sessions (salon_id, operator_id)")
    protect("operator_sessions")
    _attempts()


def _attempts() -> None:
    # Before a login is known to exist there is no salon: keyed hashes only, through functions only.
    app, read = roles()
    op.execute(
        """
        CREATE TABLE login_attempts (
          attempt_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          at timestamptz NOT NULL DEFAULT clock_timestamp(),
          address_hash bytea NOT NULL,
          login_hash bytea NOT NULL
        )
        """
    )
    op.execute("CREATE INDEX login_attempts_address ON login_attempts (address_hash, at)")
    op.execute("CREATE INDEX login_attempts_login ON login_attempts (login_hash, at)")
    op.execute("CREATE INDEX login_attempts_at ON login_attempts (at)")
    op.execute(f"GRANT SELECT ON login_attempts TO {read}")
    # An attempt counts from its beginning, so that many at once cannot slip through together;
    # a success takes its own row back. The locks are taken in one order: address, then login.
    op.execute(
        """
        CREATE FUNCTION login_begins(address bytea, login bytea) RETURNS bigint
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE began bigint;
        BEGIN
          PERFORM pg_advisory_xact_lock(1, hashtext(encode(address, 'hex')));
          PERFORM pg_advisory_xact_lock(2, hashtext(encode(login, 'hex')));
          DELETE FROM login_attempts WHERE at < clock_timestamp() - interval '15 minutes';
          IF (SELECT count(*) FROM login_attempts WHERE address_hash = address
                AND at > clock_timestamp() - interval '5 minutes') >= 5
             OR (SELECT count(*) FROM login_attempts WHERE login_hash = login) >= 10 THEN
            RETURN NULL;
          END IF;
          INSERT INTO login_attempts (address_hash, login_hash) VALUES (address, login)
            RETURNING attempt_id INTO began;
          RETURN began;
        END $$
        """
    )
    op.execute(
        """
        CREATE FUNCTION login_succeeds(attempt bigint) RETURNS void
        LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS
        $$ DELETE FROM login_attempts WHERE attempt_id = attempt $$
        """
    )
    for function in ("login_begins(bytea, bytea)", "login_succeeds(bigint)"):
        op.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION {function} TO {app}")


def downgrade() -> None:
    """Drop the functions, then the console's tables."""
    op.execute("DROP FUNCTION login_succeeds, login_begins")
    op.execute("DROP TABLE login_attempts, operator_sessions, operators")
