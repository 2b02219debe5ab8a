"""Standing visits read, moved, cancelled, brought back, spoken of; the answers are events."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import singledispatchmethod

from booking import desk, moves, policy, pricing, register
from booking.calendar import epoch_minute
from booking.catalogue import Catalogue
from booking.orders import Order
from booking.plan import Segment, Want
from booking.ranking import Slot
from booking.records import Booking
from booking.register import Sought
from booking.status import AHEAD, Status
from dialog import finding
from dialog.effects import (
    CancelVisits,
    FindMoves,
    FindTimes,
    LookUpReminded,
    LookUpVisits,
    MoveVisit,
    NoteComing,
    NoteLate,
    RestoreVisits,
)
from dialog.events import (
    ChangeRefused,
    Event,
    MovesFound,
    ReminderRead,
    VisitMoved,
    VisitNoted,
    VisitsCancelled,
    VisitsFound,
    VisitsRestored,
)
from dialog.scene import Scene
from dialog.standing import Option, Standing, Wished
from foundation.errors import Refused
from foundation.ids import CustomerId
from foundation.money import Money

VISITS = (
    LookUpVisits, LookUpReminded, FindMoves, MoveVisit, CancelVisits, RestoreVisits, NoteLate,
    NoteComing,
)  # fmt: skip
"""Effects that are carried out here."""

_MOST = 20
"""How many visits to come one customer is told of."""

_LONGEST = timedelta(hours=12)
"""How long ago a visit can have begun that is still under way."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """One turn's hands for what a customer wants of their visits."""

    scene: Scene
    catalogue: Catalogue
    now: datetime
    customer: CustomerId | None

    @singledispatchmethod
    async def carry_out(self, effect: object) -> Event:
        """Do what a step wants done of a visit; answer with the event it asked for."""
        raise TypeError(f"nothing carries out {type(effect).__name__}")

    @carry_out.register
    async def _(self, _: LookUpVisits) -> Event:
        today = self.now.astimezone(self.catalogue.zone).date()
        if self.customer is None:
            return VisitsFound((), today)
        sought = Sought(since=self.now - _LONGEST, statuses=AHEAD, customer_id=self.customer)
        found = await register.bookings(await self.scene.tx(), sought, most=_MOST)
        ahead = [one for one in found if one.ends_at > self.now]
        return VisitsFound(together([(one, await self._standing(one)) for one in ahead]), today)

    @carry_out.register
    async def _(self, effect: LookUpReminded) -> Event:
        booking = await desk.read(await self.scene.tx(), effect.booking)
        stands = booking.status in AHEAD and booking.starts_at > self.now
        return ReminderRead(await self._standing(booking) if stands else None)

    @carry_out.register
    async def _(self, effect: FindMoves) -> Event:
        visit, wished = effect.visit, effect.wished
        wants = wanted(visit, wished, self.catalogue)
        search = FindTimes(
            visit.services[0],
            wants[0].staff,
            wished.times,
            near=effect.near,
            without=effect.without,
            not_days=wished.not_days,
            wish=(wants,),
            moving=visit.booking,
        )
        await self.scene.tx()  # what the visit has is the salon's own: read under its tenant
        found = await finding.times(self.scene, self.catalogue, search, self.now)
        other = tuple(one for one in found.slots if not _same(one, visit))
        options = tuple(self._option(visit, one, wants) for one in other)
        return MovesFound(replace(found, slots=other), options)

    @carry_out.register
    async def _(self, effect: MoveVisit) -> Event:
        visit, to = effect.visit, effect.to
        tx = await self.scene.tx()
        before = await self._standing(await desk.read(tx, visit.booking))
        if before.move_fee.minor > effect.fee.minor:
            return ChangeRefused("fee")
        try:
            booking = await desk.reschedule(
                tx,
                self.catalogue,
                visit.booking,
                start=datetime.fromtimestamp(to.slot.start * 60, UTC),
                version=visit.version,
                order=self._order("moved_by_customer"),
                now=self.now,
                wish=to.wants,
            )
        except Refused as refusal:
            return _refused(refusal, to.slot)
        return VisitMoved(visit, await self._standing(booking))

    @carry_out.register
    async def _(self, effect: CancelVisits) -> Event:
        tx = await self.scene.tx()
        now = [await self._standing(await desk.read(tx, one.booking)) for one in effect.visits]
        versions = [one.version for one in effect.visits]
        if [one.version for one in now] != versions:
            return ChangeRefused("stale")
        if total([one.fee for one in now]).minor > effect.fee.minor:
            return ChangeRefused("fee")
        order = self._order("cancelled_by_customer")
        try:
            for one in effect.visits:
                await desk.cancel(tx, self.catalogue, one.booking, order=order, now=self.now)
        except Refused as refusal:
            return _refused(refusal, None)
        return VisitsCancelled(tuple(now), total([one.fee for one in now]))

    @carry_out.register
    async def _(self, effect: RestoreVisits) -> Event:
        tx, order = await self.scene.tx(), self._order("restored_by_customer")
        [visit] = effect.visits
        try:
            back = await desk.restore(tx, self.catalogue, visit.booking, order=order, now=self.now)
        except Refused as refusal:
            return _refused(refusal, visit.slot)
        return VisitsRestored((await self._standing(back),))

    @carry_out.register
    async def _(self, effect: NoteLate) -> Event:
        return await self._note(effect.visit, "running_late", effect.minutes)

    @carry_out.register
    async def _(self, effect: NoteComing) -> Event:
        return await self._note(effect.visit, "said_to_come", None)

    async def _note(self, visit: Standing, cause: str, minutes: int | None) -> Event:
        details: dict[str, object] = {} if minutes is None else {"minutes": minutes}
        tx, order = await self.scene.tx(), self._order(cause)
        try:
            booking = await desk.remark(tx, visit.booking, order=order, **details)
        except Refused as refusal:
            return _refused(refusal, None)
        return VisitNoted(await self._standing(booking), minutes)

    def _order(self, cause: str) -> Order:
        talk = self.scene.talk.conversation_id
        return Order(
            by=f"customer:{self.customer}", cause=cause, source="chat", conversation_id=talk
        )

    def _option(self, visit: Standing, slot: Slot, wants: tuple[Want, ...]) -> Option:
        """Say what a time costs: as before with the same people, else by today's list."""
        first, *rest = wants
        seated = (Want(first.service, (slot.staff,), first.addons), *rest)
        if all(
            one.staff == (before.staff,) for one, before in zip(seated, visit.segments, strict=True)
        ):
            return Option(slot, visit.price, seated)
        return Option(slot, self._price(seated, slot), seated)

    def _price(self, wants: Sequence[Want], slot: Slot) -> Money:
        catalogue = self.catalogue
        segments = [
            Segment(one.service, staff, slot.start, slot.end, one.addons)
            for one in wants
            for staff in (one.staff or (catalogue.who_does(one.service)[0].id,))[:1]
        ]
        return pricing.quote(catalogue, segments, pricing.NOBODY_KNOWN).price

    async def _standing(self, booking: Booking) -> Standing:
        tx, price = await self.scene.tx(), booking.price
        terms = await moves.terms(tx, self.catalogue, booking)
        clock = await moves.clock(tx, booking)
        firm = booking.status is Status.CONFIRMED
        late = timedelta(hours=terms.late_move_hours)
        return Standing(
            booking=booking.booking_id,
            version=booking.version,
            segments=booking.segments,
            slot=_span(booking),
            price=price,
            status=booking.status,
            fee=policy.cancellation_fee(terms, price, clock, self.now) if firm else _none(price),
            move_fee=policy.late_move_fee(terms, price, clock, self.now),
            deposit=await self._deposit(booking),
            free_until=clock - late if terms.late_move_percent else None,
            begun=booking.starts_at <= self.now,
        )

    async def _deposit(self, booking: Booking) -> Money | None:
        """Give the deposit that was paid: one that was asked for, and is waited for no more."""
        if not booking.quote.deposit or booking.status is Status.PENDING_PAYMENT:
            return None
        past = await desk.history(await self.scene.tx(), booking.booking_id)
        waited = any(one.status is Status.PENDING_PAYMENT for one in past)
        return Money(booking.quote.deposit, booking.quote.currency) if waited else None


def together(found: Sequence[tuple[Booking, Standing]]) -> tuple[Standing, ...]:
    """Put the visits of a party into one, in the order of their starts."""
    parties: dict[object, list[Standing]] = {}
    for booking, visit in found:
        parties.setdefault(booking.party_id or booking.booking_id, []).append(visit)
    return tuple(
        replace(one[0], others=tuple(one[1:]), fee_together=total([each.fee for each in one]))
        for one in parties.values()
    )


def wanted(visit: Standing, wished: Wished, catalogue: Catalogue) -> tuple[Want, ...]:
    """Say how a visit shall be done: by who was asked for where they can, else as it was."""
    wants = []
    for one in visit.segments:
        able = {each.id for each in catalogue.who_does(one.service)}
        asked = tuple(each for each in wished.staff if each in able)
        same = () if wished.anyone else (one.staff,)
        wants.append(Want(one.service, asked or same, one.addons))
    return tuple(wants)


def total(amounts: Sequence[Money]) -> Money:
    """Add up amounts of one currency, at least one."""
    return Money(sum(one.minor for one in amounts), amounts[0].currency)


def _none(price: Money) -> Money:
    return Money(0, price.currency)


def _span(booking: Booking) -> Slot:
    start, end = epoch_minute(booking.starts_at), epoch_minute(booking.ends_at)
    return Slot(start, end, booking.segments[0].staff)


def _same(slot: Slot, visit: Standing) -> bool:
    return slot.start == visit.slot.start and slot.staff == visit.slot.staff


def _refused(refusal: Refused, slot: Slot | None) -> ChangeRefused:
    lost = refusal.key in {"time_taken", "not_bookable"}
    return ChangeRefused(str(refusal.facts.get("reason", "taken")) if lost else refusal.key, slot)
