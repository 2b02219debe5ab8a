"""What must always hold of the diary."""

from foundation.invariants import Invariant

# Ids are unique across salons, so a join without the salon finds a parent that is another's.
_PARENTS = (
    ("shifts", "staff", "staff_id"),
    ("skills", "staff", "staff_id"),
    ("skills", "services", "service_id"),
    ("holds", "staff", "staff_id"),
    ("holds", "services", "service_id"),
    ("bookings", "staff", "staff_id"),
    ("bookings", "services", "service_id"),
    ("bookings", "customers", "customer_id"),
    ("booking_history", "bookings", "booking_id"),
    ("occupied", "staff", "staff_id"),
    ("occupied", "holds", "hold_id"),
    ("occupied", "bookings", "booking_id"),
)


def _strangers(child: str, parent: str, key: str) -> str:
    return (
        f"SELECT '{child} ' || c.{key} FROM {child} c"  # noqa: S608 - names of this file
        f" WHERE c.{key} IS NOT NULL AND NOT EXISTS ("
        f"SELECT FROM {parent} p WHERE p.salon_id = c.salon_id AND p.{key} = c.{key})"
    )


INVARIANTS = (
    Invariant(
        "no chair is taken twice at one time",
        """
        SELECT a.staff_id || ' ' || a.during || ' ' || b.during
          FROM occupied a JOIN occupied b ON b.salon_id = a.salon_id AND b.staff_id = a.staff_id
            AND b.occupied_id > a.occupied_id AND b.during && a.during
        """,
    ),
    Invariant(
        "chair time is that of its hold or its booking",
        """
        SELECT coalesce(o.hold_id, o.booking_id)::text
          FROM occupied o
          LEFT JOIN (
            SELECT salon_id, hold_id AS id, staff_id, starts_at, ends_at FROM holds
            UNION ALL
            SELECT salon_id, booking_id, staff_id, starts_at, ends_at FROM bookings
          ) owner ON owner.salon_id = o.salon_id AND owner.id = coalesce(o.hold_id, o.booking_id)
          WHERE num_nonnulls(o.hold_id, o.booking_id) <> 1 OR owner.id IS NULL
             OR owner.staff_id <> o.staff_id
             OR tstzrange(owner.starts_at, owner.ends_at) <> o.during
        """,
    ),
    Invariant(
        "every booking that occupies has its chair time, no other has any",
        """
        SELECT b.booking_id::text || ' ' || b.status FROM bookings b
          WHERE occupies(b.status) <> EXISTS (
            SELECT FROM occupied o WHERE o.salon_id = b.salon_id AND o.booking_id = b.booking_id)
        """,
    ),
    Invariant(
        "a booking's status is the last row of its history, which has no gaps",
        """
        SELECT b.booking_id::text || ' ' || b.status
          FROM bookings b LEFT JOIN (
            SELECT salon_id, booking_id, count(*) AS rows, max(seq) AS seq,
                   (array_agg(status ORDER BY seq DESC))[1] AS status
              FROM booking_history GROUP BY salon_id, booking_id
          ) last USING (salon_id, booking_id)
          WHERE (b.status, b.version, b.version::bigint)
                IS DISTINCT FROM (last.status, last.seq, last.rows)
        """,
    ),
    Invariant(
        "no lapsed hold is in anybody's way",
        """
        SELECT h.hold_id::text
          FROM holds h JOIN occupied o ON o.salon_id = h.salon_id AND o.hold_id = h.hold_id
          CROSS JOIN LATERAL busy_between(h.salon_id, h.starts_at, h.ends_at, NULL) busy
          WHERE h.expires_at <= clock_timestamp() AND busy.chair = o.staff_id
        """,
    ),
    Invariant(
        "no hold lasts longer than ten minutes from now",
        """
        SELECT hold_id::text FROM holds
          WHERE expires_at > clock_timestamp() + interval '10 minutes'
        """,
    ),
    Invariant(
        "no hold that became a booking is left",
        """
        SELECT h.hold_id::text FROM holds h
          JOIN bookings b ON b.salon_id = h.salon_id AND b.hold_id = h.hold_id
        """,
    ),
    Invariant(
        "whatever belongs to something belongs to the same salon",
        " UNION ALL ".join(_strangers(*each) for each in _PARENTS),
    ),
)
