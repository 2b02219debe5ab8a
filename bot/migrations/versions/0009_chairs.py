"""Chair time of all kinds: stylists, resources, seats; of holds, bookings, blocks, classes."""

from alembic import op

from bot.migrations.guard import protect
from bot.migrations.parking import park, park_tables, parked, unpark_tables

revision = "0009_chairs"
down_revision = "0008_visits"
branch_labels = None
depends_on = None

_TABLES = ("blocks", "class_sessions", "class_seats")


def upgrade() -> None:
    """Create what else takes chair time, then let the one constraint guard all of it."""
    _blocks()
    _classes()
    _occupied()
    _come_back()


def _blocks() -> None:
    # Time a stylist or a resource is not to be had: a dentist, a holiday, a repair.
    op.execute(
        """
        CREATE TABLE blocks (
          salon_id uuid NOT NULL REFERENCES salons,
          block_id uuid NOT NULL,
          staff_id uuid,
          resource_id uuid,
          starts_at timestamptz NOT NULL,
          ends_at timestamptz NOT NULL,
          reason text NOT NULL,
          actor text NOT NULL
            DEFAULT coalesce(nullif(current_setting('app.actor', true), ''), 'system'),
          created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
          removed_at timestamptz,
          CHECK (starts_at < ends_at),
          CHECK (num_nonnulls(staff_id, resource_id) = 1),
          PRIMARY KEY (salon_id, block_id),
          FOREIGN KEY (salon_id, staff_id) REFERENCES staff,
          FOREIGN KEY (salon_id, resource_id) REFERENCES resources
        )
        """
    )
    op.execute("CREATE INDEX blocks_by_time ON blocks (salon_id, starts_at)")
    protect("blocks", app="SELECT, INSERT, UPDATE (removed_at)")


def _classes() -> None:
    # A class takes its teacher's time as a whole; each seat is a chair of its own.
    op.execute(
        """
        CREATE TABLE class_sessions (
          salon_id uuid NOT NULL REFERENCES salons,
          class_id uuid NOT NULL,
          service_id uuid NOT NULL,
          staff_id uuid NOT NULL,
          resource_ids uuid[] NOT NULL DEFAULT '{}',
          starts_at timestamptz NOT NULL,
          ends_at timestamptz NOT NULL,
          takes jsonb NOT NULL,
          created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
          cancelled_at timestamptz,
          CHECK (starts_at < ends_at),
          PRIMARY KEY (salon_id, class_id),
          FOREIGN KEY (salon_id, service_id) REFERENCES services,
          FOREIGN KEY (salon_id, staff_id) REFERENCES staff
        )
        """
    )
    op.execute("CREATE INDEX classes_by_time ON class_sessions (salon_id, starts_at)")
    protect("class_sessions", app="SELECT, INSERT, UPDATE (cancelled_at)")
    op.execute(
        """
        CREATE TABLE class_seats (
          salon_id uuid NOT NULL,
          seat_id uuid NOT NULL,
          class_id uuid NOT NULL,
          number smallint NOT NULL CHECK (number > 0),
          PRIMARY KEY (salon_id, seat_id),
          UNIQUE (salon_id, class_id, number),
          FOREIGN KEY (salon_id, class_id) REFERENCES class_sessions
        )
        """
    )
    protect("class_seats", app="SELECT, INSERT")


def _occupied() -> None:
    # That the salon is one follows from whose chair it is.
    op.execute(
        """
        ALTER TABLE occupied
          DROP CONSTRAINT occupied_salon_id_fkey,
          DROP CONSTRAINT one_at_a_time,
          DROP CONSTRAINT occupied_check,
          ALTER staff_id DROP NOT NULL,
          ADD resource_id uuid,
          ADD seat_id uuid,
          ADD chair uuid GENERATED ALWAYS AS (coalesce(staff_id, resource_id, seat_id)) STORED,
          ADD visit smallint NOT NULL DEFAULT 0,
          ADD block_id uuid,
          ADD class_id uuid,
          ADD CONSTRAINT one_chair CHECK (num_nonnulls(staff_id, resource_id, seat_id) = 1),
          ADD CONSTRAINT one_owner
            CHECK (num_nonnulls(hold_id, booking_id, block_id, class_id) = 1),
          ADD CONSTRAINT one_at_a_time EXCLUDE USING gist
            (salon_id WITH =, chair WITH =, during WITH &&),
          ADD FOREIGN KEY (salon_id, resource_id) REFERENCES resources,
          ADD FOREIGN KEY (salon_id, seat_id) REFERENCES class_seats
            DEFERRABLE INITIALLY DEFERRED,
          ADD FOREIGN KEY (salon_id, block_id) REFERENCES blocks DEFERRABLE INITIALLY DEFERRED,
          ADD FOREIGN KEY (salon_id, class_id) REFERENCES class_sessions
            DEFERRABLE INITIALLY DEFERRED
        """
    )
    for owner in ("block_id", "class_id", "seat_id"):
        op.execute(
            f"CREATE INDEX occupied_by_{owner} ON occupied (salon_id, {owner})"
            f" WHERE {owner} IS NOT NULL"
        )


def _come_back() -> None:
    """Bring back what a downgrade set aside; the constraint judges it like anything else."""
    if not any(parked(name) for name in (*_TABLES, "occupied_before")):
        return
    unpark_tables(*_TABLES)
    op.execute("DROP TABLE IF EXISTS parked.occupied_before")
    op.execute("DELETE FROM occupied WHERE booking_id IS NOT NULL")
    op.execute("SET CONSTRAINTS ALL IMMEDIATE")
    op.execute("SET CONSTRAINTS ALL DEFERRED")
    _occupy("booking_id, visit", "bookings", "status NOT IN ('cancelled', 'expired')")
    _occupy("class_id", "class_sessions", "cancelled_at IS NULL")
    op.execute(
        """
        INSERT INTO occupied (salon_id, staff_id, resource_id, block_id, during)
          SELECT salon_id, staff_id, resource_id, block_id, tstzrange(starts_at, ends_at)
            FROM blocks WHERE removed_at IS NULL ON CONFLICT DO NOTHING
        """
    )
    # What the older version booked stands: it knew of no block.
    op.execute(
        """
        UPDATE blocks b SET removed_at = clock_timestamp()
          WHERE removed_at IS NULL AND NOT EXISTS (SELECT FROM occupied o
            WHERE (o.salon_id, o.block_id) = (b.salon_id, b.block_id))
        """
    )


def _occupy(owner: str, table: str, when: str) -> None:
    op.execute(
        f"""
        INSERT INTO occupied (salon_id, {owner}, staff_id, resource_id, seat_id, during)
          SELECT salon_id, {owner},
                 CASE t ->> 0 WHEN 'staff' THEN (t ->> 1)::uuid END,
                 CASE t ->> 0 WHEN 'resource' THEN (t ->> 1)::uuid END,
                 CASE t ->> 0 WHEN 'seat' THEN (t ->> 1)::uuid END,
                 tstzrange(to_timestamp((t ->> 2)::bigint * 60),
                           to_timestamp((t ->> 3)::bigint * 60))
            FROM {table}, jsonb_array_elements(takes) t WHERE {when} ON CONFLICT DO NOTHING
        """
    )


def downgrade() -> None:
    """Leave in the diary what the older schema can say, set the rest aside."""
    park_tables(*_TABLES)
    # Says on the way up that the diary was cut: it is then filled anew from what owns it.
    park("occupied_before", "SELECT 1 AS cut FROM occupied")
    op.execute("DELETE FROM occupied WHERE staff_id IS NULL OR block_id IS NOT NULL")
    op.execute("DELETE FROM occupied WHERE class_id IS NOT NULL")
    op.execute("SET CONSTRAINTS ALL IMMEDIATE")
    op.execute("SET CONSTRAINTS ALL DEFERRED")
    op.execute(
        """
        ALTER TABLE occupied
          DROP CONSTRAINT one_at_a_time, DROP CONSTRAINT one_owner, DROP CONSTRAINT one_chair,
          DROP chair, DROP resource_id, DROP seat_id, DROP visit, DROP block_id, DROP class_id,
          ALTER staff_id SET NOT NULL,
          ADD CONSTRAINT occupied_check CHECK (num_nonnulls(hold_id, booking_id) = 1),
          ADD FOREIGN KEY (salon_id) REFERENCES salons,
          ADD CONSTRAINT one_at_a_time EXCLUDE USING gist
            (salon_id WITH =, staff_id WITH =, during WITH &&)
        """
    )
    op.execute("DROP TABLE class_seats, class_sessions, blocks")
