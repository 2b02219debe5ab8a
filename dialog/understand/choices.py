"""Which of the offered choices the words pick.

A number that counts an offered choice is that choice, also when it could be a clock ("2" beside
an offer at 14:00): lists are printed with these numbers. Any other is a clock: "17" is 17:00.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dialog.understand.agreement import agrees_fully
from dialog.understand.context import Asked, Context, Offered
from dialog.understand.reading import Intent, When
from dialog.understand.signs import Kind, Sign
from dialog.understand.talk import intent_of
from dialog.understand.tokens import Token, tokens
from foundation.ids import StaffId

_EMPTY = frozenset({Kind.POLITE, Kind.STOP, Kind.COMMA, Kind.MARK, Kind.ONE_OF, Kind.FILL,
                    Kind.DASH})  # fmt: skip
_AROUND = _EMPTY | {Kind.PICK, Kind.PLAIN, Kind.I_AM, Kind.RATHER}
_FEW = 8
"""Signs of a message that may be a pick by place with words around it."""

_THAN_THAT = 2
"""The value of "too early", "before that": no choice, what is not among them."""

_TIMELY = frozenset({Asked.TIME, Asked.WHICH_DAY, Asked.CONFIRM})


@dataclass(frozen=True, slots=True)
class Picked:
    """A choice with how sure it is; `order` when a number or its place picked it, no fact."""

    choice: Offered
    confidence: float = 1.0
    order: bool = False


def pick_by_place(signs: Sequence[Sign], context: Context) -> Picked | None:
    """Pick by number or by place in the list: "2", "option 2", "the second", "the later one"."""
    offered = context.offered
    core = [
        sign
        for place, sign in enumerate(signs)
        if sign.kind not in _AROUND and not _adds_nothing(sign) and not _leads(signs, place)
    ]
    if len(core) != 1 or not offered or len(signs) > _FEW:
        return None
    chosen = _PLACES.get(core[0].kind)
    picked = chosen(core[0], offered) if chosen else None
    if picked and context.asked is Asked.CONFIRM and not _plain_yes(picked, signs):
        return None
    if picked is None and context.asked is Asked.WHICH_DAY:
        return _which_day(core[0], offered)
    return picked


def _plain_yes(picked: Picked, signs: Sequence[Sign]) -> bool:
    """Whether nothing beside the number of the yes weakens it: "1" agrees, "1 question" does not.

    The yes to a summary is offered first; any other choice agrees to nothing.
    """
    return picked.choice.number != 1 or agrees_fully(
        [sign for sign in signs if sign.kind not in (Kind.PICK, *_PLACES)]
    )


def pick_by_title(text: str, found: Sequence[Token], signs: Sequence[Sign],
                  context: Context) -> Picked | None:  # fmt: skip
    """Pick by the id, the title, or words that only one title holds.

    A question picks times only: "yes?" is no yes.
    """
    plain = text.strip()
    for one in context.offered:
        if one.id == plain:
            return Picked(one)
    words = _content(found, signs)
    if not words:
        return None
    asks = any(sign.kind is Kind.STOP and sign.value == 1 for sign in signs)
    titles = [(one, _title_words(one.title)) for one in context.offered
              if one.start is not None or not asks]  # fmt: skip
    same = [one for one, title in titles if title == words]
    if len(same) == 1:
        return Picked(same[0])
    if not any(word.isalpha() for word in words) and len(words) < 2:
        return None  # a lone number is a place or a clock
    clock = any(word.isdigit() for word in words)  # a stylist's name alone takes no time
    within = [one for one, title in titles
              if (clock or one.staff_id is None) and _holds(title, words)]  # fmt: skip
    return Picked(within[0], 0.9) if len(within) == 1 else None


def pick_by_facts(when: Sequence[When], staff: Sequence[StaffId], signs: Sequence[Sign],
                  context: Context) -> Picked | None:  # fmt: skip
    """Pick the one offered time that fits the day, the clock, the stylist that were said."""
    if context.asked not in _TIMELY:
        return None
    timed = [one for one in context.offered if one.start is not None]
    precise = bool(staff) or any(one.exact or one.last for one in when)
    if not precise or not timed:
        return None
    if not when and len({one.start for one in timed}) > 1:
        return None  # "Ana" says who, not which of the times
    fits = [one for one in timed if _fits(one, when, staff)]
    if len(fits) == 1 and not _names_both(timed, signs, context.asked):
        return Picked(fits[0])
    lone = [sign for sign in signs if sign.kind not in _EMPTY]
    if fits or len(lone) != 1 or lone[0].kind is not Kind.NUMBER:
        return None
    near = [one for one in timed if any(_same_hour(one, reading) for reading in when)]
    return Picked(near[0], 0.7) if len(near) == 1 else None


def _leads(signs: Sequence[Sign], place: int) -> bool:
    """Whether an article, which may lead a date too, only leads "le deuxième"."""
    follows = signs[place + 1].kind if place + 1 < len(signs) else Kind.END
    return (signs[place].kind, signs[place].value) == (Kind.ON, 1) and follows is Kind.ORDINAL


def _adds_nothing(sign: Sign) -> bool:
    """Whether a choice is the same with it: "2, thanks", "yes, the first"."""
    return sign.kind is Kind.TALK and intent_of(sign.value) in {Intent.YES, Intent.THANKS}


def _number(sign: Sign, offered: Sequence[Offered]) -> Picked | None:
    for one in offered:
        if one.number == sign.value:
            return Picked(one, order=True)
    return None


def _ordinal(sign: Sign, offered: Sequence[Offered]) -> Picked | None:
    return _number(sign, offered)


def _last(_sign: Sign, offered: Sequence[Offered]) -> Picked | None:
    timed = [one for one in offered if one.start is not None] or list(offered)
    return Picked(timed[-1], order=True)


def _later(sign: Sign, offered: Sequence[Offered]) -> Picked | None:
    return _furthest(sign, offered, latest=True)


def _sooner(sign: Sign, offered: Sequence[Offered]) -> Picked | None:
    return _furthest(sign, offered, latest=False)


def _furthest(sign: Sign, offered: Sequence[Offered], *, latest: bool) -> Picked | None:
    """Pick the latest or earliest: "the later one" of any number, a bare "later" of two only."""
    timed = sorted((one.start, one.number, one) for one in offered if one.start is not None)
    if len(timed) < 2 or sign.value == _THAN_THAT or (not sign.value and len(timed) != 2):
        return None
    return Picked(timed[-1 if latest else 0][2], 1.0 if len(timed) == 2 else 0.7, order=True)


def _which_day(sign: Sign, offered: Sequence[Offered]) -> Picked | None:
    """Pick "27", "this", "next" among offered days."""
    days = sorted((one.start, one.number, one) for one in offered if one.start is not None)
    if sign.kind in (Kind.THIS, Kind.NEXT) and len(days) == 2:
        return Picked(days[0 if sign.kind is Kind.THIS else 1][2])
    numbered = sign.kind in (Kind.NUMBER, Kind.ORDINAL)
    fits = [one for start, _, one in days if numbered and start.day == sign.value]
    return Picked(fits[0]) if len(fits) == 1 else None


_PLACES: dict[Kind, Callable[[Sign, Sequence[Offered]], Picked | None]] = {
    Kind.NUMBER: _number,
    Kind.ORDINAL: _ordinal,
    Kind.LAST: _last,
    Kind.LATER: _later,
    Kind.SOONER: _sooner,
}


def _content(found: Sequence[Token], signs: Sequence[Sign]) -> list[str]:
    kept = [sign for sign in signs if sign.kind not in _EMPTY]
    if not kept:
        return []
    places = {place for sign in kept for place in range(sign.lo, sign.hi)}
    return [token.text for place, token in enumerate(found)
            if place in places and (token.word or token.number)]  # fmt: skip


@lru_cache(maxsize=4096)
def _title_words(title: str) -> list[str]:
    """Cut a title as a message is cut; the same few titles come back turn after turn."""
    return [token.text for token in tokens(title) if token.word or token.number]


def _holds(title: Sequence[str], words: Sequence[str]) -> bool:
    length = len(words)
    return any(title[at : at + length] == words for at in range(len(title) - length + 1))


def _names_both(timed: Sequence[Offered], signs: Sequence[Sign], asked: Asked) -> bool:
    """Whether "Friday" answers "which Friday?": it names both days, so it picks none."""
    said = [sign for sign in signs if sign.kind not in _AROUND]
    if asked is not Asked.WHICH_DAY or len(said) != 1 or said[0].kind is not Kind.WEEKDAY:
        return False
    return sum(one.start is not None and one.start.weekday() == said[0].value for one in timed) > 1


def _fits(one: Offered, when: Sequence[When], staff: Sequence[StaffId]) -> bool:
    if staff and one.staff_id not in staff:
        return False
    return not when or any(_inside(one, reading) for reading in when)


def _inside(one: Offered, reading: When) -> bool:
    if one.start is None:
        return False
    day, minute = one.start.date(), one.start.hour * 60 + one.start.minute
    if reading.first and day < reading.first:
        return False
    if reading.last and day > reading.last:
        return False
    if reading.exact:
        return minute == reading.start
    low, high = reading.start or 0, reading.end if reading.end is not None else 1441
    return low <= minute < high


def _same_hour(one: Offered, reading: When) -> bool:
    if one.start is None or not reading.exact or reading.start is None:
        return False
    return one.start.hour == reading.start // 60 and reading.start % 60 == 0
