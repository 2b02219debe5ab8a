"""Weekly hours on the wall, turned into stretches of UTC."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from booking.catalogue import Catalogue, Days, Minutes, Stylist, Week

Span = tuple[int, int]
"""A stretch of time in UTC epoch minutes, end exclusive."""

Spans = Sequence[Span]
"""Stretches sorted by their start."""

Offsets = tuple[Span, ...]
"""How far a zone's clock is ahead: (from this UTC epoch minute on, so many minutes), sorted."""

Zeros = tuple[tuple[date, int, int | None], ...]
"""Local days: the date, the weekday (0 = Monday), where the wall's 00:00 is in UTC."""

UTC_OFFSETS: Offsets = ((0, 0),)

T = TypeVar("T")

_NO_DAYS: Days = {}
_DAY = 1440
_EPOCH_DAY = date(1970, 1, 1).toordinal()


@lru_cache(maxsize=1024)
def offsets(zone: ZoneInfo, first: date, last: date) -> Offsets:
    """Give the zone's offsets from the day before `first` to two days after `last`.

    The margin covers hours that run past midnight. Python does not tell when a zone's clock
    changes, so each day's ends are compared; no zone changes twice within one day.
    """
    begin = (first.toordinal() - 1 - _EPOCH_DAY) * _DAY
    end = (last.toordinal() + 3 - _EPOCH_DAY) * _DAY
    found = [(begin, _ahead(zone, begin))]
    for morning, evening in pairwise(range(begin, end + 1, _DAY)):
        if _ahead(zone, evening) != found[-1][1]:
            change = _change(zone, morning, evening)
            found.append((change, _ahead(zone, change)))
    return tuple(found)


def on_day(day: date, stretches: Iterable[Minutes], ahead: Offsets) -> list[Span]:
    """Turn one day's stretches of wall time into UTC; what a clock change swallows is left out.

    A wall time that does not exist moves forward by the gap; one that exists twice opens with its
    first occurrence and closes with its second.
    """
    midnight = (day.toordinal() - _EPOCH_DAY) * _DAY
    if (offset := _steady(midnight, ahead)) is not None:
        zero = midnight - offset
        return [(zero + opens, zero + closes) for opens, closes in stretches]
    spans = [
        (_opening(midnight + opens, ahead), _closing(midnight + closes, ahead))
        for opens, closes in stretches
    ]
    return [(begin, end) for begin, end in spans if begin < end]


def day_zeros(first: date, last: date, zone: ZoneInfo) -> Zeros:
    """Give for each local day its date, its weekday, the UTC minute of its wall's zero.

    None for a day near a clock change, whose hours `on_day` must look at one by one.
    """
    return _day_zeros(zone, first, last)


@lru_cache(maxsize=1024)
def _day_zeros(zone: ZoneInfo, first: date, last: date) -> Zeros:
    ahead = offsets(zone, first, last)
    found: list[tuple[date, int, int | None]] = []
    for number in range(first.toordinal(), last.toordinal() + 1):
        wall = (number - _EPOCH_DAY) * _DAY
        offset = _steady(wall, ahead)
        zero = None if offset is None else wall - offset
        found.append((date.fromordinal(number), (number - 1) % 7, zero))
    return tuple(found)


def laid(week: Week, days: Days, zeros: Zeros, ahead: Offsets) -> list[Span]:
    """Lay weekly hours over the days, which `days` replace; in UTC, sorted."""
    spans: list[Span] = []
    for day, weekday, zero in zeros:
        stretches = days[day] if day in days else week.get(weekday)
        if not stretches:
            continue
        if zero is None:
            spans += on_day(day, stretches, ahead)
        else:
            for opens, closes in stretches:
                spans.append((zero + opens, zero + closes))
    spans.sort()
    return spans


def open_spans(
    week: Week, first: date, last: date, zone: ZoneInfo, days: Days = _NO_DAYS
) -> list[Span]:
    """Turn weekly hours into UTC for the shifts that begin on `first` to `last`, both included.

    A day in `days` has those hours in place of the week's.
    """
    return laid(week, days, day_zeros(first, last, zone), offsets(zone, first, last))


def opening(catalogue: Catalogue, first: date, last: date) -> list[Span]:
    """Give when the salon is open on the days `first` to `last`, holidays left out."""
    return join(open_spans(catalogue.opening, first, last, catalogue.zone, catalogue.days))


def working(catalogue: Catalogue, stylist: Stylist, first: date, last: date) -> tuple[Span, ...]:
    """Give when the stylist works while the salon is open, in UTC, breaks cut out.

    Shifts that began the evening before `first` are included: they may run past midnight.
    """
    return _working(_Same(catalogue), _Same(stylist), first, last)


class _Same(Generic[T]):
    """A key that is equal to itself alone: catalogues are compared by what they are, slowly."""

    __slots__ = ("it",)

    def __init__(self, it: T) -> None:
        self.it = it

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.it is self.it


# One revision of a salon answers many searches over the same days.
@lru_cache(maxsize=2048)
def _working(
    salon: _Same[Catalogue], who: _Same[Stylist], first: date, last: date
) -> tuple[Span, ...]:
    catalogue, stylist = salon.it, who.it
    eve = first - timedelta(days=1)
    zone = catalogue.zone
    shifts = open_spans(stylist.week, eve, last, zone, stylist.days)
    if stylist.breaks:
        # A day with hours of its own has no breaks but those its hours leave out.
        free = dict.fromkeys(stylist.days, ())
        shifts = cut(shifts, join(open_spans(stylist.breaks, eve, last, zone, free)))
    # A shift past midnight on the last day goes on in the next day's opening.
    return tuple(meet(shifts, opening(catalogue, eve, last + timedelta(days=1))))


def midnight(day: date, zone: ZoneInfo) -> int:
    """Give the UTC epoch minute at which the local day begins."""
    wall = (day.toordinal() - _EPOCH_DAY) * _DAY
    return _opening(wall, offsets(zone, day, day))


def reach(catalogue: Catalogue, now: int) -> Span:
    """Give the first and the last start that a customer may book now (epoch minutes)."""
    today = moment(now, catalogue.zone).date()
    end = midnight(today + timedelta(days=catalogue.horizon + 1), catalogue.zone)
    return now + catalogue.notice, end - 1


def epoch_minute(moment: datetime) -> int:
    """Give the UTC epoch minute of an aware moment, rounded up to the next whole minute."""
    return -int(-moment.timestamp() // 60)


def moment(minute: int, zone: ZoneInfo) -> datetime:
    """Give the aware local moment of a UTC epoch minute."""
    return datetime.fromtimestamp(minute * 60, zone)


def join(spans: Spans) -> list[Span]:
    """Merge stretches that touch or overlap."""
    joined: list[Span] = []
    for begin, end in spans:
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return joined


def meet(spans: Spans, within: Spans) -> list[Span]:
    """Cut each of `spans` down to the parts that lie inside `within`, whose stretches are apart."""
    parts: list[Span] = []
    skip = 0
    for begin, end in spans:
        while skip < len(within) and within[skip][1] <= begin:
            skip += 1
        for opens, closes in within[skip:]:
            if opens >= end:
                break
            parts.append((max(begin, opens), min(end, closes)))
    return parts


def cut(spans: Spans, gaps: Spans) -> list[Span]:
    """Take `gaps`, which are apart, out of each of `spans`."""
    parts: list[Span] = []
    skip = 0
    for begin, end in spans:
        while skip < len(gaps) and gaps[skip][1] <= begin:
            skip += 1
        left = begin
        for opens, closes in gaps[skip:]:
            if opens >= end:
                break
            if opens > left:
                parts.append((left, opens))
            left = closes
        if left < end:
            parts.append((left, end))
    return parts


def _ahead(zone: ZoneInfo, minute: int) -> int:
    offset = datetime.fromtimestamp(minute * 60, zone).utcoffset() or timedelta()
    return offset // timedelta(minutes=1)


def _change(zone: ZoneInfo, before: int, after: int) -> int:
    """Find the first minute of the new offset between two minutes that differ in theirs."""
    old = _ahead(zone, before)
    while after - before > 1:
        middle = (before + after) // 2
        before, after = (middle, after) if _ahead(zone, middle) == old else (before, middle)
    return after


def _steady(midnight: int, ahead: Offsets) -> int | None:
    """Give the one offset of a day far from any clock change, which most days are."""
    if len(ahead) == 1:
        return ahead[0][1]
    for number, (since, offset) in enumerate(ahead):
        begin = midnight - offset
        begun = number == 0 or since <= begin - _DAY
        # A day's hours may reach into the next; no clock jumps by more than another.
        if begun and (number + 1 == len(ahead) or begin + 3 * _DAY <= ahead[number + 1][0]):
            return offset
    return None


def _opening(wall: int, ahead: Offsets) -> int:
    minute = wall - ahead[0][1]
    for since, offset in ahead[1:]:
        if minute < since or wall - offset < since:
            break
        minute = wall - offset
    return minute


def _closing(wall: int, ahead: Offsets) -> int:
    minute = wall - ahead[0][1]
    for since, offset in ahead[1:]:
        if wall - offset < since:
            break
        minute = wall - offset
    return minute
