"""A recorded turn thought again by today's pure core: what would be answered differently."""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from booking.catalogue import Catalogue
from channels.inbox import Letter
from channels.message import Kind, Outbound
from dialog import branching, consent, listen, recording
from dialog.conductor import LASTING
from dialog.effects import CallHuman, Effect, Release, Remember, Say
from dialog.events import Blocked, Event
from dialog.machine import step
from dialog.phrases.speak import Voice, reply
from dialog.recording import Answer, Recording
from dialog.session import Session

_SILENT = (CallHuman, Remember, Release)
"""Effects that the engine carries out without an answer."""


@dataclass(frozen=True, slots=True)
class Past:
    """One turn as it was: what was written to the bot, what it said; `name` is the customer's."""

    revision: int
    recording: Recording
    letters: tuple[Letter, ...]
    said: tuple[Outbound, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """What today's code does otherwise in a turn; `notes` say where it asks the engine otherwise.

    Texts carry their choices in brackets.
    """

    revision: int
    at: datetime | None
    heard: str
    was: str
    would: str
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Thought:
    """A turn while it is thought again."""

    session: Session
    catalogue: Catalogue
    answers: deque[Answer]
    says: list[Say] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def differences(turns: Iterable[Past], catalogue: Catalogue) -> list[Difference]:
    """Think every turn again from the session it began with; give those that come out otherwise.

    The engine's answers are those of the recording. Turns that said nothing, with nothing to say
    now, are alike; those of versions that recorded no more than steps are told as such.
    """
    return [one for past in turns if (one := _difference(past, catalogue)) is not None]


def _difference(past: Past, catalogue: Catalogue) -> Difference | None:
    heard = " / ".join(one.text or one.choice_id or one.kind.value for one in past.letters)
    was, moment = _printed(past.said), past.recording.now
    if moment is None:
        notes = ("recorded by a version that kept too little",)
        return Difference(past.revision, None, heard, was, "", notes)
    try:
        thought = _again(past, moment, catalogue)
        would = _spoken(thought, moment, past.name)
    except (msgspec.ValidationError, LookupError) as error:
        notes = (f"cannot be thought again: {error}",)
        return Difference(past.revision, moment, heard, was, "", notes)
    if would == was and not thought.notes:
        return None
    return Difference(past.revision, moment, heard, was, would, tuple(thought.notes))


def _again(past: Past, moment: datetime, catalogue: Catalogue) -> _Thought:
    thought = _Thought(past.recording.session, catalogue, deque(past.recording.answers))
    for name, fields in past.recording.told:
        _follow(thought, recording.event(name, fields))
    letters = branching.ordered(past.letters, thought.session, catalogue, moment)
    for letter in listen.gathered(letters):
        thought.says = [one for one in thought.says if one.phrase in LASTING]
        if letter.kind in consent.KINDS:
            _heed(thought, letter)
        heard = listen.event(letter, thought.session, catalogue, moment)
        if thought.session.taken is None and heard is not None:
            _follow(thought, heard)
    thought.notes += [f"no longer asks for {one.effect}" for one in thought.answers]
    return thought


def _heed(thought: _Thought, letter: Letter) -> None:
    if letter.kind is Kind.OPT_OUT:
        _follow(thought, Blocked())
        thought.says = []
    thought.says += consent.says(letter)


def _follow(thought: _Thought, first: Event) -> None:
    waiting: deque[Event] = deque([first])
    while waiting:
        stepped = step(thought.session, waiting.popleft(), thought.catalogue)
        thought.session = stepped.session
        for effect in stepped.effects:
            if isinstance(effect, Say):
                thought.says.append(effect)
            elif (answer := _answer(thought, effect)) is not None:
                waiting.append(answer)


def _answer(thought: _Thought, effect: Effect) -> Event | None:
    """Take the recorded answer to an effect, noting where something else is asked now."""
    kind = type(effect).__name__
    if not thought.answers or thought.answers[0].effect != kind:
        if not isinstance(effect, _SILENT):
            thought.notes.append(f"asks for {kind}, to which no answer was recorded")
        return None
    answer = thought.answers.popleft()
    if recording.plain(effect) != answer.asked:
        thought.notes.append(f"asks for another {kind}")
    return recording.event(answer.event, answer.fields)


def _spoken(thought: _Thought, moment: datetime, name: str) -> str:
    voice = Voice(thought.session.locale, thought.catalogue, moment, name)
    if not thought.says:
        return ""
    return _printed([reply(thought.says, voice)])


def _printed(said: Sequence[Outbound]) -> str:
    return "\n".join(
        " ".join((one.text, *(f"[{choice.title}]" for choice in one.choices))) for one in said
    )
