"""What the customer is doing, from the words that are no values."""

from collections.abc import Mapping, Sequence

from dialog.understand.agreement import (
    agrees_fully,
    asks,
    content,
    empty,
    opens_with_yes,
)
from dialog.understand.context import Asked
from dialog.understand.reading import Intent
from dialog.understand.signs import Kind, Plain, Sign
from dialog.understand.talk import intent_of

# The first that was said wins: a wish for a person before everything, politeness last.
_ORDER = (Intent.HUMAN, Intent.COMPLAINT, Intent.WAIT_STOP, Intent.RESTART, Intent.NEVER_MIND,
          Intent.LEAVE_WAITLIST, Intent.CANCEL, Intent.MOVE, Intent.LATE, Intent.WAITLIST,
          Intent.OTHER_TIMES, Intent.MY_VISITS, Intent.USUAL)  # fmt: skip
_SMALL_TALK = frozenset({Intent.GREET, Intent.THANKS})
_DECLINING = frozenset({Intent.NO, Intent.THANKS})

Read = tuple[Intent | None, Sign | None, bool]
"""An intent, the sign it was read from, whether a yes without reserve was said."""


def intent_in(signs: Sequence[Sign], asked: Asked, *, slots: bool, held: bool = False) -> Read:
    """Give the intent, the sign it was read from, whether a yes was said without reserve.

    `slots`: the message carries values for the draft; then a yes is no bare one. Signs that carry
    them are FILL. `held`: a time is held, so that something can be changed.
    """
    said = _said(signs)
    wish = _wish(signs, said, slots=slots, open_=held or asked is not Asked.NOTHING)
    if wish:
        return wish[0], wish[1], False
    if Intent.NO in said or (Intent.YES in said and _negated(signs)):
        return _declined(signs, said, asked, slots=slots)
    if Intent.YES in said:
        late = asked is not Asked.NOTHING and agrees_fully(signs)  # "10 is good", "I said yes"
        if late or opens_with_yes(signs):
            return _assent(signs, said, asked, slots=slots)
    return _plainly(signs, said, asked, slots=slots)


def _wish(
    signs: Sequence[Sign], said: Mapping[Intent, Sign], *, slots: bool, open_: bool
) -> tuple[Intent, Sign] | None:
    """Give what is wanted of the conversation itself, with the sign it was read from."""
    for wanted in _ORDER:
        if wanted in said:
            return wanted, said[wanted]
    waits = _waits(signs, said, slots=slots)
    if waits:
        return Intent.WAIT, waits
    if slots:
        return None
    other = _which(signs, said, open_=open_)
    if other:
        return Intent.OTHER_TIMES, other
    return (Intent.CHANGE, said[Intent.CHANGE]) if Intent.CHANGE in said else None


def _plainly(
    signs: Sequence[Sign], said: Mapping[Intent, Sign], asked: Asked, *, slots: bool
) -> Read:
    """Read a wish to book, politeness, or nothing."""
    for wanted in (Intent.BOOK, Intent.THANKS, Intent.GREET):
        if wanted in said and not (wanted in _SMALL_TALK and slots):
            yes = wanted is Intent.BOOK and asked is Asked.CONFIRM and agrees_fully(signs)
            return (Intent.YES if yes and not slots else wanted), said[wanted], yes
    return None, None, False


def _said(signs: Sequence[Sign]) -> dict[Intent, Sign]:
    said: dict[Intent, Sign] = {}
    for place, sign in enumerate(signs):
        if sign.kind is Kind.NAME_IS and sign.value and not _named(signs, place + 1):
            said.setdefault(Intent.HUMAN, sign)  # "call me"
        if sign.kind is not Kind.TALK:
            continue
        intent = intent_of(sign.value)
        if intent is Intent.MY_VISITS and sign.more and not _spoken_of(signs, sign):
            intent = Intent.BOOK
        denied = place > 0 and signs[place - 1].kind is Kind.NOT
        if denied and intent is not Intent.NO:
            intent = Intent.NO
        said.setdefault(intent, sign)
    return said


def _spoken_of(signs: Sequence[Sign], visit: Sign) -> bool:
    """Whether "my appointment" is asked about, or is all that is said."""
    return asks(signs) or all(one is visit or empty(one) for one in signs)


def _named(signs: Sequence[Sign], place: int) -> bool:
    """Whether the customer's name stands there."""
    return place < len(signs) and signs[place].kind is Kind.FILL and signs[place].value == 1


def _waits(signs: Sequence[Sign], said: Mapping[Intent, Sign], *, slots: bool) -> Sign | None:
    """Find what asks for time to think; "wait" beside a value only takes the old one back."""
    if Intent.WAIT in said or slots:
        return said.get(Intent.WAIT)
    halting = (sign for sign in signs if sign.kind is Kind.RATHER and sign.value)
    return next(halting, None)


def _which(signs: Sequence[Sign], said: Mapping[Intent, Sign], *, open_: bool) -> Sign | None:
    """Find "the time", said of what shall be different: alone, or with "change" while it can."""
    which = next((one for one in signs if (one.kind, one.value) == _THE_TIME), None)
    if which is None:
        return None
    if Intent.CHANGE in said:
        return which if open_ else None
    alone = all(one is which or empty(one) or _says(one, Intent.NO) for one in signs)
    return which if alone and not asks(signs) else None


_THE_TIME = (Kind.PLAIN, Plain.WHICH)


def _says(sign: Sign, intent: Intent) -> bool:
    return sign.kind is Kind.TALK and intent_of(sign.value) is intent


def _negated(signs: Sequence[Sign]) -> bool:
    """Whether a "not" stands beside a yes: "that is not ok", "passt nicht"."""
    for place, sign in enumerate(signs):
        if sign.kind is Kind.NOT:
            beside = signs[max(0, place - 1) : place + 3]
            if any(_says(one, Intent.YES) for one in beside):
                return True
    return False


def _declined(
    signs: Sequence[Sign], said: Mapping[Intent, Sign], asked: Asked, *, slots: bool
) -> Read:
    """Tell "no" from "no, 11 please", "no thanks", "no, that's all"."""
    sign = said.get(Intent.NO) or said[Intent.YES]
    if slots:
        return None, None, False
    if Intent.NO in said and content(signs):
        kept = asked is not Asked.CONFIRM  # a booking needs a plainer yes than "no, it's fine"
        return (Intent.YES, sign, True) if kept else (None, None, False)
    polite = Intent.THANKS in said and set(said) <= _DECLINING and asked is not Asked.NOTHING
    if polite and all(one.kind is Kind.TALK or empty(one) for one in signs):
        return Intent.NEVER_MIND, sign, False
    return Intent.NO, sign, False


def _assent(
    signs: Sequence[Sign], said: Mapping[Intent, Sign], asked: Asked, *, slots: bool
) -> Read:
    """Read what a yes is worth: nothing that hesitates, asks or is not understood beside it."""
    full = agrees_fully(signs)
    if slots:
        return Intent.BOOK, said.get(Intent.BOOK), full
    if any(sign.kind is Kind.BUT for sign in signs):
        return Intent.CHANGE, said[Intent.YES], False
    if asks(signs):
        return None, None, False
    if Intent.THANKS in said and asked is Asked.NOTHING:
        return Intent.THANKS, said[Intent.THANKS], False
    if Intent.BOOK in said and asked is not Asked.CONFIRM:
        return Intent.BOOK, said[Intent.BOOK], full
    return (Intent.YES, said[Intent.YES], True) if full else (None, None, False)
