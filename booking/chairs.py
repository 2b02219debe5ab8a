"""Chair time that the salon takes for itself: for a block, for a class."""

from collections.abc import Sequence

import msgspec

from booking.plan import Take
from booking.records import call
from foundation.db import Bound
from foundation.ids import BlockId, ClassId

_TAKE = (
    "SELECT take_plans(%b, %b::text::jsonb, NULL::uuid, NULL::uuid, NULL::uuid, NULL::uuid[],"
    " %b::uuid, %b::uuid)"
)


async def take(
    tx: Bound,
    tries: Sequence[Sequence[Take]],
    *,
    block_id: BlockId | None = None,
    class_id: ClassId | None = None,
) -> int | None:
    """Take the first of the tries that can be had, whole, for its one owner.

    Answers which one it was, from 0; None when none can be had.
    """
    plans = msgspec.json.encode([{"visits": [{"takes": one}]} for one in tries]).decode()
    row = await call(tx, _TAKE, (tx.salon_id, plans, block_id, class_id))
    return row[0] if row else None


def written(takes: Sequence[Take]) -> str:
    """Write chair time as it is stored beside its owner."""
    return msgspec.json.encode(takes).decode()
