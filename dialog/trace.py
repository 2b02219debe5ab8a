"""What a step did, in lines an operator reads: "heard 'friday after 4' -> when Fri 27 Nov"."""

from collections.abc import Callable

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
    told = _tapped(event, before) if isinstance(event, happens.Tapped) else _event(event, salon)
    if after.state is not before.state:
        told.append(f"{before.state.value} -> {after.state.value}")
    return told + [_DONE[type(one)](one, salon) for one in effects]


def _event(event: Event, salon: Catalogue) -> list[str]:
    return _HAPPENED[type(event)](event, salon)


def _tapped(event: happens.Tapped, before: Session) -> list[str]:
    offer = next((one for one in before.offered if one.id == event.choice), None)
    return [f"tapped '{offer.title}'" if offer is not None else "tapped an old button"]


def _heard(event: happens.Heard, _: Catalogue) -> list[str]:
    said = event.understanding
    heard = [f"heard '{one.text}' -> {one.slot} {one.value}" for one in said.heard]
    return heard or [f"heard nothing usable{f' ({said.intent})' if said.intent else ''}"]


def _times_found(event: happens.TimesFound, salon: Catalogue) -> list[str]:
    found = "; ".join(_slot(one, salon) for one in event.slots) or "nothing"
    return [f"found {found}{f' ({event.beside})' if event.beside else ''}"]


def _visits_found(event: happens.VisitsFound, salon: Catalogue) -> list[str]:
    found = "; ".join(_slot(one.slot, salon) for one in event.visits) or "none"
    return [f"visits: {found}"]


def _moves_found(event: happens.MovesFound, salon: Catalogue) -> list[str]:
    return _times_found(event.found, salon)


def _noted(event: happens.VisitNoted, salon: Catalogue) -> list[str]:
    late = f"{event.minutes} min late" if event.minutes is not None else "will come"
    return [f"{late}: {_slot(event.visit.slot, salon)}"]


def _reminder(event: happens.ReminderRead, salon: Catalogue) -> list[str]:
    return [f"reminder of {_slot(event.visit.slot, salon)}" if event.visit else "reminder of none"]


def _slot(slot: Slot, salon: Catalogue) -> str:
    return titles.slot(slot, salon, _LANGUAGE, with_day=True)


_HAPPENED: dict[type[Event], Callable[..., list[str]]] = {
    happens.Heard: _heard,
    happens.Wordless: lambda event, _: [f"got a {event.kind} without words"],
    happens.Blocked: lambda *_: ["blocked by the customer"],
    happens.TimesFound: _times_found,
    happens.HoldTaken: lambda event, salon: [f"hold taken: {_slot(event.held.slot, salon)}"],
    happens.HoldLost: lambda event, salon: [
        f"hold refused ({event.reason}): {_slot(event.slot, salon)}"
    ],
    happens.Confirmed: lambda event, salon: [f"booked: {_slot(event.slot, salon)}"],
    happens.Arranged: lambda event, salon: [
        f"room for all: {_slot(event.slot, salon)}" if event.slot else "no room for all"
    ],
    happens.VisitsFound: _visits_found,
    happens.MovesFound: _moves_found,
    happens.VisitMoved: lambda event, salon: [
        f"moved: {_slot(event.before.slot, salon)} -> {_slot(event.after.slot, salon)}"
    ],
    happens.VisitsCancelled: lambda event, salon: [
        f"cancelled: {_slot(one.slot, salon)}" for one in event.visits
    ],
    happens.VisitsRestored: lambda event, salon: [
        f"stands again: {_slot(one.slot, salon)}" for one in event.visits
    ],
    happens.ChangeRefused: lambda event, _: [f"refused ({event.reason})"],
    happens.VisitNoted: _noted,
    happens.ReminderSent: lambda *_: ["a reminder is due"],
    happens.ReminderRead: _reminder,
    happens.SalonsShared: lambda event, _: [f"one of {len(event.branches)} salons to choose"],
    happens.SalonsFound: lambda event, _: [f"found {len(event.places)} salons"],
    happens.TimesThere: lambda event, _: [
        "free there" if event.wished else "another time there" if event.slot else "nothing there"
    ],
    happens.BookedThere: lambda event, _: [f"booked there ({'firm' if event.firm else 'asked'})"],
    happens.RatingFound: lambda event, _: [f"rated {event.stars} by {event.count}"],
    happens.WaitlistJoined: lambda *_: ["waits"],
    happens.WaitlistRefused: lambda event, _: [f"cannot wait ({event.reason})"],
    happens.OfferMade: lambda event, salon: [f"offered: {_slot(event.invited.slot, salon)}"],
    happens.OfferTaken: lambda *_: ["offer taken, booked"],
    happens.OfferGone: lambda event, _: [f"offer gone, {len(event.slots)} times free"],
    happens.DepositAsked: lambda event, salon: [f"waits for money: {_slot(event.due.slot, salon)}"],
    happens.PayLinkMade: lambda *_: ["a page to pay on"],
    happens.DepositPaid: lambda *_: ["the deposit is paid"],
    happens.DepositSettled: lambda event, salon: [f"stands: {_slot(event.due.slot, salon)}"],
    happens.DepositTooLate: lambda *_: ["paid too late"],
    happens.DepositLapsed: lambda *_: ["not paid in time"],
    happens.DepositRefunded: lambda *_: ["the deposit is sent back"],
    happens.UsualFound: lambda event, salon: [
        f"usual: {', '.join(salon.service(one.service).key for one in event.wants) or 'none'}"
    ],
}
_DONE: dict[type[Effect], Callable[..., str]] = {
    does.Say: lambda effect, _: f"said {effect.phrase}",
    does.FindTimes: lambda effect, salon: f"search {salon.service(effect.service).key}",
    does.Hold: lambda effect, salon: f"hold {salon.service(effect.service).key}",
    does.Release: lambda *_: "release",
    does.Remember: lambda *_: "filled name",
    does.Book: lambda *_: "book",
    does.CallHuman: lambda *_: "called a person",
    does.Rearrange: lambda *_: "look for room beside what is held",
    does.FindUsual: lambda *_: "look up the usual",
    does.LookUpVisits: lambda *_: "look up their visits",
    does.LookUpReminded: lambda *_: "look up the visit",
    does.FindMoves: lambda *_: "search times to move to",
    does.MoveVisit: lambda effect, salon: f"move to {_slot(effect.to.slot, salon)}",
    does.CancelVisits: lambda *_: "cancel",
    does.RestoreVisits: lambda *_: "take the cancellation back",
    does.NoteLate: lambda effect, _: f"note {effect.minutes} min late",
    does.NoteComing: lambda *_: "note that they come",
    does.FindSalons: lambda effect, _: f"search salons for {effect.service}",
    does.LookThere: lambda *_: "look into the salon's diary",
    does.BookThere: lambda *_: "book there",
    does.LookUpRating: lambda *_: "look up the rating",
    does.JoinWaitlist: lambda *_: "join the waitlist",
    does.LeaveWaitlist: lambda *_: "leave the waitlist",
    does.TakeOffer: lambda effect, salon: f"take {_slot(effect.invited.slot, salon)}",
    does.DeclineOffer: lambda *_: "decline the offer",
    does.SettleDeposit: lambda *_: "take it as paid",
    does.Jot: lambda *_: "noted for the salon",
}
