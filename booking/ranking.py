"""Which of the free slots to offer a customer."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from foundation.ids import StaffId

_CLOSE = 8 * 60
"""Minutes within which a slot still answers the wish for a lost time: the same day, mostly."""


_NEXT = 60
"""Minutes within which the next start lies where the diary goes on being free."""


# A search makes thousands: a Struct costs a fifth of a frozen dataclass.
class Slot(msgspec.Struct, frozen=True):
    """A start with its end, UTC epoch minutes, in the chair of one stylist."""

    start: int
    end: int
    staff: StaffId


def spread(slots: Sequence[Slot], wish: int | None = None, count: int = 3) -> list[Slot]:
    """Choose up to `count` slots with distinct starts, spread over all of them, in order of time.

    The earliest start is always among them. A `wish` (UTC epoch minute) that is free comes first;
    one that is not is answered with the starts nearest to it. Of several stylists at one start the
    one offered least so far is taken, then one whose diary keeps no gap on a side of it, then the
    one with most time left, then the salon's order. `slots` come sorted by start, stylists in the
    salon's order.
    """
    by_start = _by_start(slots)
    starts = list(by_start)
    if wish is None:
        chosen = _evenly(starts, count)
    else:
        nearest = sorted(starts, key=lambda start: (abs(start - wish), -start))[:count]
        exact = [wish] if wish in by_start else []
        chosen = exact + sorted(set(nearest) - set(exact))
    return list(_seat(chosen, by_start, starts, slots))


def nearest(slots: Sequence[Slot], start: int, staff: StaffId | None, count: int = 3) -> list[Slot]:
    """Choose what is closest to a lost `start` of `staff` (None: anyone's).

    First the same stylist later, then the same time with another stylist, then the same stylist
    earlier; what is missing is filled with the nearest other starts.
    """
    theirs = [
        one for one in slots if staff in (None, one.staff) and abs(one.start - start) < _CLOSE
    ]
    later = next((one for one in theirs if one.start > start), None)
    others = next((one for one in slots if one.start == start and one.staff != staff), None)
    earlier = next((one for one in reversed(theirs) if one.start < start), None)
    chosen = [one for one in (later, others, earlier) if one is not None]
    rest = sorted(slots, key=lambda one: (abs(one.start - start), one.staff != staff, -one.start))
    taken = {one.start for one in chosen}
    for one in rest:
        if one.start not in taken and one.start != start:
            chosen.append(one)
            taken.add(one.start)
    return chosen[:count]


def _by_start(slots: Iterable[Slot]) -> dict[int, list[Slot]]:
    by_start: dict[int, list[Slot]] = {}
    for one in slots:
        by_start.setdefault(one.start, []).append(one)
    return by_start


def _evenly(starts: Sequence[int], count: int) -> list[int]:
    # The last start of a day is rarely what anyone hopes for, so the range is cut into `count`
    # parts of which each gives its first start.
    size = len(starts)
    return [starts[size * part // count] for part in range(count)] if size > count else [*starts]


def _seat(
    chosen: Iterable[int],
    by_start: dict[int, list[Slot]],
    starts: Sequence[int],
    slots: Iterable[Slot],
) -> Iterator[Slot]:
    left = Counter(one.staff for one in slots)
    offered: Counter[StaffId] = Counter()
    for start in chosen:
        around = _around(start, starts, by_start)
        one = min(
            by_start[start],
            key=lambda slot: (offered[slot.staff], slot.staff in around, -left[slot.staff]),
        )
        offered[one.staff] += 1
        yield one


def _around(start: int, starts: Sequence[int], by_start: dict[int, list[Slot]]) -> set[StaffId]:
    """Give who is free just before the start as well as just after: it would leave two gaps."""
    number = bisect_left(starts, start)
    if not 0 < number < len(starts) - 1:
        return set()
    before, after = starts[number - 1], starts[number + 1]
    if start - before > _NEXT or after - start > _NEXT:
        return set()
    return {one.staff for one in by_start[before]} & {one.staff for one in by_start[after]}
