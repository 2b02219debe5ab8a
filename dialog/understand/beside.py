"""What a message says beside the booking: questions, delays, notes, for whom it is."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from dialog.understand.reading import Intent, Topic
from dialog.understand.signs import Kind, Plain, Sign
from dialog.understand.talk import intent_of, topic_of
from dialog.understand.tokens import Token

_LATEST = 240
"""Minutes of a delay; more is another appointment."""

_MOST_LETTERS = 300
"""Of a note."""

_FEW = 4
"""Signs of a message that is nothing but the word for its topic: "and your address?"."""

_ARRIVING = ((Kind.PLAIN, Plain.ARRIVING), (Kind.I_AM, 0))
_ENDS = frozenset({Kind.STOP, Kind.END})
_STARTS = frozenset({Kind.STOP, Kind.COMMA, Kind.AND, Kind.BUT, Kind.POLITE, Kind.TALK, Kind.DASH})
_BOOKS = frozenset({Kind.WEEKDAY, Kind.DAY, Kind.CLOCK, Kind.DATE, Kind.PART, Kind.TALK,
                    Kind.MORNING_OR_TOMORROW})  # fmt: skip
_EMPTY = frozenset({Kind.POLITE, Kind.STOP, Kind.COMMA, Kind.MARK, Kind.DASH, Kind.FILL, Kind.AND,
                    Kind.TALK, Kind.RATHER})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Note:
    """What the salon shall know, "" when only announced, with the tokens that say so."""

    text: str
    tokens: range


@dataclass(frozen=True, slots=True)
class Delay:
    """How late somebody will be, with the tokens that say so; `minutes` None when not said."""

    minutes: int | None
    tokens: range


@dataclass(frozen=True, slots=True)
class Whom:
    """For whom a visit is, in the customer's words with their tokens; None: for somebody else."""

    text: str | None
    tokens: range


def hushed(signs: Sequence[Sign], *said: Note | Delay | None) -> list[Sign]:
    """Put one FILL in the place of the signs that say each, so that nothing else reads them."""
    kept = list(signs)
    for one in said:
        said_by = one.tokens if one is not None else range(0)
        places = [place for place, sign in enumerate(kept) if sign.lo in said_by]
        if places:  # none are left of a delay that stands in a note
            silent = Sign(Kind.FILL, 0, kept[places[0]].lo, kept[places[-1]].hi)
            kept[places[0] : places[-1] + 1] = [silent]
    return kept


def note_in(text: str, found: Sequence[Token], signs: Sequence[Sign]) -> Note | None:
    """Give the note: "please note: ..." to the sentence's end, or "I'm allergic to ..." whole."""
    for place, sign in enumerate(signs):
        if sign.kind is not Kind.NOTE:
            continue
        begins = place == 0 or signs[place - 1].kind in _STARTS or sign.hi - sign.lo > 1
        if sign.value == 0 and not begins:
            continue
        end = _sentence_end(signs, place + 1)
        if sign.value and _asked_about(signs, end):
            continue
        low = sign.lo if sign.value else _first_word(found, sign.hi)
        high = signs[end - 1].hi
        said = text[found[low].lo : found[high - 1].hi] if low < high else ""
        return Note(" ".join(said.split())[:_MOST_LETTERS], range(sign.lo, high))
    return None


def _first_word(found: Sequence[Token], at: int) -> int:
    """Skip the colon, the comma behind "please note"."""
    while at < len(found) and not (found[at].word or found[at].number):
        at += 1
    return at


def _sentence_end(signs: Sequence[Sign], at: int) -> int:
    """Give the end of the sentence, or the comma behind which a wish to book begins."""
    comma = None
    while at < len(signs) and signs[at].kind not in _ENDS:
        if signs[at].kind is Kind.COMMA:
            comma = at
        elif comma is not None and signs[at].kind in _BOOKS:
            return comma
        at += 1
    return at


def _asked_about(signs: Sequence[Sign], end: int) -> bool:
    return end < len(signs) and signs[end].kind is Kind.STOP and signs[end].value == 1


_BETWEEN = frozenset({Kind.COMMA, Kind.DASH, Kind.AROUND})


def delay_in(signs: Sequence[Sign]) -> Delay | None:
    """Give the delay: "running 10 min late", "komme 10 Minuten später", "I'm late"."""
    minutes, low, high = _amount(signs)
    strong = [place for place, sign in enumerate(signs)
              if sign.kind is Kind.TARDY and not sign.value]  # fmt: skip
    arriving = any((sign.kind, sign.value) in _ARRIVING for sign in signs)
    if minutes is None:
        weak = [place for place, sign in enumerate(signs)
                if arriving and (_too_late(sign) or _comes_late(signs, place))]  # fmt: skip
        places = strong or weak
        return Delay(None, _tokens(signs, places)) if places else None
    first = low - 1
    while first > 0 and signs[first].kind in _BETWEEN:  # "running late, about 10 minutes"
        first -= 1
    near = [place for place in range(max(0, min(first, low - 2)), min(len(signs), high + 2))
            if _lately(signs[place])]  # fmt: skip
    if not (strong or (near and (arriving or _alone(signs, low, high)))):
        return None
    places = [low, high - 1, *near]
    return Delay(minutes, _tokens(signs, places))


def _comes_late(signs: Sequence[Sign], place: int) -> bool:
    """Whether "late" follows the coming: "I'm running late", not "I'll come late afternoon"."""
    if signs[place].kind is not Kind.LATE or not place:
        return False
    part = place + 1 < len(signs) and signs[place + 1].kind is Kind.PART
    return (signs[place - 1].kind, signs[place - 1].value) in _ARRIVING and not part


def _tokens(signs: Sequence[Sign], places: Sequence[int]) -> range:
    return range(signs[min(places)].lo, signs[max(places)].hi)


def _amount(signs: Sequence[Sign]) -> tuple[int | None, int, int]:
    """Give minutes said as an amount, with the signs that say them; of "10-15 min" the more."""
    for place, sign in enumerate(signs):
        if sign.kind is Kind.MINUTES and sign.value:
            return sign.value, place, place + 1
        if sign.kind not in (Kind.MINUTES, Kind.HOURS) or not place:
            continue
        before = signs[place - 1]
        count = before.value if before.kind in (Kind.NUMBER, Kind.ONE) else 0
        minutes = count * (60 if sign.kind is Kind.HOURS else 1)
        if 0 < minutes <= _LATEST:
            return minutes, place - 1, place + 1
    return None, 0, 0


def _lately(sign: Sign) -> bool:
    # "Llego 10 minutos tarde": the word is the afternoon's too.
    afternoon = sign.kind is Kind.PART and sign.value == 1
    return afternoon or sign.kind in (Kind.TARDY, Kind.LATE, Kind.LATER) or _too_late(sign)


def _too_late(sign: Sign) -> bool:
    """Whether "zu spät", "te laat" is said, which of a person coming is a delay."""
    return (sign.kind is Kind.TARDY and sign.value == 1) or (
        sign.kind is Kind.SOONER and sign.value == 2
    )


def _alone(signs: Sequence[Sign], low: int, high: int) -> bool:
    """Whether "10 min late" is all that is said; "10 min later" may be a wish for other times."""
    said = [one for place, one in enumerate(signs) if not low <= place < high]
    late = (Kind.TARDY, Kind.LATE, Kind.SOONER)
    return all(one.kind in late or one.kind in _EMPTY for one in said)


def whom_in(
    text: str, found: Sequence[Token], signs: Sequence[Sign], used: AbstractSet[int]
) -> Whom | None:
    """Give for whom the visit is: "for my daughter Mia", "my daughter needs"; `used` are names."""
    for place, sign in enumerate(signs):
        if sign.kind is not Kind.RELATIVE:
            continue
        if sign.value == 2:
            return Whom(None, range(sign.lo, sign.hi))
        low = sign.lo + (sign.value == 0)
        high = sign.hi - (sign.more[0] if sign.more else 0)
        if sign.value == 0 and place + 1 < len(signs):
            high = _with_name(text, found, signs[place + 1], high, used)
        return Whom(text[found[low].lo : found[high - 1].hi], range(low, high))
    return None


def _with_name(
    text: str, found: Sequence[Token], follows: Sign, high: int, used: AbstractSet[int]
) -> int:
    """Take the name behind "my daughter" along: a word nobody knows, with a capital."""
    known = follows.kind is not Kind.WORD or follows.lo in used or follows.lo != high
    return high if known or not text[found[high].lo].isupper() else follows.hi


def questions_in(signs: Sequence[Sign], *, slots: bool) -> dict[Topic, Sign]:
    """Give the topics asked about; a mere "parking" asks where nothing but a question is said.

    `slots`: the message carries values for the draft.
    """
    anyone = any(sign.kind is Kind.ANYONE for sign in signs)  # "no matter with whom" asks nothing
    alone = not slots and _mere(signs)
    topics: dict[Topic, Sign] = {}
    for clause in _clauses(signs):
        asks = alone or _asks(clause)
        for sign in clause:
            if sign.kind is Kind.TOPIC and (asks or not sign.more):
                topics.setdefault(topic_of(sign.value), sign)
    if anyone:
        topics.pop(Topic.STAFF, None)
    return topics


def _clauses(signs: Sequence[Sign]) -> list[list[Sign]]:
    """Cut at commas, at the ends of sentences; the mark stays with what it ends."""
    clauses: list[list[Sign]] = [[]]
    for sign in signs:
        clauses[-1].append(sign)
        if sign.kind in (Kind.STOP, Kind.COMMA):
            clauses.append([])
    return clauses


def _asks(clause: Sequence[Sign]) -> bool:
    marks = ((Kind.STOP, 1), (Kind.PLAIN, Plain.ASKING))
    said = [sign for sign in clause if sign.kind not in _EMPTY]
    opens = bool(said) and (said[0].kind, said[0].value) == (Kind.PLAIN, Plain.VERB)
    return opens or any((sign.kind, sign.value) in marks for sign in clause)


def _mere(signs: Sequence[Sign]) -> bool:
    """Whether hardly more than the topic is said: "address pls"."""
    said = [sign for sign in signs if sign.kind not in _EMPTY]
    polite = (Intent.GREET, Intent.THANKS)
    wishes = (sign for sign in signs if sign.kind is Kind.TALK)
    return len(said) <= _FEW and all(intent_of(sign.value) in polite for sign in wishes)
