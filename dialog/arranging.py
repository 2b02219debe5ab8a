"""Where more services go beside a time that is held: what is held moves as little as possible."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from booking import openings, plans
from booking.calendar import Spans, epoch_minute
from booking.catalogue import Catalogue
from booking.plan import Wish
from booking.ranking import Slot
from dialog import draft as drafts
from dialog.effects import Rearrange
from dialog.events import Arranged
from dialog.fitting import fitting, within
from dialog.scene import Scene
from foundation.ids import ServiceId


@dataclass(frozen=True, slots=True)
class _Room:
    """One order of the services at one start; `moved` is by how much what is held moves."""

    wish: Wish
    slot: Slot
    inside: bool
    moved: int


async def room(scene: Scene, catalogue: Catalogue, wanted: Rearrange, now: datetime) -> Arranged:
    """Find the order and the start at which the services fit around the one that is held.

    What lies in the hours that were asked for as a whole comes first, then what moves the held
    service least, then the orders as they are given.
    """
    day = drafts.local(wanted.around.start, catalogue.zone).date()
    holder = scene.talk.conversation_id
    calls = scene.open_tx or scene.house.database
    busy = await openings.busy_on(calls, catalogue, day, day, holder)
    found = list(_rooms(catalogue, wanted, day, busy, epoch_minute(now)))
    if not found:
        return Arranged(_services(wanted.orders[0]), None)
    best = min(found, key=lambda one: (not one.inside, one.moved))
    return Arranged(_services(best.wish), best.slot)


def _rooms(
    catalogue: Catalogue, wanted: Rearrange, day: date, busy: Mapping[UUID, Spans], now: int
) -> Iterator[_Room]:
    for wish in wanted.orders:
        slots = plans.find(catalogue, wish, day, day, busy, now)
        ahead = _ahead(catalogue, wish, wanted.kept)
        if wanted.wishes:
            slots = fitting(slots, wanted.wishes, day, day, catalogue.zone)
        inside = set(within(slots, wanted.wishes, day, catalogue.zone))
        for slot in slots:
            moved = abs(slot.start + ahead - wanted.around.start)
            yield _Room(wish, slot, slot in inside, moved)


def _ahead(catalogue: Catalogue, wish: Wish, kept: ServiceId) -> int:
    """Give how many minutes after the start the kept service begins, by those wished for."""
    minutes = 0
    for one in wish[0]:
        if one.service == kept:
            break
        able = one.staff or tuple(each.id for each in catalogue.who_does(one.service))
        minutes += min(catalogue.length(one.service, who, one.addons) for who in able)
    return minutes


def _services(wish: Wish) -> tuple[ServiceId, ...]:
    return tuple(one.service for one in wish[0])
