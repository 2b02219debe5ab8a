"""The outbox: every message is a row before it is sent, then says what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import msgspec
from sqlalchemy import func, select, update

from channels import tables as t
from channels.message import Outbound
from foundation.crypto import Vault
from foundation.db import Tx
from foundation.house import House
from foundation.ids import AccountId, ConversationId, OutboxId, SalonId

LEASE = timedelta(seconds=30)
"""How long a sender may take; past it nobody knows whether the message arrived."""

_MARK = "SELECT mark_sent(%s, %s, %s, %s)"
_CLAIM = "SELECT salon, message FROM claim_unsent(%s, %s, %s)"
_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Outbound)


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message leased to this process for sending."""

    salon_id: SalonId
    id: OutboxId
    account_id: AccountId
    conversation_id: ConversationId
    address: str
    message: Outbound
    attempts: int = 0


def seal(vault: Vault, salon_id: SalonId, message: Outbound) -> bytes:
    """Seal a message for its row."""
    return vault.seal(_encoder.encode(message).decode(), salon_id.bytes)


def read(vault: Vault, salon_id: SalonId, body: bytes) -> Outbound:
    """Open a row's message."""
    return _decoder.decode(vault.open(body, salon_id.bytes))


async def mark_sent(house: House, parcel: Parcel, reference: str) -> bool:
    """Write at once that a message was sent; tell whether more waits behind it."""
    values = (parcel.salon_id, parcel.id, house.incarnation, reference)
    [(more,)] = await house.database.rows(_MARK, values)
    return bool(more)


async def mark(
    tx: Tx, house: House, parcel: Parcel, status: str, error: str, wait: float = 0.0
) -> None:
    """Write what became of an unsent message: queued again after `wait` s, failed, unknown."""
    await tx.execute(
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
            attempts=t.outbox.c.attempts + 1,
            due_at=func.clock_timestamp() + timedelta(seconds=wait),
        )
    )


async def claim(house: House, most: int = 50) -> list[tuple[SalonId, OutboxId]]:
    """Lease due messages of all salons to this process, the first unsent one per conversation."""
    async with house.database.hot.connection() as connection:
        cursor = await connection.execute(_CLAIM, (house.incarnation, LEASE, most))
        return [(SalonId(salon), OutboxId(message)) for salon, message in await cursor.fetchall()]


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


def parcels(
    salon_id: SalonId,
    account_id: AccountId,
    conversation_id: ConversationId,
    address: str,
    said: Sequence[tuple[OutboxId, Outbound]],
) -> tuple[Parcel, ...]:
    """Wrap what a turn just wrote, leased already, without reading it back."""
    return tuple(
        Parcel(salon_id, number, account_id, conversation_id, address, message)
        for number, message in said
    )
