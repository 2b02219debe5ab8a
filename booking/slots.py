"""The starts a customer can book: windows of time in which a visit may begin, on the grid."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from booking.calendar import UTC_OFFSETS, Offsets, Span, Spans

Windows = Sequence[Span]
"""Starts that are allowed, from the first to the last of each window, both included."""

_HOUR = 60
_NEVER = -(1 << 40)


def windows(
    shifts: Spans, busy: Spans, stay: Span, taken: Span, not_before: int | None = None
) -> list[Span]:
    """Give the windows of starts for which `stay` fits into a shift, `taken` around all busy time.

    Both are relative to the start; `taken` is the wider one when buffers are kept. Spans are
    sorted by start and not empty; `busy` may overlap itself. A stay never crosses from one shift
    into the next, even when they touch.
    """
    begin, end = stay
    lead, tail = taken
    found: list[Span] = []
    passed, known = 0, len(busy)
    for opens, closes in shifts:
        free, last = opens - begin, closes - end
        while passed < known and busy[passed][1] - lead <= free:
            passed += 1
        if not_before is not None and free < not_before:
            free = not_before
        number = passed
        while number < known:
            begins, ends = busy[number]
            if begins - tail >= last:
                break
            if begins - tail >= free:
                found.append((free, begins - tail))
            free = max(free, ends - lead)
            number += 1
        if last >= free:
            found.append((free, last))
    return found


def bookable(
    shifts: Spans,
    busy: Spans,
    need: int,
    grid: int,
    not_before: int,
    ahead: Offsets = UTC_OFFSETS,
) -> list[int]:
    """Every start (UTC epoch minute) on the salon's grid where the chair stays free for `need`.

    A start lies on the grid when its local minute of the hour, by the offsets `ahead`, is
    divisible by `grid`.
    """
    stay = (0, need)
    return on_grid(windows(shifts, busy, stay, stay, not_before), grid, ahead)


def on_grid(found: Iterable[Span], grid: int, ahead: Offsets = UTC_OFFSETS) -> list[int]:
    """Give the grid's minutes in the windows, which are sorted by their first start."""
    starts: list[int] = []
    if _HOUR % grid or len({offset % _HOUR for _, offset in ahead}) > 1:
        for first, last in found:
            _collect(starts, first, last, grid, ahead)
        return starts
    # The clock changes by whole hours, if at all: the grid stays where it is.
    offset, passed = ahead[0][1], _NEVER
    for first, last in found:
        free = first if first > passed else passed + 1
        starts += range(free + -(free + offset) % grid, last + 1, grid)
        passed = max(passed, last)
    return starts


def both(some: Windows, others: Windows) -> list[Span]:
    """Give the starts that lie in both; each of the two has its windows sorted and apart."""
    found: list[Span] = []
    left = right = 0
    while left < len(some) and right < len(others):
        (begin, end), (begins, ends) = some[left], others[right]
        if max(begin, begins) <= min(end, ends):
            found.append((max(begin, begins), min(end, ends)))
        if end < ends:
            left += 1
        else:
            right += 1
    return found


def within(found: Windows, first: int, last: int) -> Windows:
    """Cut windows, sorted and apart, down to the starts from `first` to `last`."""
    if not found or (first <= found[0][0] and found[-1][1] <= last):
        return found
    return both(found, [(first, last)]) if first <= last else []


def enough(each: Sequence[Windows], count: int = 1) -> list[Span]:
    """Give the starts that lie in at least `count` of them, as windows sorted and apart."""
    steps = sorted(
        step for one in each for first, last in one for step in ((first, -1), (last + 1, 1))
    )
    found: list[Span] = []
    depth, begin = 0, 0
    for at, step in steps:
        depth -= step
        if step < 0 and depth == count:
            begin = at
        elif step > 0 and depth == count - 1 and begin < at:
            if found and found[-1][1] + 1 >= begin:
                begin = found.pop()[0]
            found.append((begin, at - 1))
    return found


def apart(found: Windows) -> Windows:
    """Make windows of shifts that overlap ones that do not."""
    if all(one[1] < other[0] for one, other in pairwise(found)):
        return found
    return enough([found])


def holds(found: Windows, start: int) -> bool:
    """Tell whether one of the windows, sorted and apart, has the start."""
    number = bisect_right(found, start, key=lambda one: one[0])
    return number > 0 and start <= found[number - 1][1]


def _collect(starts: list[int], first: int, last: int, grid: int, ahead: Offsets) -> None:
    """Add the grid's minutes from `first` to `last`; shifts that overlap add none twice."""
    if starts and starts[-1] >= first:
        first = starts[-1] + 1
    if len(ahead) == 1:
        starts += _on_grid(first, last, grid, ahead[0][1])
        return
    until = [since for since, _ in ahead[1:]] + [max(last, ahead[-1][0]) + 1]
    for number, (since, offset) in enumerate(ahead):
        # Before the first known change the first offset holds.
        begin = first if number == 0 else max(first, since)
        starts += _on_grid(begin, min(last, until[number] - 1), grid, offset)


def _on_grid(first: int, last: int, grid: int, offset: int) -> list[int] | range:
    if _HOUR % grid == 0:
        return range(first + -(first + offset) % grid, last + 1, grid)
    # A grid that does not divide the hour starts anew with every hour.
    return [one for one in range(first, last + 1) if (one + offset) % _HOUR % grid == 0]
