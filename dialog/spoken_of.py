"""How messages are read while a visit that stands is spoken of, pure."""

from collections.abc import Iterable
from dataclasses import replace

from booking.catalogue import Catalogue
from dialog import draft as drafts
from dialog.session import Offer, Pick, Session, State
from dialog.understand.context import Asked, Context
from dialog.understand.hear import understand
from dialog.understand.reading import Intent, Understanding
from dialog.understand.visits import halves, minutes_in, puts_off, speaks_of_visit, takes_back

ASKED = {
    State.WHICH_VISIT: Asked.TIME,
    State.MOVE_TIME: Asked.TIME,
    State.MOVE_CONFIRM: Asked.CONFIRM,
    State.CANCEL_CONFIRM: Asked.CONFIRM,
}
"""The question that each of these states has asked."""


_KEEPING = {
    State.MOVE_TIME: Pick.STAY,
    State.MOVE_CONFIRM: Pick.STAY,
    State.CANCEL_HOW: Pick.STAY,
    State.CANCEL_WHO: Pick.STAY,
    State.CANCEL_CONFIRM: Pick.STAY,
    State.CANCELLED: Pick.UNDO,
}
"""What "keep it" means where: as a mere yes it would do the very opposite."""


def offered(session: Session) -> tuple[Offer, ...]:
    """Give the choices that words can mean: those of a reminder as long as it is the last word."""
    reminded = session.reminded
    return reminded.offered if reminded is not None and reminded.fresh else session.offered


def context(known: Context, session: Session, catalogue: Catalogue) -> Context:
    """Say what the rules may know beside, while a visit moves: the time picked, those wished."""
    at = session.visiting
    if at is None:
        return known
    to = at.to.slot if at.to is not None else None
    return replace(
        known,
        wished=at.wished.times,
        held=None if to is None else drafts.local(to.start, catalogue.zone),
        held_staff=None if to is None else to.staff,
    )


def heard(text: str, session: Session, known: Context) -> Understanding:
    """Read a message, with what it says of a visit's own time, of a change of mind."""
    said = understand(text, known)
    choices = offered(session)
    if (kept := _KEEPING.get(session.state)) is not None and takes_back(text):
        return _choosing(said, kept, choices)
    fresh = session.reminded is not None and session.reminded.fresh
    if fresh and puts_off(text):
        return _choosing(said, Pick.MOVE, choices)
    if session.state is State.HOW_LATE and said.minutes is None and said.choice is None:
        return replace(said, minutes=minutes_in(text))
    if said.intent is Intent.MOVE:
        return _moving(text, said, known)
    return replace(said, of_when=said.when)


def _choosing(said: Understanding, pick: Pick, choices: Iterable[Offer]) -> Understanding:
    """Take the words for that choice; where it is not on offer they mean a no, never a yes."""
    chosen = next((one.id for one in choices if one.pick is pick), None)
    intent = Intent.NO if chosen is None else None
    return replace(said, choice=chosen, intent=intent, assent=False, when=(), of_when=())


def _moving(text: str, said: Understanding, known: Context) -> Understanding:
    """Tell when the visit is from when it shall be; both may be meant where nothing says."""
    for left, right in halves(text, said.locale or known.locale):
        then = understand(right, known)
        if not (then.when or then.any_when):
            continue
        now = understand(left, known)
        return replace(
            said,
            of_when=now.when,
            when=then.when,
            any_when=then.any_when,
            not_days=then.not_days,
            choice=then.choice or said.choice,
        )
    if speaks_of_visit(text):
        return replace(said, of_when=said.when, when=())
    return replace(said, of_when=said.when)
