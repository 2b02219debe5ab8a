"""What the customer is doing: sentences in tables."""

import pytest

from dialog.understand.context import Asked
from dialog.understand.reading import Intent
from tests.dialog.heard import SUMMARY, hear, services, times

INTENTS = [
    ("human", Intent.HUMAN),
    ("I want to talk to a person", Intent.HUMAN),
    ("can I speak to someone?", Intent.HUMAN),
    ("agent", Intent.HUMAN),
    ("Mensch", Intent.HUMAN),
    ("mit einem Mitarbeiter sprechen bitte", Intent.HUMAN),
    ("hi", Intent.GREET),
    ("Hallo!", Intent.GREET),
    ("good morning", Intent.GREET),
    ("Guten Tag", Intent.GREET),
    ("thanks", Intent.THANKS),
    ("vielen Dank", Intent.THANKS),
    ("change something", Intent.CHANGE),
    ("can I change the time?", Intent.CHANGE),
    ("etwas ändern", Intent.CHANGE),
    ("never mind", Intent.NEVER_MIND),
    ("forget it", Intent.NEVER_MIND),
    ("vergiss es", Intent.NEVER_MIND),
    ("other times", Intent.OTHER_TIMES),
    ("do you have another slot?", Intent.OTHER_TIMES),
    ("andere Zeiten", Intent.OTHER_TIMES),
    ("none of these", Intent.OTHER_TIMES),
    ("start over", Intent.RESTART),
    ("nochmal von vorne", Intent.RESTART),
    ("cancel my appointment", Intent.CANCEL),
    ("I can't come tomorrow, cancel pls", Intent.CANCEL),
    ("Termin absagen", Intent.CANCEL),
    ("can i move my thursday thing to next week", Intent.MOVE),
    ("Termin verschieben", Intent.MOVE),
    ("I need an appointment", Intent.BOOK),
    ("Ich hätte gern einen Termin", Intent.BOOK),
    ("don't cancel", Intent.NO),
    ("asdf qwer", None),
    ("is there parking?", Intent.ASK),
    ("haircut for a person", None),
]


@pytest.mark.parametrize(("text", "expected"), INTENTS)
def test_intents_are_read_in_both_languages(text: str, expected: Intent | None) -> None:
    assert hear(text).intent is expected


YES = [
    "yes",
    "yep",
    "Yes, book",
    "sure",
    "ok",
    "okay!",
    "book it",
    "book",
    "ja",
    "passt",
    "gern",
    "jo",
    "ja bitte buchen",
    "perfekt, danke",
    "ok thanks",
    "👍",
    "👍🏽",
    "yesss",
    "YES!!",
    "yes please",
    "sounds good to me",
    "klar",
    "i guess so",
    "genau so",
    "ja gerne",
    "y",
    "yep book it pls",
]


@pytest.mark.parametrize("text", YES)
def test_a_yes_to_the_summary_has_many_forms(text: str) -> None:
    said = hear(text, Asked.CONFIRM, SUMMARY)
    assert said.intent is Intent.YES
    assert said.assent


NO = ["no", "nope", "nein", "nee", "that's not ok", "passt nicht", "👎", "auf keinen Fall",
      "not yet", "geht nicht", "nein!", "no please"]  # fmt: skip


@pytest.mark.parametrize("text", NO)
def test_a_no_has_many_forms(text: str) -> None:
    said = hear(text, Asked.CONFIRM, SUMMARY)
    assert said.intent is Intent.NO
    assert not said.assent
    assert said.choice != "yes"


RESERVED = ["yes but on saturday", "ja, aber mit Ana", "yes, friday at 5", "ok for saturday",
            "ja, Samstag", "yes with Ana please"]  # fmt: skip


@pytest.mark.parametrize("text", RESERVED)
def test_a_yes_with_a_wish_beside_it_agrees_to_no_summary(text: str) -> None:
    said = hear(text, Asked.CONFIRM, SUMMARY)
    assert said.intent is not Intent.YES
    assert said.choice is None
    assert said.said_slots


def test_a_yes_with_a_but_is_a_wish_for_change() -> None:
    said = hear("yes but", Asked.CONFIRM, SUMMARY)
    assert said.intent is Intent.CHANGE
    assert not said.assent


@pytest.mark.parametrize(
    "text",
    [
        "are you sure?",
        "is Friday good?",
        "what is ok for you?",
        "ok, how much is it?",
        "ok what does it cost",
        "ja und was kostet das",
        "yes?",
        "book?",
        "before I book, is there parking",
        "yes, is there parking?",
    ],
)
def test_a_question_with_a_yes_word_in_it_is_no_yes(text: str) -> None:
    said = hear(text, Asked.CONFIRM, SUMMARY)
    assert said.intent is not Intent.YES
    assert not said.assent
    assert said.choice is None


def test_a_yes_to_book_at_the_start_is_a_wish_to_book() -> None:
    said = hear("yes, I need an appointment")
    assert said.intent is Intent.BOOK
    assert said.assent


def test_a_no_in_front_of_a_yes_word_is_a_no() -> None:
    assert hear("not ok", Asked.CONFIRM, SUMMARY).intent is Intent.NO
    assert hear("das ist nicht gut", Asked.CONFIRM, SUMMARY).intent is Intent.NO
    assert hear("hi yes", Asked.CONFIRM, SUMMARY).intent is Intent.YES


def test_ok_thanks_after_the_booking_is_thanks() -> None:
    assert hear("ok thanks").intent is Intent.THANKS


def test_book_with_values_is_a_wish_to_book() -> None:
    said = hear("yes book a haircut for friday")
    assert said.intent is Intent.BOOK
    assert services(said) == "haircut"


def test_a_change_with_its_value_is_the_value() -> None:
    said = hear("change it to saturday", Asked.CONFIRM, SUMMARY)
    assert said.intent is None
    assert times(said) == "11-28"


def test_a_short_german_eine_is_no_no() -> None:
    assert hear("ne", Asked.CONFIRM, SUMMARY).intent is Intent.NO
    assert hear("kannst du mir ne bestätigung schicken").intent is not Intent.NO
    assert hear("hätte gern ne farbe am freitag").intent is not Intent.NO


def test_no_with_somebody_puts_right_whom_they_want() -> None:
    assert hear("no with Cem").not_staff == ()
    assert len(hear("no with Cem").staff) == 1
    assert len(hear("not with Cem").not_staff) == 1
