"""Hours, minutes counted from now."""

from collections.abc import Sequence
from datetime import timedelta

from dialog.understand.signs import Kind, Sign
from dialog.understand.when import calendar
from dialog.understand.when.clock import joins_too
from dialog.understand.when.days import Days
from dialog.understand.when.lasting import duration
from dialog.understand.when.setting import Setting
from dialog.understand.when.span import Span

_ALSO_IN = frozenset({Kind.BETWEEN, Kind.PAST})
_BEHIND = frozenset({Kind.FROM_NOW, Kind.LATER})
_JOINTS = frozenset({Kind.OR, Kind.DASH, Kind.TO, Kind.UNTIL})
_UNITS = frozenset({Kind.MINUTES, Kind.HOURS, Kind.DAYS, Kind.WEEKS, Kind.MONTHS, Kind.OCLOCK,
                    Kind.COUNTED})  # fmt: skip
_VOR = 2
"""Of a BEFORE, one that also leads an amount: "vor zwei Stunden"."""

_LONGEST_RUN = 24 * 60
_FARTHEST = 100_000
"""Minutes that are still said so: some two months."""


def soon(signs: Sequence[Sign], at: int, setting: Setting) -> tuple[Days, Span, int] | None:
    """Read "in two hours", "in half an hour" as a day with its minute."""
    lead = signs[at]
    if lead.kind in (Kind.NEXT, Kind.COMING):
        return _running(signs, at + 1, setting)
    if lead.kind is Kind.AGO or (lead.kind is Kind.BEFORE and lead.value == _VOR):
        return _ago(signs, at + 1, setting) if lead.value else None
    behind = duration(signs, at)
    return _behind(signs, behind, setting) if behind else _led(signs, at, setting)


def _behind(
    signs: Sequence[Sign], told: tuple[int, int], setting: Setting
) -> tuple[Days, Span, int] | None:
    """Read what makes a moment of "two hours": "from now", "ago"."""
    minutes, end = told
    joint = signs[end]
    if joint.kind is Kind.AGO:
        return _at(-minutes, end + 1, setting)
    if joint.kind in _BEHIND and not joint.value:
        return _at(minutes, end + 1, setting)
    now = joint.kind is Kind.SINCE and signs[end + 1].kind is Kind.SOON
    return _at(minutes, end + 2, setting) if now else None  # "a partir de ahora"


def _led(signs: Sequence[Sign], at: int, setting: Setting) -> tuple[Days, Span, int] | None:
    lead = signs[at]
    if lead.kind is not Kind.IN and not (lead.kind in _ALSO_IN and lead.value == 1):
        return None
    if lead.kind is Kind.IN and lead.value:
        return _running(signs, at + 1, setting)  # "within two hours"
    either = _either(signs, at + 1)
    if either is not None:
        return _from_to(either[0], either[1], either[2], setting)
    told = duration(signs, at + 1)
    return _at(told[0], told[1], setting) if told else None


def _at(minutes: int, end: int, setting: Setting) -> tuple[Days, Span, int] | None:
    if not 0 < abs(minutes) <= _FARTHEST:
        return None
    then = setting.now + timedelta(minutes=minutes)
    minute = then.hour * 60 + then.minute
    return Days((calendar.one(then.date()),)), Span(start=(minute,), exact=True), end


def _running(signs: Sequence[Sign], at: int, setting: Setting) -> tuple[Days, Span, int] | None:
    """Read "the next three hours", "within the hour"."""
    told = _run(signs, at)
    return _from_to(0, told[0], told[1], setting) if told else None


def _run(signs: Sequence[Sign], at: int) -> tuple[int, int] | None:
    """Read how long it runs: to the later end of "an hour or two"."""
    if _hour_unit(signs[at]):  # "the next hour"
        several = _several(signs, at + 1)
        return (60 * several[0], several[1]) if several else (60, at + 1)
    either = _either(signs, at)
    if either is not None:
        return either[1], either[2]
    if signs[at].kind is Kind.MINUTES and not signs[at].value:
        return None
    return duration(signs, at)


def _hour_unit(sign: Sign) -> bool:
    return sign.kind is Kind.HOURS or (sign.kind is Kind.OCLOCK and sign.value > 0)


def _either(signs: Sequence[Sign], at: int) -> tuple[int, int, int] | None:
    """Read "15 to 20 minutes", "an hour or two" as both ends."""
    amount = signs[at]
    joint = signs[at + 1]
    tied = joint.kind in _JOINTS or joins_too(joint)
    if amount.kind in (Kind.NUMBER, Kind.ONE) and tied:
        longer = duration(signs, at + 2)
        unit = signs[at + 3]
        per = 60 if unit.kind in (Kind.HOURS, Kind.OCLOCK) else 1
        fits = longer is not None and 0 < amount.value * per < longer[0]
        return (amount.value * per, longer[0], longer[1]) if longer and fits else None
    if not _hour_unit(signs[at + 1]):
        return None
    told, several = duration(signs, at), _several(signs, at + 2)
    if told is None or several is None or told[1] != at + 2 or told[0] >= several[0] * 60:
        return None
    return told[0], several[0] * 60, several[1]


def _several(signs: Sequence[Sign], at: int) -> tuple[int, int] | None:
    """Read "or two"."""
    told = signs[at].kind is Kind.OR and signs[at + 1].kind is Kind.NUMBER
    counts = told and 1 < signs[at + 1].value <= 12 and signs[at + 2].kind not in _UNITS
    return (signs[at + 1].value, at + 2) if counts else None


def _ago(signs: Sequence[Sign], at: int, setting: Setting) -> tuple[Days, Span, int] | None:
    """Read what follows "il y a": "deux heures"."""
    told = duration(signs, at)
    if told is None:
        return None
    return _at(-told[0], told[1] + (signs[told[1]].kind is Kind.AGO), setting)


def _from_to(first: int, last: int, end: int, setting: Setting) -> tuple[Days, Span, int] | None:
    if not 0 <= first < last <= _LONGEST_RUN:
        return None
    minute = setting.now.hour * 60 + setting.now.minute
    span = Span(start=(minute + first,), end=(minute + last,))
    return Days((calendar.one(setting.today),)), span, end
