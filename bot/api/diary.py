"""The diary by day, by week: every chair with what is in it."""

from datetime import date, datetime, timedelta
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query

from booking import diary, salons
from bot.api.door import Work
from bot.api.shapes import Amount, Day, Given, Shown


class ColumnShown(Shown):
    """One chair, a stylist's or a resource's, with its hours on that day."""

    kind: Literal["staff", "resource"]
    id: UUID
    name: str
    hours: list[tuple[datetime, datetime]]
    offered_minutes: int
    booked_minutes: int


class EntryShown(Shown):
    """What one chair has: a booking, a hold, a block, a class; in `gaps` it is free for others."""

    kind: str
    id: UUID
    column: UUID
    status: str
    start: datetime
    end: datetime
    services: list[UUID]
    staff: list[UUID]
    gaps: list[tuple[datetime, datetime]]
    buffers: list[tuple[datetime, datetime]]
    customer_id: UUID | None
    party_id: UUID | None
    class_id: UUID | None
    price: Amount | None
    version: int
    override: bool
    seconds_left: int
    reason: str
    seats: int
    seats_sold: int


class DayShown(Shown):
    """One day; `gone` was cancelled or never paid."""

    day: date
    columns: list[ColumnShown]
    entries: list[EntryShown]
    gone: list[EntryShown]


class DiaryShown(Shown):
    """Some days of the diary in the salon's zone."""

    zone: str
    days: list[DayShown]


class Looking(Given):
    """Which days: one, or the week around it from its Monday on."""

    day: Day
    view: Literal["day", "week"] = "day"


async def show(tx: Work, looking: Annotated[Looking, Query()]) -> DiaryShown:
    """Show a day or a week of the diary."""
    catalogue = await salons.load_catalogue(tx)
    if looking.view == "day":
        sheet = await diary.day(tx, catalogue, looking.day)
    else:
        monday = looking.day - timedelta(days=looking.day.weekday())
        sheet = await diary.week(tx, catalogue, monday)
    return DiaryShown.model_validate(diary.as_json(sheet))
