"""Thousands of walks through the dialog, whatever happens, in whatever order."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import product

import pytest

from dialog.effects import Book, CallHuman, Effect, FindTimes, Hold, Say
from dialog.events import (
    Blocked,
    Confirmed,
    Event,
    Heard,
    HoldTaken,
    Tapped,
    TimesFound,
)
from dialog.machine import Step, step
from dialog.session import Draft, Pick, Session, State
from dialog.table import OPEN
from dialog.turn import Turn
from dialog.understand.reading import Intent, Understanding, When
from foundation.ids import BookingId
from tests.dialog import happenings
from tests.dialog.dice import Dice
from tests.dialog.happenings import EVENTS, FRIDAY
from tests.dialog.salon import CUT, SALON

Visited = set[tuple[State, str]]
Known = dict[State, Session]
Check = Callable[[Session, Event, Step], None]
Sized = Callable[[int, int], int]
_STEPS = 40
_TURNS = 12
_OF_BOOKING = frozenset({
    State.NEW, State.SERVICE, State.DAY, State.TIME, State.NAME, State.CONFIRM, State.CHANGE,
    State.LOST, State.BOOKED, State.CANCELLED,
})  # fmt: skip
_EXACT = When(first=FRIDAY, last=FRIDAY, start=1020, exact=True)


@dataclass(slots=True)
class Walk:
    """One conversation that chance leads."""

    dice: Dice
    session: Session = field(default_factory=Session)
    waiting: list[Event] = field(default_factory=list)

    def go(self, visited: Visited) -> tuple[Session, Event, Step]:
        """Let the next thing happen: mostly what is due, else anything."""
        before, event = self.session, self._next(visited)
        visited.add((before.state, event.name))
        made = step(before, event, SALON)
        self.session = made.session
        answers = (happenings.answer(one, self.dice) for one in made.effects)
        self.waiting += [one for one in answers if one is not None]
        return before, event, made

    def _next(self, visited: Visited) -> Event:
        if self.waiting and self.dice.chance(70):
            again = self.dice.chance(5)  # the same thing twice
            return self.waiting[0] if again else self.waiting.pop(0)
        state = self.session.state
        new = [one for one in EVENTS if (state, one.name) not in visited]
        if new and self.dice.chance(40):
            return self._anything(self.dice.one_of(new))
        return self.dice.one_of((self._cooperates, self._taps, self._begins, self._any))()

    def _cooperates(self) -> Event:
        return cooperates(self.session)

    def _taps(self) -> Event:
        offered = self.session.offered
        return Tapped(self.dice.one_of(offered).id) if offered else self._cooperates()

    def _begins(self) -> Event:
        return Heard(Understanding(intent=self.dice.one_of(tuple(Intent))))

    def _any(self) -> Event:
        return self._anything(self.dice.one_of((Heard, Heard, Tapped, *EVENTS)))

    def _anything(self, kind: type[Event]) -> Event:
        return happenings.happening(kind, self.dice, self.session)


def walk(seed: int, check: Check, visited: Visited, known: Known) -> None:
    """Begin anew, or where least of what can happen has happened so far."""
    dice = Dice(seed)
    least = max(known, key=lambda one: sum((one, kind.name) not in visited for kind in EVENTS))
    alone = Walk(dice, known[least] if dice.chance(60) else Session())
    for _ in range(_STEPS):
        check(*alone.go(visited))
        known[alone.session.state] = alone.session


def walk_all(count: int, check: Check) -> Visited:
    visited: Visited = set()
    known: Known = {State.NEW: Session()}
    for seed in range(count):
        walk(seed, check, visited, known)
    return visited


@pytest.mark.timeout(1200)
def test_whatever_happens_the_rules_of_the_house_hold(sized: Sized) -> None:
    visited = walk_all(sized(200, 10_000), keeps_the_rules)
    pairs = set(product(State, {one.name for one in EVENTS}))
    missed = pairs - visited
    most = len(pairs) * sized(40, 5) // 100  # few walks come to a cancellation taken back
    assert len(missed) <= most, f"never seen: {sorted(missed)[:9]}"


def keeps_the_rules(before: Session, event: Event, made: Step) -> None:
    books_on_a_yes_alone(before, event, made)
    loses_nothing_silently(before, event, made)
    reaches_a_person(made.session)


def books_on_a_yes_alone(before: Session, event: Event, made: Step) -> None:
    """A booking follows a yes to the summary as it stands, or the pick of an offered other time."""
    for book in (one for one in made.effects if isinstance(one, Book)):
        if isinstance(event, HoldTaken):
            assert before.state is State.CONFIRMING
            assert before.held is not None
            assert event.held.price == before.held.price, "dearer than what was agreed to"
            assert event.held.deposit == before.held.deposit
            continue
        assert before.state is State.CONFIRM
        assert before.held is not None
        assert book.hold == before.held.hold_id
        assert before.held.version == before.draft.version == made.session.draft.version
        assert not before.unseen
        assert says_yes(before, event), event


def says_yes(before: Session, event: Event) -> bool:
    tapped = event.choice if isinstance(event, Tapped) else None
    if isinstance(event, Heard):
        said = event.understanding
        if said.choice is None:
            return said.intent is Intent.YES or said.assent
        tapped = said.choice
    offer = next((one for one in before.offered if one.id == tapped), None)
    return offer is not None and offer.pick is Pick.YES


def loses_nothing_silently(before: Session, event: Event, made: Step) -> None:
    """What was told stays, is replaced by what is told, or its loss is said or searched for."""
    gone = filled(before.draft) - filled(made.session.draft)
    if not gone or isinstance(event, Blocked | Confirmed) or replaces(before, event):
        return
    tells = [one for one in made.effects if isinstance(one, Say | FindTimes | Hold)]
    assert tells, f"{gone} lost by {event} in {before.state}"


def filled(draft: Draft) -> set[str]:
    slots = {
        "service": draft.service,
        "time": draft.readings or draft.slot or draft.keep,
        "party": draft.party if draft.party > 1 else None,
        "staff": draft.staff,
    }
    return {name for name, value in slots.items() if value}


def replaces(before: Session, event: Event) -> bool:
    """Tell whether the customer themselves puts something else in the place of what was told."""
    if isinstance(event, Heard):
        return event.understanding.said_slots or bool(event.understanding.party)
    return isinstance(event, Tapped) and any(one.id == event.choice for one in before.offered)


def reaches_a_person(session: Session) -> None:
    if session.state in OPEN:
        made = step(session, Heard(Understanding(intent=Intent.HUMAN)), SALON)
        assert any(isinstance(one, CallHuman) for one in made.effects), session.state


def test_a_machine_that_books_without_a_yes_is_found_out(
    sized: Sized, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Turn, "agrees", lambda turn: turn.session.held is not None)
    with pytest.raises(AssertionError):
        walk_all(sized(200, 2_000), books_on_a_yes_alone)


def test_a_machine_that_forgets_silently_is_found_out(
    sized: Sized, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgets(turn: Turn) -> None:
        turn.draft = Draft(version=turn.session.draft.version + 1)

    monkeypatch.setattr(Turn, "wait", forgets)
    with pytest.raises(AssertionError):
        walk_all(sized(200, 2_000), loses_nothing_silently)


@pytest.mark.timeout(1200)
def test_from_anywhere_a_cooperative_customer_books_within_twelve_turns(sized: Sized) -> None:
    for seed in range(sized(100, 10_000)):
        alone, visited = Walk(Dice(seed)), Visited()
        for _ in range(seed % _STEPS + 1):
            alone.go(visited)
        if alone.session.state in OPEN and alone.session.taken is None:
            begun = alone.session
            assert books_within(begun, _TURNS), f"seed {seed}: stuck from {begun.state}: {begun}"


def books_within(session: Session, turns: int) -> bool:
    for _ in range(turns):
        said = cooperates(session)
        session, booked = turn_of(session, said)
        if booked:
            return True
    return False


def turn_of(session: Session, said: Event) -> tuple[Session, bool]:
    """Play one turn with a diary that has what it offered."""
    waiting = [said]
    while waiting:
        event = waiting.pop(0)
        if isinstance(event, Confirmed):
            return session, True
        made = step(session, event, SALON)
        session = made.session
        answers = (honest(one) for one in made.effects)
        waiting += [one for one in answers if one is not None]
    return session, False


def honest(effect: Effect) -> Event | None:
    """Answer as a diary with time for everybody does."""
    dice = Dice(1)
    match effect:
        case FindTimes():
            return TimesFound((happenings.slot(dice), happenings.slot(dice)))
        case Hold():
            return HoldTaken(replace(happenings.held(dice, effect), deposit=None))
        case Book():
            return Confirmed(BookingId(effect.hold), effect.slot, happenings.held(dice).visits)
        case _:
            return happenings.answer(effect, dice)


def cooperates(session: Session) -> Event:
    """Answer what is asked; what is no question of booking is left, the wish said again."""
    offer = next(iter(session.offered), None)
    match session.state:
        case State.NAME:
            return Heard(Understanding(name="Mia"))
        case State.CONFIRM:
            return Heard(Understanding(intent=Intent.YES))
        case State.CHANGE:
            return Heard(Understanding(intent=Intent.YES))
        case State.DAY | State.TIME | State.LOST | State.WHICH_SALON if offer is not None:
            return Tapped(offer.id)
        case state if state not in _OF_BOOKING:
            return Heard(Understanding(intent=Intent.NEVER_MIND))
    wish = Understanding(intent=Intent.BOOK, service=(CUT,), when=(_EXACT,), any_staff=True)
    return Heard(wish)
