"""One line of the table, the groups of states that lines come from."""

from dataclasses import dataclass

from dialog.session import State


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; `given` guards must hold, `unless` must not."""

    event: str
    come_from: tuple[State, ...]
    to: State | None
    given: str = ""
    unless: str = ""
    then: str = ""


def row(
    event: str,
    come_from: State | tuple[State, ...],
    to: State | None,
    *,
    given: str = "",
    unless: str = "",
    then: str = "",
) -> Row:
    """Write one line of the table."""
    states = come_from if isinstance(come_from, tuple) else (come_from,)
    return Row(event, states, to, given, unless, then)


S = State
ALL = tuple(State)
# Between two turns a conversation rests in one of these; the others last within a turn.
OPEN = (S.NEW, S.SERVICE, S.DAY, S.TIME, S.NAME, S.CONFIRM, S.CHANGE, S.LOST, S.BOOKED,
        S.SEEKING, S.WHICH_VISIT, S.MOVE_TIME, S.MOVE_CONFIRM, S.CANCEL_HOW, S.CANCEL_WHO,
        S.CANCEL_CONFIRM, S.CANCELLED, S.HOW_LATE, S.WHICH_SALON)  # fmt: skip
PASSING = (S.HOLDING, S.CONFIRMING, S.LOOKING, S.MOVING, S.CANCELLING, S.RESTORING, S.NOTING)
