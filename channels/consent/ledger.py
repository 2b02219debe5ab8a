"""The ledger: facts about who wants messages; what it says now stands beside each conversation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from channels.consent import reach as reaching
from foundation.crypto import Vault
from foundation.db import Bound
from foundation.ids import ConversationId, InboxId

FRESH = 1.0
"""Seconds a sender trusts its lease; an opt-out commits when none is younger."""

TRUST = timedelta(seconds=FRESH + 0.1)
"""How old leases are before an opt-out commits: the rest is for the step from look to send."""


class Purpose(StrEnum):
    """What messages are for."""

    VISIT = "visit"
    MARKETING = "marketing"


class How(StrEnum):
    """How the salon knows: what they wrote, a provider's code, an operator, a booking."""

    WORDS = "words"
    PROVIDER = "provider"
    OPERATOR = "operator"
    BOOKING = "booking"


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the ledger; `proof` is a provider's code or an operator's id, "" for a letter.

    A `late` one was said before what was known already when it came, so it changed nothing.
    """

    purpose: Purpose
    given: bool
    how: How
    at: datetime
    letter: InboxId | None
    proof: str
    late: bool


_WITHDRAW = "SELECT withdraw_consent(%s, %s, %s, %s, %s, %s, %s, %s)"
_GIVE = "SELECT give_consent(%s, %s, %s, NULL, %s)"
_ALLOWS = """
SELECT k.given FROM conversations c JOIN LATERAL (
  SELECT given FROM consents
    WHERE salon_id = c.salon_id AND person = c.person AND purpose = %s AND NOT late
    ORDER BY consent_id DESC LIMIT 1) k ON true
 WHERE c.salon_id = %s AND c.conversation_id = %s
"""
_FACTS = """
SELECT k.purpose, k.given, k.how, k.at, k.inbox_id, k.proof, k.late
  FROM conversations c JOIN consents k ON k.salon_id = c.salon_id AND k.person = c.person
 WHERE c.salon_id = %s AND c.conversation_id = %s ORDER BY k.consent_id
"""
_OPTED_OUT = """
SELECT opted_out_at FROM conversations WHERE salon_id = %s AND conversation_id = %s
"""


def hashed(vault: Vault, kind: str, address: str) -> tuple[bytes, str]:
    """Give the hash of who has the address on an account of this kind, then the channel's name."""
    where = reaching.reach(kind, address)
    return vault.keyed_hash(where.value, reaching.PURPOSE), where.channel


async def withdraw(
    tx: Bound, conversation_id: ConversationId, person: tuple[bytes, str], how: How, proof: str
) -> bool:
    """Note that somebody wants no messages; nothing is begun to be sent once this is committed.

    `person` is as `hashed` gives it. False when that was known already; the fact is kept anyway.
    It may wait a second for messages under way.
    """
    values = (tx.salon_id, conversation_id, *person, how.value, None, proof, TRUST)
    [(changed,)] = await tx.rows(_WITHDRAW, values)
    return bool(changed)


async def give(tx: Bound, conversation_id: ConversationId, how: How, proof: str) -> bool:
    """Note that they want messages about visits again; False when they had not opted out."""
    values = (tx.salon_id, conversation_id, how.value, proof)
    [(changed,)] = await tx.rows(_GIVE, values)
    return bool(changed)


async def allows(tx: Bound, conversation_id: ConversationId, purpose: Purpose) -> bool:
    """Tell whether messages for the purpose may go there.

    About visits until they are withdrawn; for marketing once it is given.
    """
    found = await tx.rows(_ALLOWS, (purpose.value, tx.salon_id, conversation_id))
    return bool(found[0][0]) if found else purpose is Purpose.VISIT


async def opted_out(tx: Bound, conversation_id: ConversationId) -> datetime | None:
    """Tell since when they want no messages at all, None when they do."""
    found = await tx.rows(_OPTED_OUT, (tx.salon_id, conversation_id))
    return found[0][0] if found else None


async def facts(tx: Bound, conversation_id: ConversationId) -> Sequence[Fact]:
    """Give all that is known of who a conversation is with, the oldest first."""
    found = await tx.rows(_FACTS, (tx.salon_id, conversation_id))
    return tuple(
        Fact(Purpose(purpose), given, How(how), at, letter, proof, late)
        for purpose, given, how, at, letter, proof, late in found
    )
