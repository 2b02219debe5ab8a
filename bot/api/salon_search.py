"""Salons that want to be found, by what they do, where, for how much, how soon."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import Query
from pydantic import Field, model_validator

from booking import discovery
from booking.discovery import Found
from booking.discovery import Query as Sought
from bot.api.door import AtHand
from bot.api.shapes import Amount, Given, Moment, Shown
from foundation.money import Money


class Looking(Given):
    """What is looked for; `lat` with `lon`, `max_price` with `currency`."""

    service: Annotated[str, Field(max_length=100)] = ""
    city: Annotated[str, Field(max_length=100)] = ""
    lat: Annotated[float | None, Field(ge=-90, le=90)] = None
    lon: Annotated[float | None, Field(ge=-180, le=180)] = None
    within: Annotated[int, Field(ge=1, le=500, description="Kilometres around the place")] = 25
    max_price: Annotated[int | None, Field(ge=0, le=10**9, description="In minor units")] = None
    currency: Annotated[str | None, Field(pattern="^[A-Z]{3}$")] = None
    min_rating: Annotated[float | None, Field(ge=0, le=5)] = None
    since: Annotated[Moment | None, Field(description="Begins at this moment or later")] = None
    until: Annotated[Moment | None, Field(description="Begins before this moment")] = None
    language: Annotated[str, Field(max_length=35)] = ""
    page: Annotated[int, Field(ge=1, le=25)] = 1

    @model_validator(mode="after")
    def _in_pairs(self) -> "Looking":
        if (self.lat is None) != (self.lon is None):
            raise ValueError("lat and lon belong together")
        if (self.max_price is None) != (self.currency is None):
            raise ValueError("max_price and currency belong together")
        return self


class SoldShown(Shown):
    """The service that was meant."""

    id: UUID
    key: str
    names: dict[str, str]
    minutes: int
    price: Amount


class PartShown(Shown):
    """One factor of a score: from 0 to 1, with its weight, with why."""

    factor: str
    value: float
    weight: float
    why: str


class FoundShown(Shown):
    """A salon that answers the search, with why; `price_level` is from 1 to 4."""

    slug: str
    name: str
    city: str
    zone: str
    currency: str
    languages: list[str]
    rating: float | None
    rating_count: int
    price_level: int | None
    distance_km: float | None
    service: SoldShown | None
    score: float
    parts: list[PartShown]
    next_free: datetime | None


class SalonPage(Shown):
    """Salons, the best first; `total` is how many there are as far as listings tell."""

    salons: list[FoundShown]
    page: int
    total: int


async def find(house: AtHand, looking: Annotated[Looking, Query()]) -> SalonPage:
    """Search all salons that are listed."""
    sought = Sought(
        service=looking.service,
        city=looking.city,
        near=None if looking.lat is None or looking.lon is None else (looking.lat, looking.lon),
        within=looking.within,
        max_price=_price(looking),
        min_rating=None if looking.min_rating is None else Decimal(str(looking.min_rating)),
        since=looking.since,
        until=looking.until,
        language=looking.language,
        page=looking.page,
    )
    found = await discovery.find(house.database, house.live, sought, house.clock())
    shown = [_shown(one) for one in found.found]
    return SalonPage(salons=shown, page=found.page, total=found.total)


def _price(looking: Looking) -> Money | None:
    if looking.max_price is None or looking.currency is None:
        return None
    return Money(looking.max_price, looking.currency)


def _shown(one: Found) -> FoundShown:
    sold = one.service
    return FoundShown(
        slug=one.slug,
        name=one.name,
        city=one.city,
        zone=one.zone,
        currency=one.currency,
        languages=list(one.languages),
        rating=None if one.rating is None else float(one.rating),
        rating_count=one.rating_count,
        price_level=one.price_level,
        distance_km=one.distance,
        service=sold
        and SoldShown(
            id=sold.id,
            key=sold.key,
            names=sold.names,
            minutes=sold.minutes,
            price=Amount(amount=sold.price_minor, currency=one.currency),
        ),
        score=one.score,
        parts=[PartShown.model_validate(part) for part in one.parts],
        next_free=one.next_free and one.next_free.astimezone(ZoneInfo(one.zone)),
    )
