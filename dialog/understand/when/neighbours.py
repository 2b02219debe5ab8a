"""Signs that mean one thing or another by what stands beside them."""

from collections.abc import Sequence
from dataclasses import replace

from dialog.understand.signs import Kind, Plain, Sign
from dialog.understand.when.clock import joins_too

_NO_DAY = frozenset({Kind.OCLOCK, Kind.AM, Kind.PM, Kind.COUNTED, Kind.MINUTES, Kind.HOURS,
                     Kind.DAYS, Kind.WEEKS, Kind.MONTHS, Kind.DASH, Kind.PLUS})  # fmt: skip
_COUNTING = frozenset({Kind.ORDINAL, Kind.LAST})
_NAMED_DAYS = frozenset({Kind.WEEKDAY, Kind.DAY, Kind.WEEKEND, Kind.ON})
_OF = frozenset({1, 2})
_OF_THE = 2
_SECOND, _LAST_DAY = 3, 31
_PHONE, _PAIRS = 9, 3
"""Digits of a phone number at least, numbers it is written in when they are fewer."""

_YEARS = range(2000, 2100)
_BEFORE_DAY = frozenset({(Kind.FROM, 2), (Kind.FROM, 3), (Kind.FROM, 5), (Kind.TO, 1),
                         (Kind.AFTER, 1),
                         (Kind.BEFORE, 1), (Kind.SINCE, 1), (Kind.UNTIL, 1)})  # fmt: skip
_DAYTIMES = {Kind.EARLY: (360, 600), Kind.LATE: (1080, 1320)}
_NARROWED = frozenset({Kind.PART, Kind.NEXT, Kind.THIS, Kind.COMING, Kind.WEEKS, Kind.MONTH,
                       Kind.MONTHS, Kind.ON, Kind.IN, Kind.DAYS})  # fmt: skip
_NARROWING = frozenset({Kind.EARLY, Kind.LATE, Kind.LATER})
_BEFORE_PART = frozenset(
    {Kind.THIS, Kind.DAY, Kind.WEEKDAY, Kind.ON, Kind.IN, Kind.MORNING_OR_TOMORROW}
)
_ALSO_AFTER = 2
_FIRST_OF_TWO = 2
_PASSED = frozenset({Kind.WEEKDAY, Kind.WEEKS, Kind.MONTHS, Kind.WEEKEND})
_NAMING = frozenset({Kind.WITH, Kind.I_AM, Kind.NAME_IS})
_NUMBERS = frozenset({Kind.NUMBER, Kind.ORDINAL, Kind.DATE})
_STEPS = frozenset({Kind.BEFORE, Kind.AFTER})
_LABELLED = frozenset({Kind.NUMBER, Kind.ORDINAL, Kind.DATE, Kind.CLOCK})
_CLOSE = 3
_DAY_HALVES = {Kind.AM: (360, 720), Kind.PM: (720, 1080)}
_HALVED_DAYS = frozenset({Kind.WEEKDAY, Kind.DAY, Kind.DATE, Kind.ORDINAL})
_START = Sign(Kind.END, 0, 0, 0)
_REACH = 7
_BEFORE_MORNING = frozenset({Kind.WEEKDAY, Kind.DAY, Kind.DATE, Kind.THIS})
_ENDS_RANGE = frozenset({Kind.TO, Kind.UNTIL, Kind.DASH})
_STARTS_RANGE = frozenset({Kind.NUMBER, Kind.ORDINAL, Kind.CLOCK, Kind.WEEKDAY, Kind.DATE,
                           Kind.DAY, Kind.ON, Kind.AT, Kind.HALF_TO})  # fmt: skip
_STOPS = frozenset({Kind.END, Kind.STOP, Kind.COMMA, Kind.POLITE})
_OPENING = frozenset({Kind.BETWEEN, Kind.FROM})
_SINGLE_DAYS = ([Kind.WEEKDAY], [Kind.DAY])
_NEAR = 4
_AMOUNTS = frozenset({(Kind.TOPIC, 0), *((Kind.COUNTED, kind) for kind in range(4))})
"""What is told in numbers: prices, things that are counted."""

_THIRDS = frozenset({Kind.EARLY, Kind.MIDDLE, Kind.LATE})
_WIDEST, _FACE = 8, 12
_COUNTED_BY = frozenset({Kind.LABEL, Kind.COUNTED, Kind.PICK, Kind.ONE_OF})


def settle(given: Sequence[Sign]) -> list[Sign]:
    """Tell apart what only its neighbours settle: "morgen", "de", the number behind "le"."""
    settled: list[Sign] = []
    found = _narrowing(_without_counts(_without_phones(given)))
    for place, sign in enumerate(found):
        before = settled[-1] if settled else _START
        after = found[place + 1].kind if place + 1 < len(found) else Kind.END
        if sign.kind is Kind.DASH and after is Kind.AROUND and found[place + 1].value:
            continue  # "5-ish"
        if sign.kind is Kind.OR and sign.value == _FIRST_OF_TWO and after is not Kind.NUMBER:
            continue  # "on either Monday or Tuesday"
        if sign.kind is Kind.FROM and sign.value in _OF and not _opens_range(found, place):
            _date_of(found, place, before)
            continue  # "of"
        if sign.kind is Kind.FEIRA and before.kind is Kind.ORDINAL and 2 <= before.value <= 6:
            settled[-1] = replace(before, kind=Kind.WEEKDAY, value=before.value - 2, hi=sign.hi)
            continue
        settled.append(_read_beside(sign, before, after, found, place))
    return settled


def _without_phones(found: Sequence[Sign]) -> list[Sign]:
    """Take the numbers of "0151 23 45 67" for nothing of time."""
    signs, run = list(found), 0
    for at in range(len(signs) + 1):
        if at < len(signs) and signs[at].kind is Kind.NUMBER and signs[at].more:
            run += 1
            continue
        group = signs[at - run : at]
        digits = sum(sign.more[0] for sign in group)
        dated = any(sign.value in _YEARS for sign in group)
        if not dated and ((run > 1 and digits >= _PHONE) or (run > _PAIRS and digits > _PHONE - 2)):
            signs[at - run : at] = [replace(sign, kind=Kind.MARK) for sign in group]
        run = 0
    return signs


def _without_counts(signs: list[Sign]) -> list[Sign]:
    """Take numbers that count for nothing of time: "kids between 5 and 8", "from 1 to 10"."""
    for at, sign in enumerate(signs[:-3]):
        first, last = signs[at + 1], signs[at + 3]
        if (
            sign.kind not in _OPENING
            or first.kind is not Kind.NUMBER
            or first.kind is not last.kind
        ):
            continue
        told = any((one.kind, one.value) in _AMOUNTS for one in signs[max(0, at - _NEAR) : at])
        wide = _WIDEST < last.value - first.value < last.value <= _FACE
        ended = at + 4 == len(signs) or signs[at + 4].kind in _STOPS
        if ended and (told or wide):
            signs[at + 1] = replace(first, kind=Kind.MARK)
            signs[at + 3] = replace(last, kind=Kind.MARK)
    return signs


def _second_day(found: Sequence[Sign], place: int, before: Sign) -> bool:
    """Whether a number is a day because the one before is: "entre los días 4 y 7"."""
    if before.kind not in (Kind.AND, Kind.OR, Kind.UNTIL) or place < _SECOND:
        return False
    article, first, number = found[place - 3], found[place - 2], found[place]
    led = article.kind is Kind.ON and article.value == 1 and first.kind is Kind.NUMBER
    ends = place + 1 == len(found) or found[place + 1].kind in _STOPS
    return led and ends and first.value < number.value <= _LAST_DAY


def _date_of(found: list[Sign], place: int, before: Sign) -> None:
    """Read the number behind an "of": "el 21 del 12" is a month, "la semana del 7" a day."""
    of, number = found[place], found[place + 1] if place + 1 < len(found) else _START
    if number.kind is not Kind.NUMBER or not number.more or of.value != _OF_THE:
        return
    if before.kind is Kind.ORDINAL and before.sure and 1 <= number.value <= 12:
        found[place + 1] = replace(number, kind=Kind.MONTH)
    elif before.kind in (Kind.WEEKS, Kind.WEEKEND) and _day_number(found, place + 1, of):
        found[place + 1] = replace(number, kind=Kind.ORDINAL, sure=True)


def _read_beside(sign: Sign, before: Sign, after: Kind, found: Sequence[Sign], place: int) -> Sign:
    """Give the sign as it is meant between its neighbours."""
    if sign.kind is Kind.NUMBER:
        return _numbered(found, place, before)
    if sign.kind is Kind.MORNING_OR_TOMORROW:
        return _morning_or_tomorrow(sign, before)
    if _no_time(sign, before, after):
        return replace(sign, kind=Kind.PLAIN, value=0)
    if sign.kind is Kind.WEEKDAY and len(sign.more) > 1 and before.kind in _NUMBERS:
        return replace(sign, kind=Kind.MONTH, value=sign.more[1], more=())  # "3 mar"
    meant = _renamed(sign, before, after)
    if meant is not None:
        return replace(sign, kind=meant, value=2 * (meant in (Kind.DAY, Kind.ORDINAL)))
    part = _part_meant(sign, before, after)
    return replace(sign, kind=Kind.PART, value=0, more=part) if part else sign


def _numbered(found: Sequence[Sign], place: int, before: Sign) -> Sign:
    """Tell a day's number from others: "le 14", "op 17"."""
    sign = found[place]
    if before.kind is Kind.LABEL:
        return replace(sign, kind=Kind.PLAIN, value=0)
    if _second_day(found, place, before):
        return replace(sign, kind=Kind.ORDINAL, sure=True)
    led = before.kind is Kind.ON or (before.kind, before.value) in _BEFORE_DAY
    if led and _day_number(found, place, before):
        return replace(sign, kind=Kind.ORDINAL, sure=True)
    return sign


def _renamed(sign: Sign, before: Sign, after: Kind) -> Kind | None:
    """Give the kind that a sign has only beside these neighbours."""
    whichever = sign.kind is Kind.PLAIN and sign.value == Plain.WHICH
    if whichever and (after in _STEPS or before.kind in _THIRDS):
        return Kind.DAYS  # "the day after the 3rd", "late in the day"
    if sign.kind is Kind.PREVIOUS and sign.value == _ALSO_AFTER and before.kind not in _PASSED:
        return Kind.DAY  # "mañana o pasado"
    if sign.kind is Kind.WEEKDAY and after is Kind.HALVES:
        return Kind.ORDINAL  # "segunda quinzena", which is Monday alone
    if sign.kind is Kind.HALF_TO and after is Kind.MONTH:
        return Kind.MIDDLE  # "half december"
    if sign.kind is Kind.MINUS and not sign.value and after in _NAMED_DAYS:
        return Kind.NOT  # "menos lunes"
    return None


def _no_time(sign: Sign, before: Sign, after: Kind) -> bool:
    """Whether it is no time beside these: "room 12", "10 minutos tarde", "with April"."""
    if before.kind is Kind.LABEL:
        return sign.kind in _LABELLED
    if sign.kind is Kind.ORDINAL and after in _COUNTED_BY:
        return True  # "3rd floor", "5th avenue", "the 2nd option"
    if sign.kind is Kind.PART:
        return before.kind is Kind.MINUTES
    return sign.kind is Kind.MONTH and before.kind in _NAMING and after not in _NUMBERS


def _part_meant(sign: Sign, before: Sign, after: Kind) -> tuple[int, int] | None:
    """Give the hours of "Friday pm", "Friday late"."""
    pair = before.kind is Kind.DATE and 0 < before.more[1] - before.more[0] <= _CLOSE  # "5/6pm"
    if before.kind in _HALVED_DAYS and sign.kind in _DAY_HALVES and not pair:
        return _DAY_HALVES[sign.kind]
    late = before.kind in _BEFORE_MORNING and after not in _NARROWED
    return _DAYTIMES.get(sign.kind) if late else None


def _day_number(found: Sequence[Sign], place: int, before: Sign) -> bool:
    """Whether a number is a day: "le 14", "op 17", "am 17"; after a mere "on" no small one."""
    sign, after = found[place], found[place + 1].kind if place + 1 < len(found) else Kind.END
    if after in _NO_DAY or not 1 <= sign.value <= 31:
        return False
    if before.value:
        return True
    return bool(sign.more) and (sign.value > 12 or after is Kind.AT)


def _narrowing(found: Sequence[Sign]) -> list[Sign]:
    """Put "early", "later" next to its part: "early tomorrow morning", "demain matin tôt"."""
    signs = list(found)
    for at, sign in enumerate(signs):
        if sign.kind is Kind.PART and at > 1 and signs[at - 1].kind is Kind.WEEKDAY:
            if signs[at - 2].kind in _COUNTING:  # "first Monday evening of next month"
                signs[at - 2 : at + 1] = [sign, *signs[at - 2 : at]]
            continue
        if sign.kind not in _NARROWING:
            continue
        if _moved_behind(signs, at):
            continue
        after = [one.kind for one in signs[at + 1 : at + 4]]
        before = signs[at - 1].kind if at else Kind.END
        if before is Kind.PART and sign.kind is not Kind.LATER and after[:1] != [Kind.PART]:
            signs[at - 1], signs[at] = sign, signs[at - 1]
        elif after[:1] and after[0] in _BEFORE_PART and Kind.PART in after[1:2]:
            kind = Kind.LATE if sign.kind is Kind.LATER else sign.kind
            signs[at], signs[at + 1] = signs[at + 1], replace(sign, kind=kind)
    return signs


def _moved_behind(signs: list[Sign], at: int) -> bool:
    """Put "late" behind its day: "late on Friday"."""
    day = at + 1 + (at + 1 < len(signs) and signs[at + 1].kind is Kind.ON)
    until = at > 0 and signs[at - 1].kind in (Kind.UNTIL, Kind.BEFORE)
    ahead = [one.kind for one in signs[day : day + 2]]
    if until or signs[at].kind is Kind.LATER or ahead[:1] not in _SINGLE_DAYS:
        return False
    if len(ahead) > 1 and ahead[1] in _NARROWED | {Kind.NUMBER, Kind.ORDINAL}:
        return False
    signs[at : day + 1] = [*signs[at + 1 : day + 1], signs[at]]
    return True


def _morning_or_tomorrow(sign: Sign, before: Sign) -> Sign:
    """Tell "morgen" the tomorrow from "Freitag morgen" the morning."""
    if before.kind in _BEFORE_MORNING:
        return replace(sign, kind=Kind.PART, value=0, more=(360, 720))
    return replace(sign, kind=Kind.DAY, value=1, more=())


def _opens_range(signs: Sequence[Sign], at: int) -> bool:
    """Whether "de", "di" is a "from": an end follows its start."""
    for place in range(at + 2, min(at + _REACH, len(signs))):
        sign = signs[place]
        if sign.kind in _ENDS_RANGE or joins_too(sign):
            return signs[at + 1].kind in _STARTS_RANGE
        if sign.kind in (Kind.STOP, Kind.COMMA, Kind.WORD):
            return False
    return False
