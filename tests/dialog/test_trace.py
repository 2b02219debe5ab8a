"""The trace tells operators what each step did."""

from dataclasses import replace

from dialog.events import Heard, Tapped
from dialog.machine import step
from dialog.session import Offer, Pick, Session, State
from dialog.trace import lines
from dialog.understand import reading
from dialog.understand.reading import Understanding
from tests.dialog.salon import CUT, SALON


def told(session: Session, event: Heard | Tapped) -> list[str]:
    made = step(session, event, SALON)
    return lines(event, session, made.session, made.effects, SALON)


def test_what_was_heard_stands_beside_what_it_filled() -> None:
    heard = reading.Heard("service", "cut", "Haircut")
    assert told(Session(), Heard(Understanding(service=(CUT,), heard=(heard,)))) == [
        "heard 'cut' -> service Haircut",
        "new -> time",
        "search haircut",
    ]


def test_a_tap_is_told_by_its_title() -> None:
    offer = Offer("1.1", Pick.SERVICE, "Haircut", service=CUT)
    session = replace(Session(), state=State.SERVICE, offered=(offer,))
    assert told(session, Tapped("1.1"))[0] == "tapped 'Haircut'"
    assert told(session, Tapped("0.9"))[0] == "tapped an old button"


def test_nothing_usable_is_told_too() -> None:
    assert told(Session(), Heard(Understanding()))[0] == "heard nothing usable"
