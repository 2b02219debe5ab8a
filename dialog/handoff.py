"""The dialog's side of a hand-off: what a takeover, what a hand-back make of a session; pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from booking.by_staff import Change
from booking.ranking import Slot
from dialog.effects import Say
from dialog.phrases.words import ColleagueName, ServiceNames, Start, Stylists
from dialog.session import Draft, Session, State
from foundation.ids import BookingId, ServiceId, StaffId
from foundation.money import Money


@dataclass(frozen=True, slots=True)
class Agreed:
    """One thing a person arranged while they had the conversation, as the desk has written it.

    `colleague` is the operator's name, "" when nobody's is known; `slot` is the visit's whole
    span with its first stylist.
    """

    change: Change
    booking: BookingId
    services: tuple[ServiceId, ...]
    staff: tuple[StaffId, ...]
    slot: Slot
    price: Money
    colleague: str = ""


def taken_over(session: Session) -> Session:
    """Note that a person has the conversation; all that is known stays, nobody waits any more."""
    return replace(unasked(session), taken=session.draft.version, waiting=False, misses=0)


def unasked(session: Session) -> Session:
    """Let no later yes answer a reminder that was not asked, or not by the bot alone."""
    reminded = session.reminded
    stale = None if reminded is None else replace(reminded, fresh=False)
    return replace(session, reminded=stale)


def handed_back(session: Session, facts: Sequence[Agreed]) -> Session:
    """Let the bot go on with what was agreed as its state.

    What was booked or moved ends the booking in the making; a cancelled visit is no longer the
    one just booked. What is held must be freed by the caller when `held` is gone.
    """
    back = replace(session, taken=None, waiting=False, misses=0)
    made = [one for one in facts if one.change is not Change.CANCELLED]
    if made:
        draft = Draft(version=session.draft.version + 1)
        return replace(
            back,
            state=State.BOOKED,
            draft=draft,
            held=None,
            booked=made[-1].booking,
            offered=(),
            seen=(),
        )
    if any(one.booking == session.booked for one in facts):
        state = State.NEW if session.state is State.BOOKED else session.state
        return replace(back, booked=None, state=state)
    return back


def rewritten(session: Session, draft: Draft) -> Session:
    """Put what a person noted in the place of what was wanted; nothing is held or offered for it.

    The version grows, so that no button and no yes to the old one counts.
    """
    noted = replace(draft, version=session.draft.version + 1, slot=None)
    state = State.SERVICE if noted.service is None else State.TIME
    return replace(session, draft=noted, held=None, offered=(), seen=(), state=state)


def noted(session: Session) -> bool:
    """Tell whether the person who has it has rewritten what is wanted."""
    return session.taken is not None and session.taken != session.draft.version


def told(facts: Sequence[Agreed]) -> tuple[Say, ...]:
    """Tell the customer what was arranged, one sentence each."""
    return tuple(Say(_phrase(one), _args(one)) for one in facts)


def again(facts: Sequence[Agreed]) -> tuple[Say, ...]:
    """Tell that the bot is back, then what was arranged meanwhile."""
    return (Say("assistant_again"), *told(facts))


def _phrase(one: Agreed) -> str:
    free = one.change is Change.BOOKED and one.price.minor == 0
    return f"{one.change.value}_by{'_free' if free else ''}"


def _args(one: Agreed) -> dict[str, object]:
    return {
        "colleague": ColleagueName(one.colleague),
        "services": ServiceNames(one.services),
        "staff": Stylists(one.staff),
        "start": Start(one.slot),
        "price": one.price,
    }
