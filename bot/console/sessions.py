"""Signed-in sessions: a row on the server, its token in one browser's cookie."""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from sqlalchemy import delete, insert, text

from bot.console import tables as t
from foundation import ids
from foundation.db import Tx
from foundation.house import House
from foundation.ids import OperatorId, SalonId

# Idle for half an hour or twelve hours old: over, by the database's clock.
_ALIVE = """
s.salon_id = :salon AND s.token_hash = :hash
AND s.seen_at > clock_timestamp() - interval '30 minutes'
AND s.created_at > clock_timestamp() - interval '12 hours'
"""
_USE = text(
    f"""
    UPDATE operator_sessions s SET seen_at = clock_timestamp()
      FROM operators o JOIN salons ON salons.salon_id = o.salon_id
     WHERE {_ALIVE} AND o.salon_id = s.salon_id AND o.operator_id = s.operator_id
    RETURNING o.operator_id, o.name, salons.name AS salon, salons.slug
    """  # noqa: S608 - fixed text
)
_LOOK = text(f"SELECT FROM operator_sessions s WHERE {_ALIVE}")
_FORGET_OVER = text(
    """
    DELETE FROM operator_sessions WHERE salon_id = :salon AND operator_id = :operator
       AND (seen_at < clock_timestamp() - interval '30 minutes'
            OR created_at < clock_timestamp() - interval '12 hours')
    """
)


@dataclass(frozen=True, slots=True)
class Signed:
    """An operator at work; `token` is the secret of this one session."""

    salon_id: SalonId
    operator_id: OperatorId
    name: str
    salon: str
    slug: str
    token: str


async def begin(tx: Tx, operator_id: OperatorId) -> str:
    """Sign an operator in under a fresh token, give its cookie; their dead sessions go."""
    token = ids.token()
    await tx.execute(_FORGET_OVER, {"salon": tx.salon_id, "operator": operator_id})
    row = {"salon_id": tx.salon_id, "token_hash": _hash(token), "operator_id": operator_id}
    await tx.execute(insert(t.operator_sessions).values(row))
    return f"{tx.salon_id.hex}.{token}"


async def use(house: House, cookie: str) -> Signed | None:
    """Give who is signed in and count this as activity; None when it is over, or never was."""
    salon_id, token = _parts(cookie)
    if salon_id is None:
        return None
    async with house.database.unit_of_work(salon_id) as tx:
        row = (await tx.execute(_USE, {"salon": salon_id, "hash": _hash(token)})).one_or_none()
    if row is None:
        return None
    return Signed(salon_id, row.operator_id, row.name, row.salon, row.slug, token)


async def lasts(tx: Tx, signed: Signed) -> bool:
    """Tell whether a session is still good, without counting it as activity."""
    found = await tx.execute(_LOOK, {"salon": tx.salon_id, "hash": _hash(signed.token)})
    return found.one_or_none() is not None


async def end(house: House, cookie: str) -> None:
    """Sign out: the session is gone on the server, whoever still has its cookie."""
    salon_id, token = _parts(cookie)
    if salon_id is None:
        return
    async with house.database.unit_of_work(salon_id) as tx:
        where = (t.operator_sessions.c.salon_id == salon_id) & (
            t.operator_sessions.c.token_hash == _hash(token)
        )
        await tx.execute(delete(t.operator_sessions).where(where))


def _parts(cookie: str) -> tuple[SalonId | None, str]:
    salon, _, token = cookie.partition(".")
    # uuid.UUID reads braces, "urn:" and other spellings too; ours has one.
    if len(salon) != 32 or not token or not salon.isalnum() or not salon.isascii():
        return None, ""
    try:
        return SalonId(UUID(hex=salon)), token[:64]
    except ValueError:
        return None, ""


def _hash(token: str) -> bytes:
    return sha256(token.encode("utf-8", "replace")).digest()
