"""What the diary says to those who only read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import and_, bindparam, select

from booking import tables
from booking.calendar import Span, epoch_minute, midnight, moment
from booking.catalogue import Catalogue
from booking.ranking import Slot
from booking.slots import starts
from foundation.db import Calls, Tx
from foundation.ids import BookingId, ConversationId, SalonId, ServiceId, StaffId
from foundation.money import Money
from foundation.tables import salons

_BUSY = "SELECT chair, begins, ends FROM busy_between(%b, %b, %b, %b)"
_DAY = timedelta(days=1)
_VIEW = (
    select(
        tables.bookings.c.status,
        tables.bookings.c.starts_at,
        tables.bookings.c.ends_at,
        tables.bookings.c.price_minor,
        tables.bookings.c.currency,
        tables.services.c.key,
        tables.services.c.names,
        tables.staff.c.name.label("staff"),
        salons.c.zone,
    )
    .join(salons, salons.c.salon_id == tables.bookings.c.salon_id)
    .join(
        tables.services,
        and_(
            tables.services.c.salon_id == tables.bookings.c.salon_id,
            tables.services.c.service_id == tables.bookings.c.service_id,
        ),
    )
    .join(
        tables.staff,
        and_(
            tables.staff.c.salon_id == tables.bookings.c.salon_id,
            tables.staff.c.staff_id == tables.bookings.c.staff_id,
        ),
    )
    .where(
        tables.bookings.c.salon_id == bindparam("salon"),
        tables.bookings.c.booking_id == bindparam("booking"),
    )
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
    service: str
    staff: str
    start: datetime
    end: datetime
    price: Money

    def as_json(self) -> dict[str, object]:
        """Give the promised JSON object: ISO times with offset, the amount in minor units."""
        return {
            "id": str(self.id),
            "status": self.status,
            "service": self.service,
            "services": [self.service],
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
        row.names.get(locale) or row.names.get("en") or row.key,
        row.staff,
        row.starts_at.astimezone(zone),
        row.ends_at.astimezone(zone),
        Money(row.price_minor, row.currency),
    )
