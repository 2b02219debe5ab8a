"""Bookings as answers show them."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import Field

from booking.calendar import moment
from booking.catalogue import Catalogue
from booking.plan import Segment
from booking.pricing import Quote
from booking.records import Booking, Fact
from booking.status import Status
from bot.api.shapes import Amount, Page, Shown, amount
from foundation.money import Money


class SegmentShown(Shown):
    """One service of a visit; names are as the salon has them now, None for what it had once."""

    service_id: UUID
    service: str | None
    staff_id: UUID
    staff: str | None
    start: datetime
    end: datetime
    addon_ids: list[UUID]
    resource_ids: list[UUID]
    class_id: UUID | None


class LineShown(Shown):
    """One line of a price."""

    kind: str
    what: str
    amount: int


class PriceShown(Amount):
    """A price with what it is made of, all in the currency's smallest unit."""

    lines: list[LineShown]
    tax: int
    deposit: int


class BookingShown(Shown):
    """A booking; `version` counts the rows of its history, `sequence` its moves."""

    id: UUID
    status: Status
    version: int
    sequence: int
    start: datetime
    end: datetime
    services: list[SegmentShown]
    customer_id: UUID
    party_id: Annotated[UUID | None, Field(description="Shared by those who come together")]
    price: PriceShown
    policy_version: int
    pay_until: datetime | None
    source: str
    created_at: datetime


class BookingsShown(Shown):
    """The bookings of everybody who comes along."""

    bookings: list[BookingShown]


class BookingPage(Page):
    """A part of the bookings, by their start."""

    bookings: list[BookingShown]


class FactShown(Shown):
    """One row of a booking's history: what it became, why, by whom, on which request."""

    seq: int
    status: Status
    cause: str
    actor: str
    request_id: str
    reason: str
    details: dict[str, Any]
    at: datetime


class HistoryShown(Shown):
    """All that became of a booking, the oldest first."""

    history: list[FactShown]


def booking(catalogue: Catalogue, one: Booking) -> BookingShown:
    """Show a booking in the salon's zone."""
    zone = catalogue.zone
    return BookingShown(
        id=one.booking_id,
        status=one.status,
        version=one.version,
        sequence=one.sequence,
        start=one.starts_at.astimezone(zone),
        end=one.ends_at.astimezone(zone),
        services=[segment(catalogue, each) for each in one.segments],
        customer_id=one.customer_id,
        party_id=one.party_id,
        price=price(one.quote),
        policy_version=one.policy_version,
        pay_until=one.pay_until and one.pay_until.astimezone(zone),
        source=one.source,
        created_at=one.created_at.astimezone(zone),
    )


def segment(catalogue: Catalogue, one: Segment) -> SegmentShown:
    """Show one service of a visit."""
    services = {each.id: each for each in catalogue.services}
    names = {each.id: each.name for each in catalogue.staff}
    known = services.get(one.service)
    return SegmentShown(
        service_id=one.service,
        service=known and known.name(catalogue.language),
        staff_id=one.staff,
        staff=names.get(one.staff),
        start=moment(one.start, catalogue.zone),
        end=moment(one.end, catalogue.zone),
        addon_ids=list(one.addons),
        resource_ids=list(one.resources),
        class_id=one.class_id,
    )


def price(quote: Quote) -> PriceShown:
    """Show a price with its lines."""
    return PriceShown(
        **amount(Money(quote.total, quote.currency)).model_dump(),
        lines=[LineShown(kind=one.kind, what=one.what, amount=one.minor) for one in quote.lines],
        tax=quote.tax,
        deposit=quote.deposit,
    )


def fact(zone: ZoneInfo, one: Fact) -> FactShown:
    """Show one row of a booking's history."""
    return FactShown(
        seq=one.seq,
        status=one.status,
        cause=one.cause,
        actor=one.actor,
        request_id=one.request_id,
        reason=one.reason,
        details=one.details,
        at=one.at.astimezone(zone),
    )
