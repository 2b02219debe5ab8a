"""The turn's own CPU: recorded turns thought again by production's code, nothing around them."""

from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from statistics import median
from time import process_time
from typing import Any, Final, TypeVar, cast

from booking import salons
from booking.catalogue import Catalogue
from channels import limits
from channels.inbox import Talk
from channels.message import Outbound
from channels.render import fit
from dialog import conductor, grounds, listen, recall, recording, session, trace
from dialog.conductor import Thought
from dialog.effects import Effect, Remember
from dialog.events import Event
from dialog.machine import Step, step
from dialog.perform import Performer
from dialog.phrases.speak import Voice, reply
from dialog.replay import Past
from dialog.scene import Scene
from foundation import ids
from foundation.house import House
from foundation.ids import AccountId, ConversationId, CustomerId, SalonId

WHOLE: Final = "own: all that is thought"
"""The part that stands for the turn: the indented ones are inside it, the others beside it."""

_PIECES: Final = 40
"""Times each part is done in a row, between two looks at the clock."""

T = TypeVar("T")
Once = Callable[[], object]


@dataclass(frozen=True, slots=True)
class _Prompted(Performer):
    """Hands that take every answer of the engine from a recording."""

    answers: deque[tuple[str, Event]]

    async def carry_out(self, effect: Effect, customer: CustomerId | None) -> Event | None:
        """Give the recorded answer, where the effect had one."""
        del customer
        answered = self.answers and self.answers[0][0] == type(effect).__name__
        return self.answers.popleft()[1] if answered else None

    async def remember(self, effect: Remember, known: CustomerId | None) -> CustomerId:
        """Name somebody, kept nowhere."""
        del effect
        return known or _SOMEBODY


@dataclass(slots=True)
class Part:
    """A part of a turn: what is done for each of the turns, seconds per turn round by round."""

    name: str
    works: list[Once]
    rounds: list[float] = field(default_factory=list)

    @property
    def cpu(self) -> float:
        """Give the median round's CPU microseconds per turn."""
        return 1e6 * median(self.rounds)

    def once_more(self) -> None:
        """Do it for each turn a number of times; add what a turn took."""
        began = process_time()
        for work in self.works:
            for _ in range(_PIECES):
                work()
        self.rounds.append((process_time() - began) / _PIECES / len(self.works))


async def latest(house: House, salon_id: SalonId) -> list[Part]:
    """Take the salon's latest conversation apart, all of whose turns must be the customer's."""
    async with house.database.unit_of_work(salon_id) as tx:
        catalogue = await salons.load_catalogue(tx)
        [conversation] = await recall.latest(tx, 1)
        turns = await recall.turns(tx, house.vault, conversation)
    return _parts([_Again(house, catalogue, past) for past in turns])


class _Again:
    """One turn to be thought again."""

    def __init__(self, house: House, catalogue: Catalogue, past: Past) -> None:
        made = past.recording
        if made.now is None:
            raise ValueError("the turn was recorded without its moment")
        self.name, self.now, self.catalogue = past.name, made.now, catalogue
        self.snapshot = bytes(made.before)
        self.before = made.session
        self.revision = past.revision
        self.letters = tuple(listen.gathered(past.letters))
        self.answers = [
            (one.effect, recording.event(one.event, one.fields)) for one in made.answers
        ]
        talk = Talk(
            catalogue.salon_id, AccountId(ids.new()), ConversationId(ids.new()), past.revision - 1,
            None, None, catalogue.revision, "", past.letters,
        )  # fmt: skip
        self.scene = Scene(house, talk, AsyncExitStack(), "")
        self.thought = self.think()
        self.events = cast("list[Event]", self.thought.known[1:])  # the first is the session
        self.steps = self.step()
        [self.message] = self.said()

    def think(self) -> Thought:
        """Understand the letters, take the steps: as a turn does, but for the engine's work."""
        thought = Thought(self.before, self.now, self.catalogue, _SOMEBODY, name=self.name)
        hands = _Prompted(self.scene, self.catalogue, self.now, deque(self.answers))
        _now(conductor.think(hands, thought))
        return thought

    def said(self) -> list[Outbound]:
        """Check and phrase what was thought."""
        return _now(conductor.messages_of(self.scene, self.thought))

    def whole(self) -> object:
        """Understand, step, check, phrase, render."""
        self.thought = self.think()
        return [fit(one, limits.TELEGRAM) for one in self.said()]

    def understand(self) -> object:
        """Read the letters as events."""
        return [listen.event(one, self.before, self.catalogue, self.now) for one in self.letters]

    def step(self) -> list[Step]:
        """Take the same events through the table."""
        steps = [step(self.before, self.events[0], self.catalogue)]
        for event in self.events[1:]:
            steps.append(step(steps[-1].session, event, self.catalogue))
        return steps

    def trace(self) -> object:
        """Tell the steps for operators."""
        befores = [self.before, *(one.session for one in self.steps)]
        return [
            trace.lines(event, before, one.session, one.effects, self.catalogue)
            for event, before, one in zip(self.events, befores, self.steps, strict=False)
        ]

    def check(self) -> object:
        """Compare the reply with what is known."""
        grounds.check(self.thought.says, self.thought.known, self.catalogue.zone)
        return None

    def phrase(self) -> object:
        """Put the reply into words."""
        voice = Voice(self.thought.session.locale, self.catalogue, self.now, self.name)
        return reply(self.thought.says, voice)

    def render(self) -> object:
        """Fit the reply to the channel."""
        return fit(self.message, limits.TELEGRAM)

    def read(self) -> object:
        """Read the session's copy."""
        return session.load(self.snapshot)

    def record(self) -> object:
        """Write down what the turn was made of."""
        return self.thought.recording()

    def write(self) -> object:
        """Write the next session."""
        return session.dump(replace(self.thought.session, revision=self.revision))


def _parts(turns: Sequence[_Again]) -> list[Part]:
    named: dict[str, Callable[[_Again], Once]] = {
        WHOLE: lambda one: one.whole,
        "  understand": lambda one: one.understand,
        "  step": lambda one: one.step,
        "  tell the steps": lambda one: one.trace,
        "  check the grounds": lambda one: one.check,
        "  phrase": lambda one: one.phrase,
        "  render": lambda one: one.render,
        "record": lambda one: one.record,
        "read the session": lambda one: one.read,
        "write the session": lambda one: one.write,
    }
    return [Part(name, [bound(one) for one in turns]) for name, bound in named.items()]


def _now(work: Coroutine[Any, Any, T]) -> T:
    """Run what waits for nothing, without a loop."""
    try:
        work.send(None)
    except StopIteration as done:
        result: T = done.value
        return result
    raise RuntimeError("a turn that is thought again waits for something")


_SOMEBODY: Final = CustomerId(ids.new())
