"""Effects carried out against the diary; the answers come back as events."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from booking import customers, desk
from booking.calendar import epoch_minute
from booking.catalogue import Catalogue
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
        sealed = self.scene.house.vault.seal(effect.name, tx.salon_id.bytes)
        await customers.remember(tx, customer, sealed)
        return customer

    @staticmethod
    async def name_of(scene: Scene, customer: CustomerId) -> str:
        """Read a known customer's name, for a phrase that prints it."""
        sealed = await customers.name(await scene.tx(), customer)
        return scene.house.vault.open(sealed, scene.talk.salon_id.bytes) if sealed else ""

    async def _hold(self, wanted: Hold) -> Event:
        tx = await self.scene.tx()
        staff = wanted.staff or self._who_does(wanted.service)
        try:
            hold = await desk.hold(
                tx,
                self.catalogue,
                holder=self.scene.talk.conversation_id,
                service_id=wanted.service,
                staff_ids=staff,
                start=datetime.fromtimestamp(wanted.start * 60, UTC),
                draft_version=wanted.version,
                now=self.now,
            )
        except Refused as refusal:
            length = self.catalogue.service(wanted.service).minutes
            slot = Slot(wanted.start, wanted.start + length, staff[0])
            return HoldLost(slot, str(refusal.facts.get("reason", "taken")))
        faults.point("hold_taken")
        # Told on the business clock: the database's own decides when the hold ends.
        left = round((hold.expires_at - hold.database_now).total_seconds())
        until = self.now + timedelta(seconds=left)
        slot = Slot(epoch_minute(hold.starts_at), epoch_minute(hold.ends_at), hold.staff_id)
        return HoldTaken(
            Held(hold.hold_id, wanted.version, wanted.service, slot, hold.price, until)
        )

    async def _book(self, wanted: Book, customer: CustomerId | None) -> Event:
        tx = await self.scene.tx()
        if customer is None:
            raise AssertionError("a booking needs the customer whose name was asked")
        faults.point("confirming")
        try:
            booking = await desk.confirm(
                tx,
                self.catalogue,
                holder=self.scene.talk.conversation_id,
                hold_id=wanted.hold,
                customer_id=customer,
                cause="customer_yes",
                now=self.now,
            )
        except Refused as refusal:
            return HoldLost(wanted.slot, str(refusal.facts.get("reason", "taken")))
        slot = Slot(
            epoch_minute(booking.starts_at), epoch_minute(booking.ends_at), booking.staff_id
        )
        return Confirmed(booking.booking_id, slot)

    def _who_does(self, service: ServiceId) -> tuple[ids.StaffId, ...]:
        return tuple(one.id for one in self.catalogue.who_does(service))
