"""What is wanted of the salon: services, stylists, wanted or ruled out."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dialog.understand.names import Mention
from dialog.understand.reading import Intent
from dialog.understand.signs import Kind, Sign
from dialog.understand.talk import intent_of
from dialog.understand.tokens import Token
from foundation.ids import ServiceId, StaffId

_TIMELY = frozenset({Kind.WEEKDAY, Kind.MONTH, Kind.DAY, Kind.PART, Kind.NUMBER, Kind.ORDINAL,
                     Kind.MORNING_OR_TOMORROW})  # fmt: skip
_PEOPLE_TOO = frozenset({"bart", "bob"})
"""Words of the trade that are names as well."""

_BEFORE_STYLIST = frozenset({Kind.WITH, Kind.UNTIL, Kind.FROM})


@dataclass(slots=True)
class Wanted:
    """Services and stylists in the order they were said; `used` are their tokens."""

    services: dict[ServiceId, Mention] = field(default_factory=dict)
    staff: dict[StaffId, Mention] = field(default_factory=dict)
    not_staff: dict[StaffId, None] = field(default_factory=dict)
    not_services: dict[ServiceId, None] = field(default_factory=dict)
    either: bool = False
    used: set[int] = field(default_factory=set)

    def service_tokens(self, text: str, found: Sequence[Token]) -> set[int]:
        """Give the tokens that surely name a service, no person: "Bart" may be either."""
        return {
            place
            for mention in self.services.values()
            if mention.literal and not _called_so(text, found, mention)
            for place in range(mention.lo, mention.hi)
        }

    def give_up(self, low: int, high: int) -> None:
        """Take back what was read from the tokens of the customer's own name."""
        self.staff = {key: one for key, one in self.staff.items() if not low <= one.lo < high}
        self.services = {key: one for key, one in self.services.items() if not low <= one.lo < high}
        self.used.update(range(low, high))


def _called_so(text: str, found: Sequence[Token], mention: Mention) -> bool:
    """Whether people are called like this word, and it is written like a name."""
    token = found[mention.lo]
    single = mention.hi == mention.lo + 1
    return single and token.text in _PEOPLE_TOO and text[token.lo].isupper()


def wanted(mentions: Sequence[Mention], signs: Sequence[Sign]) -> Wanted:
    """Sort the mentions; what a later word takes back ("no wait, Bea") goes."""
    result = Wanted()
    if not mentions:
        return result
    also = any(sign.kind is Kind.ALSO for sign in signs)
    by_start = {sign.lo: place for place, sign in enumerate(signs)}
    for mention in mentions:
        place = by_start.get(mention.lo)
        if place is None or _is_time(mention, signs[place], signs, place):
            continue
        result.used.update(range(mention.lo, mention.hi))
        verdict = _verdict(signs, place)
        if verdict is Kind.NOT:
            result.not_staff.update(dict.fromkeys(mention.staff))
            result.not_services.update(dict.fromkeys(mention.services))
        elif verdict is not Kind.INSTEAD_OF:
            _take(result, mention, fresh=verdict is Kind.RATHER and not also)
            result.either = result.either or _or_else(result, mention, signs, place)
    return result


def _is_time(mention: Mention, sign: Sign, signs: Sequence[Sign], place: int) -> bool:
    """Whether the word is rather a day or a month: a stylist called April, or Mo."""
    if sign.kind not in _TIMELY or mention.hi > sign.hi:
        return False
    return place == 0 or signs[place - 1].kind not in _BEFORE_STYLIST


def _verdict(signs: Sequence[Sign], place: int) -> Kind | None:
    """Look back for what the mention is told to be: not this, instead of that, rather this."""
    at = place - 1
    while at >= 0 and signs[at].kind in {
        *_BEFORE_STYLIST,
        Kind.ON,
        Kind.ONE,
        Kind.FOR,
        Kind.POLITE,
    }:
        at -= 1
    if at < 0:
        return None
    kind = signs[at].kind
    if kind in (Kind.NOT, Kind.INSTEAD_OF):
        return kind
    if kind is Kind.TALK and intent_of(signs[at].value) is Intent.NO:
        return Kind.NOT  # "no colour", with nothing between
    if kind is Kind.BUT and at > 0 and signs[at - 1].kind is Kind.ANYONE:
        return Kind.NOT
    near = signs[max(0, at - 1) : at + 1]
    return Kind.RATHER if any(sign.kind is Kind.RATHER for sign in near) else None


def _or_else(result: Wanted, mention: Mention, signs: Sequence[Sign], place: int) -> bool:
    """Whether another service stands on the other side of an "or"."""
    behind_or = place > 0 and signs[place - 1].kind is Kind.OR
    return behind_or and bool(mention.services) and len(result.services) > 1


def _take(result: Wanted, mention: Mention, *, fresh: bool) -> None:
    if mention.services:
        if fresh:
            result.services.clear()
            result.either = False
        result.either = result.either or len(mention.services) > 1
        result.services.update(dict.fromkeys(mention.services, mention))
    if mention.staff and not mention.services:
        if fresh:
            result.staff.clear()
        result.staff.update(dict.fromkeys(mention.staff, mention))
