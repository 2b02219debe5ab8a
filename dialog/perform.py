"""Effects carried out against the diary; the answers come back as events."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from booking import customers, desk, notes, policy, visits
from booking.catalogue import Catalogue
from booking.desk import Booking
from booking.orders import Order
from booking.plan import Want, Wish
from booking.pricing import Guest
from booking.ranking import Slot
from booking.status import Status
from dialog import arranging, finding
from dialog.effects import (
    Book,
    BookThere,
    Effect,
    FindTimes,
    FindUsual,
    Hold,
    Jot,
    LookUpRating,
    Rearrange,
    Release,
    Remember,
    SettleDeposit,
)
from dialog.events import Confirmed, Event, HoldLost, HoldTaken, UsualFound
from dialog.performing import asking, paying
from dialog.performing.salons import ABROAD, Traveller
from dialog.performing.visits import VISITS, Visitor
from dialog.performing.waiting import WAITLIST, Queue
from dialog.phrases import spans
from dialog.scene import Scene
from dialog.session import Held
from foundation import faults, ids
from foundation.errors import Refused
from foundation.ids import CustomerId
from foundation.money import Money


@dataclass(frozen=True, slots=True)
class Performer:
    """The hands of one turn: searches freely, writes under the conversation's lock."""

    scene: Scene
    catalogue: Catalogue
    now: datetime

    async def carry_out(self, effect: Effect, customer: CustomerId | None) -> Event | None:
        """Do what a step wants done; answer with the event it asked for, if any."""
        if isinstance(effect, VISITS):
            visitor = Visitor(self.scene, self.catalogue, self.now, customer)
            return await visitor.carry_out(effect)
        if isinstance(effect, WAITLIST):
            queue = Queue(self.scene, self.catalogue, self.now, customer)
            return await queue.carry_out(effect)
        if isinstance(effect, ABROAD):
            known = isinstance(effect, BookThere) and customer is not None
            name = await self.name_of(self.scene, customer) if known and customer else ""
            return await Traveller(self.scene, self.now, name).carry_out(effect)
        if isinstance(effect, SettleDeposit):
            return await paying.settle(self.scene, self.catalogue, effect, self.now)
        return await self._for_booking(effect, customer)

    async def _for_booking(self, effect: Effect, customer: CustomerId | None) -> Event | None:
        match effect:
            case FindTimes():
                return await finding.times(self.scene, self.catalogue, effect, self.now)
            case Hold():
                return await self._hold(effect, customer)
            case Book():
                return await self._book(effect, customer)
            case Rearrange():
                return await arranging.room(self.scene, self.catalogue, effect, self.now)
            case FindUsual() | LookUpRating():
                rates = isinstance(effect, LookUpRating)
                return await (asking.rating(self.scene) if rates else self._usual(customer))
            case Release():
                await desk.release(await self.scene.tx(), self.scene.talk.conversation_id)
                return None
            case _:
                raise TypeError(f"nothing carries out {type(effect).__name__}")

    async def remember(self, effect: Remember, known: CustomerId | None) -> CustomerId:
        """Keep the customer's name sealed with the customer, who is made at the first name."""
        tx = await self.scene.tx()
        customer = known or CustomerId(ids.new())
        vault = self.scene.house.vault
        sealed = vault.seal(effect.name, tx.salon_id.bytes)
        await customers.remember(tx, customer, sealed, customers.name_hash(vault, effect.name))
        return customer

    @staticmethod
    async def name_of(scene: Scene, customer: CustomerId) -> str:
        """Read a known customer's name, for a phrase that prints it."""
        sealed = await customers.name(await scene.tx(), customer)
        return scene.house.vault.open(sealed, scene.talk.salon_id.bytes) if sealed else ""

    async def somebody(self, known: CustomerId | None) -> CustomerId:
        """Give the customer, who is made nameless where nobody is known yet."""
        if known is not None:
            return known
        customer = CustomerId(ids.new())
        await customers.remember(await self.scene.tx(), customer, None)
        return customer

    async def jot(self, effect: Jot, known: CustomerId | None) -> CustomerId:
        """Note for the staff what a customer says, who is made nameless at the first note."""
        tx, customer = await self.scene.tx(), await self.somebody(known)
        await notes.said(tx, self.scene.house.vault, customer, effect.text)
        return customer

    async def _usual(self, customer: CustomerId | None) -> Event:
        if customer is None:
            return UsualFound(())
        found = await visits.usual(await self.scene.tx(), customer, now=self.now)
        return UsualFound(found or ())

    async def _guest(self, customer: CustomerId | None) -> Guest:
        """Tell what deposits go by: who is not known yet is new."""
        if customer is None:
            return Guest(first_visit=True)
        return await visits.guest(await self.scene.tx(), customer, now=self.now)

    async def _hold(self, wanted: Hold, customer: CustomerId | None) -> Event:
        tx = await self.scene.tx()
        wish = wanted.wish or ((Want(wanted.service, wanted.staff),),)
        try:
            hold = await desk.hold(
                tx,
                self.catalogue,
                holder=self.scene.talk.conversation_id,
                wish=wish,
                start=datetime.fromtimestamp(wanted.start * 60, UTC),
                draft_version=wanted.version,
                now=self.now,
                guest=await self._guest(customer),
            )
        except Refused as refusal:
            slot = self._lost(wanted.start, wish)
            return HoldLost(slot, str(refusal.facts.get("reason", "taken")))
        faults.point("hold_taken")
        return HoldTaken(self._held(wanted, hold))

    def _held(self, wanted: Hold, hold: desk.Hold) -> Held:
        # Told on the business clock: the database's own decides when the hold ends.
        left = round((hold.expires_at - hold.database_now).total_seconds())
        each = hold.proposal.visits
        due = sum(one.price.deposit for one in each)
        return Held(
            hold.hold_id,
            wanted.version,
            hold.segments[0].service,
            Slot(hold.proposal.start, hold.proposal.end, hold.segments[0].staff),
            hold.price,
            self.now + timedelta(seconds=left),
            visits=tuple(one.segments for one in each),
            deposit=Money(due, hold.price.currency) if due else None,
            online=self.catalogue.policy.online,
            free_until=self._free_until(hold.starts_at),
        )

    def _free_until(self, starts_at: datetime) -> datetime | None:
        """Give until when neither a cancellation nor a move costs; None when it costs already."""
        terms = self.catalogue.policy
        limits = [policy.free_until(terms, starts_at)]
        if terms.late_move_percent:
            limits.append(starts_at - timedelta(hours=terms.late_move_hours))
        ends = min((one for one in limits if one is not None), default=None)
        return ends if ends is not None and ends > self.now else None

    def _lost(self, start: int, wish: Wish) -> Slot:
        """Give the time that could not be had, as long as it would have taken."""
        length = max(spans.length(person, self.catalogue) for person in wish)
        first = wish[0][0]
        staff = first.staff or tuple(one.id for one in self.catalogue.who_does(first.service))
        return Slot(start, start + length, staff[0])

    async def _book(self, wanted: Book, customer: CustomerId | None) -> Event:
        tx = await self.scene.tx()
        if customer is None:
            raise AssertionError("a booking needs the customer whose name was asked")
        faults.point("confirming")
        try:
            made = await desk.confirm(
                tx,
                self.catalogue,
                holder=self.scene.talk.conversation_id,
                hold_id=wanted.hold,
                customers=(customer,),
                order=Order(
                    by=f"customer:{customer}",
                    cause="customer_yes",
                    source="chat",
                    conversation_id=self.scene.talk.conversation_id,
                    status=Status.PENDING_PAYMENT if wanted.unpaid else None,
                ),
                now=self.now,
            )
        except Refused as refusal:
            return HoldLost(wanted.slot, str(refusal.facts.get("reason", "taken")))
        confirmed = _confirmed(made)
        return paying.asked(made, confirmed.slot, self.now) or confirmed


def _confirmed(made: Sequence[Booking]) -> Confirmed:
    """Tell what the desk has written, for each person."""
    each = tuple(one.segments for one in made)
    begin = min(segments[0].start for segments in each)
    end = max(segments[-1].end for segments in each)
    return Confirmed(made[0].booking_id, Slot(begin, end, each[0][0].staff), each)
