"""Visits of many parts: segments, parties, prices with their lines, reminders to come."""

from alembic import op
from sqlalchemy import text

from bot.migrations.guard import protect, roles
from bot.migrations.parking import park, park_tables, parked, unpark, unpark_tables

revision = "0008_visits"
down_revision = "0007_rules"
branch_labels = None
depends_on = None

_TABLES = ("booking_segments", "planned_reminders")
_STATUSES = (
    "'pending_payment', 'awaiting_approval', 'confirmed', 'checked_in', 'completed',"
    " 'cancelled', 'no_show', 'expired'"
)
_FIRST = "'pending_payment', 'awaiting_approval', 'confirmed'"
_OLD = "'confirmed', 'cancelled', 'completed', 'no_show'"
_BOOKING = (
    "takes",
    "price",
    "policy_version",
    "party_id",
    "visit",
    "request_key",
    "sequence",
    "pay_until",
    "source",
)
_INSERTED = "takes, price, policy_version, party_id, visit, request_key, pay_until, source"
_CHANGED = "starts_at, ends_at, price_minor, takes, price, policy_version, sequence, pay_until"
_HISTORY = ("reason", "details")


def upgrade() -> None:
    """Take every booking apart into segments; bring back what a downgrade set aside."""
    _segments()
    _bookings()
    _history()
    _holds()
    _reminders()


def _segments() -> None:
    op.execute(
        """
        CREATE TABLE booking_segments (
          salon_id uuid NOT NULL,
          booking_id uuid NOT NULL,
          position smallint NOT NULL CHECK (position >= 0),
          service_id uuid NOT NULL,
          staff_id uuid NOT NULL,
          starts_at timestamptz NOT NULL,
          ends_at timestamptz NOT NULL,
          addons uuid[] NOT NULL DEFAULT '{}',
          resource_ids uuid[] NOT NULL DEFAULT '{}',
          class_id uuid,
          CHECK (starts_at < ends_at),
          PRIMARY KEY (salon_id, booking_id, position),
          FOREIGN KEY (salon_id, booking_id) REFERENCES bookings DEFERRABLE INITIALLY DEFERRED,
          FOREIGN KEY (salon_id, service_id) REFERENCES services,
          FOREIGN KEY (salon_id, staff_id) REFERENCES staff
        )
        """
    )
    op.execute("CREATE INDEX segments_of_staff ON booking_segments (salon_id, staff_id, starts_at)")
    protect("booking_segments")


def _bookings() -> None:
    # `takes` is the chair time a booking is owed while it occupies: [[kind, chair, from, to], ...]
    # in epoch minutes. The price with its lines, the version of the terms are those of its day.
    # That the salon is one follows from its customer; asking twice would lock its row for nothing.
    op.execute(
        f"""
        ALTER TABLE bookings
          ADD takes jsonb NOT NULL DEFAULT '[]',
          ADD price jsonb NOT NULL DEFAULT '{{}}',
          ADD policy_version integer NOT NULL DEFAULT 0,
          ADD party_id uuid,
          ADD visit smallint NOT NULL DEFAULT 0,
          ADD request_key text,
          ADD sequence integer NOT NULL DEFAULT 0,
          ADD pay_until timestamptz,
          ADD source text NOT NULL DEFAULT 'chat',
          DROP CONSTRAINT bookings_salon_id_fkey,
          DROP CONSTRAINT bookings_salon_id_hold_id_key,
          DROP CONSTRAINT bookings_status_check,
          ADD CONSTRAINT bookings_status_check CHECK (status IN ({_STATUSES})),
          ADD CONSTRAINT bookings_of_hold UNIQUE (salon_id, hold_id, visit),
          ADD CONSTRAINT bookings_of_request UNIQUE (salon_id, request_key, visit)
        """
    )
    unpark_tables("booking_segments")
    more = ", ".join(f"{column} = p.{column}" for column in _BOOKING)
    unpark(
        "bookings_more",
        f"UPDATE bookings b SET hold_id = p.hold_id, {more} FROM parked.bookings_more p"
        " WHERE (b.salon_id, b.booking_id) = (p.salon_id, p.booking_id)",
    )
    op.execute(
        """
        INSERT INTO booking_segments
          (salon_id, booking_id, position, service_id, staff_id, starts_at, ends_at)
          SELECT salon_id, booking_id, 0, service_id, staff_id, starts_at, ends_at FROM bookings b
            WHERE NOT EXISTS (SELECT FROM booking_segments s
              WHERE (s.salon_id, s.booking_id) = (b.salon_id, b.booking_id))
        """
    )
    op.execute(
        f"""
        UPDATE bookings SET
          takes = jsonb_build_array(jsonb_build_array('staff', staff_id, {_minute("starts_at")},
                                                      {_minute("ends_at")})),
          price = jsonb_build_object('engine', 0, 'currency', currency, 'total', price_minor,
                                     'lines', '[]'::jsonb)
          WHERE price = '{{}}'
        """
    )
    # A deferred key that waits for its check is in the way of the next change of the table.
    op.execute("SET CONSTRAINTS ALL IMMEDIATE")
    op.execute("SET CONSTRAINTS ALL DEFERRED")
    op.execute("ALTER TABLE bookings DROP service_id, DROP staff_id")
    app, _ = roles()
    op.execute(f"GRANT INSERT ({_INSERTED}) ON bookings TO {app}")
    op.execute(f"GRANT UPDATE ({_CHANGED}) ON bookings TO {app}")
    op.execute("CREATE INDEX bookings_of_customer ON bookings (salon_id, customer_id, starts_at)")
    op.execute("CREATE INDEX bookings_by_time ON bookings (salon_id, starts_at)")
    op.execute(
        "CREATE INDEX bookings_of_party ON bookings (salon_id, party_id) WHERE party_id IS NOT NULL"
    )
    op.execute(
        "CREATE INDEX bookings_unpaid ON bookings (pay_until) WHERE status = 'pending_payment'"
    )


def _minute(column: str) -> str:
    return f"(extract(epoch FROM {column}) / 60)::integer"


def _history() -> None:
    op.execute(
        f"""
        ALTER TABLE booking_history
          ADD reason text NOT NULL DEFAULT '',
          ADD details jsonb NOT NULL DEFAULT '{{}}',
          DROP CONSTRAINT booking_history_status_check,
          DROP CONSTRAINT booking_history_check,
          ADD CONSTRAINT booking_history_status_check CHECK (status IN ({_STATUSES})),
          ADD CONSTRAINT booking_history_first CHECK (seq > 1 OR status IN ({_FIRST}))
        """
    )
    if parked("history_more"):
        op.execute("ALTER TABLE booking_history DISABLE TRIGGER immutable")
        unpark(
            "history_more",
            "UPDATE booking_history h SET reason = p.reason, details = p.details"
            " FROM parked.history_more p WHERE (h.salon_id, h.booking_id, h.seq)"
            " = (p.salon_id, p.booking_id, p.seq)",
        )
        op.execute("SET CONSTRAINTS ALL IMMEDIATE")
        op.execute("SET CONSTRAINTS ALL DEFERRED")
        op.execute("ALTER TABLE booking_history ENABLE TRIGGER immutable")


def _holds() -> None:
    # What was promised is kept whole: the plan with its prices becomes the booking as it is. An
    # offer to somebody who waits is a hold as well, with a deadline of its own.
    op.execute(
        """
        ALTER TABLE holds
          ADD kind text NOT NULL DEFAULT 'chat' CHECK (kind IN ('chat', 'offer', 'api')),
          ADD plan jsonb,
          ADD policy_version integer NOT NULL DEFAULT 0
        """
    )
    op.execute(
        f"""
        UPDATE holds SET plan = jsonb_build_object(
          'start', {_minute("starts_at")}, 'end', {_minute("ends_at")}, 'total', price_minor,
          'visits', jsonb_build_array(jsonb_build_object(
            'start', {_minute("starts_at")}, 'end', {_minute("ends_at")}, 'total', price_minor,
            'segments', jsonb_build_array(jsonb_build_object(
              'service', service_id, 'staff', staff_id, 'start', {_minute("starts_at")},
              'end', {_minute("ends_at")}, 'addons', '[]'::jsonb, 'resources', '[]'::jsonb)),
            'takes', jsonb_build_array(jsonb_build_array(
              'staff', staff_id, {_minute("starts_at")}, {_minute("ends_at")})),
            'price', jsonb_build_object('engine', 0, 'currency', currency, 'total', price_minor,
                                        'lines', '[]'::jsonb))))
        """
    )
    unpark(
        "holds_more",
        "UPDATE holds h SET plan = p.plan, policy_version = p.policy_version"
        " FROM parked.holds_more p WHERE (h.salon_id, h.hold_id) = (p.salon_id, p.hold_id)",
    )
    op.execute("SET CONSTRAINTS ALL IMMEDIATE")
    op.execute("SET CONSTRAINTS ALL DEFERRED")
    op.execute("ALTER TABLE holds DROP service_id, DROP staff_id, ALTER plan SET NOT NULL")
    # Holds come and go: there is hardly ever one when Postgres counts them, so that the two unique
    # indexes seem the same to it, and it takes the newer. By the other it reads all of a salon's.
    op.execute("ALTER TABLE occupied DROP CONSTRAINT occupied_salon_id_hold_id_fkey")
    op.execute("ALTER TABLE holds DROP CONSTRAINT holds_pkey, ADD PRIMARY KEY (salon_id, hold_id)")
    op.execute(
        "ALTER TABLE occupied ADD FOREIGN KEY (salon_id, hold_id) REFERENCES holds"
        " ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED"
    )


def _reminders() -> None:
    # Planned with the booking, moved with it; what no longer is due is no longer here.
    op.execute(
        """
        CREATE TABLE planned_reminders (
          salon_id uuid NOT NULL,
          booking_id uuid NOT NULL,
          kind text NOT NULL,
          due_at timestamptz NOT NULL,
          PRIMARY KEY (salon_id, booking_id, kind),
          FOREIGN KEY (salon_id, booking_id) REFERENCES bookings
        )
        """
    )
    op.execute("CREATE INDEX reminders_due ON planned_reminders (due_at)")
    protect("planned_reminders")
    unpark_tables("planned_reminders")
    # The older version may have cancelled a visit meanwhile.
    op.execute(
        """
        DELETE FROM planned_reminders r USING bookings b
          WHERE (b.salon_id, b.booking_id) = (r.salon_id, r.booking_id) AND b.status = 'cancelled'
        """
    )


def downgrade() -> None:
    """Set aside what the older schema has no place for, leave each booking its first segment.

    Holds of several parts are given back: they last for minutes, the older version knows of none.
    """
    park_tables(*_TABLES)
    park(
        "bookings_more",
        f"SELECT salon_id, booking_id, hold_id, {', '.join(_BOOKING)} FROM bookings",
    )
    park(
        "history_more",
        "SELECT salon_id, booking_id, seq, reason, details FROM booking_history"
        " WHERE reason <> '' OR details <> '{}'",
    )
    _narrow_holds()
    _narrow_bookings()
    op.execute("DROP TABLE planned_reminders, booking_segments")


def _narrow_holds() -> None:
    op.execute(
        """
        DELETE FROM holds WHERE kind <> 'chat' OR jsonb_array_length(plan -> 'visits') > 1
          OR jsonb_array_length(plan #> '{visits,0,segments}') > 1
          OR jsonb_array_length(plan #> '{visits,0,takes}') > 1
          OR plan #>> '{visits,0,takes,0,0}' <> 'staff'
        """
    )
    park("holds_more", "SELECT salon_id, hold_id, plan, policy_version FROM holds")
    op.execute("ALTER TABLE holds ADD service_id uuid, ADD staff_id uuid")
    op.execute(
        """
        UPDATE holds SET
          service_id = (plan #>> '{visits,0,segments,0,service}')::uuid,
          staff_id = (plan #>> '{visits,0,segments,0,staff}')::uuid
        """
    )
    op.execute("SET CONSTRAINTS ALL IMMEDIATE")
    op.execute("SET CONSTRAINTS ALL DEFERRED")
    op.execute(
        """
        ALTER TABLE holds DROP kind, DROP plan, DROP policy_version,
          ALTER service_id SET NOT NULL, ALTER staff_id SET NOT NULL,
          ADD FOREIGN KEY (salon_id, service_id) REFERENCES services,
          ADD FOREIGN KEY (salon_id, staff_id) REFERENCES staff
        """
    )


def _narrow_bookings() -> None:
    # A party's hold stays with its first booking: the older schema knows one booking per hold.
    op.execute("ALTER TABLE bookings ADD service_id uuid, ADD staff_id uuid")
    op.execute(
        """
        UPDATE bookings b SET service_id = s.service_id, staff_id = s.staff_id,
               hold_id = CASE WHEN b.visit = 0 THEN b.hold_id END
          FROM booking_segments s
          WHERE (s.salon_id, s.booking_id, s.position) = (b.salon_id, b.booking_id, 0)
        """
    )
    op.execute("SET CONSTRAINTS ALL IMMEDIATE")
    op.execute("SET CONSTRAINTS ALL DEFERRED")
    op.execute("DROP INDEX bookings_of_customer, bookings_by_time")
    dropped = ", ".join(f"DROP {column}" for column in _BOOKING)
    op.execute(
        f"""
        ALTER TABLE bookings
          DROP CONSTRAINT bookings_of_hold, DROP CONSTRAINT bookings_of_request, {dropped},
          ALTER service_id SET NOT NULL, ALTER staff_id SET NOT NULL,
          ADD CONSTRAINT bookings_salon_id_hold_id_key UNIQUE (salon_id, hold_id),
          ADD FOREIGN KEY (salon_id) REFERENCES salons,
          ADD FOREIGN KEY (salon_id, service_id) REFERENCES services,
          ADD FOREIGN KEY (salon_id, staff_id) REFERENCES staff
        """
    )
    app, _ = roles()
    op.execute(f"GRANT INSERT (service_id, staff_id) ON bookings TO {app}")
    op.execute(f"REVOKE UPDATE ON bookings FROM {app}")
    op.execute("ALTER TABLE booking_history DROP reason, DROP details")
    _check_again("bookings", "bookings_status_check", f"status IN ({_OLD})")
    op.execute("ALTER TABLE booking_history DROP CONSTRAINT booking_history_first")
    _check_again("booking_history", "booking_history_status_check", f"status IN ({_OLD})")
    _check_again("booking_history", "booking_history_check", "seq > 1 OR status = 'confirmed'")


def _check_again(table: str, name: str, rule: str) -> None:
    # Rows that the older schema does not know stay as they are; it takes no new ones.
    op.execute(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}")
    op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({rule}) NOT VALID")
    strangers = f"SELECT EXISTS (SELECT FROM {table} WHERE NOT ({rule}))"
    if not op.get_bind().scalar(text(strangers)):
        op.execute(f"ALTER TABLE {table} VALIDATE CONSTRAINT {name}")
