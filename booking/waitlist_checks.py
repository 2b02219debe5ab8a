"""What must always hold of those who wait."""

from foundation.invariants import Invariant

INVARIANTS = (
    Invariant(
        "no time is offered to two who wait",
        """
        SELECT a.offer_id::text || ' ' || b.offer_id
          FROM waitlist_offers a JOIN waitlist_offers b
            ON b.salon_id = a.salon_id AND b.staff_id = a.staff_id AND b.offer_id > a.offer_id
            AND tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)
          JOIN holds h ON (h.salon_id, h.hold_id) = (a.salon_id, a.hold_id)
          JOIN holds k ON (k.salon_id, k.hold_id) = (b.salon_id, b.hold_id)
          WHERE a.status = 'open' AND b.status = 'open'
            AND least(h.expires_at, k.expires_at) > clock_timestamp()
        """,
    ),
    Invariant(
        "who has an open offer is marked so, nobody else is",
        """
        SELECT w.entry_id::text || ' ' || w.status FROM waitlist w
          WHERE (w.status = 'offered') <> EXISTS (
            SELECT FROM waitlist_offers o
              WHERE (o.salon_id, o.entry_id) = (w.salon_id, w.entry_id) AND o.status = 'open')
        """,
    ),
    Invariant(
        "who was booked from the waitlist accepted an offer whose hold became a booking",
        """
        SELECT w.entry_id::text FROM waitlist w
          WHERE w.status = 'booked' AND NOT EXISTS (
            SELECT FROM waitlist_offers o
              JOIN bookings b ON (b.salon_id, b.hold_id) = (o.salon_id, o.hold_id)
              WHERE (o.salon_id, o.entry_id) = (w.salon_id, w.entry_id)
                AND o.status = 'accepted')
        """,
    ),
    # A lapsed hold stays for a day.
    Invariant(
        "an open offer has its hold",
        """
        SELECT o.offer_id::text FROM waitlist_offers o
          WHERE o.status = 'open' AND o.created_at > clock_timestamp() - interval '1 day'
            AND NOT EXISTS (
              SELECT FROM holds h WHERE (h.salon_id, h.hold_id) = (o.salon_id, o.hold_id))
        """,
    ),
    Invariant(
        "an offer's hold is an offer's",
        """
        SELECT o.offer_id::text FROM waitlist_offers o
          JOIN holds h ON (h.salon_id, h.hold_id) = (o.salon_id, o.hold_id)
          WHERE h.kind <> 'offer' OR h.holder <> o.offer_id
        """,
    ),
)
