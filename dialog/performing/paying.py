"""Deposits at the desk: a booking that waits for one, one that has come."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from booking import desk, openings
from booking.catalogue import Catalogue
from booking.desk import Booking
from booking.openings import Search
from booking.orders import Order
from booking.plan import wanted_again
from booking.ranking import Slot, nearest
from booking.status import Status
from dialog.due import Due
from dialog.effects import SettleDeposit
from dialog.events import DepositAsked, DepositSettled, DepositTooLate, Event
from dialog.scene import Scene
from foundation.errors import Refused
from foundation.ids import BookingId
from foundation.money import Money

_INSTEAD = timedelta(days=7)
"""How far another time is looked for when the paid one is gone."""


def asked(made: Sequence[Booking], slot: Slot, now: datetime) -> DepositAsked | None:
    """Tell what is to be paid for new bookings; None when they stand without."""
    first = made[0]
    if first.status is not Status.PENDING_PAYMENT or first.pay_until is None:
        return None
    # Told on the business clock: the database's own decides when the time is over.
    left = round((first.pay_until - first.created_at).total_seconds())
    until = now + timedelta(seconds=left)
    currency = made[0].price.currency
    price = sum(one.price.minor for one in made)
    deposit = sum(one.quote.deposit for one in made)
    return DepositAsked(
        Due(
            bookings=tuple(one.booking_id for one in made),
            visits=tuple(one.segments for one in made),
            slot=slot,
            price=Money(price, currency),
            deposit=Money(deposit, currency),
            rest=Money(price - deposit, currency),
            until=until,
        )
    )


async def settle(
    scene: Scene, catalogue: Catalogue, wanted: SettleDeposit, now: datetime
) -> Event | None:
    """Take the visit as paid; late, its chairs must be had again, else others are offered.

    None when it stands already, or was cancelled meanwhile: then the money is for the team.
    """
    tx, due = await scene.tx(), wanted.due
    order = Order(by="payments", cause="deposit_paid", source="chat")
    settled: list[BookingId] = []
    try:
        for one in due.bookings:
            await desk.paid(tx, catalogue, one, order=order, now=now)
            settled.append(one)
    except Refused as refusal:
        if refusal.key != "time_taken":
            return None
        for one in settled:  # all of a party or nobody
            await desk.cancel(tx, catalogue, one, order=order, now=now)
        return DepositTooLate(due, wanted.amount, await _instead(scene, catalogue, due, now))
    return DepositSettled(due, wanted.amount)


async def _instead(scene: Scene, catalogue: Catalogue, due: Due, now: datetime) -> tuple[Slot, ...]:
    wish = tuple(wanted_again(one) for one in due.visits)
    today = now.astimezone(catalogue.zone).date()
    search = Search(wish=wish, first=today, last=today + _INSTEAD, now=now)
    free = await openings.free(await scene.tx(), catalogue, search)
    return tuple(nearest(free, due.slot.start, due.slot.staff))
