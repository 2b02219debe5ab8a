"""A salon's accounts with the providers: stored sealed, found by webhook token."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, RowMapping, select
from sqlalchemy.dialects.postgresql import insert

from channels import tables as t
from channels.pace import Paces
from channels.port import Account
from foundation import ids
from foundation.clock import monotonic
from foundation.db import Tx
from foundation.house import House
from foundation.ids import AccountId, SalonId


@dataclass(frozen=True, slots=True)
class Connected:
    """An account with the salon it belongs to; secrets are open in memory only.

    `salons` are all that share it, its home first; none where it is this salon's alone. `left` is
    what it was known by, once it was disconnected: it has no secrets any more, nothing else has it.
    """

    salon_id: SalonId
    account_id: AccountId
    name: str
    account: Account
    salons: tuple[SalonId, ...] = ()
    left: Mapping[str, str] = field(default_factory=dict)

    @property
    def at_home(self) -> bool:
        """Whether it is this salon's own: where it is polled, where its secrets are renewed."""
        return not self.salons or self.salons[0] == self.salon_id


def _directory_kind(kind: str) -> str:
    return f"account:{kind}"


async def connect(
    tx: Tx, house: House, kind: str, name: str, secrets: dict[str, str], token: str
) -> Connected:
    """Store an account, or new secrets for the one that has this token already.

    Raises Refused("taken") when another salon holds the token.
    """
    await house.directory.enter(tx, _directory_kind(kind), token)
    token_hash = house.vault.keyed_hash(token, "account")
    where = (t.accounts.c.salon_id == tx.salon_id, t.accounts.c.token_hash == token_hash)
    query = select(t.accounts).where(*where, t.accounts.c.kind == kind)
    row = (await tx.execute(query)).mappings().one_or_none()
    made = Connected(tx.salon_id, AccountId(ids.new()), name, Account(kind, token, secrets))
    if row is not None:
        before = _open(house, row)
        made = replace(made, account_id=before.account_id, salons=before.salons)
    return await put(tx, house, made)


async def put(tx: Tx, house: House, one: Connected) -> Connected:
    """Write an account as the salon of `tx` shall have it; gives that."""
    mine = replace(one, salon_id=tx.salon_id)
    content: dict[str, object] = {"token": one.account.token, "secrets": one.account.secrets}
    if one.salons:
        content["salons"] = one.salons
    if one.left:
        content["left"] = one.left
    sealed = house.vault.seal(msgspec.json.encode(content).decode(), tx.salon_id.bytes)
    row = insert(t.accounts).values(
        salon_id=tx.salon_id,
        account_id=one.account_id,
        kind=one.account.kind,
        name=one.name,
        token_hash=house.vault.keyed_hash(one.account.token, "account"),
        secrets=sealed,
    )
    new = {"name": one.name, "secrets": sealed}
    key = (t.accounts.c.salon_id, t.accounts.c.account_id)
    await tx.execute(row.on_conflict_do_update(index_elements=key, set_=new))
    return mine


async def leave(tx: Tx, house: House, one: Connected, known_by: Mapping[str, str]) -> Connected:
    """Forget an account's secrets, for good; its row stays, as all that was said through it does.

    `known_by` finds it again: connected anew, it is the same account with the same webhook path.
    """
    bare = replace(one.account, secrets={})
    return await put(tx, house, replace(one, account=bare, left=known_by))


async def listed(tx: Tx, house: House) -> list[Connected]:
    """Give the salon's accounts, the oldest first, those that were disconnected as well."""
    rows = await tx.execute(
        select(t.accounts)
        .where(t.accounts.c.salon_id == tx.salon_id)
        .order_by(t.accounts.c.created_at)
    )
    return [_open(house, row) for row in rows.mappings()]


async def everywhere(house: House) -> list[tuple[SalonId, AccountId, str]]:
    """Name the accounts of all salons with their kinds, the oldest first; ids only."""
    async with house.database.hot.connection() as connection:
        cursor = await connection.execute("SELECT salon, account, kind FROM all_accounts()")
        rows = await cursor.fetchall()
    return [(SalonId(salon), AccountId(account), kind) for salon, account, kind in rows]


class Accounts:
    """A process's view of the accounts, kept for a few seconds so that new secrets are noticed."""

    def __init__(self, house: House, *, keep: float = 10.0) -> None:
        """Read through `house`, keep what was read for `keep` seconds of real time."""
        self._house = house
        self._keep = keep
        self.paces = Paces(house.live, on=house.settings.paced)
        self._by_token: dict[tuple[str, str], tuple[float, Connected]] = {}
        self._by_id: dict[tuple[SalonId, AccountId], tuple[float, Connected]] = {}

    async def by_token(self, kind: str, token: str) -> Connected | None:
        """Find the account behind a webhook's path; None when nobody has it."""
        kept = self._by_token.get((kind, token))
        if kept is not None and kept[0] > self._now():
            return kept[1]
        salon_id = await self._house.directory.find(_directory_kind(kind), token)
        if salon_id is None:
            return None
        token_hash = self._house.vault.keyed_hash(token, "account")
        where = (t.accounts.c.kind == kind) & (t.accounts.c.token_hash == token_hash)
        found = await self._read(salon_id, where)
        if found is not None and found.left:
            return None
        if found is not None:
            self._by_token[kind, token] = self._by_id[salon_id, found.account_id]
        return found

    async def by_id(self, salon_id: SalonId, account_id: AccountId) -> Connected:
        """Give a known account."""
        kept = self._by_id.get((salon_id, account_id))
        if kept is not None and kept[0] > self._now():
            return kept[1]
        found = await self._read(salon_id, t.accounts.c.account_id == account_id)
        if found is None:
            raise KeyError(account_id)
        return found

    def forget(self, one: Connected) -> None:
        """Read an account anew next time: this process has just changed it."""
        self._by_token.pop((one.account.kind, one.account.token), None)
        for salon in (one.salon_id, *one.salons):
            self._by_id.pop((salon, one.account_id), None)

    def _now(self) -> float:
        return monotonic()

    async def _read(self, salon_id: SalonId, where: ColumnElement[bool]) -> Connected | None:
        async with self._house.database.unit_of_work(salon_id) as tx:
            query = select(t.accounts).where(t.accounts.c.salon_id == salon_id, where)
            row = (await tx.execute(query)).mappings().one_or_none()
        if row is None:
            return None
        found = _open(self._house, row)
        self._by_id[salon_id, found.account_id] = (self._now() + self._keep, found)
        return found


def _open(house: House, values: RowMapping) -> Connected:
    salon_id = SalonId(values["salon_id"])
    opened = msgspec.json.decode(house.vault.open(values["secrets"], salon_id.bytes))
    account = Account(values["kind"], opened["token"], opened["secrets"])
    salons = tuple(SalonId(UUID(one)) for one in opened.get("salons", ()))
    left = opened.get("left", {})
    account_id = AccountId(values["account_id"])
    return Connected(salon_id, account_id, values["name"], account, salons, left)
