"""The one writer of the diary."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from booking import proposals, records
from booking.blocks import block, unblock
from booking.catalogue import Catalogue
from booking.classes import close_class, open_class
from booking.holds import Hold, hold, lapse, release
from booking.moves import (
    approve,
    cancel,
    check_in,
    complete,
    decline,
    expire,
    no_show,
    paid,
    reopen,
)
from booking.orders import Order
from booking.plan import Want, Wish
from booking.proposals import Asked, Proposal
from booking.reasons import Reason
from booking.records import Booking, history, read
from booking.rescheduling import reschedule
from foundation import ids
from foundation.db import Bound, Row
from foundation.errors import Refused
from foundation.ids import BookingId, ConversationId, CustomerId, HoldId

__all__ = [
    "Booking",
    "Hold",
    "Order",
    "approve",
    "block",
    "book",
    "cancel",
    "check_in",
    "close_class",
    "complete",
    "confirm",
    "decline",
    "expire",
    "history",
    "hold",
    "lapse",
    "no_show",
    "open_class",
    "paid",
    "read",
    "release",
    "reopen",
    "reschedule",
    "unblock",
]

_CONFIRM = (
    f"SELECT outcome, {records.MADE} FROM confirm_hold("  # noqa: S608 - constants
    "%b, %b, %b, %b, %b::text::jsonb, %b::interval, %b)"
)
_HELD = "SELECT plan::text, starts_at FROM holds WHERE salon_id = %b AND hold_id = %b"
_BOOK = (
    f"SELECT outcome, {records.MADE} FROM book_plan("  # noqa: S608 - constants
    "%b::text::jsonb, %b, %b, %b::text::jsonb, %b::interval, %b)"
)
_held = msgspec.json.Decoder(Proposal)


async def confirm(
    tx: Bound,
    catalogue: Catalogue,
    *,
    holder: ConversationId,
    hold_id: HoldId,
    customers: Sequence[CustomerId],
    order: Order,
    now: datetime,
) -> tuple[Booking, ...]:
    """Turn the hold into bookings at the price held, one per person; asked twice, into the same.

    `customers` are the persons in the wish's order; the first stands for those that are missing.
    A hold that has lapsed is kept after all when its time is still free and still bookable.
    Raises Refused("time_taken", reason="taken") when somebody has it, Refused("not_bookable",
    reason=...) when it has passed, Refused("hold_gone", reason="taken") for a hold given back,
    or one whose booking was cancelled since.
    """
    values = (hold_id, holder, BookingId(ids.new()), list(customers), _facts(order))
    paying = timedelta(minutes=catalogue.policy.payment_minutes)
    rows = await records.calls(tx, _CONFIRM, (*values, paying, False))
    if rows[0][0] == "lapsed":
        await _check_lapsed(tx, catalogue, hold_id, now)
        rows = await records.calls(tx, _CONFIRM, (*values, paying, True))
    outcome = rows[0][0]
    if outcome != "confirmed":
        key = "time_taken" if outcome == "taken" else "hold_gone"
        raise Refused(key, reason=Reason.TAKEN)
    return tuple(records.booking(row[1:]) for row in rows)


async def book(
    tx: Bound,
    catalogue: Catalogue,
    *,
    wish: Wish,
    start: datetime,
    customers: Sequence[CustomerId],
    order: Order,
    now: datetime,
) -> tuple[Booking, ...]:
    """Book without a hold, for each person of the wish; the same `order.key` books once.

    Raises as `holds.hold` does.
    """
    asked = Asked(
        wish=wish,
        start=start,
        now=now,
        guest=order.guest,
        override=bool(order.override),
        holder=order.conversation_id,
    )
    found = await proposals.propose(tx, catalogue, asked)
    rows = await _book(tx, catalogue, found, customers, order)
    if rows[0][0] == "taken" and len(found) >= proposals.MOST:
        found = await proposals.free_ones(tx, catalogue, asked)
        rows = await _book(tx, catalogue, found, customers, order)
    if rows[0][0] == "taken":
        raise Refused("time_taken", reason=Reason.TAKEN, start=start)
    return tuple(records.booking(row[1:]) for row in rows)


async def _book(
    tx: Bound,
    catalogue: Catalogue,
    found: Sequence[Proposal],
    customers: Sequence[CustomerId],
    order: Order,
) -> list[Row]:
    numbers = [BookingId(ids.new()) for _ in found[0].visits]
    facts = _facts(order, currency=catalogue.currency, terms=catalogue.policy.version)
    paying = timedelta(minutes=catalogue.policy.payment_minutes)
    values = (proposals.written(found), numbers, list(customers), facts, paying)
    return await records.calls(tx, _BOOK, (*values, order.conversation_id))


def _facts(order: Order, **more: object) -> str:
    return proposals.facts(
        by=order.by,
        cause=order.cause,
        reason=order.override or order.reason,
        source=order.source,
        key=order.key,
        talk=order.conversation_id,
        status=order.status,
        details={"override": True} if order.override else {},
        **more,
    )


async def _check_lapsed(tx: Bound, catalogue: Catalogue, hold_id: HoldId, now: datetime) -> None:
    """A lapsed time may be taken again only if it could still be offered."""
    row = await records.call(tx, _HELD, (tx.salon_id, hold_id))
    if row is None:
        return
    plan, start = row
    wish = tuple(
        tuple(Want(one.service, (one.staff,), one.addons) for one in visit.segments)
        for visit in _held.decode(plan).visits
    )
    await proposals.propose(tx, catalogue, Asked(wish=wish, start=start, now=now))
