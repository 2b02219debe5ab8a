"""How well a salon answers a search: each factor from 0 to 1, with its reason."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from statistics import median

import msgspec
from rapidfuzz import fuzz, process, utils

from foundation.ids import SalonId, ServiceId
from foundation.money import Money

WEIGHTS = {"service": 35, "distance": 20, "price": 15, "rating": 15, "soonness": 15}
"""What each factor counts; one that was not asked for is left out, the others then count more."""

_ALIKE = 75  # of 100, below which a service is not what was meant
_LEVELS = (0.75, 1.25, 1.75)
_PRIOR, _PRIOR_COUNT = 3.5, 10  # a few ratings say little: as if ten of 3.5 had come before
_DAY = timedelta(days=1)


class Sold(msgspec.Struct, frozen=True):
    """A service as it is listed; `price_minor` is the lowest of those who do it."""

    id: ServiceId
    key: str
    names: dict[str, str]
    aliases: tuple[str, ...]
    minutes: int
    price_minor: int


class Listed(msgspec.Struct, frozen=True):
    """A salon's listing; `hourly` is its mean price of an hour, `distance` in km if asked from."""

    salon_id: SalonId
    slug: str
    name: str
    city: str
    currency: str
    languages: tuple[str, ...]
    services: tuple[Sold, ...]
    hourly: int | None
    rating: Decimal | None
    rating_count: int
    lat: float | None
    lon: float | None
    distance: float | None


class Part(msgspec.Struct, frozen=True):
    """One factor of a score: `value` from 0 to 1, `weight` of all weights, `why` in English."""

    factor: str
    value: float
    weight: float
    why: str


def best_service(services: Sequence[Sold], text: str) -> tuple[Sold, float] | None:
    """Choose the service that is most like the text, with its likeness; None when none is near."""
    called = [(name, one) for one in services for name in _names(one)]
    found = process.extractOne(
        text,
        [name for name, _ in called],
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        score_cutoff=_ALIKE,
    )
    return (called[found[2]][1], found[1] / 100) if found else None


def _names(service: Sold) -> Iterator[str]:
    yield service.key.replace("_", " ")
    yield from service.names.values()
    yield from service.aliases


def service(name: str, likeness: float) -> Part:
    """Score how near the service comes to what was asked for."""
    how = "is" if likeness > 0.999 else "is like"
    return _part("service", likeness, f"{name} {how} what was asked for")


def distance(km: float, within: float) -> Part:
    """Score how near the salon is: 1 at the door, 0 as far away as was asked for."""
    return _part("distance", 1 - km / within, f"{km:.1f} km away")


def price(asked: Money, others: Sequence[int], *, hourly: bool = False) -> Part:
    """Score a price, of an hour if `hourly`, beside the lowest of all `others` and itself."""
    lowest = min(others)
    value = lowest / asked.minor if asked.minor else 1.0
    least = "the lowest" if asked.minor == lowest else f"the lowest {Money(lowest, asked.currency)}"
    return _part("price", value, f"{asked}{' an hour' * hourly}, {least}")


def rating(stars: Decimal | None, count: int) -> Part:
    """Score the rating, drawn towards the middle while few have rated."""
    told = count if stars is not None else 0
    value = (float(stars or 0) * told + _PRIOR * _PRIOR_COUNT) / (told + _PRIOR_COUNT) / 5
    why = f"{stars} of 5 by {count}" if stars is not None else "not rated yet"
    return _part("rating", value, why)


def soonness(free: datetime | None, since: datetime, days: int) -> Part:
    """Score how soon there is time: 1 at once, a half after a day."""
    if free is None:
        return _part("soonness", 0, f"nothing free within {days} days")
    return _part(
        "soonness", 1 / (1 + max(0.0, (free - since) / _DAY)), f"free {free:%a %d %b %H:%M}"
    )


def level(hourly: int | None, others: Sequence[int]) -> int | None:
    """Give the price level from 1 (low) to 4 beside others of the same currency."""
    if hourly is None or not others:
        return None
    middle = median(others) or 1
    return 1 + sum(hourly / middle > step for step in _LEVELS)


def total(parts: Sequence[Part]) -> tuple[float, tuple[Part, ...]]:
    """Give the weighted mean with each factor's share of it."""
    whole = sum(one.weight for one in parts)
    shared = tuple(msgspec.structs.replace(one, weight=one.weight / whole) for one in parts)
    return sum(one.value * one.weight for one in shared), shared


def _part(factor: str, value: float, why: str) -> Part:
    return Part(factor, min(1.0, max(0.0, value)), WEIGHTS[factor], why)
