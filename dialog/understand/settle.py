"""What the open question, the offers, the held time add to what was said of time."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date, datetime, timedelta

from dialog.understand.choices import Picked
from dialog.understand.context import Asked, Context
from dialog.understand.reading import Intent, When
from dialog.understand.signs import Kind, Sign
from dialog.understand.when import calendar
from dialog.understand.when.read import Timed

_PLACING = frozenset({Kind.NEXT, Kind.THIS, Kind.COMING, Kind.AFTER_NEXT, Kind.WEEKS, Kind.MONTH,
                      Kind.DATE, Kind.ORDINAL, Kind.DAY, Kind.NOT, Kind.AFTER, Kind.SINCE,
                      Kind.BEFORE, Kind.UNTIL, Kind.FROM})  # fmt: skip


def weekday_placed(timed: Timed, signs: Sequence[Sign], context: Context) -> Timed:
    """Take a bare weekday under offered times as an offered day, then as one that was wished."""
    if context.asked is not Asked.TIME or timed.any_when or not timed.when:
        return timed
    weekdays = [sign.value for sign in signs if sign.kind is Kind.WEEKDAY]
    if len(weekdays) != 1 or any(sign.kind in _PLACING for sign in signs):
        return timed
    offered = {one.start.date() for one in context.offered if one.start is not None}
    days = sorted(day for day in offered if day.weekday() == weekdays[0])
    days = days or _within(context.wished, weekdays[0], context.now.date())
    if not days:
        return timed
    placed = (replace(one, first=day, last=day) for day in days for one in timed.when[:1])
    return replace(timed, when=tuple(placed))


def _within(wished: Sequence[When], weekday: int, today: date) -> list[date]:
    """Give the first such day of what was wished."""
    for one in wished:
        if one.first is None:
            continue
        day = calendar.next_weekday(max(one.first, today), weekday)
        if one.last is None or day <= one.last:
            return [day]
    return []


def kept_open(timed: Timed, picked: Picked | None, context: Context) -> Timed:
    """Keep a weekday open that was asked about ("which Friday?") and only said again."""
    if context.asked is not Asked.WHICH_DAY or picked or len(timed.when) != 1:
        return timed
    said = timed.when[0]
    days = [one.start.date() for one in context.offered if one.start is not None]
    if said.first not in days or said.first != said.last:
        return timed
    same = [day for day in dict.fromkeys(days) if day.weekday() == said.first.weekday()]
    return replace(timed, when=tuple(replace(said, first=day, last=day) for day in same))


def to_come(readings: tuple[When, ...], now: datetime) -> tuple[When, ...]:
    """Drop the readings that have passed where another is left: nobody books this morning."""
    minute = now.hour * 60 + now.minute
    left = [
        one
        for one in readings
        if one.first is None
        or one.last is None
        or one.last > now.date()
        or (one.last == now.date() and _latest(one) > minute)
    ]
    return tuple(left) or readings


def _latest(when: When) -> int:
    """Give the last minute of the day that a reading still allows."""
    return when.start if when.exact and when.start is not None else when.end or 1440


def not_before_today(timed: Timed, now: datetime) -> Timed:
    """Drop past days from several wishes: "yesterday" was only told beside what is wanted."""
    left = tuple(one for one in timed.when if one.last is None or one.last >= now.date())
    if not left or len(left) == len(timed.when):
        return timed
    return replace(timed, when=left, any_when=len(left) > 1)


def careless_pick(signs: Sequence[Sign], timed: Timed, context: Context) -> Picked | None:
    """Take "you choose", said of offered times, as the first of them."""
    careless = any(sign.kind is Kind.ANYONE and sign.value for sign in signs)
    if not careless or timed.when or context.asked is not Asked.TIME:
        return None
    first = next((one for one in context.offered if one.start is not None), None)
    return Picked(first, 0.7) if first else None


def elsewhen(
    kinds: AbstractSet[Kind], timed: Timed, intent: Intent | None, context: Context
) -> tuple[Timed, Intent | None]:
    """Take "later" as a wish for times after the offered ones, else after the held one."""
    later = Kind.LATER in kinds
    if timed.when or later == (Kind.SOONER in kinds) or intent not in (None, Intent.NO):
        return timed, intent
    spoken_of = _spoken_of(context)
    if not spoken_of:
        return timed, intent
    if later:
        first = spoken_of[-1] + timedelta(minutes=context.catalogue.grid)
        when = When(first.date(), first.date(), start=first.hour * 60 + first.minute)
    else:
        first = spoken_of[0]
        when = When(first.date(), first.date(), end=first.hour * 60 + first.minute)
    return replace(timed, when=(when,)), Intent.OTHER_TIMES


def _spoken_of(context: Context) -> list[datetime]:
    """Give the starts that "later" compares with, earliest first."""
    if context.asked is Asked.TIME:
        offered = sorted(one.start for one in context.offered if one.start is not None)
        if offered:
            return offered
    return [context.held] if context.held is not None else []
