"""What can become of a booking: its statuses with the moves between them."""

from dataclasses import dataclass, field
from enum import StrEnum

from transitions import Machine, MachineError

from foundation.errors import Refused


class Status(StrEnum):
    """Where a booking stands; the values are stored."""

    PENDING_PAYMENT = "pending_payment"
    AWAITING_APPROVAL = "awaiting_approval"
    CONFIRMED = "confirmed"
    CHECKED_IN = "checked_in"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"
    EXPIRED = "expired"


class Then(StrEnum):
    """What a move brings with it, done by the desk in the same transaction."""

    RETAKE = "retake"
    CANCELLATION_FEE = "cancellation_fee"
    NO_SHOW_FEE = "no_show_fee"


OCCUPYING = frozenset(Status) - {Status.CANCELLED, Status.EXPIRED}
"""The statuses in which a booking has its chair time."""


@dataclass
class Visit:
    """What the guards look at: whether its time has come, whether the salon must agree."""

    state: Status
    begun: bool = False
    near: bool = False
    approval: bool = False
    then: list[Then] = field(default_factory=list)

    def has_begun(self) -> bool:
        """Only who should be in the chair by now can have come or stayed away."""
        return self.begun

    def is_near(self) -> bool:
        """Nobody arrives days before."""
        return self.near or self.begun

    def needs_approval(self) -> bool:
        """The salon has the last word."""
        return self.approval

    def retake(self) -> None:
        """The chairs were given up: they must be had again."""
        self.then.append(Then.RETAKE)

    def cancellation_fee(self) -> None:
        """What a late change costs is written down with the change."""
        self.then.append(Then.CANCELLATION_FEE)

    def no_show_fee(self) -> None:
        """What staying away costs is written down with it."""
        self.then.append(Then.NO_SHOW_FEE)


def _row(
    event: str,
    source: Status | list[Status],
    to: Status,
    *,
    only: str | None = None,
    unless: str | None = None,
    then: str | None = None,
) -> dict[str, object]:
    return {
        "trigger": event,
        "source": source,
        "dest": to,
        "conditions": only,
        "unless": unless,
        "after": then,
    }


_S = Status
AHEAD = (Status.PENDING_PAYMENT, Status.AWAITING_APPROVAL, Status.CONFIRMED)
"""The statuses of visits that are to come."""

_OVER = [_S.CHECKED_IN, _S.COMPLETED, _S.NO_SHOW]

TABLE = [
    # event       from                   to                    only if / unless / then
    _row("paid", _S.PENDING_PAYMENT, _S.CONFIRMED, unless="needs_approval"),
    _row("paid", _S.PENDING_PAYMENT, _S.AWAITING_APPROVAL),
    _row("paid", _S.EXPIRED, _S.CONFIRMED, unless="needs_approval", then="retake"),
    _row("paid", _S.EXPIRED, _S.AWAITING_APPROVAL, then="retake"),
    _row("expire", _S.PENDING_PAYMENT, _S.EXPIRED),
    _row("approve", _S.AWAITING_APPROVAL, _S.CONFIRMED),
    _row("decline", _S.AWAITING_APPROVAL, _S.CANCELLED),
    _row("cancel", [_S.PENDING_PAYMENT, _S.AWAITING_APPROVAL], _S.CANCELLED),
    _row("cancel", _S.CONFIRMED, _S.CANCELLED, then="cancellation_fee"),
    _row("restore", _S.CANCELLED, _S.CONFIRMED, unless="has_begun", then="retake"),
    _row("check_in", _S.CONFIRMED, _S.CHECKED_IN, only="is_near"),
    _row("complete", [_S.CONFIRMED, _S.CHECKED_IN], _S.COMPLETED, only="has_begun"),
    _row("no_show", _S.CONFIRMED, _S.NO_SHOW, only="has_begun", then="no_show_fee"),
    _row("reopen", _OVER, _S.CONFIRMED),
    *(_row("reschedule", one, one) for one in AHEAD),
]

_MACHINE = Machine(
    model=None,
    states=Status,
    initial=Status.CONFIRMED,
    transitions=TABLE,
    auto_transitions=False,
)

EVENTS = frozenset(_MACHINE.events)
"""What can happen to a booking."""


def after(visit: Visit, event: str) -> tuple[Status, tuple[Then, ...]]:
    """Give the status that follows `event` with what it brings; `visit` is used up by it.

    Raises Refused("not_possible", status=..., event=...) for a move that the table does not have.
    """
    status = visit.state
    try:
        moved = _MACHINE.events[event].trigger(visit)
    except MachineError:
        moved = False
    if not moved:
        raise Refused("not_possible", status=status.value, event=event)
    return visit.state, tuple(visit.then)


def possible(visit: Visit) -> frozenset[str]:
    """Give the events that the table has for a visit as it stands, for those who show buttons."""
    found = set()
    for event in EVENTS:
        look = Visit(visit.state, visit.begun, visit.near, visit.approval)
        try:
            if _MACHINE.events[event].trigger(look):
                found.add(event)
        except MachineError:
            continue
    return frozenset(found)
