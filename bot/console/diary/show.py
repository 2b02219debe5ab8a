"""What the diary's grid prints: columns, entries, shades; facts in, words with rows out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from babel.dates import format_date

from booking import diary
from booking.calendar import Span, cut, epoch_minute, join, moment
from booking.diary import Column, Day, Entry
from bot.console.diary import words
from bot.console.diary.sight import Sight
from bot.page.patch import version
from dialog.phrases import titles

LOCALE = "en"  # the console's own language
ROW = 5
"""Minutes of one row of the grid."""

ROWS = 360
"""Rows the style sheet knows: thirty hours."""

LANES = 24
"""Columns the style sheet knows for one day."""

_USUAL = (9 * 60, 18 * 60)
_PANEL_OF = {"booking": "booking", "hold": "hold", "block": "block", "class": "class"}


@dataclass(frozen=True, slots=True)
class Card:
    """One entry in the grid: `place` are its classes, `at` is its order within the day."""

    id: str
    day: str
    href: str
    open: str
    place: str
    look: str
    clock: str
    name: str
    what: str
    who: str
    word: str
    icon: str
    marks: tuple[tuple[str, str], ...]
    left: int
    at: int
    current: bool
    version: str


@dataclass(frozen=True, slots=True)
class Shade:
    """A stretch of a column that is no entry: closed, a gap, a buffer, the foot of the grid."""

    id: str
    day: str
    place: str
    look: str
    word: str
    version: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head of one column: whose it is, how full."""

    id: str
    chair: UUID
    name: str
    load: int
    said: str
    href: str
    version: str


@dataclass(frozen=True, slots=True)
class Sheeted:
    """One day as it is printed; `zero` is the epoch minute of its first row."""

    day: date
    id: str
    title: str
    short: str
    number: str
    href: str
    today: bool
    shut: bool
    zero: int
    lanes: int
    load: str
    heads: tuple[Head, ...]
    cards: tuple[Card, ...]
    shades: tuple[Shade, ...]
    nothing: str
    now: int


def days(sight: Sight) -> tuple[Sheeted, ...]:
    """Print every day of the sight."""
    hours = span(sight)
    return tuple(_day(sight, one, hours) for one in sight.sheet.days)


def labels(sight: Sight) -> tuple[tuple[int, str], ...]:
    """Print the hours beside the grid: row, clock."""
    first, last = span(sight)
    day = sight.sheet.days[0].day
    zero = _zero(sight, day, first)
    rows = (_zero(sight, day, last) - zero) // ROW
    return tuple(
        (row, titles.clock(moment(zero + row * ROW, sight.catalogue.zone)))
        for row in range(0, rows, 60 // ROW)
    )


def span(sight: Sight) -> Span:
    """Give the whole hours of the wall that the grid shows, in minutes after midnight."""
    begins, ends = [], []
    for one in sight.sheet.days:
        stretches = [hours for column in _columns(sight, one) for hours in column.hours]
        stretches += [(each.start, each.end) for each in one.entries if each.kind != "block"]
        begins += [_wall(sight, one, begin) for begin, _ in stretches]
        ends += [_wall(sight, one, end) for _, end in stretches]
    first, last = min(begins, default=_USUAL[0]), max(ends, default=_USUAL[1])
    first -= first % 60
    return first, min(last + -last % 60, first + ROWS * ROW)


def shown(sight: Sight) -> Sequence[Column]:
    """Give the columns that can be shown, whichever are."""
    return sight.sheet.days[0].of(sight.wish.by)


def title(sight: Sight) -> str:
    """Name the days: "Mon 23 November 2026", "23 - 29 November 2026"."""
    first, last = sight.wish.first, sight.wish.last
    if first == last:
        return format_date(first, "EEE d MMMM y", locale=LOCALE)
    pattern = "d" if first.month == last.month else "d MMM"
    month = "d MMMM y" if first.month == last.month else "d MMM y"
    return (
        f"{format_date(first, pattern, locale=LOCALE)} - {format_date(last, month, locale=LOCALE)}"
    )


def name(sight: Sight, customer_id: UUID | None) -> str:
    """Give a customer's name, or tell one guest from another."""
    if customer_id is None:
        return "Somebody"
    return sight.names.get(customer_id) or f"Guest {customer_id.hex[-4:]}"


def services(sight: Sight, entry: Entry) -> str:
    """Name what is done."""
    return " + ".join(sight.sheet.service(one, LOCALE) for one in entry.services)


def clock(sight: Sight, minute: int) -> str:
    """Print an epoch minute as the salon's clock shows it."""
    return titles.clock(moment(minute, sight.catalogue.zone))


def gone(sight: Sight) -> tuple[tuple[str, str, str], ...]:
    """Print what was cancelled or never paid on these days: address, text, word."""
    seen: dict[UUID, tuple[str, str, str]] = {}
    for one in sight.sheet.days:
        for entry in one.gone:
            when = f"{titles.short_day(one.day, LOCALE)}, {clock(sight, entry.start)}"
            text = f"{when} {name(sight, entry.customer_id)}, {services(sight, entry)}"
            href = sight.wish.beside("booking", entry.id)
            seen.setdefault(entry.id, (href, text, words.STATUSES[entry.status][0]))
    return tuple(seen.values())


def _columns(sight: Sight, one: Day) -> tuple[Column, ...]:
    every = one.of(sight.wish.by)
    chosen = tuple(column for column in every if column.chair == sight.wish.chair)
    return (chosen or every)[:LANES]


def _day(sight: Sight, one: Day, hours: Span) -> Sheeted:
    columns = _columns(sight, one)
    zero = _zero(sight, one.day, hours[0])
    # A day on which the clock changes is an hour longer, or shorter.
    rows = min((_zero(sight, one.day, hours[1]) - zero) // ROW, ROWS)
    grid = _Grid(sight, one, zero, rows, {column.chair: n for n, column in enumerate(columns)})
    cards = tuple(grid.cards())
    shut = not cards and not any(column.hours for column in columns)
    offered = sum(column.offered for column in columns)
    booked = sum(column.booked for column in columns)
    return Sheeted(
        day=one.day,
        id=one.day.isoformat(),
        title=titles.day(one.day, LOCALE),
        short=format_date(one.day, "EEE", locale=LOCALE),
        number=format_date(one.day, "d", locale=LOCALE),
        href=replace(sight.wish.at(one.day), view="day").grid,
        today=one.day == sight.today,
        shut=shut,
        zero=zero,
        lanes=len(columns),
        load=f"{round(100 * booked / offered)} % booked" if offered else "Closed",
        heads=tuple(grid.heads(columns)),
        cards=cards,
        shades=tuple(grid.shades(columns)),
        nothing=_nothing(sight, one, columns) if not cards and not shut else "",
        now=_now(sight, one, zero, rows),
    )


@dataclass(frozen=True, slots=True)
class _Grid:
    """One day's rows and lanes."""

    sight: Sight
    day: Day
    zero: int
    rows: int
    lanes: Mapping[UUID, int]

    def cards(self) -> Iterator[Card]:
        mine = [one for one in self.day.entries if one.chair in self.lanes and not one.class_id]
        for one in mine:
            yield self._card(one, inside=self._inside(one, mine))

    def heads(self, columns: Sequence[Column]) -> Iterator[Head]:
        for column in columns:
            said = f"{column.load} % booked" if column.offered else "Not working"
            if column.kind == diary.RESOURCE:
                said = f"{column.booked // 60} h {column.booked % 60:02} min booked"
            alone = replace(self.sight.wish, chair=column.chair, panel="", id=None)
            head = Head(
                id=f"h-{self.day.day}-{column.chair}",
                chair=column.chair,
                name=column.name,
                load=min(100, column.load),
                said=said,
                href=alone.grid,
                version="",
            )
            yield replace(head, version=version(head))

    def shades(self, columns: Sequence[Column]) -> Iterator[Shade]:
        end = self.zero + self.rows * ROW
        yield self._shade("foot", 0, (self.zero, end), "foot", "")
        for column in columns:
            lane = self.lanes[column.chair]
            for closed in cut([(self.zero, end)], join(sorted(column.hours))):
                yield self._shade(f"c-{closed[0]}", lane, closed, "closed", "")
        for one in self.day.entries:
            if one.chair not in self.lanes or one.class_id:
                continue
            lane = self.lanes[one.chair]
            for free in one.gaps:
                word = "" if self._filled(one, free) else "Free to book"
                yield self._shade(f"g-{one.id.hex[-6:]}-{free[0]}", lane, free, "gap", word)
            for kept in one.around:
                yield self._shade(f"b-{one.id.hex[-6:]}-{kept[0]}", lane, kept, "buffer", "")

    def _filled(self, one: Entry, gap: Span) -> bool:
        return any(
            other.chair == one.chair and other.start < gap[1] and gap[0] < other.end
            for other in self.day.entries
            if other is not one
        )

    def _shade(self, name: str, lane: int, stretch: Span, look: str, word: str) -> Shade:
        place = self._place(lane, stretch)
        key = f"s-{self.day.day}-{lane}-{name}"
        return Shade(key, f"g-{self.day.day}", place, look, word, version(place, look, word))

    def _column(self, chair: UUID) -> str:
        return next(one.name for one in self.day.columns if one.chair == chair)

    def _place(self, lane: int, stretch: Span) -> str:
        begin = min(max((stretch[0] - self.zero) // ROW, 0), self.rows - 1)
        end = min(max((stretch[1] - self.zero) // ROW, begin + 1), self.rows)
        return f"l{lane} a{begin} z{end}"

    def _inside(self, one: Entry, mine: Sequence[Entry]) -> bool:
        """Tell whether it stands in the gap of another."""
        return any(
            other.chair == one.chair and begin < one.end and one.start < end
            for other in mine
            if other is not one
            for begin, end in other.gaps
        )

    def _card(self, one: Entry, *, inside: bool) -> Card:
        sight = self.sight
        word, icon = words.STATUSES[one.status]
        current = sight.wish.id == one.id
        marks = []
        if one.party_id:
            marks.append(("people", "Party"))
        if one.override:
            marks.append(("star", "Override"))
        gaps = " gappy" if one.gaps else ""
        tall = one.end - one.start
        size = "short" if tall < 30 else "middle" if tall < 45 else "long"
        card = Card(
            id=f"e-{self.day.day}-{one.id}-{one.chair.hex[-6:]}",
            day=f"g-{self.day.day}",
            href=sight.wish.beside(_PANEL_OF[one.kind], one.id),
            open=str(one.id),
            place=self._place(self.lanes[one.chair], (one.start, one.end)),
            look=f"{one.kind} {one.status} {size}{gaps}{' inside' if inside else ''}",
            clock=f"{clock(sight, one.start)}-{clock(sight, one.end)}",
            name=_who(sight, one),
            what=_what(sight, one),
            who=self._column(one.chair),
            word=f"{word} {one.sold}/{one.seats}" if one.kind == "class" else word,
            icon=icon,
            marks=tuple(marks),
            left=0,
            at=one.start * 32 + self.lanes[one.chair],
            current=current,
            version="",
        )
        left = int(one.left) if one.kind == "hold" else 0
        return replace(card, version=version(replace(card, current=False)), left=left)


def _who(sight: Sight, one: Entry) -> str:
    if one.kind == "booking":
        return name(sight, one.customer_id)
    if one.kind == "hold":
        return "Offered" if one.reason == "offer" else "Held"
    return (one.reason or "Blocked") if one.kind == "block" else services(sight, one)


def _what(sight: Sight, one: Entry) -> str:
    if one.kind == "class":
        return "Group class"
    done = services(sight, one)
    if sight.wish.by != diary.RESOURCE or not one.staff:
        return done
    people = {column.chair: column.name for column in sight.sheet.days[0].of(diary.STAFF)}
    return f"{done}, {' and '.join(people.get(each, '?') for each in one.staff)}"


def _nothing(sight: Sight, one: Day, columns: Sequence[Column]) -> str:
    """Say what is free on a day with nothing in it."""
    day = format_date(one.day, "EEEE", locale=LOCALE)
    spans = [
        f"{column.name} "
        + " and ".join(f"{clock(sight, begin)}-{clock(sight, end)}" for begin, end in column.hours)
        for column in columns
        if column.hours
    ]
    return f"Nothing booked on {day}. Free: {', '.join(spans)}."


def _now(sight: Sight, one: Day, zero: int, rows: int) -> int:
    row = (epoch_minute(sight.now) - zero) // ROW
    return row if one.day == sight.today and 0 <= row < rows else -1


def _zero(sight: Sight, day: date, first: int) -> int:
    on = day + timedelta(days=first // 1440)
    return epoch_minute(datetime.combine(on, time(first % 1440 // 60), sight.catalogue.zone))


def _wall(sight: Sight, one: Day, minute: int) -> int:
    """Give the minute of the day's own clock; past midnight it goes on counting."""
    local = moment(minute, sight.catalogue.zone)
    days_on = (local.date() - one.day).days
    return max(0, days_on * 1440 + local.hour * 60 + local.minute)
