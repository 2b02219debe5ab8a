"""What the diary says to those who only read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import text

from booking.calendar import Span, epoch_minute, midnight, moment
from booking.catalogue import Catalogue
from booking.ranking import Slot
from booking.slots import starts
from foundation.db import Calls, Tx
from foundation.ids import BookingId, ConversationId, SalonId, ServiceId, StaffId
from foundation.money import Money

_BUSY = "SELECT chair, begins, ends FROM busy_between(%b, %b, %b, %b)"
_DAY = timedelta(days=1)
_VIEW = text(
    """
    SELECT b.status, b.starts_at, b.ends_at, b.price_minor, b.currency, s.zone,
      (SELECT json_agg(json_build_array(v.names, v.key, w.name) ORDER BY g.position)
         FROM booking_segments g
         JOIN services v ON (v.salon_id, v.service_id) = (g.salon_id, g.service_id)
         JOIN staff w ON (w.salon_id, w.staff_id) = (g.salon_id, g.staff_id)
         WHERE (g.salon_id, g.booking_id) = (b.salon_id, b.booking_id)) AS parts
    FROM bookings b JOIN salons s ON s.salon_id = b.salon_id
    WHERE b.salon_id = :salon AND b.booking_id = :booking
    """
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A wish for chair time: whose, for what, on which local days; nothing before `now`.

    What `holder` holds already counts as free: it is theirs to move.
    """

    service_id: ServiceId
    staff_ids: Sequence[StaffId]
    first: date
    last: date
    now: datetime
    holder: ConversationId | None = None


async def free(calls: Calls, catalogue: Catalogue, search: Search) -> list[Slot]:
    """Give every free slot, sorted by start, stylists in the order asked; one round trip.

    Inside a transaction it sees what that has written; the database itself will do as well.
    """
    busy = await _busy(calls, catalogue.salon_id, catalogue.zone, search)
    service = catalogue.service(search.service_id)
    not_before = epoch_minute(search.now)
    able = {one.id: one for one in catalogue.who_does(service.id)}
    slots = [
        Slot(start, start + service.minutes, staff)
        for staff in search.staff_ids
        if staff in able
        for start in starts(
            catalogue,
            service,
            able[staff],
            search.first,
            search.last,
            busy.get(staff, ()),
            not_before,
        )
    ]
    slots.sort(key=lambda one: one.start)
    return slots


async def _busy(
    calls: Calls, salon: SalonId, zone: ZoneInfo, search: Search
) -> dict[StaffId, list[Span]]:
    since = moment(midnight(search.first, zone), zone)
    # What begins late on the last day may end after midnight.
    until = moment(midnight(search.last + 2 * _DAY, zone), zone)
    busy: dict[StaffId, list[Span]] = {}
    found = await calls.rows(_BUSY, (salon, since, until, search.holder))
    for chair, begins, ends in found:
        busy.setdefault(chair, []).append((begins, ends))
    return busy


@dataclass(frozen=True, slots=True)
class BookingView:
    """One booking as people read it: names for ids, times in the salon's zone."""

    id: BookingId
    status: str
    services: tuple[str, ...]
    stylists: tuple[str, ...]
    start: datetime
    end: datetime
    price: Money

    @property
    def service(self) -> str:
        """Name all services in one line."""
        return " + ".join(self.services)

    @property
    def staff(self) -> str:
        """Name everybody who is needed, once."""
        return ", ".join(dict.fromkeys(self.stylists))

    def as_json(self) -> dict[str, object]:
        """Give the promised JSON object: ISO times with offset, the amount in minor units."""
        return {
            "id": str(self.id),
            "status": self.status,
            "service": self.service,
            "services": list(self.services),
            "staff": self.staff,
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "price": {"amount": self.price.minor, "currency": self.price.currency},
        }


async def booking_view(tx: Tx, booking_id: BookingId, locale: str = "en") -> BookingView | None:
    """Read one booking of this salon with its display names; None when there is no such."""
    row = (await tx.execute(_VIEW, {"salon": tx.salon_id, "booking": booking_id})).one_or_none()
    if row is None:
        return None
    zone = ZoneInfo(row.zone)
    return BookingView(
        booking_id,
        row.status,
        tuple(names.get(locale) or names.get("en") or key for names, key, _ in row.parts),
        tuple(stylist for _, _, stylist in row.parts),
        row.starts_at.astimezone(zone),
        row.ends_at.astimezone(zone),
        Money(row.price_minor, row.currency),
    )
