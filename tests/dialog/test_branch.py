"""Which of an account's salons a message names, whether it asks for another one."""

from uuid import UUID

import pytest

from dialog import branch
from dialog.branch import Branch
from foundation.ids import SalonId

MITTE = Branch(SalonId(UUID(int=1)), "Luma Mitte")
WEST = Branch(SalonId(UUID(int=2)), "Luma West")
CHAIN = (MITTE, WEST)


@pytest.mark.parametrize(
    ("text", "named", "rest"),
    [
        ("haircut at Luma West on friday", WEST, "haircut at on friday"),
        ("in MITTE bitte", MITTE, "in bitte"),
        ("luma wset", WEST, ""),
        ("mittte please", MITTE, "please"),
        ("Luma", None, ""),
        ("haircut bitte", None, ""),
        ("which is the best?", None, ""),
        ("mitte or west?", None, ""),
    ],
)
def test_a_salon_is_named_by_a_word_that_only_it_has(
    text: str, named: Branch | None, rest: str
) -> None:
    found = branch.named(text, CHAIN)
    assert (found and found.branch, found.rest if found else "") == (named, rest)


@pytest.mark.parametrize(
    "text",
    [
        "another salon", "can I change the salon?", "change salon", "wrong salon!",
        "anderer Salon bitte", "Salon wechseln", "ich möchte in eine andere Filiale",
        "un autre salon", "changer de salon", "otro salón", "cambiar de salón", "un altro salone",
        "cambiare salone", "outro salão", "mudar de salão", "een andere salon", "andere vestiging",
    ],
)  # fmt: skip
def test_another_salon_is_asked_for_in_seven_languages(text: str) -> None:
    assert branch.wants_another(text)


@pytest.mark.parametrize(
    "text",
    ["haircut", "another time", "is the salon open?", "change my booking", "ein anderer Tag bitte",
     "I was at the salon last week and would like another appointment"],
)  # fmt: skip
def test_what_is_about_something_else_asks_for_no_other_salon(text: str) -> None:
    assert not branch.wants_another(text)


def test_a_choice_stands_for_its_salon_alone() -> None:
    assert branch.chosen(branch.choice(WEST.salon)) == WEST.salon
    assert branch.chosen(branch.arrival(WEST.salon)) == WEST.salon
    assert branch.arrives(branch.arrival(WEST.salon))
    assert not branch.arrives(branch.choice(WEST.salon))
    for other in ("", "1.2", "to.nowhere", "to.", "100001.2"):
        assert branch.chosen(other) is None
    assert len(branch.choice(WEST.salon)) <= 64
