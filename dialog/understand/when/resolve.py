"""Wishes made definite: options of the clock weighed against the salon's hours."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from dialog.understand.reading import When
from dialog.understand.when.calendar import Stretch
from dialog.understand.when.clock import Options, in_part
from dialog.understand.when.days import Days
from dialog.understand.when.setting import Setting
from dialog.understand.when.span import Span
from dialog.understand.when.through import Close
from dialog.understand.when.wishes import Wish, Wishes

_MOST = 4
"""Readings worth keeping; a fifth can only come from a riddle."""


def resolve(said: Wishes, setting: Setting) -> tuple[tuple[When, ...], bool]:
    """Give the readings of one wish, or with True several wishes of which any will do."""
    wishes = said.all
    if not wishes:
        return (), False
    if len(wishes) == 1 and wishes[0].close:
        nights = _through(wishes[0], wishes[0].close, setting)
        return nights, len(nights) > 1
    if len(wishes) == 1:
        return tuple(dict.fromkeys(_readings(wishes[0], setting)))[:_MOST], False
    firsts = [reading for wish in wishes for reading in _readings(wish, setting)[:1]]
    merged = _merged(list(dict.fromkeys(firsts)))
    return tuple(merged[:_MOST]), len(merged) > 1


def ruled_out(said: Wishes) -> tuple[date, ...]:
    """Give the days the customer cannot or will not come, two weeks of a stretch at most."""
    found: dict[date, None] = {}
    for days in said.not_days:
        for first, last in days.readings:
            span = min((last - first).days, 13) if last else 0
            found.update(dict.fromkeys(first + timedelta(days=step) for step in range(span + 1)))
    return tuple(found)


def _readings(wish: Wish, setting: Setting) -> list[When]:
    tonight = wish.span is not None and wish.span.tonight and wish.days is None
    days = Days(((setting.today, setting.today),)) if tonight else wish.days
    stretches: Sequence[Stretch | tuple[None, None]] = days.readings if days else [(None, None)]
    found = [
        reading for first, last in stretches for reading in _timed(first, last, wish.span, setting)
    ]
    if days is None or not (days.until or days.soon):
        return found
    if days.until and wish.span is not None and wish.span.exact:  # "by Friday noon"
        return [When(one.last, one.last, end=one.start) for one in found]
    return [replace(one, until=days.until, soon=days.soon) for one in found]


def _through(wish: Wish, close: Close, setting: Setting) -> tuple[When, ...]:
    """Give the evening of the first day, the days between, the last one until its hour."""
    first = _readings(wish, setting)[0]
    begin, hours = first.first or setting.today, setting.hours(close.day)
    nights = [When(begin, begin, first.start, 1440)]
    between = begin + timedelta(days=1), close.day - timedelta(days=1)
    if between[0] <= between[1]:
        nights.append(When(*between))
    return (*nights, When(close.day, close.day, end=_likely_end(close.clock, hours)))


def _timed(
    first: date | None, last: date | None, span: Span | None, setting: Setting
) -> list[When]:
    if span is None:
        return [When(first, last)]
    hours = setting.hours(first if first == last else None)
    if span.start and span.end:
        low, high = _pair(in_part(span.start, span.part), in_part(span.end, span.part), hours)
        return [When(first, last, low, high)]
    if span.start:
        starts = _likely(in_part(span.start, span.part), hours, setting, figures=span.figures)
        ends = None if span.exact or not span.part else span.part[1]
        return [When(first, last, one, ends if ends and ends > one else None, span.exact)
                for one in starts]  # fmt: skip
    if span.end:
        end = _likely_end(in_part(span.end, span.part), hours)
        start = span.part[0] if span.part and span.part[0] < end else None
        return [When(first, last, start, end)]
    low, high = span.part or (0, 1440)
    return [When(first, last, low, high)]


def _likely(
    options: Options, hours: tuple[int, int], setting: Setting, *, figures: bool
) -> Options:
    """Keep what was offered, else what lies in the salon's hours, else the waking guess."""
    if len(options) == 1:
        return options
    offered = tuple(one for one in options if one in setting.starts)
    if len(offered) == 1:
        return offered
    if setting.opening is None and figures and not setting.month_first:
        return options
    if setting.opening is None:
        return tuple(sorted(options, key=lambda one: not hours[0] <= one < hours[1]))
    inside = tuple(one for one in options if hours[0] <= one < hours[1])
    return inside or (_waking(options),)


def _likely_end(options: Options, hours: tuple[int, int]) -> int:
    inside = [one for one in options if hours[0] < one <= hours[1]]
    return inside[0] if inside else _waking(options)


def _waking(options: Options) -> int:
    """Prefer seven in the morning to seven at night, three in the afternoon to three at night."""
    return options[0] if options[0] >= 7 * 60 else options[-1]


def _pair(starts: Options, ends: Options, hours: tuple[int, int]) -> tuple[int, int]:
    """Choose the narrowest range, then the one that overlaps the salon's hours most."""
    pairs = [(low, high) for low in starts for high in ends if low < high]
    if not pairs:
        return starts[0], ends[0] + 1440 if ends[0] < starts[0] else starts[0] + 1

    def weight(pair: tuple[int, int]) -> tuple[int, int]:
        overlap = min(pair[1], hours[1]) - max(pair[0], hours[0])
        return pair[1] - pair[0], -overlap

    return min(pairs, key=weight)


def _merged(readings: list[When]) -> list[When]:
    """Join neighbouring days with the same hours: Friday or Saturday is a stretch of two days."""
    merged: list[When] = []
    for one in readings:
        before = merged[-1] if merged else None
        if before and _neighbours(before, one):
            merged[-1] = When(before.first, one.last, one.start, one.end, one.exact)
        else:
            merged.append(one)
    return merged


def _neighbours(one: When, other: When) -> bool:
    same = (one.start, one.end, one.exact) == (other.start, other.end, other.exact)
    if not same or one.last is None or other.first is None or one.last == date.max:
        return False
    return one.last + timedelta(days=1) == other.first
