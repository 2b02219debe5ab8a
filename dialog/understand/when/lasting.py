"""How long something lasts: two hours, 90 minutes, 1h30."""

from collections.abc import Sequence

from dialog.understand.signs import Kind, Sign

_HOUR_UNITS = frozenset({Kind.HOURS, Kind.OCLOCK})
_BROKEN = frozenset({Kind.DATE, Kind.PLUS})
_UNLED = frozenset({Kind.CLOCK, Kind.HOURS, Kind.OCLOCK})
_SLASH = ord("/")
_FRACTIONS: dict[tuple[int, ...], int] = {(1, 2): 30, (1, 4): 15, (3, 4): 45}
"""Of an hour, in minutes."""


def duration(signs: Sequence[Sign], at: int) -> tuple[int, int] | None:
    """Read "two hours", "an hour and a half", "1h30", "half an hour" as minutes; else None."""
    at += signs[at].kind is Kind.AROUND  # "in about an hour"
    amount, unit = signs[at], signs[at + 1]
    if amount.kind is Kind.MINUTES and amount.value:  # "half an hour" is one sign
        return amount.value, at + 1
    if amount.kind is Kind.ONE and unit.kind is Kind.MINUTES and unit.value:
        return unit.value, at + 2
    if amount.kind in _UNLED or {amount.kind, unit.kind} & _BROKEN:
        return _unled(signs, at) or _half_hours(signs, at)
    if amount.kind not in (Kind.NUMBER, Kind.ONE) or amount.value < 0:
        return None
    if unit.kind is Kind.MINUTES:
        return amount.value * (unit.value or 1), at + 2
    hours = unit.kind is Kind.HOURS or (unit.kind is Kind.OCLOCK and unit.value)
    return _hours(signs, at) if hours else None  # "pour 2 heures", but "for 6 o'clock"


def _unled(signs: Sequence[Sign], at: int) -> tuple[int, int] | None:
    """Read "hora y media", "1:30 hours"."""
    sign, after = signs[at], signs[at + 1]
    if sign.kind is Kind.CLOCK:
        return (sign.value, at + 2) if after.kind is Kind.HOURS else None
    several = sign.kind in _HOUR_UNITS and sign.value and after.kind is Kind.PLUS
    return (60 + after.value, at + 2) if several else None


def _half_hours(signs: Sequence[Sign], at: int) -> tuple[int, int] | None:
    """Read "2.5 hours", "two and a half hours", "1 1/2 hours", "1/2 hour"."""
    amount, unit, after = signs[at], signs[at + 1], signs[at + 2]
    part = _fraction(amount)
    if part:
        end = at + 1 + (unit.kind is Kind.ONE)  # "3/4 of an hour"
        return (part, end + 1) if signs[end].kind in _HOUR_UNITS else None
    if amount.kind is Kind.NUMBER and _fraction(unit) and after.kind in _HOUR_UNITS:
        return amount.value * 60 + _fraction(unit), at + 3
    if amount.kind is Kind.DATE:
        halves = amount.more[1:3] == (5, -1) and unit.kind in _HOUR_UNITS
        return (amount.more[0] * 60 + 30, at + 2) if halves else None
    counted = amount.kind in (Kind.NUMBER, Kind.ONE) and amount.value >= 0
    if not counted or after.kind not in _HOUR_UNITS:
        return None
    return amount.value * 60 + unit.value, at + 3


def _fraction(sign: Sign) -> int:
    """Give the minutes of "1/2", 0 for what is none."""
    if sign.kind is not Kind.DATE or sign.more[2:] != (-1, _SLASH):
        return 0
    return _FRACTIONS.get(sign.more[:2], 0)


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
