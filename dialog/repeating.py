"""A message that has not arrived, sent once more on a person's word."""

from channels import outbox
from channels.outbox import Kind, Parcel, Stamp
from dialog import store
from dialog.relay import Place
from foundation.db import Tx
from foundation.errors import Refused
from foundation.ids import OutboxId

AGAIN = frozenset({"failed", "unknown", "dropped"})
"""What became of messages that may be sent once more."""


async def again(tx: Tx, place: Place, number: OutboxId) -> tuple[Parcel, ...]:
    """Write a copy of a message at the conversation's end; gives what is to be sent now.

    However often it is asked for, there is one copy. Raises Refused("no_such_message"),
    Refused("has_arrived"), Refused("opted_out") when they want no messages.
    """
    await store.lock(tx, place.conversation_id, "")
    found = await outbox.written(tx, place.house.vault, place.conversation_id, number)
    if found is None:
        raise Refused("no_such_message")
    status, message = found
    if status not in AGAIN:
        raise Refused("has_arrived")
    talk = await store.standing(tx, place.house, place.conversation_id)
    if talk.opted_out:
        raise Refused("opted_out")
    stamp = Stamp(Kind.NOTICE, post=f"again:{number}")
    return await outbox.put(tx, place.house, talk, message, stamp, hosted=place.hosted)
