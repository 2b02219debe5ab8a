"""The messages of one turn become one wish; what was tapped stands alone."""

import pytest

from channels.inbox import Letter
from channels.message import Kind
from dialog import listen
from dialog.understand.context import Asked
from foundation.ids import InboxId
from tests.dialog.heard import FRIDAY, hear


def letters(*said: tuple[Kind, str]) -> list[Letter]:
    return [Letter(InboxId(number), kind, text, "") for number, (kind, text) in enumerate(said)]


def texts(*said: tuple[Kind, str]) -> list[tuple[Kind, str]]:
    return [(one.kind, one.text) for one in listen.gathered(letters(*said))]


TEXT, MEDIA, CHOICE = Kind.TEXT, Kind.MEDIA, Kind.CHOICE


def test_words_in_a_row_are_one_message() -> None:
    assert texts((TEXT, "haircut"), (TEXT, "friday")) == [(TEXT, "haircut\nfriday")]


def test_one_message_stays_as_it_came() -> None:
    (alone,) = letters((TEXT, "haircut"))
    assert list(listen.gathered([alone])) == [alone]


def test_a_tap_stands_between_what_was_said_before_it_or_after() -> None:
    said = ((TEXT, "haircut"), (TEXT, "friday"), (CHOICE, ""), (TEXT, "with"), (TEXT, "Bea"))
    assert texts(*said) == [(TEXT, "haircut\nfriday"), (CHOICE, ""), (TEXT, "with\nBea")]


def test_a_picture_among_words_does_not_cut_them_in_two() -> None:
    said = ((TEXT, "haircut like this"), (MEDIA, ""), (TEXT, "friday"))
    assert texts(*said) == [(MEDIA, ""), (TEXT, "haircut like this\nfriday")]


def test_what_is_written_under_a_picture_belongs_to_the_words() -> None:
    said = ((MEDIA, "like this"), (MEDIA, ""), (TEXT, "friday"))
    assert texts(*said) == [(MEDIA, ""), (TEXT, "like this\nfriday")]


@pytest.mark.parametrize("after", ["", "\nthanks", "\nplease", "\nok thanks", ", thanks"])
def test_a_number_stays_a_choice_whatever_politeness_follows(after: str) -> None:
    assert hear(f"2{after}", Asked.TIME, FRIDAY).choice == "c2"
