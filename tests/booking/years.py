"""Years of a salon's diary, written in a few statements: all that the desk would have written."""

from dataclasses import replace
from uuid import UUID, uuid5

import psycopg

from booking.catalogue import Catalogue
from booking.seed import SALON_ID
from foundation.ids import CustomerId, StaffId
from tests.booking.studio import ANA, CUT, studio

_EACH = 2
"""How many bookings a customer has."""

_NAMES = ("Ana", "Bea", "Cem", "Dua", "Eli")

# Twenty a day, half of the days before `now`: what is over was completed, missed or cancelled.
_PLAN = """
CREATE TEMPORARY TABLE plan AS
SELECT gen_random_uuid() AS booking, k, start, start + 45 AS ending,
       (%(staff)s::uuid[])[k %% 5 + 1] AS staff,
       (%(people)s::uuid[])[k %% cardinality(%(people)s::uuid[]) + 1] AS person,
       CASE WHEN k %% 10 = 0 THEN 'cancelled'
            WHEN start + 45 > %(now)s THEN 'confirmed'
            WHEN k %% 10 = 1 THEN 'no_show' ELSE 'completed' END AS status
  FROM (SELECT k, (%(now)s / 1440 + k / 20 - %(many)s / 40) * 1440 + 540 + k / 5 %% 4 * 60 AS start
          FROM generate_series(0, %(many)s - 1) AS k) AS each
"""
_FILLED = (
    "planned_reminders",
    "occupied",
    "booking_history",
    "booking_segments",
    "bookings",
    "customers",
)
_WRITTEN = (
    """
    INSERT INTO customers (salon_id, customer_id)
      SELECT %(salon)s, unnest(%(people)s::uuid[]) ON CONFLICT DO NOTHING
    """,
    """
    INSERT INTO bookings (salon_id, booking_id, customer_id, starts_at, ends_at, price_minor,
                          currency, status, version, takes, price, policy_version, source)
      SELECT %(salon)s, booking, person, to_timestamp(start * 60), to_timestamp(ending * 60), 4000,
             'EUR', status, 1 + (status <> 'confirmed')::integer,
             jsonb_build_array(jsonb_build_array('staff', staff, start, ending)),
             '{"engine": 1, "currency": "EUR", "total": 4000, "lines":
               [{"kind": "service", "what": "cut", "minor": 4000}]}', 1, 'api'
        FROM plan
    """,
    # Every seventh has two parts.
    """
    INSERT INTO booking_segments (salon_id, booking_id, position, service_id, staff_id, starts_at,
                                  ends_at)
      SELECT %(salon)s, booking, part, %(cut)s, staff,
             to_timestamp((start + CASE part WHEN 1 THEN 20 ELSE 0 END) * 60),
             to_timestamp((CASE WHEN part = 0 AND k %% 7 = 0 THEN start + 20 ELSE ending END) * 60)
        FROM plan, generate_series(0, (k %% 7 = 0)::integer) AS part
    """,
    """
    INSERT INTO booking_history (salon_id, booking_id, seq, status, cause)
      SELECT %(salon)s, booking, 1, 'confirmed', 'api' FROM plan
      UNION ALL
      SELECT %(salon)s, booking, 2, status, status FROM plan WHERE status <> 'confirmed'
    """,
    """
    INSERT INTO occupied (salon_id, booking_id, staff_id, during)
      SELECT %(salon)s, booking, staff,
             tstzrange(to_timestamp(start * 60), to_timestamp(ending * 60))
        FROM plan WHERE status <> 'cancelled'
    """,
    """
    INSERT INTO planned_reminders (salon_id, booking_id, kind, due_at)
      SELECT %(salon)s, booking, 'visit', to_timestamp((start - 1440) * 60)
        FROM plan WHERE status = 'confirmed'
    """,
)


def salon() -> Catalogue:
    """Describe a salon of five who all do the same."""
    staff = tuple(
        replace(ANA, id=StaffId(uuid5(SALON_ID, f"years {name}")), name=name) for name in _NAMES
    )
    return replace(studio(), staff=staff)


def person(number: int) -> CustomerId:
    """Give one of the customers."""
    return CustomerId(uuid5(SALON_ID, f"years customer {number}"))


def load(admin: psycopg.Connection, salon: Catalogue, now: int, many: int) -> None:
    """Write `many` bookings around `now` (epoch minutes) in place of all others, then ANALYZE.

    Triggers rest meanwhile; what must hold of a diary is for the test to say.
    """
    staff: list[UUID] = [one.id for one in salon.staff]
    values = {
        "salon": salon.salon_id,
        "staff": staff,
        "people": [person(number) for number in range(many // _EACH)],
        "cut": CUT.id,
        "now": now,
        "many": many,
    }
    with admin.transaction():
        admin.execute("SET LOCAL session_replication_role = replica")
        for table in _FILLED:
            admin.execute(f"DELETE FROM {table}".encode())  # noqa: S608 - of the tuple above
        admin.execute(_PLAN, values)
        for statement in _WRITTEN:
            admin.execute(statement.encode(), values)
        admin.execute("DROP TABLE plan")
    admin.execute("ANALYZE")
