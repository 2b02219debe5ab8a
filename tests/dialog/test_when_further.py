"""English times that take more than one rule, read without a salon."""

from datetime import datetime

import pytest

from dialog.understand.timing import read_time
from tests.dialog.heard import shown

NOW = datetime(2026, 11, 25, 10, 30)  # noqa: DTZ001 - wall time of no place, as the reader takes it
FURTHER = [
    ("the monday after christmas", "12-28"),
    ("the friday before christmas", "12-18"),
    ("the day after christmas", "12-26"),
    ("the week before christmas", "12-14..12-20"),
    ("the weekend of the 5th", "12-05..12-06"),
    ("the week after dec 7", "12-14..12-20"),
    ("week beginning monday 7th", "12-07..12-13"),
    ("christmas week", "12-21..12-27"),
    ("a week on monday", "12-07"),
    ("a week monday", "12-07"),
    ("a fortnight on saturday", "12-12"),
    ("two days before christmas", "12-23"),
    ("in about a week", "12-02"),
    ("in a week or two", "12-02..12-09"),
    ("in 2 or 3 days", "11-27..11-28"),
    ("the first monday of march", "03-01"),
    ("first monday of the month", "12-07"),
    ("the last friday of the year", "12-25"),
    ("second weekend of december", "12-12..12-13"),
    ("first half of december", "12-01..12-15"),
    ("second half of next week", "12-03..12-06"),
    ("midweek", "11-24..11-26"),
    ("weekend after next", "12-12..12-13"),
    ("after next weekend", "12-07.."),
    ("by end of day friday", "11-27 -18:00"),
    ("friday at the latest", "11-25..11-27"),
    ("friday at the earliest", "11-27.."),
    ("from friday", "11-27.."),
    ("as of monday", "11-30.."),
    ("at least two weeks from now", "12-09.."),
    ("within the week", "11-25..12-02"),
    ("last friday", "11-20"),
    ("two weeks ago", "11-11"),
    ("fri pm", "11-27 12:00-18:00"),
    ("on the 3rd pm", "12-03 12:00-18:00"),
    ("late on friday", "11-27 18:00-22:00"),
    ("early tomorrow", "11-26 6:00-10:00"),
    ("the next morning", "11-26 6:00-12:00"),
    ("next year", "01-01..12-31"),
    ("end of the year", "12-01..12-31"),
    ("in 2028", "01-01..12-31"),
    ("after 2027", "01-01.."),
    ("5 or 6 december", "12-05..12-06"),
    ("dec 5/6", "12-05..12-06"),
    ("5/6 dec", "12-05..12-06"),
    ("the 5th, 6th or 7th", "12-05..12-07"),
    ("mar/3", "03-03"),
    ("3-mar-2027", "03-03"),
    ("03MAR27", "03-03"),
    ("2026-12-03T15:00", "12-03 =15:00"),
    ("3 sharp", "=15:00 | =3:00"),
    ("three oh five", "=15:05 | =3:05"),
    ("six oh two pm", "=18:02"),
    ("quarter till 10", "=9:45 | =21:45"),
    ("quarter of ten", "=9:45 | =21:45"),
    ("10 minutes to 3", "=14:50 | =2:50"),
    ("half an hour before noon", "=11:30"),
    ("two hours after 3pm", "=17:00"),
    ("5 or 5:30", "=17:00 + =17:30"),
    ("5/6pm", "17:00-18:00"),
    ("11am-1", "11:00-13:00"),
    ("9-5", "9:00-17:00"),
    ("9a-5p", "9:00-17:00"),
    ("tonight 8-10", "11-25 20:00-22:00"),
    ("5 onwards", "17:00- | 5:00-"),
    ("5 latest", "-17:00"),
    ("~ 5", "=17:00 | =5:00"),
    ("approx. 5", "=17:00 | =5:00"),
    ("past 5pm", "17:00-"),
    ("6 in the evening to 9", "18:00-21:00"),
    ("between 11 in the morning and 2 in the afternoon", "11:00-14:00"),
    ("2 at night", "=2:00"),
    ("3-ish pm", "=15:00"),
    ("not earlier than 10 am and not later than noon", "10:00-12:00"),
    ("between 3 and 4 on monday or tuesday", "11-30..12-01 15:00-16:00"),
    ("on either monday or tuesday", "11-30..12-01"),
    ("an hour ago", "11-25 =9:30"),
    ("in 1 1/2 hours", "11-25 =12:00"),
    ("in 1:30 hours", "11-25 =12:00"),
    ("in three quarters of an hour", "11-25 =11:15"),
    ("in 15 to 20 minutes", "11-25 10:45-10:50"),
    ("in the next hour or two", "11-25 10:30-12:30"),
    ("next hour", "11-25 10:30-11:30"),
    ("in ninety minutes", "11-25 =12:00"),
    ("friday 3pm to saturday noon", "11-27 15:00-24:00 + 11-28 -12:00"),
    ("27 nov 15:00 - 29 nov 12:00", "11-27 15:00-24:00 + 11-28 + 11-29 -12:00"),
    ("from noon today until noon tomorrow", "11-25 12:00-24:00 + 11-26 -12:00"),
    ("sat & sun", "11-28..11-29"),
    ("from january to march", "01-01..03-31"),
    ("any day next week except friday", "11-30..12-06"),
]


@pytest.mark.parametrize(("text", "expected"), FURTHER)
def test_english_times_are_put_together_without_a_salon(text: str, expected: str) -> None:
    timed = read_time(text, NOW, locale="en", month_first=True)
    assert (" + " if timed.any_when else " | ").join(map(shown, timed.when)) == expected


def test_a_day_ruled_out_lies_in_the_week_that_is_wished_for() -> None:
    timed = read_time("any day next week except friday", NOW)
    assert [f"{day:%m-%d}" for day in timed.not_days] == ["12-04"]
