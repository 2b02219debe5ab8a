"""A visit at another time: the old one is freed only by what takes the new one."""

from datetime import datetime

from booking import moves, policy, proposals, records, status
from booking.catalogue import Catalogue
from booking.orders import Order
from booking.plan import Want, wanted_again
from booking.proposals import Asked
from booking.reasons import Reason
from booking.records import Booking
from foundation.db import Bound
from foundation.errors import Refused
from foundation.ids import BookingId

_MOVE = (
    f"SELECT outcome, {records.MADE} FROM move_booking("  # noqa: S608 - constants
    "%b, %b, %b::text::jsonb, %b::text::jsonb)"
)


async def reschedule(  # noqa: PLR0913 - what moves where, as seen when, on whose word
    tx: Bound,
    catalogue: Catalogue,
    booking_id: BookingId,
    *,
    start: datetime,
    version: int,
    order: Order,
    now: datetime,
    wish: tuple[Want, ...] | None = None,
) -> Booking:
    """Move one visit to `start` (aware), by default with the same people for the same services.

    `version` is the booking's as the asker saw it. The price stays what it was unless services
    or stylists change; the terms stay those of the booking's day, a late move leaves the clock of
    a cancellation where it was. The same `order.key` moves once. Raises Refused: "stale" (with the
    version now), "not_possible", "not_bookable", "time_taken": then the old time stays.
    """
    old = await records.read(tx, booking_id)
    if old.version == version:
        status.after(moves.looked_at(catalogue, old, now), "reschedule")
    same = wanted_again(old.segments)
    keeps = wish is None or wish == same
    asked = Asked(
        wish=(wish or same,),
        start=start,
        now=now,
        guest=order.guest,
        override=bool(order.override),
        frozen=old.quote if keeps else None,
    )
    found = await proposals.propose(tx, catalogue, asked)
    facts = await _facts(tx, catalogue, old, order, now)
    [row] = await records.calls(tx, _MOVE, (booking_id, version, proposals.written(found), facts))
    outcome, *made = row
    booking = records.booking(tuple(made))
    if outcome == "stale":
        raise Refused("stale", version=booking.version)
    if outcome == "taken":
        raise Refused("time_taken", reason=Reason.TAKEN, start=start)
    return booking


async def _facts(tx: Bound, catalogue: Catalogue, old: Booking, order: Order, now: datetime) -> str:
    """Say where it was, what a late move costs, from when a later cancellation is judged."""
    agreed = await moves.terms(tx, catalogue, old)
    clock = await moves.clock(tx, old)
    details: dict[str, object] = {
        "key": order.key,
        "from": old.starts_at.isoformat(),
        "until": old.ends_at.isoformat(),
        "cause": order.cause,
    }
    if order.override:
        details["override"] = True
    if policy.is_late_move(agreed, clock, now):
        fee = policy.late_move_fee(agreed, old.price, clock, now)
        details |= {"clock": clock.isoformat(), "fee": fee.minor, "currency": fee.currency}
    return proposals.facts(
        by=order.by,
        cause="rescheduled",
        reason=order.override or order.reason,
        terms=old.policy_version,
        details=details,
    )
