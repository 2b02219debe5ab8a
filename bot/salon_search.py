"""Salons found from the command line, with reasons."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from booking import discovery
from booking.discovery import Found, Page, Query
from bot import at_hand
from foundation.money import Money
from foundation.settings import Settings


@dataclass(frozen=True, slots=True)
class Line:
    """One salon as a line of a table; `why` gives each factor with its value of 100."""

    salon: str
    offer: str
    free: str
    score: str
    why: str


async def search(settings: Settings, query: Query) -> Page:
    """Search as customers' programs do."""
    async with at_hand.house(settings) as house:
        return await discovery.find(house.database, house.live, query, house.clock())


def line(one: Found) -> Line:
    """Say what was found in words."""
    where = f"{one.name}, {one.city}" if one.city else one.name
    free = one.next_free and one.next_free.astimezone(ZoneInfo(one.zone))
    return Line(
        f"{where} ({one.slug})",
        _offer(one),
        f"{free:%a %d %b %H:%M}" if free else "-",
        f"{one.score * 100:.0f}",
        "; ".join(f"{part.factor} {part.value * 100:.0f}: {part.why}" for part in one.parts),
    )


def _offer(one: Found) -> str:
    if one.service is None:
        return "" if one.price_level is None else f"price level {one.price_level} of 4"
    price = Money(one.service.price_minor, one.currency)
    return f"{one.service.names.get('en') or one.service.key}, {one.service.minutes} min, {price}"
