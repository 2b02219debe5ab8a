"""The salon's customers: who they are, what they had."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Query, Response
from pydantic import Field, model_validator

from booking import contacts, salons
from booking import customers as known
from booking import visits as had
from booking.customers import Given as Said
from booking.customers import Person
from booking.status import Status
from bot.api import pages, people
from bot.api.door import AtHand, Work
from bot.api.people import Language, Mail, Name, Phone
from bot.api.shapes import Amount, Given, Page, Shown, amount
from foundation import ids
from foundation.db import Tx
from foundation.errors import Refused
from foundation.house import House
from foundation.ids import CustomerId

Preference = Annotated[str, Field(max_length=64)] | Annotated[int, Field(strict=True)] | bool


class CustomerGiven(Given):
    """What is said of a customer; what is left out stays as it is, null takes it away."""

    name: Name | None = None
    phone: Phone | None = None
    email: Mail | None = None
    language: Language | None = None
    preferences: Annotated[dict[str, Preference], Field(default_factory=dict, max_length=40)]


class NewCustomer(CustomerGiven):
    """Somebody new."""

    name: Name


class CustomerShown(Shown):
    """A customer; empty is what nobody has said."""

    id: UUID
    name: str
    phone: str
    phone_verified: bool
    email: str
    language: str
    preferences: dict[str, str | int | bool]
    created_at: datetime


class CustomerPage(Page):
    """A part of the customers, the oldest first."""

    customers: list[CustomerShown]


class WantShown(Shown):
    """One service of a visit."""

    service_id: UUID
    staff_ids: list[UUID]
    addon_ids: list[UUID]


class PastShown(Shown):
    """One booking of a customer, whatever became of it."""

    booking_id: UUID
    status: Status
    start: datetime
    end: datetime
    price: Amount
    services: list[WantShown]


class PastPage(Page):
    """A part of what a customer had, the latest first."""

    visits: list[PastShown]


class Looking(Given):
    """Who is looked for: by all that is given, which is matched whole."""

    name: Name | None = None
    phone: Phone | None = None
    email: Mail | None = None
    cursor: pages.Cursor = None
    limit: pages.Limit = 50

    @model_validator(mode="after")
    def _one_way(self) -> "Looking":
        if self.cursor and (self.name or self.phone or self.email):
            raise ValueError("a search has one page: no cursor goes with it")
        return self


class Earlier(Given):
    """Which page of the visits."""

    cursor: pages.Cursor = None
    limit: pages.Limit = 50


async def make(tx: Work, house: AtHand, given: NewCustomer, answer: Response) -> CustomerShown:
    """Make a customer."""
    made = await _keep(tx, house, CustomerId(ids.new()), given)
    answer.headers["Location"] = f"/api/v1/customers/{made.customer_id}"
    return _shown(made)


async def find(tx: Work, house: AtHand, looking: Annotated[Looking, Query()]) -> CustomerPage:
    """Search for customers, or list them all."""
    given = {"name": looking.name, "phone": looking.phone, "email": looking.email}
    if sought := {key: value for key, value in given.items() if value}:
        return CustomerPage(customers=await _search(tx, house, sought, looking.limit))
    begun = pages.place(looking.cursor)
    after = CustomerId(begun[1]) if begun else None
    found = await known.listed(tx, house.vault, after=after, most=looking.limit + 1)
    page, more = pages.cut(found, looking.limit, lambda one: (one.created_at, one.customer_id))
    return CustomerPage(customers=[_shown(one) for one in page], next_cursor=more)


async def read(tx: Work, house: AtHand, customer_id: UUID) -> CustomerShown:
    """Show a customer."""
    return _shown(await known.read(tx, house.vault, CustomerId(customer_id)))


async def change(tx: Work, house: AtHand, customer_id: UUID, given: CustomerGiven) -> CustomerShown:
    """Write what is said of a customer."""
    there = await known.read(tx, house.vault, CustomerId(customer_id))
    return _shown(await _keep(tx, house, there.customer_id, given))


async def visits(
    tx: Work, house: AtHand, customer_id: UUID, earlier: Annotated[Earlier, Query()]
) -> PastPage:
    """List what a customer had, the latest first."""
    catalogue = await salons.load_catalogue(tx)
    there = await known.read(tx, house.vault, CustomerId(customer_id))
    found = await had.visits(
        tx, there.customer_id, before=pages.place(earlier.cursor), most=earlier.limit + 1
    )
    page, more = pages.cut(found, earlier.limit, lambda one: one.place)
    shown = [
        PastShown(
            booking_id=one.booking_id,
            status=one.status,
            start=one.starts_at.astimezone(catalogue.zone),
            end=one.ends_at.astimezone(catalogue.zone),
            price=amount(one.price),
            services=[
                WantShown(
                    service_id=want.service,
                    staff_ids=list(want.staff),
                    addon_ids=list(want.addons),
                )
                for want in one.wants
            ],
        )
        for one in page
    ]
    return PastPage(visits=shown, next_cursor=more)


async def _keep(tx: Tx, house: House, customer_id: CustomerId, given: CustomerGiven) -> Person:
    said = Said(**given.model_dump(exclude_unset=True))  # type: ignore[typeddict-item]  # the same fields
    try:
        return await known.keep(tx, house.vault, customer_id, said, region=await _region(tx))
    except Refused as refusal:
        raise people.misread(refusal) from None


async def _search(tx: Tx, house: House, sought: dict[str, str], most: int) -> list[CustomerShown]:
    try:
        found = await known.find(tx, house.vault, **sought, region=await _region(tx))
    except Refused as refusal:
        raise people.misread(refusal, "", pointer=False) from None
    read_all = [await known.read(tx, house.vault, one) for one in found[:most]]
    return [_shown(one) for one in read_all]


async def _region(tx: Tx) -> str:
    return contacts.region_of((await salons.load_catalogue(tx)).zone)


def _shown(one: Person) -> CustomerShown:
    return CustomerShown(
        id=one.customer_id,
        name=one.name,
        phone=one.phone,
        phone_verified=one.phone_verified,
        email=one.email,
        language=one.language,
        preferences=dict(one.preferences),
        created_at=one.created_at,
    )
