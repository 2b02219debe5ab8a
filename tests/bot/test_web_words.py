import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from babel.dates import get_day_names

from bot.page import moments
from bot.web.words import WORDS, accepted
from dialog.phrases.catalogues import SPOKEN
from dialog.understand.reading import When
from tests.dialog.heard import LUMA, hear, shown, staff, times

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 14, 5, tzinfo=BERLIN)
_BLANK = re.compile(r"\{\w+\}")
FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("de", "de"),
        ("de-CH,sv;q=0.9", "de"),
        ("en-GB,de;q=0.9", "en"),
        ("sv,de;q=0.3,en;q=0.2", "de"),
        ("en;q=0.1, de", "de"),
        ("fr-FR", "fr"),
        ("sv", ""),
        ("de;q=0", ""),
        ("de;q=high", ""),
        ("de;q=nan", ""),
        ("", ""),
        (";;;,,,=", ""),
        ("de" * 5000, ""),
    ],
)
def test_the_language_is_read_from_the_browsers_header(header: str, language: str) -> None:
    assert accepted(header, "") == language


def test_every_language_says_the_same_things_with_the_same_blanks() -> None:
    english = WORDS["en"]
    for known in WORDS.values():
        assert known.keys() == english.keys()
        for key, text in known.items():
            assert sorted(_BLANK.findall(text)) == sorted(_BLANK.findall(english[key]))


def test_every_language_the_bot_speaks_has_its_page() -> None:
    assert set(WORDS) == set(SPOKEN)


@pytest.mark.parametrize("locale", SPOKEN)
def test_the_sentences_that_the_page_suggests_are_understood(locale: str) -> None:
    words, service = WORDS[locale], LUMA.services[0]
    friday = get_day_names("wide", locale=locale)[4]
    name = service.name(locale)
    evening = hear(words["starter_day"].format(service=name, day=friday), locale=locale)
    morning = hear(words["starter_tomorrow"].format(service=name), locale=locale)
    with_bea = hear(words["starter_who"].format(service=name, staff="Bea"), locale=locale)
    assert {one.service for one in (evening, morning, with_bea)} == {(service.id,)}
    assert times(evening) == "11-27 16:00-"
    assert [shown(one).split()[0] for one in morning.when] == ["11-24"]
    assert staff(with_bea) == "Bea"


@pytest.mark.parametrize(
    ("when", "en", "de"),
    [
        (When(FRIDAY, FRIDAY, 16 * 60), "Fri 27 Nov, from 16:00", "Fr. 27. Nov., ab 16:00"),
        (When(FRIDAY, FRIDAY, 17 * 60, exact=True), "Fri 27 Nov, 17:00", "Fr. 27. Nov., 17:00"),
        (When(end=12 * 60), "until 12:00", "bis 12:00"),
        (When(start=9 * 60, end=12 * 60), "09:00-12:00", "09:00-12:00"),
        (When(start=17 * 60, end=24 * 60), "from 17:00", "ab 17:00"),
        (When(FRIDAY, None), "from Fri 27 Nov", "ab Fr. 27. Nov."),
        (
            When(FRIDAY, FRIDAY + timedelta(days=1)),
            "Fri 27 Nov - Sat 28 Nov",
            "Fr. 27. Nov. - Sa. 28. Nov.",
        ),
        (When(), "", ""),
    ],
)
def test_a_wish_is_printed_as_it_was_meant(when: When, en: str, de: str) -> None:
    assert moments.wish(when, "en") == en
    assert moments.wish(when, "de") == de


def test_several_readings_are_printed_once_each() -> None:
    readings = (When(FRIDAY, FRIDAY), When(FRIDAY, FRIDAY), When(start=600, exact=True))
    assert moments.wishes(readings, "en") == "Fri 27 Nov or 10:00"


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(seconds=20), "now"),
        (timedelta(seconds=-20), "now"),
        (timedelta(minutes=3), "3 min"),
        (timedelta(hours=2), "2 h"),
        (timedelta(days=2), "Sat"),
        (timedelta(days=20), "3 Nov"),
    ],
)
def test_how_long_ago_is_said_short(ago: timedelta, said: str) -> None:
    assert moments.since(NOW - ago, NOW, BERLIN) == said


def test_a_clock_time_stands_alone_today_only() -> None:
    assert moments.said_at(NOW, NOW, BERLIN, "en") == "14:05"
    assert moments.said_at(NOW - timedelta(days=1), NOW, BERLIN, "en") == "Sun 22 Nov, 14:05"
