"""A message's signs read from left to right into wishes for time."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dialog.understand.signs import Kind, Plain, Sign
from dialog.understand.when.clock import joins_too
from dialog.understand.when.lasting import duration
from dialog.understand.when.setting import Setting
from dialog.understand.when.soon import soon
from dialog.understand.when.span import span
from dialog.understand.when.stretch import stretch
from dialog.understand.when.through import close, joint_at
from dialog.understand.when.wishes import Gap, Wish, Wishes

_SENTINELS = 6
"""Ends behind the last sign: as far as any rule looks ahead."""

_LOOSE = frozenset({Kind.ON, Kind.AT, Kind.IN, Kind.COMMA, Kind.FROM, Kind.FOR, Kind.DASH,
                    Kind.AROUND, Kind.TO})  # fmt: skip
_BESIDE = frozenset({Kind.WEEKDAY, Kind.DAY, Kind.NEXT, Kind.THIS, Kind.DATE, Kind.COMING})
_IDLE = frozenset({Kind.WORD, Kind.PLAIN, Kind.POLITE, Kind.TALK, Kind.COMMA, Kind.STOP, Kind.MARK,
                   Kind.WITH, Kind.I_AM, Kind.AND, Kind.OR, Kind.NOT, Kind.RATHER})  # fmt: skip
_PAIRING = frozenset({Kind.DASH, Kind.OR, Kind.TO, Kind.UNTIL})
_NO_DAY = frozenset({Kind.OCLOCK, Kind.AM, Kind.PM, Kind.COUNTED, Kind.MINUTES, Kind.HOURS,
                     Kind.DAYS, Kind.WEEKS, Kind.MONTHS, Kind.DASH, Kind.PLUS})  # fmt: skip
_COUNTING = frozenset({Kind.ORDINAL, Kind.LAST})
_NAMED_DAYS = frozenset({Kind.WEEKDAY, Kind.DAY, Kind.WEEKEND, Kind.ON})
_OF = frozenset({1, 2})
_OF_THE = 2
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
_HALVING = frozenset({Kind.PART, Kind.AM, Kind.PM, Kind.OCLOCK})
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
_JOINING = frozenset({Kind.OR, Kind.AND})


@dataclass(slots=True)
class Composed:
    """What was read, with the tokens it took."""

    wishes: Wishes = field(default_factory=Wishes)
    used: set[int] = field(default_factory=set)


def compose(found: Sequence[Sign], setting: Setting) -> Composed:
    """Read all days and clock times of a message into wishes."""
    signs = [*_settled(found), *[Sign(Kind.END, 0, 0, 0)] * _SENTINELS]
    composed, gap = Composed(), Gap()
    at, day_ended, lasting, ended = 0, -1, 0, -1
    while signs[at].kind is not Kind.END:
        lasts = duration(signs, at + 1) if signs[at].kind is Kind.FOR else None
        if lasts is not None:
            lasting, at = lasts
            continue
        due = (day_ended == at and signs[at + 1].kind is not Kind.WORD) or _due(
            signs, at, setting, gap
        )
        closed = _closed(signs, at, composed, setting) if at == ended else 0
        if closed:
            composed.used.update(range(signs[at].lo, signs[closed - 1].hi))
            at = closed
            continue
        piece = None if _idle(signs, at) else _piece(signs, at, setting, due=due)
        if piece is None:
            _pass(signs[at], gap)
            day_ended += day_ended == at and signs[at].kind in _LOOSE
            at += 1
            continue
        wish, end = piece
        if gap.negated and wish.days and signs[end].kind is Kind.PART:
            end += 1  # "not Friday morning": that morning is not wished for either
        composed.wishes.take(wish, gap)
        composed.used.update(range(signs[at].lo, signs[end - 1].hi))
        listed = gap.negated and wish.days is not None and signs[end].kind in _JOINING
        gap, day_ended, at = Gap(negated=listed), end if wish.days else -1, end
        ended = end
    composed.wishes.share()
    if lasting:
        composed.wishes.last(lasting)
    return composed


def _closed(signs: Sequence[Sign], at: int, composed: Composed, setting: Setting) -> int:
    """Read the far end of "Friday 3 pm to Saturday noon"; the place after it, 0 for none."""
    start, first = joint_at(signs, at), composed.wishes.open_since()
    if not start or first is None or setting.moving:
        return 0
    found = close(signs, start, first, setting)
    if found is None:
        return 0
    composed.wishes.all[-1].close = found[0]
    return found[1]


def _idle(signs: Sequence[Sign], at: int) -> bool:
    """Whether nothing of time begins here; "any day but" only leads to what is ruled out."""
    kind = signs[at].kind
    return kind in _IDLE or (kind is Kind.ANY_DAY and signs[at + 1].kind in (Kind.BUT, Kind.NOT))


def _piece(
    signs: Sequence[Sign], at: int, setting: Setting, *, due: bool
) -> tuple[Wish, int] | None:
    counted = soon(signs, at, setting)
    if counted is not None:
        return Wish(counted[0], counted[1]), counted[2]
    days = stretch(signs, at, setting)
    if days is not None:
        return Wish(days=days[0]), days[1]
    timed = span(signs, at, bare=due)
    return (Wish(span=timed[0]), timed[1]) if timed else None


def _settled(given: Sequence[Sign]) -> list[Sign]:
    """Tell apart what only its neighbours settle: "morgen", "de", the number behind "le"."""
    settled: list[Sign] = []
    found = _narrowing(_without_phones(given))
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


def _without_phones(found: Sequence[Sign]) -> Sequence[Sign]:
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
    if sign.kind is Kind.MORNING_OR_TOMORROW:
        return _morning_or_tomorrow(sign, before)
    if sign.kind is Kind.WEEKDAY and len(sign.more) > 1 and before.kind in _NUMBERS:
        return replace(sign, kind=Kind.MONTH, value=sign.more[1], more=())  # "3 mar"
    meant = _renamed(sign, before, after)
    if meant is not None:
        return replace(sign, kind=meant, value=2 * (meant is Kind.DAY))
    part = _part_meant(sign, before, after)
    if part is not None:
        return replace(sign, kind=Kind.PART, value=0, more=part)
    led = before.kind is Kind.ON or (before.kind, before.value) in _BEFORE_DAY
    if sign.kind is Kind.NUMBER and led and _day_number(found, place, before):
        return replace(sign, kind=Kind.ORDINAL, sure=True)
    return sign


def _renamed(sign: Sign, before: Sign, after: Kind) -> Kind | None:
    """Give the kind that a sign has only beside these neighbours."""
    if _no_time(sign, before, after):
        return Kind.PLAIN
    if sign.kind is Kind.PLAIN and sign.value == Plain.WHICH and after in _STEPS:
        return Kind.DAYS  # "the day after the 3rd"
    if sign.kind is Kind.PREVIOUS and sign.value == _ALSO_AFTER and before.kind not in _PASSED:
        return Kind.DAY  # "mañana o pasado"
    if sign.kind is Kind.HALF_TO and after is Kind.MONTH:
        return Kind.MIDDLE  # "half december"
    if sign.kind is Kind.MINUS and not sign.value and after in _NAMED_DAYS:
        return Kind.NOT  # "menos lunes"
    return None


def _no_time(sign: Sign, before: Sign, after: Kind) -> bool:
    """Whether it is no time beside these: "room 12", "10 minutos tarde", "with April"."""
    if before.kind is Kind.LABEL:
        return sign.kind in _LABELLED
    if sign.kind is Kind.ORDINAL and after is Kind.LABEL:
        return True  # "3rd floor"
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
        after = [one.kind for one in signs[at + 1 : at + 4]]
        before = signs[at - 1].kind if at else Kind.END
        if before is Kind.PART and sign.kind is not Kind.LATER and after[:1] != [Kind.PART]:
            signs[at - 1], signs[at] = sign, signs[at - 1]
        elif after[:1] and after[0] in _BEFORE_PART and Kind.PART in after[1:2]:
            kind = Kind.LATE if sign.kind is Kind.LATER else sign.kind
            signs[at], signs[at + 1] = signs[at + 1], replace(sign, kind=kind)
    return signs


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


def _due(signs: Sequence[Sign], at: int, setting: Setting, gap: Gap) -> bool:
    """Whether a number alone is a clock here: asked for, in a list of clocks, before a day."""
    if signs[at].kind is Kind.NUMBER and signs[at].value == 1 and not signs[at].more:
        return setting.bare  # "or the one after"
    beside = signs[at + 1].kind is Kind.WORD or (at > 0 and signs[at - 1].kind is Kind.WORD)
    if (setting.bare and not beside) or (gap.either and not gap.other):
        return True
    if signs[at].kind is Kind.NUMBER and _told_open(signs, at + 1):
        return True
    second = signs[at + 1].kind in _PAIRING and signs[at + 2].kind is Kind.NUMBER
    at += 2 * second  # "10-12 tomorrow", "3 or 4 tomorrow"
    if second and signs[at - 1].kind is Kind.OR and signs[at + 1].kind in _HALVING:
        return True  # "5 o 6 de la tarde"
    after = at + 1 + (signs[at + 1].kind in (Kind.ON, Kind.COMMA))
    stretched = signs[after + 1].kind in (Kind.WEEKS, Kind.MONTHS, Kind.WEEKEND)  # "3 next week"
    return signs[after].kind in _BESIDE and not (stretched or gap.negated)


def _told_open(signs: Sequence[Sign], at: int) -> bool:
    """Whether a number is a clock by what follows: "5 onwards", "5 at the latest", "5 or 5:30"."""
    kind, after = signs[at].kind, signs[at + 1].kind
    if kind in (Kind.ONWARDS, Kind.EARLIER) or (kind is Kind.OR and after is Kind.CLOCK):
        return True
    if kind is Kind.MINUS and not signs[at].value:  # "cuatro menos diez"
        return after is Kind.NUMBER and not (signs[at - 1].more or signs[at + 1].more)
    return kind in (Kind.SINCE, Kind.UNTIL) and after in _STOPS


def _pass(sign: Sign, gap: Gap) -> None:
    """Remember what stands between two pieces; a plain word does not end a "not"."""
    kind = sign.kind
    if kind in _JOINING:
        gap.either = not gap.negated
    elif kind is Kind.RATHER:
        gap.rather = True
    elif kind is Kind.NOT or (kind is Kind.BUT and gap.anytime):
        gap.negated = True
    elif kind is Kind.ANY_DAY:
        gap.anytime = True
    elif kind is Kind.INSTEAD_OF:
        gap.dropped = True
    elif kind not in _LOOSE:
        gap.other = True
        gap.negated = gap.negated and kind is Kind.PLAIN
