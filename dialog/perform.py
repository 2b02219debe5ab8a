"""Effects carried out against the diary; the answers come back as events."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from booking import customers, desk
from booking.catalogue import Catalogue
from booking.orders import Order
from booking.plan import Segment, Want
from booking.ranking import Slot
from dialog import finding
from dialog.effects import Book, Effect, FindTimes, Hold, Release, Remember
from dialog.events import Confirmed, Event, HoldLost, HoldTaken
from dialog.scene import Scene
from dialog.session import Held
from foundation import faults, ids
from foundation.errors import Refused
from foundation.ids import CustomerId, ServiceId


@dataclass(frozen=True, slots=True)
class Performer:
    """The hands of one turn: searches freely, writes under the conversation's lock."""

    scene: Scene
    catalogue: Catalogue
    now: datetime

    async def carry_out(self, effect: Effect, customer: CustomerId | None) -> Event | None:
        """Do what a step wants done; answer with the event it asked for, if any."""
        match effect:
            case FindTimes():
                return await finding.times(self.scene, self.catalogue, effect, self.now)
            case Hold():
                return await self._hold(effect)
            case Book():
                return await self._book(effect, customer)
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

    async def _hold(self, wanted: Hold) -> Event:
        tx = await self.scene.tx()
        try:
            hold = await desk.hold(
                tx,
                self.catalogue,
                holder=self.scene.talk.conversation_id,
                wish=((Want(wanted.service, wanted.staff),),),
                start=datetime.fromtimestamp(wanted.start * 60, UTC),
                draft_version=wanted.version,
                now=self.now,
            )
        except Refused as refusal:
            length = self.catalogue.service(wanted.service).minutes
            staff = wanted.staff or self._who_does(wanted.service)
            slot = Slot(wanted.start, wanted.start + length, staff[0])
            return HoldLost(slot, str(refusal.facts.get("reason", "taken")))
        faults.point("hold_taken")
        # Told on the business clock: the database's own decides when the hold ends.
        left = round((hold.expires_at - hold.database_now).total_seconds())
        until = self.now + timedelta(seconds=left)
        slot = _slot(hold.segments)
        return HoldTaken(
            Held(hold.hold_id, wanted.version, wanted.service, slot, hold.price, until)
        )

    async def _book(self, wanted: Book, customer: CustomerId | None) -> Event:
        tx = await self.scene.tx()
        if customer is None:
            raise AssertionError("a booking needs the customer whose name was asked")
        faults.point("confirming")
        try:
            [booking] = await desk.confirm(
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
                ),
                now=self.now,
            )
        except Refused as refusal:
            return HoldLost(wanted.slot, str(refusal.facts.get("reason", "taken")))
        return Confirmed(booking.booking_id, _slot(booking.segments))

    def _who_does(self, service: ServiceId) -> tuple[ids.StaffId, ...]:
        return tuple(one.id for one in self.catalogue.who_does(service))


def _slot(segments: Sequence[Segment]) -> Slot:
    return Slot(segments[0].start, segments[-1].end, segments[0].staff)
