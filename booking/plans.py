"""Wishes turned into plans: when each could begin, with whom, in which room."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations, islice, pairwise
from operator import attrgetter
from uuid import UUID

import msgspec

from booking import reasons
from booking.board import Board, Part, able
from booking.calendar import Span, Spans, join, midnight, moment, offsets, opening, reach
from booking.catalogue import Catalogue, Stylist
from booking.plan import Plan, Segment, Take, Visit, Want, Wish
from booking.ranking import Slot
from booking.reasons import Reason
from booking.slots import Windows, both, enough, holds, on_grid, within
from foundation.errors import Refused
from foundation.ids import ClassId, ResourceId, ServiceId, StaffId

_TRIED = 512
"""How many plans for one start are looked at before the best are chosen."""

_DAY = timedelta(days=1)
_start = attrgetter("start")
_NONE: Mapping[UUID, Spans] = {}
_EVEN: Mapping[StaffId, float] = {}


class ClassSession(msgspec.Struct, frozen=True):
    """One class with its free `seats`; times are epoch minutes."""

    class_id: ClassId
    service: ServiceId
    staff: StaffId
    start: int
    end: int
    seats: tuple[UUID, ...]


def find(
    catalogue: Catalogue,
    wish: Wish,
    first: date,
    last: date,
    busy: Mapping[UUID, Spans],
    not_before: int,
) -> list[Slot]:
    """Every bookable start on the local days, sorted, at one start in the wish's own order.

    `not_before` is the customer's now (epoch minute): the salon's notice and its horizon count
    from there. A slot's stylist is the first person's first; of a party there is one slot per
    start. Classes have times of their own and are not found here.
    """
    if _sold_by_seat(catalogue, wish):
        return []
    zone, grid = catalogue.zone, _grid(catalogue, wish[0])
    earliest, latest = reach(catalogue, not_before)
    earliest = max(earliest, midnight(first, zone))
    latest = min(latest, midnight(last + _DAY, zone) - 1)
    ahead = offsets(zone, first, last)
    board = Board(catalogue, first, last + (len(wish[0]) > 1) * _DAY, busy)
    found = [
        Slot(start, start + length, staff)
        for staff, length, spans in _ways(board, wish)
        for start in on_grid(within(spans, earliest, latest), grid, ahead)
    ]
    found.sort(key=_start)
    return found if len(wish) == 1 else _together(board, wish, found)


def candidates(  # noqa: PLR0913 - what is asked, beside what is known of the diary
    catalogue: Catalogue,
    wish: Wish,
    start: int,
    now: int,
    *,
    busy: Mapping[UUID, Spans] = _NONE,
    load: Mapping[StaffId, float] = _EVEN,
    override: bool = False,
    most: int = 24,
) -> list[Plan]:
    """Give up to `most` plans for that start (epoch minute), the best first; at least one.

    A wish's own order of stylists comes first, then few changes of stylist, fair `load` (booked
    by offered minutes), few gaps in the diary, the salon's order. `override` skips hours, notice,
    grid, skills and the visit's own buffers. Raises Refused("not_bookable", reason=Reason).
    """
    day = moment(start, catalogue.zone).date()
    board = Board(catalogue, day, day + (len(wish[0]) > 1) * _DAY, busy, override)
    if not override and (why := reasons.out_of_reach(catalogue, start, now)):
        raise Refused("not_bookable", reason=why, start=start)
    found: list[Plan] = []
    if override or _on_all_grids(catalogue, wish, start):
        found += islice(_arrange(board, wish, start, load), _TRIED)
    if not found:
        raise Refused("not_bookable", reason=_why(board, wish, start), start=start)
    found.sort(key=lambda one: _rank(board, wish, one, load))
    return found[:most]


def class_candidates(
    catalogue: Catalogue, wish: Wish, sessions: Sequence[ClassSession], start: int, now: int
) -> list[Plan]:
    """Give a plan for each free seat in the classes of the wish that begin at `start`.

    Raises Refused("not_bookable", reason=Reason): the past, or no such class with a free seat.
    """
    if why := reasons.out_of_reach(catalogue, start, now):
        raise Refused("not_bookable", reason=why, start=start)
    ((want, *_), *_) = wish
    fits = [
        one
        for one in sessions
        if one.start == start
        and one.service == want.service
        and (not want.staff or one.staff in want.staff)
    ]
    if not fits:
        raise Refused("not_bookable", reason=Reason.HOURS, start=start)
    size = len(wish)
    found = [
        Plan(tuple(_seated(one, want, seat) for seat in one.seats[number : number + size]))
        for one in fits
        for number in range(0, len(one.seats) - size + 1, size)
    ]
    if not found:
        raise Refused("not_bookable", reason=Reason.FULL, start=start)
    return found


def class_slots(
    catalogue: Catalogue, wish: Wish, sessions: Sequence[ClassSession], now: int
) -> list[Slot]:
    """Give the classes that have a seat for each of the party, by stylists that were asked for."""
    earliest, latest = reach(catalogue, now)
    staff = wish[0][0].staff
    return [
        Slot(one.start, one.end, one.staff)
        for one in sessions
        if earliest <= one.start <= latest
        and len(one.seats) >= len(wish)
        and (not staff or one.staff in staff)
    ]


def _ways(board: Board, wish: Wish) -> list[tuple[StaffId, int, Windows]]:
    """Give by the first person's first stylist how long it all takes, when it may begin."""
    (want, *more), *others = wish
    ways: list[tuple[StaffId, int, Windows]] = []
    for one in able(board.catalogue, want):
        part = board.part(want, one.id, 0)
        own = board.windows(part)
        for person in others:
            own = both(own, enough([*_tails(board, person, 0, 0).values()]))
        if not more:
            ways.append((one.id, part.stay[1], own))
            continue
        taken: list[Span] = []
        for length, spans in sorted(_tails(board, more, 0, part.stay[1]).items()):
            both_fit = both(own, spans)
            ways.append((one.id, length, _without(both_fit, taken)))
            taken = enough([taken, both_fit])
    return ways


def _tails(board: Board, wants: Sequence[Want], number: int, at: int) -> dict[int, list[Span]]:
    """Give by total length the starts for which the wants from `number` on have their time."""
    if number == len(wants):
        return {at: [_EVER]}
    found: dict[int, list[list[Span]]] = {}
    for one in able(board.catalogue, wants[number]):
        part = board.part(wants[number], one.id, at)
        if own := board.windows(part):
            for length, rest in _tails(board, wants, number + 1, part.stay[1]).items():
                found.setdefault(length, []).append(both(own, rest))
    return {length: enough(each) for length, each in found.items()}


def _without(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """Leave out the starts that a shorter way already has."""
    if not others:
        return list(spans)
    gaps = [(-_FAR, others[0][0] - 1)]
    gaps += [(one[1] + 1, two[0] - 1) for one, two in pairwise(others)]
    gaps.append((others[-1][1] + 1, _FAR))
    return both(spans, gaps)


def _together(board: Board, wish: Wish, found: Sequence[Slot]) -> list[Slot]:
    """Keep the starts at which the whole party has stylists and rooms at once."""
    slots: dict[int, Slot] = {}
    for one in found:
        if one.start in slots or not _on_all_grids(board.catalogue, wish, one.start):
            continue
        plan = next(_arrange(board, wish, one.start, {}), None)
        if plan is not None:
            slots[one.start] = Slot(plan.start, plan.end, plan.visits[0].segments[0].staff)
    return list(slots.values())


class _Taken(msgspec.Struct, frozen=True):
    """What a plan in the making has so far; `at` is where the person's next service begins."""

    segments: tuple[tuple[Segment, ...], ...]
    takes: tuple[tuple[Take, ...], ...]
    at: int


def _arrange(board: Board, wish: Wish, start: int, load: Mapping[StaffId, float]) -> Iterator[Plan]:
    """Give the plans for one start, those of the least busy stylists first."""
    wants = [(person, want) for person, each in enumerate(wish) for want in each]
    yield from _go_on(board, wants, start, load, _Taken((), (), 0))


def _go_on(
    board: Board,
    wants: Sequence[tuple[int, Want]],
    start: int,
    load: Mapping[StaffId, float],
    so_far: _Taken,
) -> Iterator[Plan]:
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
    for stylist in _in_order(board, want, load, so_far):
        part = board.part(want, stylist.id, so_far.at)
        if holds(board.windows(part), start):
            for then in _seat(board, part, start, so_far):
                yield from _go_on(board, wants[1:], start, load, then)


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


def _seated(session: ClassSession, want: Want, seat: UUID) -> Visit:
    segment = Segment(
        session.service,
        session.staff,
        session.start,
        session.end,
        want.addons,
        class_id=session.class_id,
    )
    return Visit((segment,), (Take("seat", seat, session.start, session.end),))


def _rank(
    board: Board, wish: Wish, plan: Plan, load: Mapping[StaffId, float]
) -> tuple[int, int, float, int]:
    wished = changes = gaps = 0
    loads = 0.0
    for person, visit in zip(wish, plan.visits, strict=True):
        staff = [one.staff for one in visit.segments]
        for want, who in zip(person, staff, strict=True):
            wished += want.staff.index(who) if want.staff else 0
        changes += sum(one != two for one, two in pairwise(staff))
        loads += sum(load.get(one, 0) for one in staff) / len(staff)
        gaps += sum(_gaps(board, one) for one in visit.takes if one.kind == "staff")
    return wished, changes, loads, gaps


def _gaps(board: Board, take: Take) -> int:
    """Count the sides on which the stylist is left with time between this and the next."""
    busy = board.busy.get(take.chair, ())
    return (not any(end == take.begin for _, end in busy)) + (
        not any(begin == take.end for begin, _ in busy)
    )


def _why(board: Board, wish: Wish, start: int) -> Reason:
    """Tell what stands in the way of a start for which there is no plan."""
    catalogue = board.catalogue
    if not all(able(catalogue, want) for person in wish for want in person):
        return Reason.NOT_DONE
    empty = Board(catalogue, board.first, board.last)
    if board.busy and next(_arrange(empty, wish, start, {}), None) is not None:
        return Reason.TAKEN
    opened = opening(catalogue, board.first, board.last)
    longest = max(_shortest(catalogue, person) for person in wish)
    if not any(begin <= start and start + longest <= end for begin, end in opened):
        return Reason.HOURS if opened else Reason.CLOSED
    first = wish[0][0]
    staff = [one.id for one in able(catalogue, first)]
    return reasons.of_start(catalogue, first.service, staff, start)


def _shortest(catalogue: Catalogue, person: Sequence[Want]) -> int:
    return sum(
        min(catalogue.length(want.service, one.id, want.addons) for one in able(catalogue, want))
        for want in person
    )


def _on_all_grids(catalogue: Catalogue, wish: Wish, start: int) -> bool:
    day = moment(start, catalogue.zone).date()
    ahead = offsets(catalogue.zone, day, day)
    return all(on_grid([(start, start)], _grid(catalogue, each), ahead) for each in wish)


def _grid(catalogue: Catalogue, person: Sequence[Want]) -> int:
    return catalogue.service(person[0].service).grid or catalogue.grid


def _sold_by_seat(catalogue: Catalogue, wish: Wish) -> bool:
    return any(catalogue.service(want.service).seats for each in wish for want in each)


_FAR = 1 << 40
_EVER: Span = (-_FAR, _FAR)
