"""One point on the clock, with both halves of the day while they are possible."""

from collections.abc import Callable, Sequence
from typing import Protocol

from dialog.understand.signs import Kind, Sign

Options = tuple[int, ...]
"""The minutes after midnight that a spoken time may mean: "5" is 05:00 or 17:00."""

Found = tuple[Options, int] | None
"""Options with the place after them."""

_NO_CLOCK = frozenset({Kind.COUNTED, Kind.MINUTES, Kind.HOURS, Kind.DAYS, Kind.WEEKS, Kind.MONTHS,
                       Kind.MONTH})  # fmt: skip
_LEADING = frozenset({Kind.AT, Kind.AROUND, Kind.FROM, Kind.AFTER, Kind.BEFORE, Kind.UNTIL,
                      Kind.SINCE, Kind.BETWEEN, Kind.DASH, Kind.TO, Kind.AND, Kind.OR})  # fmt: skip
_YEARS = frozenset(year for year in range(1950, 2060) if year % 5)
_DATED = frozenset({Kind.AFTER, Kind.SINCE, Kind.BEFORE, Kind.UNTIL, Kind.IN, Kind.FROM})
_UNTOLD = frozenset({Kind.WORD, Kind.PLAIN})
_ADDRESS = 3
"""Of what is counted, the streets: "12 Main Street"."""

_HOURS = frozenset({Kind.NUMBER, Kind.CLOCK})
_FORWARD = frozenset({Kind.PAST, Kind.AFTER})
_BACKWARD = frozenset({Kind.TO, Kind.BEFORE})
_TO, _BARE_TO = 3, 4

_LASTING = 3
"""Of an OCLOCK, hours that rather last: "dos horas" is no clock, "a las dos horas" is."""

_PARA = 1
"""Of an AT, "diez para las tres"; of a QUARTER, "cuarto para las tres"."""

_WRITTEN = 3
"""Tokens of a clock in figures, 12:00."""

_TELLING = frozenset({Kind.AM, Kind.PM, Kind.PLUS, Kind.PART})

_NIGHT, _SMALL_HOURS = 1080, 240
_LATE_HOURS = frozenset({15, 20, 25})
"""Minutes that would be an odd beginning of a stretch that ends before noon."""

_SPOKEN_MINUTES = frozenset({5, 10, 20, 25})


def joins_too(sign: Sign) -> bool:
    """Whether an "at" leads to an end as well: "dalle 3 alle 5"."""
    return sign.kind is Kind.AT and sign.value >= _TO


def joins_alone(sign: Sign) -> bool:
    """Whether it does so without a "from" before: "3 a 5"."""
    return sign.kind is Kind.AT and sign.value == _BARE_TO


def point(signs: Sequence[Sign], at: int, *, bare: bool) -> Found:
    """Read a point from `at` on; `bare` lets a number alone be one."""
    kind = signs[at].kind
    if kind in _FORMS:
        found = _FORMS[kind](signs, at)
    elif kind in _LOOSE:
        found = _LOOSE[kind](signs, at, bare=bare)
    else:
        return None
    if found is None:
        return None
    listed = any(sign.kind is Kind.BETWEEN for sign in signs[max(0, at - 2) : at])
    options, end = _half_of_day(signs, *_told_further(signs, *found, listed=listed))
    return _told_further(signs, options, end, listed=listed)


def _told_further(
    signs: Sequence[Sign], options: Options, end: int, *, listed: bool
) -> tuple[Options, int]:
    """Read the minutes behind an hour: "et demie", "menos cuarto", "y diez", "meno venti"."""
    sign, after = signs[end], signs[end + 1]
    if sign.kind is Kind.PLUS:
        return _shifted(options, sign.value), _past_hour(signs, end + 1)
    if sign.kind is Kind.MINUS and sign.value:
        return _shifted(options, -sign.value), _past_hour(signs, end + 1)
    if after.kind is not Kind.NUMBER or not 1 <= after.value < 60 or options[0] % 60:
        return options, end
    if sign.kind is Kind.MINUS and after.value < 30:
        return _shifted(options, -after.value), end + 2
    spoken = after.value % 5 == 0 and signs[end + 2].kind not in _NO_CLOCK - {Kind.MINUTES}
    if sign.kind is Kind.AND and sign.value and spoken and not listed:
        return _shifted(options, after.value), end + 2 + (signs[end + 2].kind is Kind.MINUTES)
    return options, end


def _shifted(options: Options, minutes: int) -> Options:
    return tuple((one + minutes) % 1440 for one in options)


def _past_hour(signs: Sequence[Sign], at: int) -> int:
    return at + (signs[at].kind is Kind.OCLOCK)


def halves(minutes: int, *, sure: bool) -> Options:
    """Give the options of a minute read from a twelve-hour face, or of a sure one."""
    if sure or minutes < 60 or minutes >= 720:
        return (minutes,)
    return (minutes, minutes + 720)


def in_part(options: Options, part: tuple[int, int] | None) -> Options:
    """Keep the half of the day that a part of day names."""
    if part is None:
        return options
    if options == (720,) and part[0] >= 1080:
        return (1440,)  # "12 at night"
    if part[0] >= _NIGHT and options[0] <= _SMALL_HOURS:
        return options[:1]  # "2 at night"
    morning = part[1] <= 780
    kept = tuple(one for one in options if (one < 720) == morning)
    return kept or options


def _half_of_day(signs: Sequence[Sign], options: Options, end: int) -> tuple[Options, int]:
    kind = signs[end].kind
    if kind is Kind.AROUND and signs[end].value:  # "5ish"
        return _half_of_day(signs, options, end + 1)
    if kind is Kind.AM:
        return (options[0] % 720,), end + 1
    if kind is Kind.PM:
        last = options[-1]
        return (last if last >= 720 else last + 720,), end + 1
    return options, end


def _written(signs: Sequence[Sign], at: int) -> Found:
    sign, after = signs[at], signs[at + 1]
    if after.kind is Kind.COUNTED:
        return None  # "5.00 $"
    spoken = sign.kind is Kind.CLOCK and sign.hi - sign.lo < _WRITTEN and not sign.value % 720
    if spoken and after.kind is Kind.NUMBER and not after.more and after.value < 60:
        return (sign.value % 1440 + after.value,), at + 2  # "midi quinze"
    return halves(sign.value, sure=sign.sure), at + 1 + (after.kind is Kind.OCLOCK)


def _counted(signs: Sequence[Sign], at: int, *, bare: bool) -> Found:
    sign, after = signs[at], signs[at + 1]
    military = after.kind is Kind.HOURS and sign.more == (4,)  # "1700 hours"
    unit = after.kind in _NO_CLOCK - {Kind.MINUTES} and not military
    lasts = after.kind is Kind.OCLOCK and _lasts(signs, at, bare=bare)
    if sign.value < 0 or unit or lasts:
        return None
    minutes = _minutes_beside(signs, at)
    if minutes is not None or after.kind is Kind.MINUTES or _address(signs, at):
        return minutes
    if sign.value > 24 or (sign.more and sign.more[0] > 2):
        return _run_together(signs, at, bare=bare)
    if after.kind is Kind.OCLOCK:
        return _with_minutes(signs, at, at + 2)
    if _tail(sign, after, signs[at + 2], bare=bare):
        return halves(sign.value * 60 + after.value, sure=sign.sure), at + 2
    one = sign.value == 1 and signs[at - 1].kind is not Kind.FOR  # "the one in the afternoon"
    halved = (after.kind in _TELLING and not (one and after.kind is Kind.PART)) or (
        after.kind is Kind.AROUND and after.value == 1
    )
    return (_hour(sign), at + 1) if bare or halved else None


def _lasts(signs: Sequence[Sign], at: int, *, bare: bool) -> bool:
    """Whether "3 horas" is no clock, which "a las 3 horas", "3 horas de la tarde" are."""
    told = bare or signs[at].sure or signs[at + 2].kind in _TELLING
    return signs[at + 1].value == _LASTING and not told


def _address(signs: Sequence[Sign], at: int) -> bool:
    """Whether a street follows the number: "12 Main Street"."""
    end = at + 1
    while signs[end].kind in _UNTOLD and end < at + _ADDRESS:
        end += 1
    return signs[end].kind is Kind.COUNTED and signs[end].value == _ADDRESS


def _with_minutes(signs: Sequence[Sign], at: int, end: int) -> Found:
    """Read "17 Uhr 30"."""
    minutes = signs[end]
    spoken = minutes.kind is Kind.NUMBER and 0 <= minutes.value < 60
    if spoken and signs[end + 1].kind not in _NO_CLOCK | {Kind.OCLOCK, Kind.AM, Kind.PM}:
        return halves(signs[at].value * 60 + minutes.value, sure=signs[at].sure), end + 1
    return _hour(signs[at]), end


def _tail(hour: Sign, minutes: Sign, after: Sign, *, bare: bool) -> bool:
    """Whether a second number gives the minutes: "five thirty", "5 30 pm", "six oh five"."""
    if minutes.kind is Kind.TAIL:
        return True
    if minutes.kind is not Kind.NUMBER or not 10 <= minutes.value < 60 or after.kind in _NO_CLOCK:
        return False
    spoken = not hour.more and not minutes.more
    return bare or spoken or after.kind in (Kind.AM, Kind.PM)


def _run_together(signs: Sequence[Sign], at: int, *, bare: bool) -> Found:
    """Read "1730" where a clock is due."""
    value, after = signs[at].value, signs[at + 1].kind
    told = after in (Kind.AM, Kind.PM, Kind.OCLOCK, Kind.HOURS)
    short = value < 1000 and signs[at].more == (3,)
    if not (told or short) and value in _YEARS and signs[at - 1].kind in _DATED:
        return None  # "since 2019"
    if short and not told and (value % 100 == 0 or signs[at - 1].kind not in _LEADING):
        return None  # "around 100", "134 tomorrow"
    if not (told or bare) or not 100 <= value <= 2400 or value % 100 >= 60:
        return None
    end = at + 1 + (after in (Kind.OCLOCK, Kind.HOURS))
    sure = signs[at].sure and (value >= 1300 or (value < 1000 and signs[at].more == (4,)))
    return halves(value // 100 * 60 + value % 100, sure=sure), end


def _minutes_beside(signs: Sequence[Sign], at: int) -> Found:
    """Read "ten past five", "zehn nach fünf", "fünf vor halb sechs"."""
    sign = signs[at]
    joint = at + 1 + (signs[at + 1].kind is Kind.MINUTES)
    kind = signs[joint].kind
    forward = kind in _FORWARD
    backward = kind in _BACKWARD or (kind is Kind.AT and signs[joint].value == _PARA)
    if not (forward or backward) or not 1 <= sign.value < 30:
        return None
    if kind is Kind.AT and sign.value not in _SPOKEN_MINUTES | {15}:
        return None
    hour = signs[joint + 1]
    backwards = sign.value in _LATE_HOURS and 0 < hour.value < 13  # "20 to 4"
    if kind is Kind.TO and (
        joint == at + 1
        and ((sign.more and not backwards) or sign.value not in _SPOKEN_MINUTES | _LATE_HOURS)
    ):
        return None  # "2 to 4" is a range
    if kind is not Kind.PAST and sign.value % 5 and joint == at + 1:
        return None
    return _moved(signs, joint + 1, sign.value if forward else -sign.value)


def _quarter(signs: Sequence[Sign], at: int) -> Found:
    kind = signs[at + 1].kind
    if signs[at].value == _PARA:
        return _moved(signs, at + 1 + (kind is Kind.AT), -15)
    if kind in _FORWARD:
        return _moved(signs, at + 2, 15)
    if kind in _BACKWARD or kind is Kind.UNTIL:
        return _moved(signs, at + 2, -15)
    return _moved(signs, at + 1, -45)  # "viertel sechs", in the east of Germany


def _three_quarters(signs: Sequence[Sign], at: int) -> Found:
    return _moved(signs, at + 1, -15)


def _half_past(signs: Sequence[Sign], at: int) -> Found:
    return _hour_moved(signs, at, 30)


def _half_to(signs: Sequence[Sign], at: int) -> Found:
    return _hour_moved(signs, at, -30)


def _hour_moved(signs: Sequence[Sign], at: int, minutes: int) -> Found:
    return _moved(signs, at + 1, minutes) if signs[at + 1].kind in _HOURS | {Kind.ONE} else None


def _moved(signs: Sequence[Sign], at: int, minutes: int) -> Found:
    """Read an hour, or a half hour, and move it by some minutes."""
    sign = signs[at]
    if sign.kind in (Kind.HALF_TO, Kind.HALF_PAST) and signs[at + 1].kind is Kind.NUMBER:
        half = _moved(signs, at + 1, -30 if sign.kind is Kind.HALF_TO else 30)
        return half and (tuple(one + minutes for one in half[0]), half[1])
    whole = sign.kind is Kind.CLOCK and sign.value % 60 == 0
    single = sign.kind is Kind.ONE and bool(sign.more)
    number = single or (sign.kind is Kind.NUMBER and 0 <= sign.value <= 24)
    if not (whole or number) or signs[at + 1].kind in _NO_CLOCK:
        return None
    hour = sign.value * 60 if number else sign.value
    end = at + 1 + (signs[at + 1].kind is Kind.OCLOCK)
    if sign.sure or hour > 12 * 60:
        return (hour + minutes,), end
    face = (hour + minutes) % 720
    return (face, face + 720), end


def _dotted(signs: Sequence[Sign], at: int, *, bare: bool) -> Found:
    """Read "10.15", a date unless a clock is due."""
    sign = signs[at]
    due = bare or signs[at + 1].kind in (Kind.OCLOCK, Kind.AM, Kind.PM)
    if sign.value < 0 or not due:
        return None
    return _written(signs, at)


def _stopped(signs: Sequence[Sign], at: int, *, bare: bool) -> Found:
    """Read "um 17." at the end of a sentence."""
    sign = signs[at]
    usable = bare and not sign.sure and sign.more and 0 <= sign.value <= 24
    return (_hour(sign), at + 1) if usable and signs[at + 1].kind not in _NO_CLOCK else None


def _hour(sign: Sign) -> Options:
    return halves(sign.value * 60, sure=sign.sure)


class _Loose(Protocol):
    """A form that may be something else unless a clock is due."""

    def __call__(self, signs: Sequence[Sign], at: int, *, bare: bool) -> Found: ...


def _led_by_unit(signs: Sequence[Sign], at: int) -> Found:
    """Read "ore 15"."""
    return point(signs, at + 1, bare=True) if signs[at + 1].kind in _HOURS else None


def _single(signs: Sequence[Sign], at: int, *, bare: bool) -> Found:
    """Read "a la una", "om een uur"; "a la una amiga" is no hour."""
    sign, after = signs[at], signs[at + 1].kind
    if not sign.more or not (bare or after in _HOUR_PARTS) or after not in _AFTER_ONE:
        return None
    return halves(60, sure=False), _past_hour(signs, at + 1)


_HOUR_PARTS = frozenset({Kind.PLUS, Kind.MINUS})
_AFTER_ONE = frozenset({Kind.END, Kind.STOP, Kind.COMMA, Kind.OCLOCK, Kind.PLUS, Kind.MINUS,
                        Kind.AND, Kind.OR, Kind.PART, Kind.AM, Kind.PM, Kind.ON, Kind.FROM,
                        Kind.TO, Kind.UNTIL, Kind.AT, Kind.WEEKDAY, Kind.DAY, Kind.DASH,
                        Kind.POLITE, Kind.ONWARDS})  # fmt: skip
_FORMS: dict[Kind, Callable[[Sequence[Sign], int], Found]] = {
    Kind.CLOCK: _written,
    Kind.OCLOCK: _led_by_unit,
    Kind.QUARTER: _quarter,
    Kind.THREE_QUARTERS: _three_quarters,
    Kind.HALF_PAST: _half_past,
    Kind.HALF_TO: _half_to,
}
_LOOSE: dict[Kind, _Loose] = {
    Kind.NUMBER: _counted,
    Kind.DATE: _dotted,
    Kind.ORDINAL: _stopped,
    Kind.ONE: _single,
}
