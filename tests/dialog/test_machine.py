"""The machine walks a booking by its table, and nowhere else."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product
from uuid import UUID

import pytest

from booking.ranking import Slot
from dialog.draft import epoch_minute
from dialog.effects import (
    Book,
    CallHuman,
    Effect,
    FindTimes,
    Hold,
    LookUpVisits,
    Release,
    Remember,
    Say,
)
from dialog.events import Blocked, Confirmed, Heard, HoldLost, HoldTaken, Tapped, TimesFound
from dialog.machine import Step, step
from dialog.session import Held, Session, State
from dialog.table import OPEN
from dialog.understand.reading import Intent, Understanding, When
from foundation.ids import BookingId, HoldId
from foundation.money import Money
from tests.dialog.salon import ANA, BEA, BERLIN, COLOUR, CUT, SALON

FRIDAY = date(2026, 11, 27)
AFTER_FOUR = When(first=FRIDAY, last=FRIDAY, start=960)


def slot(hour: int, minute: int = 0, staff: object = BEA, day: date = FRIDAY) -> Slot:
    start = epoch_minute(day, hour * 60 + minute, BERLIN)
    return Slot(start, start + 45, staff)  # type: ignore[arg-type]  # ids of the test salon


FOUR, FIVE, SIX = slot(16, 15, ANA), slot(17), slot(18, 30, ANA)


def says(made: Step) -> list[str]:
    return [one.phrase for one in made.effects if isinstance(one, Say)]


def only(made: Step, kind: type[Effect]) -> Effect:
    (found,) = (one for one in made.effects if isinstance(one, kind))
    return found


def heard(**said: object) -> Heard:
    return Heard(Understanding(**said))  # type: ignore[arg-type]  # fields of an understanding


def held(at: Slot = FIVE) -> Held:
    return Held(
        HoldId(UUID(int=5)),
        1,
        CUT,
        at,
        Money(4000, "EUR"),
        datetime(2026, 11, 23, 13, 15, tzinfo=UTC),
    )


def offered() -> Session:
    asked = step(Session(), heard(service=(CUT,), when=(AFTER_FOUR,)), SALON)
    return step(asked.session, TimesFound((FOUR, FIVE, SIX)), SALON).session


def asked_to_confirm() -> Session:
    session = replace(offered(), named=True)
    picked = step(session, heard(choice=session.offered[1].id), SALON)
    return step(picked.session, HoldTaken(held()), SALON).session


def test_a_whole_wish_is_searched_at_once() -> None:
    made = step(Session(), heard(service=(CUT,), when=(AFTER_FOUR,)), SALON)
    assert made.effects == (FindTimes(CUT, (), (AFTER_FOUR,)),)


def test_found_times_are_offered_with_one_greeting() -> None:
    asked = step(Session(), heard(service=(CUT,), when=(AFTER_FOUR,)), SALON)
    made = step(asked.session, TimesFound((FOUR, FIVE, SIX)), SALON)
    assert says(made) == ["hello", "service_facts", "times_on_day"]
    assert [one.title for one in made.session.offered] == ["16:15 Ana", "17:00 Bea", "18:30 Ana"]
    assert made.session.state is State.TIME


def test_a_picked_time_is_held_in_the_chair_that_was_offered() -> None:
    session = offered()
    made = step(session, heard(choice=session.offered[1].id), SALON)
    assert only(made, Hold) == Hold(CUT, FIVE.start, (BEA,), made.session.draft.version)


def test_an_exact_wish_is_held_without_an_offer() -> None:
    when = When(first=FRIDAY, last=FRIDAY, start=1020, exact=True)
    made = step(Session(), heard(service=(CUT,), staff=(BEA,), when=(when,)), SALON)
    assert only(made, Hold) == Hold(CUT, FIVE.start, (BEA,), 1)


def test_a_new_customer_is_asked_for_a_name_and_a_known_one_is_not() -> None:
    session = offered()
    picked = step(session, Tapped(session.offered[1].id), SALON).session
    new = step(picked, HoldTaken(held()), SALON)
    assert says(new) == ["held", "ask_name"]
    known = step(replace(picked, named=True), HoldTaken(held()), SALON)
    assert says(known) == ["held", "ask_confirm"]


def test_a_name_is_remembered_outside_the_session() -> None:
    session = offered()
    picked = step(session, Tapped(session.offered[1].id), SALON).session
    asked = step(picked, HoldTaken(held()), SALON).session
    made = step(asked, heard(name="Mia"), SALON)
    assert only(made, Remember) == Remember("Mia")
    assert made.session.state is State.CONFIRM
    assert "Mia" not in repr(made.session)


def test_a_name_told_beside_a_correction_is_not_asked_again() -> None:
    session = offered()
    picked = step(session, Tapped(session.offered[1].id), SALON).session
    asked = step(picked, HoldTaken(held()), SALON).session
    made = step(asked, heard(name="Mia", staff=(ANA,)), SALON)
    assert only(made, Remember) == Remember("Mia")
    assert made.session.named


def test_only_a_yes_to_the_summary_books() -> None:
    made = step(asked_to_confirm(), heard(intent=Intent.YES), SALON)
    assert only(made, Book) == Book(held().hold_id, FIVE)
    done = step(made.session, Confirmed(BookingId(UUID(int=7)), FIVE), SALON)
    assert says(done) == ["booked"]
    assert done.session.state is State.BOOKED
    assert done.session.held is None


def test_a_yes_that_changes_something_does_not_book() -> None:
    made = step(asked_to_confirm(), heard(intent=Intent.YES, staff=(ANA,)), SALON)
    assert not any(isinstance(one, Book) for one in made.effects)


def test_a_lost_hold_offers_other_times_with_all_that_was_said_kept() -> None:
    confirming = step(asked_to_confirm(), heard(intent=Intent.YES), SALON).session
    lost = step(confirming, HoldLost(FIVE, "taken"), SALON)
    assert only(lost, FindTimes) == FindTimes(CUT, (), (AFTER_FOUR,), near=FIVE, beside="taken")
    made = step(lost.session, TimesFound((FOUR, SIX), "taken", near=FIVE), SALON)
    assert says(made) == ["lost", "closest"]
    assert made.session.draft.service == CUT


def test_picking_the_closest_after_a_loss_is_the_explicit_yes() -> None:
    confirming = step(asked_to_confirm(), heard(intent=Intent.YES), SALON).session
    lost = step(confirming, HoldLost(FIVE, "taken"), SALON).session
    offer = step(lost, TimesFound((FOUR, SIX), "taken", near=FIVE), SALON).session
    made = step(offer, Tapped(offer.offered[0].id), SALON)
    assert made.session.state is State.CONFIRMING
    taken = step(made.session, HoldTaken(held(FOUR)), SALON)
    assert only(taken, Book) == Book(held().hold_id, FOUR)


def test_two_readings_are_asked_never_guessed() -> None:
    later = replace(AFTER_FOUR, first=date(2026, 12, 4), last=date(2026, 12, 4))
    made = step(Session(), heard(service=(CUT,), when=(AFTER_FOUR, later)), SALON)
    assert made.session.state is State.DAY
    assert [one.title for one in made.session.offered] == [
        "Friday 27 November",
        "Friday 4 December",
    ]
    answer = step(made.session, Tapped(made.session.offered[1].id), SALON)
    assert only(answer, FindTimes) == FindTimes(CUT, (), (later,))


def test_a_button_of_an_earlier_message_never_acts() -> None:
    session = offered()
    old = session.offered[0].id
    later = step(session, heard(intent=Intent.OTHER_TIMES), SALON).session
    newer = step(later, TimesFound((slot(19),)), SALON).session
    made = step(newer, Tapped(old), SALON)
    assert says(made)[0] == "old_button"
    assert made.session.state is newer.state
    assert not any(isinstance(one, Hold | Book) for one in made.effects)


def test_a_correction_is_taken_at_the_summary() -> None:
    made = step(asked_to_confirm(), heard(service=(COLOUR,)), SALON)
    assert made.session.draft.service == COLOUR
    assert any(isinstance(one, FindTimes | Hold) for one in made.effects)


def test_a_corrected_day_keeps_the_time_that_was_wished() -> None:
    saturday = date(2026, 11, 28)
    made = step(offered(), heard(when=(When(first=saturday, last=saturday),)), SALON)
    (wish,) = made.session.draft.readings
    assert wish == When(first=saturday, last=saturday, start=960)


def test_never_mind_frees_the_hold() -> None:
    made = step(asked_to_confirm(), heard(intent=Intent.NEVER_MIND), SALON)
    assert Release() in made.effects
    assert made.session.held is None
    assert made.session.state is State.NEW


def test_a_person_is_called_and_the_open_question_repeated() -> None:
    made = step(asked_to_confirm(), heard(intent=Intent.HUMAN), SALON)
    assert says(made) == ["human", "ask_confirm"]
    assert CallHuman() in made.effects
    assert made.session.waiting


def test_the_third_misunderstanding_calls_a_person() -> None:
    session = offered()
    for _ in range(2):
        made = step(session, heard(), SALON)
        assert not any(isinstance(one, CallHuman) for one in made.effects)
        session = made.session
    assert CallHuman() in step(session, heard(), SALON).effects


def test_a_block_frees_what_is_held_without_a_word() -> None:
    made = step(asked_to_confirm(), Blocked(), SALON)
    assert made.effects == (Release(),)


def test_after_a_booking_a_new_wish_starts_afresh() -> None:
    confirming = step(asked_to_confirm(), heard(intent=Intent.YES), SALON).session
    done = step(confirming, Confirmed(BookingId(UUID(int=7)), FIVE), SALON).session
    made = step(done, heard(service=(COLOUR,)), SALON)
    assert only(made, FindTimes) == FindTimes(COLOUR, (), ())


def changing() -> Session:
    return step(asked_to_confirm(), heard(intent=Intent.NO), SALON).session


def test_a_yes_to_what_should_change_shows_the_summary_before_it_books() -> None:
    made = step(changing(), heard(intent=Intent.YES), SALON)
    assert says(made) == ["summary", "ask_confirm"]
    assert made.session.state is State.CONFIRM


def test_a_second_no_lets_it_go() -> None:
    made = step(changing(), heard(intent=Intent.NO), SALON)
    assert says(made) == ["let_go"]
    assert Release() in made.effects


def booked() -> Session:
    confirming = step(asked_to_confirm(), heard(intent=Intent.YES), SALON).session
    return step(confirming, Confirmed(BookingId(UUID(int=7)), FIVE), SALON).session


@pytest.mark.parametrize(
    "said",
    [
        heard(intent=Intent.MOVE, when=(AFTER_FOUR,)),
        heard(intent=Intent.NEVER_MIND),
        heard(staff=(BEA,)),
        heard(intent=Intent.CANCEL),
    ],
)
def test_what_sounds_like_a_change_after_the_booking_is_about_that_visit(said: Heard) -> None:
    made = step(booked(), said, SALON)
    assert made.effects == (LookUpVisits(),)
    assert made.session.state is State.LOOKING
    assert made.session.draft == booked().draft


def test_every_word_gets_an_answer_in_every_open_state() -> None:
    for state, intent in product(OPEN, [*Intent, None]):
        session = replace(Session(), state=state, held=held(), named=True, greeted=True)
        made = step(session, heard(intent=intent), SALON)
        assert made.effects, f"{intent} in {state} is met with silence"


def test_a_time_completes_every_reading_of_a_day() -> None:
    later = date(2026, 12, 4)
    days = (When(first=FRIDAY, last=FRIDAY), When(first=later, last=later))
    asked = step(Session(), heard(service=(CUT,), when=days), SALON).session
    made = step(asked, heard(when=(When(start=1020),)), SALON)
    assert [(one.first, one.start) for one in made.session.draft.readings] == [
        (FRIDAY, 1020),
        (later, 1020),
    ]


def test_a_day_that_does_not_suit_leaves_the_hours_wished_for() -> None:
    made = step(offered(), heard(not_days=(FRIDAY,)), SALON)
    assert made.session.draft.readings == (When(start=960),)


def test_saying_the_same_again_changes_nothing() -> None:
    session = asked_to_confirm()
    same = When(first=FRIDAY, last=FRIDAY, start=1020, exact=True)
    made = step(session, heard(intent=Intent.BOOK, assent=True, when=(same,)), SALON)
    assert only(made, Book) == Book(held().hold_id, FIVE)


def test_a_wish_said_twice_is_answered_twice() -> None:
    made = step(offered(), heard(service=(CUT,), when=(AFTER_FOUR,)), SALON)
    assert only(made, FindTimes) == FindTimes(CUT, (), (AFTER_FOUR,))
    assert "not_understood" not in says(made)


def test_who_needs_a_moment_keeps_the_time() -> None:
    made = step(asked_to_confirm(), heard(intent=Intent.WAIT), SALON)
    assert says(made) == ["take_your_time_held"]
    assert made.session.held == asked_to_confirm().held


def test_a_stated_name_replaces_the_one_on_file() -> None:
    made = step(asked_to_confirm(), heard(name="Maya", name_stated=True), SALON)
    assert only(made, Remember) == Remember("Maya")
    assert says(made) == ["thanks_name", "ask_confirm"]


def test_what_cannot_be_had_is_said_first() -> None:
    made = step(Session(), heard(intent=Intent.BOOK, unknown_staff="Daniel"), SALON)
    assert says(made) == ["hello", "no_such_stylist", "ask_service"]


def test_a_day_the_calendar_does_not_have_is_asked_anew() -> None:
    made = step(Session(), heard(service=(CUT,), impossible_day=True), SALON)
    assert says(made) == ["hello", "no_such_day", "ask_another_day"]
    answer = step(made.session, heard(when=(AFTER_FOUR,)), SALON)
    assert only(answer, FindTimes) == FindTimes(CUT, (), (AFTER_FOUR,))


# The table itself
