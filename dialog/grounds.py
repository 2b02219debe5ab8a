"""The reply check: a message says only what the engine has said in its turn."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from zoneinfo import ZoneInfo

import msgspec

from booking.plan import Segment
from booking.ranking import Slot
from dialog.draft import local
from dialog.effects import Say
from dialog.events import (
    Confirmed,
    DepositAsked,
    DepositLapsed,
    DepositRefunded,
    DepositSettled,
    DepositTooLate,
    HoldTaken,
    OfferGone,
    OfferMade,
    OfferTaken,
    VisitMoved,
    VisitNoted,
    VisitsCancelled,
    VisitsRestored,
    WaitlistJoined,
)
from foundation.money import Money

DEEDS: Mapping[str, tuple[type, ...]] = {
    "held": (HoldTaken,),
    "held_due": (HoldTaken,),
    "held_plan": (HoldTaken,),
    "held_plan_due": (HoldTaken,),
    "plan_becomes": (HoldTaken,),
    "booked": (Confirmed,),
    "visit_moved": (VisitMoved,),
    "visit_cancelled": (VisitsCancelled,),
    "visit_restored": (VisitsRestored,),
    "late_told": (VisitNoted,),
    "coming_noted": (VisitNoted,),
    "booked_plan": (Confirmed,),
    "waitlist_joined": (WaitlistJoined,),
    "waitlist_joined_day": (WaitlistJoined,),
    "waitlist_joined_time": (WaitlistJoined,),
    "offer_made": (OfferMade,),
    "deposit_asked": (DepositAsked,),
    "deposit_received": (DepositSettled,),
    "deposit_too_late": (DepositTooLate,),
    "deposit_lapsed": (DepositLapsed,),
    "deposit_refunded": (DepositRefunded,),
    "deposit_carried": (Confirmed,),
    "offer_taken": (OfferTaken,),
    "offer_gone": (OfferGone,),
}
"""Phrases that tell of a deed, with the events of which one must have happened in the turn."""

_CHECKED = (Slot, Segment, Money, date)  # a moment is a date as well


class Ungrounded(Exception):
    """A phrase would claim what the engine has not said; the turn must not be sent."""


def check(says: Iterable[Say], known: Iterable[object], zone: ZoneInfo) -> None:
    """Compare every time, price and deed of a reply with what is known.

    `known` is what the conversation stood at before the turn, with all that the engine answered
    in it; the day of a time that is known is known, too. Names need no check: phrases get them by
    id from the catalogue. Raises Ungrounded.
    """
    facts = list(known)
    said = list(says)
    for one in said:
        deeds = DEEDS.get(one.phrase)
        if deeds and not any(isinstance(fact, deeds) for fact in facts):
            raise Ungrounded(f"{one.phrase} without its deed")
    claimed = {value: one.phrase for one in said for value in _values(one.args.values())}
    # What was answered last is told most: mostly the first look into it is enough.
    for fact in reversed(facts):
        if not claimed:
            return
        for value in _values((fact,)):
            claimed.pop(value, None)
            if isinstance(value, Slot):
                claimed.pop(local(value.start, zone).date(), None)
    if claimed:
        value, phrase = next(iter(claimed.items()))
        raise Ungrounded(f"{phrase} tells a {type(value).__name__} that nobody gave")


def _values(things: Iterable[object]) -> Iterator[Slot | Segment | Money | date]:
    """Give every time and price inside, however deep."""
    for one in things:
        if isinstance(one, _CHECKED):
            yield one
        elif isinstance(one, tuple | list):
            yield from _values(one)
        elif names := _fields(one.__class__):
            yield from _values(getattr(one, name) for name in names)


def _fields(kind: type) -> tuple[str, ...]:
    found = _FIELDS.get(kind)
    if found is None:
        if is_dataclass(kind):
            found = tuple(one.name for one in fields(kind))
        else:
            found = tuple(kind.__struct_fields__) if issubclass(kind, msgspec.Struct) else ()
        _FIELDS[kind] = found
    return found


_FIELDS: dict[type, tuple[str, ...]] = {}
