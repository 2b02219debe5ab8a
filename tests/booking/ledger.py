"""What the diary must say, kept minute by minute beside it, with none of its arithmetic."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from uuid import UUID

from booking.catalogue import Catalogue
from booking.plan import Segment, Want, Wish
from booking.status import OCCUPYING, Status

Minutes = frozenset[tuple[UUID, int]]
"""Each single minute that is taken of each chair, room or station."""

NONE: Minutes = frozenset()
AHEAD = frozenset({Status.PENDING_PAYMENT, Status.AWAITING_APPROVAL, Status.CONFIRMED})
OVER = frozenset({Status.CHECKED_IN, Status.COMPLETED, Status.NO_SHOW})


def minutes(catalogue: Catalogue, parts: tuple[Segment, ...], *, bare: bool = False) -> Minutes:
    """Count what the services themselves say they need; `bare` without their buffers."""
    taken: set[tuple[UUID, int]] = set()
    for part in parts:
        if part.class_id is not None:
            continue
        service = catalogue.service(part.service)
        before, after = (0, 0) if bare else (service.before, service.after)
        idle: set[int] = set()
        for (_, stops), (goes_on, _) in zip(service.work, service.work[1:], strict=False):
            idle |= set(range(part.start + stops, part.start + goes_on))
        around = range(part.start - before, part.end + after)
        taken |= {(part.staff, minute) for minute in around if minute not in idle}
        taken |= {(room, minute) for room in part.resources for minute in around}
    return frozenset(taken)


@dataclass(frozen=True)
class Promise:
    """What a conversation holds: for each person the parts of their visit."""

    hold_id: UUID
    visits: tuple[tuple[Segment, ...], ...]
    lapsed: bool = False


@dataclass(frozen=True)
class Booked:
    """One booking as the diary must show it."""

    parts: tuple[Segment, ...]
    status: Status
    version: int
    party: UUID | None
    talk: UUID | None
    bare: bool = False

    @property
    def occupies(self) -> bool:
        return self.status in OCCUPYING


@dataclass(frozen=True)
class Taught:
    """A class on the diary with its number of seats."""

    part: Segment
    seats: int


@dataclass(frozen=True)
class Blocked:
    """Time of one chair that nobody may have."""

    chair: UUID
    begin: int
    end: int


@dataclass(frozen=True)
class Ledger:
    """The whole diary: plain facts by id; what is gone is not in it, bookings excepted."""

    catalogue: Catalogue
    holds: Mapping[UUID, Promise] = field(default_factory=dict)
    bookings: Mapping[UUID, Booked] = field(default_factory=dict)
    blocks: Mapping[UUID, Blocked] = field(default_factory=dict)
    classes: Mapping[UUID, Taught] = field(default_factory=dict)

    def with_(self, what: str, key: UUID, value: object | None) -> "Ledger":
        """Enter a fact, or take it out."""
        known = dict(getattr(self, what))
        known.pop(key, None)
        if value is not None:
            known[key] = value
        return replace(self, **{what: known})  # type: ignore[arg-type]  # a field of its own

    def owners(self) -> Iterator[tuple[UUID, Minutes]]:
        """Give whoever has time in the diary, with that time; each owner once."""
        for talk, promise in self.holds.items():
            if not promise.lapsed:
                for parts in promise.visits:
                    yield talk, minutes(self.catalogue, parts)
        for booking, one in self.bookings.items():
            if one.occupies:
                yield booking, minutes(self.catalogue, one.parts, bare=one.bare)
        for block, span in self.blocks.items():
            yield block, frozenset((span.chair, at) for at in range(span.begin, span.end))
        for session, taught in self.classes.items():
            yield session, minutes(self.catalogue, (taught.part,), bare=True)

    def busy(self, *without: UUID | None) -> Minutes:
        """Give all minutes that somebody has, but for some owners."""
        return NONE.union(*(taken for owner, taken in self.owners() if owner not in without))

    def sold_twice(self) -> list[tuple[UUID, int]]:
        """Give the minutes of chairs that two have at once."""
        seen: set[tuple[UUID, int]] = set()
        twice: set[tuple[UUID, int]] = set()
        for _, taken in self.owners():
            twice |= seen & taken
            seen |= taken
        return sorted(twice)

    def oversold(self) -> list[UUID]:
        """Give the classes with more guests than seats, or with guests although they are off."""
        known = {part.class_id for part in self._seated() if part.class_id}
        return [
            one
            for one in known
            if one not in self.classes or self.seated(one) > self.classes[one].seats
        ]

    def seated(self, class_id: UUID, *without: UUID | None) -> int:
        """Count the seats of a class that are sold or promised."""
        return sum(part.class_id == class_id for part in self._seated(*without))

    def _seated(self, *without: UUID | None) -> Iterator[Segment]:
        for talk, promise in self.holds.items():
            if not promise.lapsed and talk not in without:
                for parts in promise.visits:
                    yield from parts
        for booking, one in self.bookings.items():
            if one.occupies and booking not in without:
                yield from one.parts

    def has_room(
        self, wish: Wish, start: int, *without: UUID | None, override: bool = False
    ) -> bool:
        """Tell whether the wish can be had at `start` in some way, tried one by one."""
        service = self.catalogue.service(wish[0][0].service)
        if service.seats:
            return any(
                taught.part.start == start
                and taught.part.service == service.id
                and taught.seats - self.seated(one, *without) >= len(wish)
                for one, taught in self.classes.items()
            )
        return self._fits(wish, start, self.busy(*without), override=override)

    def _fits(self, wish: Wish, start: int, busy: Minutes, *, override: bool) -> bool:
        if not wish:
            return True
        ways = (minutes(self.catalogue, one, bare=override) for one in self._ways(wish[0], start))
        return any(
            self._fits(wish[1:], start, busy | taken, override=override)
            for taken in ways
            if not taken & busy
        )

    def _ways(self, wants: tuple[Want, ...], at: int) -> Iterator[tuple[Segment, ...]]:
        """Give every choice of stylists, of rooms for one person's services in a row."""
        if not wants:
            yield ()
            return
        want, *rest = wants
        service = self.catalogue.service(want.service)
        for stylist in self.catalogue.staff:
            if want.staff and stylist.id not in want.staff:
                continue
            if want.service not in stylist.services:
                continue
            each = (want.service, *want.addons)
            end = at + sum(stylist.minutes.get(one) or self._length(one) for one in each)
            units = [
                [one.id for one in self.catalogue.resources if one.kind == kind]
                for kind in service.needs
            ]
            for rooms in product(*units):
                part = Segment(want.service, stylist.id, at, end, want.addons, rooms)
                for more in self._ways(tuple(rest), end):
                    yield (part, *more)

    def _length(self, service: UUID) -> int:
        known = self.catalogue.services + self.catalogue.addons
        return next(one.minutes for one in known if one.id == service)
