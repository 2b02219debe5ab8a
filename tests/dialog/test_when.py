"""English sentences about time, in tables: what was written, what it means."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from dialog.understand.context import Asked, Context
from dialog.understand.hear import understand
from tests.dialog.heard import LUMA, MONDAY, ZONE, hear, open_daily, times


def meant(
    text: str, locale: str = "en", now: datetime = MONDAY, asked: Asked = Asked.NOTHING
) -> str:
    return times(hear(text, asked, (), locale, now))


ENGLISH_DAYS = [
    ("today", "11-23"),
    ("tomorrow", "11-24"),
    ("the day after tomorrow", "11-25"),
    ("tmrw", "11-24"),
    ("tmr", "11-24"),
    ("2moro", "11-24"),
    ("fri", "11-27"),
    ("fridaaay", "11-27"),
    ("firday", "11-27"),
    ("wendesday", "11-25"),
    ("on sat", "11-28"),
    ("this friday", "11-27"),
    ("the coming friday", "11-27"),
    ("this coming friday", "11-27"),
    ("next friday", "11-27 | 12-04"),
    ("nxt fri", "11-27 | 12-04"),
    ("next tuesday", "12-01"),
    ("next sunday", "11-29 | 12-06"),
    ("friday next week", "12-04"),
    ("next week on friday", "12-04"),
    ("next week tuesday or wednesday", "12-01..12-02"),
    ("a week from friday", "12-04"),
    ("friday week", "12-04"),
    ("this week", "11-23..11-29"),
    ("next week", "11-30..12-06"),
    ("the week after next", "12-07..12-13"),
    ("this weekend", "11-28..11-29"),
    ("next weekend", "12-05..12-06"),
    ("next month", "12-01..12-31"),
    ("this month", "11-23..11-30"),
    ("in december", "12-01..12-31"),
    ("in two weeks", "12-07"),
    ("in a week", "11-30"),
    ("in 3 days", "11-26"),
    ("in a month", "12-23"),
    ("3 days from now", "11-26"),
    ("in two weeks on friday", "12-11"),
    ("in the next 3 days", "11-23..11-26"),
    ("the 14th", "12-14"),
    ("on the 2nd", "12-02"),
    ("the twenty-seventh", "11-27"),
    ("27 November", "11-27"),
    ("27 nov 2026", "11-27"),
    ("november 27th", "11-27"),
    ("November 27, 2026", "11-27"),
    ("Friday 27 November", "11-27"),
    ("friday the 27th", "11-27"),
    ("the first of december", "12-01"),
    ("saturday 28", "11-28"),
    ("tomorrow, Tuesday 24 November", "11-24"),
    ("2026-11-27", "11-27"),
    ("27.11.", "11-27"),
    ("27.11.2026", "11-27"),
    ("27.11.26", "11-27"),
    ("27/11", "11-27"),
    ("11/27", "11-27"),
    ("on 3/4", "04-03 | 03-04"),
    ("5/5", "05-05"),
    ("29 february", "02-29"),
    ("friday or saturday", "11-27..11-28"),
    ("monday or friday", "11-23 + 11-27"),
    ("tuesday, thursday or saturday", "11-24 + 11-26 + 11-28"),
    ("tuesday to thursday", "11-24..11-26"),
    ("from tuesday until thursday", "11-24..11-26"),
    ("between tuesday and thursday", "11-24..11-26"),
    ("27 to 29 november", "11-27..11-29"),
    ("between the 1st and the 3rd of december", "12-01..12-03"),
    ("friday to monday", "11-27..11-30"),
    ("after friday", "11-28.."),
    ("from friday on", "11-27.."),
    ("before friday", "11-23..11-26"),
    ("by friday", "11-23..11-27"),
    ("as soon as possible", "11-23.."),
    ("any day", "11-23.."),
    ("Friday 28 November", "11-28 | 11-27"),
    ("early next week", "11-30..12-02"),
    ("end of next week", "12-04..12-06"),
    ("mid december", "12-11..12-20"),
    ("december 3-5", "12-03..12-05"),
    ("dec 3rd to 5th", "12-03..12-05"),
    ("the 3rd of next month", "12-03"),
    ("in a fortnight", "12-07"),
    ("27-11-2026", "11-27"),
    ("27/11 2026", "11-27"),
    ("week 50", "12-07..12-13"),
    ("on the 32nd", ""),
    ("31 february", ""),
    ("wednesday, no sorry, thursday", "11-26"),
    ("friday, actually make it saturday", "11-28"),
    ("saturday instead of friday", "11-28"),
    ("instead of friday, saturday", "11-28"),
    ("april", "04-01..04-30"),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH_DAYS)
def test_english_days_are_read(text: str, expected: str) -> None:
    assert meant(text) == expected


ENGLISH_CLOCKS = [
    ("10:15", "=10:15"),
    ("at 17:00", "=17:00"),
    ("5:30", "=17:30"),
    ("17:00 at the earliest", "17:00-"),
    ("17:00 latest", "-17:00"),
    ("0930-1130", "9:30-11:30"),
    ("after 10 in the morning", "10:00-"),
    ("at 5", "=17:00"),
    ("at 11", "=11:00"),
    ("4pm", "=16:00"),
    ("4 p.m.", "=16:00"),
    ("9 am", "=9:00"),
    ("12 pm", "=12:00"),
    ("at 12", "=12:00"),
    ("5 o'clock", "=17:00"),
    ("5ish", "=17:00"),
    ("5.30 pm", "=17:30"),
    ("16.30", "=16:30"),
    ("17h", "=17:00"),
    ("16h30", "=16:30"),
    ("half past three", "=15:30"),
    ("half five", "=17:30"),
    ("quarter past ten", "=10:15"),
    ("a quarter to six", "=17:45"),
    ("ten past five", "=17:10"),
    ("twenty to six", "=17:40"),
    ("5 minutes past 4", "=16:05"),
    ("five thirty", "=17:30"),
    ("noon", "=12:00"),
    ("around 4", "=16:00"),
    ("after 4", "16:00-"),
    ("not before 5", "17:00-"),
    ("from 4 onwards", "16:00-"),
    ("from 4 on", "16:00-"),
    ("4 or later", "16:00-"),
    ("4pm or later", "16:00-"),
    ("before noon", "-12:00"),
    ("before 11", "-11:00"),
    ("by 6pm", "-18:00"),
    ("not after 5", "-17:00"),
    ("no later than 5", "-17:00"),
    ("12:00 or earlier", "-12:00"),
    ("between 2 and 4", "14:00-16:00"),
    ("between 10 and 12:30", "10:00-12:30"),
    ("from 2 to 4", "14:00-16:00"),
    ("2-4pm", "14:00-16:00"),
    ("10-2pm", "10:00-14:00"),
    ("14:00 - 16:30", "14:00-16:30"),
    ("after 2, before 5", "14:00-17:00"),
    ("morning", "6:00-12:00"),
    ("in the afternoon", "12:00-18:00"),
    ("evening", "17:00-22:00"),
    ("lunchtime", "12:00-14:00"),
    ("early afternoon", "12:00-15:00"),
    ("late in the afternoon", "15:00-18:00"),
    ("after work", "17:00-22:00"),
    ("after lunch", "13:00-17:00"),
    ("before lunch", "6:00-12:00"),
    ("at 8 in the evening", "=20:00"),
    ("evening after 6", "18:00-22:00"),
    ("in the evening, before 8", "17:00-20:00"),
    ("not in the morning", "12:00-"),
    ("not in the evening", "-17:00"),
    ("at 5 or 6", "=17:00 + =18:00"),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH_CLOCKS)
def test_english_clock_times_are_read(text: str, expected: str) -> None:
    assert meant(text) == expected


ENGLISH_TOGETHER = [
    ("for 6 o'clock in the evening", "=18:00"),
    ("friday, evening 6", "11-27 =18:00"),
    ("tomorrow for one in the afternoon", "11-24 =13:00"),
    ("tomorrow morning 9 to 11", "11-24 9:00-11:00"),
    ("on second thought, make it 10:30", "=10:30"),
    ("by evening 6 on friday", "11-27 -18:00"),
    ("hi can i get a haircut on friday after 4", "11-27 16:00-"),
    ("haircut with Bea on Friday 27 November at 17:00", "11-27 =17:00"),
    ("Haircut tomorrow morning with Ana", "11-24 6:00-12:00"),
    ("Can Bea do my cut next Friday at 5", "11-27 =17:00 | 12-04 =17:00"),
    ("Saturday 11", "11-28 =11:00"),
    ("saturday, 11", "11-28 =11:00"),
    ("saturday at 11", "11-28 =11:00"),
    ("11 on saturday", "11-28 =11:00"),
    ("5 tomorrow", "11-24 =17:00"),
    ("friday the 27th at 5pm", "11-27 =17:00"),
    ("saturday 28 at 11", "11-28 =11:00"),
    ("friday or saturday after 4", "11-27..11-28 16:00-"),
    ("monday or friday after 4", "11-23 16:00- + 11-27 16:00-"),
    ("friday after 4 or saturday morning", "11-27 16:00- + 11-28 6:00-12:00"),
    ("tomorrow at 5 or 6", "11-24 =17:00 + 11-24 =18:00"),
    ("tomorrow between 2 and 4", "11-24 14:00-16:00"),
    ("this afternoon", "11-23 12:00-18:00"),
    ("tonight", "11-23 17:00-23:00"),
    ("tonight at 7", "11-23 =19:00"),
    ("tomorrow evening at 7", "11-24 =19:00"),
    ("2-4pm friday", "11-27 14:00-16:00"),
    ("in two hours", "11-23 =16:05"),
    ("in half an hour", "11-23 =14:35"),
    ("in 45 minutes", "11-23 =14:50"),
    ("fri 3ish", "11-27 =15:00"),
    ("friday but not in the morning", "11-27 12:00-"),
    ("on the 14th at half past two", "12-14 =14:30"),
    ("next week in the evening", "11-30..12-06 17:00-22:00"),
    ("move my appointment from friday to saturday", "11-28"),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH_TOGETHER)
def test_english_days_with_clock_times_are_read(text: str, expected: str) -> None:
    assert meant(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2 people",
        "for my 3 kids",
        "it cost 5 euros",
        "i may come",
        "i sat on it",
        "good morning",
        "have a nice evening",
        "a second please",
        "call 030 555 010",
        "99999999999999999999",
        "25:00",
        "12:99",
        "for 2 persons",
        "3 Leute",
    ],
)
def test_what_is_no_time_is_not_read_as_one(text: str) -> None:
    assert meant(text) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [("17", "=17:00"), ("5", "=17:00"), ("1730", "=17:30"), ("10-12", "10:00-12:00"),
     ("5 30", "=17:30"), ("17.", "=17:00"), ("4.15", "=16:15")],
)  # fmt: skip
def test_a_number_alone_is_a_clock_when_a_time_was_asked_for(text: str, expected: str) -> None:
    assert meant(text, "de", asked=Asked.TIME) == expected


@pytest.mark.parametrize("text", ["17", "5", "1730"])
def test_a_number_alone_is_nothing_when_no_time_was_asked_for(text: str) -> None:
    assert meant(text) == ""


def test_a_weekday_said_on_that_day_is_today_or_in_a_week() -> None:
    assert meant("monday") == "11-23 | 11-30"


def test_next_weekday_is_one_reading_when_this_weeks_is_over() -> None:
    saturday = datetime(2026, 11, 28, 10, 0, tzinfo=ZONE)
    assert meant("next friday", now=saturday) == "12-04"


def test_a_year_rolls_over_for_days_that_are_past() -> None:
    assert hear("3 november").when[0].first == date(2027, 11, 3)


def test_an_hour_follows_the_hours_of_the_day_that_was_said() -> None:
    assert meant("friday at 7") == "11-27 =19:00"
    assert meant("saturday at 8") == "11-28 =8:00"


def test_an_hour_that_fits_both_halves_of_the_opening_day_stays_open() -> None:
    said = understand("friday at 8", open_daily(7 * 60, 22 * 60))
    assert times(said) == "11-27 =8:00 | 11-27 =20:00"


def test_the_order_of_a_date_in_figures_follows_the_salons_country() -> None:
    american = replace(LUMA, zone=ZoneInfo("America/New_York"))
    now = datetime(2026, 11, 23, 14, 5, tzinfo=american.zone)
    assert times(understand("on 3/4", Context(now, american))) == "03-04 | 04-03"


def test_a_salon_without_hours_still_understands_time() -> None:
    said = understand("at 5", Context(MONDAY, replace(LUMA, opening={})))
    assert times(said) == "=5:00 | =17:00"


@pytest.mark.parametrize(
    ("text", "days"),
    [("not monday", [date(2026, 11, 23), date(2026, 11, 30)]),
     ("friday or saturday, but not tuesday", [date(2026, 11, 24)]),
     ("nicht am Freitag", [date(2026, 11, 27)]),
     ("anything but this weekend", [date(2026, 11, 28), date(2026, 11, 29)])],
)  # fmt: skip
def test_days_ruled_out_are_kept_apart(text: str, days: list[date]) -> None:
    assert list(hear(text).not_days) == days
