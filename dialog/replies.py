"""How a reply is put together: which phrase, which choices, pure."""

from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from booking.catalogue import Catalogue
from booking.ranking import Slot
from booking.reasons import Reason
from channels.message import Choice
from dialog import differences
from dialog import draft as drafts
from dialog.effects import Say
from dialog.events import Confirmed, TimesFound
from dialog.phrases import titles
from dialog.phrases.words import (
    Clock,
    Count,
    CustomerName,
    Deadline,
    OpeningHours,
    Plan,
    SalonAddress,
    SalonName,
    ServiceName,
    ServiceNames,
    StaffName,
    StaffNames,
    Start,
    Starts,
    TheDay,
    Whole,
    WishLength,
    WishPrice,
)
from dialog.session import Draft, Held, Offer, Pick, Session, State
from dialog.understand.reading import When
from foundation.ids import ServiceId
from foundation.money import Money


@dataclass(frozen=True, slots=True)
class Reply:
    """One question with its choices, and what is said before it."""

    phrase: str
    picks: tuple[Offer, ...]
    args: dict[str, object] = field(default_factory=dict)
    before: tuple[Say, ...] = ()


def choices(offers: tuple[Offer, ...]) -> tuple[Choice, ...]:
    """Show offers as a message's choices."""
    return tuple(Choice(one.id, one.title) for one in offers)


def services(catalogue: Catalogue, said: tuple[ServiceId, ...], locale: str) -> tuple[Offer, ...]:
    """Offer the salon's services, or only those that were named."""
    shown = [one for one in catalogue.services if not said or one.id in said]
    return tuple(
        Offer("", Pick.SERVICE, titles.service(one, locale), service=one.id) for one in shown
    )


def days(readings: tuple[When, ...], locale: str) -> tuple[Offer, ...]:
    """Offer the days an ambiguous wish can mean."""
    return tuple(
        Offer("", Pick.DAY, titles.day(one.first, locale), when=one)
        for one in readings
        if one.first is not None
    )


def to_agree(
    kept: Held, before: Held | None, catalogue: Catalogue, locale: str
) -> tuple[Offer, ...]:
    """Offer the yes to what is held, or something else; what was added can be left out again."""
    more = len(kept.services) - 1
    yes = _about(kept, Pick.YES, titles.fixed(titles.YES[min(more, 2)], locale))
    if before is not None and grew(before, kept):
        others = Offer("", Pick.OTHER_TIMES, titles.fixed("title_other_times", locale))
        return (yes, others, only(before, catalogue, locale))
    return (yes, Offer("", Pick.CHANGE, titles.fixed("title_change", locale)))


def grew(before: Held, kept: Held) -> bool:
    """Tell whether services were added to what was held before."""
    return set(before.services) < set(kept.services)


def less(old: Offer, before: Held, kept: Held) -> bool:
    """Tell whether a choice was about what was held before more was added to it."""
    return grew(before, kept) and old.services == before.services


def only(before: Held, catalogue: Catalogue, locale: str, *, at: bool = False) -> Offer:
    """Offer what was held before, without what was added; `at` its time where that is printed."""
    services = [catalogue.service(one) for one in before.services]
    start = drafts.local(before.slot.start, catalogue.zone) if at else None
    return _about(before, Pick.ONLY, titles.only(services, locale, start))


def _about(kept: Held, pick: Pick, title: str) -> Offer:
    return Offer(
        "",
        pick,
        title,
        slot=kept.slot,
        service=kept.services[0],
        more=kept.services[1:],
        party=kept.party,
    )


def what_to_change(catalogue: Catalogue, draft: Draft, locale: str) -> tuple[Offer, ...]:
    """Offer what can be changed: the time, the service; or letting it go."""
    wanted = set(draft.services)
    others = tuple(one for one in services(catalogue, (), locale) if wanted != {one.service})
    return (
        Offer("", Pick.OTHER_TIMES, titles.fixed("title_other_times", locale)),
        *others,
        Offer("", Pick.NEVER_MIND, titles.fixed("title_never_mind", locale)),
    )


def ways_out(locale: str) -> tuple[Offer, ...]:
    """Offer what helps who is stuck at a question without choices."""
    return (
        Offer("", Pick.OTHER_TIMES, titles.fixed("title_other_times", locale)),
        Offer("", Pick.NEVER_MIND, titles.fixed("title_never_mind", locale)),
    )


def of_waitlist(locale: str) -> tuple[Offer, ...]:
    """Offer the answers to a time that became free."""
    return (
        Offer("", Pick.TAKE_OFFER, titles.fixed("title_take_offer", locale)),
        Offer("", Pick.NO_THANKS, titles.fixed("title_no_thanks", locale)),
        Offer("", Pick.LEAVE_WAITLIST, titles.fixed("title_leave_waitlist", locale)),
    )


def refund(amount: Money, locale: str) -> Offer:
    """Offer to send money back."""
    return Offer("", Pick.REFUND, titles.refund(amount, locale))


def or_wait(reply: Reply, lost: Slot | None, catalogue: Catalogue, locale: str) -> Reply:
    """Offer also to wait: for the very time that was lost, else for what was wished for."""
    title = titles.fixed("title_waitlist", locale)
    if lost is not None:
        title = titles.wait_for(lost, catalogue, locale)
    return replace(reply, picks=(*reply.picks, Offer("", Pick.WAITLIST, title, slot=lost)))


def slots(
    found: tuple[Slot, ...], catalogue: Catalogue, locale: str, *, plan: bool = False
) -> tuple[Offer, ...]:
    """Offer times; the day is in the title only when there are several, of a plan no stylist."""
    several = len(_days(found, catalogue)) > 1
    return tuple(
        Offer(
            "",
            Pick.SLOT,
            titles.slot(one, catalogue, locale, with_day=several, named=not plan),
            slot=one,
        )
        for one in found
    )


def times(
    found: TimesFound, draft: Draft, catalogue: Catalogue, locale: str, *, new: bool
) -> Reply:
    """Offer what the diary has, told plainly when it is not what was asked."""
    undone = found.beside == Reason.NOT_DONE
    facts = _facts(replace(draft, staff=()) if undone else draft, catalogue) if new else ()
    before = (*facts, *_beside(found, draft))
    if not found.slots:
        return Reply("no_times", (), {}, before)
    plan = is_plan(draft)
    offers = slots(found.slots, catalogue, locale, plan=plan)
    starts: dict[str, object] = {"starts": Starts(found.slots, plan)}
    if found.near is not None:
        return Reply("nearest", offers, starts, before)
    on_days = _days(found.slots, catalogue)
    if len(on_days) == 1:
        return Reply("times_on_day", offers, {"day": TheDay(on_days[0])}, before)
    return Reply("times", offers, starts, before)


def closest(
    found: TimesFound, lost: Slot | None, draft: Draft, catalogue: Catalogue, locale: str
) -> Reply:
    """Offer what is closest to a time that somebody took a moment ago."""
    before = (Say("lost", {"start": Start(lost)}),) if lost is not None else ()
    if not found.slots or draft.service is None:
        return Reply("no_times", (), {}, before)
    plan = is_plan(draft)
    args: dict[str, object] = {
        "service": ServiceNames(draft.services),
        "starts": Starts(found.slots, plan),
    }
    return Reply("closest", slots(found.slots, catalogue, locale, plan=plan), args, before)


def kept_too(reply: Reply, kept: Held, catalogue: Catalogue, locale: str) -> Reply:
    """Offer also to keep what is held, for who asked for something that cannot be had."""
    offer = _about(kept, Pick.KEEP, titles.keep(kept.slot, catalogue, locale))
    return replace(reply, picks=(*reply.picks, offer))


def is_plan(draft: Draft) -> bool:
    """Tell whether more is wanted than one service for one person."""
    return len(draft.services) > 1 or draft.party > 1 or bool(draft.addons)


def held(kept: Held, before: Held | None = None) -> tuple[Say, ...]:
    """Tell what was just held, whole, with its price, for how long; `before` what it replaces."""
    told = differences.told(before, kept) if before is not None else ()
    if before is not None and grew(before, kept) and len(kept.visits) == 1:
        return (*told, Say("plan_becomes", _facts_of(kept)), *_terms(kept))
    return (*told, Say(f"held{_kind(kept)}", _facts_of(kept)), *_terms(kept))


def summary(kept: Held) -> tuple[Say, ...]:
    """Tell again what is held."""
    return (Say(f"summary{_kind(kept)}", _facts_of(kept)), *_terms(kept))


def _kind(kept: Held) -> str:
    return f"{'_plan' if kept.planned else ''}{'_due' if kept.deposit is not None else ''}"


def _terms(kept: Held) -> tuple[Say, ...]:
    secured = "deposit" if kept.online else "deposit_team"
    due = () if kept.deposit is None else (Say(secured, {"deposit": kept.deposit}),)
    if kept.free_until is None:
        return due
    return (*due, Say("free_until", {"until": Deadline(kept.free_until)}))


def _facts_of(kept: Held) -> dict[str, object]:
    if kept.planned:
        return {"plan": Plan(kept.visits), "price": kept.price}
    return {
        "service": ServiceName(kept.service),
        "staff": StaffName(kept.slot.staff),
        "whole": Whole(kept.slot),
        "price": kept.price,
    }


def plan_facts(kept: Held) -> dict[str, object]:
    """Give what a question about several services tells of them."""
    return {"services": ServiceNames(kept.services), "clock": Clock(kept.slot)}


def old_button(old: Offer | None, session: Session) -> Say:
    """Say what a button was for that no longer counts, as far as that is still known."""
    if old is None or old.pick is not Pick.YES or old.slot is None:
        return Say("old_button")
    kept = session.held
    if kept is None and session.booked is not None:
        return Say("booked_already")
    if kept is not None and set(old.services) < set(kept.services):
        return Say("old_yes_alone", {"services": ServiceNames(old.services)})
    return Say("old_yes_time", {"start": Start(old.slot)})


def booked(made: Confirmed, kept: Held | None) -> Say:
    """Tell what is booked."""
    if kept is None:
        raise AssertionError("only a held time is booked")
    facts: dict[str, object] = {"name": CustomerName(), "address": SalonAddress()}
    if kept.planned:
        return Say("booked_plan", facts | {"plan": Plan(made.visits)})
    facts |= {
        "start": Start(made.slot),
        "service": ServiceName(kept.service),
        "staff": StaffName(made.slot.staff),
    }
    return Say("booked", facts)


def open_question(state: State, session: Session) -> Say | None:
    """Give the open question again in one line, with the choices as they were offered."""
    shown = choices(session.offered)
    if state in _QUESTIONS:
        return Say(_QUESTIONS[state], {}, shown)
    if state is State.DAY:
        return Say("ask_day" if shown else "ask_another_day", {}, shown)
    offered = tuple(one.slot for one in session.offered if one.pick is Pick.SLOT and one.slot)
    if state in {State.TIME, State.LOST} and offered:
        return Say("times", {"starts": Starts(offered, is_plan(session.draft))}, shown)
    return None


_QUESTIONS = {
    State.NAME: "ask_name",
    State.CONFIRM: "ask_confirm",
    State.CHANGE: "ask_change",
    State.BOOKED: "anything_else",
}


def _facts(draft: Draft, catalogue: Catalogue) -> tuple[Say, ...]:
    if draft.service is None:
        return ()
    wish = drafts.wish(draft, catalogue)
    facts: dict[str, object] = {"length": WishLength(wish), "price": WishPrice(wish)}
    staff = {"staff": StaffNames(draft.staff)} if draft.staff else {}
    if not is_plan(draft):
        key = "service_facts_with" if staff else "service_facts"
        return (Say(key, facts | {"service": ServiceName(draft.service)} | staff),)
    facts["services"] = ServiceNames(draft.services)
    if draft.party > 1:
        return (Say("wish_facts_party", facts | {"count": Count(draft.party)}),)
    alone = staff and all(one.staff for one in wish[0])
    return (Say("wish_facts_with" if alone else "wish_facts", facts | staff),)


def _beside(found: TimesFound, draft: Draft) -> tuple[Say, ...]:
    if not found.beside:
        return ()
    # No stylist named, yet the reason is about one: nobody at the salon does it.
    args: dict[str, object] = {"staff": SalonName()}
    if found.near is not None:
        args["start"] = Start(found.near)
        args["whom"] = StaffName(found.near.staff)
    if found.day is not None:
        args.update(day=TheDay(found.day), hours=OpeningHours(found.day))
    reason = found.beside
    if draft.staff:
        args["staff"] = StaffNames(draft.staff)
        reason = "away" if reason == Reason.OFF else reason
    return (Say(f"beside_{reason}", args),)


def _days(found: tuple[Slot, ...], catalogue: Catalogue) -> list[date]:
    local = (drafts.local(one.start, catalogue.zone).date() for one in found)
    return [day for day, _ in groupby(sorted(local))]
