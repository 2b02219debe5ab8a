"""Chair time kept for a conversation while it makes up its mind: ten minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import psycopg

from booking import reasons
from booking.calendar import epoch_minute
from booking.catalogue import Catalogue
from booking.reasons import Reason
from foundation import ids
from foundation.db import Bound, Database
from foundation.errors import Refused, Transient
from foundation.ids import ConversationId, HoldId, ServiceId, StaffId
from foundation.money import Money

_TAKE = "SELECT chair, expires, told FROM take_hold(%b, %b, %b, %b, %b, %b, %b, %b, %b)"
_RELEASE = "DELETE FROM holds WHERE salon_id = %b AND holder = %b RETURNING hold_id"
_LAPSE = "SELECT lapse_holds(%b)"


@dataclass(frozen=True, slots=True)
class Hold:
    """A promise of chair time until `expires_at`, by the clock that says `database_now`."""

    hold_id: HoldId
    holder: ConversationId
    service_id: ServiceId
    staff_id: StaffId
    starts_at: datetime
    ends_at: datetime
    price: Money
    draft_version: int
    expires_at: datetime
    database_now: datetime


async def hold(  # noqa: PLR0913 - what is held, by whom, where, when, on which word
    tx: Bound,
    catalogue: Catalogue,
    *,
    holder: ConversationId,
    service_id: ServiceId,
    staff_ids: Sequence[StaffId],
    start: datetime,
    draft_version: int,
    now: datetime,
) -> Hold:
    """Keep `start` (aware) with the first of `staff_ids` who is free; the holder's old time goes.

    Raises Refused("not_bookable", reason=...) for a start that is never offered,
    Refused("time_taken", reason="taken") when somebody has it: then the old time stays kept.
    """
    service = catalogue.service(service_id)
    chairs = allowed(catalogue, service_id, staff_ids, start, now)
    hold_id, price = HoldId(ids.new()), service.price
    end = start + timedelta(minutes=service.minutes)
    what = (hold_id, holder, service_id, list(chairs), start, end)
    row = await call(tx, _TAKE, (*what, price.minor, price.currency, draft_version))
    if row is None:
        raise Refused("time_taken", reason=Reason.TAKEN, start=start)
    staff_id, *deadline = row
    return Hold(hold_id, holder, service_id, staff_id, start, end, price, draft_version, *deadline)


def allowed(
    catalogue: Catalogue,
    service_id: ServiceId,
    staff_ids: Sequence[StaffId],
    start: datetime,
    now: datetime,
) -> tuple[StaffId, ...]:
    """Give whose hours allow the start, by the same rule that offers times; at least one.

    Raises Refused("not_bookable", reason=...).
    """
    if start < now:
        raise Refused("not_bookable", reason=Reason.PAST, start=start)
    minute = epoch_minute(start)
    chairs = reasons.who_can(catalogue, service_id, staff_ids, minute)
    if not chairs:
        why = reasons.of_start(catalogue, service_id, staff_ids, minute)
        raise Refused("not_bookable", reason=why, start=start)
    return chairs


async def release(tx: Bound, holder: ConversationId) -> bool:
    """Give back whatever the conversation holds; tell whether it held anything."""
    return bool(await tx.rows(_RELEASE, (tx.salon_id, holder)))


async def lapse(database: Database, most: int = 500) -> int:
    """Free the chair time of up to `most` lapsed holds of all salons; tell how many it was."""
    async with database.hot.connection() as connection:
        cursor = await connection.execute(_LAPSE, (most,))
        row = await cursor.fetchone()
    return int(row[0]) if row else 0


async def call(tx: Bound, function: str, values: tuple[object, ...]) -> tuple[Any, ...] | None:
    """Run one of the diary's SQL functions in the transaction: one row, or None.

    Raises Transient when rivals blocked each other beyond the function's own patience.
    """
    try:
        found = await tx.rows(function, values)
    except (psycopg.errors.DeadlockDetected, psycopg.errors.LockNotAvailable) as blocked:
        raise Transient("the diary is contended") from blocked
    return found[0] if found else None
