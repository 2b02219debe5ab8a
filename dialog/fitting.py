"""Which slots fit a wish: stretches of the wished days cut out of a list sorted by start, pure."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from operator import attrgetter
from zoneinfo import ZoneInfo

from booking.calendar import Span, midnight, moment
from booking.ranking import Slot
from dialog.draft import epoch_minute
from dialog.understand.reading import When

_DAY = timedelta(days=1)
_MINUTES = 1440
_START = attrgetter("start")


def fitting(
    slots: Sequence[Slot], wishes: Iterable[When], first: date, last: date, zone: ZoneInfo
) -> list[Slot]:
    """Keep the slots of the local days `first` to `last` that fit any of the wishes."""
    spans = sorted(span for wish in wishes for span in _spans(wish, first, last, zone))
    kept: list[Slot] = []
    passed = 0
    for begin, end in spans:
        begins = bisect_left(slots, begin, passed, key=_START)
        ends = bisect_left(slots, end, begins, key=_START)
        kept += slots[begins:ends]
        passed = ends
    return kept


def within(
    slots: Iterable[Slot], wishes: Iterable[When], day: date, zone: ZoneInfo
) -> Iterator[Slot]:
    """Give the slots that also end inside one of the wished stretches of the day."""
    spans = [span for wish in wishes for span in _spans(wish, day, day, zone)]
    for one in slots:
        if not spans or any(begin <= one.start and one.end <= end for begin, end in spans):
            yield one


def soonest(slots: Sequence[Slot], days: int, zone: ZoneInfo) -> Sequence[Slot]:
    """Keep the first days that have anything, so that a choice does not wander through weeks."""
    kept = 0
    for _ in range(days):
        if kept < len(slots):
            tomorrow = moment(slots[kept].start, zone).date() + _DAY
            kept = bisect_left(slots, midnight(tomorrow, zone), kept, key=_START)
    return slots[:kept]


def without_days(slots: Sequence[Slot], days: Iterable[date], zone: ZoneInfo) -> Sequence[Slot]:
    """Leave whole local days out."""
    for day in days:
        begins = bisect_left(slots, midnight(day, zone), key=_START)
        ends = bisect_left(slots, midnight(day + _DAY, zone), begins, key=_START)
        slots = [*slots[:begins], *slots[ends:]]
    return slots


def _spans(wish: When, first: date, last: date, zone: ZoneInfo) -> Iterator[Span]:
    """Give the UTC stretches in which a start fits: one a day, a single one for whole days."""
    first = max(first, wish.first or first)
    last = min(last, wish.last or last)
    if wish.start is None and wish.end is None:
        yield midnight(first, zone), midnight(last + _DAY, zone)
        return
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        begin = epoch_minute(day, wish.start or 0, zone)
        if wish.exact:
            yield begin, begin + 1
        else:
            yield begin, _end(day, wish.end, zone)


def _end(day: date, minute: int | None, zone: ZoneInfo) -> int:
    if minute is None or minute >= _MINUTES:
        return midnight(day + _DAY, zone)
    return epoch_minute(day, minute, zone)
