"""The reply check: what nobody gave is not told."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from booking.ranking import Slot
from dialog import grounds
from dialog.effects import Say
from dialog.events import Confirmed, HoldTaken, TimesFound
from dialog.grounds import Ungrounded
from dialog.phrases.words import Start, Starts, TheDay, Until
from dialog.session import Held, Session
from foundation import ids
from foundation.ids import BookingId, HoldId, ServiceId, StaffId
from foundation.money import Money

BERLIN = ZoneInfo("Europe/Berlin")
BEA = StaffId(ids.new())
MORNING = Slot(29_990_000, 29_990_045, BEA)
NOON = Slot(29_990_180, 29_990_225, BEA)
DEADLINE = datetime(2027, 1, 8, 9, tzinfo=UTC)
HELD = Held(HoldId(ids.new()), 1, ServiceId(ids.new()), MORNING, Money(4000, "EUR"), DEADLINE)


def day_of(slot: Slot) -> date:
    return datetime.fromtimestamp(slot.start * 60, BERLIN).date()


@pytest.mark.parametrize(
    "known",
    [
        TimesFound((MORNING,)),
        Session(held=HELD),
        HoldTaken(HELD),
        Confirmed(BookingId(ids.new()), MORNING),
    ],
)
def test_a_time_that_the_engine_gave_is_told(known: object) -> None:
    grounds.check([Say("times", {"starts": Starts((MORNING,))})], [Session(), known], BERLIN)


def test_a_time_that_nobody_gave_is_not_told() -> None:
    said = [Say("times", {"starts": Starts((MORNING, NOON))})]
    with pytest.raises(Ungrounded, match="times tells a Slot"):
        grounds.check(said, [Session(), TimesFound((MORNING,))], BERLIN)


def test_a_price_that_nobody_gave_is_not_told() -> None:
    known = [HoldTaken(HELD)]
    grounds.check([Say("times", {"price": Money(4000, "EUR")})], known, BERLIN)
    for wrong in (Money(4001, "EUR"), Money(4000, "CHF")):
        with pytest.raises(Ungrounded):
            grounds.check([Say("times", {"price": wrong})], known, BERLIN)


def test_the_day_of_a_known_time_is_known_its_eve_is_not() -> None:
    known, day = [TimesFound((MORNING,))], day_of(MORNING)
    grounds.check([Say("times_on_day", {"day": TheDay(day)})], known, BERLIN)
    eve = TheDay(day - timedelta(days=1))
    with pytest.raises(Ungrounded):
        grounds.check([Say("times_on_day", {"day": eve})], known, BERLIN)


def test_a_deadline_is_the_one_of_the_hold() -> None:
    grounds.check(
        [Say("take_your_time_held", {"until": Until(DEADLINE)})], [Session(held=HELD)], BERLIN
    )
    later = Until(DEADLINE + timedelta(minutes=1))
    with pytest.raises(Ungrounded):
        grounds.check([Say("take_your_time_held", {"until": later})], [Session(held=HELD)], BERLIN)


def test_a_deed_is_told_only_in_the_turn_in_which_it_was_done() -> None:
    said = [Say("booked", {"start": Start(MORNING)})]
    with pytest.raises(Ungrounded, match="booked without its deed"):
        grounds.check(said, [Session(held=HELD), HoldTaken(HELD)], BERLIN)
    grounds.check(said, [Session(held=HELD), Confirmed(BookingId(ids.new()), MORNING)], BERLIN)
