"""Every phrase speaks every language, with the same values and nothing else."""

from datetime import UTC, date, datetime

import pytest
from babel.messages.pofile import read_po

from booking.ranking import Slot
from channels.message import Choice
from dialog.draft import epoch_minute
from dialog.effects import Say
from dialog.phrases import titles
from dialog.phrases import words as w
from dialog.phrases.catalogues import LOCALES, SPOKEN, spoken
from dialog.phrases.lint import complaints
from dialog.phrases.speak import Voice, speak
from dialog.phrases.texts import TEXTS
from foundation.money import Money
from tests.dialog.salon import ANA, BEA, BERLIN, CUT, SALON

MONDAY = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
START = epoch_minute(date(2026, 11, 27), 1020, BERLIN)
SLOT = Slot(START, START + 45, BEA)


@pytest.mark.parametrize("locale", SPOKEN)
def test_no_phrase_misses_a_language_or_a_value(locale: str) -> None:
    assert list(complaints(locale)) == []


@pytest.mark.parametrize("locale", SPOKEN[1:])
def test_no_catalogue_keeps_a_phrase_nobody_says(locale: str) -> None:
    with (LOCALES / locale / "LC_MESSAGES" / "parlance.po").open("rb") as file:
        known = {str(one.id) for one in read_po(file) if one.id}
    assert known == set(TEXTS.values())


def test_a_time_is_printed_whole() -> None:
    held = Say(
        "held",
        {
            "service": w.ServiceName(CUT),
            "staff": w.StaffName(BEA),
            "whole": w.Whole(SLOT),
            "price": Money(4000, "EUR"),
        },
    )
    assert speak([held], Voice("en", SALON, MONDAY)) == (
        "Held for you for 10 minutes: Haircut with Bea, Friday 27 November, 17:00-17:45,"
        " 40 EUR, pay at the salon."
    )
    assert speak([held], Voice("de", SALON, MONDAY)) == (
        "10 Minuten für dich reserviert: Haarschnitt bei Bea, Freitag, 27. November, 17:00-17:45,"
        " 40 EUR, zahlbar im Salon."
    )


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2026, 11, 23), "today Monday 23 November"),
        (date(2026, 11, 24), "tomorrow Tuesday 24 November"),
        (date(2026, 11, 25), "Wednesday 25 November"),
    ],
)
def test_today_and_tomorrow_are_said_when_true(day: date, printed: str) -> None:
    said = speak([Say("beside_closed", {"day": w.TheDay(day)})], Voice("en", SALON, MONDAY))
    assert said == f"{printed[0].upper()}{printed[1:]} we are closed."


def test_today_is_the_salons_day_not_the_servers() -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    said = speak(
        [Say("beside_closed", {"day": w.TheDay(date(2026, 11, 24))})], Voice("en", SALON, late)
    )
    assert said.startswith("Today Tuesday")


def test_several_times_are_listed_each_whole() -> None:
    other = Slot(START + 45, START + 90, ANA)
    said = speak([Say("times", {"starts": w.Starts((SLOT, other))})], Voice("en", SALON, MONDAY))
    assert "Friday 27 November, 17:00 with Bea or 17:45 with Ana" in said


def test_free_text_cannot_be_printed() -> None:
    with pytest.raises(KeyError):
        speak([Say("held", {"service": "<b>", "staff": 1, "whole": 2, "price": 3})],
              Voice("en", SALON, MONDAY))  # fmt: skip


@pytest.mark.parametrize(
    ("amount", "printed"),
    [
        (Money(4000, "EUR"), "40 EUR"),
        (Money(1250, "EUR"), "12.50 EUR"),
        (Money(5000, "JPY"), "5,000 JPY"),
        (Money(1500, "KWD"), "1.500 KWD"),
    ],
)
def test_prices_carry_their_currency_and_no_idle_decimals(amount: Money, printed: str) -> None:
    assert titles.price(amount, "en") == printed


def test_a_language_that_is_not_spoken_falls_back() -> None:
    assert spoken("de-AT") == "de"
    assert spoken("EN_us") == "en"
    assert spoken("xx", "de") == "de"
    assert spoken(None) == "en"


def test_choice_titles_fit_a_button() -> None:
    title = titles.slot(SLOT, SALON, "de", with_day=True)
    assert title == "Fr. 27. Nov. 17:00 Bea"
    assert Choice("1.1", title).title == title
