"""The customer's own name, when it is asked for, when it is not."""

import pytest

from dialog.understand.context import Asked
from dialog.understand.reading import Intent
from tests.dialog.heard import SUMMARY, hear, services, staff, times

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
    ("Jo", "Jo"),
    ("Can", "Can"),
    ("Eve", "Eve"),
    ("Eve Miller", "Eve Miller"),
    ("Frida", "Frida"),
    ("A.J.", "A.J."),
    ("J.", "J."),
    ("Hr. Maier", "Hr. Maier"),
    ("Vorname: Mia", "Mia"),
    ("vorname Mia", "Mia"),
    ("Mein Vorname ist Lena", "Lena"),
    ("Mia is my name", "Mia"),
    ("lena ist mein name", "Lena"),
    ("please call me Mimi", "Mimi"),
    ("my nme is Mia", "Mia"),
    ("the booking is for my daughter Lily", "Lily"),
    ("Maria del Carmen Garcia Lopez Perez", "Maria del Carmen Garcia Lopez Perez"),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_a_name_is_taken_when_it_was_asked_for(text: str, name: str) -> None:
    assert hear(text, Asked.NAME).name == name


NO_NAMES = ["human", "yes", "no", "what?", "why do you need that?", "tomorrow at 5 instead", "17",
            "never mind", "vergiss es", "Mensch", "freitag", "stop", "is that needed?", "with Bea",
            "colour too", "i don't want to say", "hi", "👍", "thanks", "I'm late", "it's ok",
            "one two three four five six seven", "x", "cancel", "andere Zeiten",
            "ein Wort zwei wort drei wort vier wort fünf wort",
            "Colour", "beard trim", "Föhn", "Cut", "bart", "Haircut please", "Can we do 11?",
            "wait", "let me think", "please call me", "with Daniel"]  # fmt: skip


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


@pytest.mark.parametrize("text", ["Mia", "for Mia", "this is urgent", "I'm late", "is this Mia"])
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


SERVICE_OR_NAME = [
    ("Colour", None, "colour"),
    ("Föhn", None, "blow_dry"),
    ("beard trim", None, "beard_trim"),
    ("Angel", "Angel", ""),
    ("Angel and a haircut", "Angel", "haircut"),
    ("Bart", "Bart", ""),
    ("Bart Simpson", "Bart Simpson", ""),
    ("I'm Bart", "Bart", ""),
    ("my name is Colour", "Colour", ""),
]


@pytest.mark.parametrize(("text", "name", "expected"), SERVICE_OR_NAME)
def test_a_word_is_the_customers_name_or_a_service_never_both(
    text: str, name: str | None, expected: str
) -> None:
    said = hear(text, Asked.NAME)
    assert (said.name, services(said)) == (name, expected)


def test_a_fuzzy_service_is_one_where_no_name_was_asked_for() -> None:
    assert services(hear("Nägeln")) == "manicure"


@pytest.mark.parametrize(
    "text",
    ["Hi, this is Mia, can I get a haircut tomorrow?", "Hello, I'm Mia", "Mia here, hi",
     "Hallo, hier ist Mia, ich hätte gern einen Haarschnitt", "I'm Mia"],
)  # fmt: skip
def test_an_introduction_with_a_capital_opens_a_first_message(text: str) -> None:
    said = hear(text)
    assert said.name == "Mia"
    assert not said.name_stated


@pytest.mark.parametrize("text", ["sorry my name is Maya", "call me Maya", "Maya is my name"])
def test_a_name_told_as_one_is_stated(text: str) -> None:
    said = hear(text, Asked.CONFIRM, SUMMARY)
    assert said.name == "Maya"
    assert said.name_stated
    assert not hear("Maya", Asked.NAME).name_stated


def test_a_wish_to_be_called_is_no_name() -> None:
    assert hear("please call me", Asked.NAME).intent is Intent.HUMAN
    assert hear("please call me Mimi", Asked.NAME).intent is None
