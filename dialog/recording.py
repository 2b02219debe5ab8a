"""What a turn was made of, kept with its steps: enough to think it again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, get_args

import msgspec

from dialog import session as sessions
from dialog.effects import Effect
from dialog.events import Event
from dialog.session import Session


class Answer(msgspec.Struct, frozen=True):
    """What the engine answered to an effect: the effect with its fields, the event with its own."""

    effect: str
    asked: Any
    event: str
    fields: Any


class Recording(msgspec.Struct, frozen=True, kw_only=True):
    """One turn: its steps for people, what it began with, what it was told and answered.

    `now` is the business clock's (UTC), None for a turn of a version that recorded steps alone;
    `told` are events that came from elsewhere than the customer's words, by name with fields.
    """

    steps: tuple[str, ...] = ()
    now: datetime | None = None
    before: msgspec.Raw = msgspec.Raw(b"null")
    told: tuple[tuple[str, Any], ...] = ()
    answers: tuple[Answer, ...] = ()

    @property
    def session(self) -> Session:
        """Give the session the turn began with; raises msgspec.ValidationError on another shape."""
        return sessions.load(bytes(self.before))


_EVENTS: dict[str, Any] = {one.__name__: one for one in get_args(Event)}
_decoder = msgspec.json.Decoder(tuple[str, ...] | Recording)


def recording(
    steps: Sequence[str],
    now: datetime,
    before: Session,
    told: Sequence[Event] = (),
    answers: Sequence[tuple[Effect, Event]] = (),
) -> str:
    """Write a turn's recording as JSON."""
    made = Recording(
        steps=tuple(steps),
        now=now,
        before=msgspec.Raw(sessions.dump(before)),
        told=tuple((type(one).__name__, one) for one in told),
        answers=tuple(
            Answer(type(effect).__name__, effect, type(event).__name__, event)
            for effect, event in answers
        ),
    )
    return msgspec.json.encode(made).decode()


def read(text: str) -> Recording:
    """Read a recording back, also that of a version which kept the steps alone."""
    found = _decoder.decode(text)
    return found if isinstance(found, Recording) else Recording(steps=found)


def event(name: str, fields: object) -> Event:
    """Make an event of its recorded fields; raises msgspec.ValidationError when it is another's."""
    kind = _EVENTS.get(name)
    if kind is None:
        raise msgspec.ValidationError(f"there is no event {name} any more")
    made: Event = msgspec.convert(fields, kind, strict=False)
    return made


def plain(effect: Effect) -> object:
    """Give an effect as it stands in a recording, to compare."""
    return msgspec.json.decode(msgspec.json.encode(effect))
