"""The one writer of the diary."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

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
    remark,
    reopen,
    restore,
)
from booking.orders import Order
from booking.plan import Wish, wanted_again
from booking.proposals import Asked, PricedVisit, Proposal
from booking.reasons import Reason
from booking.records import Booking, history, read
from booking.rescheduling import reschedule
from booking.status import Status
from foundation import ids
from foundation.db import Bound
from foundation.errors import Refused
from foundation.ids import BookingId, ConversationId, CustomerId, HoldId, PartyId
from foundation.money import Money

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
    "remark",
    "reopen",
    "reschedule",
    "restore",
    "unblock",
]

_CONFIRM = (
    "SELECT outcome, kept_plan, currency, terms, ids, begins, deadline, made"
    " FROM confirm_hold(%b, %b, %b, %b, %b::text::jsonb, %b::interval, %b)"
)
_HELD = "SELECT plan::text, starts_at FROM holds WHERE salon_id = %b AND hold_id = %b"
_BOOK = (
    "SELECT outcome, choice, begins, deadline, made"
    " FROM book_plan(%b::text::jsonb, %b, %b, %b::text::jsonb, %b::interval, %b)"
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
    [row] = await records.calls(tx, _CONFIRM, (*values, paying, False))
    if row[0] == "lapsed":
        await _check_lapsed(tx, catalogue, hold_id, now)
        [row] = await records.calls(tx, _CONFIRM, (*values, paying, True))
    outcome, plan, currency, terms, numbers, *given = row
    if outcome == "confirmed":
        written = _Written(order, customers, numbers, currency, terms, *given)
        return written.bookings(_held.decode(plan))
    before = (tx.salon_id, hold_id, order.conversation_id)
    if outcome == "gone" and (rows := await tx.rows(records.OF_HOLD, before)):
        return tuple(map(records.booking, rows))
    key = "time_taken" if outcome == "taken" else "hold_gone"
    raise Refused(key, reason=Reason.TAKEN)


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
    made = await _book(tx, catalogue, found, customers, order)
    if made is None and len(found) >= proposals.MOST:
        found = await proposals.free_ones(tx, catalogue, asked)
        made = await _book(tx, catalogue, found, customers, order)
    if made is None:
        raise Refused("time_taken", reason=Reason.TAKEN, start=start)
    return made


async def _book(
    tx: Bound,
    catalogue: Catalogue,
    found: Sequence[Proposal],
    customers: Sequence[CustomerId],
    order: Order,
) -> tuple[Booking, ...] | None:
    """Write the first of the plans that can be had; None when none can."""
    numbers = [BookingId(ids.new()) for _ in found[0].visits]
    currency, terms = catalogue.currency, catalogue.policy.version
    facts = _facts(order, currency=currency, terms=terms)
    paying = timedelta(minutes=catalogue.policy.payment_minutes)
    values = (proposals.written(found), numbers, list(customers), facts, paying)
    [row] = await records.calls(tx, _BOOK, (*values, order.conversation_id))
    outcome, choice, *given = row
    if outcome == "again":
        rows = await tx.rows(records.OF_REQUEST, (tx.salon_id, order.key))
        return tuple(map(records.booking, rows))
    if outcome == "taken":
        return None
    written = _Written(order, customers, numbers, currency, terms, *given)
    return written.bookings(found[choice])


@dataclass(frozen=True, slots=True)
class _Written:
    """What went into the rows of new bookings beside their plan: they are not read back."""

    order: Order
    customers: Sequence[CustomerId]
    ids: Sequence[BookingId]
    currency: str
    terms: int
    begins: str
    pay_until: datetime | None
    made: Sequence[datetime]

    def bookings(self, plan: Proposal) -> tuple[Booking, ...]:
        """Give the booking of each person."""
        return tuple(self._booking(number, visit) for number, visit in enumerate(plan.visits))

    def _booking(self, number: int, visit: PricedVisit) -> Booking:
        who = number if number < len(self.customers) else 0
        return Booking(
            booking_id=self.ids[number],
            customer_id=self.customers[who],
            segments=visit.segments,
            starts_at=datetime.fromtimestamp(visit.start * 60, UTC),
            ends_at=datetime.fromtimestamp(visit.end * 60, UTC),
            price=Money(visit.total, self.currency),
            quote=visit.price,
            policy_version=self.terms,
            party_id=PartyId(self.ids[0]) if len(self.ids) > 1 else None,
            conversation_id=self.order.conversation_id,
            status=Status(self.begins),
            version=1,
            sequence=0,
            pay_until=self.pay_until,
            source=self.order.source,
            created_at=self.made[number],
        )


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
    wish = tuple(wanted_again(visit.segments) for visit in _held.decode(plan).visits)
    await proposals.propose(tx, catalogue, Asked(wish=wish, start=start, now=now))
