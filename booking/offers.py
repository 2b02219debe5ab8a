"""Freed time, offered to those who wait: one at a time, the longest waiting first."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

import msgspec

from booking import desk, openings, visits, waitlist
from booking.calendar import epoch_minute, moment
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

UNANSWERED = 3
"""After how many offers without an answer somebody waits no longer: nobody is pestered."""

QUIET = (time(21), time(8))
"""From when to when, on the salon's wall, nobody is offered anything: they would be woken."""

_ALONE = "SELECT pg_try_advisory_xact_lock(hashtextextended('waitlist ' || %b::text, 0))"
# Whoever is silent waits on for all they wait for: other times may have become free meanwhile.
_LAPSE = """
WITH lapsed AS (
  UPDATE waitlist_offers o SET status = 'lapsed'
    WHERE o.salon_id = %b AND o.status = 'open' AND NOT EXISTS (
      SELECT FROM holds h WHERE (h.salon_id, h.hold_id) = (o.salon_id, o.hold_id)
        AND h.expires_at > clock_timestamp())
    RETURNING o.salon_id, entry_id, staff_id, starts_at, ends_at
), waiting AS (
  UPDATE waitlist w SET status = CASE WHEN (
      SELECT count(*) FROM waitlist_offers o
        WHERE (o.salon_id, o.entry_id, o.status) = (w.salon_id, w.entry_id, 'lapsed')
    ) + 1 < %b THEN 'waiting' ELSE 'expired' END
    FROM lapsed l
    WHERE (w.salon_id, w.entry_id, w.status) = (l.salon_id, l.entry_id, 'offered')
    RETURNING w.salon_id, w.windows, w.status
)
INSERT INTO freed (salon_id, chair, during)
  SELECT salon_id, staff_id, tstzrange(starts_at, ends_at) FROM lapsed
  UNION ALL
  SELECT salon_id, NULL, tstzrange(to_timestamp((span ->> 0)::bigint * 60),
                                   to_timestamp((span ->> 1)::bigint * 60))
    FROM waiting, jsonb_array_elements(windows) AS span WHERE status = 'waiting'
"""
_OVER = (
    "UPDATE waitlist SET status = 'expired'"
    " WHERE salon_id = %b AND status = 'waiting' AND last_at <= %b"
)
# What begins after `until` stays for later; None for no such limit.
_TAKE = """
WITH gone AS (
  DELETE FROM freed WHERE salon_id = %b AND lower(during) < coalesce(%b, 'infinity'::timestamptz)
    RETURNING salon_id, chair, during
), later AS (
  INSERT INTO freed (salon_id, chair, during)
    SELECT salon_id, chair, during * tstzrange(%b::timestamptz, NULL) FROM gone
      WHERE upper(during) > %b::timestamptz
)
SELECT chair, floor(extract(epoch FROM lower(during)) / 60)::integer,
       ceil(extract(epoch FROM upper(during)) / 60)::integer FROM gone
"""
_PASSED = (
    "SELECT (extract(epoch FROM starts_at) / 60)::integer,"
    " (extract(epoch FROM ends_at) / 60)::integer"
    " FROM waitlist_offers WHERE salon_id = %b AND entry_id = %b"
)
_CLAIM = (
    "SELECT entry_id FROM waitlist"
    " WHERE salon_id = %b AND entry_id = %b AND status = 'waiting' FOR UPDATE SKIP LOCKED"
)
_WRITE = (
    "INSERT INTO waitlist_offers (salon_id, offer_id, entry_id, hold_id, staff_id, starts_at,"
    " ends_at, answer_until, rank) VALUES (%b, %b, %b, %b, %b, %b, %b, %b, %b::text::jsonb)"
)
_OFFERED = "UPDATE waitlist SET status = 'offered' WHERE salon_id = %b AND entry_id = %b"


@dataclass(frozen=True, slots=True)
class Freed:
    """A chair that became free for a while, in epoch minutes; None is any chair."""

    chair: UUID | None
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class _Round:
    """One look at what became free, for all who wait; nothing that begins at `until` or later.

    `seen` is what was free by wish and days: many wait for the same. An offer makes it out of date.
    """

    catalogue: Catalogue
    freed: Sequence[Freed]
    now: datetime
    until: datetime | None
    seen: dict[tuple[Wish, date, date], list[Slot]] = field(default_factory=dict)


def quiet(now: datetime) -> bool:
    """Tell whether the salon's customers sleep; `now` is on the salon's wall."""
    begins, ends = QUIET
    return now.time() >= begins or now.time() < ends


def woken(now: datetime) -> datetime:
    """Give when the salon's customers wake next; `now` is on the salon's wall."""
    begins, ends = QUIET
    day = now.date() + timedelta(days=now.time() >= begins)
    return datetime.combine(day, ends, now.tzinfo)


async def drain(tx: Bound, catalogue: Catalogue, now: datetime) -> list[OfferId]:
    """Offer what became free in one salon, next in line by next in line; give the new offers.

    Two at once would offer past each other: who comes second leaves it to the first. In quiet
    hours only what begins before they end is offered, all else waits for the morning.
    """
    alone = await call(tx, _ALONE, (str(tx.salon_id),))
    if not (alone and alone[0]):
        return []
    await tx.rows(_LAPSE, (tx.salon_id, UNANSWERED))
    await tx.rows(_OVER, (tx.salon_id, now))
    wall = now.astimezone(catalogue.zone)
    until = woken(wall) if quiet(wall) else None
    freed = [Freed(*row) for row in await tx.rows(_TAKE, (tx.salon_id, until, until, until))]
    ahead = [one for one in freed if one.end > epoch_minute(now)]
    look = _Round(catalogue, ahead, now, until)
    made = []
    for place, waiting in enumerate(await waitlist.entries(tx, ("waiting",)) if ahead else ()):
        offer = await _offer(tx, look, waiting, place)
        if offer is not None:
            made.append(offer)
    return made


async def _offer(tx: Bound, look: _Round, waiting: Entry, place: int) -> OfferId | None:
    """Offer the time that fits one who waits best of what became free."""
    fitting = await _fitting(tx, look, waiting)
    if not fitting or await call(tx, _CLAIM, (tx.salon_id, waiting.entry_id)) is None:
        return None
    passed = await tx.rows(_PASSED, (tx.salon_id, waiting.entry_id))
    for slot in fitting:
        # They were asked about this hour before: it is the next one's.
        if any(slot.start < end and begin < slot.end for begin, end in passed):
            continue
        made = await _keep(tx, look, waiting, slot, place)
        if made is not None:
            return made
    return None


async def _fitting(tx: Bound, look: _Round, waiting: Entry) -> list[Slot]:
    """Find what one who waits can have of what became free, closest to its beginning first."""
    catalogue, now = look.catalogue, epoch_minute(look.now)
    if not waitlist.sold(catalogue, waiting.wish):
        return []
    wide = _buffers(catalogue, waiting.wish)
    spans = [
        (max(one.begin - wide, begin, now), min(one.end + wide, end))
        for begin, end in waiting.windows
        for one in look.freed
        if max(one.begin - wide, begin, now) < min(one.end + wide, end)
    ]
    if not spans:
        return []
    first = moment(min(begin for begin, _ in spans), catalogue.zone).date()
    last = moment(max(end for _, end in spans), catalogue.zone).date()
    until = epoch_minute(look.until) if look.until else None
    fitting = [
        one
        for one in await _free(tx, look, waiting.wish, first, last)
        if any(begin <= one.start and one.end <= end for begin, end in waiting.windows)
        and any(one.start < end and begin < one.end for begin, end in spans)
        and (until is None or one.start < until)
    ]
    return sorted(fitting, key=lambda one: (*_distance(one, look.freed, wide), one.start))


def _buffers(catalogue: Catalogue, wish: Wish) -> int:
    """Give how far beside a visit's own time chairs must be free, too."""
    sold = [catalogue.service(want.service) for person in wish for want in person]
    return max(max(one.before, one.after) for one in sold)


async def _free(tx: Bound, look: _Round, wish: Wish, first: date, last: date) -> list[Slot]:
    asked = (wish, first, last)
    if asked not in look.seen:
        search = Search(wish=wish, first=first, last=last, now=look.now)
        look.seen[asked] = await openings.free(tx, look.catalogue, search)
    return look.seen[asked]


def _distance(slot: Slot, freed: Sequence[Freed], wide: int) -> tuple[int, bool]:
    """Tell how far a slot begins from what became free: so the least of that is left over."""
    return min(
        (0 if one.chair is None else abs(slot.start - one.begin), slot.staff != one.chair)
        for one in freed
        if slot.start < one.end + wide and one.begin - wide < slot.end
    )


async def _keep(tx: Bound, look: _Round, waiting: Entry, slot: Slot, place: int) -> OfferId | None:
    """Keep the time for them alone, until they answer or the visit would begin."""
    offer_id, now = OfferId(ids.new()), look.now
    minutes = max(1, min(MINUTES, slot.start - epoch_minute(now)))
    try:
        hold = await desk.hold(
            tx,
            look.catalogue,
            holder=ConversationId(offer_id),
            wish=_of(waiting.wish, slot),
            start=moment(slot.start, look.catalogue.zone),
            draft_version=0,
            now=now,
            guest=await visits.guest(tx, waiting.customer_id, now=now),
            minutes=minutes,
            kind="offer",
        )
    except Refused:
        return None  # somebody was quicker: the next of what is free
    look.seen.clear()
    row = (tx.salon_id, offer_id, waiting.entry_id, hold.hold_id, hold.segments[0].staff)
    times = (hold.starts_at, hold.ends_at, now + timedelta(minutes=minutes))
    await tx.rows(_OFFERED, (tx.salon_id, waiting.entry_id))
    await tx.rows(_WRITE, (*row, *times, _why(waiting, place)))
    return offer_id


def _why(waiting: Entry, place: int) -> str:
    """Say why it is them: `place` many wait longer, for other times or with another offer."""
    why = "next in line" if place else "longest waiting"
    rank = {"waiting_since": waiting.created_at.isoformat(), "ahead": place, "why": why}
    return msgspec.json.encode(rank).decode()


def _of(wish: Wish, slot: Slot) -> Wish:
    """Put the slot's stylist first where anyone would do."""
    (first, *rest), *others = wish
    named = first if first.staff else Want(first.service, (slot.staff,), first.addons)
    return ((named, *rest), *others)
