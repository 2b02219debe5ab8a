"""Anything that can happen to a conversation: what customers say, what is answered; by chance."""

import re
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec

from booking.plan import Segment, Want
from booking.ranking import Slot
from booking.reasons import Reason
from booking.status import Status
from dialog.draft import epoch_minute
from dialog.effects import Book, Effect, FindTimes, FindUsual, Hold, Rearrange
from dialog.events import (
    Arranged,
    Confirmed,
    Event,
    Heard,
    HoldLost,
    HoldTaken,
    Tapped,
    TimesFound,
    UsualFound,
    VisitsFound,
    Wordless,
)
from dialog.session import Held, Session
from dialog.standing import Standing
from dialog.understand.directory import Sought
from dialog.understand.reading import Intent, Topic, Understanding, When
from foundation.ids import BookingId, HoldId
from foundation.money import Money
from tests.dialog.dice import Dice
from tests.dialog.salon import ANA, BEA, BERLIN, COLOUR, CUT

NOW = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
FRIDAY, SATURDAY = date(2026, 11, 27), date(2026, 11, 28)
WHENS = (
    When(first=FRIDAY, last=FRIDAY),
    When(first=FRIDAY, last=FRIDAY, start=960),
    When(first=FRIDAY, last=FRIDAY, start=1020, exact=True),
    When(first=SATURDAY, last=SATURDAY, start=600, exact=True),
    When(start=540, end=720),
    When(start=1020, exact=True),
    When(first=FRIDAY, last=SATURDAY),
)
_IDS = {"ServiceId": (CUT, COLOUR), "StaffId": (ANA, BEA)}
_UUIDS = tuple(UUID(int=number) for number in range(901, 905))
_DEEPEST = 4
"""Tuples in tuples: visits hold visits."""

EVENTS: tuple[type[Event], ...] = get_args(Event)


def slot(dice: Dice) -> Slot:
    start = epoch_minute(dice.one_of((FRIDAY, SATURDAY)), 540 + 15 * dice.below(40), BERLIN)
    return Slot(start, start + dice.one_of((45, 45, 120)), dice.one_of((ANA, BEA)))


def slots(dice: Dice) -> tuple[Slot, ...]:
    found = (slot(dice) for _ in range(dice.one_of((0, 1, 3, 3))))
    return tuple(sorted(found, key=lambda one: one.start))


def held(dice: Dice, wanted: Hold | None = None) -> Held:
    """Keep what was wanted, at a price that now and then differs from the list."""
    at = slot(dice)
    if wanted is not None:
        at = Slot(wanted.start, wanted.start + 45, (wanted.staff or (BEA,))[0])
    wish = wanted.wish if wanted is not None else ()
    wish = wish or ((Want(wanted.service if wanted else CUT, (at.staff,)),),)
    visits = tuple(
        tuple(
            Segment(
                one.service, (one.staff or (BEA,))[0], at.start + 45 * n, at.start + 45 * n + 45
            )
            for n, one in enumerate(person)
        )
        for person in wish
    )
    deposit = Money(2000, "EUR") if dice.chance(10) else None
    price = Money(dice.one_of((4000, 4000, 4800)), "EUR")
    version = wanted.version if wanted is not None else dice.below(9)
    first, until = visits[0][0].service, NOW + timedelta(minutes=10)
    number, online = HoldId(dice.one_of(_UUIDS)), dice.chance(50)
    return Held(number, version, first, at, price, until, visits, deposit, online=online)


def understanding(dice: Dice, session: Session) -> Understanding:
    """Say anything: mostly one thing, now and then several at once."""
    said: dict[str, Any] = {}
    sayings: tuple[Callable[[], dict[str, Any]], ...] = (
        lambda: {"intent": dice.one_of(tuple(Intent))},
        lambda: {"service": tuple(dict.fromkeys(dice.some((CUT, COLOUR), 2))),
                 "also": dice.chance(40), "either_service": dice.chance(10)},
        lambda: {"not_service": (dice.one_of((CUT, COLOUR)),)},
        lambda: {"staff": tuple(dict.fromkeys(dice.some((ANA, BEA), 2)))},
        lambda: {"any_staff": True},
        lambda: {"not_staff": (dice.one_of((ANA, BEA)),)},
        lambda: {"when": dice.some(WHENS, 2), "any_when": dice.chance(30)},
        lambda: {"not_days": (FRIDAY,)},
        lambda: {"impossible_day": True},
        lambda: {"party": 1 + dice.below(4)},
        lambda: {"name": "Mia", "name_stated": dice.chance(50)},
        lambda: {"assent": True, "intent": Intent.BOOK},
        lambda: {"choice": choice(dice, session)},
        lambda: {"wants_locale": dice.one_of(("de", "en"))},
        lambda: {"locale": dice.one_of(("de", "en"))},
        lambda: {"asks": dice.some(tuple(Topic), 2)},
        lambda: {"note": dice.one_of(("", "allergic"))},
        lambda: {"for_whom": "my daughter"},
        lambda: {"minutes": 10, "intent": Intent.LATE},
        lambda: {"unknown_staff": "Daniel"},
        lambda: {"of_when": dice.some(WHENS, 2)},
        lambda: {"sought": _anything(Sought, dice)},
    )  # fmt: skip
    for _ in range(dice.one_of((0, 1, 1, 1, 1, 2, 3))):
        said |= dice.one_of(sayings)()
    return Understanding(**said)


def choice(dice: Dice, session: Session) -> str:
    """Give a choice that is offered, or one of any age."""
    now = tuple(one.id for one in session.offered)
    old = tuple(one.id for one in session.past)
    return dice.one_of((*now, *now, *now, *old, "0.1", f"{session.offers_made}.1"))


def happening(kind: type[Event], dice: Dice, session: Session) -> Event:
    """Make an event of a kind, whether or not the conversation is ready for it."""
    if kind is Heard:
        return Heard(understanding(dice, session))
    if kind is Tapped:
        return Tapped(choice(dice, session))
    made = _MADE.get(kind)
    return made(dice) if made is not None else _anything(kind, dice)


def answer(effect: Effect, dice: Dice) -> Event | None:
    """Answer as the diary would; None for what answers nothing here."""
    match effect:
        case FindTimes():
            return TimesFound(slots(dice), dice.one_of(("", "full", "not_done")), FRIDAY,
                              effect.near)  # fmt: skip
        case Hold():
            taken = dice.chance(75)
            return HoldTaken(held(dice, effect)) if taken else HoldLost(slot(dice), "taken")
        case Book():
            return _confirmed(dice) if dice.chance(70) else HoldLost(effect.slot, "taken")
        case Rearrange():
            services = tuple(one.service for one in effect.orders[0][0])
            return Arranged(services, slot(dice) if dice.chance(60) else None)
        case FindUsual():
            return UsualFound((Want(CUT, (ANA,)),) if dice.chance(60) else ())
        case _:
            told = _answers(type(effect).__doc__ or "")
            return happening(dice.one_of(told), dice, Session()) if told else None


@cache
def _answers(description: str) -> tuple[type[Event], ...]:
    """Give the events that an effect's own description says it is answered by."""
    words = set(re.findall(r"[A-Za-z]+", description))
    return tuple(one for one in EVENTS if one.__name__ in words and one not in (Heard, Tapped))


def _confirmed(dice: Dice) -> Confirmed:
    visits = held(dice).visits
    return Confirmed(BookingId(dice.one_of(_UUIDS)), slot(dice), visits)


_MADE: dict[type, Callable[[Dice], Event]] = {
    VisitsFound: lambda dice: VisitsFound((_standing(dice),) * dice.one_of((0, 1, 1, 2)), FRIDAY),
    Wordless: lambda dice: Wordless(dice.one_of(("media", "location", "contact_card"))),
    TimesFound: lambda dice: TimesFound(slots(dice), dice.one_of(("", *Reason)), FRIDAY),
    HoldTaken: lambda dice: HoldTaken(held(dice)),
    HoldLost: lambda dice: HoldLost(slot(dice), "taken"),
    Confirmed: _confirmed,
    Arranged: lambda dice: Arranged((COLOUR, CUT), slot(dice) if dice.chance(50) else None),
    UsualFound: lambda dice: UsualFound((Want(COLOUR, (BEA,)),) if dice.chance(50) else ()),
}


def _anything(hint: Any, dice: Dice, deep: int = 0) -> Any:  # noqa: ANN401 - any type is the point
    """Make a value of any type that events are made of."""
    if isinstance(hint, NewType):
        return dice.one_of(_IDS.get(hint.__name__, _UUIDS))
    if hint in _PLAIN:
        return _PLAIN[hint](dice)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return dice.one_of(tuple(hint))
    if get_origin(hint) is not None:
        return _joined(get_origin(hint), get_args(hint), dice, deep)
    hints = get_type_hints(hint)
    names = fields(hint) if is_dataclass(hint) else msgspec.structs.fields(hint)
    return hint(**{one.name: _anything(hints[one.name], dice, deep) for one in names})


def _joined(origin: Any, items: Any, dice: Dice, deep: int) -> Any:  # noqa: ANN401 - as above
    if origin in (Union, types.UnionType):
        return _anything(dice.one_of(items), dice, deep)
    if origin is tuple:
        return _tuple(items, dice, deep + 1)
    if origin is Mapping:
        return {_anything(items[0], dice, deep): _anything(items[1], dice, deep)}
    raise TypeError(f"no chance makes a {origin}")


def _tuple(items: tuple[Any, ...], dice: Dice, deep: int) -> tuple[Any, ...]:
    if items[-1:] == (...,):
        # What is empty in the engine is so only at the top: a visit has a service.
        count = 1 + dice.below(2) if deep < _DEEPEST else 0
        return tuple(_anything(items[0], dice, deep) for _ in range(count))
    return tuple(_anything(one, dice, deep) for one in items)


def _standing(dice: Dice) -> Standing:
    """Make a visit: mostly of one person, mostly free to change."""
    kept, others = held(dice), dice.chance(25)
    one = Standing(
        booking=BookingId(dice.one_of(_UUIDS)),
        version=1,
        segments=kept.visits[0],
        slot=kept.slot,
        price=kept.price,
        status=Status.CONFIRMED,
        fee=Money(dice.one_of((0, 2000)), "EUR"),
        move_fee=Money(0, "EUR"),
        free_until=NOW,
        begun=dice.chance(10),
        fee_together=Money(2000, "EUR"),
    )
    return replace(one, others=(one,)) if others else one


_PLAIN: dict[Any, Callable[[Dice], Any]] = {
    int: lambda dice: dice.below(60),
    bool: lambda dice: dice.chance(50),
    str: lambda _: "Europe/Berlin",
    Decimal: lambda dice: Decimal(dice.below(5)),
    float: lambda dice: float(dice.below(5)),
    type(None): lambda _: None,
    UUID: lambda dice: dice.one_of(_UUIDS),
    datetime: lambda dice: NOW + timedelta(hours=dice.below(72)),
    date: lambda dice: dice.one_of((FRIDAY, SATURDAY)),
    timedelta: lambda dice: timedelta(minutes=dice.below(60)),
    Slot: slot,
    When: lambda dice: dice.one_of(WHENS),
    Money: lambda dice: Money(dice.one_of((0, 2000, 4000)), "EUR"),
    Held: held,
    Segment: lambda dice: held(dice).visits[0][0],
    Standing: _standing,
}
