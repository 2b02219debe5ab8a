"""Other salons searched, looked into, booked at: each in a transaction of its own."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid5
from zoneinfo import ZoneInfo

from booking import customers, desk, discovery, openings, ranking, salons
from booking.catalogue import Catalogue
from booking.discovery import Found, Query
from booking.openings import Search
from booking.orders import Order
from booking.plan import Want
from booking.ranking import Slot
from booking.status import Status
from dialog.effects import BookThere, FindSalons, LookThere
from dialog.events import BookedThere, SalonsFound, TimesThere
from dialog.quest import Place
from dialog.scene import Scene
from foundation.db import Tx
from foundation.errors import Refused
from foundation.ids import CustomerId
from foundation.money import Money

Abroad = FindSalons | LookThere | BookThere
ABROAD = (FindSalons, LookThere, BookThere)

_MOST = 10
"""Salons of one search that a conversation goes through."""

_AROUND = timedelta(days=7)
"""How far from the wished day the closest free time is looked for."""


@dataclass(frozen=True, slots=True)
class Traveller:
    """The hands of one turn at other salons; `name` is the customer's, "" while unknown."""

    scene: Scene
    now: datetime
    name: str = ""

    async def carry_out(self, effect: Abroad) -> SalonsFound | TimesThere | BookedThere:
        """Do what a step wants done at another salon; answer with the event it asked for."""
        match effect:
            case FindSalons():
                return await self._find(effect)
            case LookThere():
                async with self.scene.house.database.unit_of_work(effect.place.salon) as tx:
                    return await self._look(tx, effect.place, effect.start)
            case BookThere():
                return await self._book(effect)

    async def _find(self, wanted: FindSalons) -> SalonsFound:
        house = self.scene.house
        query = Query(service=wanted.service, city=wanted.city)
        page = await discovery.find(house.database, house.live, query, self.now)
        named = [one for one in page.found if wanted.name.lower() in one.name.lower()]
        places = [await self._place(one) for one in (named or page.found)[:_MOST]]
        return SalonsFound(tuple(one for one in places if one is not None))

    async def _place(self, found: Found) -> Place | None:
        async with self.scene.house.database.unit_of_work(found.salon_id) as tx:
            salon = await salons.find_catalogue(tx)
        if salon is None or found.service is None:
            return None
        return Place(
            salon=found.salon_id,
            name=found.name,
            city=found.city,
            phone=salon.phone,
            address=salon.address,
            zone=found.zone,
            rating=found.rating,
            ratings=found.rating_count,
            service=found.service.id,
            names=found.service.names,
            minutes=found.service.minutes,
            price=Money(found.service.price_minor, found.currency),
        )

    async def _look(self, tx: Tx, place: Place, start: int) -> TimesThere:
        """Give the wished start where it is free, else the closest; of a price as it was told."""
        salon = await _salon(tx, place)
        day = datetime.fromtimestamp(start * 60, ZoneInfo(place.zone)).date()
        search = Search(
            service_id=place.service,
            first=max(day - _AROUND, self.now.astimezone(salon.zone).date()),
            last=day + _AROUND,
            now=self.now,
        )
        free = await openings.free(tx, salon, search)
        closest = ranking.nearest(free, start, free[0].staff) if free else ()
        slot = next((one for one in free if one.start == start), None)
        best = slot or next(iter(closest), None)
        return TimesThere(best, wished=slot is not None)

    async def _book(self, wanted: BookThere) -> TimesThere | BookedThere:
        """Book under a key of the conversation's own: thought twice, the turn books once."""
        place, talk = wanted.place, self.scene.talk
        async with self.scene.house.database.unit_of_work(place.salon) as tx:
            salon = await _salon(tx, place)
            guest = CustomerId(uuid5(talk.conversation_id, str(place.salon)))
            vault = self.scene.house.vault
            sealed = vault.seal(self.name, place.salon.bytes)
            await customers.remember(tx, guest, sealed, customers.name_hash(vault, self.name))
            try:
                [booking] = await desk.book(
                    tx,
                    salon,
                    wish=((Want(place.service, (wanted.slot.staff,)),),),
                    start=datetime.fromtimestamp(wanted.slot.start * 60, UTC),
                    customers=(guest,),
                    order=Order(
                        by=f"customer:{guest}",
                        cause="customer_yes",
                        source="chat",
                        key=f"{talk.conversation_id}:{wanted.version}",
                    ),
                    now=self.now,
                )
            except Refused:
                return await self._look(tx, place, wanted.slot.start)
        first, last = booking.segments[0], booking.segments[-1]
        slot = Slot(first.start, last.end, first.staff)
        return BookedThere(place, slot, firm=booking.status is Status.CONFIRMED)


async def _salon(tx: Tx, place: Place) -> Catalogue:
    salon = await salons.find_catalogue(tx)
    if salon is None:
        raise LookupError(f"salon {place.salon} has no catalogue any more")
    return salon
