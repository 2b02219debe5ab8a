"""The directory: which salon a slug, an account's token or a login belongs to."""

from hashlib import sha256

from sqlalchemy import text

from foundation.db import Database, Tx
from foundation.errors import Refused
from foundation.ids import SalonId

_FIND = "SELECT directory_find(%s, %s)"
_ENTER = text("SELECT directory_enter(:kind, :hash, :salon)")
_CHOOSE = "SELECT directory_choose(%s, %s)"
_CHOICE = "choice"


class Directory:
    """What one process knows of the directory.

    An entry never moves to another salon, so a found one is kept; only choices move. What was not
    found is asked for each time: strangers cannot fill the memory, a new entry is seen at once.
    """

    def __init__(self, database: Database, *, keep: int = 10_000) -> None:
        """Look up in `database`; keep at most `keep` entries at hand."""
        self._database = database
        self._keep = keep
        self._known: dict[tuple[str, str], SalonId] = {}

    async def find(self, kind: str, key: str) -> SalonId | None:
        """Find the salon that holds `key` among the keys of `kind` (`slug`, `account`)."""
        salon = self._known.get((kind, key))
        if salon is None:
            salon = await self._ask(kind, key)
            if salon is not None:
                self._remember(kind, key, salon)
        return salon

    async def enter(self, tx: Tx, kind: str, key: str) -> None:
        """Give `key` to the salon of `tx`; raises Refused("taken") when another salon holds it."""
        entered = await tx.execute(_ENTER, {"kind": kind, "hash": _hash(key), "salon": tx.salon_id})
        if not entered.scalar_one():
            raise Refused("taken", kind=kind)

    async def choose(self, key: str, salon: SalonId) -> None:
        """Write down which salon was chosen for `key`, in a transaction of its own."""
        async with self._database.hot.connection() as connection:
            await connection.execute(_CHOOSE, (_hash(key), salon))

    async def choice(self, key: str) -> SalonId | None:
        """Give the salon that was chosen for `key`; asked each time, for a choice may change."""
        return await self._ask(_CHOICE, key)

    async def _ask(self, kind: str, key: str) -> SalonId | None:
        async with self._database.hot.connection() as connection:
            cursor = await connection.execute(_FIND, (kind, _hash(key)))
            row = await cursor.fetchone()
        return row[0] if row else None

    def _remember(self, kind: str, key: str, salon: SalonId) -> None:
        if len(self._known) >= self._keep:
            del self._known[next(iter(self._known))]
        self._known[kind, key] = salon


def _hash(key: str) -> bytes:
    return sha256(key.encode()).digest()
