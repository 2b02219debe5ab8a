"""Where sessions are kept: Redis the fast copy, Postgres the durable one.

The locked row's revision is the judge: a copy of another revision is not used.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec
import structlog

from channels import inbox, outbox
from channels.inbox import Talk
from channels.message import Outbound
from channels.outbox import Kind
from dialog import session as sessions
from dialog.session import Session
from foundation.db import Bound, Calls
from foundation.house import House
from foundation.ids import ConversationId, CustomerId, InboxId, OutboxId, SalonId

log = structlog.get_logger(__name__)

_CLOSE = "SELECT close_turn(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
_RECALL = "SELECT recall_session(%s, %s)"
_LOCK = "SELECT lock_turn(%s, %s, %s)"
_TALK = """
SELECT c.account_id, c.revision, c.customer_id, c.language, c.address, f.revision,
       c.opted_out_at IS NOT NULL
FROM conversations c JOIN salon_facts f ON f.salon_id = c.salon_id
WHERE c.salon_id = %s AND c.conversation_id = %s
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """All that one turn writes: the next session, what was answered, what is said, whose word.

    `snapshot` is that session as the function of this name writes it.
    """

    session: Session
    snapshot: bytes
    answered: Sequence[InboxId]
    messages: Sequence[Outbound]
    trace: str
    customer_id: CustomerId | None
    calls_human: bool
    blocked: bool
    hosted: bool
    kind: Kind = Kind.BOT


async def lock(tx: Bound, conversation_id: ConversationId, request_id: str) -> int:
    """Bind the transaction to its salon, then take the conversation's row lock; give its revision.

    What the transaction writes to histories names the conversation as its actor.
    """
    [(revision,)] = await tx.rows(_LOCK, (tx.salon_id, conversation_id, request_id))
    if revision is None:
        raise LookupError(conversation_id)
    return int(revision)


async def talk(tx: Bound, house: House, conversation_id: ConversationId) -> Talk:
    """Read a conversation as it stands; under its lock, which must come first, it stays so."""
    found = await standing(tx, house, conversation_id)
    return replace(await inbox.gather(house, found, tx), wait=0.0)


async def standing(tx: Bound, house: House, conversation_id: ConversationId) -> Talk:
    """Read where a conversation stands, without what is unanswered in it."""
    found = await tx.rows(_TALK, (tx.salon_id, conversation_id))
    if not found:
        raise LookupError(conversation_id)
    account, revision, customer, language, address, catalogue, opted_out = found[0]
    return Talk(
        salon_id=tx.salon_id,
        account_id=account,
        conversation_id=conversation_id,
        revision=revision,
        customer_id=customer,
        language=language,
        catalogue_revision=catalogue,
        address=house.vault.open(address, tx.salon_id.bytes),
        letters=(),
        opted_out=opted_out,
    )


async def load(house: House, at: Talk, fresh: Session) -> Session:
    """Give the session of the conversation's revision; `fresh` when nothing was said yet."""
    if at.revision == 0:
        return fresh
    copy = await house.live.load(_key(at.conversation_id), at.revision)
    if copy is None:
        [(copy,)] = await house.database.rows(_RECALL, (at.salon_id, at.conversation_id))
    try:
        return sessions.load(copy)
    except msgspec.ValidationError:
        # Another version of the product wrote it: asking anew is better than never answering.
        log.warning("session_unreadable", conversation_id=str(at.conversation_id))
        return fresh


def snapshot(session: Session, at: Talk) -> bytes:
    """Write a session as the conversation's next revision, once for Postgres as for Redis."""
    return sessions.dump(replace(session, revision=at.revision + 1))


async def close(calls: Calls, house: House, at: Talk, turn: Closing) -> tuple[OutboxId, ...] | None:
    """Write the turn if the conversation still stands at its revision, else answer None.

    Answers the ids of the messages that are this process's to send now.
    """
    vault, salon_id = house.vault, at.salon_id
    values = (
        salon_id,
        at.conversation_id,
        at.revision,
        turn.session.state.value,
        turn.session.locale,
        turn.customer_id,
        turn.calls_human,
        turn.blocked,
        turn.snapshot.decode(),
        vault.seal(turn.trace, salon_id.bytes),
        list(turn.answered),
        [outbox.seal(vault, salon_id, one) for one in turn.messages],
        turn.hosted,
        house.incarnation,
        outbox.LEASE,
        turn.kind.value,
    )
    [(numbers,)] = await calls.rows(_CLOSE, values)
    return None if numbers is None else tuple(map(OutboxId, numbers))


async def publish(house: House, at: Talk, snapshot: bytes) -> None:
    """Copy a committed session to Redis, tell the pages that watch."""
    await house.live.store(
        _key(at.conversation_id),
        at.revision + 1,
        snapshot,
        tell=watchers(at.salon_id, at.conversation_id),
    )


def watchers(salon_id: SalonId, conversation_id: ConversationId) -> tuple[str, str]:
    """Name the channels that pages listen on."""
    return f"conversation:{conversation_id}", f"salon:{salon_id}"


def _key(conversation_id: ConversationId) -> str:
    return f"session:{conversation_id}"
