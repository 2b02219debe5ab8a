"""What a real salon's week is: breaks, holidays, buffers, gaps, resources, prices, policies."""

from alembic import op

from bot.migrations.guard import protect
from bot.migrations.parking import park, park_tables, unpark, unpark_tables

revision = "0007_rules"
down_revision = "0006_console"
branch_labels = None
depends_on = None

_TABLES = ("breaks", "staff_days", "salon_days", "resources", "policies")
_SERVICE = (
    "kind",
    "work",
    "buffer_before",
    "buffer_after",
    "needs",
    "hours",
    "grid",
    "addons",
    "seats",
    "approval",
    "deposit",
)
_COLUMNS = {
    "salon_facts": (("salon_id",), ("notice", "horizon")),
    "services": (("salon_id", "service_id"), _SERVICE),
    "skills": (("salon_id", "staff_id", "service_id"), ("minutes", "price_minor")),
}


def upgrade() -> None:
    """Create the tables, widen the catalogue's; bring back what a downgrade set aside."""
    _days()
    _services()
    _resources()
    _policies()
    for table in _TABLES:
        op.execute(
            f"CREATE TRIGGER in_catalogue AFTER INSERT OR UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION catalogue_changed()"
        )
    unpark_tables(*_TABLES)
    for table, (keys, columns) in _COLUMNS.items():
        same = " AND ".join(f"p.{key} = t.{key}" for key in keys)
        new = ", ".join(f"{column} = p.{column}" for column in columns)
        unpark(
            f"{table}_more",
            f"UPDATE {table} t SET {new} FROM parked.{table}_more p WHERE {same}",
        )


def _days() -> None:
    op.execute(
        """
        ALTER TABLE salon_facts
          ADD notice integer NOT NULL DEFAULT 0 CHECK (notice BETWEEN 0 AND 525600),
          ADD horizon smallint NOT NULL DEFAULT 400 CHECK (horizon BETWEEN 1 AND 1500)
        """
    )
    op.execute(
        """
        CREATE TABLE breaks (
          salon_id uuid NOT NULL,
          staff_id uuid NOT NULL,
          weekday smallint NOT NULL CHECK (weekday BETWEEN 0 AND 6),
          begins smallint NOT NULL CHECK (begins BETWEEN 0 AND 2879),
          ends smallint NOT NULL CHECK (ends > begins AND ends <= 2880),
          PRIMARY KEY (salon_id, staff_id, weekday, begins),
          FOREIGN KEY (salon_id, staff_id) REFERENCES staff
        )
        """
    )
    # [[from, to], ...] in minutes after midnight; [] for a day off.
    op.execute(
        """
        CREATE TABLE salon_days (
          salon_id uuid NOT NULL REFERENCES salons,
          day date NOT NULL,
          hours jsonb NOT NULL,
          note text NOT NULL DEFAULT '',
          PRIMARY KEY (salon_id, day)
        )
        """
    )
    op.execute(
        """
        CREATE TABLE staff_days (
          salon_id uuid NOT NULL,
          staff_id uuid NOT NULL,
          day date NOT NULL,
          hours jsonb NOT NULL,
          note text NOT NULL DEFAULT '',
          PRIMARY KEY (salon_id, staff_id, day),
          FOREIGN KEY (salon_id, staff_id) REFERENCES staff
        )
        """
    )
    for table in ("breaks", "salon_days", "staff_days"):
        protect(table)


def _services() -> None:
    op.execute(
        """
        ALTER TABLE services
          ADD kind text NOT NULL DEFAULT 'service' CHECK (kind IN ('service', 'addon')),
          ADD work jsonb NOT NULL DEFAULT '[]',
          ADD buffer_before smallint NOT NULL DEFAULT 0 CHECK (buffer_before BETWEEN 0 AND 480),
          ADD buffer_after smallint NOT NULL DEFAULT 0 CHECK (buffer_after BETWEEN 0 AND 480),
          ADD needs text[] NOT NULL DEFAULT '{}',
          ADD hours jsonb,
          ADD grid smallint CHECK (grid BETWEEN 5 AND 60 AND 60 % grid = 0),
          ADD addons uuid[] NOT NULL DEFAULT '{}',
          ADD seats smallint NOT NULL DEFAULT 0 CHECK (seats BETWEEN 0 AND 500),
          ADD approval boolean NOT NULL DEFAULT false,
          ADD deposit jsonb
        """
    )
    op.execute(
        """
        ALTER TABLE skills
          ADD minutes smallint CHECK (minutes BETWEEN 1 AND 1440),
          ADD price_minor bigint CHECK (price_minor >= 0)
        """
    )


def _resources() -> None:
    # Never deleted: bookings name them. What is gone is no longer active.
    op.execute(
        """
        CREATE TABLE resources (
          salon_id uuid NOT NULL REFERENCES salons,
          resource_id uuid NOT NULL,
          kind text NOT NULL,
          name text NOT NULL,
          position smallint NOT NULL,
          active boolean NOT NULL DEFAULT true,
          PRIMARY KEY (salon_id, resource_id)
        )
        """
    )
    protect("resources", app="SELECT, INSERT, UPDATE")


def _policies() -> None:
    # A booking keeps the version of its day: versions are added, never changed.
    op.execute(
        """
        CREATE TABLE policies (
          salon_id uuid NOT NULL REFERENCES salons,
          version integer NOT NULL CHECK (version > 0),
          body jsonb NOT NULL,
          created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
          PRIMARY KEY (salon_id, version)
        )
        """
    )
    protect("policies", app="SELECT, INSERT")
    op.execute(
        "CREATE TRIGGER immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON policies"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"
    )


def downgrade() -> None:
    """Set aside what the older schema has no place for, then take it out."""
    park_tables(*_TABLES)
    for table, (keys, columns) in _COLUMNS.items():
        park(f"{table}_more", f"SELECT {', '.join(keys + columns)} FROM {table}")
        for column in columns:
            op.execute(f"ALTER TABLE {table} DROP {column}")
    op.execute("DROP TABLE policies, resources, staff_days, salon_days, breaks")
