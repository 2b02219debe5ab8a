"""What a salon's file sells: resources, add-ons, services."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TypeVar
from uuid import UUID

from booking.catalogue import Minutes, Resource, Service
from booking.salon_file import values
from booking.salon_file.known import Known
from booking.salon_file.section import Section, one_of
from foundation.ids import ResourceId, ServiceId
from foundation.money import Money

Named = TypeVar("Named")
_GRIDS = (5, 6, 10, 12, 15, 20, 30, 60)


def resources(top: Section, known: Known) -> tuple[Resource, ...]:
    """Read the rooms, chairs, stations."""
    found: dict[UUID, Resource] = {}
    for one in top.rows("resource"):
        name = one.need("name", values.text(), "")
        one.called = f"resource {name!r}" if name else one.called
        kind = one.need("kind", values.key, "")
        resource_id = known.resource(name or one.called, one.get("formerly", values.text(), ""))
        one.done()
        once(one, found, resource_id, Resource(ResourceId(resource_id), kind, name))
    return tuple(found.values())


def grid(value: object) -> int:
    """Read how far apart bookable times are; a whole hour must be divisible by it."""
    minutes = values.duration(5, 60)(value)
    if minutes not in _GRIDS:
        raise values.Wrong(f"{minutes} min do not divide an hour: {', '.join(map(str, _GRIDS))} do")
    return minutes


class Offer:
    """Reads the services and add-ons of one file."""

    def __init__(
        self, top: Section, known: Known, currency: str, stock: Sequence[Resource]
    ) -> None:
        """Read of `top`; prices are in `currency`, resources must be in `stock`."""
        self._known = known
        self._currency = currency
        self._kinds = sorted({one.kind for one in stock})
        self._found: dict[UUID, Service] = {}
        self._addons: dict[str, Service] = {}
        self.addons = self._all(top.rows("addon"))
        self._addons = {one.key: one for one in self.addons}
        self.services = self._all(top.rows("service"))

    @property
    def by_key(self) -> Mapping[str, Service]:
        """Give everything that is sold by its key."""
        return {one.key: one for one in self.services + self.addons}

    def _all(self, rows: Sequence[Section]) -> tuple[Service, ...]:
        before = len(self._found)
        for one in rows:
            service = self._one(one)
            once(one, self._found, service.id, service)
        return tuple(self._found.values())[before:]

    def _one(self, one: Section) -> Service:
        word = one.called.split()[0]
        key = one.need("key", values.key, "")
        one.called = f"{word} {key!r}" if key else one.called
        minutes = one.need("time", values.duration(1, 1440), 1440)
        service = Service(
            ServiceId(self._known.service(key or one.called, one.get("formerly", values.key, ""))),
            key,
            _names(one),
            one.each("aliases", values.text(100)),
            minutes,
            one.need("price", values.amount(self._currency), Money(0, self._currency)),
            work=_work(one, minutes),
            before=one.get("before", values.duration(0, 480), 0),
            after=one.get("after", values.duration(0, 480), 0),
            needs=one.each("needs", one_of(self._kinds, "kind of resource"), twice=True),
            hours=one.week("hours") if "hours" in one.table else None,
            grid=one.get("grid", grid, None),
            addons=self._sold_with(one) if word == "service" else (),
            seats=one.get("seats", values.whole(0, 500), 0) if word == "service" else 0,
            approval=one.get("approval", values.flag, fallback=False),
            deposit=one.get("deposit", values.deposit(self._currency), None),
        )
        one.asked.append("hours")
        one.done()
        return service

    def _sold_with(self, one: Section) -> tuple[ServiceId, ...]:
        keys = one.each("addons", one_of(self._addons, "add-on"))
        return tuple(self._addons[key].id for key in keys)


def once(one: Section, found: dict[UUID, Named], wanted: UUID, made: Named) -> None:
    """Keep what was read, unless the same stands in the file already."""
    if wanted in found:
        one.wrong("stands in the file twice")
    found.setdefault(wanted, made)


def _names(one: Section) -> dict[str, str]:
    inner = one.inner("names")
    names = {}
    for language in inner.table:
        try:
            names[values.language(language)] = inner.get(language, values.text(100), "")
        except values.Wrong as wrong:
            inner.wrong(str(wrong), language)
    if not inner.table:
        one.wrong('names is missing: { en = "Haircut" }')
    return dict(sorted(names.items()))


def _work(one: Section, minutes: int) -> tuple[Minutes, ...]:
    parts = one.each("work", values.part)
    for (_, end), (begin, _) in pairwise(parts):
        if begin < end:
            one.wrong(f"work: {begin} comes before {end}: stretches go up, apart", "work")
    if parts and parts[-1][1] > minutes:
        one.wrong(f"work: {parts[-1][1]} is after the end at {minutes}", "work")
    return parts
