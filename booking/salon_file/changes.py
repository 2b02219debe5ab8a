"""What importing a salon's file changes, in words for its owner."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from booking.catalogue import Catalogue, Resource, Service, Stylist, Week
from booking.facts import TOPICS
from booking.salon_file import hours, values
from booking.salon_file.check import Wanted

Thing = TypeVar("Thing", Service, Stylist, Resource)

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FACTS = ("slug", "name", "currency", "language", "phone", "address")


@dataclass(frozen=True, slots=True)
class Booked:
    """How many bookings are still to come, by what they take; `skills` by stylist with service."""

    things: Mapping[UUID, int] = field(default_factory=dict)
    skills: Mapping[tuple[UUID, UUID], int] = field(default_factory=dict)

    def said(self, count: int) -> str:
        """Say the number, nothing for none."""
        return f" ({_count(count, 'future booking')})" if count else ""


NONE_BOOKED = Booked()


def changes(before: Wanted | None, after: Wanted, booked: Booked = NONE_BOOKED) -> list[str]:
    """List what changes, one line each; nothing when nothing does."""
    new = after.catalogue
    if before is None:
        people = f"{_count(len(new.services), 'service')}, {_count(len(new.staff), 'stylist')}"
        return [f"salon {new.slug} is new: {people}, {_count(len(new.resources), 'resource')}"]
    old = before.catalogue
    return [
        *_facts(old, new),
        *_weekly("hours of", old.opening, new.opening),
        *(["holidays changed"] if old.days != new.days else ()),
        *_told(old, new),
        *_things("resource", old.resources, new.resources, lambda one: one.name, booked),
        *_things("add-on", old.addons, new.addons, lambda one: one.key, booked),
        *_things("service", old.services, new.services, lambda one: one.key, booked),
        *_services(old, new),
        *_things("stylist", old.staff, new.staff, lambda one: one.name, booked),
        *(line for pair in _both(old.staff, new.staff) for line in _stylist(*pair, new, booked)),
        *_terms(old, new),
        *(["entry in the search across salons changed"] if _listed(before, after) else ()),
    ]


def _listed(before: Wanted, after: Wanted) -> bool:
    return before.listing != after.listing


def _facts(old: Catalogue, new: Catalogue) -> Iterator[str]:
    for name in _FACTS:
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            yield f"{name} changed: {values.shown(was)} -> {values.shown(now)}"
    spans = (("grid", 1), ("notice", 1), ("horizon", 1440))
    pairs = [(name, *(values.span(getattr(one, name) * unit) for one in (old, new)))
             for name, unit in spans]  # fmt: skip
    for name, past, present in [*pairs, ("zone", old.zone.key, new.zone.key)]:
        if past != present:
            yield f"{name} changed: {past} -> {present}"


def _told(old: Catalogue, new: Catalogue) -> Iterator[str]:
    for topic in TOPICS:
        past, present = (one.facts.sentences.get(topic, {}) for one in (old, new))
        if past != present:
            yield f"what guests are told of {topic} changed"


def _weekly(what: str, old: Week, new: Week) -> Iterator[str]:
    for number, day in enumerate(_DAYS):
        past, present = old.get(number, ()), new.get(number, ())
        if past != present:
            said = [", ".join(hours.written(one)) or "none" for one in (past, present)]
            yield f"{what} {day} changed: {' -> '.join(said)}"


def _things(
    word: str,
    old: Sequence[Thing],
    new: Sequence[Thing],
    name: Callable[[Thing], str],
    booked: Booked,
) -> Iterator[str]:
    had, have = {one.id: one for one in old}, {one.id: one for one in new}
    if fresh := [name(one) for one in new if one.id not in had]:
        yield f"{_count(len(fresh), word)} new: {', '.join(fresh)}"
    if gone := [one for one in old if one.id not in have]:
        each = (name(one) + booked.said(booked.things.get(one.id, 0)) for one in gone)
        yield f"{_count(len(gone), word)} no longer active: {', '.join(each)}"
    for past, present in _both(old, new):
        if name(past) != name(present):
            yield f"{word} {name(past)} is called {name(present)} now"
    if [key for key in had if key in have] != [key for key in have if key in had]:
        yield f"order of {word}s changed"


def _both(old: Iterable[Thing], new: Iterable[Thing]) -> Iterator[tuple[Thing, Thing]]:
    had = {one.id: one for one in old}
    return ((had[one.id], one) for one in new if one.id in had)


def _services(old: Catalogue, new: Catalogue) -> Iterator[str]:
    for past, present in _both(old.services + old.addons, new.services + new.addons):
        if parts := [_part(name, *was) for name, *was in _differing(past, present)]:
            yield f"{present.key}: {', '.join(parts)}"
    for one, other in _both(old.resources, new.resources):
        if one.kind != other.kind:
            yield f"resource {other.name}: kind {one.kind} -> {other.kind}"


def _differing(past: Service, present: Service) -> Iterator[tuple[str, Any, Any]]:
    for one in fields(Service):
        was, now = getattr(past, one.name), getattr(present, one.name)
        if was != now and one.name != "key":
            yield one.name, was, now


def _part(name: str, was: object, now: object) -> str:
    if name == "minutes":
        return f"time {was} min -> {now} min"
    return f"price {was} -> {now}" if name == "price" else f"{name} changed"


def _stylist(past: Stylist, present: Stylist, new: Catalogue, booked: Booked) -> Iterator[str]:
    name = present.name
    yield from _weekly(f"hours of {name} on", past.week, present.week)
    yield from _weekly(f"breaks of {name} on", past.breaks, present.breaks)
    for what in ("days", "aliases"):
        if getattr(past, what) != getattr(present, what):
            yield f"{what} of {name} changed"
    if (past.minutes, past.prices) != (present.minutes, present.prices):
        yield f"times or prices of {name} changed"
    for one in new.services + new.addons:
        if one.id in present.services - past.services:
            yield f"{name} does {one.key} now"
        elif one.id in past.services - present.services:
            count = booked.skills.get((present.id, one.id), 0)
            yield f"{name} no longer does {one.key}{booked.said(count)}"


def _terms(old: Catalogue, new: Catalogue) -> Iterator[str]:
    was, now = msgspec.structs.asdict(old.policy), msgspec.structs.asdict(new.policy)
    differ = [
        name.replace("_", " ") for name in now if name != "version" and was[name] != now[name]
    ]
    if differ:
        yield f"terms changed, for bookings made from now on: {', '.join(differ)}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'s' * (number != 1)}"
