"""What is said while a salon is looked for: sentences in tables."""

from dataclasses import replace

import pytest

from dialog.understand.context import Asked, Context
from dialog.understand.directory import About, Directory, Facet, Fact, Sought
from dialog.understand.hear import understand
from tests.dialog.heard import LUMA, MONDAY, hear, times

STEPS = Facet("step_free", "yes", ("step-free", "wheelchair access"))
LISTED = ("Nordlicht", "Elbe Salon", "7 Scheren")
FINDING = Directory(kinds=("salon", "barber"), facets=(STEPS,), names=LISTED, finding=True)
OFFERING = replace(FINDING, spoken_of=True)
ASKED_CITY = replace(FINDING, asked=frozenset({About.CITY}))
ASKED_PLACE = replace(FINDING, asked=frozenset({About.PLACE}), finding=False)


def seek(text: str, directory: Directory = FINDING) -> Sought:
    said = understand(text, Context(MONDAY, LUMA, Asked.NOTHING, directory=directory))
    assert said.sought is not None
    return said.sought


@pytest.mark.parametrize(
    ("text", "place", "city", "directory"),
    [
        ("find me a barber in Kiel", None, "Kiel", FINDING),
        ("any salon near Bad Homburg?", None, "Bad Homburg", FINDING),
        ("Lübeck", None, "Lübeck", ASKED_CITY),
        ("i live in winterhude", None, "Winterhude", ASKED_CITY),
        ("I'd rather go to Flensburg", None, "Flensburg", ASKED_CITY),
        ("the elbe salon please", "Elbe Salon", None, OFFERING),
        ("It's called Haargenau", "Haargenau", None, ASKED_PLACE),
        ("I'd like to see Dr. Anna K. Berg", "Dr. Anna K. Berg", None, ASKED_PLACE),
        ("at Schnitt & Form on friday", "Schnitt & Form", None, ASKED_PLACE),
        ("Thanks! Bye", None, None, OFFERING),
        ("What is their Phone Number", None, None, OFFERING),
    ],
)
def test_a_salon_is_told_from_a_city(
    text: str, place: str | None, city: str | None, directory: Directory
) -> None:
    sought = seek(text, directory)
    assert (sought.place, sought.city) == (place, city)


@pytest.mark.parametrize(
    ("text", "takes", "declines", "another"),
    [
        ("sounds lovely", True, False, False),
        ("yes, that one", True, False, False),
        ("is it any good?", False, False, False),
        ("no", False, True, False),
        ("got another one?", False, False, True),
        ("who else is there", False, False, True),
        ("I don't need anything more", False, False, False),
    ],
)
def test_praise_is_told_from_a_question(
    text: str, *, takes: bool, declines: bool, another: bool
) -> None:
    sought = seek(text, OFFERING)
    assert (sought.takes, sought.declines, sought.another) == (takes, declines, another)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("what's the address and the number?", (Fact.ADDRESS, Fact.PHONE)),
        ("how is it rated", (Fact.RATING,)),
        ("where is that?", (Fact.ADDRESS,)),
        ("which town is it located in?", (Fact.CITY,)),
        ("your adress please", (Fact.ADDRESS,)),
        ("that's near where I work", ()),
        ("find me one with better reviews elsewhere", ()),
    ],
)
def test_facts_are_asked_for(text: str, asks: tuple[Fact, ...]) -> None:
    assert seek(text, OFFERING).asks == asks


def test_a_facet_is_wished_for_until_a_salon_is_spoken_of() -> None:
    assert seek("one with wheelchair access").facets == (STEPS,)
    asked = seek("does it have wheelchair access?", OFFERING)
    assert (asked.facets, asked.asks_of) == ((), ("step_free",))


def test_a_number_in_a_listed_name_is_no_time() -> None:
    directory = replace(FINDING, names=(*LISTED, "1730 Barbers"))
    said = understand("book me at 1730 Barbers", Context(MONDAY, LUMA, directory=directory))
    assert said.sought is not None
    assert said.sought.place == "1730 Barbers"
    assert not said.when


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("can you find me a salon in Kiel?", True),
        ("are there any other salons?", True),
        ("how do I find the salon?", False),
        ("a haircut tomorrow please", False),
        ("is the salon open on friday", False),
    ],
)
def test_a_search_begins_with_other_salons_not_with_this_one(text: str, *, begins: bool) -> None:
    assert (hear(text).sought is not None) is begins


def test_times_are_read_beside_a_salon() -> None:
    said = understand(
        "Nordlicht on friday at 5", Context(MONDAY, LUMA, directory=replace(OFFERING))
    )
    assert said.sought is not None
    assert (said.sought.place, times(said)) == ("Nordlicht", times(hear("on friday at 5")))


def test_german_finds_salons_too() -> None:
    begun = understand("kannst du mir einen anderen Friseur in Kiel suchen?", GERMAN)
    assert begun.sought is not None
    assert begun.sought.city == "Kiel"
    offered = replace(GERMAN, directory=OFFERING)
    taken = understand("klingt gut", offered).sought
    facts = understand("wo ist das, und welche Telefonnummer?", offered).sought
    assert taken is not None
    assert facts is not None
    assert (taken.takes, taken.declines) == (True, False)
    assert set(facts.asks) == {Fact.ADDRESS, Fact.PHONE}


GERMAN = Context(MONDAY, LUMA, locale="de")
