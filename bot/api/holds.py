"""Time kept while somebody makes up their mind."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from booking import desk, salons
from booking import holds as kept
from booking import visits as had
from booking.catalogue import Catalogue
from booking.desk import Hold
from booking.pricing import NOBODY_KNOWN, Guest
from bot.api import people, visits, wishes
from bot.api.door import AtHand, Work
from bot.api.problems import Problem
from bot.api.shapes import Amount, Given, Moment, Services, Shown, amount
from bot.api.visits import PriceShown, SegmentShown
from foundation import ids
from foundation.db import Tx
from foundation.errors import Refused
from foundation.house import House
from foundation.ids import ConversationId, CustomerId, HoldId

KIND = "api"
"""The kind of the holds that programs may see."""


class CompanionGiven(Given):
    """Somebody who comes along."""

    services: Services


class HoldGiven(Given):
    """What to keep, when, for whom; everybody's visit begins at `start`."""

    start: Moment
    services: Services
    companions: Annotated[list[CompanionGiven], Field(default_factory=list, max_length=5)]
    customer_id: Annotated[
        UUID | None, Field(description="Whose it will be, if known: deposits go by it")
    ] = None
    minutes: Annotated[int, Field(strict=True, ge=1, le=30)] = kept.MINUTES


class VisitHeld(Shown):
    """What is kept for one person."""

    services: list[SegmentShown]
    price: PriceShown


class HoldShown(Shown):
    """A promise of time until `expires_at`; `price` is that of all visits."""

    id: UUID
    start: datetime
    end: datetime
    visits: list[VisitHeld]
    price: Amount
    expires_at: datetime


async def take(tx: Work, house: AtHand, given: HoldGiven) -> HoldShown:
    """Keep a time for some minutes: all of it or nothing."""
    catalogue = await salons.load_catalogue(tx)
    wanted = wishes.party(catalogue, given.services, [one.services for one in given.companions])
    now = house.clock()
    try:
        held = await desk.hold(
            tx,
            catalogue,
            holder=ConversationId(ids.new()),
            wish=wanted,
            start=given.start,
            draft_version=0,
            now=now,
            guest=await _guest(tx, house, given.customer_id),
            minutes=given.minutes,
            kind=KIND,
        )
    except Refused as refusal:
        raise await wishes.instead(refusal, tx, catalogue, wanted, given.start, now) from None
    return _shown(catalogue, held)


async def release(tx: Work, hold_id: UUID) -> None:
    """Give a kept time back."""
    holder = await kept.holder(tx, HoldId(hold_id), KIND)
    if holder is None or not await desk.release(tx, holder):
        raise Problem("not_found")


async def _guest(tx: Tx, house: House, customer_id: UUID | None) -> Guest:
    if customer_id is None:
        return NOBODY_KNOWN
    await people.must_be_known(tx, house, customer_id, "/customer_id")
    return await had.guest(tx, CustomerId(customer_id), now=house.clock())


def _shown(catalogue: Catalogue, held: Hold) -> HoldShown:
    zone = catalogue.zone
    return HoldShown(
        id=held.hold_id,
        start=held.starts_at.astimezone(zone),
        end=held.ends_at.astimezone(zone),
        visits=[
            VisitHeld(
                services=[visits.segment(catalogue, each) for each in one.segments],
                price=visits.price(one.price),
            )
            for one in held.proposal.visits
        ],
        price=amount(held.price),
        expires_at=held.expires_at.astimezone(zone),
    )
