"""The jobs: procrastinate's own schema for the pinned version, with a view operators can read."""

from alembic import op
from procrastinate.schema import SchemaManager

from bot.migrations.guard import roles

revision = "0001_jobs"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Run procrastinate's shipped schema, then let the runtime role use it."""
    # Its text holds '%' and ':' of its own: the driver must not look for parameters in it.
    op.get_bind().exec_driver_sql(SchemaManager.get_schema().replace("%", "%%"))
    app, read = roles()
    op.execute(
        "CREATE VIEW jobs WITH (security_invoker = true) AS SELECT id, task_name AS type,"
        " args AS payload, attempts, status::text, scheduled_at, queue_name AS queue"
        " FROM procrastinate_jobs"
    )
    for table in ("jobs", "events", "periodic_defers", "workers"):
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON procrastinate_{table} TO {app}")
        op.execute(f"GRANT SELECT ON procrastinate_{table} TO {read}")
    op.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {app}")
    op.execute(f"GRANT SELECT ON jobs TO {app}, {read}")


def downgrade() -> None:
    """Drop everything procrastinate made: its objects all carry its name."""
    op.execute("DROP VIEW jobs")
    op.execute(
        """
        DO $$
        DECLARE one record;
        BEGIN
          FOR one IN SELECT oid::regclass AS name FROM pg_class
                     WHERE relname LIKE 'procrastinate%' AND relkind = 'r' LOOP
            EXECUTE format('DROP TABLE %s CASCADE', one.name);
          END LOOP;
          FOR one IN SELECT oid::regprocedure AS name,
                            CASE prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END AS kind
                     FROM pg_proc WHERE proname LIKE 'procrastinate%' LOOP
            EXECUTE format('DROP %s %s CASCADE', one.kind, one.name);
          END LOOP;
          FOR one IN SELECT oid::regtype AS name FROM pg_type
                     WHERE typname LIKE 'procrastinate%' AND typtype IN ('e', 'c') LOOP
            EXECUTE format('DROP TYPE %s CASCADE', one.name);
          END LOOP;
        END $$
        """
    )
