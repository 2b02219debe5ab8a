"""Row-level security for a tenant's table, said once for all revisions."""

from alembic import context, op

# Without a tenant this raises instead of finding nothing: a forgotten binding is a mistake.
_OWN = "salon_id = current_setting('app.salon_id')::uuid"


def roles() -> tuple[str, str]:
    """Give the names of the app role, then the read role, quoted for SQL."""
    attributes = context.config.attributes
    return f'"{attributes["app_role"]}"', f'"{attributes["read_role"]}"'


def protect(table: str, app: str = "SELECT, INSERT, UPDATE, DELETE") -> None:
    """Bind `table` to its salon: forced policies, `app` as the runtime role's privileges.

    The owner's policy serves migrations and the SECURITY DEFINER claims of the drains.
    """
    app_role, read_role = roles()
    for statement in (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY tenant ON {table} TO {app_role} USING ({_OWN}) WITH CHECK ({_OWN})",
        f"CREATE POLICY owner ON {table} TO CURRENT_USER USING (true) WITH CHECK (true)",
        f"CREATE POLICY read ON {table} FOR SELECT TO {read_role} USING (true)",
        f"GRANT {app} ON {table} TO {app_role}",
        f"GRANT SELECT ON {table} TO {read_role}",
    ):
        op.execute(statement)
