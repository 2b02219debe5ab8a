"""A message's signs read from left to right into wishes for time."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dialog.understand.signs import Kind, Sign
from dialog.understand.when.lasting import duration
from dialog.understand.when.neighbours import settle
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
_HALVING = frozenset({Kind.PART, Kind.AM, Kind.PM, Kind.OCLOCK})
_STOPS = frozenset({Kind.END, Kind.STOP, Kind.COMMA, Kind.POLITE})
_JOINING = frozenset({Kind.OR, Kind.AND})


@dataclass(slots=True)
class Composed:
    """What was read, with the tokens it took."""

    wishes: Wishes = field(default_factory=Wishes)
    used: set[int] = field(default_factory=set)


def compose(found: Sequence[Sign], setting: Setting) -> Composed:
    """Read all days and clock times of a message into wishes."""
    signs = [*settle(found), *[Sign(Kind.END, 0, 0, 0)] * _SENTINELS]
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
