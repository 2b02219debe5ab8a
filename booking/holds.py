"""Chair time kept for a conversation while it makes up its mind: ten minutes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from booking import proposals
from booking.catalogue import Catalogue
from booking.plan import Segment, Wish
from booking.pricing import NOBODY_KNOWN, Guest
from booking.proposals import Asked, Proposal
from booking.reasons import Reason
from booking.records import call, calls
from foundation import ids
from foundation.db import Bound, Database
from foundation.errors import Refused
from foundation.ids import ConversationId, HoldId
from foundation.money import Money

_TAKE = (
    "SELECT choice, expires, told"
    " FROM take_hold(%b, %b, %b::text::jsonb, %b::text::jsonb, %b, %b::interval)"
)
_RELEASE = "DELETE FROM holds WHERE salon_id = %b AND holder = %b RETURNING hold_id"
_HOLDER = "SELECT holder FROM holds WHERE salon_id = %b AND hold_id = %b AND kind = %b"
_PLAN = "SELECT plan::text FROM holds WHERE salon_id = %b AND hold_id = %b"
_proposal = msgspec.json.Decoder(Proposal)
_LAPSE = "SELECT lapse_holds(%b)"
MINUTES = 10
"""How long a customer has to make up their mind."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A promise of chair time until `expires_at`, by the clock that says `database_now`."""

    hold_id: HoldId
    holder: ConversationId
    proposal: Proposal
    starts_at: datetime
    ends_at: datetime
    price: Money
    draft_version: int
    expires_at: datetime
    database_now: datetime

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Give what is held for the first person, in order."""
        return self.proposal.visits[0].segments


async def hold(  # noqa: PLR0913 - what is held, when, by whom, for how long
    tx: Bound,
    catalogue: Catalogue,
    *,
    holder: ConversationId,
    wish: Wish,
    start: datetime,
    draft_version: int,
    now: datetime,
    guest: Guest = NOBODY_KNOWN,
    minutes: float = MINUTES,
    kind: str = "chat",
) -> Hold:
    """Keep `start` (aware) for the wish, all of it or nothing; the holder's old time goes.

    Raises Refused("not_bookable", reason=...) for a start that is never offered,
    Refused("time_taken", reason="taken") when somebody has it: then the old time stays kept.
    """
    asked = Asked(wish=wish, start=start, now=now, guest=guest, holder=holder)
    lasting = timedelta(minutes=minutes)
    taking = _Taking(HoldId(ids.new()), holder, start, kind, draft_version, lasting)
    found = await proposals.propose(tx, catalogue, asked)
    held = await taking.one_of(tx, catalogue, found)
    if held is None and len(found) >= proposals.MOST:
        found = await proposals.free_ones(tx, catalogue, asked)
        held = await taking.one_of(tx, catalogue, found)
    if held is None:
        raise Refused("time_taken", reason=Reason.TAKEN, start=start)
    return held


@dataclass(frozen=True, slots=True)
class _Taking:
    """One attempt to keep chair time, whichever plan it comes to."""

    hold_id: HoldId
    holder: ConversationId
    start: datetime
    kind: str
    draft_version: int
    lasting: timedelta

    async def one_of(self, tx: Bound, catalogue: Catalogue, found: list[Proposal]) -> Hold | None:
        """Keep the first that can be had."""
        facts = proposals.facts(
            kind=self.kind, terms=catalogue.policy.version, currency=catalogue.currency
        )
        values = (self.hold_id, self.holder, proposals.written(found), facts)
        row = await call(tx, _TAKE, (*values, self.draft_version, self.lasting))
        if row is None:
            return None
        chosen, *deadline = row
        ends = self.start + timedelta(minutes=found[chosen].end - found[chosen].start)
        price = Money(found[chosen].total, catalogue.currency)
        kept = (self.start, ends, price, self.draft_version)
        return Hold(self.hold_id, self.holder, found[chosen], *kept, *deadline)


async def release(tx: Bound, holder: ConversationId) -> bool:
    """Give back whatever the conversation holds; tell whether it held anything."""
    return bool(await calls(tx, _RELEASE, (tx.salon_id, holder)))


async def holder(tx: Bound, hold_id: HoldId, kind: str) -> ConversationId | None:
    """Tell who holds what is kept under this id; None for a hold given back or of another kind."""
    row = await call(tx, _HOLDER, (tx.salon_id, hold_id, kind))
    return ConversationId(row[0]) if row else None


async def kept(tx: Bound, hold_id: HoldId) -> Proposal | None:
    """Give what is kept under this id with its prices; None for a hold given back or swept."""
    row = await call(tx, _PLAN, (tx.salon_id, hold_id))
    return _proposal.decode(row[0]) if row else None


async def lapse(database: Database, most: int = 500) -> int:
    """Free the chair time of up to `most` lapsed holds of all salons; tell how many it was."""
    async with database.hot.connection() as connection:
        cursor = await connection.execute(_LAPSE, (most,))
        row = await cursor.fetchone()
    return int(row[0]) if row else 0
