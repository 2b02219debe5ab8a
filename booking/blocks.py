"""Time in which a stylist or a resource is not to be had: a dentist, a holiday, a repair."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from booking import chairs
from booking.calendar import epoch_minute
from booking.plan import Take
from booking.reasons import Reason
from booking.records import calls
from foundation import ids
from foundation.db import Bound
from foundation.errors import Refused
from foundation.ids import BlockId, ResourceId, StaffId

_WRITE = (
    "INSERT INTO blocks (salon_id, block_id, staff_id, resource_id, starts_at, ends_at, reason,"
    " actor) VALUES (%b, %b, %b, %b, %b, %b, %b, %b)"
)
_CLASHES = (
    "SELECT DISTINCT coalesce(booking_id, hold_id, block_id, class_id),"
    " CASE WHEN booking_id IS NOT NULL THEN 'booking' WHEN hold_id IS NOT NULL THEN 'hold'"
    " WHEN block_id IS NOT NULL THEN 'block' ELSE 'class' END"
    " FROM occupied WHERE salon_id = %b AND chair = %b AND during && tstzrange(%b, %b)"
)
_REMOVE = (
    "UPDATE blocks SET removed_at = clock_timestamp()"
    " WHERE salon_id = %b AND block_id = %b AND removed_at IS NULL RETURNING block_id"
)
_FREE = "DELETE FROM occupied WHERE salon_id = %b AND block_id = %b"
_LIST = """
SELECT block_id, staff_id, resource_id, starts_at, ends_at, reason, actor FROM blocks
  WHERE salon_id = %b AND removed_at IS NULL
    AND ends_at > coalesce(%b::timestamptz, '-infinity')
    AND starts_at < coalesce(%b::timestamptz, 'infinity')
    AND (starts_at, block_id) > (coalesce(%b::timestamptz, '-infinity'),
                                 coalesce(%b::uuid, '00000000-0000-0000-0000-000000000000'))
  ORDER BY starts_at, block_id LIMIT %b
"""
LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Block:
    """A time in which a stylist or a resource is not to be had; `actor` is an id, no name."""

    block_id: BlockId
    staff_id: StaffId | None
    resource_id: ResourceId | None
    starts_at: datetime
    ends_at: datetime
    reason: str
    actor: str


async def block(
    tx: Bound,
    *,
    staff_id: StaffId | None = None,
    resource_id: ResourceId | None = None,
    start: datetime,
    end: datetime,
    reason: str,
    by: str,
) -> BlockId:
    """Take the time from `start` to `end` (aware) off the diary; one of the two ids is given.

    Raises Refused("time_taken", reason="taken", clashes=[(kind, id), ...]) when anything is there
    already, which has to be moved first, Refused("bad_span") when it ends before it begins.
    """
    chair = staff_id or resource_id
    if chair is None or (staff_id and resource_id):
        raise ValueError("a block is for a stylist or for a resource")
    begin, finish = epoch_minute(start), epoch_minute(end)
    if begin >= finish or end - start > LONGEST:
        raise Refused("bad_span", start=start, end=end)
    block_id = BlockId(ids.new())
    take = Take("staff" if staff_id else "resource", chair, begin, finish)
    if await chairs.take(tx, [[take]], block_id=block_id) is None:
        found = await calls(tx, _CLASHES, (tx.salon_id, chair, start, end))
        clashes = [(kind, owner) for owner, kind in found]
        raise Refused("time_taken", reason=Reason.TAKEN, start=start, clashes=clashes)
    row = (tx.salon_id, block_id, staff_id, resource_id, start, end, reason, by)
    await tx.rows(_WRITE, row)
    return block_id


async def unblock(tx: Bound, block_id: BlockId) -> None:
    """Give blocked time back to the diary; Refused("no_such_block") when there is none such."""
    if not await tx.rows(_REMOVE, (tx.salon_id, block_id)):
        raise Refused("no_such_block", block_id=block_id)
    await tx.rows(_FREE, (tx.salon_id, block_id))


async def listed(
    tx: Bound,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    after: tuple[datetime, UUID] | None = None,
    most: int = 50,
) -> tuple[Block, ...]:
    """Give up to `most` blocks by their start that touch the time; those `after` a start, an id."""
    moment, last = after or (None, None)
    found = await tx.rows(_LIST, (tx.salon_id, since, until, moment, last, most))
    return tuple(Block(*row) for row in found)
