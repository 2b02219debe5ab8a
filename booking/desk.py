"""The one writer of the diary."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from booking.catalogue import Catalogue
from booking.holds import Hold, allowed, call, hold, lapse, release
from booking.reasons import Reason
from booking.status import Status, after
from foundation import ids
from foundation.db import Bound
from foundation.errors import Refused, Transient
from foundation.ids import (
    BookingId,
    ConversationId,
    CustomerId,
    HoldId,
    ServiceId,
    StaffId,
)
from foundation.money import Money

__all__ = [
    "Booking",
    "Hold",
    "cancel",
    "complete",
    "confirm",
    "hold",
    "lapse",
    "no_show",
    "release",
]

_CONFIRM = (
    "SELECT outcome, booking_id, customer_id, service_id, staff_id, starts_at, ends_at,"
    " price_minor, currency, conversation_id, status, version"
    " FROM (SELECT outcome, (made).* FROM confirm_hold(%b, %b, %b, %b, %b, %b)) AS answer"
)
_HELD = "SELECT service_id, staff_id, starts_at FROM holds WHERE salon_id = %b AND hold_id = %b"
_READ = (
    "SELECT booking_id, customer_id, service_id, staff_id, starts_at, ends_at, price_minor,"
    " currency, conversation_id, status, version"
    " FROM bookings WHERE salon_id = %b AND booking_id = %b"
)
# A rival who moved the booking on has taken the row's number: nothing is written then.
_MOVE = (
    "INSERT INTO booking_history (salon_id, booking_id, seq, status, cause, actor)"
    " VALUES (%b, %b, %b, %b, %b, %b) ON CONFLICT DO NOTHING RETURNING seq"
)
_PATIENCE = 3


@dataclass(frozen=True, slots=True)
class Booking:
    """A visit in the diary; `version` counts the rows of its history."""

    booking_id: BookingId
    customer_id: CustomerId
    service_id: ServiceId
    staff_id: StaffId
    starts_at: datetime
    ends_at: datetime
    price: Money
    conversation_id: ConversationId | None
    status: Status
    version: int


async def confirm(
    tx: Bound,
    catalogue: Catalogue,
    *,
    holder: ConversationId,
    hold_id: HoldId,
    customer_id: CustomerId,
    cause: str,
    now: datetime,
) -> Booking:
    """Turn the hold into a booking at the price held; asked twice it gives the same booking.

    A hold that has lapsed is kept after all when its time is still free and still bookable.
    Raises Refused("time_taken", reason="taken") when somebody has it, Refused("not_bookable",
    reason=...) when it has passed, Refused("hold_gone", reason="taken") for a hold given back,
    or one whose booking was cancelled since.
    """
    booking_id = BookingId(ids.new())
    facts = (hold_id, holder, customer_id, booking_id, cause)
    answer = await call(tx, _CONFIRM, (*facts, False))
    if answer is not None and answer[0] == "lapsed":
        await _check_lapsed(tx, catalogue, hold_id, now)
        answer = await call(tx, _CONFIRM, (*facts, True))
    if answer is None or answer[0] != "confirmed":
        gone = answer is None or answer[0] == "gone"
        raise Refused("hold_gone" if gone else "time_taken", reason=Reason.TAKEN)
    return _booking(answer[1:])


async def cancel(
    tx: Bound, booking_id: BookingId, *, by: str, cause: str, now: datetime
) -> Booking:
    """Cancel a visit, freeing its chair; `by` is the id of who does it, never a name."""
    return await _move(tx, booking_id, "cancel", by, cause, now)


async def complete(
    tx: Bound, booking_id: BookingId, *, by: str, cause: str, now: datetime
) -> Booking:
    """Note that the customer came; Refused("not_possible") before the visit has begun."""
    return await _move(tx, booking_id, "complete", by, cause, now)


async def no_show(
    tx: Bound, booking_id: BookingId, *, by: str, cause: str, now: datetime
) -> Booking:
    """Note that the customer stayed away; Refused("not_possible") before the visit has begun."""
    return await _move(tx, booking_id, "no_show", by, cause, now)


async def _check_lapsed(tx: Bound, catalogue: Catalogue, hold_id: HoldId, now: datetime) -> None:
    row = await call(tx, _HELD, (tx.salon_id, hold_id))
    if row is not None:
        service_id, staff_id, start = row
        allowed(catalogue, service_id, (staff_id,), start, now)


async def _move(
    tx: Bound, booking_id: BookingId, event: str, by: str, cause: str, now: datetime
) -> Booking:
    for _ in range(_PATIENCE):
        booking = await _read(tx, booking_id)
        status = after(booking.status, event, begun=booking.starts_at <= now)
        row = (tx.salon_id, booking_id, booking.version + 1, status.value, cause, by)
        if await call(tx, _MOVE, row):
            return await _read(tx, booking_id)
    raise Transient("the booking is contended")


async def _read(tx: Bound, booking_id: BookingId) -> Booking:
    row = await call(tx, _READ, (tx.salon_id, booking_id))
    if row is None:
        raise Refused("no_such_booking", booking_id=booking_id)
    return _booking(row)


def _booking(row: tuple[Any, ...]) -> Booking:
    *ids_and_times, minor, currency, conversation_id, status, version = row
    booking_id, customer_id, service_id, staff_id, starts_at, ends_at = ids_and_times
    return Booking(
        booking_id,
        customer_id,
        service_id,
        staff_id,
        starts_at,
        ends_at,
        Money(minor, currency),
        conversation_id,
        Status(status),
        version,
    )
