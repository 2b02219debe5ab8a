"""The conductor: the only one that calls `step`, then carries its effects out."""

from collections import deque
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime

from booking.catalogue import Catalogue
from channels import outbox, ownership
from channels.inbox import Letter, Talk
from channels.message import Kind, Outbound
from channels.outbox import Parcel
from channels.ownership import Cause
from channels.sharing import Roads
from dialog import (
    agreed,
    branching,
    consent,
    crossing,
    grounds,
    handoff,
    listen,
    store,
    trace,
    visit_replies,
)
from dialog.effects import CallHuman, Effect, JoinWaitlist, Jot, Release, Remember, Say
from dialog.events import CUSTOMERS, Blocked, Event, Heard
from dialog.handoff import Agreed
from dialog.machine import step
from dialog.perform import Performer
from dialog.phrases.catalogues import spoken
from dialog.phrases.openings import opening
from dialog.phrases.speak import Voice, reply
from dialog.phrases.words import CustomerName
from dialog.recording import recording
from dialog.scene import Moved, Scene
from dialog.session import Session
from dialog.store import Closing
from dialog.understand.reading import Intent, Understanding
from foundation import faults
from foundation.clock import monotonic
from foundation.house import House
from foundation.ids import CustomerId, InboxId, OutboxId

_EAGER = 2
"""Attempts without the lock; the next one takes it first, so that a turn always ends."""

# What stays true when a later message of the same turn is answered too; questions do not.
LASTING = frozenset({
    "hello", "human", "let_go", "booked", "booked_plan", "thanks_name",
    "noted", "noted_other", "photo_noted",
    "assistant_again", "booked_by", "booked_by_free", "moved_by", "cancelled_by",
    "visit_moved", "deposit_moved", "visit_cancelled", "fee_due", "deposit_back",
    "deposit_rest_back", "visit_restored", "visit_stays", "late_told", "coming_noted", "reminder",
    "texts_on", "texts_help",
})  # fmt: skip
"""Phrases that a later message of the same turn does not take back."""


@dataclass(frozen=True, slots=True)
class Turned:
    """A committed turn: what it left, with the messages this process has to send now.

    `onward` is the conversation with another salon that is to answer instead.
    """

    session: Session
    snapshot: bytes
    parcels: tuple[Parcel, ...]
    onward: Talk | None = None


@dataclass(slots=True)
class Thought:
    """A turn while it is being thought; `known` is what its reply may tell: see `grounds`."""

    session: Session
    now: datetime
    catalogue: Catalogue
    customer_id: CustomerId | None
    before: Session = field(init=False)
    says: list[Say] = field(default_factory=list)
    trace: list[str] = field(default_factory=list)
    known: list[object] = field(default_factory=list)
    told: list[Event] = field(default_factory=list)
    answers: list[tuple[Effect, Event]] = field(default_factory=list)
    calls_human: bool = False
    blocked: bool = False
    name: str = ""
    again: tuple[InboxId, ...] = ()
    onward: Talk | None = None

    def __post_init__(self) -> None:
        """Keep what the turn begins with: a reply may tell it, a replay begins there."""
        self.before = self.session
        self.known.append(self.session)

    def recording(self) -> str:
        """Write down what the turn was made of, for operators, for `replay`."""
        return recording(self.trace, self.now, self.before, self.told, self.answers)


async def turn(
    house: House,
    talk: Talk,
    catalogue: Catalogue,
    *,
    hosted: bool,
    request_id: str = "",
    roads: Roads | None = None,
) -> Turned | None:
    """Answer all that is unanswered in the conversation as one turn; None when nothing is.

    Thinks without a transaction and closes by compare-and-swap; what touches the diary holds the
    conversation's row lock and commits with it. `roads`: the account is that of several salons.
    """
    attempt = 0
    while True:
        try:
            async with AsyncExitStack() as stack:
                scene = Scene(house, talk, stack, request_id, roads)
                if attempt >= _EAGER:
                    await scene.lock()
                if not scene.talk.letters:
                    return None
                turned = await _attempt(scene, catalogue, hosted=hosted)
            return await publish(scene, turned)
        except Moved:
            attempt += 1
            async with house.database.unit_of_work(talk.salon_id) as tx:
                talk = await store.talk(tx, house, talk.conversation_id)


async def _attempt(scene: Scene, catalogue: Catalogue, *, hosted: bool) -> Turned:
    house, talk = scene.house, scene.talk
    fresh = Session(
        locale=spoken(talk.language, spoken(catalogue.language)),
        offers_made=scene.roads.first_offer if scene.roads is not None else 0,
    )
    session = await store.load(house, talk, fresh)
    thought = Thought(session, house.clock(), catalogue, talk.customer_id)
    await think(Performer(scene, catalogue, thought.now), thought)
    return await settle(scene, thought, hosted=hosted)


async def settle(scene: Scene, thought: Thought, *, hosted: bool) -> Turned:
    """Write what was thought as the conversation's next turn; all its letters are answered by it.

    Raises Moved when another turn was written meanwhile.
    """
    talk, begun = scene.talk, monotonic()
    messages = await messages_of(scene, thought)
    if thought.before.waiting and not thought.session.waiting:
        await ownership.nobody_waits(await scene.tx(), talk.conversation_id)
    closing = Closing(
        session=thought.session,
        snapshot=store.snapshot(thought.session, talk),
        answered=[*(one.id for one in talk.letters), *thought.again],
        messages=messages,
        trace=thought.recording(),
        customer_id=thought.customer_id,
        calls_human=thought.calls_human,
        blocked=thought.blocked,
        hosted=hosted,
        kind=outbox.Kind.CONSENT if consent.of_law(thought.says) else outbox.Kind.BOT,
    )
    numbers = await _close(scene, closing)
    said = list(zip(numbers, messages, strict=False))
    parcels = outbox.parcels(
        talk.salon_id, talk.account_id, talk.conversation_id, talk.address, said, begun, talk.heard
    )
    parcels = () if hosted else parcels
    return Turned(thought.session, closing.snapshot, parcels, thought.onward)


async def think(performer: Performer, thought: Thought) -> None:
    """Take in all that is unanswered, one message after the other, as far as an answer goes."""
    asked = thought.session.offers_made
    talk = performer.scene.talk
    if consent.wrote_anyway(talk.letters, opted_out=talk.opted_out):
        thought.trace.append("not answered: they opted out")
        thought.calls_human = True
    letters = await _crossed(performer, thought)
    for one in listen.gathered(letters):
        thought.says = [one for one in thought.says if one.phrase in LASTING]
        letter = await _heed(performer, thought, one) if one.kind in consent.KINDS else one
        if letter is None:
            continue
        _see(thought, unseen=thought.session.offers_made != asked)
        event = listen.event(letter, thought.session, thought.catalogue, thought.now)
        if thought.session.taken is not None and not isinstance(event, Blocked):
            await _overhear(performer, thought, event)
        elif thought.session.waiting and _wants_the_bot(event):
            thought.trace.append("waits for nobody any more")
            thought.session = replace(thought.session, waiting=False, misses=0)
            _come_back(thought)
        elif event is not None:
            await follow(performer, thought, event)
    thought.session = branching.keeping(thought.session, letters, thought.catalogue, thought.now)
    _see(thought, unseen=False)


async def _crossed(performer: Performer, thought: Thought) -> Sequence[Letter]:
    """Give what is heard in this conversation; of a shared account some may go to another salon."""
    scene, talk = performer.scene, performer.scene.talk
    letters = consent.heard(talk.letters, opted_out=talk.opted_out)
    if scene.roads is None:
        return letters
    found = await crossing.cross(scene, thought.session, letters, thought.catalogue)
    if found.told is not None:
        await follow(performer, thought, found.told)
    if found.onward is not None:
        thought.says, thought.onward = [], found.onward
    thought.again = found.again
    return found.letters


async def _heed(performer: Performer, thought: Thought, letter: Letter) -> Letter | None:
    """Take in a word about messages themselves, give what else it says."""
    thought.trace.append(f"heard {letter.kind.value}")
    if letter.kind is Kind.OPT_OUT:
        await follow(performer, thought, Blocked())
        thought.blocked, thought.says = False, []
    thought.says += consent.says(letter)
    return consent.rest(letter)


def _see(thought: Thought, *, unseen: bool) -> None:
    if thought.session.unseen != unseen:  # a copy of a session costs as much as a guard or ten
        thought.session = replace(thought.session, unseen=unseen)


async def _overhear(performer: Performer, thought: Thought, event: Event | None) -> None:
    """Leave a message to the person who has the conversation, unless it wants the bot back."""
    thought.trace.append("left to a person")
    if _wants_the_bot(event):
        scene = performer.scene
        facts = await agreed.back(await scene.tx(), scene.talk, Cause.CUSTOMER)
        await resume(performer, thought, facts)
        _come_back(thought)


def _wants_the_bot(event: Event | None) -> bool:
    return isinstance(event, Heard) and event.understanding.intent is Intent.WAIT_STOP


def _come_back(thought: Thought) -> None:
    """Say that the bot is there again, before what there is to tell; then the open question."""
    thought.says.insert(0, Say("assistant_again"))
    question = visit_replies.open_question(thought.session.state, thought.session)
    thought.says += [question] if question and not thought.says[-1].choices else []


async def resume(performer: Performer, thought: Thought, facts: Sequence[Agreed]) -> None:
    """Go on as the bot from what a person left: their facts told, a rewritten wish searched."""
    before = thought.session
    thought.session = handoff.handed_back(before, facts)
    thought.says += handoff.told(facts)
    thought.known += facts
    thought.trace.append(f"handed back with {len(facts)} facts")
    if before.held is not None and thought.session.held is None:
        await performer.carry_out(Release(), thought.customer_id)
    service = thought.session.draft.service
    if handoff.noted(before) and service is not None:
        wish = Understanding(intent=Intent.BOOK, service=(service,))
        await follow(performer, thought, Heard(wish))


async def follow(performer: Performer, thought: Thought, event: Event) -> None:
    """Step through an event with all the events that its effects answer."""
    waiting: deque[Event] = deque([event])
    if not isinstance(event, CUSTOMERS):
        thought.told.append(event)
    while waiting:
        happened = waiting.popleft()
        thought.known.append(happened)
        before = thought.session
        stepped = step(before, happened, thought.catalogue)
        thought.session = stepped.session
        thought.trace += trace.lines(
            happened, before, stepped.session, stepped.effects, thought.catalogue
        )
        thought.blocked = thought.blocked or isinstance(happened, Blocked)
        for effect in stepped.effects:
            answer = await _carry_out(performer, thought, effect)
            if answer is not None:
                thought.answers.append((effect, answer))
                waiting.append(answer)


async def _carry_out(performer: Performer, thought: Thought, effect: Effect) -> Event | None:
    """Do what a step wants done: what is about the turn itself here, the rest at the diary."""
    match effect:
        case Say():
            thought.says.append(effect)
        case CallHuman():
            thought.calls_human = True
        case Remember():
            thought.name = effect.name
            thought.customer_id = await performer.remember(effect, thought.customer_id)
        case Jot():
            thought.customer_id = await performer.jot(effect, thought.customer_id)
        case JoinWaitlist():
            thought.customer_id = await performer.somebody(thought.customer_id)
            return await performer.carry_out(effect, thought.customer_id)
        case _:
            return await performer.carry_out(effect, thought.customer_id)
    return None


async def messages_of(scene: Scene, thought: Thought) -> list[Outbound]:
    """Write what was thought in the customer's language; nothing to who blocked the bot."""
    if not thought.says or thought.blocked:
        return []
    wants_name = any(
        isinstance(value, CustomerName) for one in thought.says for value in one.args.values()
    )
    if wants_name and not thought.name and thought.customer_id is not None:
        thought.name = await Performer.name_of(scene, thought.customer_id)
    grounds.check(thought.says, thought.known, thought.catalogue.zone)
    voice = Voice(thought.session.locale, thought.catalogue, thought.now, thought.name)
    return [replace(reply(thought.says, voice), opening=opening(thought.says, voice))]


async def _close(scene: Scene, closing: Closing) -> tuple[OutboxId, ...]:
    faults.point("turn_before_commit")
    calls = scene.open_tx or scene.house.database
    numbers = await store.close(calls, scene.house, scene.talk, closing)
    if numbers is None:
        raise Moved
    return numbers


async def publish(scene: Scene, turned: Turned) -> Turned:
    """Copy a committed turn's session to Redis, tell the pages that watch."""
    faults.point("turn_committed")
    await store.publish(scene.house, scene.talk, turned.snapshot)
    faults.point("redis_stored")
    return turned
