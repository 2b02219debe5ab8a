"""The table is total: every state answers every event, nothing in it is idle."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from itertools import product
from uuid import UUID

import pytest

from booking.plan import Segment, Want
from booking.status import Status
from dialog.branch import Branch
from dialog.due import Due
from dialog.events import (
    Arranged,
    Blocked,
    BookedThere,
    ChangeRefused,
    Confirmed,
    DepositAsked,
    DepositLapsed,
    DepositPaid,
    DepositRefunded,
    DepositSettled,
    DepositTooLate,
    Event,
    HoldLost,
    HoldTaken,
    MovesFound,
    OfferGone,
    OfferMade,
    OfferTaken,
    PayLinkMade,
    RatingFound,
    ReminderRead,
    ReminderSent,
    SalonsFound,
    SalonsShared,
    TimesFound,
    TimesThere,
    UsualFound,
    VisitMoved,
    VisitNoted,
    VisitsCancelled,
    VisitsFound,
    VisitsRestored,
    WaitlistJoined,
    WaitlistRefused,
    Wordless,
)
from dialog.invited import Invited
from dialog.machine import MACHINE, step
from dialog.quest import Place, Quest
from dialog.session import Session, State
from dialog.standing import Errand, Option, Standing, Visiting
from dialog.table import IGNORED, TABLE
from dialog.turn import Turn
from foundation.ids import BookingId, EntryId, OfferId, SalonId
from foundation.money import Money
from tests.dialog.salon import ANA, BEA, COLOUR, CUT, SALON
from tests.dialog.test_machine import FIVE, FOUR, FRIDAY, SIX, heard, held

STANDING = Standing(
    booking=BookingId(UUID(int=7)),
    version=1,
    segments=(Segment(CUT, BEA, FIVE.start, FIVE.end),),
    slot=FIVE,
    price=Money(4000, "EUR"),
    status=Status.CONFIRMED,
    fee=Money(0, "EUR"),
    move_fee=Money(0, "EUR"),
)
ELSEWHEN = Option(SIX, STANDING.price, (Want(CUT, (ANA,)),))
MOVING = Visiting(errand=Errand.MOVE, visit=STANDING, options=(ELSEWHEN,), to=ELSEWHEN)

INVITED = Invited(
    offer=OfferId(UUID(int=8)),
    entry=EntryId(UUID(int=9)),
    slot=FIVE,
    visits=(STANDING.segments,),
    price=STANDING.price,
    until=datetime(2026, 11, 23, 14, tzinfo=UTC),
)

ELSEWHERE = Place(
    SalonId(UUID(int=9)), "Elbe", "Hamburg", "040 555 030", "Deichstr. 1", "Europe/Berlin",
    Decimal("4.5"), 20, CUT, {"en": "Haircut"}, 45, Money(4000, "EUR"),
)  # fmt: skip
DUE = Due(
    bookings=(STANDING.booking,),
    visits=(STANDING.segments,),
    slot=FIVE,
    price=STANDING.price,
    deposit=Money(2000, "EUR"),
    rest=Money(2000, "EUR"),
    until=datetime(2026, 11, 23, 14, tzinfo=UTC),
)

_EVENTS: dict[str, Event] = {
    "heard": heard(),
    "wordless": Wordless("media"),
    "blocked": Blocked(),
    "times_found": TimesFound((FOUR,)),
    "hold_taken": HoldTaken(held()),
    "hold_lost": HoldLost(FIVE, "taken"),
    "confirmed": Confirmed(BookingId(UUID(int=7)), FIVE),
    "arranged": Arranged((CUT, COLOUR), FIVE),
    "usual_found": UsualFound((Want(CUT, (ANA,)),)),
    "visits_found": VisitsFound((STANDING,), FRIDAY),
    "moves_found": MovesFound(TimesFound((SIX,)), (ELSEWHEN,)),
    "visit_moved": VisitMoved(STANDING, STANDING),
    "visits_cancelled": VisitsCancelled((STANDING,), STANDING.fee),
    "visits_restored": VisitsRestored((STANDING,)),
    "change_refused": ChangeRefused("taken", FIVE),
    "visit_noted": VisitNoted(STANDING, 10),
    "reminder_sent": ReminderSent(STANDING.booking),
    "reminder_read": ReminderRead(STANDING),
    "waitlist_joined": WaitlistJoined(FIVE),
    "waitlist_refused": WaitlistRefused("bad_window"),
    "offer_made": OfferMade(INVITED),
    "offer_taken": OfferTaken(STANDING.booking, INVITED.visits),
    "offer_gone": OfferGone((SIX,), waits=True),
    "deposit_asked": DepositAsked(DUE),
    "pay_link_made": PayLinkMade(STANDING.booking, "https://pay.example/1"),
    "deposit_paid": DepositPaid(STANDING.booking, DUE.deposit),
    "deposit_settled": DepositSettled(DUE, DUE.deposit),
    "deposit_too_late": DepositTooLate(DUE, DUE.deposit, (SIX,)),
    "deposit_lapsed": DepositLapsed(STANDING.booking),
    "deposit_refunded": DepositRefunded(DUE.deposit),
    "rating_found": RatingFound(Decimal("4.5"), 20),
    "salons_found": SalonsFound((ELSEWHERE,)),
    "times_there": TimesThere(SIX, wished=True),
    "booked_there": BookedThere(ELSEWHERE, SIX, firm=True),
    "salons_shared": SalonsShared((Branch(SALON.salon_id, "Mitte"),), SALON.salon_id),
}


@pytest.mark.parametrize(("event", "state"), list(product(_EVENTS, State)))
def test_every_state_answers_every_event_or_lists_it_as_ignored(event: str, state: State) -> None:
    rows = [row for row in (*TABLE, *IGNORED) if row.event == event and state in row.come_from]
    assert rows, f"{event} in {state} is in neither table"
    assert rows[-1].given == rows[-1].unless == "", "the last row must always hold"
    session = replace(Session(), state=state, held=held(), named=True, greeted=True)
    session = replace(session, visiting=MOVING, cancelled=(STANDING,), invited=INVITED, due=DUE)
    session = replace(session, quest=Quest(found=(ELSEWHERE,), offered=ELSEWHERE.name))
    assert step(session, _EVENTS[event], SALON).session.state in State


def test_every_guard_and_action_of_the_table_exists_and_none_is_idle() -> None:
    named = {name for row in TABLE for name in (row.given, row.unless, row.then) if name}
    public = {name for name in dir(Turn) if not name.startswith("_")} - {"settled"}
    assert named == public


def test_the_machine_is_built_from_the_table_alone() -> None:
    assert set(MACHINE.events) == set(_EVENTS)
