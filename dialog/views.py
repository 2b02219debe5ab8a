"""What pages show of dialogs: the overview, one conversation, what stands so far; read only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import select

from booking import customers
from booking import views as diary
from booking.catalogue import Catalogue
from booking.ranking import Slot
from channels import ownership, transcript
from channels.ownership import UNTOUCHED, Handover, Owner
from channels.transcript import Conversation, Line, Only
from dialog import draft as drafts
from dialog import recording
from dialog import session as sessions
from dialog import tables as t
from dialog.session import Held, Session
from dialog.understand.reading import When
from foundation.crypto import Vault
from foundation.db import Tx
from foundation.ids import BookingId, ConversationId, CustomerId, StaffId
from foundation.money import Money

SEARCHED = 500
"""How many of the latest conversations a search reads: their texts are sealed in the database."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One conversation in the list; `name` is the customer's, "" while unknown."""

    conversation: Conversation
    name: str
    owner: Owner = UNTOUCHED

    @property
    def guest(self) -> str:
        """Give the four characters by which a nameless customer is told apart."""
        return self.conversation.conversation_id.hex[-4:]


@dataclass(frozen=True, slots=True)
class Card:
    """What stands so far, resolved for display; times are the salon's.

    `until` is the moment (UTC, business clock) a held time is kept to; `status` is the booking's,
    "" while there is only a draft.
    """

    service: str = ""
    stylists: tuple[str, ...] = ()
    wishes: tuple[When, ...] = ()
    start: datetime | None = None
    end: datetime | None = None
    price: Money | None = None
    until: datetime | None = None
    status: str = ""

    @property
    def empty(self) -> bool:
        """Tell whether nothing was said yet that a booking can use."""
        return not (self.service or self.stylists or self.wishes or self.start)


@dataclass(frozen=True, slots=True)
class Turned:
    """What one turn did, in lines for operators."""

    revision: int
    at: datetime
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sitting:
    """One conversation whole: its lines, what stands, the latest turns, the newest first."""

    entry: Entry
    lines: tuple[Line, ...]
    card: Card
    turns: tuple[Turned, ...]
    handovers: tuple[Handover, ...] = ()


async def overview(
    tx: Tx, vault: Vault, *, only: Only = Only.ALL, search: str = "", most: int = 100
) -> tuple[Entry, ...]:
    """List conversations, those that wait for a person first, then the latest.

    `search` looks for its words in names, last lines, channels and guest marks.
    """
    found = await transcript.latest(tx, vault, SEARCHED if search else most, only)
    names = await _names(tx, vault, [one.customer_id for one in found if one.customer_id])
    owners = await ownership.among(tx, [one.conversation_id for one in found])
    entries = (
        Entry(
            one,
            names.get(one.customer_id, "") if one.customer_id else "",
            owners.get(one.conversation_id, UNTOUCHED),
        )
        for one in found
    )
    words = search.casefold().split()
    return tuple(one for one in entries if _holds(one, words))[:most]


async def sitting(
    tx: Tx, vault: Vault, catalogue: Catalogue, conversation_id: ConversationId, most: int = 200
) -> Sitting | None:
    """Give one conversation of the salon; None for an id that is not one."""
    conversation = await transcript.one(tx, conversation_id)
    if conversation is None:
        return None
    customer = conversation.customer_id
    names = await _names(tx, vault, [customer]) if customer else {}
    return Sitting(
        Entry(
            conversation,
            names.get(customer, "") if customer else "",
            await ownership.read(tx, conversation_id),
        ),
        await transcript.lines(tx, vault, conversation_id, most),
        await card(tx, catalogue, conversation_id),
        await turns(tx, vault, conversation_id),
        await ownership.history(tx, conversation_id),
    )


async def session(tx: Tx, conversation_id: ConversationId) -> Session | None:
    """Give the durable session; None before the first turn, or when a newer version wrote it."""
    query = select(t.dialog_sessions.c.snapshot).where(
        t.dialog_sessions.c.salon_id == tx.salon_id,
        t.dialog_sessions.c.conversation_id == conversation_id,
    )
    snapshot = (await tx.execute(query)).scalar_one_or_none()
    try:
        return None if snapshot is None else sessions.from_fields(snapshot)
    except msgspec.ValidationError:
        return None


async def card(
    tx: Tx, catalogue: Catalogue, conversation_id: ConversationId, locale: str = "en"
) -> Card:
    """Give what stands so far: the draft with what is held for it, else the booking just made."""
    now = await session(tx, conversation_id)
    if now is None:
        return Card()
    drafted = _drafted(catalogue, now, locale)
    if now.booked is None or not drafted.empty:
        return drafted
    return await _booked(tx, now.booked, locale)


async def turns(
    tx: Tx, vault: Vault, conversation_id: ConversationId, most: int = 50
) -> tuple[Turned, ...]:
    """Give what the latest turns did, the newest first."""
    query = (
        select(t.turns.c.revision, t.turns.c.at, t.turns.c.trace)
        .where(
            t.turns.c.salon_id == tx.salon_id,
            t.turns.c.conversation_id == conversation_id,
        )
        .order_by(t.turns.c.revision.desc())
        .limit(most)
    )
    rows = (await tx.execute(query)).all()
    return tuple(
        Turned(row.revision, row.at, recording.read(vault.open(row.trace, tx.salon_id.bytes)).steps)
        for row in rows
    )


async def _names(tx: Tx, vault: Vault, wanted: Sequence[CustomerId]) -> dict[CustomerId, str]:
    sealed = await customers.names(tx, wanted)
    return {one: vault.open(name, tx.salon_id.bytes) for one, name in sealed.items()}


def _holds(entry: Entry, words: list[str]) -> bool:
    said = entry.conversation.last_line
    text = " ".join(
        (
            entry.name or f"guest {entry.guest}",
            entry.conversation.channel,
            entry.conversation.state,
            said.text if said else "",
        )
    ).casefold()
    return all(word in text for word in words)


async def _booked(tx: Tx, booking_id: BookingId, locale: str) -> Card:
    made = await diary.booking_view(tx, booking_id, locale)
    if made is None:
        return Card()
    return Card(
        service=made.service,
        stylists=(made.staff,),
        start=made.start,
        end=made.end,
        price=made.price,
        status=made.status,
    )


def _drafted(catalogue: Catalogue, now: Session, locale: str) -> Card:
    held, draft = now.held, now.draft
    slot = held.slot if held else draft.slot
    sold = {one.id: one for one in catalogue.services}
    services = [sold[one] for one in (held or draft).services if one in sold]
    party = held.party if held else draft.party
    listed = [one.price for one in services] * party
    start, end = _span(catalogue, slot)
    return Card(
        service=_named([one.name(locale) for one in services], party),
        stylists=_stylists(catalogue, _who(held, slot) or draft.staff),
        wishes=() if slot else draft.readings,
        start=start,
        end=end,
        price=held.price if held else _total(listed),
        until=held.until if held else None,
    )


def _named(services: Sequence[str], party: int) -> str:
    """Write what is wanted: "Colour, Haircut", "Haircut for 2"."""
    return ", ".join(services) + (f" for {party}" if services and party > 1 else "")


def _who(held: Held | None, slot: Slot | None) -> tuple[StaffId, ...]:
    if held is not None and held.visits:
        return tuple(dict.fromkeys(one.staff for visit in held.visits for one in visit))
    return () if slot is None else (slot.staff,)


def _total(prices: Sequence[Money]) -> Money | None:
    if not prices:
        return None
    return Money(sum(one.minor for one in prices), prices[0].currency)


def _span(catalogue: Catalogue, slot: Slot | None) -> tuple[datetime | None, datetime | None]:
    if slot is None:
        return None, None
    return drafts.local(slot.start, catalogue.zone), drafts.local(slot.end, catalogue.zone)


def _stylists(catalogue: Catalogue, wanted: Sequence[StaffId]) -> tuple[str, ...]:
    names = {one.id: one.name for one in catalogue.staff}
    return tuple(names[one] for one in wanted if one in names)
