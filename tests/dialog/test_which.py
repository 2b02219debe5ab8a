"""Which visit is meant by what was said, what is said of it beside intents."""

from datetime import date, datetime
from uuid import UUID

import pytest

from booking.plan import Segment
from booking.ranking import Slot
from booking.status import Status
from dialog import spoken_of, which
from dialog.draft import epoch_minute
from dialog.session import Offer, Pick, Session, State
from dialog.standing import Named, Standing
from dialog.understand.context import Context
from dialog.understand.reading import Intent, When
from dialog.understand.visits import minutes_in, puts_off, takes_back
from foundation.ids import BookingId, ServiceId, StaffId
from foundation.money import Money
from tests.dialog.salon import ANA, BEA, BERLIN, COLOUR, CUT, SALON

THURSDAY, FRIDAY = date(2026, 11, 26), date(2026, 11, 27)
MONDAY = datetime(2026, 11, 23, 14, 5, tzinfo=BERLIN)


def standing(number: int, day: date, service: ServiceId, staff: StaffId) -> Standing:
    start = epoch_minute(day, 750, BERLIN)
    return Standing(
        booking=BookingId(UUID(int=number)),
        version=1,
        segments=(Segment(service, staff, start, start + 45),),
        slot=Slot(start, start + 45, staff),
        price=Money(4000, "EUR"),
        status=Status.CONFIRMED,
        fee=Money(0, "EUR"),
        move_fee=Money(0, "EUR"),
    )


COLOUR_ON_THURSDAY = standing(1, THURSDAY, COLOUR, BEA)
CUT_ON_FRIDAY = standing(2, FRIDAY, CUT, ANA)
BOTH = (COLOUR_ON_THURSDAY, CUT_ON_FRIDAY)
ON_THURSDAY, ON_FRIDAY = When(first=THURSDAY, last=THURSDAY), When(first=FRIDAY, last=FRIDAY)
NEXT_WEEK = When(first=date(2026, 11, 30), last=date(2026, 12, 6))


@pytest.mark.parametrize(
    ("named", "meant"),
    [
        (Named(), BOTH),
        (Named(services=(COLOUR,)), (COLOUR_ON_THURSDAY,)),
        (Named(staff=(ANA,)), (CUT_ON_FRIDAY,)),
        (Named(times=(ON_THURSDAY,)), (COLOUR_ON_THURSDAY,)),
        (Named(times=(NEXT_WEEK,)), ()),
        (Named(times=(NEXT_WEEK,), sure=False), BOTH),
        (Named(times=(ON_FRIDAY,), sure=False), (CUT_ON_FRIDAY,)),
        (Named(services=(CUT,), times=(ON_THURSDAY,)), ()),
        (Named(booking=CUT_ON_FRIDAY.booking, services=(COLOUR,)), (CUT_ON_FRIDAY,)),
    ],
)
def test_a_visit_is_found_by_what_was_said_of_it(named: Named, meant: tuple[Standing, ...]) -> None:
    assert which.meant(BOTH, named, BERLIN) == meant


def test_the_visit_spoken_of_last_is_meant_when_nothing_else_is_named() -> None:
    near = CUT_ON_FRIDAY.booking
    assert which.meant(BOTH, Named(), BERLIN, near) == (CUT_ON_FRIDAY,)
    assert which.meant(BOTH, Named(services=(COLOUR,)), BERLIN, near) == (COLOUR_ON_THURSDAY,)


@pytest.mark.parametrize(
    ("text", "then", "wished"),
    [
        ("can i move my thursday thing to next week", [THURSDAY], [date(2026, 11, 30)]),
        ("move my thursday appointment", [THURSDAY], []),
        ("move it to friday", [], [FRIDAY]),
        ("reschedule thursday", [THURSDAY], [THURSDAY]),
        ("I can't come on thursday, cancel please", [THURSDAY], [THURSDAY]),
    ],
)
def test_the_time_of_a_visit_is_told_from_the_time_it_shall_have(
    text: str, then: list[date], wished: list[date]
) -> None:
    said = spoken_of.heard(text, Session(), Context(now=MONDAY, catalogue=SALON))
    assert [one.first for one in said.of_when] == then
    assert [one.first for one in said.when] == wished


STAY = Offer("3.2", Pick.STAY, "No, keep it")


@pytest.mark.parametrize(
    "text",
    [
        "keep it", "no wait, don't cancel!", "leave it as it is", "nicht absagen", "bleibt so",
        "garde-le", "no canceles", "non annullare", "niet annuleren", "não cancele",
    ],
)  # fmt: skip
@pytest.mark.parametrize("state", [State.MOVE_CONFIRM, State.CANCEL_CONFIRM])
def test_a_keep_it_is_never_a_yes_to_a_change(text: str, state: State) -> None:
    known = Context(now=MONDAY, catalogue=SALON)
    said = spoken_of.heard(text, Session(state=state, offered=(STAY,)), known)
    assert (said.choice, said.intent, said.assent) == ("3.2", None, False)
    # The control: where nothing can be kept, the same words are read as they are.
    plain = spoken_of.heard(text, Session(offered=(STAY,)), known)
    assert plain.choice != "3.2"
    # Not on offer it is a no, never a yes.
    none = spoken_of.heard(text, Session(state=state), known)
    assert (none.intent, none.assent) == (Intent.NO, False)


def test_only_the_whole_of_a_later_puts_a_visit_off() -> None:
    assert puts_off("Later!")
    assert puts_off("später bitte")
    assert not puts_off("later today at 5")
    assert not takes_back("yes, cancel it")


@pytest.mark.parametrize(
    ("text", "minutes"), [("10", 10), ("about 15 min", 15), ("at 10:30", None), ("soon", None)]
)
def test_the_one_number_of_an_answer_is_the_delay(text: str, minutes: int | None) -> None:
    assert minutes_in(text) == minutes


@pytest.mark.parametrize("text", ["a" * 4000, "to " * 1500, "1 " * 2000, "move " + "to x " * 800])
def test_nothing_of_it_costs_more_than_its_length(text: str) -> None:
    known = Context(now=MONDAY, catalogue=SALON)
    spoken_of.heard(text[:4000], Session(state=State.HOW_LATE), known)
