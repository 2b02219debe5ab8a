"""What can become of a booking: its statuses with the moves between them."""

from dataclasses import dataclass
from enum import StrEnum

from transitions import Machine, MachineError

from foundation.errors import Refused


class Status(StrEnum):
    """Where a booking stands; the values are stored."""

    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    COMPLETED = "completed"
    NO_SHOW = "no_show"


OCCUPYING = frozenset(Status) - {Status.CANCELLED}
"""The statuses in which a booking has its chair time."""


@dataclass
class _Visit:
    """A throw-away model for the machine."""

    state: Status
    begun: bool

    def has_begun(self) -> bool:
        """Only who should be in the chair by now can have come or stayed away."""
        return self.begun


def _row(
    event: str, source: Status, to: Status, *, conditions: str | None = None
) -> dict[str, object]:
    return {"trigger": event, "source": source, "dest": to, "conditions": conditions}


TABLE = [
    # event        from              to                only if
    _row("cancel", Status.CONFIRMED, Status.CANCELLED),
    _row("complete", Status.CONFIRMED, Status.COMPLETED, conditions="has_begun"),
    _row("no_show", Status.CONFIRMED, Status.NO_SHOW, conditions="has_begun"),
]

_MACHINE = Machine(
    model=None,
    states=Status,
    initial=Status.CONFIRMED,
    transitions=TABLE,
    auto_transitions=False,
)


def after(status: Status, event: str, *, begun: bool) -> Status:
    """Give the status that follows `event`; `begun` tells whether the visit's time has come.

    Raises Refused("not_possible", status=..., event=...) for a move that the table does not have.
    """
    visit = _Visit(status, begun)
    try:
        moved = _MACHINE.events[event].trigger(visit)
    except MachineError:
        moved = False
    if not moved:
        raise Refused("not_possible", status=status.value, event=event)
    return visit.state
