"""What the customer is doing, from the words that are no values."""

from collections.abc import Sequence

from dialog.understand.context import Asked
from dialog.understand.reading import Intent
from dialog.understand.signs import Kind, Sign
from dialog.understand.talk import intent_of

# The first that was said wins: a wish for a person before everything, politeness last.
_ORDER = (Intent.HUMAN, Intent.RESTART, Intent.NEVER_MIND, Intent.CANCEL, Intent.MOVE,
          Intent.OTHER_TIMES)  # fmt: skip
_EMPTY = frozenset({Kind.POLITE, Kind.STOP, Kind.COMMA, Kind.MARK, Kind.DASH, Kind.AND, Kind.ALSO,
                    Kind.RATHER, Kind.FILL, Kind.ONE})  # fmt: skip
_SMALL_TALK = frozenset({Intent.GREET, Intent.THANKS})


def intent_in(
    signs: Sequence[Sign], asked: Asked, *, slots: bool
) -> tuple[Intent | None, Sign | None, bool]:
    """Give the intent, the sign it was read from, whether a yes was said in any form.

    `slots`: the message carries values for the draft; then a yes is not one without reserve.
    """
    said = _said(signs)
    for wanted in _ORDER:
        if wanted in said:
            return wanted, said[wanted], False
    if Intent.CHANGE in said and not slots:
        return Intent.CHANGE, said[Intent.CHANGE], False
    agreed = _agreed(signs, said)
    if Intent.NO in said or (Intent.YES in said and _negated(signs)):
        return Intent.NO, said.get(Intent.NO) or said[Intent.YES], False
    if agreed:
        return _assent(signs, said, asked, slots=slots)
    for wanted in (Intent.BOOK, Intent.THANKS, Intent.GREET):
        if wanted in said and not (wanted in _SMALL_TALK and slots):
            yes = wanted is Intent.BOOK and asked is Asked.CONFIRM and _says_only_book(signs)
            return (Intent.YES if yes else wanted), said[wanted], yes
    return None, None, False


def _says_only_book(signs: Sequence[Sign]) -> bool:
    """Whether "book" is all: "before I book, is there parking" agrees to nothing."""
    silent = all(sign.kind in _EMPTY or sign.kind is Kind.TALK for sign in signs)
    return silent and not _asks(signs)


def _asks(signs: Sequence[Sign]) -> bool:
    """Whether a question is asked, with its mark or without."""
    asking = {(Kind.STOP, 1), (Kind.PLAIN, 2)}
    return any((sign.kind, sign.value) in asking for sign in signs)


def _said(signs: Sequence[Sign]) -> dict[Intent, Sign]:
    said: dict[Intent, Sign] = {}
    for place, sign in enumerate(signs):
        if sign.kind is not Kind.TALK:
            continue
        intent = intent_of(sign.value)
        denied = place > 0 and signs[place - 1].kind is Kind.NOT
        if denied and intent is not Intent.NO:
            intent = Intent.NO
        said.setdefault(intent, sign)
    return said


def _agreed(signs: Sequence[Sign], said: dict[Intent, Sign]) -> bool:
    """Whether a yes opens the message or is all of it; "is Friday good?" agrees to nothing."""
    if Intent.YES not in said:
        return False
    for sign in signs:
        if sign.kind is Kind.TALK:
            if intent_of(sign.value) is Intent.YES:
                return True
            if intent_of(sign.value) not in _SMALL_TALK:
                return False
        elif sign.kind not in _EMPTY:
            return False
    return False


def _negated(signs: Sequence[Sign]) -> bool:
    """Whether a "not" stands beside a yes: "that is not ok", "passt nicht"."""
    for place, sign in enumerate(signs):
        if sign.kind is Kind.NOT:
            beside = signs[max(0, place - 1) : place + 3]
            if any(one.kind is Kind.TALK and intent_of(one.value) is Intent.YES for one in beside):
                return True
    return False


def _assent(
    signs: Sequence[Sign], said: dict[Intent, Sign], asked: Asked, *, slots: bool
) -> tuple[Intent | None, Sign | None, bool]:
    reserved = any(sign.kind is Kind.BUT for sign in signs)
    if slots:
        return Intent.BOOK, said.get(Intent.BOOK), not reserved
    if reserved:
        return Intent.CHANGE, said[Intent.YES], False
    if _asks(signs):
        return None, None, False
    if Intent.THANKS in said and asked is Asked.NOTHING:
        return Intent.THANKS, said[Intent.THANKS], False
    if Intent.BOOK in said and asked is not Asked.CONFIRM:
        return Intent.BOOK, said[Intent.BOOK], True
    return Intent.YES, said[Intent.YES], True
