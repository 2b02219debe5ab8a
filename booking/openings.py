"""What the diary has left, for those who only look."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import msgspec

from booking import plans
from booking.calendar import Span, epoch_minute, midnight, moment, working
from booking.catalogue import Catalogue
from booking.plan import Take, Want, Wish
from booking.plans import ClassSession
from booking.ranking import Slot
from foundation.db import Calls
from foundation.ids import BookingId, ClassId, ConversationId, ServiceId, StaffId

_BUSY = "SELECT chair, begins, ends FROM busy_between(%b, %b, %b, %b)"
_LOAD = "SELECT stylist, minutes FROM load_between(%b, %b, %b)"
_CLASSES = "SELECT class, stylist, begins, ends, seats FROM classes_between(%b, %b, %b, %b, %b)"
_TAKES = "SELECT takes::text FROM bookings WHERE salon_id = %b AND booking_id = %b"
_DAY = timedelta(days=1)

_takes = msgspec.json.Decoder(tuple[Take, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A wish for chair time: for what, with whom, on which local days; nothing before `now`.

    The common wish is one service by any of `staff_ids`; a `wish` given says all of it instead.
    What `holder` holds already counts as free: it is theirs to move; so does what the booking
    `moving` has, which is read in an open transaction only.
    """

    service_id: ServiceId | None = None
    staff_ids: Sequence[StaffId] = ()
    first: date
    last: date
    now: datetime
    holder: ConversationId | None = None
    moving: BookingId | None = None
    wish: Wish = ()

    @property
    def wanted(self) -> Wish:
        """Give the wish, spelled out; ValueError when nothing is wished for."""
        if self.wish:
            return self.wish
        if self.service_id is None:
            raise ValueError("a search needs a service or a wish")
        return ((Want(self.service_id, tuple(self.staff_ids)),),)


async def free(calls: Calls, catalogue: Catalogue, search: Search) -> list[Slot]:
    """Give every free slot, sorted by start, stylists in the order asked; one round trip.

    Inside a transaction it sees what that has written; the database itself will do as well.
    """
    wish = search.wanted
    now = epoch_minute(search.now)
    if catalogue.service(wish[0][0].service).seats:
        sessions = await classes(
            calls, catalogue, wish[0][0].service, search.first, search.last, search.holder
        )
        return plans.class_slots(catalogue, wish, sessions, now)
    busy = await busy_on(calls, catalogue, search.first, search.last, search.holder)
    if search.moving is not None:
        await _give_up(calls, catalogue, busy, search.moving)
    return plans.find(catalogue, wish, search.first, search.last, busy, now)


async def busy_on(
    calls: Calls,
    catalogue: Catalogue,
    first: date,
    last: date,
    holder: ConversationId | None = None,
) -> dict[UUID, list[Span]]:
    """Give by chair when it is taken, for starts on the local days: over both ends of them.

    Buffers reach before the first, and what begins late on the last day ends after midnight.
    """
    zone = catalogue.zone
    lead = max((one.before for one in catalogue.services), default=0)
    since = moment(midnight(first, zone) - lead, zone)
    until = moment(midnight(last + 2 * _DAY, zone), zone)
    busy: dict[UUID, list[Span]] = {}
    found = await calls.rows(_BUSY, (catalogue.salon_id, since, until, holder))
    for chair, begins, ends in found:
        busy.setdefault(chair, []).append((begins, ends))
    return busy


async def _give_up(
    calls: Calls, catalogue: Catalogue, busy: dict[UUID, list[Span]], moving: BookingId
) -> None:
    """Take a booking's own chair time out of what is busy: it gives that up when it moves."""
    for (takes,) in await calls.rows(_TAKES, (catalogue.salon_id, moving)):
        for take in _takes.decode(takes):
            spans = busy.get(take.chair, [])
            if (take.begin, take.end) in spans:
                spans.remove((take.begin, take.end))


async def load(calls: Calls, catalogue: Catalogue, day: date) -> dict[StaffId, float]:
    """Give each stylist's booked minutes by offered minute, over the calendar month of the day."""
    first = day.replace(day=1)
    last = day.replace(day=monthrange(day.year, day.month)[1])
    zone = catalogue.zone
    since, until = midnight(first, zone), midnight(last + _DAY, zone)
    values = (catalogue.salon_id, moment(since, zone), moment(until, zone))
    booked = {StaffId(staff): minutes for staff, minutes in await calls.rows(_LOAD, values)}
    offered = {
        one.id: sum(
            end - begin for begin, end in working(catalogue, one, first, last) if begin >= since
        )
        for one in catalogue.staff
    }
    return {staff: booked.get(staff, 0) / max(1, minutes) for staff, minutes in offered.items()}


async def classes(
    calls: Calls,
    catalogue: Catalogue,
    service_id: ServiceId,
    first: date,
    last: date,
    holder: ConversationId | None = None,
) -> list[ClassSession]:
    """Give the classes that begin on the local days, sorted, each with its free seats."""
    zone = catalogue.zone
    since = moment(midnight(first, zone), zone)
    until = moment(midnight(last + _DAY, zone), zone)
    values = (catalogue.salon_id, service_id, since, until, holder)
    return [
        ClassSession(ClassId(class_id), service_id, StaffId(staff), start, end, tuple(seats))
        for class_id, staff, start, end, seats in await calls.rows(_CLASSES, values)
    ]
