"""Whether a yes was said without reserve."""

from collections.abc import Sequence

from dialog.understand.reading import Intent
from dialog.understand.signs import Kind, Plain, Sign
from dialog.understand.talk import intent_of

# Nothing of what stands beside a yes may weaken it: what is not known here counts as a reserve.
_EMPTY = frozenset({Kind.POLITE, Kind.STOP, Kind.COMMA, Kind.MARK, Kind.DASH, Kind.AND, Kind.FILL,
                    Kind.ONE})  # fmt: skip
_JOINTS = frozenset({Kind.FOR, Kind.WITH, Kind.AT, Kind.ON, Kind.I_AM, Kind.ANYONE, Kind.RATHER})
_AGREEING = frozenset({Intent.YES, Intent.THANKS, Intent.GREET, Intent.BOOK})
_SMALL_TALK = frozenset({Intent.GREET, Intent.THANKS})
_ALONG = frozenset({Plain.ALONG, Plain.VERB, Plain.DONE})
_SUBJECTS = frozenset({Plain.ALONG, Plain.WHICH})


def empty(sign: Sign) -> bool:
    """Whether the sign says nothing."""
    return sign.kind in _EMPTY


def opens_with_yes(signs: Sequence[Sign]) -> bool:
    """Whether a yes is the first thing said; "is Friday good?" agrees to nothing."""
    for sign in signs:
        if sign.kind is Kind.TALK:
            if intent_of(sign.value) is Intent.YES:
                return True
            if intent_of(sign.value) not in _SMALL_TALK:
                return False
        elif sign.kind not in _EMPTY and sign.kind is not Kind.RATHER:
            return False
    return False


def agrees_fully(signs: Sequence[Sign]) -> bool:
    """Whether all that stands beside the yes goes along with it; "ok, actually" takes it back."""
    takes_back = False
    for sign in signs:
        if not _goes_along(sign):
            return False
        yes = sign.kind is Kind.TALK and intent_of(sign.value) is Intent.YES
        takes_back = not yes and (takes_back or sign.kind is Kind.RATHER)
    return not takes_back and not asks(signs)


def content(signs: Sequence[Sign]) -> bool:
    """Whether all shall stay as it is: "that's all", "passt so"."""
    return any(
        (sign.kind is Kind.PLAIN and sign.value == Plain.DONE)
        or (sign.kind is Kind.TALK and intent_of(sign.value) is Intent.YES and bool(sign.more))
        for sign in signs
    )


def asks(signs: Sequence[Sign]) -> bool:
    """Whether a question is asked, with its mark or without."""
    for place, sign in enumerate(signs):
        if (sign.kind, sign.value) in ((Kind.STOP, 1), (Kind.PLAIN, Plain.ASKING)):
            return True
        if sign.kind is Kind.TOPIC and not sign.more:
            return True
        if _subject(signs, place + 1) and (sign.kind, sign.value) == (Kind.PLAIN, Plain.VERB):
            return place == 0 or not _subject(signs, place - 1)  # "is that", but not "that is it"
    return False


def _subject(signs: Sequence[Sign], place: int) -> bool:
    """Whether a verb can speak of it: "that", or a value."""
    if not 0 <= place < len(signs):
        return False
    sign = signs[place]
    return sign.kind is Kind.FILL or (sign.kind is Kind.PLAIN and sign.value in _SUBJECTS)


def _goes_along(sign: Sign) -> bool:
    if sign.kind is Kind.TALK:
        return intent_of(sign.value) in _AGREEING
    if sign.kind is Kind.PLAIN:
        return sign.value in _ALONG
    if sign.kind is Kind.RATHER:
        return sign.value == 0
    return sign.kind in _EMPTY or sign.kind in _JOINTS
