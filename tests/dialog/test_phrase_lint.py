"""What a phrase may not do in any language, each rule with a phrase that breaks it."""

from datetime import UTC, date, datetime
from gettext import NullTranslations

import pytest
from babel.dates import format_time
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from booking.ranking import Slot
from booking.seed import demo
from channels import gsm
from dialog.draft import epoch_minute
from dialog.effects import Say
from dialog.phrases import lint, titles, update
from dialog.phrases import words as w
from dialog.phrases.catalogues import SPOKEN
from dialog.phrases.speak import Voice, speak
from dialog.phrases.texts import TEXTS
from dialog.understand.context import Asked
from dialog.understand.reading import Intent
from foundation.money import Money
from tests.dialog.heard import ZONE, hear

SALON = demo()
SERVICES = {one.key: one.id for one in SALON.services}
ANA, BEA, CEM = (one.id for one in SALON.staff)
MONDAY = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
FRIDAY = date(2026, 11, 27)


def slot(minute: int, staff: object = BEA, day: date = FRIDAY, length: int = 45) -> Slot:
    start = epoch_minute(day, minute, ZONE)
    return Slot(start, start + length, staff)  # type: ignore[arg-type]  # an id of the demo salon


def voice(locale: str) -> Voice:
    return Voice(locale, SALON, MONDAY, name="Charlotte")


TYPICAL: dict[str, dict[str, object]] = {
    "hello": {},
    "ask_service": {},
    "service_facts": {
        "service": w.ServiceName(SERVICES["beard_trim"]),
        "length": w.ServiceLength(SERVICES["beard_trim"]),
        "price": w.ServicePrice(SERVICES["beard_trim"]),
    },
    "times_on_day": {"day": w.TheDay(FRIDAY)},
    "times": {"starts": w.Starts((slot(975, ANA), slot(1020), slot(1110, ANA)))},
    "held": {
        "service": w.ServiceName(SERVICES["haircut"]),
        "staff": w.StaffName(BEA),
        "whole": w.Whole(slot(1020)),
        "price": Money(4000, "EUR"),
    },
    "ask_name": {},
    "thanks_name": {"name": w.CustomerName()},
    "ask_confirm": {},
    "booked": {
        "name": w.CustomerName(),
        "start": w.Start(slot(1020)),
        "service": w.ServiceName(SERVICES["haircut"]),
        "staff": w.StaffName(BEA),
        "address": w.SalonAddress(),
    },
}
"""The ten phrases of every booking, with values as they are."""


@pytest.mark.parametrize("locale", SPOKEN)
@pytest.mark.parametrize("phrase", TYPICAL)
def test_the_most_frequent_phrases_are_one_sms_each(phrase: str, locale: str) -> None:
    said = gsm.plain(speak([Say(phrase, TYPICAL[phrase])], voice(locale)))
    assert gsm.fits(said), said
    assert gsm.segments(said) == 1, said


@pytest.mark.parametrize("locale", SPOKEN)
def test_a_held_time_with_its_question_is_one_sms(locale: str) -> None:
    """The longest frequent message; in English, German with its numbers to answer too."""
    said = speak([Say("held", TYPICAL["held"]), Say("ask_confirm")], voice(locale))
    assert gsm.segments(gsm.plain(said)) == 1, said


@pytest.mark.parametrize("text", ["Reply STOP now", 'Type "yes"', "antworte YES", "Or CANCEL"])
def test_a_legal_word_asked_for_as_an_answer_is_found(text: str) -> None:
    assert lint.answers_asked("any", text)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("texts_off", "Reply START to turn texts on."),
        ("title_yes", "Yes, book"),
        ("any", "Nothing to cancel; say yes or no"),
        ("any", 'Type "human" for a person'),
    ],
)
def test_other_words_are_no_legal_ones(key: str, text: str) -> None:
    assert lint.answers_asked(key, text) == []


def test_a_button_that_is_a_legal_word_is_found() -> None:
    assert lint.answers_asked("title_drop", "Cancel") == ["Cancel"]


def test_a_phrase_without_a_translation_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TEXTS, "odd", "Nobody ever said this")
    assert "odd: not translated" in list(lint.complaints("fr"))
    assert list(lint.complaints("en")) == []


def test_a_translation_with_other_values_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    class Careless(NullTranslations):
        def gettext(self, message: str) -> str:
            return message.replace("{name}", "{staff}")

    monkeypatch.setattr(lint, "translations", lambda _locale: Careless())
    assert "thanks_name: other values than in English: name, staff" in list(lint.complaints("de"))


def test_a_character_that_no_sms_can_spell_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TEXTS, "odd", "Nice \N{PARTY POPPER}")
    assert "odd: has characters that no SMS spelling can mend" in list(lint.complaints("en"))


@pytest.mark.parametrize("locale", SPOKEN)
def test_the_word_for_a_person_that_the_greeting_names_calls_one(locale: str) -> None:
    (word,) = (a or b or c for a, b, c in lint._QUOTED.findall(lint.said("hello", locale)))  # noqa: SLF001 - the lint's own way to find what is quoted
    assert hear(word, locale=locale).intent is Intent.HUMAN


TYPED = {
    "title_yes": Intent.YES,
    "title_yes_all": Intent.YES,
    "title_take_offer": Intent.YES,
    "title_change": Intent.CHANGE,
    "title_other_times": Intent.OTHER_TIMES,
    "title_another_time": Intent.OTHER_TIMES,
    "title_another_day": Intent.OTHER_TIMES,
    "title_never_mind": Intent.NEVER_MIND,
    "title_no_thanks": Intent.NEVER_MIND,
    "title_waitlist": Intent.WAITLIST,
    "title_leave_waitlist": Intent.LEAVE_WAITLIST,
    "title_move_it": Intent.MOVE,
    "title_yes_move": Intent.MOVE,
    "title_cancel_it": Intent.CANCEL,
    "title_yes_cancel": Intent.CANCEL,
    "title_ask_salon": Intent.HUMAN,
}


@pytest.mark.parametrize("locale", SPOKEN)
@pytest.mark.parametrize("title", TYPED)
def test_a_button_that_is_typed_means_what_it_says(title: str, locale: str) -> None:
    said = hear(lint.said(title, locale), Asked.CONFIRM, locale=locale)
    assert said.intent is TYPED[title]


@pytest.mark.parametrize("locale", SPOKEN)
def test_a_note_written_as_the_bot_asks_for_it_is_one(locale: str) -> None:
    (word,) = (a or b or c for a, b, c in lint._QUOTED.findall(lint.said("tell_note", locale)))  # noqa: SLF001 - as above
    assert hear(word.replace("...", "xyz"), locale=locale).note == "xyz"


def test_a_button_that_is_too_long_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TEXTS, "title_odd", "Something different, please")
    assert "title_odd: longer than the 20 letters a button may have" in list(lint.complaints("en"))


DAYS = {
    "en": ("Today Monday 23 November", "Tomorrow Tuesday 24 November"),
    "de": ("Heute, Montag, 23. November", "Morgen, Dienstag, 24. November"),
    "fr": ("Aujourd'hui lundi 23 novembre", "Demain mardi 24 novembre"),
    "es": ("Hoy lunes 23 de noviembre", "Mañana martes 24 de noviembre"),
    "it": ("Oggi lunedì 23 novembre", "Domani martedì 24 novembre"),
    "pt": ("Hoje, segunda-feira, 23 de novembro", "Amanhã, terça-feira, 24 de novembro"),
    "nl": ("Vandaag maandag 23 november", "Morgen dinsdag 24 november"),
}


@pytest.mark.parametrize("locale", SPOKEN)
def test_today_and_tomorrow_are_said_in_every_language(locale: str) -> None:
    for day, printed in zip((23, 24), DAYS[locale], strict=True):
        word = w.TheDay(date(2026, 11, day))
        assert speak([Say("beside_closed", {"day": word})], voice(locale)).startswith(printed)


STARTS = {
    "en": "16:15 with Ana, 17:00 with Bea or 18:30 with Ana",
    "de": "16:15 bei Ana, 17:00 bei Bea oder 18:30 bei Ana",
    "fr": "16:15 avec Ana, 17:00 avec Bea ou 18:30 avec Ana",
    "es": "16:15 con Ana, 17:00 con Bea o 18:30 con Ana",
    "it": "16:15 con Ana, 17:00 con Bea o 18:30 con Ana",
    "pt": "16:15 com Ana, 17:00 com Bea ou 18:30 com Ana",
    "nl": "16:15 bij Ana, 17:00 bij Bea of 18:30 bij Ana",
}


@pytest.mark.parametrize("locale", SPOKEN)
def test_times_are_listed_with_or(locale: str) -> None:
    assert STARTS[locale] in speak([Say("times", TYPICAL["times"])], voice(locale))


@pytest.mark.parametrize("locale", SPOKEN[1:])
def test_the_clock_is_printed_as_the_language_writes_it(locale: str) -> None:
    """English keeps the clock of the salon's country: its customers are in Europe too."""
    moment = datetime(2026, 11, 27, 9, 5, tzinfo=UTC)
    assert titles.clock(moment) == format_time(moment, "short", locale=locale).zfill(5)


def test_french_counts_the_first_of_a_month_alone() -> None:
    assert titles.day(date(2026, 12, 1), "fr") == "mardi 1er décembre"
    assert titles.short_day(date(2026, 12, 1), "fr") == "mar. 1er déc."
    assert titles.day(date(2026, 12, 2), "fr") == "mercredi 2 décembre"
    assert titles.day(date(2026, 12, 1), "it") == "martedì 1 dicembre"


@pytest.mark.parametrize("locale", SPOKEN)
def test_a_price_is_printed_in_every_language(locale: str) -> None:
    printed = titles.price(Money(123_450, "EUR"), locale)
    assert printed.endswith("50 EUR")
    assert gsm.fits(printed)
    assert titles.price(Money(4000, "EUR"), locale) == "40 EUR"


@pytest.mark.parametrize("locale", SPOKEN[1:])
def test_the_catalogues_are_written_as_the_command_writes_them(locale: str) -> None:
    with update.source(locale).open("rb") as file:
        old = read_po(file, locale=locale)
    assert update.source(locale).read_text(encoding="utf-8") == update.written(locale, old)


def test_new_english_keeps_the_old_words_as_fuzzy_a_new_phrase_is_empty() -> None:
    old = Catalog("fr")
    old.add("What shall it be?", "Que désirez-vous ?", auto_comments=["ask_service"])
    written = update.written("fr", old)
    asked = '#. ask_service\n#, fuzzy\nmsgid "What would you like to book?"\n'
    assert f'{asked}msgstr "Que désirez-vous ?"' in written
    assert '#. ask_confirm\nmsgid "Book it?"\nmsgstr ""\n' in written


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("mañana sábado, 17:00", "mañana sabado, 17:00"),
        ("Ça va, à bientôt", "Ça va, à bientot"),
        ("amanhã às três", "amanha às tres"),
        ("„so“ \N{EN DASH} ja…", '"so" - ja...'),
        ("Grüße, 5 €", "Grüße, 5 €"),
        ("Привет", "Привет"),
        ("gut \N{THUMBS UP SIGN}", "gut \N{THUMBS UP SIGN}"),
    ],
)
def test_sms_are_spelled_so_that_more_fits(text: str, spelled: str) -> None:
    assert gsm.plain(text) == spelled


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("a" * 152 + "€" + "a" * 10, 2),
        ("ç" * 70, 1),
        ("ç" * 71, 2),
        ("\N{THUMBS UP SIGN}" * 35, 1),
        ("\N{THUMBS UP SIGN}" * 36, 2),
    ],
)
def test_segments_are_counted_as_carriers_do(text: str, parts: int) -> None:
    assert gsm.segments(text) == parts
