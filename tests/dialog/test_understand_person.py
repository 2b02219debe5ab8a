"""The customer's own name, when it is asked for, when it is not."""

import pytest

from dialog.understand.context import Asked
from dialog.understand.reading import Intent
from tests.dialog.heard import hear, services, staff, times

NAMES = [
    ("Mia", "Mia"),
    ("mia", "Mia"),
    ("Mia!", "Mia"),
    ("Mia.", "Mia"),
    ("MIA", "MIA"),
    ("I'm Mia", "Mia"),
    ("im mia", "Mia"),
    ("my name is Mia", "Mia"),
    ("it's mia thanks", "Mia"),
    ("call me Mia", "Mia"),
    ("Name: Mia", "Mia"),
    ("hi, Mia", "Mia"),
    ("Ok Mia", "Mia"),
    ("for Tom", "Tom"),
    ("ich heiße Mia", "Mia"),
    ("ich heisse Mia", "Mia"),
    ("ich bin die Mia", "Mia"),
    ("Mia hier", "Mia"),
    ("auf Lena", "Lena"),
    ("Mein Name ist Lena Müller", "Lena Müller"),
    ("Mia Schmidt", "Mia Schmidt"),
    ("mia schmidt please", "Mia Schmidt"),
    ("Frau Schmidt", "Frau Schmidt"),
    ("Dr. Mia Berg", "Dr. Mia Berg"),
    ("Ursula von der Leyen", "Ursula von der Leyen"),
    ("Jean-Pierre O'Neill", "Jean-Pierre O'Neill"),
    ("Anna-Lena", "Anna-Lena"),
    ("José María", "José María"),
    ("Maria 😊", "Maria"),
    ("Мария", "Мария"),
    ("美咲", "美咲"),
    ("Bea", "Bea"),
    ("April", "April"),
    ("May", "May"),
    ("Will", "Will"),
    ("Jan", "Jan"),
    ("Mo", "Mo"),
    ("Morgan", "Morgan"),
    ("Ann", "Ann"),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_a_name_is_taken_when_it_was_asked_for(text: str, name: str) -> None:
    assert hear(text, Asked.NAME).name == name


NO_NAMES = ["human", "yes", "no", "what?", "why do you need that?", "tomorrow at 5 instead", "17",
            "never mind", "vergiss es", "Mensch", "freitag", "stop", "is that needed?", "with Bea",
            "colour too", "i don't want to say", "hi", "👍", "thanks", "I'm late", "it's ok",
            "one two three four five six seven", "x", "cancel", "andere Zeiten",
            "ein Wort zwei wort drei wort vier wort fünf wort"]  # fmt: skip


@pytest.mark.parametrize("text", NO_NAMES)
def test_what_is_no_name_is_not_taken_as_one(text: str) -> None:
    assert hear(text, Asked.NAME).name is None


def test_a_name_with_a_change_of_mind_gives_both() -> None:
    said = hear("Mia, but make it saturday at 11", Asked.NAME)
    assert said.name == "Mia"
    assert times(said) == "11-28 =11:00"


def test_a_stylists_name_answers_the_question_for_the_customers() -> None:
    said = hear("Bea", Asked.NAME)
    assert said.name == "Bea"
    assert staff(said) == ""


def test_a_stylist_with_a_with_is_a_stylist() -> None:
    said = hear("wait, with Ana", Asked.NAME)
    assert staff(said) == "Ana"
    assert said.name is None


def test_a_wish_for_a_person_is_no_name() -> None:
    assert hear("mensch", Asked.NAME).intent is Intent.HUMAN


@pytest.mark.parametrize("text", ["Mia", "I'm Mia", "it's Mia", "for Mia"])
def test_a_bare_name_is_nothing_when_it_was_not_asked_for(text: str) -> None:
    assert hear(text).name is None


@pytest.mark.parametrize(
    "text",
    ["my name is Mia, haircut tomorrow", "Hi my name is Mia and i'd like a haircut tomorrow",
     "ich heiße Mia und hätte gern morgen einen Haarschnitt"],
)  # fmt: skip
def test_an_introduction_counts_at_any_time(text: str) -> None:
    said = hear(text)
    assert said.name == "Mia"
    assert services(said) == "haircut"
    assert times(said) == "11-24"


def test_a_long_name_is_cut() -> None:
    said = hear("my name is " + "Aa" * 100)
    assert said.name is not None
    assert len(said.name) == 60
