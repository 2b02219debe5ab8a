"""Bookings: made, found, read."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from pydantic import Field, model_validator

from booking import agenda, desk, records, register, salons
from booking import holds as kept
from booking import visits as had
from booking.catalogue import Catalogue
from booking.desk import Booking, Order
from booking.register import Sought
from booking.status import Status
from bot.api import holds, pages, people, visits, wishes
from bot.api.door import AtHand, Caller, Work
from bot.api.keys import Scope
from bot.api.people import PersonGiven
from bot.api.problems import Problem, wrong
from bot.api.shapes import Day, Given, Moment, Reason, Services, begin
from bot.api.visits import BookingPage, BookingShown, BookingsShown, HistoryShown
from foundation.db import Tx
from foundation.errors import Refused
from foundation.house import House
from foundation.ids import BookingId, CustomerId, HoldId

CALENDAR = "text/calendar"


class CompanionGiven(Given):
    """Somebody who comes along; without a `customer` they stand under the first one's name."""

    services: Services | None = None
    customer: PersonGiven | None = None


class BookingGiven(Given):
    """What to book: the time kept as `hold_id`, or `services` at `start`."""

    customer: PersonGiven
    hold_id: UUID | None = None
    start: Moment | None = None
    services: Services | None = None
    companions: Annotated[list[CompanionGiven], Field(default_factory=list, max_length=5)]
    override: Annotated[
        Reason, Field(description="Why the salon's rules are stepped over; scope `salon`")
    ] = ""

    @model_validator(mode="after")
    def _kept_or_new(self) -> "BookingGiven":
        fresh = self.start is not None and self.services is not None
        if (self.hold_id is not None) == (self.start is not None or self.services is not None):
            raise ValueError("give a hold_id, or start with services")
        if self.hold_id is None and not fresh:
            raise ValueError("start and services belong together")
        if any((one.services is not None) != fresh for one in self.companions):
            raise ValueError("companions have services of their own, unless they are in the hold")
        return self


class Looking(Given):
    """Which bookings are looked for."""

    first: Annotated[Day | None, Field(alias="from", description="Begins on this day or later")] = (
        None
    )
    last: Annotated[Day | None, Field(alias="to", description="Begins on this day or before")] = (
        None
    )
    status: Annotated[list[Status], Field(default_factory=list, max_length=8)]
    customer: UUID | None = None
    staff: UUID | None = None
    service: UUID | None = None
    cursor: pages.Cursor = None
    limit: pages.Limit = 50


async def make(
    tx: Work, house: AtHand, key: Caller, given: BookingGiven, answer: Response
) -> BookingsShown:
    """Book: for one person or for several who begin together, all of it or nothing."""
    catalogue = await salons.load_catalogue(tx)
    if given.override and Scope.SALON not in key.scopes:
        raise Problem("scope_missing", "an override needs the scope salon")
    who = await _people(tx, house, catalogue, given)
    order = Order(
        by=key.actor,
        override=given.override,
        guest=await had.guest(tx, who[0], now=house.clock()),
    )
    make_it = _confirm if given.hold_id is not None else _book
    made = await make_it(tx, house, catalogue, given, who, order)
    answer.headers["Location"] = f"/api/v1/bookings/{made[0].booking_id}"
    return BookingsShown(bookings=[visits.booking(catalogue, one) for one in made])


async def find(tx: Work, looking: Annotated[Looking, Query()]) -> BookingPage:
    """List bookings by their start."""
    catalogue = await salons.load_catalogue(tx)
    zone = catalogue.zone
    sought = Sought(
        since=begin(looking.first, zone),
        until=begin(looking.last and looking.last + timedelta(days=1), zone),
        statuses=looking.status,
        customer_id=looking.customer,
        staff_id=looking.staff,
        service_id=looking.service,
    )
    begun = pages.place(looking.cursor)
    found = await register.bookings(tx, sought, after=begun, most=looking.limit + 1)
    page, more = pages.cut(found, looking.limit, lambda one: (one.starts_at, one.booking_id))
    shown = [visits.booking(catalogue, one) for one in page]
    return BookingPage(bookings=shown, next_cursor=more)


async def read(tx: Work, booking_id: UUID, answer: Response) -> BookingShown:
    """Show one booking."""
    catalogue = await salons.load_catalogue(tx)
    one = await records.read(tx, BookingId(booking_id))
    answer.headers["ETag"] = f'"{one.version}"'
    return visits.booking(catalogue, one)


async def calendar(tx: Work, house: AtHand, booking_id: UUID) -> Response:
    """Give a booking as a calendar file (RFC 5545)."""
    file = await agenda.booking_ics(tx, house.vault, BookingId(booking_id), now=house.clock())
    return Response(file, media_type=CALENDAR)


async def history(tx: Work, booking_id: UUID) -> HistoryShown:
    """Show all that became of a booking."""
    catalogue = await salons.load_catalogue(tx)
    found = await records.history(tx, BookingId(booking_id))
    if not found:
        raise Problem("not_found")
    return HistoryShown(history=[visits.fact(catalogue.zone, one) for one in found])


async def _people(
    tx: Tx, house: House, catalogue: Catalogue, given: BookingGiven
) -> list[CustomerId]:
    first = await people.meet(tx, house, catalogue, given.customer, "/customer")
    found = [first]
    for number, one in enumerate(given.companions):
        at = f"/companions/{number}/customer"
        found.append(
            await people.meet(tx, house, catalogue, one.customer, at) if one.customer else first
        )
    return found


async def _confirm(
    tx: Tx,
    house: House,
    catalogue: Catalogue,
    given: BookingGiven,
    who: list[CustomerId],
    order: Order,
) -> tuple[Booking, ...]:
    hold_id = HoldId(given.hold_id or _NONE)
    holder = await kept.holder(tx, hold_id, holds.KIND)
    if holder is None:
        raise Problem("hold_gone")
    made = await desk.confirm(
        tx,
        catalogue,
        holder=holder,
        hold_id=hold_id,
        customers=who,
        order=order,
        now=house.clock(),
    )
    if len(made) < len(who):
        raise wrong("/companions", "the time is kept for fewer people")
    return made


async def _book(
    tx: Tx,
    house: House,
    catalogue: Catalogue,
    given: BookingGiven,
    who: list[CustomerId],
    order: Order,
) -> tuple[Booking, ...]:
    others = [one.services or [] for one in given.companions]
    wanted = wishes.party(catalogue, given.services or [], others)
    start, now = given.start, house.clock()
    if start is None:
        raise ValueError("a booking without a hold has a start")
    try:
        return await desk.book(
            tx, catalogue, wish=wanted, start=start, customers=who, order=order, now=now
        )
    except Refused as refusal:
        raise await wishes.instead(refusal, tx, catalogue, wanted, start, now) from None


_NONE = UUID(int=0)
