"""Classes: a time that the salon sets, with seats that are sold one by one."""

from dataclasses import replace
from datetime import datetime

from booking import chairs, plans
from booking.calendar import epoch_minute, moment
from booking.catalogue import Catalogue
from booking.plan import Want
from booking.reasons import Reason
from booking.records import call
from foundation import ids
from foundation.db import Bound
from foundation.errors import Refused
from foundation.ids import ClassId, ServiceId, StaffId

_WRITE = (
    "INSERT INTO class_sessions (salon_id, class_id, service_id, staff_id, resource_ids,"
    " starts_at, ends_at, takes) VALUES (%b, %b, %b, %b, %b, %b, %b, %b::text::jsonb)"
)
_SEATS = (
    "INSERT INTO class_seats (salon_id, seat_id, class_id, number)"
    " SELECT %b, gen_random_uuid(), %b, number FROM generate_series(1, %b) AS number"
)
_SOLD = (
    "SELECT count(*) FROM occupied o JOIN class_seats s"
    " ON (s.salon_id, s.seat_id) = (o.salon_id, o.seat_id)"
    " WHERE s.salon_id = %b AND s.class_id = %b"
)
_LOCK = (
    "SELECT class_id FROM class_sessions"
    " WHERE salon_id = %b AND class_id = %b AND cancelled_at IS NULL FOR UPDATE"
)
_CLOSE = (
    "UPDATE class_sessions SET cancelled_at = clock_timestamp()"
    " WHERE salon_id = %b AND class_id = %b"
)
_FREE = "DELETE FROM occupied WHERE salon_id = %b AND class_id = %b"


async def open_class(
    tx: Bound,
    catalogue: Catalogue,
    *,
    service_id: ServiceId,
    staff_id: StaffId,
    start: datetime,
    now: datetime,
) -> ClassId:
    """Set a time for a class: its teacher, its resources are taken, its seats are for sale.

    Raises Refused("time_taken", reason="taken"), Refused("not_a_class").
    """
    service = catalogue.service(service_id)
    if not service.seats:
        raise Refused("not_a_class", service=service.key)
    whole = tuple(
        replace(one, seats=0) if one.id == service_id else one for one in catalogue.services
    )
    wish = ((Want(service_id, (staff_id,)),),)
    minute = epoch_minute(start)
    found = plans.candidates(
        replace(catalogue, services=whole), wish, minute, epoch_minute(now), override=True
    )
    class_id = ClassId(ids.new())
    taken = await chairs.take(tx, [one.visits[0].takes for one in found], class_id=class_id)
    if taken is None:
        raise Refused("time_taken", reason=Reason.TAKEN, start=start)
    visit = found[taken].visits[0]
    [segment] = visit.segments
    end = moment(segment.end, catalogue.zone)
    where = list(segment.resources)
    row = (tx.salon_id, class_id, service_id, staff_id, where, start, end)
    await tx.rows(_WRITE, (*row, chairs.written(visit.takes)))
    await tx.rows(_SEATS, (tx.salon_id, class_id, service.seats))
    return class_id


async def close_class(tx: Bound, class_id: ClassId) -> None:
    """Take a class off the diary; Refused("seats_sold", seats=...) while somebody has a seat."""
    if await call(tx, _LOCK, (tx.salon_id, class_id)) is None:
        raise Refused("no_such_class", class_id=class_id)
    sold = await call(tx, _SOLD, (tx.salon_id, class_id))
    if sold and sold[0]:
        raise Refused("seats_sold", seats=sold[0])
    await tx.rows(_CLOSE, (tx.salon_id, class_id))
    await tx.rows(_FREE, (tx.salon_id, class_id))
