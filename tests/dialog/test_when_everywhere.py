"""What holds of times in all seven languages, of any text, without a salon."""

import string
import sys
from datetime import date, datetime, timedelta
from types import FrameType
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluate.time import predict
from dialog.understand.languages import LEXICONS
from dialog.understand.reading import When
from dialog.understand.timing import read_time

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 25, 10, 30, tzinfo=ZONE)
LANGUAGES = st.sampled_from(sorted(LEXICONS))
WEEKDAYS = {
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "de": "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
}
MONTHS = {
    "en": "january february march april may june july august september october november december",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
    "dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro "
    "dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
}
DATED = {
    "en": "{day} {month}", "de": "am {day}. {month}", "fr": "le {day} {month}",
    "es": "el {day} de {month}", "it": "il {day} {month}", "pt": "dia {day} de {month}",
    "nl": "op {day} {month}",
}  # fmt: skip
AT = {
    "en": "at {}:{:02d}", "de": "um {}.{:02d} Uhr", "fr": "à {}h{:02d}", "es": "a las {}:{:02d}",
    "it": "alle {}.{:02d}", "pt": "às {}h{:02d}", "nl": "om {}.{:02d} uur",
}  # fmt: skip
SPAN = {
    "en": "from {} to {}", "de": "von {} bis {}", "fr": "de {} à {}", "es": "de {} a {}",
    "it": "dalle {} alle {}", "pt": "das {} às {}", "nl": "van {} tot {}",
}  # fmt: skip


def told(text: str, language: str, now: datetime = NOW) -> tuple[When, ...]:
    return read_time(text, now, locale=language).when


@given(LANGUAGES, st.text(max_size=200))
def test_no_text_raises(language: str, text: str) -> None:
    assert isinstance(told(text, language), tuple)


@given(LANGUAGES, st.data())
def test_no_heap_of_known_words_raises(language: str, data: st.DataObject) -> None:
    words = sorted(LEXICONS[language].known)
    pieces = st.sampled_from([*words, *string.digits, "17:30", "3.", "3/12", "-", ",", "'", "h"])
    text = " ".join(data.draw(st.lists(pieces, max_size=12)))
    for one in told(text, language):
        assert one.first is None or one.last is None or one.first <= one.last
        assert one.start is None or 0 <= one.start <= 1440
        assert one.end is None or 0 < one.end <= 2880


@given(LANGUAGES, st.integers(0, 6), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_a_weekday_is_the_nearest_in_every_language(
    language: str, weekday: int, today: date
) -> None:
    now = datetime(today.year, today.month, today.day, 9, tzinfo=ZONE)
    first = told(WEEKDAYS[language].split()[weekday], language, now)[0].first
    assert first == today + timedelta(days=(weekday - today.weekday()) % 7)


@given(LANGUAGES, st.dates(date(2026, 11, 25), date(2027, 11, 24)))
def test_a_date_comes_back_in_every_language(language: str, day: date) -> None:
    month = MONTHS[language].split()[day.month - 1]
    (one,) = told(DATED[language].format(day=day.day, month=month), language)
    assert (one.first, one.last, one.start) == (day, day, None)


@given(LANGUAGES, st.integers(13 * 60, 23 * 60 + 59))
def test_a_minute_comes_back_in_every_language(language: str, minute: int) -> None:
    (one,) = told(AT[language].format(*divmod(minute, 60)), language)
    assert (one.start, one.end, one.exact) == (minute, None, True)


@given(LANGUAGES, st.integers(13, 21), st.integers(1, 2))
def test_a_range_comes_back_in_every_language(language: str, start: int, hours: int) -> None:
    (one,) = told(SPAN[language].format(f"{start}:00", f"{start + hours}:00"), language)
    assert (one.start, one.end, one.exact) == (start * 60, (start + hours) * 60, False)


def test_without_hours_both_halves_of_the_day_stay_possible() -> None:
    assert [one.start for one in told("at 4", "en")] == [16 * 60, 4 * 60]
    assert [one.start for one in told("at 10", "en")] == [10 * 60, 22 * 60]


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("friday", "en", {"type": "date", "start": "2026-11-27"}),
        ("4/25", "en", {"type": "date", "start": "2027-04-25"}),
        ("3/12", "en-GB", {"type": "date", "start": "2026-12-03"}),
        ("um 17 Uhr", "de", {"type": "time", "start": "17:00"}),
        ("demain à 17h", "fr", {"type": "datetime", "start": "2026-11-26T17:00"}),
        ("mañana de 16 a 18", "es",
         {"type": "range", "start": "2026-11-26T16:00", "end": "2026-11-26T18:00"}),
        ("la settimana prossima", "it",
         {"type": "range", "start": "2026-11-30", "end": "2026-12-07"}),
        ("depois das 17h", "pt", {"type": "after", "start": "17:00"}),
        ("voor 12 uur", "nl", {"type": "before", "end": "12:00"}),
        ("by friday", "en", {"type": "before", "end": "2026-11-27"}),
        ("from friday on", "en", {"type": "after", "start": "2026-11-27"}),
        ("asap", "en", {"type": "after", "start": "2026-11-25T10:30"}),
        ("friday 23:00 to 1:00", "en",
         {"type": "range", "start": "2026-11-27T23:00", "end": "2026-11-28T01:00"}),
        ("friday 3pm to sunday noon", "en",
         {"type": "range", "start": "2026-11-27T15:00", "end": "2026-11-29T12:00"}),
        ("um 6:40", "de", {"type": "time", "start": "06:40"}),
        ("at 6:40", "en", {"type": "time", "start": "18:40"}),
        ("a ratio of 4:3", "en", None),
        ("part a1b2c3", "es", None),
        ("two kids, 25 euro", "en", None),
    ],
)  # fmt: skip
def test_a_reading_is_written_as_its_value(
    text: str, language: str, value: dict[str, str] | None
) -> None:
    item = {"id": "x", "text": text, "lang": language, "ref": "2026-11-25T10:30"}
    assert predict(item) == (None if value is None else {"id": "x", **value})


@pytest.mark.parametrize(
    "piece",
    ["in 2 weeks from ", "von Montag bis ", "dans une heure et ", "las tres y ", "tra le 3 e le ",
     "de 3 a ", "over twee weken over ", "le 3 - le ", "1 2 ", "week of 3 weeks from ", "l'", "3-",
     "the day before ", "first monday of ", "menos ", "not ", "friday, "],
)  # fmt: skip
def test_the_work_is_linear_in_the_text(piece: str) -> None:
    assert steps(piece * 60) <= 2.6 * steps(piece * 30) + 200


def steps(text: str) -> int:
    """Count the function calls that reading a text takes."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    read_time(text, NOW)  # caches warm, so that only the reading is counted
    sys.setprofile(count)
    try:
        read_time(text, NOW)
    finally:
        sys.setprofile(None)
    return calls
