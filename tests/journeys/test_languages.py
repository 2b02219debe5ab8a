"""One journey in every language: asked, answered, corrected, booked, nothing said in another."""

from datetime import date, datetime

import psycopg
import pytest

from bot import opening
from bot.chat import Options
from channels import registry
from dialog.phrases import titles
from dialog.phrases.lint import said
from foundation.house import House
from tests.journeys.player import Player

NOW = datetime(2026, 11, 23, 14, 5)  # noqa: DTZ001 - the terminal takes the salon's wall time
FRIDAY = date(2026, 11, 27)
JOURNEYS = {
    "de": (
        "Hallo, ich hätte gern einen Haarschnitt am Freitag nach 16 Uhr",
        "wann habt ihr auf?",
        "17 Uhr",
        "Lena",
        "ach doch lieber bei Ana um halb sieben",
        "passt",
    ),
    "fr": (
        "Bonjour, je voudrais une coupe vendredi après 16h svp",
        "vous ouvrez à quelle heure ?",
        "17h",
        "Léa",
        "en fait plutôt avec Ana à 18h30",
        "d'accord",
    ),
    "es": (
        "hola! quiero un corte de pelo el viernes después de las 4",
        "¿a qué hora abrís?",
        "a las 5",
        "soy Lucía",
        "mejor con Ana a las seis y media",
        "vale",
    ),
    "it": (
        "ciao, vorrei un taglio venerdì dopo le 16",
        "a che ora aprite?",
        "alle 17",
        "Giulia",
        "anzi, con Ana alle 18:30",
        "va bene",
    ),
    "pt": (
        "olá, queria cortar o cabelo na sexta depois das 16h",
        "a que horas abrem?",
        "às 17h",
        "sou a Joana",
        "melhor com a Ana às 18:30",
        "pode ser",
    ),
    "nl": (
        "hoi, ik wil vrijdag na 16 uur graag knippen",
        "hoe laat zijn jullie open?",
        "17 uur",
        "Sanne",
        "toch liever bij Ana om half zeven",
        "is goed",
    ),
}


@pytest.mark.parametrize("locale", JOURNEYS)
async def test_a_booking_goes_through_in_one_language(
    house: House, admin: psycopg.Connection, locale: str
) -> None:
    salon_id = await opening.seed_demo(house)
    player = Player(house, salon_id, admin, Options(locale="en", channel="web", moment=NOW))
    went = await player.play(tuple(f"> {line}" for line in JOURNEYS[locale]))
    await registry.close()
    offered, hours, held, _, corrected, booked = went[1::2]
    friday = titles.day(FRIDAY, locale)
    assert friday[1:] in offered
    assert "09:00-20:00" in hours
    assert f"{friday}, 17:00-17:45, 40 EUR" in held
    assert f"{friday}, 18:30-19:15, 40 EUR" in corrected
    assert f"[{titles.fixed('title_yes', locale)}]" in corrected
    assert booked[2:].startswith(said("booked", locale).split("{")[0])
    assert f"{friday}, 18:30" in booked
    foreign = {" with ", " Held ", "Your ", " free ", "Book it"}
    assert not [one for one in went[1::2] if any(word in one for word in foreign)]
    assert admin.execute("SELECT count(*) FROM bookings").fetchone() == (1,)
