"""Giving up: what no turn could answer goes to a person, the customer is told so once."""

from collections.abc import Sequence

import msgspec

from booking.catalogue import Catalogue
from channels import inbox, outbox
from channels.inbox import Talk
from channels.message import Outbound
from channels.outbox import Parcel
from dialog import store
from dialog.effects import Say
from dialog.phrases.catalogues import spoken
from dialog.phrases.speak import Voice, speak
from dialog.session import Session
from dialog.store import Closing
from foundation.db import Bound
from foundation.house import House
from foundation.ids import ConversationId, InboxId, SalonId

# The turn that gave up came after the customer began to wait: they were told, nobody came yet.
_TOLD = """
SELECT FROM conversations c
  JOIN inbox i USING (salon_id, conversation_id)
  JOIN turns t ON t.salon_id = i.salon_id AND t.conversation_id = i.conversation_id
    AND t.revision = i.answered_revision
  WHERE c.salon_id = %s AND c.conversation_id = %s
    AND i.given_up IS NOT NULL AND t.at >= c.waiting_since LIMIT 1
"""


async def give_up(
    house: House,
    salon_id: SalonId,
    conversation_id: ConversationId,
    catalogue: Catalogue,
    *,
    tries: int,
    reason: str,
    hosted: bool,
) -> tuple[Parcel, ...]:
    """Leave what is unanswered after so many `tries` to a person; gives what is to be sent now.

    It is a turn like any other, except that it reads none of the messages, changes nothing that
    the session knows: whatever else the customer writes is answered as before.
    """
    async with house.database.hot_work(salon_id) as tx:
        await store.lock(tx, conversation_id, "giving up")
        letters = await inbox.hopeless(tx, conversation_id, tries)
        if not letters:
            return ()
        talk = await store.standing(tx, house, conversation_id)
        fresh = Session(locale=spoken(talk.language, spoken(catalogue.language)))
        session = await store.load(house, talk, fresh)
        voice = Voice(session.locale, catalogue, house.clock())
        told = await tx.rows(_TOLD, (salon_id, conversation_id))
        silent = told or session.taken is not None  # a person has it
        messages = [] if silent else [Outbound(speak([Say("trouble")], voice))]
        closing = _closing(talk, session, letters, messages, f"gave up: {reason}", hosted=hosted)
        parcels = await _close(tx, house, talk, closing)
        await inbox.give_up(tx, letters, reason)
    await store.publish(house, talk, closing.snapshot)
    return () if hosted else parcels


def _closing(
    talk: Talk,
    session: Session,
    letters: Sequence[InboxId],
    messages: Sequence[Outbound],
    step: str,
    *,
    hosted: bool,
) -> Closing:
    return Closing(
        session=session,
        snapshot=store.snapshot(session, talk),
        answered=letters,
        messages=messages,
        trace=msgspec.json.encode([step]).decode(),
        customer_id=talk.customer_id,
        calls_human=True,
        blocked=False,
        hosted=hosted,
    )


async def _close(tx: Bound, house: House, talk: Talk, closing: Closing) -> tuple[Parcel, ...]:
    numbers = await store.close(tx, house, talk, closing)
    if numbers is None:
        raise LookupError(talk.conversation_id)  # under the lock nobody moves it
    said = list(zip(numbers, closing.messages, strict=False))
    return outbox.parcels(talk.salon_id, talk.account_id, talk.conversation_id, talk.address, said)
