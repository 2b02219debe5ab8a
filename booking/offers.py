"""Freed time, offered to those who wait: one at a time, the longest waiting first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

import msgspec

from booking import desk, openings, waitlist
from booking.calendar import Span, epoch_minute, moment
from booking.catalogue import Catalogue
from booking.openings import Search
from booking.plan import Want, Wish
from booking.ranking import Slot
from booking.records import call
from booking.waitlist import Entry
from foundation import ids
from foundation.db import Bound
from foundation.errors import Refused
from foundation.ids import ConversationId, OfferId

MINUTES = 30
"""How long an offer waits for its answer."""

QUIET = (time(21), time(8))
"""From when to when, on the salon's wall, nobody is offered anything: they would be woken."""

_ALONE = "SELECT pg_try_advisory_xact_lock(hashtextextended('waitlist ' || %b::text, 0))"
_TAKE = (
    "DELETE FROM freed WHERE salon_id = %b RETURNING chair,"
    " floor(extract(epoch FROM lower(during)) / 60)::integer,"
    " ceil(extract(epoch FROM upper(during)) / 60)::integer"
)
_LAPSE = (
    "UPDATE waitlist_offers o SET status = 'lapsed' WHERE o.salon_id = %b AND o.status = 'open'"
    " AND NOT EXISTS (SELECT FROM holds h WHERE (h.salon_id, h.hold_id) = (o.salon_id, o.hold_id)"
    " AND h.expires_at > clock_timestamp())"
    " RETURNING entry_id, staff_id, (extract(epoch FROM starts_at) / 60)::integer,"
    " (extract(epoch FROM ends_at) / 60)::integer"
)
_WAIT_ON = (
    "UPDATE waitlist SET status = 'waiting'"
    " WHERE salon_id = %b AND entry_id = %b AND status = 'offered'"
)
_OVER = (
    "UPDATE waitlist SET status = 'expired'"
    " WHERE salon_id = %b AND status = 'waiting' AND last_at <= %b"
)
_PASSED = (
    "SELECT (extract(epoch FROM starts_at) / 60)::integer FROM waitlist_offers"
    " WHERE salon_id = %b AND entry_id = %b"
)
_WRITE = (
    "INSERT INTO waitlist_offers (salon_id, offer_id, entry_id, hold_id, staff_id, starts_at,"
    " ends_at, answer_until, rank) VALUES (%b, %b, %b, %b, %b, %b, %b, %b, %b::text::jsonb)"
)
_OFFERED = (
    "UPDATE waitlist SET status = 'offered'"
    " WHERE salon_id = %b AND entry_id = %b AND status = 'waiting' RETURNING entry_id"
)


@dataclass(frozen=True, slots=True)
class Freed:
    """A chair that became free for a while, in epoch minutes."""

    chair: UUID
    begin: int
    end: int


def quiet(now: datetime) -> bool:
    """Tell whether the salon's customers sleep; `now` is on the salon's wall."""
    begins, ends = QUIET
    return now.time() >= begins or now.time() < ends


async def drain(tx: Bound, catalogue: Catalogue, now: datetime) -> list[OfferId]:
    """Offer what became free in one salon, next in line by next in line; give the new offers.

    Two at once would offer past each other: who comes second leaves it to the first. In quiet
    hours nothing happens, freed time waits for the morning.
    """
    if quiet(now.astimezone(catalogue.zone)):
        return []
    alone = await call(tx, _ALONE, (str(tx.salon_id),))
    if not (alone and alone[0]):
        return []
    freed = [Freed(*row) for row in await tx.rows(_TAKE, (tx.salon_id,))]
    for entry_id, staff, begin, end in await tx.rows(_LAPSE, (tx.salon_id,)):
        await tx.rows(_WAIT_ON, (tx.salon_id, entry_id))
        freed.append(Freed(staff, begin, end))
    await tx.rows(_OVER, (tx.salon_id, now))
    ahead = [one for one in freed if one.end > epoch_minute(now)]
    made = []
    for waiting in await waitlist.entries(tx, ("waiting",)) if ahead else ():
        offer = await _offer(tx, catalogue, waiting, ahead, now)
        if offer is not None:
            made.append(offer)
    return made


async def _offer(
    tx: Bound, catalogue: Catalogue, waiting: Entry, freed: Sequence[Freed], now: datetime
) -> OfferId | None:
    """Offer the first time that fits one who waits and touches what became free."""
    passed = {row[0] for row in await tx.rows(_PASSED, (tx.salon_id, waiting.entry_id))}
    for slot in await _fitting(tx, catalogue, waiting, freed, now):
        if slot.start in passed:
            continue
        made = await _keep(tx, catalogue, waiting, slot, now)
        if made is not None:
            return made
    return None


async def _fitting(
    tx: Bound, catalogue: Catalogue, waiting: Entry, freed: Sequence[Freed], now: datetime
) -> list[Slot]:
    zone = catalogue.zone
    spans = [both for one in freed for both in _within(one, waiting.windows)]
    if not spans:
        return []
    first = moment(min(begin for begin, _ in spans), zone).date()
    last = moment(max(end for _, end in spans), zone).date()
    search = Search(wish=waiting.wish, first=first, last=last, now=now)
    free = await openings.free(tx, catalogue, search)
    return [
        one
        for one in free
        if any(begin <= one.start and one.end <= end for begin, end in waiting.windows)
        and any(one.start < each.end and each.begin < one.end for each in freed)
    ]


def _within(one: Freed, windows: Sequence[Span]) -> list[Span]:
    return [
        (max(one.begin, begin), min(one.end, end))
        for begin, end in windows
        if one.begin < end and begin < one.end
    ]


async def _keep(
    tx: Bound, catalogue: Catalogue, waiting: Entry, slot: Slot, now: datetime
) -> OfferId | None:
    """Keep the time for them alone, until they answer or the visit would begin."""
    offer_id = OfferId(ids.new())
    start = moment(slot.start, catalogue.zone)
    minutes = min(MINUTES, slot.start - epoch_minute(now))
    try:
        hold = await desk.hold(
            tx,
            catalogue,
            holder=ConversationId(offer_id),
            wish=_of(waiting.wish, slot),
            start=start,
            draft_version=0,
            now=now,
            minutes=max(1, minutes),
            kind="offer",
        )
    except Refused:
        return None  # somebody was quicker: the next of what is free
    rank = {"waiting_since": waiting.created_at.isoformat(), "why": "longest waiting"}
    row = (tx.salon_id, offer_id, waiting.entry_id, hold.hold_id, hold.segments[0].staff)
    told = now + timedelta(minutes=max(1, minutes))
    times = (hold.starts_at, hold.ends_at, told, msgspec.json.encode(rank).decode())
    await tx.rows(_OFFERED, (tx.salon_id, waiting.entry_id))
    await tx.rows(_WRITE, (*row, *times))
    return offer_id


def _of(wish: Wish, slot: Slot) -> Wish:
    """Put the slot's stylist first where anyone would do."""
    (first, *rest), *others = wish
    named = first if first.staff else Want(first.service, (slot.staff,), first.addons)
    return ((named, *rest), *others)
