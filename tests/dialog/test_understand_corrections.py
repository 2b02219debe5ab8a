"""Second thoughts under an open question: sentences in tables."""

from datetime import date

import pytest

from dialog.understand.context import Asked, Context, Offered
from dialog.understand.hear import understand
from dialog.understand.reading import Intent, When
from tests.dialog.heard import (
    LUMA,
    MONDAY,
    STAFF,
    SUMMARY,
    WHICH,
    hear,
    hear_holding,
    offered,
    times,
)

BARE = [
    ("11", "=11:00"),
    ("no, 11 please", "=11:00"),
    ("no 11", "=11:00"),
    ("11 is better", "=11:00"),
    ("lieber 11", "=11:00"),
    ("can we do 11?", "=11:00"),
    ("15", "=15:00"),
    ("17", "=17:00"),
    ("5", "=17:00"),
    ("30", ""),
    ("23", ""),
    ("2 people", ""),
    ("room 17", ""),
    ("i have 3 kids", ""),
]
SERVICES = (Offered("s1", "Haircut", 1), Offered("s2", "Colour", 2))


@pytest.mark.parametrize(("text", "expected"), BARE)
@pytest.mark.parametrize(
    ("asked", "choices"),
    [(Asked.CONFIRM, SUMMARY), (Asked.NAME, ()), (Asked.SERVICE, SERVICES),
     (Asked.WHICH_DAY, WHICH)],
)  # fmt: skip
def test_a_bare_hour_in_opening_hours_is_a_time_under_any_question(
    text: str, expected: str, asked: Asked, choices: tuple[Offered, ...]
) -> None:
    said = hear(text, asked, choices)
    assert times(said) == expected
    assert said.intent is None
    assert said.choice is None


def test_a_number_that_was_offered_is_the_choice_also_when_it_could_be_an_hour() -> None:
    assert hear("2", Asked.CONFIRM, SUMMARY).choice == "change"
    assert hear("2", Asked.NAME).choice is None
    assert times(hear("2", Asked.NAME)) == "=14:00"
    assert hear("2").when == ()


def test_a_name_with_another_hour_gives_both() -> None:
    said = hear("Mia, but can we do 11?", Asked.NAME)
    assert said.name == "Mia"
    assert times(said) == "=11:00"


def test_a_bare_hour_is_a_time_while_one_is_held() -> None:
    assert times(hear_holding("11", Asked.NOTHING)) == "=11:00"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("earlier please", "11-27 -10:00"), ("anything before that?", "11-27 -10:00"),
     ("too late", "11-27 -10:00"), ("früher bitte", "11-27 -10:00"), ("later", "11-27 10:15-"),
     ("später", "11-27 10:15-"), ("no, later", "11-27 10:15-"), ("too early", "11-27 10:15-"),
     ("zu früh", "11-27 10:15-")],
)  # fmt: skip
def test_later_is_later_than_what_is_held(text: str, expected: str) -> None:
    for asked in (Asked.CONFIRM, Asked.NAME):
        said = hear_holding(text, asked)
        assert times(said) == expected
        assert said.intent is Intent.OTHER_TIMES
    assert hear(text).when == ()


@pytest.mark.parametrize(
    "text",
    ["someone else", "another stylist please", "jemand anders", "a different stylist", "not her",
     "ein anderer Friseur"],
)  # fmt: skip
def test_someone_else_is_anyone_but_the_stylist_spoken_of(text: str) -> None:
    assert hear_holding(text).not_staff == (STAFF["Ana"],)
    ana = offered("27 10:00 Ana", "27 11:00 Ana")
    assert hear(text, Asked.TIME, ana).not_staff == (STAFF["Ana"],)
    assert hear(text).any_staff


def test_a_booking_for_someone_else_rules_nobody_out() -> None:
    said = hear_holding("it's for someone else")
    assert said.not_staff == ()
    assert not said.any_staff


@pytest.mark.parametrize("text", ["the time", "the day", "another day", "die Zeit", "wrong time"])
def test_what_shall_be_different_is_told_in_two_words(text: str) -> None:
    assert hear(text, Asked.CONFIRM, SUMMARY).intent is Intent.OTHER_TIMES


def test_to_change_the_time_is_a_change_of_the_visit_unless_one_is_being_made() -> None:
    assert hear("change the time").intent is Intent.CHANGE
    assert hear_holding("change the time", Asked.NOTHING).intent is Intent.OTHER_TIMES


def in_december(text: str) -> str:
    week = (When(date(2026, 12, 1), date(2026, 12, 6)),)
    choices = offered("24 10:00 Bea", "25 11:00 Bea")
    return times(understand(text, Context(MONDAY, LUMA, Asked.TIME, choices, wished=week)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("wednesday", "11-25"), ("saturday", "12-05"), ("friday at 11", "12-04 =11:00"),
     ("this friday", "11-27"), ("friday 27 november", "11-27"), ("am Samstag", "12-05")],
)  # fmt: skip
def test_a_bare_weekday_is_an_offered_day_then_one_that_was_wished(
    text: str, expected: str
) -> None:
    assert in_december(text) == expected


def test_a_weekday_outside_all_wishes_is_the_nearest() -> None:
    assert in_december("monday") == "11-23 | 11-30"


@pytest.mark.parametrize(
    "text",
    ["any day but friday", "except friday", "außer freitag", "any day except friday",
     "every day but friday", "jeden Tag außer Freitag", "not friday morning"],
)  # fmt: skip
def test_a_day_that_is_excepted_is_ruled_out(text: str) -> None:
    said = hear(text)
    assert said.not_days == (date(2026, 11, 27),)
    assert said.when == ()


def test_a_but_without_an_any_day_rules_nothing_out() -> None:
    said = hear("i am free but friday")
    assert said.not_days == ()
    assert times(said) == "11-27"


def test_a_list_of_days_is_ruled_out_whole() -> None:
    said = hear("not tuesday or wednesday")
    assert said.not_days == (date(2026, 11, 24), date(2026, 11, 25))
    assert said.when == ()


@pytest.mark.parametrize(
    "text",
    ["haircut on 31 november", "30 feb", "30 feb at 10", "31.11.", "31/11", "31. November",
     "november 31st", "may 32", "30. Februar", "31.04.2027"],
)  # fmt: skip
def test_a_day_no_calendar_has_is_told(text: str) -> None:
    said = hear(text)
    assert said.impossible_day
    assert said.when == ()
    assert ("when", "no such day") in {(one.slot, one.value) for one in said.heard}


@pytest.mark.parametrize("text", ["30 november", "29.2.2028", "10.50", "in february", "may 2027"])
def test_a_day_or_month_that_exists_is_no_impossible_one(text: str) -> None:
    assert not hear(text).impossible_day


def test_yesterday_is_a_day_that_has_passed() -> None:
    assert times(hear("haircut yesterday")) == "11-22"
    assert times(hear("gestern")) == "11-22"
    assert times(hear("I called yesterday, can I come tomorrow?")) == "11-24"
