"""Turns as they were recorded, read back whole for `replay`."""

from collections.abc import Sequence
from itertools import groupby

from booking import customers
from channels import inbox, outbox
from channels.inbox import Letter
from channels.message import Outbound
from dialog import recording
from dialog.replay import Past
from foundation.crypto import Vault
from foundation.db import Tx
from foundation.ids import ConversationId, CustomerId

_TURNS = """
SELECT revision, trace FROM turns WHERE salon_id = %s AND conversation_id = %s ORDER BY revision
"""
_HEARD = """
SELECT answered_revision, inbox_id, kind, body FROM inbox
 WHERE salon_id = %s AND conversation_id = %s AND answered_revision IS NOT NULL
 ORDER BY answered_revision, sequence, inbox_id
"""
_SAID = """
SELECT revision, body FROM outbox
 WHERE salon_id = %s AND conversation_id = %s AND kind = 'bot' ORDER BY revision, outbox_id
"""
_LATEST = (
    "SELECT conversation_id FROM conversations WHERE salon_id = %s ORDER BY last_at DESC LIMIT %s"
)
_CUSTOMER = "SELECT customer_id FROM conversations WHERE salon_id = %s AND conversation_id = %s"


async def turns(tx: Tx, vault: Vault, conversation_id: ConversationId) -> tuple[Past, ...]:
    """Give every turn of a conversation, the first one first; () for an unknown conversation."""
    which = (tx.salon_id, conversation_id)
    heard: dict[int, tuple[Letter, ...]] = {
        revision: tuple(inbox.letter(vault, tx.salon_id, *row[1:]) for row in rows)
        for revision, rows in groupby(await tx.rows(_HEARD, which), key=lambda row: row[0])
    }
    said: dict[int, tuple[Outbound, ...]] = {
        revision: tuple(outbox.read(vault, tx.salon_id, row[1]) for row in rows)
        for revision, rows in groupby(await tx.rows(_SAID, which), key=lambda row: row[0])
    }
    name = await _name(tx, vault, conversation_id)
    return tuple(
        Past(
            revision,
            recording.read(vault.open(trace, tx.salon_id.bytes)),
            heard.get(revision, ()),
            said.get(revision, ()),
            name,
        )
        for revision, trace in await tx.rows(_TURNS, which)
    )


async def latest(tx: Tx, most: int) -> Sequence[ConversationId]:
    """Give the conversations in which something was said last, the latest first."""
    return [ConversationId(one) for (one,) in await tx.rows(_LATEST, (tx.salon_id, most))]


async def _name(tx: Tx, vault: Vault, conversation_id: ConversationId) -> str:
    found = await tx.rows(_CUSTOMER, (tx.salon_id, conversation_id))
    if not found or found[0][0] is None:
        return ""
    sealed = await customers.name(tx, CustomerId(found[0][0]))
    return vault.open(sealed, tx.salon_id.bytes) if sealed else ""
