"""Side questions: answered from the catalogue, nothing that is wished for changes by them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from booking.facts import TOPICS, Facts
from booking.policy import Policy, Tier
from dialog import facts
from dialog.effects import CallHuman, LookUpRating, Say
from dialog.events import Heard, RatingFound
from dialog.machine import Step, step
from dialog.phrases.speak import Voice, speak
from dialog.phrases.words import OwnFact
from dialog.session import Draft, Session, State
from dialog.understand.reading import Intent, Topic, Understanding, When
from tests.dialog.salon import ANA, COLOUR, CUT, SALON

SUNDAY, MONDAY = date(2026, 11, 29), date(2026, 11, 30)
BOOKING = Session(
    state=State.NAME, greeted=True, draft=Draft(version=3, service=CUT, readings=(When(MONDAY),))
)


def asked(session: Session, *topics: Topic, **said: object) -> Step:
    read = Understanding(intent=Intent.ASK, asks=topics, **said)  # type: ignore[arg-type]  # fields of an understanding
    return step(session, Heard(read), SALON)


def says(made: Step) -> list[str]:
    return [one.phrase for one in made.effects if isinstance(one, Say)]


@pytest.mark.parametrize(
    ("topic", "phrases"),
    [
        (Topic.PRICE, ["service_facts"]),
        (Topic.DURATION, ["service_facts"]),
        (Topic.HOURS, ["our_hours"]),
        (Topic.ADDRESS, ["our_address"]),
        (Topic.PHONE, ["our_phone"]),
        (Topic.PARKING, ["no_fact"]),
        (Topic.SERVICES, ["our_services"]),
        (Topic.STAFF, ["done_by"]),
        (Topic.POLICY, ["cancel_free"]),
        (Topic.PAYMENT, ["pay_here"]),
    ],
)
def test_every_topic_is_answered_then_the_open_question_repeated(
    topic: Topic, phrases: list[str]
) -> None:
    made = asked(BOOKING, topic)
    assert says(made) == [*phrases, "ask_name"]
    assert made.session.state is State.NAME
    assert made.session.draft == BOOKING.draft


def test_the_price_of_something_else_does_not_change_the_wish() -> None:
    made = asked(BOOKING, Topic.PRICE, service=(COLOUR,))
    assert says(made) == ["service_facts", "ask_name"]
    assert made.session.draft == BOOKING.draft


def test_who_asks_for_a_price_first_is_offered_times_with_it() -> None:
    made = asked(Session(greeted=True), Topic.PRICE, service=(CUT,))
    assert made.session.draft.service == CUT
    assert says(made) == []  # the offered times tell what it takes, costs


def test_a_question_beside_a_wish_is_answered_before_the_wish_goes_on() -> None:
    made = asked(BOOKING, Topic.PARKING, service=(COLOUR,))
    assert says(made)[0] == "no_fact"
    assert made.session.draft.service == COLOUR


@pytest.mark.parametrize("topic", TOPICS)
def test_what_the_salon_has_on_file_is_told_in_its_own_sentence(topic: str) -> None:
    salon = replace(SALON, facts=Facts({topic: {"en": "We do."}}))
    [told] = facts.told(Topic(topic), facts.About(), salon)
    assert told == Say("own_fact", {"fact": OwnFact(topic)})
    others = [one for one in Topic if one not in {topic, Topic.RATING}]
    each = [one.phrase for other in others for one in facts.told(other, facts.About(), salon)]
    assert each, "negative control: the other topics are answered as before"
    assert "own_fact" not in each


@pytest.mark.parametrize(
    ("sentences", "locale", "printed"),
    [
        ({"en": "Yes.", "de": "Ja.", "fr": "Oui."}, "fr", "Oui."),
        ({"en": "Yes.", "de": "Ja."}, "fr", "Yes."),
        ({"nl": "Ja.", "it": "Sì."}, "fr", "Sì."),
        ({"en": "for {price} %s behind us"}, "en", "For {price} %s behind us."),
        ({"en": "Really?!"}, "en", "Really?!"),
    ],
)
def test_the_sentence_comes_in_their_language_else_in_the_salons_else_in_any(
    sentences: dict[str, str], locale: str, printed: str
) -> None:
    salon = replace(SALON, facts=Facts({"parking": sentences}))
    said = facts.told(Topic.PARKING, facts.About(), salon)
    assert speak(said, Voice(locale, salon, datetime(2026, 11, 23, tzinfo=UTC))) == printed


def test_hours_are_told_of_the_day_that_was_named() -> None:
    made = asked(BOOKING, Topic.HOURS, when=(When(SUNDAY, SUNDAY),))
    assert says(made) == ["beside_closed", "ask_name"]
    open_ = facts.told(Topic.HOURS, facts.About(days=(MONDAY,)), SALON)
    assert [one.phrase for one in open_] == ["beside_hours"]


def test_a_holiday_has_hours_of_its_own() -> None:
    salon = replace(SALON, days={MONDAY: ()})
    [told] = facts.told(Topic.HOURS, facts.About(days=(MONDAY,)), salon)
    assert told.phrase == "beside_closed"


def test_the_terms_are_told_step_by_step_the_longest_notice_first() -> None:
    salon = replace(SALON, policy=Policy(tiers=(Tier(2, 100), Tier(24, 50), Tier(48, 0))))
    told = facts.told(Topic.POLICY, facts.About(), salon)
    assert [one.phrase for one in told] == ["cancel_free_until", "cancel_then", "cancel_costs"]


def test_a_stylist_who_is_asked_about_is_not_wished_for() -> None:
    made = asked(BOOKING, Topic.STAFF, staff=(ANA,))
    assert made.session.draft.staff == ()


def test_the_rating_is_looked_up_before_it_is_told() -> None:
    made = asked(BOOKING, Topic.RATING)
    assert made.effects == (LookUpRating(),)
    told = step(made.session, RatingFound(Decimal("4.5"), 20), SALON)
    assert says(told) == ["rated", "ask_name"]
    assert says(step(made.session, RatingFound(None, 0), SALON)) == ["not_rated", "ask_name"]


def test_a_complaint_goes_to_a_person_with_the_booking_left_as_it_was() -> None:
    made = step(BOOKING, Heard(Understanding(intent=Intent.COMPLAINT, service=(COLOUR,))), SALON)
    assert CallHuman() in made.effects
    assert says(made) == ["complaint"]
    assert made.session.waiting
    assert made.session.draft == BOOKING.draft
