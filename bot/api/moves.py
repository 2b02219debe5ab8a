"""What may become of a booking: another time, a cancellation, who came, who did not."""

import re
from collections.abc import Awaitable, Callable
from typing import Annotated
from uuid import UUID

from fastapi import Body, Header, Response

from booking import desk, records, salons
from booking.desk import Booking, Order
from booking.plan import wanted_again
from bot.api import visits, wishes
from bot.api.door import AtHand, Caller, Work
from bot.api.keys import Scope
from bot.api.problems import Problem
from bot.api.shapes import Given, Moment, Reason, Services, Version
from bot.api.visits import BookingShown, BookingsShown
from foundation.errors import Refused
from foundation.ids import BookingId

_ETAG = re.compile(r'(?:W/)?"?([1-9]\d{0,8})"?')
Match = Annotated[
    str | None,
    Header(alias="If-Match", max_length=40, description="The ETag of the booking as it was seen"),
]


class MoveGiven(Given):
    """Where a booking goes; `services` if these change too, `version` unless If-Match says it."""

    start: Moment
    version: Version | None = None
    services: Services | None = None
    reason: Reason = ""
    override: Reason = ""


class Because(Given):
    """Why."""

    reason: Reason = ""


class CancelGiven(Because):
    """Why; with `party` everybody who comes along is cancelled too."""

    party: bool = False


async def reschedule(
    tx: Work,
    house: AtHand,
    key: Caller,
    booking_id: UUID,
    given: MoveGiven,
    answer: Response,
    if_match: Match = None,
) -> BookingShown:
    """Move a booking: its old time is free only once it has the new one."""
    catalogue = await salons.load_catalogue(tx)
    if given.override and Scope.SALON not in key.scopes:
        raise Problem("scope_missing", "an override needs the scope salon")
    old = await records.read(tx, BookingId(booking_id))
    version = _version(given, if_match)
    wants = wanted_again(old.segments)
    if given.services is not None:
        [wants] = wishes.wish(catalogue, [given.services], ["/services"])
    now = house.clock()
    try:
        moved = await desk.reschedule(
            tx,
            catalogue,
            old.booking_id,
            start=given.start,
            version=version,
            order=Order(by=key.actor, reason=given.reason, override=given.override),
            now=now,
            wish=wants,
        )
    except Refused as refusal:
        if refusal.key not in {"time_taken", "not_bookable"}:
            raise
        raise await wishes.instead(refusal, tx, catalogue, (wants,), given.start, now) from None
    answer.headers["ETag"] = f'"{moved.version}"'
    return visits.booking(catalogue, moved)


async def cancel(
    tx: Work,
    house: AtHand,
    key: Caller,
    booking_id: UUID,
    given: Annotated[CancelGiven, Body(default_factory=CancelGiven)],
) -> BookingsShown:
    """Cancel a booking; what that costs by its terms stands in its history."""
    catalogue = await salons.load_catalogue(tx)
    gone = await desk.cancel(
        tx,
        catalogue,
        BookingId(booking_id),
        order=Order(by=key.actor, reason=given.reason),
        now=house.clock(),
        party=given.party,
    )
    return BookingsShown(bookings=[visits.booking(catalogue, one) for one in gone])


Step = Callable[..., Awaitable[Booking]]
Answers = Callable[..., Awaitable[BookingShown]]


def step(one: Step, name: str, words: str) -> Answers:
    """Make the operation that notes `one` step of a visit."""

    async def noted(
        tx: Work,
        house: AtHand,
        key: Caller,
        booking_id: UUID,
        answer: Response,
        given: Annotated[Because, Body(default_factory=Because)],
    ) -> BookingShown:
        catalogue = await salons.load_catalogue(tx)
        order = Order(by=key.actor, reason=given.reason)
        booking = await one(tx, catalogue, BookingId(booking_id), order=order, now=house.clock())
        answer.headers["ETag"] = f'"{booking.version}"'
        return visits.booking(catalogue, booking)

    noted.__name__, noted.__doc__ = name, words
    return noted


check_in = step(desk.check_in, "check_in", "Note that the customer is here.")
complete = step(desk.complete, "complete", "Note that the visit took place.")
no_show = step(desk.no_show, "no_show", "Note that the customer stayed away.")
approve = step(desk.approve, "approve", "Agree to a visit that waits for the salon's word.")
decline = step(desk.decline, "decline", "Refuse a visit that waits for the salon's word.")
reopen = step(desk.reopen, "reopen", "Take back a check-in, a completion, a no-show.")


def _version(given: MoveGiven, if_match: str | None) -> int:
    """Give the version the caller saw; raises Problem, 428, when they do not say."""
    if if_match is None:
        if given.version is None:
            raise Problem("version_missing")
        return given.version
    found = _ETAG.fullmatch(if_match.strip())
    seen = int(found[1]) if found else 0
    if given.version not in {None, seen}:
        raise Problem("version_missing", "If-Match and `version` differ")
    return seen
