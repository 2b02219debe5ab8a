"""What was said, read only: the lines of both sides in order, the latest of every conversation."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import RowMapping, select, text

from channels import outbox
from channels import tables as t
from channels.message import Choice, Kind
from channels.outbox import Kind as Whose
from foundation.crypto import Vault
from foundation.db import Tx
from foundation.errors import Permanent
from foundation.ids import AccountId, ConversationId, CustomerId, OperatorId


class Side(StrEnum):
    """Who said a line."""

    CUSTOMER = "customer"
    SALON = "salon"


class Status(StrEnum):
    """What became of a line: the first three of a customer's, the others of the salon's."""

    RECEIVED = "received"
    ANSWERED = "answered"
    GIVEN_UP = "given_up"
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"
    UNKNOWN = "unknown"
    DROPPED = "dropped"


class Only(StrEnum):
    """Which conversations are listed."""

    ALL = "all"
    WAITING = "waiting"
    BOOKED = "booked"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Line:
    """One message as it was said; `number` grows and is unique within its side.

    `reference` is what the provider, or the page, called a customer's message. `choice_id` is what
    a tap carried, `choices` what the salon's message offered. `whose` word the salon's message is,
    `author` the operator's who wrote it; `revision` is the turn that has read a customer's; `why`
    is what kept the salon's from arriving, or which template said it instead.
    """

    side: Side
    number: int
    at: datetime
    text: str
    kind: Kind
    status: Status
    reference: str = ""
    choice_id: str = ""
    choices: tuple[Choice, ...] = ()
    whose: Whose = Whose.BOT
    author: OperatorId | None = None
    revision: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """One conversation as its row tells it, with its last line when it was asked for."""

    conversation_id: ConversationId
    channel: str
    customer_id: CustomerId | None
    language: str | None
    state: str
    waiting_since: datetime | None
    blocked_at: datetime | None
    opted_out_at: datetime | None
    created_at: datetime
    last_at: datetime
    last_line: Line | None = None


_SAID = """
(SELECT 'customer' AS side, inbox_id AS number, received_at AS at, kind, provider_id AS reference,
        CASE WHEN answered_revision IS NULL THEN 'received' WHEN given_up IS NULL THEN 'answered'
             ELSE 'given_up' END AS status, body, NULL AS whose, NULL::uuid AS author,
        answered_revision AS read, '' AS why
   FROM inbox WHERE salon_id = :salon AND conversation_id = {talk}
  ORDER BY inbox_id DESC LIMIT {most})
UNION ALL
(SELECT 'salon', outbox_id, created_at, 'text', '',
        CASE WHEN status = 'sent' THEN coalesce(fate, status) ELSE status END, body, kind, author,
        NULL, CASE WHEN status IN ('failed', 'dropped') THEN coalesce(error, '')
                   ELSE coalesce('as template ' || said_as, '') END
   FROM outbox WHERE salon_id = :salon AND conversation_id = {talk}
  ORDER BY outbox_id DESC LIMIT {most})
"""
# A reply is stored after what it answers; at equal moments the customer's line comes first.
_LINES = text(
    f"SELECT * FROM ({_SAID.format(talk=':talk', most=':most')}) said"  # noqa: S608 - fixed text
    " ORDER BY at DESC, side DESC, number DESC LIMIT :most"
)
_ROW = """
SELECT c.conversation_id, a.kind AS channel, c.customer_id, c.language, c.state, c.waiting_since,
       c.blocked_at, c.opted_out_at, c.created_at, c.last_at
"""
_COLUMNS = (
    "conversation_id", "channel", "customer_id", "language", "state", "waiting_since",
    "blocked_at", "opted_out_at", "created_at", "last_at",
)  # fmt: skip
_FROM = """
  FROM conversations c JOIN accounts a ON a.salon_id = c.salon_id AND a.account_id = c.account_id
"""
_ONE = text(_ROW + _FROM + "WHERE c.salon_id = :salon AND c.conversation_id = :talk")
_IS = {
    Only.ALL: "true",
    Only.WAITING: "c.waiting_since IS NOT NULL",
    Only.BOOKED: "c.state = 'booked'",
    Only.OPEN: "c.state NOT IN ('new', 'booked')",
}
_LATEST = {
    only: text(
        f"{_ROW}, said.* {_FROM} LEFT JOIN LATERAL (SELECT * FROM ("  # noqa: S608 - fixed text
        f"{_SAID.format(talk='c.conversation_id', most='1')}) one"
        " ORDER BY at DESC, side DESC LIMIT 1) said ON true"
        f" WHERE c.salon_id = :salon AND {condition}"
        " ORDER BY c.waiting_since IS NULL, NOT EXISTS (SELECT FROM ownerships w"
        " WHERE w.salon_id = c.salon_id AND w.conversation_id = c.conversation_id"
        " AND w.holder <> 'bot'), c.last_at DESC LIMIT :most"
    )
    for only, condition in _IS.items()
}
_COUNTS = text(
    "SELECT "  # noqa: S608 - fixed text
    + ", ".join(f"count(*) FILTER (WHERE {condition}) AS {only}" for only, condition in _IS.items())
    + " FROM conversations c WHERE c.salon_id = :salon"
)
_PULSE = text(
    """
    SELECT c.revision, c.waiting_since, c.opted_out_at,
           (SELECT max(inbox_id) FROM inbox
             WHERE salon_id = :salon AND conversation_id = :talk),
           (SELECT max(outbox_id) FROM outbox
             WHERE salon_id = :salon AND conversation_id = :talk),
           (SELECT string_agg(status || coalesce(fate, ''), ',') FROM (
              SELECT status, fate FROM outbox WHERE salon_id = :salon AND conversation_id = :talk
              ORDER BY outbox_id DESC LIMIT 20) latest)
      FROM conversations c WHERE c.salon_id = :salon AND c.conversation_id = :talk
    """
)
_SALON_PULSE = text(
    """
    SELECT (SELECT max(inbox_id) FROM inbox WHERE salon_id = :salon),
           (SELECT max(outbox_id) FROM outbox WHERE salon_id = :salon),
           (SELECT max(last_at) FROM conversations WHERE salon_id = :salon),
           (SELECT count(*) FROM ownerships WHERE salon_id = :salon AND holder <> 'bot'
              AND spoke_at < clock_timestamp() - :silent)
    """
)


async def find(tx: Tx, vault: Vault, account_id: AccountId, address: str) -> ConversationId | None:
    """Find the conversation of an address on an account; None before its first message."""
    hashed = vault.keyed_hash(f"{account_id}:{address}", "address")
    query = select(t.conversations.c.conversation_id).where(
        t.conversations.c.salon_id == tx.salon_id,
        t.conversations.c.account_id == account_id,
        t.conversations.c.address_hash == hashed,
    )
    found = (await tx.execute(query)).scalar_one_or_none()
    return None if found is None else ConversationId(found)


async def one(tx: Tx, conversation_id: ConversationId) -> Conversation | None:
    """Give a conversation of the salon; None for any other id."""
    values = {"salon": tx.salon_id, "talk": conversation_id}
    row = (await tx.execute(_ONE, values)).mappings().one_or_none()
    return None if row is None else Conversation(**_known(row))


async def lines(
    tx: Tx, vault: Vault, conversation_id: ConversationId, most: int
) -> tuple[Line, ...]:
    """Give the latest `most` lines, the oldest first, in the order in which they were stored."""
    values = {"salon": tx.salon_id, "talk": conversation_id, "most": most}
    rows = (await tx.execute(_LINES, values)).mappings().all()
    return tuple(_line(tx, vault, row) for row in reversed(rows))


async def latest(
    tx: Tx, vault: Vault, most: int, only: Only = Only.ALL
) -> tuple[Conversation, ...]:
    """Give the latest `most` with their last line, those that wait for a person first."""
    values = {"salon": tx.salon_id, "most": most}
    rows = (await tx.execute(_LATEST[only], values)).mappings().all()
    return tuple(
        Conversation(**_known(row), last_line=_line(tx, vault, row) if row["side"] else None)
        for row in rows
    )


async def counts(tx: Tx) -> dict[Only, int]:
    """Count the salon's conversations under each filter."""
    row = (await tx.execute(_COUNTS, {"salon": tx.salon_id})).mappings().one()
    return {only: row[only] for only in Only}


async def pulse(tx: Tx, conversation_id: ConversationId) -> tuple[object, ...]:
    """Give what changes whenever a conversation's lines, their status or its state change."""
    values = {"salon": tx.salon_id, "talk": conversation_id}
    row = (await tx.execute(_PULSE, values)).one_or_none()
    return () if row is None else tuple(row)


async def salon_pulse(tx: Tx, silent: timedelta) -> tuple[object, ...]:
    """Give what changes whenever any conversation of the salon has a new line or state.

    Also when a person who has one has said nothing for `silent`.
    """
    values = {"salon": tx.salon_id, "silent": silent}
    return tuple((await tx.execute(_SALON_PULSE, values)).one())


def _known(row: RowMapping) -> dict[str, Any]:
    return {name: row[name] for name in _COLUMNS}


def _line(tx: Tx, vault: Vault, row: RowMapping) -> Line:
    side, status = Side(row["side"]), Status(row["status"])
    if side is Side.SALON:
        said = outbox.read(vault, tx.salon_id, row["body"])
        return Line(
            side=side,
            number=row["number"],
            at=row["at"],
            text=said.text,
            kind=Kind.TEXT,
            status=status,
            choices=said.choices,
            whose=Whose(row["whose"]),
            author=row["author"],
            why=row["why"],
        )
    try:
        content = msgspec.json.decode(vault.open(row["body"], tx.salon_id.bytes))
    except Permanent:
        if status is not Status.GIVEN_UP:
            raise
        content = {"text": "", "choice_id": ""}  # this is why it was: the others are still shown
    return Line(
        side=side,
        number=row["number"],
        at=row["at"],
        text=content["text"],
        kind=Kind(row["kind"]),
        status=status,
        reference=row["reference"],
        choice_id=content["choice_id"],
        revision=row["read"],
    )
