"""What one service of a wish needs of its stylist's day, as windows of starts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from booking.calendar import Span, Spans, join, midnight, offsets, open_spans, working
from booking.catalogue import Catalogue, Service, Stylist
from booking.plan import Want
from booking.slots import Windows, apart, both, enough, on_grid, windows, within
from foundation.ids import StaffId


class Part(NamedTuple):
    """One service by one stylist; spans are in minutes after the start of the whole visit.

    `stay` is the customer's, `takes` the stylist's with buffers around, `room` that of each
    resource, of which there are so many of a kind in `needs`.
    """

    want: Want
    staff: StaffId
    stay: Span
    takes: tuple[Span, ...]
    room: Span
    needs: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class Board:
    """Some local days of a salon with what is busy on them; what was looked up is kept."""

    catalogue: Catalogue
    first: date
    last: date
    busy: Mapping[UUID, Spans] = field(default_factory=dict)
    override: bool = False
    _windows: dict[Part, Windows] = field(default_factory=dict)

    def part(self, want: Want, staff: StaffId, at: int) -> Part:
        """Say what the service with its add-ons takes when it begins `at` minutes after the start.

        The stylist's own length, add-ons too, make the last stretch of work longer or shorter.
        """
        service = self.catalogue.service(want.service)
        length = self.catalogue.length(want.service, staff, want.addons)
        stay = (at, at + length)
        needs = self.needs(want)
        before, after = (0, 0) if self.override else (service.before, service.after)
        worked = [(at + begin, at + end) for begin, end in _work(service, length)]
        around = [(at - before, at), (at + length, at + length + after)]
        takes = join(sorted(one for one in worked + around if one[0] < one[1]))
        room = (at - before, at + length + after)
        return Part(want, staff, stay, tuple(takes), room, tuple(needs.items()))

    def needs(self, want: Want) -> Counter[str]:
        """Give how many resources of each kind the service needs with its add-ons."""
        needs = Counter(self.catalogue.service(want.service).needs)
        for addon in want.addons:
            needs |= Counter(self.catalogue.service(addon).needs)
        return needs

    def windows(self, part: Part) -> Windows:
        """Give the starts of the whole visit for which this part of it has time and place."""
        found = self._windows.get(part)
        if found is None:
            found = self._windows[part] = self._look(part)
        return found

    def edges(self) -> list[int]:
        """Give the starts, sorted, at which something begins or ends to be free for a part seen.

        Between two of them every plan is possible at all starts or at none.
        """
        found = {first for each in self._windows.values() for first, _ in each}
        found |= {last + 1 for each in self._windows.values() for _, last in each}
        for part in self._windows:
            lead, tail = part.room
            kinds = dict(part.needs)
            for unit in self.catalogue.resources:
                if unit.kind in kinds:
                    for begins, ends in self.busy.get(unit.id, ()):
                        found.update((begins - tail + 1, ends - lead))
        return sorted(found)

    def free_units(self, kind: str, room: Span, start: int) -> list[UUID]:
        """Give the resources of the kind that nobody has meanwhile, in the salon's order."""
        begin, end = start + room[0], start + room[1]
        return [
            one.id
            for one in self.catalogue.resources
            if one.kind == kind
            and not any(begins < end and begin < ends for begins, ends in self.busy.get(one.id, ()))
        ]

    def shifts(self, staff: StaffId) -> Spans:
        """Give when the stylist works."""
        stylist = self.catalogue.stylist(staff)
        return working(self.catalogue, stylist, self.first, self.last)

    def _look(self, part: Part) -> Windows:
        shifts = [_EVER] if self.override else self.shifts(part.staff)
        busy = self.busy.get(part.staff, ())
        found = apart(windows(shifts, busy, part.stay, part.takes[0]))
        for taken in part.takes[1:]:
            found = both(found, apart(windows(shifts, busy, part.stay, taken)))
        hours = self.catalogue.service(part.want.service).hours
        if hours is not None and not self.override:
            eve = self.first - timedelta(days=1)
            spans = join(open_spans(hours, eve, self.last, self.catalogue.zone))
            found = both(found, windows(spans, (), part.stay, part.stay))
        for kind, count in part.needs:
            found = both(found, self._rooms(kind, count, part.room))
        return found

    def _rooms(self, kind: str, count: int, room: Span) -> list[Span]:
        units = [one.id for one in self.catalogue.resources if one.kind == kind]
        each = [windows([_EVER], self.busy.get(one, ()), (0, 0), room) for one in units]
        return enough(each, count)


def starts(catalogue: Catalogue, want: Want, staff: StaffId, first: date, last: date) -> list[int]:
    """Give every start of one service on the local days, whatever the diary says, sorted."""
    board = Board(catalogue, first, last)
    zone = catalogue.zone
    begin, end = midnight(first, zone), midnight(last + timedelta(days=1), zone) - 1
    found = within(board.windows(board.part(want, staff, 0)), begin, end)
    grid = catalogue.service(want.service).grid or catalogue.grid
    return on_grid(found, grid, offsets(zone, first, last))


def able(catalogue: Catalogue, want: Want, *, override: bool = False) -> Sequence[Stylist]:
    """Give who may do it, in the wish's order, else the salon's; `override` lets anyone asked."""
    if not want.staff:
        return catalogue.who_does(want.service)
    team = catalogue.team
    asked = [team[one] for one in dict.fromkeys(want.staff) if one in team]
    return asked if override else [one for one in asked if want.service in one.services]


def _work(service: Service, length: int) -> Sequence[Span]:
    """Give when the stylist is needed; all the time when their length leaves no last stretch."""
    if not service.work:
        return ((0, length),)
    *most, (begin, end) = service.work
    end += length - service.minutes
    return (*most, (begin, end)) if begin < end else ((0, length),)


_EVER: Span = (-(1 << 40), 1 << 40)
