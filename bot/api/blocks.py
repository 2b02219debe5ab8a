"""Time taken off the diary: a holiday, a repair."""

from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import Field, model_validator

from booking import blocks, desk, salons
from booking.blocks import Block
from bot.api import pages
from bot.api.door import Caller, Work
from bot.api.problems import wrong
from bot.api.shapes import Day, Given, Moment, Page, Shown, begin
from foundation.ids import BlockId, ResourceId, StaffId


class BlockGiven(Given):
    """Whose time, a stylist's or a resource's, from when until when, why."""

    staff_id: UUID | None = None
    resource_id: UUID | None = None
    start: Moment
    end: Moment
    reason: Annotated[str, Field(min_length=1, max_length=500)]

    @model_validator(mode="after")
    def _for_one(self) -> "BlockGiven":
        if (self.staff_id is None) == (self.resource_id is None):
            raise ValueError("give a staff_id or a resource_id")
        return self


class BlockShown(Shown):
    """A time in which a stylist or a resource is not to be had."""

    id: UUID
    staff_id: UUID | None
    resource_id: UUID | None
    start: datetime
    end: datetime
    reason: str
    actor: str


class BlockPage(Page):
    """A part of the blocks, by their start."""

    blocks: list[BlockShown]


class Looking(Given):
    """Which blocks are looked for."""

    first: Annotated[Day | None, Field(alias="from", description="Ends on this day or later")] = (
        None
    )
    last: Annotated[Day | None, Field(alias="to", description="Begins on this day or before")] = (
        None
    )
    cursor: pages.Cursor = None
    limit: pages.Limit = 50


async def make(tx: Work, key: Caller, given: BlockGiven) -> BlockShown:
    """Take a time off the diary; 409 with `clashes` when anything is there already."""
    catalogue = await salons.load_catalogue(tx)
    if given.staff_id not in {None, *(one.id for one in catalogue.staff)}:
        raise wrong("/staff_id", "the salon has no such stylist")
    if given.resource_id not in {None, *(one.id for one in catalogue.resources)}:
        raise wrong("/resource_id", "the salon has no such resource")
    made = await desk.block(
        tx,
        staff_id=StaffId(given.staff_id) if given.staff_id else None,
        resource_id=ResourceId(given.resource_id) if given.resource_id else None,
        start=given.start,
        end=given.end,
        reason=given.reason,
        by=key.actor,
    )
    return BlockShown(
        id=made,
        staff_id=given.staff_id,
        resource_id=given.resource_id,
        start=given.start.astimezone(catalogue.zone),
        end=given.end.astimezone(catalogue.zone),
        reason=given.reason,
        actor=key.actor,
    )


async def remove(tx: Work, block_id: UUID) -> None:
    """Give blocked time back to the diary."""
    await desk.unblock(tx, BlockId(block_id))


async def find(tx: Work, looking: Annotated[Looking, Query()]) -> BlockPage:
    """List what is blocked."""
    catalogue = await salons.load_catalogue(tx)
    zone = catalogue.zone
    found = await blocks.listed(
        tx,
        since=begin(looking.first, zone),
        until=begin(looking.last and looking.last + timedelta(days=1), zone),
        after=pages.place(looking.cursor),
        most=looking.limit + 1,
    )
    page, more = pages.cut(found, looking.limit, lambda one: (one.starts_at, one.block_id))

    def shown(one: Block) -> BlockShown:
        return BlockShown(
            id=one.block_id,
            staff_id=one.staff_id,
            resource_id=one.resource_id,
            start=one.starts_at.astimezone(zone),
            end=one.ends_at.astimezone(zone),
            reason=one.reason,
            actor=one.actor,
        )

    return BlockPage(blocks=[shown(one) for one in page], next_cursor=more)
