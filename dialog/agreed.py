"""What a person agreed with a customer, gathered as facts when the bot gets the conversation."""

from booking import by_staff
from booking.by_staff import Done
from booking.calendar import epoch_minute
from booking.ranking import Slot
from channels import ownership
from channels.inbox import Talk
from channels.ownership import BOT, Cause, Owner
from dialog.handoff import Agreed
from foundation.db import Bound


async def back(tx: Bound, talk: Talk, cause: Cause, seen: int | None = None) -> tuple[Agreed, ...]:
    """Give the conversation to the bot, under its lock; gather what the customer is not told yet.

    `seen` is the version that must still be so, None for whatever it is. Raises
    Refused("moved_on") as `ownership.change` does.
    """
    owner = await ownership.read(tx, talk.conversation_id)
    version = owner.version if seen is None else seen
    await ownership.change(
        tx, talk.conversation_id, BOT, seen=version, revision=talk.revision + 1, cause=cause
    )
    return await untold(tx, talk, owner)


async def untold(tx: Bound, talk: Talk, owner: Owner) -> tuple[Agreed, ...]:
    """Gather what operators did in the diary for the customer since they last knew all of it."""
    if owner.told_at is None:
        return ()
    done = await by_staff.since(tx, owner.told_at, talk.conversation_id, talk.customer_id)
    changes = await ownership.history(tx, talk.conversation_id)
    names = {f"operator:{one.voice.operator_id}": one.voice.name for one in changes}
    return tuple(_agreed(one, names.get(one.by, "")) for one in done)


def _agreed(done: Done, name: str) -> Agreed:
    visit = done.booking
    first = visit.segments[0]
    return Agreed(
        change=done.change,
        booking=visit.booking_id,
        services=tuple(one.service for one in visit.segments),
        staff=tuple(one.staff for one in visit.segments),
        slot=Slot(epoch_minute(visit.starts_at), epoch_minute(visit.ends_at), first.staff),
        price=visit.price,
        colleague=name,
    )
