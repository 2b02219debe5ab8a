"""What a downgrade may not lose: rows set aside in a schema of their own until the way up."""

from alembic import op
from sqlalchemy import text


def park(name: str, query: str) -> None:
    """Keep the rows of `query` under `name`; nothing is made where there is nothing to keep."""
    if not op.get_bind().scalar(text(f"SELECT EXISTS ({query})")):
        return
    op.execute("CREATE SCHEMA IF NOT EXISTS parked")
    op.execute(f"CREATE TABLE parked.{name} AS {query}")


def park_tables(*tables: str) -> None:
    """Keep all rows of the tables, which are about to be dropped."""
    for table in tables:
        park(table, f"SELECT * FROM {table}")  # noqa: S608 - a revision's own tables


def parked(name: str) -> bool:
    """Tell whether a downgrade left something under `name`."""
    return bool(op.get_bind().scalar(text("SELECT to_regclass(:name)"), {"name": f"parked.{name}"}))


def unpark(name: str, statement: str) -> None:
    """Run `statement`, which brings back what lies in `parked.<name>`; then that is gone."""
    if parked(name):
        op.execute(statement)
        op.execute(f"DROP TABLE parked.{name}")


def unpark_tables(*tables: str) -> None:
    """Bring the rows of whole tables back; columns are found by their names."""
    for table in tables:
        if not parked(table):
            continue
        columns = op.get_bind().scalar(
            text(
                "SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute"
                " WHERE attrelid = to_regclass(:name) AND attnum > 0 AND NOT attisdropped"
            ),
            {"name": f"parked.{table}"},
        )
        unpark(
            table,
            f"INSERT INTO {table} ({columns}) OVERRIDING SYSTEM VALUE"  # noqa: S608 - as above
            f" SELECT {columns} FROM parked.{table}",
        )
