"""The pure machine: one event moves one conversation by one step."""

from dataclasses import dataclass
from itertools import chain
from typing import cast

from transitions import EventData, Machine, Transition

from booking.catalogue import Catalogue
from dialog.effects import Effect
from dialog.events import Event
from dialog.session import Session, State
from dialog.table import IGNORED, TABLE, Row
from dialog.turn import Turn


@dataclass(frozen=True, slots=True)
class Step:
    """What became of the conversation, with what the conductor has to do about it."""

    session: Session
    effects: tuple[Effect, ...]


def step(session: Session, event: Event, catalogue: Catalogue) -> Step:
    """Advance one conversation by one event. Pure: no clock, no network, no database."""
    turn = Turn(session, event, catalogue)
    MACHINE.events[event.name].trigger(turn)
    return Step(turn.settled(), tuple(turn.effects))


class _Plain(Transition):
    """A row taken as it is written: guard, state, action.

    The library's hooks around them, which no row uses, cost more than all guards of an event.
    """

    def execute(self, event_data: EventData) -> bool:
        """Take the row if its guard holds; tell whether it did."""
        turn = cast("Turn", event_data.model)
        for one in self.conditions:  # some thirty guards are asked in a step
            if getattr(turn, str(one.func))() != one.target:
                return False
        if self.dest:
            turn.state = State[self.dest]
        for action in self.after:
            getattr(turn, str(action))()
        return True


class _Machine(Machine):
    """The library's machine over plain rows."""

    transition_cls = _Plain


def _transition(row: Row) -> dict[str, object]:
    # dest=None is an internal transition: the action runs, the state stays.
    return {
        "trigger": row.event,
        "source": list(row.come_from),
        "dest": row.to,
        "conditions": row.given or None,
        "unless": row.unless or None,
        "after": row.then or None,
    }


MACHINE = _Machine(
    model=None,
    states=State,
    initial=State.NEW,
    transitions=[_transition(row) for row in chain(TABLE, IGNORED)],
    auto_transitions=False,
)
