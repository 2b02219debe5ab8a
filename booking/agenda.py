"""What goes into calendars: a customer's booking as a file, a stylist's time as a feed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, text

from booking import customers, ics
from booking.ics import Entry, Seat, State
from foundation.crypto import Vault
from foundation.db import Tx
from foundation.errors import Refused
from foundation.ids import BookingId, CustomerId, StaffId

BEFORE, AFTER = timedelta(days=30), timedelta(days=180)
"""How much of the diary a feed shows."""

_STATES = {
    "pending_payment": State.TENTATIVE,
    "awaiting_approval": State.TENTATIVE,
    "cancelled": State.CANCELLED,
    "expired": State.CANCELLED,
}
_BOOKING = text(
    """
    SELECT b.booking_id, b.customer_id, b.starts_at, b.ends_at, b.status, b.sequence,
           s.name, s.language, f.address, f.phone,
      (SELECT json_agg(json_build_array(v.key, v.names, w.name) ORDER BY g.position)
         FROM booking_segments g
         JOIN services v ON v.salon_id = g.salon_id AND v.service_id = g.service_id
         JOIN staff w ON w.salon_id = g.salon_id AND w.staff_id = g.staff_id
         WHERE g.salon_id = b.salon_id AND g.booking_id = b.booking_id) AS parts
      FROM bookings b JOIN salons s ON s.salon_id = b.salon_id
        JOIN salon_facts f ON f.salon_id = b.salon_id
      WHERE b.salon_id = :salon AND b.booking_id = :booking
    """
)
_STYLIST = text(
    """
    SELECT w.name AS stylist, s.name AS salon, s.zone, s.language, f.address
      FROM staff w JOIN salons s ON s.salon_id = w.salon_id
        JOIN salon_facts f ON f.salon_id = w.salon_id
      WHERE w.salon_id = :salon AND w.staff_id = :staff
    """
)
_SEGMENTS = text(
    """
    SELECT g.booking_id, g.position, g.starts_at, g.ends_at, b.sequence, b.status, b.customer_id,
           h.at, v.key, v.names,
      (SELECT json_agg(json_build_array(a.key, a.names) ORDER BY array_position(g.addons,
                                                                                a.service_id))
         FROM services a WHERE a.salon_id = g.salon_id AND a.service_id = ANY (g.addons)) AS addons
      FROM booking_segments g
        JOIN bookings b ON b.salon_id = g.salon_id AND b.booking_id = g.booking_id
        JOIN booking_history h ON h.salon_id = b.salon_id AND h.booking_id = b.booking_id
          AND h.seq = b.version
        JOIN services v ON v.salon_id = g.salon_id AND v.service_id = g.service_id
      WHERE g.salon_id = :salon AND g.staff_id = :staff AND g.class_id IS NULL
        AND g.starts_at >= :since AND g.starts_at < :until AND occupies(b.status)
      ORDER BY g.starts_at, g.booking_id
    """
)
_CLASSES = text(
    """
    SELECT c.class_id, c.starts_at, c.ends_at, c.created_at, v.key, v.names,
      (SELECT count(*) FROM class_seats e
         WHERE e.salon_id = c.salon_id AND e.class_id = c.class_id) AS seats,
      (SELECT count(DISTINCT g.booking_id) FROM booking_segments g
         JOIN bookings b ON b.salon_id = g.salon_id AND b.booking_id = g.booking_id
         WHERE g.salon_id = c.salon_id AND g.staff_id = c.staff_id AND g.class_id = c.class_id
           AND g.starts_at = c.starts_at AND occupies(b.status)) AS sold
      FROM class_sessions c
        JOIN services v ON v.salon_id = c.salon_id AND v.service_id = c.service_id
      WHERE c.salon_id = :salon AND c.staff_id = :staff AND c.cancelled_at IS NULL
        AND c.starts_at >= :since AND c.starts_at < :until
      ORDER BY c.starts_at
    """
)
_BLOCKS = text(
    """
    SELECT block_id, starts_at, ends_at, created_at, reason FROM blocks
      WHERE salon_id = :salon AND staff_id = :staff AND removed_at IS NULL
        AND ends_at > :since AND starts_at < :until
      ORDER BY starts_at
    """
)


@dataclass(frozen=True, slots=True)
class Agenda:
    """A stylist's time as a feed shows it, under the name that subscribers see."""

    name: str
    zone: str
    entries: tuple[Entry, ...]

    def file(self) -> bytes:
        """Write the calendar; half a second for a thousand entries, so not on the event loop."""
        return ics.feed(self.name, self.zone, self.entries)


async def booking_ics(
    tx: Tx,
    vault: Vault,
    booking_id: BookingId,
    *,
    now: datetime,
    locale: str = "",
    organizer: str = "",
) -> bytes:
    """Write a booking as a calendar file in the customer's language, or in `locale`.

    With an `organizer`, a mail address that takes replies, it is an invitation to the customer's
    own address: a REQUEST, once cancelled a CANCEL with a higher SEQUENCE. Without one it is a
    file to add. Raises Refused("no_such_booking"), Refused("no_email") of a customer.
    """
    found = await tx.execute(_BOOKING, {"salon": tx.salon_id, "booking": booking_id})
    row = found.one_or_none()
    if row is None:
        raise Refused("no_such_booking", booking_id=booking_id)
    person = await customers.read(tx, vault, CustomerId(row.customer_id))
    entry = _visit(row, now, locale or person.language or row.language)
    if not organizer:
        return ics.publication(entry)
    if not person.email:
        raise Refused("no_email")
    return ics.invitation(entry, Seat(organizer, row.name), Seat(person.email, person.name))


async def agenda(tx: Tx, vault: Vault, staff_id: StaffId, *, now: datetime) -> Agenda | None:
    """Read a stylist's time from 30 days before `now` to 180 after; None without such a stylist.

    Customers go by their first name: whoever has the link sees it.
    """
    stylist = (await tx.execute(_STYLIST, {"salon": tx.salon_id, "staff": staff_id})).one_or_none()
    if stylist is None:
        return None
    asked = {"salon": tx.salon_id, "staff": staff_id, "since": now - BEFORE, "until": now + AFTER}
    segments = (await tx.execute(_SEGMENTS, asked)).all()
    classes = (await tx.execute(_CLASSES, asked)).all()
    blocks = (await tx.execute(_BLOCKS, asked)).all()
    names = await _first_names(tx, vault, {CustomerId(one.customer_id) for one in segments})
    entries = [
        *(_segment(one, stylist, names.get(one.customer_id, "")) for one in segments),
        *(_class(one, stylist) for one in classes),
        *(_block(one) for one in blocks),
    ]
    entries.sort(key=lambda one: (one.start, one.uid))
    return Agenda(f"{stylist.stylist}, {stylist.salon}", stylist.zone, tuple(entries))


async def _first_names(tx: Tx, vault: Vault, wanted: set[CustomerId]) -> Mapping[CustomerId, str]:
    sealed = await customers.names(tx, wanted)
    opened = {one: vault.open(name, tx.salon_id.bytes).split() for one, name in sealed.items()}
    return {one: words[0] for one, words in opened.items() if words}


def _visit(row: Row[Any], now: datetime, locale: str) -> Entry:
    services = " + ".join(_named(key, names, locale) for key, names, _ in row.parts)
    stylists = ", ".join(dict.fromkeys(name for *_, name in row.parts))
    return Entry(
        uid=str(row.booking_id),
        sequence=row.sequence,
        stamp=now,
        start=row.starts_at,
        end=row.ends_at,
        summary=f"{row.name}: {services} ({stylists})",
        location=f"{row.name}, {row.address}",
        description=row.phone,
        state=_STATES.get(row.status, State.CONFIRMED),
    )


def _segment(row: Row[Any], stylist: Row[Any], name: str) -> Entry:
    parts: Sequence[tuple[str, Mapping[str, str]]] = ((row.key, row.names), *(row.addons or ()))
    services = " + ".join(_named(key, names, stylist.language) for key, names in parts)
    return Entry(
        uid=f"{row.booking_id}-{row.position}",
        sequence=row.sequence,
        stamp=row.at,
        start=row.starts_at,
        end=row.ends_at,
        summary=f"{services}, {name}" if name else services,
        location=stylist.address,
        state=_STATES.get(row.status, State.CONFIRMED),
    )


def _class(row: Row[Any], stylist: Row[Any]) -> Entry:
    return Entry(
        uid=str(row.class_id),
        sequence=0,
        stamp=row.created_at,
        start=row.starts_at,
        end=row.ends_at,
        summary=f"{_named(row.key, row.names, stylist.language)} ({row.sold}/{row.seats})",
        location=stylist.address,
    )


def _block(row: Row[Any]) -> Entry:
    return Entry(
        uid=str(row.block_id),
        sequence=0,
        stamp=row.created_at,
        start=row.starts_at,
        end=row.ends_at,
        summary=row.reason,
    )


def _named(key: str, names: Mapping[str, str], locale: str) -> str:
    return names.get(locale) or names.get("en") or key
