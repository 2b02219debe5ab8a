"""Which offered choice the customer's words pick."""

from datetime import datetime

import pytest

from dialog.understand.context import Asked, Offered
from dialog.understand.reading import Intent
from tests.dialog.heard import FRIDAY, SUMMARY, WHICH, ZONE, hear, offered, staff, times

PICKS = [
    ("17", "c2"),
    ("2", "c2"),
    ("2)", "c2"),
    ("#2", "c2"),
    ("nr 2", "c2"),
    ("Nr. 2", "c2"),
    ("option 2", "c2"),
    ("number two pls", "c2"),
    ("zwei", "c2"),
    ("die zweite", "c2"),
    ("the second", "c2"),
    ("the 2nd", "c2"),
    ("the first one", "c1"),
    ("i'll take the first", "c1"),
    ("ok 3", "c3"),
    ("the last one", "c3"),
    ("der letzte", "c3"),
    ("the later one", "c3"),
    ("the earliest", "c1"),
    ("die frühere", "c1"),
    ("17:00", "c2"),
    ("5", "c2"),
    ("at 5", "c2"),
    ("5pm", "c2"),
    ("17 Uhr", "c2"),
    ("17h", "c2"),
    ("1700", "c2"),
    ("um 5 bitte", "c2"),
    ("can you do 5?", "c2"),
    ("the 17:00 one", "c2"),
    ("halb sieben", "c3"),
    ("half past six", "c3"),
    ("4.15", "c1"),
    ("16", "c1"),
    ("18", "c3"),
    ("friday at 5", "c2"),
    ("17:00 Bea", "c2"),
    ("Ana 18:30", "c3"),
    ("18:30 ana please", "c3"),
    ("c2", "c2"),
    ("other times", "other"),
    ("Other", "other"),
    ("4", "other"),
]


@pytest.mark.parametrize(("text", "expected"), PICKS)
def test_an_offered_time_is_picked(text: str, expected: str) -> None:
    assert hear(text, Asked.TIME, FRIDAY).choice == expected


NO_PICKS = ["with Ana", "with Bea", "Bea then", "bea", "with cem",
            "friday", "saturday", "18:15", "11:00 Bea", "5 or 6", "17 with Cem", "C2x",
            "evening", "after 5", "17:00 and a colour", "not Bea", "what?", "11", "anything later?",
            "2 people", "no", "the second of december"]  # fmt: skip


@pytest.mark.parametrize("text", NO_PICKS)
def test_words_that_fit_no_choice_or_several_pick_none(text: str) -> None:
    assert hear(text, Asked.TIME, FRIDAY).choice is None


def test_two_offers_at_one_time_are_told_apart_by_the_stylist() -> None:
    both = offered("28 11:45 Ana", "28 11:00 Bea", "28 11:00 Ana")
    assert hear("11:00", Asked.TIME, both).choice is None
    assert hear("11:00 Bea", Asked.TIME, both).choice == "c2"
    assert hear("11 with ana", Asked.TIME, both).choice == "c3"


def test_a_stylist_alone_picks_where_all_offers_start_at_once() -> None:
    both = offered("28 11:00 Bea", "28 11:00 Ana")
    assert hear("bea", Asked.TIME, both).choice == "c1"
    assert hear("with Ana", Asked.TIME, both).choice == "c2"


@pytest.mark.parametrize("text", ["you choose", "egal", "whatever", "such du aus", "any of them"])
def test_indifference_takes_the_first_offered_time(text: str) -> None:
    said = hear(text, Asked.TIME, FRIDAY)
    assert said.choice == "c1"
    assert said.when == ()
    for asked in (Asked.TIME, Asked.NOTHING, Asked.CONFIRM):
        assert hear(text, asked).when == ()
    assert not hear(text, Asked.CONFIRM, SUMMARY).any_staff


@pytest.mark.parametrize("text", ["one moment", "one sec", "1 question", "one more thing", "1?"])
def test_a_number_beside_other_words_agrees_to_no_summary(text: str) -> None:
    said = hear(text, Asked.CONFIRM, SUMMARY)
    assert said.choice is None
    assert not said.assent


def test_the_number_of_the_yes_agrees() -> None:
    assert hear("1", Asked.CONFIRM, SUMMARY).choice == "yes"
    assert hear("1 please", Asked.CONFIRM, SUMMARY).choice == "yes"


def test_a_day_picks_the_one_offer_on_it() -> None:
    week = offered("24 10:00 Bea", "25 12:30 Bea", "26 15:00 Bea")
    assert hear("wed", Asked.TIME, week).choice == "c2"
    assert hear("am Donnerstag", Asked.TIME, week).choice == "c3"
    assert hear("friday", Asked.TIME, week).choice is None


def test_a_number_counts_the_list_before_it_is_a_clock() -> None:
    early = offered("24 14:00 Ana", "24 16:00 Ana", "24 17:00 Ana")
    assert hear("2", Asked.TIME, early).choice == "c2"
    assert hear("at 2", Asked.TIME, early).choice == "c1"


def test_what_was_said_stays_beside_a_pick_by_its_facts() -> None:
    said = hear("17:00 Bea", Asked.TIME, FRIDAY)
    assert times(said) == "=17:00"
    assert staff(said) == "Bea"
    assert hear("2", Asked.TIME, FRIDAY).when == ()


def test_a_pick_with_an_ok_is_a_pick() -> None:
    said = hear("ok 17", Asked.TIME, FRIDAY)
    assert said.choice == "c2"
    assert said.intent is Intent.BOOK


@pytest.mark.parametrize(
    ("text", "expected"),
    [("something later", "11-27 18:45-"), ("later", "11-27 18:45-"), ("earlier?", "11-27 -16:15"),
     ("etwas später", "11-27 18:45-"), ("was früheres", "11-27 -16:15")],
)  # fmt: skip
def test_later_than_all_offers_is_a_wish_for_other_times(text: str, expected: str) -> None:
    said = hear(text, Asked.TIME, FRIDAY)
    assert said.intent is Intent.OTHER_TIMES
    assert said.choice is None
    assert times(said) == expected


def test_later_of_two_is_a_pick() -> None:
    two = offered("27 16:15 Ana", "27 17:00 Bea")
    assert hear("later", Asked.TIME, two).choice == "c2"
    assert hear("earlier", Asked.TIME, two).choice == "c1"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1", "this"), ("2", "next"), ("the second", "next"), ("this week", "this"),
     ("next week", "next"), ("diese Woche", "this"), ("nächste Woche", "next"), ("next", "next"),
     ("this one", "this"), ("27 nov", "this"), ("the 27th", "this"), ("27", "this"),
     ("4 dec", "next"), ("dec 4th", "next"), ("later", "next"), ("this friday", "this")],
)  # fmt: skip
def test_the_question_which_day_is_answered(text: str, expected: str) -> None:
    assert hear(text, Asked.WHICH_DAY, WHICH).choice == expected


def test_the_same_weekday_again_answers_no_question_which_day() -> None:
    said = hear("friday", Asked.WHICH_DAY, WHICH)
    assert said.choice is None
    assert times(said) == "11-27 | 12-04"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("yes", "yes"), ("Yes, book", "yes"), ("change", "change"), ("Change something", "change"),
     ("2", "change"), ("the first", "yes")],
)  # fmt: skip
def test_a_button_without_a_time_is_picked_by_its_title(text: str, expected: str) -> None:
    assert hear(text, Asked.CONFIRM, SUMMARY).choice == expected


def test_part_of_two_titles_picks_neither() -> None:
    choices = (Offered("a", "Haircut women", 1), Offered("b", "Haircut men", 2))
    assert hear("haircut", Asked.SERVICE, choices).choice is None
    assert hear("men", Asked.SERVICE, choices).choice == "b"


def test_two_choices_with_the_same_title_are_told_by_number_alone() -> None:
    choices = (Offered("a", "Haircut", 1), Offered("b", "Haircut", 2))
    assert hear("haircut", Asked.SERVICE, choices).choice is None
    assert hear("2", Asked.SERVICE, choices).choice == "b"


def test_an_offer_on_another_day_is_not_picked_by_its_clock_and_a_wrong_day() -> None:
    assert hear("saturday at 5", Asked.TIME, FRIDAY).choice is None


def test_places_pick_among_choices_without_times() -> None:
    choices = (Offered("a", "Red", 1), Offered("b", "Blue", 2))
    assert hear("the last one", Asked.SERVICE, choices).choice == "b"
    assert hear("the later one", Asked.SERVICE, choices).choice is None


def test_a_day_number_two_offers_share_picks_none() -> None:
    twice = (
        Offered("a", "One", 1, datetime(2026, 11, 27, tzinfo=ZONE)),
        Offered("b", "Two", 2, datetime(2026, 12, 27, tzinfo=ZONE)),
    )
    assert hear("27", Asked.WHICH_DAY, twice).choice is None
