"""The waitlist: who waits for a time, what they are offered."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import Field

from booking import salons, waitlist
from booking.calendar import moment
from booking.catalogue import Catalogue
from booking.desk import Order
from booking.waitlist import Entry, Offer
from bot.api import pages, people, visits, wishes
from bot.api.door import AtHand, Caller, Work
from bot.api.holds import CompanionGiven
from bot.api.people import PersonGiven
from bot.api.problems import Problem, wrong
from bot.api.shapes import Given, Moment, Page, Services, Shown
from bot.api.visits import BookingsShown
from foundation.errors import Refused
from foundation.ids import EntryId, OfferId

State = Literal["waiting", "offered", "booked", "left", "expired"]


class WindowGiven(Given):
    """From when until when a visit would do, all of it."""

    start: Moment
    end: Moment


class EntryGiven(Given):
    """Who waits for what, when."""

    customer: PersonGiven
    services: Services
    companions: Annotated[list[CompanionGiven], Field(default_factory=list, max_length=5)]
    windows: Annotated[list[WindowGiven], Field(min_length=1, max_length=20)]


class WantShown(Shown):
    """One service as wished for."""

    service_id: UUID
    staff_ids: list[UUID]
    addon_ids: list[UUID]


class WindowShown(Shown):
    """A window in the salon's zone."""

    start: datetime
    end: datetime


class EntryShown(Shown):
    """Somebody who waits; `people` are the services of each person."""

    id: UUID
    customer_id: UUID
    people: list[list[WantShown]]
    windows: list[WindowShown]
    status: State
    created_at: datetime


class EntryPage(Page):
    """A part of those who wait, the longest first."""

    entries: list[EntryShown]


class OfferShown(Shown):
    """A time kept for one who waits, until `answer_until`."""

    id: UUID
    entry_id: UUID
    staff_id: UUID
    start: datetime
    end: datetime
    answer_until: datetime
    status: str


class OffersShown(Shown):
    """Offers that wait for an answer, the oldest first."""

    offers: list[OfferShown]


class Looking(Given):
    """Which entries are looked for."""

    status: Annotated[list[State], Field(default_factory=lambda: [*waitlist.STATES])]
    cursor: pages.Cursor = None
    limit: pages.Limit = 50


async def join(tx: Work, house: AtHand, given: EntryGiven) -> EntryShown:
    """Let a customer wait."""
    catalogue = await salons.load_catalogue(tx)
    wanted = wishes.party(catalogue, given.services, [one.services for one in given.companions])
    customer = await people.meet(tx, house, catalogue, given.customer, "/customer")
    try:
        made = await waitlist.join(
            tx,
            catalogue,
            customer_id=customer,
            wish=wanted,
            windows=[(one.start, one.end) for one in given.windows],
            now=house.clock(),
        )
    except Refused as refusal:
        if refusal.key != "bad_window":
            raise
        raise wrong("/windows", "must end after their start, within half a year") from None
    return _entry(catalogue, await waitlist.read(tx, made))


async def find(tx: Work, looking: Annotated[Looking, Query()]) -> EntryPage:
    """List who waits."""
    catalogue = await salons.load_catalogue(tx)
    found = await waitlist.entries(tx, [*looking.status])
    if (begun := pages.place(looking.cursor)) is not None:
        found = tuple(one for one in found if (one.created_at, one.entry_id) > begun)
    page, more = pages.cut(found, looking.limit, lambda one: (one.created_at, one.entry_id))
    return EntryPage(entries=[_entry(catalogue, one) for one in page], next_cursor=more)


async def read(tx: Work, entry_id: UUID) -> EntryShown:
    """Show one who waits."""
    catalogue = await salons.load_catalogue(tx)
    return _entry(catalogue, await waitlist.read(tx, EntryId(entry_id)))


async def leave(tx: Work, entry_id: UUID) -> None:
    """Wait no longer; an open offer goes to the next in line."""
    await waitlist.leave(tx, EntryId(entry_id))


async def offers(tx: Work) -> OffersShown:
    """List the offers that wait for an answer."""
    catalogue = await salons.load_catalogue(tx)
    return OffersShown(offers=[_offer(catalogue, one) for one in await waitlist.offers(tx)])


async def accept(tx: Work, house: AtHand, key: Caller, offer_id: UUID) -> BookingsShown:
    """Say yes to an offer; too late, it is answered with what is free now."""
    catalogue = await salons.load_catalogue(tx)
    order = Order(by=key.actor)
    try:
        made = await waitlist.accept(
            tx, catalogue, OfferId(offer_id), order=order, now=house.clock()
        )
    except Refused as refusal:
        if refusal.key != "offer_gone":
            raise
        free = refusal.facts.get("free")
        offered = (
            [wishes.alternative(catalogue, one) for one in free] if isinstance(free, list) else []
        )
        raise Problem("offer_gone", alternatives=offered) from None
    return BookingsShown(bookings=[visits.booking(catalogue, one) for one in made])


async def decline(tx: Work, offer_id: UUID) -> None:
    """Say no to an offer: it goes to the next in line."""
    await waitlist.decline(tx, OfferId(offer_id))


def _entry(catalogue: Catalogue, one: Entry) -> EntryShown:
    zone = catalogue.zone
    return EntryShown(
        id=one.entry_id,
        customer_id=one.customer_id,
        people=[
            [
                WantShown(
                    service_id=want.service,
                    staff_ids=list(want.staff),
                    addon_ids=list(want.addons),
                )
                for want in wants
            ]
            for wants in one.wish
        ],
        windows=[
            WindowShown(start=moment(begin, zone), end=moment(end, zone))
            for begin, end in one.windows
        ],
        status=one.status,
        created_at=one.created_at.astimezone(zone),
    )


def _offer(catalogue: Catalogue, one: Offer) -> OfferShown:
    zone = catalogue.zone
    return OfferShown(
        id=one.offer_id,
        entry_id=one.entry_id,
        staff_id=one.staff_id,
        start=one.starts_at.astimezone(zone),
        end=one.ends_at.astimezone(zone),
        answer_until=one.answer_until.astimezone(zone),
        status=one.status,
    )
