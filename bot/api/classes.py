"""Classes: times that the salon sets, with seats that are sold one by one."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import Field

from booking import desk, openings, salons
from booking.calendar import moment
from bot.api.door import AtHand, Work
from bot.api.problems import wrong
from bot.api.shapes import Day, Given, Moment, Shown
from foundation.ids import ClassId, ServiceId, StaffId

_MOST_DAYS = 62


class ClassGiven(Given):
    """Which class, who teaches it, when it begins."""

    service_id: UUID
    staff_id: UUID
    start: Moment


class ClassMade(Shown):
    """A class that is on the diary."""

    id: UUID


class ClassShown(Shown):
    """A class with how many seats are free."""

    id: UUID
    service_id: UUID
    staff_id: UUID
    start: datetime
    end: datetime
    free: int


class ClassesShown(Shown):
    """Classes by their start."""

    classes: list[ClassShown]


class Looking(Given):
    """Which classes are looked for."""

    service: UUID
    first: Annotated[Day, Field(alias="from", description="The first day, in the salon's zone")]
    last: Annotated[Day, Field(alias="to", description="The last day; at most 62 days in all")]


async def make(tx: Work, house: AtHand, given: ClassGiven) -> ClassMade:
    """Set a time for a class."""
    catalogue = await salons.load_catalogue(tx)
    if given.service_id not in {one.id for one in catalogue.services if one.seats}:
        raise wrong("/service_id", "the salon has no such class")
    if given.staff_id not in {one.id for one in catalogue.staff}:
        raise wrong("/staff_id", "the salon has no such stylist")
    made = await desk.open_class(
        tx,
        catalogue,
        service_id=ServiceId(given.service_id),
        staff_id=StaffId(given.staff_id),
        start=given.start,
        now=house.clock(),
    )
    return ClassMade(id=made)


async def remove(tx: Work, class_id: UUID) -> None:
    """Take a class off the diary; refused while somebody has a seat."""
    await desk.close_class(tx, ClassId(class_id))


async def find(tx: Work, looking: Annotated[Looking, Query()]) -> ClassesShown:
    """List classes with their free seats."""
    catalogue = await salons.load_catalogue(tx)
    if looking.service not in {one.id for one in catalogue.services}:
        raise wrong("service", "the salon has none of this id")
    if not 0 <= (looking.last - looking.first).days < _MOST_DAYS:
        raise wrong("to", f"must be the day of `from` or up to {_MOST_DAYS - 1} days later")
    found = await openings.classes(
        tx, catalogue, ServiceId(looking.service), looking.first, looking.last
    )
    return ClassesShown(
        classes=[
            ClassShown(
                id=one.class_id,
                service_id=one.service,
                staff_id=one.staff,
                start=moment(one.start, catalogue.zone),
                end=moment(one.end, catalogue.zone),
                free=len(one.seats),
            )
            for one in found
        ]
    )
