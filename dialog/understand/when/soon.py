"""Hours, minutes counted from now."""

from collections.abc import Sequence
from datetime import timedelta

from dialog.understand.signs import Kind, Sign
from dialog.understand.when import calendar
from dialog.understand.when.days import Days
from dialog.understand.when.setting import Setting
from dialog.understand.when.span import Span

_ALSO_IN = frozenset({Kind.BETWEEN, Kind.PAST})
_HOUR_UNITS = frozenset({Kind.HOURS, Kind.OCLOCK})
_BEHIND = frozenset({Kind.FROM_NOW, Kind.LATER})
_LONGEST_RUN = 24 * 60
_FARTHEST = 100_000
"""Minutes that are still said so: some two months."""


def soon(signs: Sequence[Sign], at: int, setting: Setting) -> tuple[Days, Span, int] | None:
    """Read "in two hours", "in half an hour" as a day with its minute."""
    lead = signs[at]
    if lead.kind in (Kind.NEXT, Kind.COMING):
        return _running(signs, at + 1, setting)
    behind = duration(signs, at)
    if behind is not None and signs[behind[1]].kind in _BEHIND:
        return _at(behind[0], behind[1] + 1, setting)
    if behind is not None and signs[behind[1]].kind is Kind.SINCE:  # "a partir de ahora"
        now = signs[behind[1] + 1].kind is Kind.SOON
        return _at(behind[0], behind[1] + 2, setting) if now else None
    if lead.kind is not Kind.IN and not (lead.kind in _ALSO_IN and lead.value == 1):
        return None
    told = duration(signs, at + 1)
    if told is not None and lead.kind is Kind.IN and lead.value:
        return _running(signs, at + 1, setting)  # "within two hours"
    return _at(told[0], told[1], setting) if told else None


def _at(minutes: int, end: int, setting: Setting) -> tuple[Days, Span, int] | None:
    if not 0 < minutes <= _FARTHEST:
        return None
    then = setting.now + timedelta(minutes=minutes)
    minute = then.hour * 60 + then.minute
    return Days((calendar.one(then.date()),)), Span(start=(minute,), exact=True), end


def _running(signs: Sequence[Sign], at: int, setting: Setting) -> tuple[Days, Span, int] | None:
    """Read "the next three hours"."""
    told = duration(signs, at)
    if told is None or not 0 < told[0] <= _LONGEST_RUN:
        return None
    minute = setting.now.hour * 60 + setting.now.minute
    span = Span(start=(minute,), end=(minute + told[0],))
    return Days((calendar.one(setting.today),)), span, told[1]


def duration(signs: Sequence[Sign], at: int) -> tuple[int, int] | None:
    """Read "two hours", "an hour and a half", "1h30", "half an hour" as minutes; else None."""
    at += signs[at].kind is Kind.AROUND  # "in about an hour"
    amount, unit = signs[at], signs[at + 1]
    if amount.kind is Kind.MINUTES and amount.value:  # "half an hour" is one sign
        return amount.value, at + 1
    if amount.kind is Kind.ONE and unit.kind is Kind.MINUTES and unit.value:
        return unit.value, at + 2
    if amount.kind is Kind.DATE or unit.kind is Kind.PLUS:
        return _half_hours(signs, at)
    if amount.kind not in (Kind.NUMBER, Kind.ONE) or amount.value < 0:
        return None
    if unit.kind is Kind.MINUTES:
        return amount.value * (unit.value or 1), at + 2
    hours = unit.kind is Kind.HOURS or (unit.kind is Kind.OCLOCK and unit.value)
    return _hours(signs, at) if hours else None  # "pour 2 heures", but "for 6 o'clock"


def _half_hours(signs: Sequence[Sign], at: int) -> tuple[int, int] | None:
    """Read "2.5 hours", "two and a half hours"."""
    amount, unit, after = signs[at], signs[at + 1], signs[at + 2]
    if amount.kind is Kind.DATE:
        halves = amount.more[1:3] == (5, -1) and unit.kind in _HOUR_UNITS
        return (amount.more[0] * 60 + 30, at + 2) if halves else None
    counted = amount.kind in (Kind.NUMBER, Kind.ONE) and amount.value >= 0
    if not counted or after.kind not in _HOUR_UNITS:
        return None
    return amount.value * 60 + unit.value, at + 3


def _hours(signs: Sequence[Sign], at: int) -> tuple[int, int]:
    """Read the minutes beside the hours."""
    minutes, end = signs[at].value * 60, at + 2
    if signs[end].kind is Kind.PLUS:
        return minutes + signs[end].value, end + 1
    end += signs[end].kind is Kind.AND
    more, unit = signs[end], signs[end + 1]
    if more.kind is Kind.MINUTES and more.value:
        return minutes + more.value, end + 1
    glued = signs[at + 1].kind is Kind.OCLOCK and end == at + 2
    if more.kind is Kind.NUMBER and 0 < more.value < 60 and (glued or unit.kind is Kind.MINUTES):
        return minutes + more.value, end + 1 + (unit.kind is Kind.MINUTES)
    return minutes, at + 2
