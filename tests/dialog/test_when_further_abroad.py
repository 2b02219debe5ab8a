"""Times of six languages that take more than one rule, read without a salon."""

from datetime import datetime

import pytest

from dialog.understand.timing import read_time
from tests.dialog.heard import shown

NOW = datetime(2026, 11, 25, 10, 30)  # noqa: DTZ001 - wall time of no place, as the reader takes it
FURTHER = {
    "de": [
        ("die woche vom 7", "12-07..12-13"),
        ("in der 50. kw", "12-07..12-13"),
        ("der montag nach weihnachten", "12-28"),
        ("heute in 14 tagen", "12-09"),
        ("in ein bis zwei wochen", "12-02..12-09"),
        ("zweite hälfte dezember", "12-16..12-31"),
        ("sa/so", "11-28..11-29"),
        ("letzten freitag", "11-20"),
        ("vor zwei wochen", "11-11"),
        ("vor zwei stunden", "11-25 =8:30"),
        ("spät am freitag", "11-27 18:00-22:00"),
        ("eine halbe stunde vor 5", "=16:30 | =4:30"),
        ("15.00/16.00 uhr", "15:00-16:00"),
        ("von freitag 15 uhr bis sonntag 12 uhr", "11-27 15:00-24:00 + 11-28 + 11-29 -12:00"),
        ("morgen 6:38", "11-26 =6:38 | 11-26 =18:38"),
        ("nächstes jahr", "01-01..12-31"),
        ("frühestens in zwei wochen", "12-09.."),
    ],
    "fr": [
        ("vendredi 4", "12-04"),
        ("du vendredi 4 au lundi 7", "12-04..12-07"),
        ("la semaine du 7", "12-07..12-13"),
        ("le lundi après noël", "12-28"),
        ("deuxième quinzaine de décembre", "12-16..12-31"),
        ("mardi dernier", "11-24"),
        ("il y a deux jours", "11-23"),
        ("le 21 du 12", "12-21"),
        ("le 2 décembre à 5h", "12-02 =5:00 | 12-02 =17:00"),
        ("dans 15 à 20 minutes", "11-25 10:45-10:50"),
        ("deux heures après 15h", "=17:00"),
        ("3 mar", "03-03"),
        ("du vendredi 15h au dimanche midi", "11-27 15:00-24:00 + 11-28 + 11-29 -12:00"),
        ("sam et dim", "11-28..11-29"),
    ],
    "es": [
        ("el 21 del 12", "12-21"),
        ("la semana del 7", "12-07..12-13"),
        ("viernes 4", "12-04"),
        ("del viernes 4 al lunes 7", "12-04..12-07"),
        ("segunda quincena de enero", "01-16..01-31"),
        ("el viernes pasado", "11-20"),
        ("hace dos horas", "11-25 =8:30"),
        ("hace una semana", "11-18"),
        ("cuatro menos diez", "=15:50 | =3:50"),
        ("a las ocho cero cinco", "=8:05 | =20:05"),
        ("5 o 6 de la tarde", "=17:00 + =18:00"),
        ("antes del mediodía", "-12:00"),
        ("media hora antes de las 5", "=16:30 | =4:30"),
        ("en hora y media", "11-25 =12:00"),
        ("en una hora o dos", "11-25 11:30-12:30"),
        ("la próxima hora", "11-25 10:30-11:30"),
        ("en un par de días", "11-27"),
        ("entre los días 4 y 7", "12-04..12-07"),
        ("el día siguiente", "11-26"),
        ("lun, mié y vie", "11-30 + 11-25 + 11-27"),
        ("más de 2 semanas después de hoy", "12-09.."),
        ("este año", "11-25..12-31"),
        (
            "del viernes por la tarde al domingo por la mañana",
            "11-27 13:00-24:00 + 11-28 + 11-29 -12:00",
        ),
    ],
    "it": [
        ("venerdì 4", "12-04"),
        ("la settimana del 7", "12-07..12-13"),
        ("il 21 del 12", "12-21"),
        ("seconda metà di dicembre", "12-16..12-31"),
        ("venerdì scorso", "11-20"),
        ("due settimane fa", "11-11"),
        ("mezz'ora prima delle 5", "=16:30 | =4:30"),
        ("la prossima ora", "11-25 10:30-11:30"),
        ("sab o dom", "11-28..11-29"),
        ("da venerdì alle 15 a domenica alle 12", "11-27 15:00-24:00 + 11-28 + 11-29 -12:00"),
    ],
    "pt": [
        ("sexta 4", "12-04"),
        ("segunda quinzena de dezembro", "12-16..12-31"),
        ("entre os dias 4 e 7", "12-04..12-07"),
        ("sexta passada", "11-20"),
        ("há duas semanas", "11-11"),
        ("duas horas atrás", "11-25 =8:30"),
        ("no dia seguinte", "11-26"),
        ("meia hora antes das 5", "=16:30 | =4:30"),
        ("de sexta às 15h até domingo às 12h", "11-27 15:00-24:00 + 11-28 + 11-29 -12:00"),
    ],
    "nl": [
        ("na vieren", "16:00- | 4:00-"),
        ("over twee à drie weken", "12-09..12-16"),
        ("de dag erna", "11-26"),
        ("de maandag na kerst", "12-28"),
        ("tweede helft van december", "12-16..12-31"),
        ("afgelopen vrijdag", "11-20"),
        ("twee uur geleden", "11-25 =8:30"),
        ("een half uur voor 5", "=16:30 | =4:30"),
        ("van vrijdag 15 uur tot zondag 12 uur", "11-27 15:00-24:00 + 11-28 + 11-29 -12:00"),
    ],
}


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [(locale, *row) for locale, rows in FURTHER.items() for row in rows],
)
def test_times_are_put_together_in_every_language(locale: str, text: str, expected: str) -> None:
    timed = read_time(text, NOW, locale=locale)
    assert (" + " if timed.any_when else " | ").join(map(shown, timed.when)) == expected
