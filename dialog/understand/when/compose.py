"""Signs of time put together to wishes: which day, which part of the clock, or which other."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dialog.understand.signs import Kind, Sign
from dialog.understand.when.day import Days
from dialog.understand.when.setting import Setting
from dialog.understand.when.span import Span, span
from dialog.understand.when.stretch import narrowed, stretch

_SENTINELS = 6
_LOOSE = frozenset({Kind.ON, Kind.AT, Kind.IN, Kind.COMMA, Kind.FROM, Kind.FOR, Kind.DASH,
                    Kind.AROUND, Kind.TO})  # fmt: skip
_BESIDE = frozenset({Kind.WEEKDAY, Kind.DAY, Kind.NEXT, Kind.THIS, Kind.DATE, Kind.COMING})
_MORNING = Sign(Kind.PART, 0, 0, 0, more=(360, 720))
_DAYLIKE = frozenset({Kind.WEEKDAY, Kind.DAY, Kind.DATE, Kind.MORNING_OR_TOMORROW})


@dataclass(slots=True)
class Wish:
    """One wish under construction; `lo` to `hi` are its tokens."""

    days: Days | None = None
    span: Span | None = None
    lo: int = 0
    hi: int = 0


@dataclass(slots=True)
class Composed:
    """The wishes of a message, any of which will do, with the days ruled out."""

    wishes: list[Wish] = field(default_factory=list)
    not_days: list[Days] = field(default_factory=list)
    used: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Gap:
    """What stands between two pieces."""

    other: bool = False
    either: bool = False
    rather: bool = False
    negated: bool = False
    dropped: bool = False


def compose(found: Sequence[Sign], setting: Setting) -> Composed:
    """Read all days and clock times of a message into wishes."""
    signs = [*_settle_mornings(found), *[Sign(Kind.END, 0, 0, 0)] * _SENTINELS]
    composed, gap, at, after_day = Composed(), _Gap(), 0, -1
    while signs[at].kind is not Kind.END:
        piece = stretch(signs, at, setting)
        if piece is None:
            timed = span(signs, at, bare=_due(signs, at, setting, gap, after_day=after_day == at))
            end = timed[1] if timed else at + 1
        else:
            timed, end = None, piece[1]
        if piece is None and timed is None:
            _pass(signs[at], gap)
            after_day += (after_day == at) and signs[at].kind in _LOOSE
        else:
            _place(composed, gap, piece[0] if piece else None, timed[0] if timed else None,
                   (signs[at].lo, signs[end - 1].hi))  # fmt: skip
            composed.used.update(range(signs[at].lo, signs[end - 1].hi))
            gap, after_day = _Gap(), end if piece else -1
        at = end
    _share(composed.wishes)
    return composed


def _settle_mornings(signs: Sequence[Sign]) -> list[Sign]:
    """Tell "morgen" the tomorrow from "Freitag morgen" the morning."""
    settled = list(signs)
    for place, sign in enumerate(signs):
        if sign.kind is Kind.MORNING_OR_TOMORROW:
            before = settled[place - 1].kind if place else Kind.END
            morning = before in (Kind.WEEKDAY, Kind.DAY, Kind.DATE)
            kind, more = (Kind.PART, (360, 720)) if morning else (Kind.DAY, ())
            settled[place] = Sign(kind, 0 if morning else 1, sign.lo, sign.hi, more=more)
    return settled


def _due(signs: Sequence[Sign], at: int, setting: Setting, gap: _Gap, *, after_day: bool) -> bool:
    """Whether a number alone is a clock here."""
    if setting.bare or after_day or (gap.either and not gap.other):
        return True
    after = at + 1 + (signs[at + 1].kind in (Kind.ON, Kind.COMMA))
    return signs[after].kind in _BESIDE and not gap.negated


def _pass(sign: Sign, gap: _Gap) -> None:
    kind = sign.kind
    if kind is Kind.OR or kind is Kind.AND:
        gap.either = True
    elif kind is Kind.RATHER:
        gap.rather = True
    elif kind is Kind.NOT:
        gap.negated = True
    elif kind is Kind.INSTEAD_OF:
        gap.dropped = True
    elif kind not in _LOOSE:
        gap.other = True
        gap.negated = gap.negated and kind is Kind.PLAIN


def _place(composed: Composed, gap: _Gap, days: Days | None, timed: Span | None,
           tokens: tuple[int, int]) -> None:  # fmt: skip
    if gap.dropped:
        return
    if gap.negated:
        if days:
            composed.not_days.append(days)
        elif timed and timed.part and not timed.start:
            _put(composed.wishes, gap, None, _outside(timed.part), tokens)
        return
    _put(composed.wishes, gap, days, timed, tokens)


def _outside(part: tuple[int, int]) -> Span:
    """Turn "not in the morning" into the rest of the day."""
    return Span(start=(part[1],)) if part[0] < 720 else Span(end=(part[0],))


def _put(wishes: list[Wish], gap: _Gap, days: Days | None, timed: Span | None,
         tokens: tuple[int, int]) -> None:  # fmt: skip
    last = wishes[-1] if wishes else None
    if last is None:
        wishes.append(Wish(days, timed, *tokens))
    elif days is not None:
        _put_days(wishes, last, gap, days, tokens)
    elif timed is not None:
        _put_span(wishes, last, gap, timed, tokens)


def _put_days(wishes: list[Wish], last: Wish, gap: _Gap, days: Days,
              tokens: tuple[int, int]) -> None:  # fmt: skip
    together = narrowed(last.days, days) if last.days and not gap.either else None
    if last.days is None and not gap.either:
        last.days = days
    elif together is not None:
        last.days = together
    elif gap.rather:
        last.days = days
    elif last.days and not gap.either and not gap.other and last.span is None:
        readings = (*last.days.readings[:1], *days.readings[:1])
        last.days = Days(readings)  # "Friday the 28th", a Saturday: ask
    else:
        wishes.append(Wish(days, None, *tokens))
        return
    last.hi = tokens[1]


def _put_span(wishes: list[Wish], last: Wish, gap: _Gap, timed: Span,
              tokens: tuple[int, int]) -> None:  # fmt: skip
    together = _merged(last.span, timed) if last.span else timed
    if gap.rather and last.span:
        together = timed
    if together is None or (gap.either and last.span):
        wishes.append(Wish(None, timed, *tokens))
        return
    last.span = together
    last.hi = tokens[1]


def _merged(known: Span, said: Span) -> Span | None:
    """Give both together: "in the evening, after 6", "after 2, before 5"."""
    plain_known = known.part and not (known.start or known.end)
    plain_said = said.part and not (said.start or said.end)
    if plain_known and not plain_said:
        return replace(said, part=said.part or known.part, tonight=known.tonight)
    if plain_said and not plain_known:
        return replace(known, part=known.part or said.part, tonight=said.tonight)
    if not known.exact and not said.exact:
        if known.start and said.end and not known.end and not said.start:
            return replace(known, end=said.end)
        if known.end and said.start and not known.start and not said.end:
            return replace(known, start=said.start)
    return None


def _share(wishes: list[Wish]) -> None:
    """Let "Friday or Saturday after 4" mean both, "tomorrow at 5 or 6" one day."""
    for before, wish in zip(wishes, wishes[1:], strict=False):
        if wish.days is None:
            wish.days = before.days
    if all(wish.span is None for wish in wishes[:-1]):
        for wish in wishes:
            wish.span = wishes[-1].span
