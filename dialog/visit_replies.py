"""How a reply about standing visits is put together: which phrase, which choices, pure."""

from collections.abc import Callable, Sequence

from booking.catalogue import Catalogue
from booking.status import Status
from dialog import draft as drafts
from dialog import replies
from dialog.effects import Say
from dialog.phrases import titles
from dialog.phrases.words import (
    Count,
    Deadline,
    ServiceNames,
    StaffName,
    Start,
    Starts,
    Stylists,
    Whole,
)
from dialog.replies import Reply, choices
from dialog.session import Offer, Pick, Reminded, Session, State
from dialog.standing import Option, Standing, Visiting
from foundation.ids import BookingId
from foundation.money import Money

LATENESS = (5, 10, 15, 30)
"""Minutes that are offered to who comes late."""

SHOWN = 9
"""Visits that can be chosen among: as many as a list holds with something else beside."""

_WAITS = {
    Status.PENDING_PAYMENT: "visit_unpaid",
    Status.AWAITING_APPROVAL: "visit_unapproved",
}


def about(visit: Standing) -> dict[str, object]:
    """Give what phrases print of a visit."""
    return {
        "services": ServiceNames(visit.services),
        "staff": Stylists(visit.staff),
        "start": Start(visit.slot),
        "whole": Whole(visit.slot),
        "price": visit.price,
    }


def shown(visits: Sequence[Standing]) -> list[Say]:
    """Tell the visits that are to come, each whole."""
    if len(visits) == 1:
        said = [Say("your_visit", about(visits[0]))]
    else:
        said = [Say("your_visits", {"count": Count(len(visits))})]
        said += [Say("visit_line", about(one)) for one in visits]
    waits = [_WAITS[one.status] for one in visits if one.status in _WAITS]
    return said + [Say(one) for one in dict.fromkeys(waits)]


def what_to_do(visit: Standing, locale: str) -> tuple[Offer, ...]:
    """Offer to move a visit or to cancel it."""
    return (
        _offer(Pick.MOVE, "title_move_it", locale, visit.booking),
        _offer(Pick.CANCEL, "title_cancel_it", locale, visit.booking),
    )


def to_choose(visits: Sequence[Standing], catalogue: Catalogue, locale: str) -> tuple[Offer, ...]:
    """Offer visits: "Thu 26 Nov 12:30 Colour"."""
    return tuple(
        Offer("", Pick.VISIT, _title(one, catalogue, locale), slot=one.slot, booking=one.booking)
        for one in visits[:SHOWN]
    )


def _title(visit: Standing, catalogue: Catalogue, locale: str) -> str:
    start = drafts.local(visit.slot.start, catalogue.zone)
    names = ", ".join(catalogue.service(one).name(locale) for one in visit.services)
    return f"{titles.short_day(start.date(), locale)} {titles.clock(start)} {names}"


def moving(visit: Standing) -> list[Say]:
    """Tell which visit moves, until when that is free or what it costs, what becomes of money."""
    said = [Say("this_visit", about(visit))]
    if visit.move_fee.minor:
        said.append(Say("moving_costs", {"fee": visit.move_fee}))
    elif visit.free_until is not None:
        said.append(Say("moving_free_until", {"until": Deadline(visit.free_until)}))
    if visit.deposit is not None:
        said.append(Say("deposit_moves", {"deposit": visit.deposit}))
    return said


def to_stay(visit: Standing, catalogue: Catalogue, locale: str) -> Offer:
    """Offer to leave a visit where it is: "Keep Thu 12:30"."""
    start = drafts.local(visit.slot.start, catalogue.zone)
    title = titles.stays("title_stay", start, locale)
    return Offer("", Pick.STAY, title, booking=visit.booking)


def ask_move(visit: Standing, to: Option, catalogue: Catalogue, locale: str) -> Reply:
    """Sum up a move, ask for the yes to it."""
    asked = _move(visit, to)
    before = (Say("moving_costs", {"fee": visit.move_fee}),) if visit.move_fee.minor else ()
    yes = Offer("", Pick.DO, titles.fixed("title_yes_move", locale))
    picks = (yes, to_stay(visit, catalogue, locale))
    return Reply(asked.phrase, picks, asked.args, before)


def _move(visit: Standing, to: Option) -> Say:
    args: dict[str, object] = {"start": Start(visit.slot), "whole": Whole(to.slot)}
    if to.slot.staff != visit.slot.staff:
        return Say("ask_move_with", args | {"staff": StaffName(to.slot.staff), "price": to.price})
    if to.price != visit.price or visit.move_fee.minor:  # with a fee it is not the same price
        return Say("ask_move_at", args | {"price": to.price})
    return Say("ask_move", args)


def moved(visit: Standing) -> list[Say]:
    """Tell where a visit is now."""
    said = [Say("visit_moved", about(visit))]
    if visit.deposit is not None:
        said.append(Say("deposit_moved", {"deposit": visit.deposit}))
    return said


def cost(visit: Standing, locale: str) -> Reply:
    """Tell what cancelling costs before anything is asked, with what else could be done."""
    said = [Say("this_visit", about(visit)), *_cost(visit.fee, visit.deposit)]
    if not visit.move_fee.minor:
        said.append(Say("moving_is_free"))
    lose = titles.fixed("title_cancel_for", locale).format(fee=titles.price(visit.fee, locale))
    picks = (
        _offer(Pick.MOVE, "title_move_it", locale, visit.booking),
        Offer("", Pick.CANCEL, lose, booking=visit.booking),
        Offer("", Pick.ASK_SALON, titles.fixed("title_ask_salon", locale)),
    )
    return Reply("ask_cancel_how", picks, {}, tuple(said))


def _cost(fee: Money, deposit: Money | None) -> list[Say]:
    if deposit is None:
        return [Say("cancelling_costs", {"fee": fee})]
    args: dict[str, object] = {"fee": fee, "deposit": deposit}
    if fee.minor >= deposit.minor:
        extra = "cancelling_keeps" if fee == deposit else "cancelling_costs_beyond"
        return [Say(extra, args)]
    return [Say("cancelling_keeps_some", args)]


def ask_who(visit: Standing, catalogue: Catalogue, locale: str) -> Reply:
    """Ask whose visits shall be cancelled of a party's."""
    everyone = Offer("", Pick.EVERYONE, titles.fixed("title_everyone", locale))
    each = tuple(
        Offer("", Pick.ONE, _who(one, catalogue, locale), booking=one.booking)
        for one in visit.everyone
    )
    stay = _offer(Pick.STAY, "title_no_keep", locale, visit.booking)
    before = (Say("this_visit", about(visit)),)
    args: dict[str, object] = {"count": Count(len(visit.everyone))}
    return Reply("ask_cancel_who", (everyone, *each, stay), args, before)


def _who(visit: Standing, catalogue: Catalogue, locale: str) -> str:
    names = [catalogue.service(one).name(locale) for one in visit.services]
    return f"{', '.join(names)}, {catalogue.stylist(visit.slot.staff).name}"


def ask_cancel(visit: Standing, going: Sequence[Standing], locale: str) -> Reply:
    """Sum up a cancellation with what it costs, ask for the yes to it."""
    asked = _cancel(visit, going)
    picks = (
        Offer("", Pick.DO, titles.fixed("title_yes_cancel", locale)),
        _offer(Pick.STAY, "title_no_keep", locale, visit.booking),
    )
    return Reply(asked.phrase, picks, asked.args)


def _cancel(visit: Standing, going: Sequence[Standing]) -> Say:
    all_go = len(going) > 1
    fee = fee_of(visit, going)
    first = going[0] if going else visit
    args = about(first) | {"fee": fee, "count": Count(len(going))}
    if fee.minor:
        return Say("ask_cancel_all_fee" if all_go else "ask_cancel_fee", args)
    if all_go:
        return Say("ask_cancel_all", args)
    if first.deposit is not None:
        return Say("ask_cancel_returned", args | {"deposit": first.deposit})
    return Say("ask_cancel", args)


def fee_of(visit: Standing, going: Sequence[Standing]) -> Money:
    """Give what cancelling costs for those of a visit who go."""
    if len(going) > 1:
        return visit.fee_together or visit.fee
    return going[0].fee if going else visit.fee


def cancelled(gone: Sequence[Standing], fee: Money) -> list[Say]:
    """Tell what is cancelled, what is due for it by which terms."""
    said = [Say("visit_cancelled", about(one)) for one in gone]
    if fee.minor:
        said.append(Say("fee_due", {"fee": fee}))
    for one in gone:
        if one.deposit is not None and one.deposit.minor > one.fee.minor:
            phrase = "deposit_rest_back" if one.fee.minor else "deposit_back"
            said.append(Say(phrase, {"deposit": one.deposit}))
    return said


def owes(gone: Sequence[Standing]) -> bool:
    """Tell whether a deposit has to go back: people do that, not the bot."""
    return any(one.deposit is not None and one.deposit.minor > one.fee.minor for one in gone)


def book_again(gone: Sequence[Standing], locale: str) -> tuple[Offer, ...]:
    """Offer another day; to take the cancellation back where one visit alone was cancelled."""
    again = Offer("", Pick.AGAIN, titles.fixed("title_another_day", locale))
    firm = len(gone) == 1 and gone[0].status is Status.CONFIRMED
    return (again, _offer(Pick.UNDO, "title_undo", locale, gone[0].booking)) if firm else (again,)


def how_late(locale: str) -> tuple[Offer, ...]:
    """Offer some minutes."""
    text = titles.fixed("title_minutes", locale)
    return tuple(Offer("", Pick.LATE, text.format(minutes=one), minutes=one) for one in LATENESS)


def too_late(visit: Standing, locale: str) -> tuple[Offer, ...]:
    """Offer another time to who comes later than can be waited."""
    return (_offer(Pick.MOVE, "title_move_it", locale, visit.booking),)


def to_remind(visit: Standing, locale: str) -> tuple[Offer, ...]:
    """Offer what a reminder can be answered with."""
    return (
        _offer(Pick.COMING, "title_coming", locale, visit.booking),
        _offer(Pick.MOVE, "title_another_time", locale, visit.booking),
        _offer(Pick.CANCEL, "title_cancel_it", locale, visit.booking),
    )


def open_question(state: State, session: Session) -> Say | None:
    """Give the open question again in one line, of a visit or of a booking; None without one."""
    return _question(state, session) or replies.open_question(state, session)


def _question(state: State, session: Session) -> Say | None:
    if state is State.WHICH_SALON and session.fork is not None:
        return Say("which_salon", {}, choices(session.offered))
    if session.reminded is not None and session.reminded.fresh:
        return _of_reminder(session.reminded)
    asked = _of_visiting(state, session.visiting) if session.visiting is not None else None
    if state is State.CANCELLED:
        asked = Say("ask_another_visit")
    return None if asked is None else Say(asked.phrase, asked.args, choices(session.offered))


def _of_reminder(reminded: Reminded) -> Say:
    return Say("ask_coming", about(reminded.visit), choices(reminded.offered))


def _of_visiting(state: State, at: Visiting) -> Say | None:
    if state is State.WHICH_VISIT:
        return Say(f"ask_which_{at.errand.value}")
    if state is State.HOW_LATE:
        return Say("ask_how_late")
    asked = _ASKED.get(state)
    return asked(at, at.visit) if asked is not None and at.visit is not None else None


def _when(at: Visiting, _: Standing) -> Say:
    if not at.options:
        return Say("ask_another_day")
    return Say("times", {"starts": Starts(tuple(one.slot for one in at.options))})


_ASKED: dict[State, Callable[[Visiting, Standing], Say | None]] = {
    State.MOVE_TIME: _when,
    State.MOVE_CONFIRM: lambda at, visit: None if at.to is None else _move(visit, at.to),
    State.CANCEL_HOW: lambda *_: Say("ask_cancel_how"),
    State.CANCEL_WHO: lambda _, visit: Say("ask_cancel_who", {"count": Count(len(visit.everyone))}),
    State.CANCEL_CONFIRM: lambda at, visit: _cancel(visit, at.going),
}


def _offer(pick: Pick, title: str, locale: str, booking: BookingId) -> Offer:
    return Offer("", pick, titles.fixed(title, locale), booking=booking)
