"""Telling a conversation what happened elsewhere: an event becomes a turn, once per key."""

from contextlib import AsyncExitStack
from dataclasses import replace
from hashlib import sha256

from channels import outbox
from channels.outbox import Kind, Parcel, Stamp
from dialog import conductor, handoff, relay, store
from dialog.conductor import Thought, Turned
from dialog.events import Event
from dialog.perform import Performer
from dialog.relay import Place
from dialog.scene import Scene
from dialog.session import Session

_KEPT = 32
"""How many news a conversation knows again; a sender tries again within minutes, not months."""

_MARK = 16  # hex digits


async def tell(place: Place, event: Event, key: str) -> tuple[Parcel, ...]:
    """Step a conversation through what happened; the same `key` is told once, ever again is quiet.

    It is a turn of its own, under the conversation's lock, all or nothing: what the customer wrote
    meanwhile is answered after it. While a person has the conversation the customer is told
    facts, asked nothing. Gives what is to be sent now. Raises Refused("no_such_conversation").
    """
    mark = sha256(key.encode()).hexdigest()[:_MARK]
    async with relay.locked(place, "system") as (tx, talk, catalogue, session, blocked):
        if mark in session.news:
            return ()
        async with AsyncExitStack() as stack:
            scene = Scene(place.house, replace(talk, letters=()), stack, "", open_tx=tx)
            thought = Thought(
                _knowing(session, mark),
                place.house.clock(),
                catalogue,
                talk.customer_id,
                known=[session],
                blocked=blocked,
            )
            await conductor.follow(Performer(scene, catalogue, thought.now), thought, event)
            turned = await _settle(scene, thought, place, mark)
    await conductor.publish(scene, turned)
    return turned.parcels


def _knowing(session: Session, mark: str) -> Session:
    return replace(session, news=(*session.news, mark)[-_KEPT:])


async def _settle(scene: Scene, thought: Thought, place: Place, mark: str) -> Turned:
    """Close the turn; what is said while a person has the talk is a notice, no word of the bot."""
    if thought.session.taken is None:
        return await conductor.settle(scene, thought, hosted=place.hosted)
    said = await conductor.messages_of(scene, thought)
    thought.says, thought.session = [], handoff.unasked(thought.session)
    turned = await conductor.settle(scene, thought, hosted=place.hosted)
    tx = await scene.tx()
    talk = await store.standing(tx, place.house, place.conversation_id)
    parcels: tuple[Parcel, ...] = ()
    for one in said:
        parcels += await outbox.put(
            tx, place.house, talk, replace(one, choices=()), Stamp(Kind.NOTICE, post=mark),
            hosted=place.hosted,
        )  # fmt: skip
    return replace(turned, parcels=parcels)
