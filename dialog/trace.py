"""What a step did, in lines an operator reads: "heard 'friday after 4' -> when Fri 27 Nov"."""

from booking.catalogue import Catalogue
from booking.ranking import Slot
from dialog import effects as does
from dialog import events as happens
from dialog.effects import Effect
from dialog.events import Event
from dialog.phrases import titles
from dialog.session import Session

_LANGUAGE = "en"  # the console's own; transcripts stay in the customer's


def lines(
    event: Event, before: Session, after: Session, effects: tuple[Effect, ...], salon: Catalogue
) -> list[str]:
    """Tell one step: what happened, what was filled, what is done about it."""
    told = _event(event, salon)
    if after.state is not before.state:
        told.append(f"{before.state.value} -> {after.state.value}")
    return told + [line for one in effects if (line := _effect(one, salon))]


def _event(event: Event, salon: Catalogue) -> list[str]:
    match event:
        case happens.Heard(said):
            heard = [f"heard '{one.text}' -> {one.slot} {one.value}" for one in said.heard]
            return heard or [f"heard nothing usable{f' ({said.intent})' if said.intent else ''}"]
        case happens.Tapped(choice):
            return [f"tapped {choice[:16]}"]
        case happens.Wordless(kind):
            return [f"got a {kind} without words"]
        case happens.Blocked():
            return ["blocked by the customer"]
        case happens.TimesFound(slots, beside):
            reason = f" ({beside})" if beside else ""
            return [f"found {_slots(slots, salon)}{reason}"]
        case happens.HoldTaken(held):
            return [f"hold taken: {_slot(held.slot, salon)}"]
        case happens.HoldLost(slot, reason):
            return [f"hold refused ({reason}): {_slot(slot, salon)}"]
        case happens.Confirmed(_, slot):
            return [f"booked: {_slot(slot, salon)}"]


def _effect(effect: Effect, salon: Catalogue) -> str:
    match effect:
        case does.Say(phrase):
            return f"said {phrase}"
        case does.FindTimes(service):
            return f"search {salon.service(service).key}"
        case does.Hold(service):
            return f"hold {salon.service(service).key}"
        case does.Release():
            return "release"
        case does.Remember():
            return "filled name"
        case does.Book():
            return "book"
        case does.CallHuman():
            return "called a person"


def _slots(slots: tuple[Slot, ...], salon: Catalogue) -> str:
    return "; ".join(_slot(one, salon) for one in slots) or "nothing"


def _slot(slot: Slot, salon: Catalogue) -> str:
    return titles.slot(slot, salon, _LANGUAGE, with_day=True)
