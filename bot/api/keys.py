"""The keys of a salon's programs: made once, shown once, kept as a hash."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import NewType
from uuid import UUID

from sqlalchemy import func, insert, select, update

from bot.api import tables as t
from foundation import ids
from foundation.db import Tx
from foundation.errors import Refused
from foundation.house import House
from foundation.ids import SalonId

KIND = "api_key"
"""The directory's kind that leads from a key to its salon."""

KeyId = NewType("KeyId", UUID)

_PREFIX = "plk_"
_LONGEST = 64
_USE = "SELECT known, called, may FROM use_api_key(%b, %b)"


class Scope(StrEnum):
    """What a key is good for."""

    READ = "read"
    BOOKINGS = "bookings"
    CUSTOMERS = "customers"
    WAITLIST = "waitlist"
    SALON = "salon"


@dataclass(frozen=True, slots=True)
class Key:
    """A key that is good: whose, for what."""

    salon_id: SalonId
    key_id: KeyId
    name: str
    scopes: frozenset[str]

    @property
    def actor(self) -> str:
        """Give what history rows call the program."""
        return f"api:{self.key_id}"


@dataclass(frozen=True, slots=True)
class Listed:
    """A key as its salon sees it; the token itself nobody sees again."""

    key_id: KeyId
    name: str
    scopes: tuple[str, ...]
    created_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None


async def add(tx: Tx, house: House, name: str, scopes: frozenset[Scope]) -> str:
    """Make a key for the salon of `tx`; gives the token, which is stored nowhere."""
    token = _PREFIX + ids.token() + ids.token()
    await house.directory.enter(tx, KIND, token)
    await tx.execute(
        insert(t.api_keys).values(
            salon_id=tx.salon_id,
            key_id=ids.new(),
            name=name,
            scopes=sorted(scopes),
            token_hash=_hash(token),
        )
    )
    return token


async def listed(tx: Tx) -> tuple[Listed, ...]:
    """Give the salon's keys, the oldest first, with those that were revoked."""
    c = t.api_keys.c
    query = (
        select(c.key_id, c.name, c.scopes, c.created_at, c.last_used_at, c.revoked_at)
        .where(c.salon_id == tx.salon_id)
        .order_by(c.created_at, c.key_id)
    )
    found = await tx.execute(query)
    return tuple(
        Listed(
            KeyId(row.key_id),
            row.name,
            tuple(row.scopes),
            row.created_at,
            row.last_used_at,
            row.revoked_at,
        )
        for row in found
    )


async def revoke(tx: Tx, key_id: UUID) -> None:
    """End a key for good; raises Refused("no_such_key")."""
    c = t.api_keys.c
    mine = (c.salon_id == tx.salon_id) & (c.key_id == key_id)
    ended = await tx.execute(
        update(t.api_keys)
        .where(mine)
        .values(revoked_at=func.coalesce(c.revoked_at, func.clock_timestamp()))
    )
    if not ended.rowcount:
        raise Refused("no_such_key", key_id=key_id)


async def use(house: House, token: str) -> Key | None:
    """Give the key behind a token, noting that it is in use; None for one that is not good."""
    if not token.startswith(_PREFIX) or not token.isascii() or len(token) > _LONGEST:
        return None
    salon_id = await house.directory.find(KIND, token)
    if salon_id is None:
        return None
    found = await house.database.rows(_USE, (salon_id, _hash(token)))
    if not found:
        return None
    key_id, name, scopes = found[0]
    return Key(salon_id, KeyId(key_id), name, frozenset(scopes))


def _hash(token: str) -> bytes:
    # 256 bits of chance need no slow hash: nobody tries them all.
    return sha256(token.encode()).digest()
