"""A booking may be several services, several people, a correction of what was held."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import psycopg
import pytest
from msgspec import structs

from booking import notes, salons
from booking.plan import Segment, Want
from booking.policy import Deposit, Rule
from booking.ranking import Slot
from channels.message import Kind
from dialog import differences, languages, parties, views
from dialog import draft as drafts
from dialog.draft import epoch_minute
from dialog.effects import Book, FindTimes, Hold, Rearrange, Say
from dialog.events import Arranged, Heard, HoldLost, HoldTaken, Tapped, TimesFound
from dialog.machine import Step, step
from dialog.session import Draft, Held, Pick, Session, State
from dialog.understand.reading import Intent, Understanding, When
from foundation.ids import HoldId
from foundation.money import Money
from tests.dialog.salon import ANA, BEA, BERLIN, COLOUR, CUT, SALON
from tests.parlour import Parlour

FRIDAY = date(2026, 11, 27)
AT_TEN = epoch_minute(FRIDAY, 600, BERLIN)
TEN = Slot(AT_TEN, AT_TEN + 45, ANA)
NOON = Slot(AT_TEN + 120, AT_TEN + 165, ANA)


def heard(**said: object) -> Heard:
    return Heard(Understanding(**said))  # type: ignore[arg-type]  # fields of an understanding


def says(made: Step) -> list[str]:
    return [one.phrase for one in made.effects if isinstance(one, Say)]


def kept(*services: Segment, at: Slot = TEN, price: int = 4000, version: int = 1) -> Held:
    visits = (services or (Segment(CUT, at.staff, at.start, at.end),),)
    until = datetime(2026, 11, 23, 13, 15, tzinfo=UTC)
    first = visits[0][0].service
    return Held(HoldId(UUID(int=5)), version, first, at, Money(price, "EUR"), until, visits=visits)


def at_the_summary(now: Held | None = None, **more: object) -> Session:
    now = now or kept()
    draft = Draft(version=now.version, service=now.service, more=now.services[1:], slot=now.slot)
    session = Session(state=State.CONFIRM, greeted=True, named=True, draft=draft, held=now)
    return replace(session, **more)  # type: ignore[arg-type]  # fields of a session


def with_colour() -> Held:
    start = AT_TEN - 120
    both = (Segment(COLOUR, BEA, start, AT_TEN), Segment(CUT, ANA, AT_TEN, AT_TEN + 45))
    return kept(*both, at=Slot(start, AT_TEN + 45, BEA), price=13500, version=2)


# What is wanted


@pytest.mark.parametrize(
    ("before", "said", "services"),
    [
        ((), {"service": (CUT, COLOUR)}, (COLOUR, CUT)),
        ((CUT,), {"service": (COLOUR,)}, (COLOUR,)),
        ((CUT,), {"service": (COLOUR,), "also": True}, (CUT, COLOUR)),
        ((), {"service": (COLOUR,), "also": True}, (COLOUR,)),
        ((COLOUR, CUT), {"not_service": (COLOUR,)}, (CUT,)),
        ((COLOUR, CUT), {"service": (CUT,)}, (CUT,)),
        ((CUT,), {"not_service": (CUT,)}, (CUT,)),
        ((CUT,), {"service": (CUT, COLOUR), "either_service": True}, (CUT,)),
    ],
)
def test_services_are_replaced_added_or_left_out(
    before: tuple[object, ...], said: dict[str, object], services: tuple[object, ...]
) -> None:
    first, more = (before[0], before[1:]) if before else (None, ())
    draft = Draft(service=first, more=more)  # type: ignore[arg-type]  # ids of the test salon
    merged = drafts.merge(draft, Understanding(**said), SALON)  # type: ignore[arg-type]  # as above
    assert merged.services == services


def test_each_service_goes_to_who_of_the_wished_does_it() -> None:
    draft = Draft(service=CUT, more=(COLOUR,), staff=(ANA,))
    assert drafts.wish(draft, SALON) == ((Want(CUT, (ANA,)), Want(COLOUR, ())),)


def test_who_is_ruled_out_does_none_of_several_services() -> None:
    draft = Draft(service=CUT, more=(COLOUR,), staff=(ANA,), not_staff=(BEA,))
    assert drafts.wish(draft, SALON)[0][1].staff == (ANA,), "the desk will say who does not"


def test_one_service_for_one_person_is_asked_for_as_ever() -> None:
    assert drafts.spelled(Draft(service=CUT, staff=(ANA,)), SALON) == ()
    assert len(drafts.spelled(Draft(service=CUT, party=2), SALON)) == 2


def test_a_party_that_is_too_large_is_cut_and_told() -> None:
    draft, told = parties.possible(Draft(service=CUT, party=3), SALON)
    assert (draft.party, [one.phrase for one in told]) == (2, ["party_most"])
    draft, told = parties.possible(Draft(service=CUT, party=2, staff=(ANA,)), SALON)
    assert (draft.staff, [one.phrase for one in told]) == ((), ["party_staff"])


# Corrections


def test_a_correction_of_the_stylist_keeps_the_time() -> None:
    made = step(at_the_summary(), heard(staff=(BEA,)), SALON)
    (hold,) = (one for one in made.effects if isinstance(one, Hold))
    assert (hold.start, hold.staff) == (TEN.start, (BEA,))


def test_what_is_added_looks_for_room_beside_what_is_held() -> None:
    made = step(at_the_summary(), heard(service=(COLOUR,), also=True), SALON)
    (room,) = (one for one in made.effects if isinstance(one, Rearrange))
    assert [[one.service for one in order[0]] for order in room.orders] == [
        [COLOUR, CUT],
        [CUT, COLOUR],
    ]
    fits = step(made.session, Arranged((COLOUR, CUT), with_colour().slot), SALON)
    (hold,) = (one for one in fits.effects if isinstance(one, Hold))
    assert hold.wish == ((Want(COLOUR, (BEA,)), Want(CUT, ())),)
    taken = step(fits.session, HoldTaken(with_colour()), SALON)
    assert says(taken) == ["added", "plan_becomes", "ask_confirm"]
    assert [one.pick for one in taken.session.offered] == [Pick.YES, Pick.OTHER_TIMES, Pick.ONLY]


def test_without_room_beside_it_other_times_are_searched() -> None:
    made = step(at_the_summary(), heard(service=(COLOUR,), also=True), SALON)
    none = step(made.session, Arranged((COLOUR, CUT), None), SALON)
    (search,) = (one for one in none.effects if isinstance(one, FindTimes))
    assert len(search.wish[0]) == 2


def test_what_was_added_is_left_out_again_at_the_old_time() -> None:
    session = at_the_summary(with_colour(), before=kept())
    made = step(session, heard(not_service=(COLOUR,)), SALON)
    (hold,) = (one for one in made.effects if isinstance(one, Hold))
    assert (hold.service, hold.start) == (CUT, TEN.start)


def test_what_takes_the_place_of_several_is_said() -> None:
    before = Draft(service=COLOUR, more=(CUT,))
    assert differences.dropped(before, Draft(service=CUT)) == ()
    (said,) = differences.dropped(replace(before, more=()), Draft(service=CUT)) or (None,)
    assert said is None, "one for another is plain"


def test_a_longer_dearer_stylist_is_told() -> None:
    slow = kept(at=Slot(TEN.start, TEN.end + 10, BEA), price=4800)
    told = differences.told(kept(), slow)
    assert [one.phrase for one in told] == ["longer", "dearer"]
    assert [one.phrase for one in differences.told(slow, kept())] == ["shorter", "cheaper"]


def test_what_cannot_be_had_instead_offers_to_keep_what_is_held() -> None:
    trying = step(at_the_summary(), heard(staff=(BEA,)), SALON).session
    lost = step(trying, HoldLost(replace_staff(TEN), "taken"), SALON).session
    offer = step(lost, TimesFound((NOON,), "taken", near=TEN), SALON).session
    keep = next(one for one in offer.offered if one.pick is Pick.KEEP)
    made = step(offer, Tapped(keep.id), SALON)
    (hold,) = (one for one in made.effects if isinstance(one, Hold))
    assert (hold.start, hold.staff) == (TEN.start, (ANA,))


def replace_staff(slot: Slot) -> Slot:
    return Slot(slot.start, slot.end, BEA)


# What is no yes


def test_a_yes_to_a_question_of_the_same_turn_books_nothing() -> None:
    made = step(at_the_summary(unseen=True), heard(intent=Intent.YES), SALON)
    assert not any(isinstance(one, Book) for one in made.effects)
    assert says(made) == ["ask_confirm"]
    seen = step(at_the_summary(), heard(intent=Intent.YES), SALON)
    assert any(isinstance(one, Book) for one in seen.effects), "the control"


def test_a_yes_to_another_version_books_nothing() -> None:
    session = at_the_summary()
    older = replace(session, draft=replace(session.draft, version=7))
    made = step(older, heard(intent=Intent.YES), SALON)
    assert not any(isinstance(one, Book) for one in made.effects)


def test_a_change_told_beside_something_else_is_held_before_it_is_booked() -> None:
    told = step(at_the_summary(), heard(staff=(BEA,), intent=Intent.HUMAN), SALON)
    assert says(told) == ["human", "ask_confirm"]
    made = step(told.session, heard(intent=Intent.YES), SALON)
    (hold,) = (one for one in made.effects if isinstance(one, Hold))
    assert hold.staff == (BEA,)


def test_a_choice_that_nobody_offered_agrees_to_nothing() -> None:
    made = step(at_the_summary(), heard(choice="9.9", assent=True, intent=Intent.BOOK), SALON)
    assert not any(isinstance(one, Book) for one in made.effects)


def test_a_choice_says_more_than_the_ok_beside_it() -> None:
    session = at_the_summary()
    summed = step(replace(session, state=State.CHANGE), heard(intent=Intent.YES), SALON).session
    change = next(one for one in summed.offered if one.pick is Pick.CHANGE)
    made = step(summed, heard(choice=change.id, assent=True, intent=Intent.BOOK), SALON)
    assert made.session.state is State.CHANGE


def test_an_old_yes_is_explained_by_what_it_was_for() -> None:
    made = step(at_the_summary(), heard(service=(COLOUR,), also=True), SALON).session
    yes = Tapped("1.1")
    offered = step(at_the_summary(), heard(intent=Intent.CHANGE), SALON).session
    assert offered.state is State.CHANGE
    summed = step(offered, heard(intent=Intent.YES), SALON).session
    old = summed.offered[0]
    plan = replace(at_the_summary(with_colour(), before=kept()), past=(replace(old, id="1.1"),))
    told = step(plan, yes, SALON)
    assert says(told) == ["old_yes_alone", "ask_new_plan"]
    assert [one.pick for one in told.session.offered] == [Pick.YES, Pick.ONLY]
    assert made.state is State.HOLDING


def test_the_closest_that_costs_more_is_asked_for_once_more() -> None:
    session = at_the_summary(state=State.CONFIRMING)
    dearer = step(session, HoldTaken(kept(at=NOON, price=4800)), SALON)
    assert not any(isinstance(one, Book) for one in dearer.effects)
    assert dearer.session.state is State.CONFIRM
    same = step(session, HoldTaken(kept(at=NOON)), SALON)
    assert any(isinstance(one, Book) for one in same.effects)


# Language


def test_short_replies_never_change_the_language_two_clear_ones_do() -> None:
    session = Session(greeted=True)
    said = {"locale": "de", "service": (CUT,)}
    assert languages.heard(session, Understanding(locale="de", intent=Intent.YES)) == {}
    once = languages.heard(session, Understanding(**said))  # type: ignore[arg-type]  # its fields
    assert once == {"tongue": "de"}
    twice = languages.heard(replace(session, tongue="de"), Understanding(**said))  # type: ignore[arg-type]  # as above
    assert twice["locale"] == "de"


def test_a_language_that_was_wished_for_stays() -> None:
    locked = Session(greeted=True, tongue_locked=True, tongue="de")
    said = Understanding(locale="de", service=(CUT,))
    assert languages.heard(locked, said) == {}
    assert languages.heard(locked, Understanding(wants_locale="de"))["locale"] == "de"


# Through the engine

WISH = "haircut with Ana on friday at 10"


async def test_words_that_came_with_the_tap_are_no_yes_to_its_answer(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    await parlour.says("my name is Mia, haircut with Ana on friday")
    choice = parlour.rendered()[-1].choices[0].id
    await parlour.hears("", kind=Kind.CHOICE, choice_id=choice)
    await parlour.says("yes")
    assert admin.execute("SELECT count(*) FROM bookings").fetchone() == (0,)
    await parlour.says("yes")
    assert admin.execute("SELECT count(*) FROM bookings").fetchone() == (1,)


async def test_a_note_and_whom_it_is_for_reach_the_staff(parlour: Parlour) -> None:
    await parlour.says("a haircut for my daughter Lina on friday at 10")
    talk = await parlour.hears("please note: she is afraid of the dryer")
    await parlour.answering.now(talk)
    await parlour.says("Mia")
    async with parlour.house.database.unit_of_work(parlour.salon.salon_id) as tx:
        [(customer,)] = await tx.rows("SELECT customer_id FROM customers", ())
        noted = await notes.of(tx, parlour.house.vault, customer)
    assert [one.text for one in noted] == ["she is afraid of the dryer", "For my daughter Lina"]
    assert "Lina" not in repr(await parlour.session(talk))


async def test_a_picture_is_noted_with_what_is_written_under_it(parlour: Parlour) -> None:
    await parlour.says("my name is Mia, " + WISH)
    (said,) = await parlour.says("zick zack", kind=Kind.MEDIA)
    assert said.startswith("I can't see pictures, but I have noted for Ana that you sent one.")
    (said,) = await parlour.says("at 11 rather", kind=Kind.MEDIA)
    assert "noted for Ana" in said
    assert "11:00-11:45" in said
    async with parlour.house.database.unit_of_work(parlour.salon.salon_id) as tx:
        [(customer,)] = await tx.rows("SELECT customer_id FROM customers", ())
        noted = await notes.of(tx, parlour.house.vault, customer)
    assert [one.text for one in noted] == [
        "Sent a picture in the chat.",
        "Sent a picture in the chat. zick zack",
    ]


async def test_the_card_shows_all_that_is_held(parlour: Parlour) -> None:
    talk = await parlour.hears("haircut and blow-dry with Ana for two people on wednesday at 10")
    await parlour.answering.now(talk)
    async with parlour.house.database.unit_of_work(parlour.salon.salon_id) as tx:
        card = await views.card(tx, parlour.salon, talk.conversation_id)
    assert (card.service, len(card.stylists)) == ("Haircut, Blow-dry for 2", 2)
    assert card.price == Money(13000, "EUR")


async def test_people_who_come_together_have_a_booking_each(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    for said in ("haircut for two people on friday at 5", "Mia", "yes"):
        await parlour.says(said)
    found = admin.execute("SELECT count(*), count(DISTINCT party_id) FROM bookings").fetchone()
    assert found == (2, 1)


async def test_a_newcomer_s_deposit_is_told_before_the_yes(parlour: Parlour) -> None:
    async with parlour.house.database.unit_of_work(parlour.salon.salon_id) as tx:
        terms = structs.replace(parlour.salon.policy, first_visit=Deposit(Rule.FIXED, 1500))
        await salons.replace(tx, replace(parlour.salon, policy=terms))
    said = "".join(await parlour.says(WISH))
    assert "15 EUR deposit" in said
    assert "pay at the salon" not in said


def test_the_wish_for_a_time_survives_a_correction_of_the_day() -> None:
    session = at_the_summary()
    day = When(first=FRIDAY + timedelta(days=1), last=FRIDAY + timedelta(days=1))
    made = step(session, heard(when=(day,)), SALON)
    assert made.session.draft.readings[0].first == day.first
