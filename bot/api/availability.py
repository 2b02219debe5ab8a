"""When the salon has time."""

import contextlib
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import Field

from booking import openings, salons
from booking.calendar import epoch_minute, moment
from booking.catalogue import Catalogue
from booking.openings import Search
from booking.plan import Wish
from booking.ranking import Slot
from bot.api import pages, wishes
from bot.api.door import AtHand, Work
from bot.api.problems import wrong
from bot.api.shapes import Day, Given, Page, Shown, WantGiven
from foundation.errors import Refused

_MOST_DAYS = 62
"""How many days one search looks through, all people together: a party is looked up for each."""


class SlotShown(Shown):
    """A time at which the visit could begin; `staff_id` is the first service's stylist."""

    start: datetime
    end: datetime
    staff_id: UUID


class Slots(Page):
    """Free times in order."""

    slots: list[SlotShown]


class Looking(Given):
    """What is looked for, when."""

    service: Annotated[
        list[UUID], Field(min_length=1, max_length=6, description="One after another; repeatable")
    ]
    first: Annotated[Day, Field(alias="from", description="The first day, in the salon's zone")]
    last: Annotated[Day, Field(alias="to", description="The last day; 62 days by people at most")]
    staff: Annotated[
        list[UUID],
        Field(default_factory=list, max_length=20, description="By one of these; repeatable"),
    ]
    addon: Annotated[
        list[UUID],
        Field(default_factory=list, max_length=8, description="With the first service; repeatable"),
    ]
    people: Annotated[int, Field(ge=1, le=6, description="Who want the same, together")] = 1
    cursor: pages.Cursor = None
    limit: Annotated[int, Field(ge=1, le=1000, description="How many at most")] = 500


async def search(tx: Work, house: AtHand, looking: Annotated[Looking, Query()]) -> Slots:
    """Find free times for one service, for several back to back, for several people."""
    catalogue = await salons.load_catalogue(tx)
    most = _MOST_DAYS // looking.people
    if not 0 <= (looking.last - looking.first).days < most:
        raise wrong("to", f"must be the day of `from` or up to {most - 1} days later")
    now = house.clock()
    wanted = _wish(catalogue, looking)
    asked = Search(wish=wanted, first=looking.first, last=looking.last, now=now)
    found: list[Slot] = []
    if looking.people <= len(catalogue.staff):  # each has a stylist of their own
        with contextlib.suppress(Refused):  # nobody does all of it: there is no such time
            found = await openings.free(tx, catalogue, asked)
    return _page(catalogue, found, looking.cursor, looking.limit)


def _wish(catalogue: Catalogue, looking: Looking) -> Wish:
    for name, asked, there in (
        ("service", looking.service, catalogue.services),
        ("staff", looking.staff, catalogue.staff),
        ("addon", looking.addon, catalogue.addons),
    ):
        if not set(asked) <= {one.id for one in there}:
            raise wrong(name, "the salon has none of this id")
    wants = [
        WantGiven(service_id=one, staff_ids=looking.staff, addon_ids=[]) for one in looking.service
    ]
    wants[0].addon_ids = looking.addon
    return wishes.wish(catalogue, [wants] * looking.people, [""] * looking.people)


def _page(catalogue: Catalogue, found: list[Slot], cursor: str | None, limit: int) -> Slots:
    begun = pages.place(cursor)
    if begun is not None:
        place = (epoch_minute(begun[0]), begun[1])
        found = [one for one in found if (one.start, one.staff) > place]
    found = sorted(found, key=lambda one: (one.start, one.staff))
    page, more = pages.cut(found, limit, lambda one: (moment(one.start, catalogue.zone), one.staff))
    slots = [
        SlotShown(
            start=moment(one.start, catalogue.zone),
            end=moment(one.end, catalogue.zone),
            staff_id=one.staff,
        )
        for one in page
    ]
    return Slots(slots=slots, next_cursor=more)
