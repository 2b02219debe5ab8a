"""Bookings as the desk reads them: one row with all its parts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
import psycopg

from booking.plan import Segment
from booking.pricing import Quote
from booking.status import Status
from foundation.db import Bound, Row
from foundation.errors import Refused, Transient
from foundation.ids import BookingId, ConversationId, CustomerId, PartyId
from foundation.money import Money

COLUMNS = (
    "booking_id, customer_id, starts_at, ends_at, price_minor, currency, price::text,"
    " policy_version, party_id, conversation_id, status, version, sequence, pay_until, source,"
    " created_at, parts_of(salon_id, booking_id)"
)
"""What `booking` reads of the table."""

MADE = (
    "(made).booking_id, (made).customer_id, (made).starts_at, (made).ends_at,"
    " (made).price_minor, (made).currency, (made).price::text, (made).policy_version,"
    " (made).party_id, (made).conversation_id, (made).status, (made).version, (made).sequence,"
    " (made).pay_until, (made).source, (made).created_at,"
    " parts_of((made).salon_id, (made).booking_id)"
)
"""The same of a composite column `made`."""

OF_REQUEST = (
    f"SELECT {COLUMNS} FROM bookings"  # noqa: S608 - constants
    " WHERE salon_id = %b AND request_key = %b ORDER BY visit"
)
"""The bookings that a request made."""

OF_HOLD = (
    f"SELECT {COLUMNS} FROM bookings"  # noqa: S608 - constants
    " WHERE salon_id = %b AND hold_id = %b AND conversation_id IS NOT DISTINCT FROM %b"
    " AND occupies(status) ORDER BY visit"
)
"""The bookings that a conversation's hold became, as long as they stand."""

_READ = f"SELECT {COLUMNS} FROM bookings WHERE salon_id = %b AND booking_id = %b"  # noqa: S608 - constants
_LOCK = "SELECT booking_id FROM bookings WHERE salon_id = %b AND booking_id = %b FOR UPDATE"
_PARTY = (
    "SELECT booking_id FROM bookings WHERE salon_id = %b AND party_id = %b"
    " ORDER BY visit FOR UPDATE"
)
_HISTORY = (
    "SELECT seq, status, cause, actor, request_id, reason, details::text, at"
    " FROM booking_history WHERE salon_id = %b AND booking_id = %b ORDER BY seq"
)
_segments = msgspec.json.Decoder(tuple[Segment, ...])
_quote = msgspec.json.Decoder(Quote)
_details = msgspec.json.Decoder(dict[str, Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """A visit in the diary; `version` counts the rows of its history, `sequence` its moves.

    `quote` is the price as it was frozen, `policy_version` says whose terms apply; the bookings
    of a party share `party_id`. Times are aware, UTC.
    """

    booking_id: BookingId
    customer_id: CustomerId
    segments: tuple[Segment, ...]
    starts_at: datetime
    ends_at: datetime
    price: Money
    quote: Quote
    policy_version: int
    party_id: PartyId | None
    conversation_id: ConversationId | None
    status: Status
    version: int
    sequence: int
    pay_until: datetime | None
    source: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of a booking's history: what it became, why, by whom, on which request."""

    seq: int
    status: Status
    cause: str
    actor: str
    request_id: str
    reason: str
    details: dict[str, Any]
    at: datetime


def booking(row: Row) -> Booking:
    """Make a booking of a row of `COLUMNS`."""
    (
        booking_id, customer_id, starts_at, ends_at, minor, currency, price, policy_version,
        party_id, conversation_id, status, version, sequence, pay_until, source, created_at, parts,
    ) = row  # fmt: skip
    return Booking(
        booking_id=booking_id,
        customer_id=customer_id,
        segments=_segments.decode(parts),
        starts_at=starts_at,
        ends_at=ends_at,
        price=Money(minor, currency),
        quote=_quote.decode(price),
        policy_version=policy_version,
        party_id=party_id,
        conversation_id=conversation_id,
        status=Status(status),
        version=version,
        sequence=sequence,
        pay_until=pay_until,
        source=source,
        created_at=created_at,
    )


async def read(tx: Bound, booking_id: BookingId) -> Booking:
    """Read one booking of this salon; raises Refused("no_such_booking")."""
    row = await call(tx, _READ, (tx.salon_id, booking_id))
    if row is None:
        raise Refused("no_such_booking", booking_id=booking_id)
    return booking(row)


async def lock(tx: Bound, booking_id: BookingId) -> None:
    """Let whoever else would change the booking wait for the end of this transaction.

    Taken before anything of the booking is written, so that its changes queue up at one place.
    """
    await call(tx, _LOCK, (tx.salon_id, booking_id))


async def party(tx: Bound, one: Booking) -> tuple[BookingId, ...]:
    """Give the bookings of the same party, this one alone when it is nobody's; locked, in order."""
    if one.party_id is None:
        return (one.booking_id,)
    found = await calls(tx, _PARTY, (tx.salon_id, one.party_id))
    return tuple(BookingId(row[0]) for row in found)


async def history(tx: Bound, booking_id: BookingId) -> tuple[Fact, ...]:
    """Give all that became of a booking, the oldest first."""
    found = await tx.rows(_HISTORY, (tx.salon_id, booking_id))
    return tuple(
        Fact(seq, Status(status), cause, actor, request, reason, _details.decode(details), at)
        for seq, status, cause, actor, request, reason, details, at in found
    )


async def calls(tx: Bound, function: str, values: tuple[object, ...]) -> list[Row]:
    """Run one of the diary's SQL functions in the transaction.

    Raises Transient when rivals blocked each other beyond the function's own patience.
    """
    try:
        return await tx.rows(function, values)
    except (psycopg.errors.DeadlockDetected, psycopg.errors.LockNotAvailable) as blocked:
        raise Transient("the diary is contended") from blocked


async def call(tx: Bound, function: str, values: tuple[object, ...]) -> Row | None:
    """Run a function that gives one row, or none; raises as `calls`."""
    found = await calls(tx, function, values)
    return found[0] if found else None
