"""The relay between bot, people: take over, write, arrange, hand back, each compare-and-swap."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from functools import partial

from booking import salons
from booking.catalogue import Catalogue
from channels import outbox, ownership
from channels.consent import ledger
from channels.inbox import Talk
from channels.message import Outbound
from channels.outbox import Kind, Parcel, Stamp
from channels.ownership import PHONE, Cause, Owner, Voice
from dialog import agreed, conductor, handoff, store
from dialog.conductor import Thought, Turned
from dialog.effects import Say
from dialog.perform import Performer
from dialog.phrases import openings, speak
from dialog.phrases.catalogues import spoken
from dialog.recording import recording
from dialog.scene import Scene
from dialog.session import Session
from dialog.store import Closing
from foundation.db import Tx
from foundation.errors import Refused
from foundation.house import House
from foundation.ids import ConversationId, CustomerId, SalonId

_LOOK = 0.02  # seconds between two looks at what the bot still sends
_LOCK = """
SELECT blocked_at IS NOT NULL FROM conversations
 WHERE salon_id = %s AND conversation_id = %s FOR NO KEY UPDATE
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A conversation of a salon, in a house; `hosted` when its channel is our own page."""

    house: House
    salon_id: SalonId
    conversation_id: ConversationId
    hosted: bool


@dataclass(slots=True)
class Bench:
    """A conversation under its lock: what stands, what a person makes of it until it is closed."""

    place: Place
    tx: Tx
    catalogue: Catalogue
    talk: Talk
    session: Session
    owner: Owner
    blocked: bool
    customer_id: CustomerId | None
    steps: list[str] = field(default_factory=list)
    says: tuple[Say, ...] = ()
    parcels: tuple[Parcel, ...] = ()


async def take(place: Place, by: Voice, seen: int, cause: Cause = Cause.TAKEN) -> Owner:
    """Take the conversation from whoever had it at the version `seen`.

    What the bot has queued is dropped, a turn it is thinking comes to nothing; this returns once
    no message of the bot is on its way any more. Raises Refused("moved_on", owner=...).
    """
    async with _bench(place, _actor(by)) as at:
        at.owner = await ownership.change(
            at.tx,
            place.conversation_id,
            by,
            seen=seen,
            revision=at.talk.revision + 1,
            cause=cause,
        )
        if at.session.taken is None:
            at.session = handoff.taken_over(at.session)
        at.steps.append(f"{cause.value} by a person")
    await _quiet(place)
    return at.owner


async def say(
    place: Place, by: Voice, seen: int, text: str, post: str
) -> tuple[Owner, tuple[Parcel, ...]]:
    """Write to the customer as a person; whoever writes while the bot has it takes it first.

    `post` is the form's own number: sent twice it is written once. Gives what is to be sent now.
    Raises Refused("moved_on", owner=...) when somebody else has it, Refused("no_text"),
    Refused("opted_out") when they want no messages, whoever's.
    """
    if not text.strip():
        raise Refused("no_text")
    house = place.house
    async with house.database.unit_of_work(place.salon_id) as tx:
        owner = await ownership.read(tx, place.conversation_id)
        if await ledger.opted_out(tx, place.conversation_id):
            raise Refused("opted_out")
    if not owner.human:
        owner = await take(place, by, seen, Cause.WROTE)
    elif owner.version != seen or owner.voice.operator_id != by.operator_id:
        raise Refused("moved_on", owner=owner)
    async with house.database.unit_of_work(place.salon_id, actor=_actor(by)) as tx:
        await tx.rows(_LOCK, (place.salon_id, place.conversation_id))
        await ownership.acted(tx, place.conversation_id, seen=owner.version)
        talk = await store.standing(tx, house, place.conversation_id)
        if talk.opted_out:
            raise Refused("opted_out")
        stamp = Stamp(Kind.HUMAN, by.operator_id, post)
        parcels = await outbox.put(tx, house, talk, Outbound(text), stamp, hosted=place.hosted)
    await _tell(place)
    return owner, parcels


async def heard_from_phone(place: Place, text: str, reference: str) -> Owner:
    """Note what the salon wrote from its own phone: it has been sent, its writer has the talk now.

    `reference` is the provider's own number of the message: heard twice it is noted once.
    """
    house = place.house
    async with house.database.unit_of_work(place.salon_id) as tx:
        owner = await ownership.read(tx, place.conversation_id)
    while not owner.human:
        try:
            owner = await take(place, PHONE, owner.version, Cause.WROTE)
        except Refused as refusal:
            found = refusal.facts["owner"]
            owner = found if isinstance(found, Owner) else owner
    async with house.database.unit_of_work(place.salon_id) as tx:
        talk = await store.standing(tx, house, place.conversation_id)
        stamp = Stamp(Kind.HUMAN, post=reference)
        await outbox.put(tx, house, talk, Outbound(text), stamp, hosted=True)
        if owner.voice == PHONE:
            await ownership.acted(tx, place.conversation_id, seen=owner.version)
    await _tell(place)
    return owner


@asynccontextmanager
async def arranging(
    place: Place, by: Voice, seen: int, *, tell: bool = False
) -> AsyncIterator[Bench]:
    """Change facts for the customer as the person who has the conversation, under its lock.

    The body works at the desk through `tx`, changes `session`, adds `steps` for the trace. With
    `tell` the customer is told all that was arranged so far, now, in the bot's own phrases, once;
    `parcels` are to be sent then. Raises Refused("moved_on", owner=...).
    """
    async with _bench(place, _actor(by)) as at:
        if at.owner.voice.operator_id != by.operator_id:
            raise Refused("moved_on", owner=at.owner)
        await ownership.acted(at.tx, place.conversation_id, seen=seen)
        yield at
        if tell:
            at.says = handoff.told(await agreed.untold(at.tx, at.talk, at.owner))
            await ownership.acted(at.tx, place.conversation_id, seen=seen, told=True)


async def hand_back(
    place: Place, seen: int, cause: Cause = Cause.HANDED_BACK, *, silent_for: float = 0
) -> tuple[Parcel, ...]:
    """Give the conversation back to the bot, with what was agreed as its state.

    The bot says one message if anything changed, else nothing. `silent_for` are the seconds that
    the person must have said nothing for. Gives what is to be sent now. Raises
    Refused("moved_on", owner=...), also when they have just spoken.
    """
    house = place.house
    async with locked(place, "system") as (tx, talk, catalogue, session, _):
        owner = await ownership.read(tx, place.conversation_id)
        if not owner.human or owner.silent.total_seconds() < silent_for:
            raise Refused("moved_on", owner=owner)
        facts = await agreed.back(tx, talk, cause, seen)
        async with AsyncExitStack() as stack:
            scene = Scene(house, talk, stack, "", open_tx=tx)
            thought = Thought(session, house.clock(), catalogue, talk.customer_id)
            if facts or handoff.noted(session):
                thought.says.append(Say("assistant_again"))
            performer = Performer(scene, catalogue, thought.now)
            await conductor.resume(performer, thought, facts)
            turned = await conductor.settle(scene, thought, hosted=place.hosted)
    await conductor.publish(scene, turned)
    return turned.parcels


@asynccontextmanager
async def locked(
    place: Place, actor: str
) -> AsyncIterator[tuple[Tx, Talk, Catalogue, Session, bool]]:
    """Take the conversation's lock, then read how it stands. Raises Refused for nobody's id."""
    house = place.house
    async with house.database.unit_of_work(place.salon_id, actor=actor) as tx:
        # Read before the lock: turns wait for that five seconds at most.
        catalogue = await salons.load_catalogue(tx)
        found = await tx.rows(_LOCK, (place.salon_id, place.conversation_id))
        if not found:
            raise Refused("no_such_conversation")
        talk = await store.talk(tx, house, place.conversation_id)
        fresh = Session(locale=spoken(talk.language, spoken(catalogue.language)))
        yield tx, talk, catalogue, await store.load(house, talk, fresh), bool(found[0][0])


@asynccontextmanager
async def _bench(place: Place, actor: str) -> AsyncIterator[Bench]:
    """Open a bench; what was made of the conversation there is its next turn."""
    async with locked(place, actor) as (tx, talk, catalogue, session, blocked):
        owner = await ownership.read(tx, place.conversation_id)
        at = Bench(place, tx, catalogue, talk, session, owner, blocked, talk.customer_id)
        yield at
        snapshot = store.snapshot(at.session, talk)
        await _close(at, snapshot)
    await store.publish(place.house, talk, snapshot)


async def _close(at: Bench, snapshot: bytes) -> None:
    """Write the turn. What is said in it is said on a person's word: a notice, no bot message."""
    house, talk = at.place.house, at.talk
    closing = Closing(
        session=at.session,
        snapshot=snapshot,
        answered=[one.id for one in talk.letters],
        messages=[],
        trace=recording(at.steps, house.clock(), at.session),
        customer_id=at.customer_id,
        calls_human=False,
        blocked=at.blocked,
        hosted=at.place.hosted,
    )
    if await store.close(at.tx, house, talk, closing) is None:
        raise LookupError(talk.conversation_id)  # under the lock nobody moves it
    if at.says and not at.blocked:
        voice = speak.Voice(at.session.locale, at.catalogue, house.clock())
        said = Outbound(speak.speak(at.says, voice), opening=openings.opening(at.says, voice))
        now = await store.standing(at.tx, house, talk.conversation_id)
        at.parcels = await outbox.put(
            at.tx, house, now, said, Stamp(Kind.NOTICE), hosted=at.place.hosted
        )


async def _quiet(place: Place) -> None:
    """Wait until no message of the bot is on its way, for a dead sender as long as its lease."""
    sends = partial(ownership.bot_sends, place.house.database)
    while await sends(place.salon_id, place.conversation_id):  # noqa: ASYNC110 - others send
        await asyncio.sleep(_LOOK)


async def _tell(place: Place) -> None:
    """Tell the pages that watch."""
    for channel in store.watchers(place.salon_id, place.conversation_id):
        await place.house.live.publish(channel, "written")


def _actor(by: Voice) -> str:
    return f"operator:{by.operator_id}" if by.operator_id else "system"


__all__ = [
    "Bench", "Place", "Turned", "arranging", "hand_back", "heard_from_phone", "locked", "say",
    "take",
]  # fmt: skip
