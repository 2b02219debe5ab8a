"""A message that has not arrived, sent once more: on a person's word, or on another channel."""

from typing import Final

from channels import outbox
from channels.consent import ledger
from channels.consent.ledger import Purpose
from channels.message import Outbound
from channels.openings.texts import ANSWER_THERE
from channels.outbox import Kind, Parcel, Stamp
from dialog import store
from dialog.relay import Place
from foundation import cases, journal
from foundation.db import Tx
from foundation.errors import Refused
from foundation.house import House
from foundation.ids import AccountId, ConversationId, OutboxId

# By SMS the newest conversation with the same person: what they wrote from is their address.
_ELSEWHERE = """
SELECT o.outbox_id, o.conversation_id, c.conversation_id
FROM outbox o
JOIN accounts f ON f.salon_id = o.salon_id AND f.account_id = o.account_id
JOIN conversations was ON was.salon_id = o.salon_id AND was.conversation_id = o.conversation_id
JOIN conversations c ON c.salon_id = o.salon_id
  AND c.customer_id IN (SELECT person_rows(o.salon_id, was.customer_id))
JOIN accounts a ON a.salon_id = c.salon_id AND a.account_id = c.account_id
WHERE o.salon_id = %s AND o.account_id = %s AND o.status = 'failed'
  AND (o.outbox_id = %s OR o.provider_ref = %s)
  AND f.kind = ANY (%s) AND a.kind = ANY (%s) AND c.blocked_at IS NULL
ORDER BY c.last_at DESC LIMIT 1
"""
_FROM: Final = ["whatsapp", "evolution"]
_TO: Final = ["twilio", "openphone"]

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


async def elsewhere(
    tx: Tx,
    house: House,
    account_id: AccountId,
    *,
    number: OutboxId | None = None,
    reference: str = "",
) -> tuple[Parcel, ...]:
    """Send by SMS what WhatsApp could not deliver, where consent allows; gives what goes now.

    The message is named by its number, or by what the provider called it. Nothing is done, the
    case stays, where the same person is not known by SMS.
    """
    values = (tx.salon_id, account_id, number, reference or None, _FROM, _TO)
    found = await tx.rows(_ELSEWHERE, values)
    if not found:
        return ()
    failed, before, there = found[0]
    message = await outbox.written(tx, house.vault, ConversationId(before), OutboxId(failed))
    if message is None or not await ledger.allows(tx, there, Purpose.VISIT):
        return ()
    await store.lock(tx, ConversationId(there), "")
    talk = await store.standing(tx, house, ConversationId(there))
    if talk.opted_out:
        return ()
    # Its buttons were offered in the other conversation: here they would answer nothing.
    words = Outbound(_in_words(message[1]))
    stamp = Stamp(Kind.NOTICE, post=f"instead:{failed}")
    parcels = await outbox.put(tx, house, talk, words, stamp, hosted=False)
    for kind in ("undelivered", "window_closed"):
        await cases.settle(tx, f"{kind}:{failed}")
    await journal.write(tx, "sent_elsewhere", f"outbox:{failed}", conversation=talk.conversation_id)
    return parcels


def _in_words(message: Outbound) -> str:
    """Say a message without its buttons; what it asks is to be answered where it was asked."""
    if not message.choices or message.opening is None:
        return message.text
    return f"{message.text} {ANSWER_THERE[message.opening.filled[0].language]}"
