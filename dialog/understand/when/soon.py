"""Hours, minutes counted from now."""

from collections.abc import Sequence
from datetime import timedelta

from dialog.understand.signs import Kind, Sign
from dialog.understand.when import calendar
from dialog.understand.when.days import Days
from dialog.understand.when.setting import Setting
from dialog.understand.when.span import Span

_FARTHEST = 100_000
"""Minutes that are still said so: some two months."""


def soon(signs: Sequence[Sign], at: int, setting: Setting) -> tuple[Days, Span, int] | None:
    """Read "in two hours", "in half an hour" as a day with its minute."""
    if signs[at].kind is not Kind.IN:
        return None
    amount, unit, end = signs[at + 1], signs[at + 2], at + 3
    if amount.kind is Kind.ONE and unit.kind is Kind.MINUTES and unit.value:
        amount = Sign(Kind.NUMBER, 1, 0, 0)
    elif amount.kind is Kind.MINUTES and amount.value:  # "half an hour" is one sign
        amount, unit, end = Sign(Kind.NUMBER, 1, 0, 0), amount, at + 2
    if amount.kind not in (Kind.NUMBER, Kind.ONE) or unit.kind not in (Kind.HOURS, Kind.MINUTES):
        return None
    minutes = amount.value * (60 if unit.kind is Kind.HOURS else unit.value or 1)
    if not 0 < minutes <= _FARTHEST:
        return None
    then = setting.now + timedelta(minutes=minutes)
    minute = then.hour * 60 + then.minute
    return Days((calendar.one(then.date()),)), Span(start=(minute,), exact=True), end
