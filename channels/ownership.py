"""Who has a conversation: one row with a version; every change of it is compare-and-swap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from foundation.db import Bound, Calls, Row
from foundation.errors import Refused
from foundation.house import House
from foundation.ids import ConversationId, OperatorId, SalonId


class Holder(StrEnum):
    """What kind of voice speaks for the salon."""

    BOT = "bot"
    OPERATOR = "operator"
    PHONE = "phone"


class Cause(StrEnum):
    """Why a conversation changed hands."""

    TAKEN = "taken"
    WROTE = "wrote"
    HANDED_BACK = "handed_back"
    TIMER = "timer"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks for the salon; `name` is what colleagues see."""

    holder: Holder
    operator_id: OperatorId | None = None
    name: str = ""


BOT = Voice(Holder.BOT)
PHONE = Voice(Holder.PHONE)


@dataclass(frozen=True, slots=True)
class Owner:
    """Who has a conversation, since when; `silent` is how long they have said nothing.

    `told_at` is up to when the customer knows what was done for them. Without a row the bot has
    it at version 0.
    """

    voice: Voice = BOT
    version: int = 0
    at: datetime | None = None
    told_at: datetime | None = None
    silent: timedelta = timedelta()

    @property
    def human(self) -> bool:
        """Tell whether a person has it, so that the bot is silent."""
        return self.voice.holder is not Holder.BOT


UNTOUCHED = Owner()
"""A conversation that no person ever had."""


@dataclass(frozen=True, slots=True)
class Handover:
    """One change of hands; `revision` is the conversation's turn that wrote it."""

    version: int
    revision: int
    voice: Voice
    cause: Cause
    at: datetime


_COLUMNS = """
conversation_id, version, holder, operator_id, name, at, told_at,
(extract(epoch FROM clock_timestamp() - spoke_at) * 1000)::bigint
"""
_READ = f"""
SELECT {_COLUMNS} FROM ownerships WHERE salon_id = %s AND conversation_id = ANY (%s)
"""  # noqa: S608 - fixed text
_CHANGE = """
WITH changed AS (
  INSERT INTO ownerships AS w (salon_id, conversation_id, version, holder, operator_id, name)
  SELECT %s::uuid, %s::uuid, %s::bigint + 1, %s::text, %s::uuid, %s::text
   WHERE %s::bigint = 0 OR EXISTS (
     SELECT FROM ownerships WHERE salon_id = %s AND conversation_id = %s)
  ON CONFLICT (salon_id, conversation_id) DO UPDATE
    SET version = EXCLUDED.version, holder = EXCLUDED.holder, operator_id = EXCLUDED.operator_id,
        name = EXCLUDED.name, at = EXCLUDED.at, spoke_at = EXCLUDED.spoke_at,
        told_at = CASE WHEN w.holder = 'bot' THEN EXCLUDED.told_at ELSE w.told_at END
    WHERE w.version = EXCLUDED.version - 1
  RETURNING *
)
INSERT INTO handovers (salon_id, conversation_id, version, revision, holder, operator_id, name,
                       cause, at)
SELECT salon_id, conversation_id, version, %s::bigint, holder, operator_id, name, %s::text, at
  FROM changed
RETURNING version
"""
_SPEAK = """
UPDATE ownerships
   SET spoke_at = clock_timestamp(),
       told_at = CASE WHEN %s::boolean THEN clock_timestamp() ELSE told_at END
 WHERE salon_id = %s AND conversation_id = %s AND version = %s AND holder <> 'bot'
RETURNING version
"""
_DROP = """
UPDATE outbox SET status = 'dropped', error = 'a person took over'
 WHERE salon_id = %s AND conversation_id = %s AND kind = 'bot' AND status = 'queued'
"""
_WAITED = """
UPDATE conversations SET waiting_since = NULL WHERE salon_id = %s AND conversation_id = %s
"""
_HISTORY = """
SELECT version, revision, holder, operator_id, name, cause, at FROM handovers
 WHERE salon_id = %s AND conversation_id = %s ORDER BY version
"""
_SENDS = "SELECT bot_sends(%s, %s)"
_FORGOTTEN = "SELECT salon, conversation, version FROM forgotten_takeovers(%s, %s)"


async def read(tx: Bound, conversation_id: ConversationId) -> Owner:
    """Tell who has a conversation."""
    return (await among(tx, [conversation_id])).get(conversation_id, UNTOUCHED)


async def among(
    tx: Bound, conversations: Sequence[ConversationId]
) -> Mapping[ConversationId, Owner]:
    """Tell who has which of the conversations; those that no person ever had are left out."""
    found = await tx.rows(_READ, (tx.salon_id, list(conversations)))
    return {ConversationId(row[0]): _owner(row) for row in found}


async def change(
    tx: Bound,
    conversation_id: ConversationId,
    to: Voice,
    *,
    seen: int,
    revision: int,
    cause: Cause,
) -> Owner:
    """Give the conversation into other hands if it still has the version `seen`.

    Nobody waits any more then; a person's taking drops what the bot has queued. `revision` is the
    turn this is written with. Raises Refused("moved_on", owner=...) with who has it now.
    """
    at = (tx.salon_id, conversation_id)
    values = (*at, seen, to.holder.value, to.operator_id, to.name, seen, *at)
    if not await tx.rows(_CHANGE, (*values, revision, cause.value)):
        raise Refused("moved_on", owner=await read(tx, conversation_id))
    await nobody_waits(tx, conversation_id)
    if to.holder is not Holder.BOT:
        await tx.rows(_DROP, at)
    return await read(tx, conversation_id)


async def nobody_waits(tx: Bound, conversation_id: ConversationId) -> None:
    """Note that the customer does not wait for a person any more."""
    await tx.rows(_WAITED, (tx.salon_id, conversation_id))


async def acted(
    tx: Bound, conversation_id: ConversationId, *, seen: int, told: bool = False
) -> None:
    """Note that the person who has it did something, `told` when the customer knows of all.

    Raises Refused("moved_on", owner=...) when they do not have it any more.
    """
    if not await tx.rows(_SPEAK, (told, tx.salon_id, conversation_id, seen)):
        raise Refused("moved_on", owner=await read(tx, conversation_id))


async def history(tx: Bound, conversation_id: ConversationId) -> tuple[Handover, ...]:
    """Give every change of hands, the oldest first."""
    found = await tx.rows(_HISTORY, (tx.salon_id, conversation_id))
    return tuple(
        Handover(version, revision, _voice(holder, operator, name), Cause(cause), at)
        for version, revision, holder, operator, name, cause, at in found
    )


async def bot_sends(calls: Calls, salon_id: SalonId, conversation_id: ConversationId) -> bool:
    """Tell whether a message of the bot is on its way to the customer at this moment."""
    [(under_way,)] = await calls.rows(_SENDS, (salon_id, conversation_id))
    return bool(under_way)


async def forgotten(
    house: House, silent: timedelta, most: int
) -> list[tuple[SalonId, ConversationId, int]]:
    """Find what people took and then said nothing in for so long, in all salons."""
    async with house.database.hot.connection() as connection:
        cursor = await connection.execute(_FORGOTTEN, (silent, most))
        found = await cursor.fetchall()
    return [(SalonId(salon), ConversationId(talk), version) for salon, talk, version in found]


def _owner(row: Row) -> Owner:
    _, version, holder, operator, name, at, told_at, silent = row
    return Owner(
        _voice(holder, operator, name), version, at, told_at, timedelta(milliseconds=silent)
    )


def _voice(holder: str, operator: object, name: str) -> Voice:
    return Voice(Holder(holder), None if operator is None else OperatorId(operator), name)  # type: ignore[arg-type]  # a uuid by its column
