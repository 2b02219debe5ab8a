"""What becomes of a booking, by the table of its statuses: one row of history for each move."""

from datetime import datetime, timedelta

from booking import policies, policy, proposals, records, status
from booking.catalogue import Catalogue
from booking.orders import Order
from booking.policy import Policy
from booking.reasons import Reason
from booking.records import Booking, call, read
from booking.status import Then
from foundation.db import Bound, Database
from foundation.errors import Refused
from foundation.ids import BookingId
from foundation.money import Money

_MOVE = (
    "INSERT INTO booking_history"
    " (salon_id, booking_id, seq, status, cause, actor, reason, details)"
    " VALUES (%b, %b, %b, %b, %b, %b, %b, %b::text::jsonb)"
)
_RETAKE = "SELECT retake_booking(%b)"
_EXPIRE = "SELECT expire_unpaid(%b)"
_CLOCK = (
    "SELECT (details ->> 'clock')::timestamptz FROM booking_history"
    " WHERE salon_id = %b AND booking_id = %b AND details ->> 'clock' IS NOT NULL"
    " ORDER BY seq DESC LIMIT 1"
)
_REMIND_AGAIN = (
    "INSERT INTO planned_reminders (salon_id, booking_id, kind, due_at)"
    " SELECT salon_id, booking_id, 'visit', starts_at - %b::interval FROM bookings"
    " WHERE salon_id = %b AND booking_id = %b AND starts_at - %b::interval > %b"
)
_SEQUENCE = "UPDATE bookings SET sequence = sequence + 1 WHERE salon_id = %b AND booking_id = %b"
_NEAR = timedelta(hours=12)
"""How long before a visit somebody may be checked in for it."""


async def cancel(
    tx: Bound,
    catalogue: Catalogue,
    booking_id: BookingId,
    *,
    order: Order,
    now: datetime,
    party: bool = False,
) -> tuple[Booking, ...]:
    """Cancel a visit, freeing its chairs; with `party` those of everybody who comes along.

    What it costs by the terms of the booking's day is written into the history (`fee`, minor
    units). Raises Refused("not_possible") when it is over, or cancelled already.
    """
    first = await read(tx, booking_id)
    together = await records.party(tx, first) if party else (booking_id,)
    going = [booking_id]
    going += [one for one in together if one != booking_id and await _is_ahead(tx, one)]
    return tuple([await _move(tx, catalogue, one, "cancel", order, now) for one in going])


async def restore(
    tx: Bound, catalogue: Catalogue, booking_id: BookingId, *, order: Order, now: datetime
) -> Booking:
    """Take a cancellation back, as if it had never been, while the chairs are still free.

    Raises Refused: "not_possible" for a visit that was not confirmed when it was cancelled or that
    would have begun, "time_taken" when somebody has its time.
    """
    past = await records.history(tx, booking_id)
    if len(past) > 1 and past[-2].status is not status.Status.CONFIRMED:
        raise Refused("not_possible", status=past[-1].status.value, event="restore")
    await _move(tx, catalogue, booking_id, "restore", order, now)
    await tx.rows(_SEQUENCE, (tx.salon_id, booking_id))
    ahead = timedelta(minutes=proposals.REMIND)
    await tx.rows(_REMIND_AGAIN, (ahead, tx.salon_id, booking_id, ahead, now))
    return await read(tx, booking_id)


async def remark(tx: Bound, booking_id: BookingId, *, order: Order, **details: object) -> Booking:
    """Write what the customer says of a visit into its history, which leaves it as it is.

    Raises Refused("not_possible") for a visit that is over.
    """
    await records.lock(tx, booking_id)
    booking = await read(tx, booking_id)
    if booking.status not in status.AHEAD:
        raise Refused("not_possible", status=booking.status.value, event=order.cause)
    row = (tx.salon_id, booking_id, booking.version + 1, booking.status.value, order.cause)
    await call(tx, _MOVE, (*row, order.by, order.reason, proposals.facts(**details)))
    return await read(tx, booking_id)


async def check_in(
    tx: Bound, catalogue: Catalogue, booking_id: BookingId, *, order: Order, now: datetime
) -> Booking:
    """Note that the customer is here; Refused("not_possible") more than 12 hours before."""
    return await _move(tx, catalogue, booking_id, "check_in", order, now)


async def complete(
    tx: Bound, catalogue: Catalogue, booking_id: BookingId, *, order: Order, now: datetime
) -> Booking:
    """Note that the customer came; Refused("not_possible") before the visit has begun."""
    return await _move(tx, catalogue, booking_id, "complete", order, now)


async def no_show(
    tx: Bound, catalogue: Catalogue, booking_id: BookingId, *, order: Order, now: datetime
) -> Booking:
    """Note that the customer stayed away; Refused("not_possible") before the visit has begun."""
    return await _move(tx, catalogue, booking_id, "no_show", order, now)


async def reopen(
    tx: Bound, catalogue: Catalogue, booking_id: BookingId, *, order: Order, now: datetime
) -> Booking:
    """Take back a check-in, a completion or a no-show that was noted by mistake."""
    return await _move(tx, catalogue, booking_id, "reopen", order, now)


async def approve(
    tx: Bound, catalogue: Catalogue, booking_id: BookingId, *, order: Order, now: datetime
) -> Booking:
    """Agree to a visit that waits for the salon's word; its chairs were kept meanwhile."""
    return await _move(tx, catalogue, booking_id, "approve", order, now)


async def decline(
    tx: Bound, catalogue: Catalogue, booking_id: BookingId, *, order: Order, now: datetime
) -> Booking:
    """Refuse a visit that waits for the salon's word."""
    return await _move(tx, catalogue, booking_id, "decline", order, now)


async def paid(
    tx: Bound, catalogue: Catalogue, booking_id: BookingId, *, order: Order, now: datetime
) -> Booking:
    """Note that the payment has come; after its deadline the chairs must be had again.

    Raises Refused("time_taken", reason="taken") when somebody else has them by now.
    """
    return await _move(tx, catalogue, booking_id, "paid", order, now)


async def expire(database: Database, most: int = 500) -> int:
    """Give up to `most` bookings of all salons up whose payment did not come; tell how many."""
    async with database.hot.connection() as connection:
        cursor = await connection.execute(_EXPIRE, (most,))
        row = await cursor.fetchone()
    return int(row[0]) if row else 0


async def terms(tx: Bound, catalogue: Catalogue, booking: Booking) -> Policy:
    """Give the terms of the booking's day."""
    if booking.policy_version == catalogue.policy.version:
        return catalogue.policy
    return await policies.load(tx, booking.policy_version)


async def clock(tx: Bound, booking: Booking) -> datetime:
    """Give the start by which a cancellation is judged: a late move does not turn it back."""
    row = await call(tx, _CLOCK, (tx.salon_id, booking.booking_id))
    return min(booking.starts_at, row[0]) if row else booking.starts_at


async def cancellation_fee(
    tx: Bound, catalogue: Catalogue, booking: Booking, now: datetime
) -> Money:
    """Tell what cancelling now would cost."""
    agreed = await terms(tx, catalogue, booking)
    return policy.cancellation_fee(agreed, booking.price, await clock(tx, booking), now)


def looked_at(catalogue: Catalogue, booking: Booking, now: datetime) -> status.Visit:
    """Give what the table's guards see of a booking."""
    known = {one.id: one for one in catalogue.services}
    return status.Visit(
        booking.status,
        begun=booking.starts_at <= now,
        near=booking.starts_at - _NEAR <= now,
        approval=any(
            one.service in known and known[one.service].approval for one in booking.segments
        ),
    )


async def _is_ahead(tx: Bound, booking_id: BookingId) -> bool:
    found = await read(tx, booking_id)
    return "cancel" in status.possible(status.Visit(found.status))


async def _move(
    tx: Bound,
    catalogue: Catalogue,
    booking_id: BookingId,
    event: str,
    order: Order,
    now: datetime,
) -> Booking:
    await records.lock(tx, booking_id)
    booking = await read(tx, booking_id)
    becomes, then = status.after(looked_at(catalogue, booking, now), event)
    details = await _consequences(tx, catalogue, booking, then, now)
    row = (tx.salon_id, booking_id, booking.version + 1, becomes.value, order.cause)
    await call(tx, _MOVE, (*row, order.by, order.reason, proposals.facts(**details)))
    return await read(tx, booking_id)


async def _consequences(
    tx: Bound, catalogue: Catalogue, booking: Booking, then: tuple[Then, ...], now: datetime
) -> dict[str, object]:
    if Then.RETAKE in then:
        taken = await call(tx, _RETAKE, (booking.booking_id,))
        if not (taken and taken[0]):
            raise Refused("time_taken", reason=Reason.TAKEN, start=booking.starts_at)
    if Then.CANCELLATION_FEE in then:
        fee = await cancellation_fee(tx, catalogue, booking, now)
    elif Then.NO_SHOW_FEE in then:
        fee = policy.no_show_fee(await terms(tx, catalogue, booking), booking.price)
    else:
        return {}
    return {"fee": fee.minor, "currency": fee.currency}
