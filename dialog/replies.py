"""How a reply is put together: which phrase, which choices, pure."""

from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from booking.catalogue import Catalogue
from booking.ranking import Slot
from booking.reasons import Reason
from channels.message import Choice
from dialog import draft as drafts
from dialog.effects import Say
from dialog.events import TimesFound
from dialog.phrases import titles
from dialog.phrases.words import (
    CustomerName,
    OpeningHours,
    SalonAddress,
    SalonName,
    ServiceLength,
    ServiceName,
    ServicePrice,
    StaffName,
    StaffNames,
    Start,
    Starts,
    TheDay,
    Whole,
)
from dialog.session import Draft, Held, Offer, Pick, Session, State
from dialog.understand.reading import When
from foundation.ids import ServiceId


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


def yes_or_change(locale: str) -> tuple[Offer, ...]:
    """Offer the yes to a summary, or something else."""
    return (
        Offer("", Pick.YES, titles.fixed("title_yes", locale)),
        Offer("", Pick.CHANGE, titles.fixed("title_change", locale)),
    )


def what_to_change(catalogue: Catalogue, draft: Draft, locale: str) -> tuple[Offer, ...]:
    """Offer what can be changed: the time, the service; or letting it go."""
    others = tuple(one for one in services(catalogue, (), locale) if one.service != draft.service)
    return (
        Offer("", Pick.OTHER_TIMES, titles.fixed("title_other_times", locale)),
        *others,
        Offer("", Pick.NEVER_MIND, titles.fixed("title_never_mind", locale)),
    )


def slots(found: tuple[Slot, ...], catalogue: Catalogue, locale: str) -> tuple[Offer, ...]:
    """Offer times; the day is in the title only when there are several."""
    several = len(_days(found, catalogue)) > 1
    return tuple(
        Offer("", Pick.SLOT, titles.slot(one, catalogue, locale, with_day=several), slot=one)
        for one in found
    )


def times(
    found: TimesFound, draft: Draft, catalogue: Catalogue, locale: str, *, new: bool
) -> Reply:
    """Offer what the diary has, told plainly when it is not what was asked."""
    undone = found.beside == Reason.NOT_DONE
    facts = _facts(replace(draft, staff=()) if undone else draft) if new else ()
    before = (*facts, *_beside(found, draft))
    if not found.slots:
        return Reply("no_times", (), {}, before)
    offers = slots(found.slots, catalogue, locale)
    if found.near is not None:
        return Reply("nearest", offers, {"starts": Starts(found.slots)}, before)
    on_days = _days(found.slots, catalogue)
    if len(on_days) == 1:
        return Reply("times_on_day", offers, {"day": TheDay(on_days[0])}, before)
    return Reply("times", offers, {"starts": Starts(found.slots)}, before)


def closest(
    found: TimesFound, lost: Slot | None, draft: Draft, catalogue: Catalogue, locale: str
) -> Reply:
    """Offer what is closest to a time that somebody took a moment ago."""
    before = (Say("lost", {"start": Start(lost)}),) if lost is not None else ()
    if not found.slots or draft.service is None:
        return Reply("no_times", (), {}, before)
    args: dict[str, object] = {
        "service": ServiceName(draft.service),
        "starts": Starts(found.slots),
    }
    return Reply("closest", slots(found.slots, catalogue, locale), args, before)


def held(kept: Held) -> Say:
    """Tell what was just held, whole, with its price, for how long."""
    return Say("held", _facts_of(kept))


def summary(kept: Held) -> Say:
    """Tell again what is held."""
    return Say("summary", _facts_of(kept))


def _facts_of(kept: Held) -> dict[str, object]:
    return {
        "service": ServiceName(kept.service),
        "staff": StaffName(kept.slot.staff),
        "whole": Whole(kept.slot),
        "price": kept.price,
    }


def booked(slot: Slot, kept: Held | None) -> Say:
    """Tell what is booked."""
    if kept is None:
        raise AssertionError("only a held time is booked")
    return Say(
        "booked",
        {
            "name": CustomerName(),
            "start": Start(slot),
            "service": ServiceName(kept.service),
            "staff": StaffName(slot.staff),
            "address": SalonAddress(),
        },
    )


def open_question(state: State, session: Session) -> Say | None:
    """Give the open question again in one line, with the choices as they were offered."""
    shown = choices(session.offered)
    if state in _QUESTIONS:
        return Say(_QUESTIONS[state], {}, shown)
    if state is State.DAY:
        return Say("ask_day" if shown else "ask_another_day", {}, shown)
    offered = tuple(one.slot for one in session.offered if one.slot is not None)
    if state in {State.TIME, State.LOST} and offered:
        return Say("times", {"starts": Starts(offered)}, shown)
    return None


_QUESTIONS = {
    State.NAME: "ask_name",
    State.CONFIRM: "ask_confirm",
    State.CHANGE: "ask_change",
    State.BOOKED: "anything_else",
}


def _facts(draft: Draft) -> tuple[Say, ...]:
    if draft.service is None:
        return ()
    facts: dict[str, object] = {
        "service": ServiceName(draft.service),
        "length": ServiceLength(draft.service),
        "price": ServicePrice(draft.service),
    }
    if draft.staff:
        return (Say("service_facts_with", facts | {"staff": StaffNames(draft.staff)}),)
    return (Say("service_facts", facts),)


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
