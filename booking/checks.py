"""What must always hold of the diary."""

from foundation.invariants import Invariant

# Ids are unique across salons, so a join without the salon finds a parent that is another's.
_PARENTS = (
    ("shifts", "staff", "staff_id"),
    ("breaks", "staff", "staff_id"),
    ("staff_days", "staff", "staff_id"),
    ("skills", "staff", "staff_id"),
    ("skills", "services", "service_id"),
    ("bookings", "customers", "customer_id"),
    ("booking_segments", "bookings", "booking_id"),
    ("booking_segments", "staff", "staff_id"),
    ("booking_segments", "services", "service_id"),
    ("booking_segments", "class_sessions", "class_id"),
    ("booking_history", "bookings", "booking_id"),
    ("planned_reminders", "bookings", "booking_id"),
    ("blocks", "staff", "staff_id"),
    ("blocks", "resources", "resource_id"),
    ("class_sessions", "staff", "staff_id"),
    ("class_sessions", "services", "service_id"),
    ("class_seats", "class_sessions", "class_id"),
    ("occupied", "staff", "staff_id"),
    ("occupied", "resources", "resource_id"),
    ("occupied", "class_seats", "seat_id"),
    ("occupied", "holds", "hold_id"),
    ("occupied", "bookings", "booking_id"),
    ("occupied", "blocks", "block_id"),
    ("occupied", "class_sessions", "class_id"),
)

# What each owner of chair time is owed: (salon, owner, kind, chair, during).
_OWED = """
  SELECT b.salon_id, b.booking_id AS owner, t FROM bookings b, jsonb_array_elements(b.takes) t
    WHERE occupies(b.status)
  UNION ALL
  SELECT c.salon_id, c.class_id, t FROM class_sessions c, jsonb_array_elements(c.takes) t
    WHERE c.cancelled_at IS NULL
  UNION ALL
  SELECT k.salon_id, k.block_id,
         jsonb_build_array(CASE WHEN k.staff_id IS NULL THEN 'resource' ELSE 'staff' END,
                           coalesce(k.staff_id, k.resource_id),
                           ceil(extract(epoch FROM k.starts_at) / 60),
                           ceil(extract(epoch FROM k.ends_at) / 60))
    FROM blocks k WHERE k.removed_at IS NULL
"""
_OCCUPIED = """
  SELECT o.salon_id, coalesce(o.booking_id, o.class_id, o.block_id) AS owner,
         CASE WHEN o.staff_id IS NOT NULL THEN 'staff' WHEN o.seat_id IS NOT NULL THEN 'seat'
              ELSE 'resource' END AS kind,
         o.chair::text AS chair, o.during
    FROM occupied o WHERE o.hold_id IS NULL
"""
_OWED_ROWS = f"""
  SELECT salon_id, owner, t ->> 0 AS kind, t ->> 1 AS chair,
         tstzrange(to_timestamp((t ->> 2)::bigint * 60), to_timestamp((t ->> 3)::bigint * 60))
           AS during
    FROM ({_OWED}) owed
"""  # noqa: S608 - constants


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
        SELECT a.chair || ' ' || a.during || ' ' || b.during
          FROM occupied a JOIN occupied b ON b.salon_id = a.salon_id AND b.chair = a.chair
            AND b.occupied_id > a.occupied_id AND b.during && a.during
        """,
    ),
    Invariant(
        "bookings, classes, blocks have exactly the chair time they are owed",
        f"""
        SELECT owner::text || ' ' || kind || ' ' || chair
          FROM (({_OWED_ROWS}) EXCEPT ALL ({_OCCUPIED})) missing
        UNION ALL
        SELECT owner::text || ' ' || kind || ' ' || chair
          FROM (({_OCCUPIED}) EXCEPT ALL ({_OWED_ROWS})) too_much
        """,  # noqa: S608 - constants
    ),
    Invariant(
        "a hold has all the chair time it promises, or has lapsed",
        """
        SELECT h.hold_id::text
          FROM holds h WHERE h.expires_at > clock_timestamp()
            AND (SELECT count(*) FROM occupied o
                   WHERE o.salon_id = h.salon_id AND o.hold_id = h.hold_id)
             <> (SELECT sum(jsonb_array_length(visit -> 'takes'))
                   FROM jsonb_array_elements(h.plan -> 'visits') visit)
        """,
    ),
    Invariant(
        "a booking begins with its first segment, ends with its last, has at least one",
        """
        SELECT b.booking_id::text FROM bookings b
          LEFT JOIN (SELECT salon_id, booking_id, min(starts_at) AS starts_at,
                            max(ends_at) AS ends_at
                       FROM booking_segments GROUP BY salon_id, booking_id) s
            USING (salon_id, booking_id)
          WHERE (b.starts_at, b.ends_at) IS DISTINCT FROM (s.starts_at, s.ends_at)
        """,
    ),
    Invariant(
        "a booking's price is its snapshot's total",
        """
        SELECT booking_id::text FROM bookings
          WHERE ((price ->> 'total')::bigint, price ->> 'currency')
                IS DISTINCT FROM (price_minor, currency)
        """,
    ),
    Invariant(
        "a party is whole: everybody who comes along has a booking",
        """
        SELECT party_id::text FROM bookings WHERE party_id IS NOT NULL
          GROUP BY salon_id, party_id
          HAVING count(*) < 2 OR count(*) <> max(visit) + 1
              OR NOT bool_or(booking_id = party_id)
        """,
    ),
    Invariant(
        "nothing unpaid blocks for more than a minute past its deadline",
        """
        SELECT booking_id::text FROM bookings
          WHERE status = 'pending_payment'
            AND (pay_until IS NULL OR pay_until < clock_timestamp() - interval '1 minute')
        """,
    ),
    Invariant(
        "reminders are planned for visits that are to come about only",
        """
        SELECT r.booking_id::text FROM planned_reminders r
          JOIN bookings b USING (salon_id, booking_id)
          WHERE NOT occupies(b.status) OR r.due_at >= b.starts_at
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
          WHERE h.expires_at <= clock_timestamp() AND busy.chair = o.chair
            AND tstzrange(to_timestamp(busy.begins * 60), to_timestamp(busy.ends * 60)) = o.during
        """,
    ),
    Invariant(
        "no customer's hold lasts longer than ten minutes from now",
        """
        SELECT hold_id::text FROM holds
          WHERE kind = 'chat' AND expires_at > clock_timestamp() + interval '10 minutes'
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
