"""Who waits for a time: joining, leaving, the answer to an offer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from booking import desk, openings
from booking.calendar import Span
from booking.catalogue import Catalogue
from booking.desk import Booking, Order
from booking.openings import Search
from booking.plan import Wish
from booking.ranking import Slot, nearest
from booking.reasons import Reason
from booking.records import call
from foundation import ids
from foundation.db import Bound, Row
from foundation.errors import Refused
from foundation.ids import ConversationId, CustomerId, EntryId, HoldId, OfferId, StaffId

_JOIN = (
    "INSERT INTO waitlist (salon_id, entry_id, customer_id, conversation_id, wish, windows,"
    " first_at, last_at) VALUES (%b, %b, %b, %b, %b::text::jsonb, %b::text::jsonb, %b, %b)"
)
_ENTRIES = (
    "SELECT entry_id, customer_id, conversation_id, wish::text, windows::text, first_at, last_at,"
    " status, created_at FROM waitlist WHERE salon_id = %b"
)
_ENTRY = f"{_ENTRIES} AND entry_id = %b"
_LOCKED = f"{_ENTRY} FOR UPDATE"
_LISTED = f"{_ENTRIES} AND status = ANY (string_to_array(%b, ',')) ORDER BY created_at, entry_id"
_BECOME = "UPDATE waitlist SET status = %b WHERE salon_id = %b AND entry_id = %b"
_OFFERS = (
    "SELECT offer_id, entry_id, hold_id, staff_id, starts_at, ends_at, answer_until, rank::text,"
    " status FROM waitlist_offers WHERE salon_id = %b"
)
_OFFER = f"{_OFFERS} AND offer_id = %b FOR UPDATE"
_OPEN = f"{_OFFERS} AND entry_id = %b AND status = 'open' FOR UPDATE"
_ALL_OPEN = f"{_OFFERS} AND status = 'open' ORDER BY created_at"
# Looked at once, whatever became free before: also while they were being asked to wait.
_LOOK = (
    "INSERT INTO freed (salon_id, during)"
    " SELECT salon_id, tstzrange(to_timestamp((span ->> 0)::bigint * 60),"
    " to_timestamp((span ->> 1)::bigint * 60))"
    " FROM waitlist, jsonb_array_elements(windows) AS span WHERE salon_id = %b AND entry_id = %b"
)
_LOOK_AT_ALL = (
    "INSERT INTO freed (salon_id, during) SELECT salon_id, tstzrange(first_at, last_at)"
    " FROM waitlist WHERE salon_id = %b AND status IN ('waiting', 'offered')"
)
_ANSWER = "UPDATE waitlist_offers SET status = %b WHERE salon_id = %b AND offer_id = %b"
_wish = msgspec.json.Decoder(Wish)
_windows = msgspec.json.Decoder(tuple[Span, ...])
_rank = msgspec.json.Decoder(dict[str, str | int])
LONGEST = timedelta(days=180)
"""How far ahead one may wait."""

STATES = ("waiting", "offered")
"""The statuses of those for whom something can still be found."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody who waits: for which services with whom, in which windows (epoch minutes)."""

    entry_id: EntryId
    customer_id: CustomerId
    conversation_id: ConversationId | None
    wish: Wish
    windows: tuple[Span, ...]
    first_at: datetime
    last_at: datetime
    status: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Offer:
    """A time kept for one who waits, until `answer_until`; `rank` says why it was them."""

    offer_id: OfferId
    entry_id: EntryId
    hold_id: HoldId
    staff_id: StaffId
    starts_at: datetime
    ends_at: datetime
    answer_until: datetime
    rank: dict[str, str | int]
    status: str


async def join(
    tx: Bound,
    catalogue: Catalogue,
    *,
    customer_id: CustomerId,
    wish: Wish,
    windows: Sequence[tuple[datetime, datetime]],
    now: datetime,
    conversation_id: ConversationId | None = None,
) -> EntryId:
    """Let a customer wait for the wish within any of the windows (aware times).

    What is free already is theirs to be offered, too. Raises Refused("bad_window") for windows
    that are over, upside down or half a year away, Refused("not_bookable", reason="not_done") for
    what nobody does.
    """
    spans = tuple(sorted((_minute(begin), _minute(end)) for begin, end in windows))
    begins, ends = [one[0] for one in windows], [one[1] for one in windows]
    upside_down = any(begin >= end for begin, end in spans)
    if not spans or upside_down or max(ends) <= now or max(ends) > now + LONGEST:
        raise Refused("bad_window")
    if not sold(catalogue, wish):
        raise Refused("not_bookable", reason=Reason.NOT_DONE)
    entry_id = EntryId(ids.new())
    said = (msgspec.json.encode(wish).decode(), msgspec.json.encode(spans).decode())
    row = (tx.salon_id, entry_id, customer_id, conversation_id, *said, min(begins), max(ends))
    await tx.rows(_JOIN, row)
    await tx.rows(_LOOK, (tx.salon_id, entry_id))
    return entry_id


def sold(catalogue: Catalogue, wish: Wish) -> bool:
    """Tell whether all of the wish is sold by somebody: a salon's offer changes while one waits."""
    services = {one.id for one in catalogue.services}
    addons = {one.id for one in catalogue.addons}
    return bool(wish and all(wish)) and all(
        want.service in services
        and addons.issuperset(want.addons)
        and any(one.id in (want.staff or (one.id,)) for one in catalogue.who_does(want.service))
        for person in wish
        for want in person
    )


async def look_at_all(tx: Bound) -> None:
    """Look anew at what everybody waits for: the salon's hours or people have changed."""
    await tx.rows(_LOOK_AT_ALL, (tx.salon_id,))


async def entries(tx: Bound, states: Sequence[str] = STATES) -> tuple[Entry, ...]:
    """Give who waits, the longest first."""
    found = await tx.rows(_LISTED, (tx.salon_id, ",".join(states)))
    return tuple(entry(row) for row in found)


async def read(tx: Bound, entry_id: EntryId) -> Entry:
    """Read one who waits; Refused("no_such_entry")."""
    row = await call(tx, _ENTRY, (tx.salon_id, entry_id))
    if row is None:
        raise Refused("no_such_entry", entry_id=entry_id)
    return entry(row)


async def offers(tx: Bound) -> tuple[Offer, ...]:
    """Give the offers that wait for an answer, the oldest first."""
    return tuple(_offer(row) for row in await tx.rows(_ALL_OPEN, (tx.salon_id,)))


async def leave(tx: Bound, entry_id: EntryId) -> None:
    """Wait no longer; an open offer goes to the next in line."""
    if (await read(tx, entry_id)).status not in STATES:
        raise Refused("no_such_entry", entry_id=entry_id)
    if row := await call(tx, _OPEN, (tx.salon_id, entry_id)):
        await _answer(tx, _offer(row), "declined")
    await tx.rows(_BECOME, ("left", tx.salon_id, entry_id))


async def decline(tx: Bound, offer_id: OfferId) -> None:
    """Say no to an offer: it goes to the next in line, who declined waits on for other times.

    Raises Refused("offer_gone") for one that is no longer open.
    """
    offer = await _asked(tx, offer_id)
    if offer.status != "open":
        raise Refused("offer_gone", status=offer.status)
    await tx.rows(_BECOME, ("waiting", tx.salon_id, offer.entry_id))
    await _answer(tx, offer, "declined")
    await tx.rows(_LOOK, (tx.salon_id, offer.entry_id))


async def accept(
    tx: Bound, catalogue: Catalogue, offer_id: OfferId, *, order: Order, now: datetime
) -> tuple[Booking, ...]:
    """Say yes to an offer: booked, also when it has lapsed and its time is still free.

    Another offer that was made since goes to the next in line. Raises Refused("offer_gone",
    free=[Slot, ...]) with what is free now instead, also to who has booked another offer.
    """
    offer = await _asked(tx, offer_id)
    [row] = await tx.rows(_LOCKED, (tx.salon_id, offer.entry_id))
    waiting = entry(row)
    try:
        made = await _confirm(tx, catalogue, waiting, offer, order, now)
    except Refused as refusal:
        free = await _instead(tx, catalogue, waiting, offer, now)
        raise Refused("offer_gone", status=offer.status, free=free) from refusal
    await tx.rows(_ANSWER, ("accepted", tx.salon_id, offer_id))
    for other in await tx.rows(_OPEN, (tx.salon_id, offer.entry_id)):
        await _answer(tx, _offer(other), "declined")
    await tx.rows(_BECOME, ("booked", tx.salon_id, offer.entry_id))
    return made


def entry(row: Row) -> Entry:
    """Make an entry of a row of the waitlist."""
    entry_id, customer, talk, wish, windows, first, last, status, since = row
    said = (_wish.decode(wish), _windows.decode(windows))
    return Entry(entry_id, customer, talk, *said, first, last, status, since)


def _offer(row: Row) -> Offer:
    offer_id, entry_id, hold_id, staff_id, starts, ends, until, rank, status = row
    told = _rank.decode(rank)
    return Offer(offer_id, entry_id, hold_id, staff_id, starts, ends, until, told, status)


async def _confirm(
    tx: Bound, catalogue: Catalogue, waiting: Entry, offer: Offer, order: Order, now: datetime
) -> tuple[Booking, ...]:
    if waiting.status == "booked" and offer.status != "accepted":
        raise Refused("hold_gone", reason=Reason.TAKEN)  # one who waits books once
    if not sold(catalogue, waiting.wish):
        raise Refused("not_bookable", reason=Reason.NOT_DONE)
    return await desk.confirm(
        tx,
        catalogue,
        holder=ConversationId(offer.offer_id),
        hold_id=offer.hold_id,
        customers=(waiting.customer_id,),
        order=order,
        now=now,
    )


async def _asked(tx: Bound, offer_id: OfferId) -> Offer:
    row = await call(tx, _OFFER, (tx.salon_id, offer_id))
    if row is None:
        raise Refused("no_such_offer", offer_id=offer_id)
    return _offer(row)


async def _answer(tx: Bound, offer: Offer, status: str) -> None:
    await tx.rows(_ANSWER, (status, tx.salon_id, offer.offer_id))
    await desk.release(tx, ConversationId(offer.offer_id))


async def _instead(
    tx: Bound, catalogue: Catalogue, waiting: Entry, offer: Offer, now: datetime
) -> list[Slot]:
    """Find what a late yes can still have, close to what was offered."""
    if not sold(catalogue, waiting.wish):
        return []
    day = offer.starts_at.astimezone(catalogue.zone).date()
    first = max(day, now.astimezone(catalogue.zone).date())
    search = Search(wish=waiting.wish, first=first, last=first + timedelta(days=7), now=now)
    free = await openings.free(tx, catalogue, search)
    return nearest(free, _minute(offer.starts_at), offer.staff_id)


def _minute(at: datetime) -> int:
    return int(at.timestamp()) // 60
