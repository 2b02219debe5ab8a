"""A wish at one time, given its stylists, its rooms: every way in which it could be done."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

import msgspec

from booking.board import Board, Part, able
from booking.calendar import Span, join
from booking.catalogue import Stylist
from booking.plan import Plan, Segment, Take, Visit, Want, Wish
from booking.slots import holds
from foundation.ids import ResourceId, StaffId

_STEPS = 5_000
"""How many times a stylist is tried for one start, all plans together."""


class _Taken(msgspec.Struct, frozen=True):
    """What a plan in the making has so far; `at` is where the person's next service begins."""

    segments: tuple[tuple[Segment, ...], ...]
    takes: tuple[tuple[Take, ...], ...]
    at: int


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question: `steps` runs out when a large party makes it too long."""

    board: Board
    start: int
    load: Mapping[StaffId, float]
    steps: Iterator[int]


def arrange(board: Board, wish: Wish, start: int, load: Mapping[StaffId, float]) -> Iterator[Plan]:
    """Give the plans for one start, those of the least busy stylists first."""
    if len(wish) == 1 or (_hands(board, wish, start) and _places(board, wish, start)):
        wants = [(person, want) for person, each in enumerate(wish) for want in each]
        asked = _Asked(board, start, load, iter(range(_STEPS)))
        yield from _go_on(asked, wants, _Taken((), (), 0))


def _hands(board: Board, wish: Wish, start: int) -> bool:
    """Tell whether each of a party can begin with a stylist of their own.

    A matching along augmenting paths: trying all assignments of a large party would not end.
    """
    free = [
        [
            one.id
            for one in able(board.catalogue, person[0], override=board.override)
            if holds(board.windows(board.part(person[0], one.id, 0)), start)
        ]
        for person in wish
    ]
    seated: dict[StaffId, int] = {}

    def seat(person: int, asked: set[StaffId]) -> bool:
        for staff in free[person]:
            if staff not in asked:
                asked.add(staff)
                if staff not in seated or seat(seated[staff], asked):
                    seated[staff] = person
                    return True
        return False

    return all(seat(person, set()) for person in range(len(wish)))


def _places(board: Board, wish: Wish, start: int) -> bool:
    """Tell whether there are as many free rooms as a party needs in its first minute."""
    needs: Counter[str] = Counter()
    for person in wish:
        needs.update(board.needs(person[0]))
    return all(len(board.free_units(kind, (0, 1), start)) >= count for kind, count in needs.items())


def _go_on(asked: _Asked, wants: Sequence[tuple[int, Want]], so_far: _Taken) -> Iterator[Plan]:
    if not wants:
        yield Plan(
            tuple(
                Visit(segments, _merged(takes))
                for segments, takes in zip(so_far.segments, so_far.takes, strict=True)
            )
        )
        return
    person, want = wants[0]
    if person == len(so_far.segments):
        so_far = _Taken((*so_far.segments, ()), (*so_far.takes, ()), 0)
    for stylist in _in_order(asked.board, want, asked.load, so_far):
        if next(asked.steps, None) is None:
            return
        part = asked.board.part(want, stylist.id, so_far.at)
        if holds(asked.board.windows(part), asked.start):
            for then in _seat(asked.board, part, asked.start, so_far):
                yield from _go_on(asked, wants[1:], then)


def _in_order(
    board: Board, want: Want, load: Mapping[StaffId, float], so_far: _Taken
) -> list[Stylist]:
    """Give who may do it; without a wish the one who has the customer already, then by load."""
    found = list(able(board.catalogue, want, override=board.override))
    if want.staff:
        return found
    own = so_far.segments[-1][-1].staff if so_far.segments[-1] else None
    return sorted(found, key=lambda one: (one.id != own, load.get(one.id, 0)))


def _seat(board: Board, part: Part, start: int, so_far: _Taken) -> Iterator[_Taken]:
    """Give the part a place in the plan, in each of the rooms that are free."""
    others = [take for takes in so_far.takes[:-1] for take in takes]
    own = [Take("staff", part.staff, start + begin, start + end) for begin, end in part.takes]
    if any(_collide(one, other) for one in own for other in others):
        return
    for units in _units(board, part, start, so_far):
        rooms = [Take("resource", one, start + part.room[0], start + part.room[1]) for one in units]
        segment = Segment(
            part.want.service,
            part.staff,
            start + part.stay[0],
            start + part.stay[1],
            part.want.addons,
            tuple(ResourceId(one) for one in units),
        )
        yield _Taken(
            (*so_far.segments[:-1], (*so_far.segments[-1], segment)),
            (*so_far.takes[:-1], (*so_far.takes[-1], *own, *rooms)),
            part.stay[1],
        )


def _units(board: Board, part: Part, start: int, so_far: _Taken) -> Iterator[tuple[UUID, ...]]:
    """Give the choices of resources, the customer's own of before first."""
    others = [take for takes in so_far.takes[:-1] for take in takes if take.kind == "resource"]
    had = {take.chair for take in so_far.takes[-1] if take.kind == "resource"}

    def choose(needs: tuple[tuple[str, int], ...]) -> Iterator[tuple[UUID, ...]]:
        if not needs:
            yield ()
            return
        (kind, count), *rest = needs
        free = [
            one
            for one in board.free_units(kind, part.room, start)
            if not any(
                _collide(Take("resource", one, start + part.room[0], start + part.room[1]), other)
                for other in others
            )
        ]
        free.sort(key=lambda one: one not in had)
        for some in combinations(free, count):
            for more in choose(tuple(rest)):
                yield (*some, *more)

    return choose(part.needs)


def _collide(one: Take, other: Take) -> bool:
    return one.chair == other.chair and one.begin < other.end and other.begin < one.end


def _merged(takes: Sequence[Take]) -> tuple[Take, ...]:
    """Make one of what touches on one chair: a visit is not in its own way."""
    spans: dict[tuple[str, UUID], list[Span]] = {}
    for one in takes:
        spans.setdefault((one.kind, one.chair), []).append((one.begin, one.end))
    return tuple(
        Take(kind, chair, begin, end)
        for (kind, chair), each in spans.items()
        for begin, end in join(sorted(each))
    )
