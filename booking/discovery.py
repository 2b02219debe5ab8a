"""Salons found by what they do, where, for how much, how well, how soon."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import sha256

import msgspec

from booking import openings, salons, scoring
from booking.calendar import moment
from booking.catalogue import Catalogue
from booking.openings import Search
from booking.scoring import Listed, Part, Sold
from foundation.db import Database, Tx
from foundation.ids import SalonId
from foundation.money import Money
from foundation.redis import Live

PAGE = 20
"""Salons on a page: of so many the next free time is looked up, by the diary itself."""

_FIND = "SELECT find_listings(%b::text::jsonb)::text"
_MOST = 500
_DAYS = 14
_DAY = timedelta(days=1)
_FAR = timedelta(days=1500)
_KEPT = 60
_FORM = 1  # of what is kept: another form, another key
_AT_ONCE = 4  # salons asked side by side: other work needs connections too
_LONGEST = 100
_FARTHEST = 20_100  # km: half around the globe


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """A search; `near` in degrees (latitude, longitude), `within` km of it.

    `since`, `until` are aware moments between which the visit should begin. `page` counts from 1.
    """

    service: str = ""
    near: tuple[float, float] | None = None
    within: int = 25
    city: str = ""
    max_price: Money | None = None
    min_rating: Decimal | None = None
    since: datetime | None = None
    until: datetime | None = None
    language: str = ""
    page: int = 1


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A salon that answers the search, with why; `next_free` in UTC, `zone` is the salon's.

    `service` is the one that was meant, none when none was asked for; `price_level` from 1 to 4.
    """

    salon_id: SalonId
    slug: str
    name: str
    city: str
    zone: str
    currency: str
    languages: tuple[str, ...]
    rating: Decimal | None
    rating_count: int
    price_level: int | None
    distance: float | None
    service: Sold | None
    score: float
    parts: tuple[Part, ...]
    next_free: datetime | None


class Page(msgspec.Struct, frozen=True):
    """Salons, the best first; `total` is how many answer the search as far as listings tell."""

    found: tuple[Found, ...]
    page: int
    total: int


_page = msgspec.json.Decoder(Page)
_listings = msgspec.json.Decoder(tuple[Listed, ...])


@dataclass(frozen=True, slots=True)
class _Candidate:
    listed: Listed
    sold: Sold | None
    parts: tuple[Part, ...]
    level: int | None

    @property
    def first(self) -> tuple[float, str]:
        return -scoring.total(self.parts)[0], self.listed.slug


async def find(database: Database, live: Live, query: Query, now: datetime) -> Page:
    """Find salons that want to be found, ranked with reasons; the same again is kept for 60 s.

    Without Redis every search is done anew.
    """
    query = _cleaned(query)
    key = f"find:{_FORM}:{sha256(msgspec.json.encode(query)).hexdigest()}"
    if (kept := await live.kept(key)) is not None:
        return _page.decode(kept)
    found = msgspec.json.encode(await _find(database, query, now))
    await live.keep(key, found, _KEPT)
    return _page.decode(found)


async def _find(database: Database, query: Query, now: datetime) -> Page:
    [(text,)] = await database.rows(_FIND, (_asked(query),))
    candidates = sorted(_fitting(_listings.decode(text), query), key=lambda one: one.first)
    begin = (query.page - 1) * PAGE
    narrow = asyncio.Semaphore(_AT_ONCE)
    looked = [_look(database, narrow, one, query, now) for one in candidates[begin : begin + PAGE]]
    found = [one for one in await asyncio.gather(*looked) if one is not None]
    found.sort(key=lambda one: (-one.score, one.slug))
    return Page(tuple(found), query.page, len(candidates))


def _cleaned(query: Query) -> Query:
    """Make a search of what anybody may send; equal wishes become equal."""
    return msgspec.structs.replace(
        query,
        service=_clean(query.service),
        city=_clean(query.city),
        language=_clean(query.language),
        within=min(max(1, query.within), _FARTHEST),
        page=max(1, query.page),
    )


def _clean(text: str) -> str:
    return "".join(one for one in text[:_LONGEST] if one.isprintable()).strip()


def _asked(query: Query) -> str:
    words = [_escaped(word) for word in query.service.lower().split()]
    lat, lon = query.near or (None, None)
    asked = {
        "words": [f"%{word}%" for word in words],
        "city": query.city or None,
        "lat": lat,
        "lon": lon,
        "km": query.within,
        "rating": query.min_rating,
        "speaks": query.language or None,
        "most": _MOST,
    }
    return msgspec.json.encode(asked).decode()


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _fitting(listings: Sequence[Listed], query: Query) -> list[_Candidate]:
    """Keep what has the service at the price; score all but the time."""
    text = query.service
    matched = [
        (one, *best)
        for one in listings
        if (affordable := _affordable(one, query.max_price)) is not None
        and (best := scoring.best_service(affordable, text) if text else (None, 0.0))
    ]
    prices, hourly = defaultdict(list), defaultdict(list)
    for one, sold, _ in matched:
        if (price := _price(one, sold)) is not None:
            prices[one.currency].append(price)
        if one.hourly is not None:
            hourly[one.currency].append(one.hourly)
    return [
        _Candidate(
            one,
            sold,
            tuple(_known(one, sold, likeness, query, prices[one.currency])),
            scoring.level(one.hourly, hourly[one.currency]),
        )
        for one, sold, likeness in matched
    ]


def _affordable(listed: Listed, most: Money | None) -> Sequence[Sold] | None:
    """Give what the salon sells for no more than that; None when that is nothing."""
    if most is None:
        return listed.services
    within = [one for one in listed.services if one.price_minor <= most.minor]
    return within if within and listed.currency == most.currency else None


def _price(listed: Listed, sold: Sold | None) -> int | None:
    return sold.price_minor if sold else listed.hourly


def _known(
    listed: Listed, sold: Sold | None, likeness: float, query: Query, prices: Sequence[int]
) -> Iterator[Part]:
    if sold is not None:
        yield scoring.service(sold.names.get(query.language) or sold.key, likeness)
    if listed.distance is not None:
        yield scoring.distance(listed.distance, query.within)
    if (price := _price(listed, sold)) is not None:
        yield scoring.price(Money(price, listed.currency), prices, hourly=sold is None)
    yield scoring.rating(listed.rating, listed.rating_count)


async def _look(
    database: Database, narrow: asyncio.Semaphore, one: _Candidate, query: Query, now: datetime
) -> Found | None:
    """Look up when the salon has time; None when that is not when it was asked for."""
    since = max(now, query.since or now)
    async with narrow, database.unit_of_work(one.listed.salon_id) as tx:
        catalogue = await salons.find_catalogue(tx)
        if catalogue is None:
            return None
        free = await _next_free(tx, catalogue, one, query, now)
    if free is None and (query.since or query.until):
        return None
    soon = scoring.soonness(free, since, _DAYS)
    score, parts = scoring.total((*one.parts, soon))
    listed = one.listed
    return Found(
        salon_id=listed.salon_id,
        slug=listed.slug,
        name=listed.name,
        city=listed.city,
        zone=catalogue.zone.key,
        currency=listed.currency,
        languages=listed.languages,
        rating=listed.rating,
        rating_count=listed.rating_count,
        price_level=one.level,
        distance=listed.distance,
        service=one.sold,
        score=score,
        parts=parts,
        next_free=free and free.astimezone(UTC),
    )


async def _next_free(
    tx: Tx, catalogue: Catalogue, one: _Candidate, query: Query, now: datetime
) -> datetime | None:
    """Give the first start that is wanted, by the diary's own search, in the salon's zone."""
    since = max(now, query.since or now)
    sold = one.sold or next(iter(one.listed.services), None)
    if sold is None or sold.id not in {service.id for service in catalogue.services}:
        return None
    # Far from now a calendar ends: there is nothing to look for either.
    if since - now > _FAR or (query.until or since) < since:
        return None
    last = min(query.until or since + _DAYS * _DAY, since + _DAYS * _DAY)
    search = Search(
        service_id=sold.id,
        first=since.astimezone(catalogue.zone).date(),
        last=last.astimezone(catalogue.zone).date(),
        now=now,
    )
    slots = await openings.free(tx, catalogue, search)
    starts = (moment(slot.start, catalogue.zone) for slot in slots)
    return next((start for start in starts if start >= since and start < last), None)
