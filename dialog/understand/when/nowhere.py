"""Days that were said but that no calendar has."""

from collections.abc import Sequence

from dialog.understand.signs import Kind, Sign
from dialog.understand.when import calendar
from dialog.understand.when.figures import in_figures
from dialog.understand.when.setting import Setting

_NUMBERS = frozenset({Kind.NUMBER, Kind.ORDINAL})
_DATED = frozenset({Kind.MONTH, Kind.DATE, Kind.ORDINAL})
_CLOCK_FOLLOWS = frozenset({Kind.OCLOCK, Kind.AM, Kind.PM})
_FEBRUARY_AT_MOST = 29
_END = Sign(Kind.END, 0, 0, 0)


def no_such_day(found: Sequence[Sign], setting: Setting) -> frozenset[int]:
    """Give the tokens of the first day that does not exist: "31 November", "30.2."."""
    if not any(sign.kind in _DATED for sign in found):
        return frozenset()
    signs = [*found, _END, _END, _END]
    for at, sign in enumerate(found):
        if sign.kind in _NUMBERS:
            end = _counted(signs, at, setting)
        elif sign.kind is Kind.MONTH:
            end = _after_month(signs, at, setting)
        elif sign.kind is Kind.DATE:
            end = _in_figures(signs, at, setting)
        else:
            continue
        if end:
            return frozenset(range(sign.lo, signs[end - 1].hi))
    return frozenset()


def _counted(signs: Sequence[Sign], at: int, setting: Setting) -> int:
    """Read "31 November", "31st of November", "31. 11."."""
    sign, after = signs[at], at + 1
    after += signs[after].kind in (Kind.ON, Kind.STOP)
    month = signs[after]
    if month.kind is Kind.MONTH:
        return after + 1 if _missing(sign.value, month.value, setting) else 0
    dotted = sign.kind is Kind.ORDINAL and bool(sign.more) and month.kind is Kind.ORDINAL
    if dotted and month.more and 1 <= month.value <= 12:
        return after + 1 if _missing(sign.value, month.value, setting) else 0
    return 0


def _after_month(signs: Sequence[Sign], at: int, setting: Setting) -> int:
    """Read "November 31st", but "November 2027" is a month."""
    sign = signs[at + 1]
    plausible = sign.kind in _NUMBERS and sign.value < 100
    if not plausible or signs[at + 2].kind in _CLOCK_FOLLOWS:
        return 0
    return at + 2 if _missing(sign.value, signs[at].value, setting) else 0


def _in_figures(signs: Sequence[Sign], at: int, setting: Setting) -> int:
    """Read "31.11.", "31/11"; "10.50" is a clock."""
    first, second, _, _ = signs[at].more
    if signs[at].value >= 0 or not min(first, second) or max(first, second) <= _FEBRUARY_AT_MOST:
        return 0
    return 0 if in_figures(signs, at, setting) else at + 1


def _missing(day: int, month: int, setting: Setting) -> bool:
    return day > 0 and calendar.dated(setting.today, day, month, -1) is None
