"""Wishes turned into plans: when each could begin, with whom, in which room."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import islice, pairwise
from operator import attrgetter
from uuid import UUID

import msgspec

from booking import reasons
from booking.arranging import arrange
from booking.board import Board, able
from booking.calendar import Span, Spans, midnight, moment, offsets, opening, reach
from booking.catalogue import Catalogue
from booking.plan import Plan, Segment, Take, Visit, Want, Wish
from booking.ranking import Slot
from booking.reasons import Reason
from booking.slots import Windows, both, enough, on_grid, within
from foundation.errors import Refused
from foundation.ids import ClassId, ServiceId, StaffId

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
    board = Board(catalogue, first, _until(wish, last), busy)
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
    board = Board(catalogue, day, _until(wish, day), busy, override)
    if not override and (why := reasons.out_of_reach(catalogue, start, now)):
        raise Refused("not_bookable", reason=why, start=start)
    if _sold_by_seat(catalogue, wish):  # its times are the salon's to set: see class_candidates
        raise Refused("not_bookable", reason=Reason.HOURS, start=start)
    found: list[Plan] = []
    if override or _on_all_grids(catalogue, wish, start):
        found += islice(arrange(board, wish, start, load), _TRIED)
    if not found:
        raise Refused("not_bookable", reason=_why(board, wish, start), start=start)
    if len(found) == 1:
        return found
    found.sort(key=lambda one: _rank(board, wish, one, load))
    return _varied(found)[:most]


def class_candidates(
    catalogue: Catalogue, wish: Wish, sessions: Sequence[ClassSession], start: int, now: int
) -> list[Plan]:
    """Give plans with seats for each of the party in the classes that begin at `start`.

    Raises Refused("not_bookable", reason=Reason): out of reach, no such class, no seats left.
    """
    if why := reasons.out_of_reach(catalogue, start, now):
        raise Refused("not_bookable", reason=why, start=start)
    fits = [one for one in sessions if one.start == start and _attends(wish, one)]
    if not fits:
        raise Refused("not_bookable", reason=Reason.HOURS, start=start)
    size = len(wish)
    found = [
        Plan(tuple(_seated(one, each[0], seat) for each, seat in zip(wish, seats, strict=True)))
        for one in fits
        for number in range(0, len(one.seats) - size + 1, size)
        for seats in [one.seats[number : number + size]]
    ]
    if not found:
        raise Refused("not_bookable", reason=Reason.FULL, start=start)
    return found


def _attends(wish: Wish, session: ClassSession) -> bool:
    """Tell whether all of the party want this class alone, with who gives it."""
    return all(
        len(each) == 1
        and each[0].service == session.service
        and (not each[0].staff or session.staff in each[0].staff)
        for each in wish
    )


def class_slots(
    catalogue: Catalogue, wish: Wish, sessions: Sequence[ClassSession], now: int
) -> list[Slot]:
    """Give the classes that have a seat for each of the party, by stylists that were asked for."""
    earliest, latest = reach(catalogue, now)
    return [
        Slot(one.start, one.end, one.staff)
        for one in sessions
        if earliest <= one.start <= latest and len(one.seats) >= len(wish) and _attends(wish, one)
    ]


def _ways(board: Board, wish: Wish) -> list[tuple[StaffId, int, Windows]]:
    """Give by the first person's first stylist how long it all takes, when it may begin."""
    (want, *more), *others = wish
    alone = [enough([*_tails(board, person, 0).values()]) for person in others]
    ways: list[tuple[StaffId, int, Windows]] = []
    for one in able(board.catalogue, want):
        part = board.part(want, one.id, 0)
        own = board.windows(part)
        for spans in alone:
            own = both(own, spans)
        if not more:
            ways.append((one.id, part.stay[1], own))
            continue
        taken: list[Span] = []
        for length, spans in sorted(_tails(board, more, part.stay[1]).items()):
            both_fit = both(own, spans)
            ways.append((one.id, length, _without(both_fit, taken)))
            taken = enough([taken, both_fit])
    return ways


def _tails(board: Board, wants: Sequence[Want], at: int) -> dict[int, list[Span]]:
    """Give by total length the starts for which wants that begin `at` so late have their time."""

    @cache  # stylists who take as long lead to the same rest
    def rest(number: int, at: int) -> dict[int, list[Span]]:
        if number == len(wants):
            return {at: [_EVER]}
        found: dict[int, list[list[Span]]] = {}
        for one in able(board.catalogue, wants[number]):
            part = board.part(wants[number], one.id, at)
            if own := board.windows(part):
                for length, later in rest(number + 1, part.stay[1]).items():
                    found.setdefault(length, []).append(both(own, later))
        return {length: enough(each) for length, each in found.items()}

    return rest(0, at)


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
    edges = board.edges()
    possible: dict[int, Plan | None] = {}
    slots: dict[int, Slot] = {}
    for start in dict.fromkeys(one.start for one in found):
        if not _on_all_grids(board.catalogue, wish, start):
            continue
        stretch = bisect_right(edges, start)
        if stretch not in possible:
            possible[stretch] = next(arrange(board, wish, start, {}), None)
        if plan := possible[stretch]:
            length = plan.end - plan.start
            slots[start] = Slot(start, start + length, plan.visits[0].segments[0].staff)
    return list(slots.values())


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


def _varied(found: list[Plan]) -> list[Plan]:
    """Put what differs in its rooms alone behind what differs in its stylists.

    Only so many are tried: a stylist who is taken is so in every room.
    """
    seen: Counter[tuple[StaffId, ...]] = Counter()
    turns: list[int] = []
    for plan in found:
        staff = tuple(one.staff for visit in plan.visits for one in visit.segments)
        turns.append(seen[staff])
        seen[staff] += 1
    order = sorted(range(len(found)), key=turns.__getitem__)
    return [found[number] for number in order]


def _gaps(board: Board, take: Take) -> int:
    """Count the sides on which the stylist is left with time between this and the next."""
    busy = board.busy.get(take.chair, ())
    shifts = board.shifts(StaffId(take.chair))
    before = any(end == take.begin for _, end in busy) or any(
        begin == take.begin for begin, _ in shifts
    )
    after = any(begin == take.end for begin, _ in busy) or any(end == take.end for _, end in shifts)
    return (not before) + (not after)


def _why(board: Board, wish: Wish, start: int) -> Reason:
    """Tell what stands in the way of a start for which there is no plan."""
    catalogue = board.catalogue
    if not all(able(catalogue, want) for person in wish for want in person):
        return Reason.NOT_DONE
    empty = Board(catalogue, board.first, board.last, override=board.override)
    if board.busy and next(arrange(empty, wish, start, {}), None) is not None:
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


def _until(wish: Wish, last: date) -> date:
    """Give the last day whose shifts matter: a second service may lie in the next day's."""
    return last + _DAY if any(len(each) > 1 for each in wish) else last


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
