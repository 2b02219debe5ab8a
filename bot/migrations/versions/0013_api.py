"""Keys of programs, the answers that repeated requests get again."""

from alembic import op

from bot.migrations.guard import protect, roles
from bot.migrations.parking import park_tables, unpark_tables

revision = "0013_api"
down_revision = "0012_customers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables with the functions that use a key, that forget old answers."""
    op.execute(
        """
        CREATE TABLE api_keys (
          salon_id uuid NOT NULL REFERENCES salons,
          key_id uuid NOT NULL,
          name text NOT NULL,
          scopes text[] NOT NULL CHECK (cardinality(scopes) > 0),
          token_hash bytea NOT NULL,
          created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
          last_used_at timestamptz,
          revoked_at timestamptz,
          PRIMARY KEY (salon_id, key_id),
          UNIQUE (salon_id, token_hash)
        )
        """
    )
    protect("api_keys", app="SELECT, INSERT, UPDATE")
    _requests()
    for statement in (_USE_API_KEY, _TRIM_REQUESTS):
        op.execute(statement)
    app, _ = roles()
    for function in ("trim_requests(interval, integer)",):
        op.execute(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC")
        op.execute(f"GRANT EXECUTE ON FUNCTION {function} TO {app}")
    unpark_tables("api_keys", "api_requests")


def _requests() -> None:
    # The row is there before what the request does, so that its twin waits for it; the answer is
    # sealed: it may say who a customer is.
    op.execute(
        """
        CREATE TABLE api_requests (
          salon_id uuid NOT NULL,
          key_id uuid NOT NULL,
          request_key text NOT NULL,
          fingerprint bytea NOT NULL,
          status smallint,
          headers jsonb,
          body bytea,
          created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
          PRIMARY KEY (salon_id, key_id, request_key),
          FOREIGN KEY (salon_id, key_id) REFERENCES api_keys
        )
        """
    )
    op.execute("CREATE INDEX api_requests_at ON api_requests (created_at)")
    protect("api_requests", app="SELECT, INSERT, UPDATE")


# Sets the tenant itself: it runs before any unit of work, on a connection that many share, which
# is why it steps around a row that somebody is just changing. Once a minute is often enough.
_USE_API_KEY = """
CREATE FUNCTION use_api_key(salon uuid, hash bytea)
RETURNS TABLE (known uuid, called text, may text[]) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.salon_id', salon::text, true);
  UPDATE api_keys k SET last_used_at = clock_timestamp()
    FROM (SELECT a.key_id FROM api_keys a
            WHERE a.salon_id = salon AND a.token_hash = hash AND a.revoked_at IS NULL
              AND (a.last_used_at IS NULL
                   OR a.last_used_at < clock_timestamp() - interval '1 minute')
            FOR NO KEY UPDATE SKIP LOCKED) due
    WHERE k.salon_id = salon AND k.key_id = due.key_id;
  RETURN QUERY SELECT k.key_id, k.name, k.scopes FROM api_keys k
    WHERE k.salon_id = salon AND k.token_hash = hash AND k.revoked_at IS NULL;
END $$
"""

# With the owner's rights, because it is for all salons.
_TRIM_REQUESTS = """
CREATE FUNCTION trim_requests(older interval, most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE gone integer;
BEGIN
  WITH old AS MATERIALIZED (
      SELECT salon_id, key_id, request_key FROM api_requests
        WHERE created_at < clock_timestamp() - older
        ORDER BY created_at LIMIT most FOR UPDATE SKIP LOCKED
    )
    DELETE FROM api_requests r USING old
      WHERE (r.salon_id, r.key_id, r.request_key)
          = (old.salon_id, old.key_id, old.request_key);
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$
"""


def downgrade() -> None:
    """Set the keys aside with what was answered to them, then drop the tables."""
    park_tables("api_keys", "api_requests")
    op.execute("DROP FUNCTION trim_requests, use_api_key")
    op.execute("DROP TABLE api_requests, api_keys")
