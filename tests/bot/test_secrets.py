"""Rotation of the secret keys over all that the product seals."""

import asyncio
import base64
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import text

from booking import customers, linking, notes
from bot import sealed
from bot.cli import sealing
from bot.rotation.rehash import Rehashing, at_work
from bot.rotation.reseal import Resealing, connect
from bot.rotation.rows import BATCH, Connection, Report
from channels import inbox
from channels.accounts import Accounts
from foundation import ids
from foundation.crypto import Vault
from foundation.errors import Permanent
from foundation.house import House
from foundation.ids import CustomerId
from foundation.sealed import Sealed
from foundation.settings import Settings, parse_keys
from tests.bot.test_cli import Shell
from tests.conftest import KEY
from tests.parlour import Parlour, parlour
from workers.answer import Answering

__all__ = ["parlour"]

OLD = f"test:{KEY}"
NEW = f"new:{base64.b64encode(bytes(range(200, 232))).decode()}"
COLUMNS = sealed.SEALED
CANARIES = ("Zsuzsanna", "15123456789", "zsuzsa@salon.example", "ammonia", "haircut please")


def vault(*keys: str) -> Vault:
    return Vault(parse_keys(",".join(keys)))


@dataclass
class Filled:
    """A database in which every sealed column holds something, all by the old key."""

    parlour: Parlour
    mia: CustomerId
    owner: Connection

    @property
    def url(self) -> str:
        return self.parlour.house.settings.database_owner_url

    def resealing(self, *keys: str) -> Resealing:
        return Resealing(self.owner, vault(*keys), sealed.SEALED)


@pytest.fixture
async def filled(parlour: Parlour, admin: psycopg.Connection) -> AsyncIterator[Filled]:
    house, mia = parlour.house, CustomerId(ids.new())
    heard = await inbox.hear(
        house, parlour.connected, parlour.said("haircut please"), raw=b'{"text":"haircut please"}'
    )
    await parlour.answering.now(heard)
    await inbox.hear(house, parlour.connected, parlour.said("STOP", "tom"))
    async with house.database.unit_of_work(parlour.salon.salon_id) as tx:
        given = customers.Given(
            name="Zsuzsanna", phone="+4915123456789", email="zsuzsa@salon.example"
        )
        await customers.keep(tx, house.vault, mia, given)
        await notes.add(tx, house.vault, mia, "no ammonia", author="operator:1")
        body = house.vault.seal("Zsuzsanna", tx.salon_id.bytes)
    _answered_request(admin, parlour, body)
    owner = await connect(house.settings.database_owner_url)
    async with owner:
        yield Filled(parlour, mia, owner)


def _answered_request(admin: psycopg.Connection, parlour: Parlour, body: bytes) -> None:
    key, salon = ids.new(), parlour.salon.salon_id
    admin.execute(
        "INSERT INTO api_keys (salon_id, key_id, name, scopes, token_hash)"
        " VALUES (%s, %s, 'key', '{all}', 'hash')",
        (salon, key),
    )
    admin.execute(
        "INSERT INTO api_requests (salon_id, key_id, request_key, fingerprint, body)"
        " VALUES (%s, %s, 'once', 'print', %s)",
        (salon, key, body),
    )


def values(admin: psycopg.Connection, one: Sealed) -> list[tuple[bytes, bytes]]:
    """Give every value of a column with what it was sealed under."""
    query = sql.SQL("SELECT salon_id, {0} FROM {1} WHERE {0} IS NOT NULL").format(
        sql.Identifier(one.column), sql.Identifier(one.table)
    )
    return [(salon.bytes, blob) for salon, blob in admin.execute(query).fetchall()]


async def test_after_a_rotation_all_is_readable_with_the_new_key_alone(
    filled: Filled, admin: psycopg.Connection
) -> None:
    before = {one: [vault(OLD).open(*pair[::-1]) for pair in values(admin, one)] for one in COLUMNS}
    assert all(before.values()), "every sealed column must hold something for this test"
    resealing, seen = filled.resealing(NEW, OLD), list[int]()
    due = await resealing.due()
    report = await resealing.run(seen.append)
    assert (report.sealed, report.locked, report.unreadable) == (due, 0, [])
    assert sum(seen) == due == sum(len(found) for found in before.values())
    for one in COLUMNS:
        after = [vault(NEW).open(*pair[::-1]) for pair in values(admin, one)]
        assert sorted(after) == sorted(before[one])
    assert set(await resealing.by_key()) == {"new"}
    assert (await resealing.run(seen.append)).sealed == 0


async def test_nothing_lies_open_before_or_after(filled: Filled, admin: psycopg.Connection) -> None:
    await filled.resealing(NEW, OLD).run(lambda _: None)
    tables = [
        name
        for (name,) in admin.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r'"
            " AND relnamespace = 'public'::regnamespace"
        ).fetchall()
    ]
    written = b""
    for table in tables:
        with admin.cursor().copy(
            sql.SQL("COPY {} TO STDOUT (FORMAT binary)").format(sql.Identifier(table))
        ) as copy:
            written += b"".join(bytes(part) for part in copy)
    assert str(filled.parlour.salon.name).encode() in written
    for canary in CANARIES:
        assert canary.encode() not in written


async def test_a_run_that_was_cut_short_is_gone_on_with(
    filled: Filled, admin: psycopg.Connection
) -> None:
    many = BATCH + 50
    salon = filled.parlour.salon.salon_id
    body = vault(OLD).seal("x", salon.bytes)
    admin.execute(
        "INSERT INTO deliveries (salon_id, account_id, body_hash, body)"
        " SELECT %s, %s, 'hash', %s FROM generate_series(1, %s)",
        (salon, filled.parlour.connected.account_id, body, many),
    )
    resealing = filled.resealing(NEW, OLD)
    due, cut = await resealing.due(), 0

    def break_off(count: int) -> None:
        nonlocal cut
        cut += count
        if count == BATCH:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        await resealing.run(break_off)
    assert await resealing.due() == due - cut > 0
    report = await resealing.run(lambda _: None)
    assert report.sealed == due - cut
    assert await resealing.due() == 0


async def test_what_another_holds_is_sealed_once_they_let_go(filled: Filled) -> None:
    database, salon = filled.parlour.house.database, filled.parlour.salon.salon_id
    held, let_go = asyncio.Event(), asyncio.Event()

    async def hold() -> None:
        async with database.unit_of_work(salon) as tx:
            await tx.execute(text("SELECT FROM conversations FOR UPDATE"))
            held.set()
            await let_go.wait()

    holding = asyncio.create_task(hold())
    await held.wait()
    sealing_all = asyncio.create_task(filled.resealing(NEW, OLD).run(lambda _: None))
    await asyncio.sleep(0.5)
    assert not sealing_all.done(), "it waits for what is held, without a lock of its own"
    let_go.set()
    await holding
    report = await sealing_all
    assert (report.locked, report.unreadable) == (0, [])


async def test_the_bot_goes_on_answering_meanwhile(
    filled: Filled, admin: psycopg.Connection
) -> None:
    house = replace(filled.parlour.house, vault=vault(NEW, OLD))
    shop = replace(filled.parlour, house=house, answering=Answering(house, Accounts(house)))

    async def chat(who: str) -> list[str]:
        return await shop.says("hi", who)

    crowd = asyncio.gather(*(chat(f"guest {number}") for number in range(20)))
    resealing = filled.resealing(NEW, OLD)
    while not crowd.done():
        await resealing.run(lambda _: None)
    assert all(await crowd)
    await resealing.run(lambda _: None)
    for one in COLUMNS:
        for context, blob in values(admin, one):
            assert vault(NEW).open(blob, context)


async def test_a_value_that_no_key_opens_is_named_and_left(
    filled: Filled, admin: psycopg.Connection
) -> None:
    admin.execute("UPDATE customer_notes SET text_enc = %s", (vault(NEW).seal("x", b"elsewhere"),))
    third = f"third:{base64.b64encode(bytes(range(140, 172))).decode()}"
    report = await filled.resealing(third, OLD).run(lambda _: None)
    assert len(report.unreadable) == 1
    assert "customer_notes" in report.unreadable[0]
    assert "'new'" in report.unreadable[0]
    assert report.locked == 0


async def test_one_salon_s_values_alone_are_sealed_anew(
    filled: Filled, admin: psycopg.Connection
) -> None:
    resealing = replace(filled.resealing(NEW, OLD), salon=ids.SalonId(ids.new()))
    assert await resealing.due() == 0
    assert (await resealing.run(lambda _: None)).sealed == 0
    own = replace(resealing, salon=filled.parlour.salon.salon_id)
    assert (await own.run(lambda _: None)).sealed > 0
    assert len(values(admin, COLUMNS[0])) > 0


async def test_after_hashing_anew_everything_is_found_with_the_new_key_alone(
    filled: Filled,
) -> None:
    await filled.resealing(NEW, OLD).run(lambda _: None)
    report, shop = Report(), filled.parlour
    async with shop.house.database.unit_of_work(shop.salon.salon_id) as tx:
        assert await customers.find(tx, vault(NEW), name="Zsuzsanna") == ()
    hashing = Rehashing(filled.owner, vault(NEW), sealed.HASHED)
    seen = list[int]()
    await hashing.run(report, seen.append)
    assert report.unreadable == []
    assert report.hashed == sum(seen) == await hashing.due()
    again = Report()
    await hashing.run(again, seen.append)
    assert again.hashed == 0
    house = replace(shop.house, vault=vault(NEW))
    async with house.database.unit_of_work(shop.salon.salon_id) as tx:
        for asked in (
            {"name": "zsuzsanna"},
            {"phone": "+4915123456789"},
            {"email": "ZSUZSA@salon.example"},
        ):
            assert await customers.find(tx, house.vault, **asked) == (filled.mia,)
    found = await Accounts(house).by_token("terminal", "demo")
    assert found is not None
    assert found.account_id == shop.connected.account_id
    talk = await inbox.hear(house, found, shop.said("me again"))
    assert talk.revision > 0, "the same conversation, not a new one"


async def test_a_shown_number_stays_one_person_s_through_a_rotation(filled: Filled) -> None:
    shop = filled.parlour
    async with shop.house.database.unit_of_work(shop.salon.salon_id) as tx:
        await linking.verify_phone(tx, vault(OLD), filled.mia, "+4915123456789")
    await filled.resealing(NEW, OLD).run(lambda _: None)
    await Rehashing(filled.owner, vault(NEW), sealed.HASHED).run(Report(), lambda _: None)
    async with shop.house.database.unit_of_work(shop.salon.salon_id) as tx:
        double = CustomerId(ids.new())
        await customers.keep(tx, vault(NEW), double, {})
        shown = await linking.verify_phone(tx, vault(NEW), double, "+4915123456789")
        assert shown == filled.mia


def test_what_may_go_is_said_key_by_key(clean: Settings) -> None:
    middle = f"mid:{base64.b64encode(bytes(range(140, 172))).decode()}"
    settings = clean.model_copy(update={"secret_keys": parse_keys(f"{NEW},{middle},{OLD}")})
    told = sealing.farewell(settings, {"new": 9, "mid": 2, "gone": 1})
    assert told[0] == "Key mid still seals 2 values."
    assert told[1] == "Key gone is not among PARLANCE_SECRET_KEYS, but seals 1 values."
    assert "it is the last: hashes hang on it" in told[2]
    assert "customers.phone_hash" in told[2]
    assert "--rehash" in told[3]
    free = sealing.farewell(settings, {"new": 9, "test": 1})
    assert free == [
        "Key test still seals 1 values.",
        "Key mid seals nothing any more: take it out.",
    ]
    one = clean.model_copy(update={"secret_keys": parse_keys(NEW)})
    assert sealing.farewell(one, {"new": 9}) == []


def test_the_command_seals_anew_and_hashes_when_nobody_is_at_work(
    clean: Settings, admin: psycopg.Connection
) -> None:
    shell = Shell(clean)
    shell.run("seed", "demo")
    shell.environment["PARLANCE_SECRET_KEYS"] = f"{NEW},{OLD}"
    first = shell.run("secrets", "reseal")
    assert first.returncode == 0, first.stderr
    assert "Sealed anew with key new: 2." in first.stdout
    assert "Key test seals nothing any more, but it is the last" in first.stdout
    assert "Sealed anew with key new: 0." in shell.run("secrets", "reseal").stdout
    shell.environment["PARLANCE_SECRET_KEYS"] = NEW
    last = shell.run("secrets", "reseal", "--rehash", "--salon", "demo")
    assert last.returncode == 0, last.stderr
    assert "Hashed anew with key new: 2." in last.stdout
    account = next(one for one in sealed.SEALED if one.table == "accounts")
    assert all(vault(NEW).open(blob, context) for context, blob in values(admin, account))


async def test_hashes_are_not_changed_under_running_processes(house: House) -> None:
    async with (
        await connect(house.settings.database_owner_url) as owner,
        house.database.unit_of_work(ids.SalonId(ids.new())),
    ):
        assert await at_work(owner, "parlance_app") > 0
        with pytest.raises(Permanent, match="stop them"):
            await sealing._must_be_alone(owner, house.settings)  # noqa: SLF001 - the guard itself
