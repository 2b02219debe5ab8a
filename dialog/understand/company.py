"""Who else is spoken of: another stylist, one nobody knows, how many people."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from dialog.understand.context import Context
from dialog.understand.signs import Kind, Sign
from dialog.understand.tokens import Token
from foundation.ids import StaffId

_MOST_WORDS = 2
_MOST_PEOPLE = 20


def someone_else(kinds: AbstractSet[Kind], context: Context) -> tuple[bool, StaffId | None]:
    """Tell whether anybody else is wanted, with the stylist who is not, when that is clear."""
    if Kind.ANOTHER not in kinds:
        return False, None
    if context.held_staff is not None:
        return True, context.held_staff
    offered = {one.staff_id for one in context.offered if one.start is not None}
    return True, offered.pop() if len(offered) == 1 else None


def unknown_stylist(
    text: str, found: Sequence[Token], signs: Sequence[Sign], used: AbstractSet[int]
) -> str | None:
    """Give the name behind "with" that nobody here has; a name has a capital."""
    for place, sign in enumerate(signs):
        if sign.kind is not Kind.WITH or sign.value:
            continue
        words: list[str] = []
        for one in signs[place + 1 : place + 1 + _MOST_WORDS]:
            token = found[one.lo]
            if one.kind is not Kind.WORD or one.lo in used or not text[token.lo].isupper():
                break
            words.append(text[token.lo : token.hi])
        if words:
            return " ".join(words)
    return None


def party_of(signs: Sequence[Sign]) -> int | None:
    """Give how many people are meant to come: "for two people", "zu zweit"."""
    sign = party_sign(signs)
    return sign.value if sign else None


def party_sign(signs: Sequence[Sign]) -> Sign | None:
    """Give the sign whose value is how many come."""
    for place, sign in enumerate(signs):
        if sign.kind is Kind.PARTY:
            return sign
        after = signs[place + 1] if place + 1 < len(signs) else None
        counted = after is not None and after.kind is Kind.COUNTED and after.value == 1
        if counted and sign.kind is Kind.NUMBER and 0 < sign.value <= _MOST_PEOPLE:
            return sign
    return None
