"""The outbox: every message is a row before it is sent, then says what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

import msgspec
from sqlalchemy import func, select, update

from channels import tables as t
from channels.clean import clean
from channels.inbox import Talk
from channels.message import Outbound
from channels.openings import registry as openings
from foundation.clock import monotonic
from foundation.crypto import Vault
from foundation.db import Bound, Tx
from foundation.house import House
from foundation.ids import AccountId, ConversationId, OperatorId, OutboxId, SalonId

LEASE = timedelta(seconds=30)
"""How long a sender may take; past it nobody knows whether the message arrived."""

_LONGEST_REFERENCE = 512
_MARK = "SELECT mark_sent(%s, %s, %s, %s)"
_CLAIM = "SELECT salon, message, probe FROM claim_unsent(%s, %s, %s, %s, %s)"
_PUT = """
WITH unsent AS (
  SELECT EXISTS (SELECT FROM outbox WHERE salon_id = %s AND conversation_id = %s
    AND status IN ('queued', 'sending'))
  OR EXISTS (SELECT FROM account_health WHERE salon_id = %s AND account_id = %s
    AND (tripped OR held_until > clock_timestamp())) AS waits
)
INSERT INTO outbox (salon_id, account_id, conversation_id, revision, body, status, lease_owner,
                    leased_until, sent_at, kind, author, post)
SELECT %s::uuid, %s::uuid, %s::uuid, %s::bigint, %s::bytea,
       CASE WHEN w.hosted THEN 'sent' WHEN unsent.waits THEN 'queued' ELSE 'sending' END,
       CASE WHEN NOT (w.hosted OR unsent.waits) THEN %s::text END,
       CASE WHEN NOT (w.hosted OR unsent.waits) THEN clock_timestamp() + %s::interval END,
       CASE WHEN w.hosted THEN clock_timestamp() END,
       %s::text, %s::uuid, %s::text
  FROM unsent, (SELECT %s::boolean AS hosted) w
ON CONFLICT (salon_id, conversation_id, post) WHERE post IS NOT NULL DO NOTHING
RETURNING outbox_id, status
"""
_STILL = "SELECT still_leased(%s, %s, %s)"
_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Outbound)


class Kind(StrEnum):
    """Whose word a message is: the bot's own, the product's on a person's word, a person's.

    What is said of consent itself is the law's: it goes whoever speaks, whoever opted out.
    """

    BOT = "bot"
    NOTICE = "notice"
    HUMAN = "human"
    CONSENT = "consent"


@dataclass(frozen=True, slots=True)
class Stamp:
    """Whose word a message is; `author` is the operator's, `post` the number of their form."""

    kind: Kind
    author: OperatorId | None = None
    post: str | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message leased to this process for sending, since `leased` by its own clock, in s.

    A `probe` goes alone, on an account that has failed: it finds out whether that is over.
    `heard` is when the customer wrote what it answers, by the same clock; None where that is not
    known.
    """

    salon_id: SalonId
    id: OutboxId
    account_id: AccountId
    conversation_id: ConversationId
    address: str
    message: Outbound
    attempts: int = 0
    probe: bool = False
    leased: float = field(default_factory=monotonic, compare=False)
    heard: float | None = field(default=None, compare=False)


class Claimed(NamedTuple):
    """A message leased to this process, not read yet."""

    salon_id: SalonId
    id: OutboxId
    probe: bool = False


def seal(vault: Vault, salon_id: SalonId, message: Outbound) -> bytes:
    """Seal a message for its row; raises Permanent where its template cannot be filled so."""
    if message.opening is not None:
        openings.check(message.opening)
    return vault.seal(_encoder.encode(message).decode(), salon_id.bytes)


def read(vault: Vault, salon_id: SalonId, body: bytes) -> Outbound:
    """Open a row's message."""
    return _decoder.decode(vault.open(body, salon_id.bytes))


async def put(
    tx: Bound,
    house: House,
    talk: Talk,
    message: Outbound,
    stamp: Stamp,
    *,
    hosted: bool,
) -> tuple[Parcel, ...]:
    """Write a message that no turn says, under the conversation's lock; give it if it goes now.

    It waits behind what is unsent in the conversation. The same `post` again writes nothing.
    """
    at = (tx.salon_id, talk.conversation_id, tx.salon_id, talk.account_id)
    body = seal(house.vault, tx.salon_id, message)
    row = (tx.salon_id, talk.account_id, talk.conversation_id, talk.revision, body)
    whose = (stamp.kind.value, stamp.author, stamp.post)
    values = (*at, *row, house.incarnation, LEASE, *whose, hosted)
    found = await tx.rows(_PUT, values)
    said = [(OutboxId(number), message) for number, status in found if status == "sending"]
    return parcels(tx.salon_id, talk.account_id, talk.conversation_id, talk.address, said)


async def still_leased(house: House, parcel: Parcel) -> bool:
    """Tell whether a message is still this process's to send, the bot still its conversation's."""
    values = (parcel.salon_id, parcel.id, house.incarnation)
    [(ours,)] = await house.database.rows(_STILL, values)
    return bool(ours)


async def mark_sent(house: House, parcel: Parcel, reference: str) -> bool:
    """Write at once that a message was sent; tell whether more waits behind it.

    Whatever its provider calls it: a name that is none only finds no receipt.
    """
    called = clean(reference)
    named = called if len(called) <= _LONGEST_REFERENCE else ""
    values = (parcel.salon_id, parcel.id, house.incarnation, named)
    [(more,)] = await house.database.rows(_MARK, values)
    return bool(more)


async def mark(
    tx: Tx,
    house: House,
    parcel: Parcel,
    status: str,
    error: str,
    wait: float = 0.0,
    *,
    tried: bool = True,
) -> bool:
    """Write what became of an unsent message: queued again after `wait` s, failed, unknown.

    It counts as a try where it was `tried`. False when somebody else has the message by now.
    """
    done = await tx.execute(
        update(t.outbox)
        .where(
            t.outbox.c.salon_id == tx.salon_id,
            t.outbox.c.outbox_id == parcel.id,
            t.outbox.c.lease_owner == house.incarnation,
        )
        .values(
            status=status,
            error=error,
            lease_owner=None,
            leased_until=None,
            attempts=t.outbox.c.attempts + int(tried),
            due_at=func.clock_timestamp() + timedelta(seconds=wait),
        )
    )
    return bool(done.rowcount)


async def block(tx: Tx, parcel: Parcel) -> None:
    """Note that nothing sent to a message's address arrives, until the customer writes again."""
    await tx.execute(
        update(t.conversations)
        .where(
            t.conversations.c.salon_id == tx.salon_id,
            t.conversations.c.conversation_id == parcel.conversation_id,
        )
        .values(blocked_at=func.clock_timestamp())
    )


async def claim(
    house: House, most: int = 50, *, each: int = 50, only: ConversationId | None = None
) -> list[Claimed]:
    """Lease due messages of all salons to this process, the first unsent one per conversation.

    No account has more than `each` under way, in whichever process; one that has failed has one,
    one that rests none. `only` is a conversation whose messages alone are wanted.
    """
    async with house.database.hot.connection() as connection:
        values = (house.incarnation, LEASE, most, each, only)
        cursor = await connection.execute(_CLAIM, values)
        return [Claimed(*row) for row in await cursor.fetchall()]


async def parcel(tx: Tx, vault: Vault, outbox_id: OutboxId) -> Parcel:
    """Read a leased message with whom it is for."""
    query = (
        select(
            t.outbox.c.account_id,
            t.outbox.c.conversation_id,
            t.outbox.c.body,
            t.outbox.c.attempts,
            t.conversations.c.address,
        )
        .join_from(
            t.outbox,
            t.conversations,
            (t.outbox.c.salon_id == t.conversations.c.salon_id)
            & (t.outbox.c.conversation_id == t.conversations.c.conversation_id),
        )
        .where(t.outbox.c.salon_id == tx.salon_id, t.outbox.c.outbox_id == outbox_id)
    )
    row = (await tx.execute(query)).one()
    return Parcel(
        tx.salon_id,
        outbox_id,
        AccountId(row.account_id),
        ConversationId(row.conversation_id),
        vault.open(row.address, tx.salon_id.bytes),
        read(vault, tx.salon_id, row.body),
        row.attempts,
    )


async def written(
    tx: Tx, vault: Vault, conversation_id: ConversationId, number: OutboxId
) -> tuple[str, Outbound] | None:
    """Give what became of a conversation's message, what it says; None when there is none."""
    query = select(t.outbox.c.status, t.outbox.c.body).where(
        t.outbox.c.salon_id == tx.salon_id,
        t.outbox.c.conversation_id == conversation_id,
        t.outbox.c.outbox_id == number,
    )
    row = (await tx.execute(query)).one_or_none()
    return None if row is None else (row.status, read(vault, tx.salon_id, row.body))


def parcels(
    salon_id: SalonId,
    account_id: AccountId,
    conversation_id: ConversationId,
    address: str,
    said: Sequence[tuple[OutboxId, Outbound]],
    leased: float | None = None,
    heard: float | None = None,
) -> tuple[Parcel, ...]:
    """Wrap what a turn just wrote, leased already, without reading it back.

    `leased` is a moment of the own clock before it was written, None for this one; `heard` one at
    which the customer has written.
    """
    since = monotonic() if leased is None else leased
    return tuple(
        Parcel(
            salon_id,
            number,
            account_id,
            conversation_id,
            address,
            message,
            leased=since,
            heard=heard,
        )
        for number, message in said
    )
