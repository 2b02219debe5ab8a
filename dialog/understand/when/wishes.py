"""Pieces of time put together to wishes: the same wish further told, another one, a correction."""

from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from dialog.understand.when import calendar
from dialog.understand.when.days import Days
from dialog.understand.when.span import Span
from dialog.understand.when.stretch import narrowed
from dialog.understand.when.through import Close


@dataclass(slots=True)
class Wish:
    """A day, a stretch of the clock, or both; a piece of one while it is read.

    `close`: it goes on until then, over the night. `hours_first`: its days were told last.
    """

    days: Days | None = None
    span: Span | None = None
    close: Close | None = None
    hours_first: bool = False


@dataclass(slots=True)
class Gap:
    """What stands between two pieces: other words, an "or", a correction, a "not", "any day"."""

    other: bool = False
    either: bool = False
    rather: bool = False
    negated: bool = False
    dropped: bool = False
    anytime: bool = False


@dataclass(slots=True)
class Wishes:
    """The wishes of a message, any of which will do, with the days ruled out."""

    all: list[Wish] = field(default_factory=list)
    not_days: list[Days] = field(default_factory=list)

    def take(self, piece: Wish, gap: Gap) -> None:
        """Place the next piece by what stands before it."""
        if gap.dropped:
            return
        if not gap.negated:
            self._put(piece, gap)
        elif piece.days:
            known = self.all[-1].days if self.all else None
            self.not_days.append((known and narrowed(known, piece.days)) or piece.days)
        elif piece.span and piece.span.part and not piece.span.start:
            self._put(Wish(span=_outside(piece.span.part)), gap)

    def open_since(self) -> date | None:
        """Give the day on which the last wish begins at some time, which may end on another."""
        last = self.all[-1] if self.all else None
        if last is None or last.days is None or last.span is None or last.span.end or last.close:
            return None
        first, final = last.days.readings[0]
        return first if final in (first, None) or last.days.until else None

    def last(self, minutes: int) -> None:
        """Let "from 2 for 3 hours" end; a visit "at 2 for 3 hours" only begins at two."""
        for wish in self.all:
            span = wish.span
            if span and span.start and not (span.exact or span.end):
                ends = tuple(start + minutes for start in span.start)
                wish.span = replace(span, end=ends, part=None)

    def share(self) -> None:
        """Let "Friday or Saturday after 4" mean both, "tomorrow at 5 or 6" one day."""
        for before, wish in pairwise(self.all):
            if wish.days is None:
                wish.days = before.days
        if self.all and self.all[0].hours_first and not any(wish.span for wish in self.all[1:]):
            for wish in self.all[1:]:
                wish.span = self.all[0].span  # "at 3 on Monday or Tuesday"
        elif all(wish.span is None for wish in self.all[:-1]):
            for wish in self.all:
                wish.span = self.all[-1].span

    def _put(self, piece: Wish, gap: Gap) -> None:
        last = self.all[-1] if self.all else None
        if last is None:
            self.all.append(piece)
            return
        last.hours_first = last.hours_first or (last.days is None and piece.days is not None)
        hours_first = last.days is None and all(wish.days is None for wish in self.all)
        if piece.days is not None and not _told_day(last, piece.days, gap):
            self.all.append(Wish(_beside(last.days, piece.days), piece.span))
            return
        if piece.days is not None and hours_first:
            for wish in self.all:
                wish.days = last.days  # "at 3 or 4 tomorrow"
        if piece.span is not None and not _told_span(last, piece.span, gap):
            self.all.append(Wish(None, piece.span))


def _told_day(last: Wish, days: Days, gap: Gap) -> bool:
    """Tell the last wish more about its day; False when it is another wish."""
    if gap.either:
        return False
    if last.days is None or gap.rather:
        last.days = narrowed(last.days, days) or days if last.days else days
        return True
    together = narrowed(last.days, days)
    if together is not None:
        last.days = together
        return True
    placed = _placed(last.days, days)
    if placed is not None and not gap.other:
        last.days = placed
        return True
    listed = last.days.weekday is not None and days.weekday is not None
    listed = listed or (last.days.number is not None and days.number is not None)
    if gap.other or listed or last.span is not None:
        return False
    last.days = Days((days.readings[0], last.days.readings[0]))  # "Friday 28th", a Saturday: ask
    return True


def _placed(known: Days, said: Days) -> Days | None:
    """Read "Friday 31st" where the next 31st is no Friday: the next that is, or that one."""
    for plain, other in ((known, said), (said, known)):
        if plain.weekday is not None and other.number is not None:
            found = calendar.weekday_on(other.readings[0][0], plain.weekday, other.number)
            return Days(tuple(calendar.one(day) for day in found))
    return None


def _told_span(last: Wish, span: Span, gap: Gap) -> bool:
    if last.span is None or gap.rather:
        last.span = span
        return True
    within = last.span.end == span.start == () and bool(span.end) and not last.span.exact
    within = within and bool(last.span.start) and last.span.start[0] < span.end[-1]
    together = _merged(last.span, span) if within or not gap.either else None
    if together is not None:
        last.span = together
    return together is not None


def _beside(known: Days | None, said: Days) -> Days:
    """Keep "next week Tuesday or Wednesday" in that week."""
    if known is None or known.weekday is not None or said.weekday is None:
        return said
    return Days((calendar.one(calendar.next_weekday(known.readings[0][0], said.weekday)),))


def _outside(part: tuple[int, int]) -> Span:
    """Turn "not in the morning" into the rest of the day."""
    return Span(start=(part[1],)) if part[0] < 720 else Span(end=(part[0],))


def _merged(known: Span, said: Span) -> Span | None:
    """Give both together: "in the evening, after 6", "after 2, before 5"."""
    if known.part and said.part and known.start == said.start == () == known.end == said.end:
        low, high = max(known.part[0], said.part[0]), min(known.part[1], said.part[1])
        return replace(known, part=(low, high)) if low < high else None  # "früh morgens"
    for plain, other in ((known, said), (said, known)):
        if plain.part and not (plain.start or plain.end) and (other.start or other.end):
            return replace(other, part=other.part or plain.part, tonight=plain.tonight)
        opened = plain.start and not plain.end and not plain.exact
        if opened and other.end and not other.start:
            return replace(plain, end=other.end)
    return None
