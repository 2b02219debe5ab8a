"""Numbers, names, plain words that are no times, with times that look like them."""

from datetime import datetime

import pytest

from dialog.understand.timing import read_time

NOW = datetime(2026, 11, 25, 10, 30)  # noqa: DTZ001 - wall time of no place, as the reader takes it
INNOCENT = {
    "en": [
        "it costs 45",
        "between 30 and 40 euros",
        "my budget is between 30 and 40",
        "i live at 12 main street",
        "room 12",
        "flat 5, 2nd floor",
        "5th avenue",
        "version 3.2",
        "python 3.11",
        "it is 5.5 km",
        "1/2 price",
        "open 24/7",
        "kids between 5 and 8",
        "from 1 to 10",
        "+1 415 555 0132",
        "0151 23 45 67 89",
        "number 7",
        "the 2nd option",
        "the second one",
        "wait a second",
        "since 2019",
        "around 100",
        "we sat outside",
        "may i come too",
        "we march in",
        "with april please",
        "10 minutes away",
        "only 10 minutes late",
        "2.5",
        "a 3 fade",
        "3 stars",
    ],
    "de": [
        "das kostet 45 euro",
        "zimmer 12",
        "hauptstr. 12, 3. stock",
        "version 3.2",
        "0151 23 45 67 89",
        "von 1 bis 10",
        "so ist es",
        "2 stunden",
        "mit april",
        "10 minuten verspätung",
    ],
    "fr": [
        "12 avenue foch",
        "chambre 12",
        "06 12 34 56 78",
        "de 1 à 10",
        "le second",
        "bonne soirée",
        "avec juin",
        "taille 12",
    ],
    "es": [
        "dos horas",
        "el segundo",
        "un segundo",
        "de 1 a 10",
        "calle real 12",
        "talla 12",
        "600 123 456",
        "con julio por favor",
        "llego 10 minutos tarde",
        "versión 3.2",
    ],
    "it": [
        "due ore",
        "il secondo",
        "da 1 a 10",
        "camera 12",
        "taglia 12",
        "333 1234567",
        "con aprile",
    ],
    "pt": [
        "duas horas",
        "o segundo",
        "de 1 a 10",
        "quarto 12",
        "tamanho 12",
        "com abril",
    ],
    "nl": [
        "van 1 tot 10",
        "kamer 12",
        "maat 12",
        "06 12345678",
        "met mei",
        "zo is het",
    ],
}
ALIKE = {
    "en": ["between 5 and 8", "at 12", "the 5th", "3.11.", "in 10 minutes", "on 24/7", "sat at 5",
           "from 1 to 3", "around 1030", "5.30", "may 3", "march 3", "the 2nd"],
    "de": ["um 12", "am 3.", "in 2 stunden", "sa/so", "im april", "von 1 bis 3"],
    "fr": ["à 12h", "à 12 heures", "ce soir", "en juin", "de 1h à 3h"],
    "es": ["a las dos", "15 horas", "el 2", "en julio", "por la tarde", "mañana o pasado"],
    "it": ["alle due", "ore 12", "il 2", "ad aprile", "dalle 1 alle 3"],
    "pt": ["às duas horas", "dia 2", "em abril", "12 horas da manhã"],
    "nl": ["om 12", "twee uur", "in mei", "van 1 tot 3"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("locale", "text"), [(locale, text) for locale, texts in INNOCENT.items() for text in texts]
)
def test_what_is_no_time_is_not_read_as_one(locale: str, text: str) -> None:
    assert not read_time(text, NOW, locale=locale, month_first=locale == "en").when


@pytest.mark.parametrize(
    ("locale", "text"), [(locale, text) for locale, texts in ALIKE.items() for text in texts]
)
def test_a_time_that_looks_like_it_is_still_read(locale: str, text: str) -> None:
    assert read_time(text, NOW, locale=locale, month_first=locale == "en").when
