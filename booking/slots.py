"""The starts a customer can book: working time minus busy time, on the salon's grid."""

from bisect import bisect_left
from datetime import date, timedelta

from booking.calendar import UTC_OFFSETS, Offsets, Spans, midnight, offsets, working
from booking.catalogue import Catalogue, Service, Stylist

_HOUR = 60


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
    divisible by `grid`. Spans are sorted by start and not empty; `busy` may overlap itself. An
    appointment never crosses from one shift into the next, even when they touch.
    """
    if len({offset % _HOUR for _, offset in ahead}) == 1:
        ahead = ahead[:1]  # The clock changes by whole hours: the grid stays where it is.
    starts: list[int] = []
    passed = 0
    for opens, closes in shifts:
        while passed < len(busy) and busy[passed][1] <= opens:
            passed += 1
        free = max(opens, not_before)
        number = passed
        while number < len(busy) and busy[number][0] < closes:
            begins, ends = busy[number]
            if begins - need >= free:
                _collect(starts, free, begins - need, grid, ahead)
            free = max(free, ends)
            number += 1
        if closes - need >= free:
            _collect(starts, free, closes - need, grid, ahead)
    return starts


def starts(
    catalogue: Catalogue,
    service: Service,
    stylist: Stylist,
    first: date,
    last: date,
    busy: Spans = (),
    not_before: int = 0,
) -> list[int]:
    """Every bookable start of one stylist on the local days `first` to `last`, both included."""
    zone = catalogue.zone
    found = bookable(
        working(catalogue, stylist, first, last),
        busy,
        service.minutes,
        catalogue.grid,
        max(not_before, midnight(first, zone)),
        offsets(zone, first, last),
    )
    return found[: bisect_left(found, midnight(last + timedelta(days=1), zone))]


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
