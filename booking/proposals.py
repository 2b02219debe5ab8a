"""Plans with their prices, in the words that the diary's SQL functions read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from booking import openings, plans, pricing
from booking.calendar import Spans, epoch_minute, moment
from booking.catalogue import Catalogue
from booking.plan import Plan, Segment, Take, Visit, Wish
from booking.pricing import NOBODY_KNOWN, Guest, Quote
from booking.reasons import Reason
from booking.status import Status
from foundation.db import Bound
from foundation.errors import Refused
from foundation.ids import ConversationId

MOST = 24
"""How many plans are tried for one time before the diary is asked what is left."""

REMIND = 24 * 60
"""How many minutes before a visit its reminder is due."""


class PricedVisit(msgspec.Struct, frozen=True):
    """One person's part as it is stored; `remind` is an epoch minute, None when it is too late."""

    start: int
    end: int
    total: int
    segments: tuple[Segment, ...]
    takes: tuple[Take, ...]
    price: Quote
    remind: int | None = None


class Proposal(msgspec.Struct, frozen=True):
    """A plan with its prices; `total` is that of all its visits, `status` what they begin as."""

    start: int
    end: int
    total: int
    visits: tuple[PricedVisit, ...]
    status: str = Status.CONFIRMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody asks the desk for: a wish at a time, priced for a guest.

    `override` skips the salon's rules, never the diary's constraint; `frozen` keeps the prices of
    an earlier booking where nothing but the time changes; chair time held by `holder` is theirs.
    """

    wish: Wish
    start: datetime
    now: datetime
    guest: Guest = NOBODY_KNOWN
    override: bool = False
    frozen: Quote | None = None
    holder: ConversationId | None = None


async def propose(tx: Bound, catalogue: Catalogue, asked: Asked) -> list[Proposal]:
    """Give the plans for the time, best first; at least one.

    Raises Refused("not_bookable", reason=...) for a time that is never offered.
    """
    found = await _plans(tx, catalogue, asked, {})
    return [_priced(catalogue, one, asked) for one in found]


async def free_ones(tx: Bound, catalogue: Catalogue, asked: Asked) -> list[Proposal]:
    """Give the plans that the diary has room for now: for a time with more plans than were tried.

    Raises Refused("time_taken", reason="taken") when there is none.
    """
    day = asked.start.astimezone(catalogue.zone).date()
    busy = await openings.busy_on(tx, catalogue, day, day, asked.holder)
    try:
        found = await _plans(tx, catalogue, asked, busy)
    except Refused as refusal:
        raise Refused("time_taken", reason=Reason.TAKEN, start=asked.start) from refusal
    return [_priced(catalogue, one, asked) for one in found]


def written(proposals: Sequence[Proposal]) -> str:
    """Write proposals as JSON for SQL."""
    return msgspec.json.encode(proposals).decode()


def facts(**known: object) -> str:
    """Write what goes into the rows beside the plan as JSON for SQL."""
    return msgspec.json.encode(known).decode()


async def _plans(
    tx: Bound, catalogue: Catalogue, asked: Asked, busy: Mapping[UUID, Spans]
) -> Sequence[Plan]:
    minute, now = epoch_minute(asked.start), epoch_minute(asked.now)
    day = moment(minute, catalogue.zone).date()
    first = asked.wish[0][0]
    if catalogue.service(first.service).seats:
        sessions = await openings.classes(tx, catalogue, first.service, day, day, asked.holder)
        return plans.class_candidates(catalogue, asked.wish, sessions, minute, now)
    load = await openings.load(tx, catalogue, day) if _open(catalogue, asked.wish) else {}
    return plans.candidates(
        catalogue,
        asked.wish,
        minute,
        now,
        busy=busy,
        load=load,
        override=asked.override,
        most=MOST,
    )


def _open(catalogue: Catalogue, wish: Wish) -> bool:
    """Tell whether the salon chooses among several stylists."""
    return any(
        not want.staff and len(catalogue.who_does(want.service)) > 1
        for person in wish
        for want in person
    )


def _priced(catalogue: Catalogue, plan: Plan, asked: Asked) -> Proposal:
    visits = tuple(_visit(catalogue, one, asked) for one in plan.visits)
    asks = any(catalogue.service(one.service).approval for each in visits for one in each.segments)
    status = Status.AWAITING_APPROVAL if asks and not asked.override else Status.CONFIRMED
    return Proposal(plan.start, plan.end, sum(one.total for one in visits), visits, status)


def _visit(catalogue: Catalogue, visit: Visit, asked: Asked) -> PricedVisit:
    price = asked.frozen or pricing.quote(catalogue, visit.segments, asked.guest)
    remind = visit.start - REMIND
    return PricedVisit(
        start=visit.start,
        end=visit.end,
        total=price.total,
        segments=visit.segments,
        takes=visit.takes,
        price=price,
        remind=remind if remind > epoch_minute(asked.now) else None,
    )
