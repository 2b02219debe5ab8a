"""A salon's accounts are found by their webhook's token, their secrets lie sealed."""

import psycopg
import pytest

from channels import accounts
from channels.accounts import Accounts, Connected
from foundation import ids
from foundation.errors import Refused
from foundation.ids import AccountId, SalonId
from tests.parlour import Parlour

SECRETS = {"token": "42:very-secret", "secret_token": "s3cret"}


async def connect(parlour: Parlour, path: str = "path", **secrets: str) -> Connected:
    async with parlour.house.database.unit_of_work(parlour.salon.salon_id) as tx:
        return await accounts.connect(
            tx, parlour.house, "telegram", "Telegram", {**SECRETS, **secrets}, path
        )


async def test_an_account_is_found_by_its_token_and_its_id(parlour: Parlour) -> None:
    made = await connect(parlour)
    known = Accounts(parlour.house)
    assert await known.by_token("telegram", "path") == made
    assert await known.by_id(made.salon_id, made.account_id) == made
    assert made.account.secrets == SECRETS


@pytest.mark.parametrize(("kind", "token"), [("telegram", "other"), ("web", "path")])
async def test_nobody_else_s_token_finds_it(parlour: Parlour, kind: str, token: str) -> None:
    await connect(parlour)
    assert await Accounts(parlour.house).by_token(kind, token) is None


async def test_an_unknown_id_is_an_error(parlour: Parlour) -> None:
    with pytest.raises(KeyError):
        await Accounts(parlour.house).by_id(parlour.salon.salon_id, AccountId(ids.new()))


async def test_a_token_in_the_directory_without_its_account_is_nobody_s(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    await connect(parlour)
    admin.execute("DELETE FROM accounts WHERE kind = 'telegram'")
    assert await Accounts(parlour.house).by_token("telegram", "path") is None


async def test_new_secrets_renew_the_account_and_are_noticed(parlour: Parlour) -> None:
    old = await connect(parlour)
    forgetful, keeping = Accounts(parlour.house, keep=0), Accounts(parlour.house, keep=60)
    for known in (forgetful, keeping):
        await known.by_token("telegram", "path")
    new = await connect(parlour, secret_token="new")
    assert new.account_id == old.account_id
    assert await forgetful.by_token("telegram", "path") == new
    assert await keeping.by_token("telegram", "path") == old
    assert await keeping.by_id(old.salon_id, old.account_id) == old


async def test_accounts_are_listed_the_oldest_first(parlour: Parlour) -> None:
    made = [await connect(parlour, "one"), await connect(parlour, "two")]
    async with parlour.house.database.unit_of_work(parlour.salon.salon_id) as tx:
        listed = await accounts.listed(tx, parlour.house)
    assert listed == [parlour.connected, *made]
    named = [(one.salon_id, one.account_id, one.account.kind) for one in listed]
    assert await accounts.everywhere(parlour.house) == named


async def test_another_salon_cannot_have_the_same_token(parlour: Parlour) -> None:
    await connect(parlour)
    other = SalonId(ids.new())
    async with parlour.house.database.unit_of_work(other) as tx:
        with pytest.raises(Refused, match="taken"):
            await accounts.connect(tx, parlour.house, "telegram", "Telegram", SECRETS, "path")


async def test_no_secret_lies_open_in_the_database(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    await connect(parlour)
    (row,) = admin.execute("SELECT * FROM accounts WHERE kind = 'telegram'").fetchall()
    stored = b" ".join(one if isinstance(one, bytes) else str(one).encode() for one in row)
    for secret in (b"very-secret", b"s3cret", b"path"):
        assert secret not in stored


async def test_a_disconnected_account_has_no_secrets_and_hears_nothing(parlour: Parlour) -> None:
    before = await connect(parlour)
    async with parlour.house.database.unit_of_work(parlour.salon.salon_id) as tx:
        await accounts.leave(tx, parlour.house, before, {"token": "42"})
    known = Accounts(parlour.house)
    assert await known.by_token("telegram", "path") is None
    left = await known.by_id(before.salon_id, before.account_id)
    assert (left.account.secrets, left.left) == ({}, {"token": "42"})
    again = await connect(parlour)
    assert (again.account_id, again.left) == (before.account_id, {})
    assert await Accounts(parlour.house).by_token("telegram", "path") == again
