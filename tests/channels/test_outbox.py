"""A message goes out in order, from who holds its lease; what may be gone is never repeated."""

import asyncio

import psycopg
import pytest

from channels import outbox
from channels.message import Choice, Outbound
from channels.outbox import Parcel
from foundation.ids import OutboxId
from tests.parlour import Parlour

STATUS = "SELECT status, lease_owner, error, attempts FROM outbox ORDER BY outbox_id"
LAPSE = "UPDATE outbox SET leased_until = clock_timestamp() - interval '1 second'"


def rows(admin: psycopg.Connection) -> list[tuple[object, ...]]:
    return admin.execute(STATUS).fetchall()


@pytest.fixture
async def queued(parlour: Parlour, admin: psycopg.Connection) -> list[OutboxId]:
    """Three replies to one customer, one to another, nobody has tried to send any."""
    for who, text in (("mia", "hi"), ("mia", "haircut"), ("mia", "friday"), ("tom", "hi")):
        await parlour.says(text, who)
    admin.execute(
        "UPDATE outbox SET status = 'queued', sent_at = NULL, attempts = 0, provider_ref = NULL"
    )
    numbers = admin.execute("SELECT outbox_id FROM outbox ORDER BY outbox_id").fetchall()
    return [OutboxId(number) for (number,) in numbers]


async def parcel(parlour: Parlour, number: OutboxId) -> Parcel:
    async with parlour.house.database.unit_of_work(parlour.salon.salon_id) as tx:
        return await outbox.parcel(tx, parlour.house.vault, number)


async def mark(parlour: Parlour, one: Parcel, status: str, wait: float = 0) -> None:
    async with parlour.house.database.unit_of_work(parlour.salon.salon_id) as tx:
        await outbox.mark(tx, parlour.house, one, status, "why", wait)


def test_a_sealed_message_is_read_as_it_was(parlour: Parlour) -> None:
    message = Outbound("Which?", (Choice("1.1", "Ana"), Choice("1.2", "Bea")))
    vault, salon = parlour.house.vault, parlour.salon.salon_id
    sealed = outbox.seal(vault, salon, message)
    assert b"Which" not in sealed
    assert outbox.read(vault, salon, sealed) == message


async def test_a_claim_gives_out_the_first_unsent_of_each_conversation(
    parlour: Parlour, queued: list[OutboxId]
) -> None:
    first, second, third, of_tom = queued
    claimed = [one.id for one in await outbox.claim(parlour.house)]
    assert sorted(claimed) == [first, of_tom]
    assert await outbox.claim(parlour.house) == []
    assert await outbox.mark_sent(parlour.house, await parcel(parlour, first), "m1")
    assert [one.id for one in await outbox.claim(parlour.house)] == [second]
    await outbox.mark_sent(parlour.house, await parcel(parlour, second), "m2")
    assert [one.id for one in await outbox.claim(parlour.house)] == [third]
    assert not await outbox.mark_sent(parlour.house, await parcel(parlour, third), "m3")


async def test_many_claims_at_once_give_each_message_to_one(
    parlour: Parlour, queued: list[OutboxId]
) -> None:
    claims = await asyncio.gather(*(outbox.claim(parlour.house) for _ in range(8)))
    given = [one.id for claimed in claims for one in claimed]
    assert sorted(given) == [queued[0], queued[3]]


async def test_a_parcel_says_what_goes_to_whom(parlour: Parlour, queued: list[OutboxId]) -> None:
    one = await parcel(parlour, queued[3])
    assert (one.address, one.attempts) == ("tom", 0)
    assert one.account_id == parlour.connected.account_id
    assert one.message.text == parlour.shown("tom")[0]


@pytest.mark.usefixtures("queued")
async def test_a_lapsed_lease_leaves_the_fate_unknown_for_good(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    await outbox.claim(parlour.house)
    admin.execute(LAPSE + " WHERE status = 'sending'")
    claimed = await outbox.claim(parlour.another().house)
    assert len(claimed) == 1, "what waited behind the unknown one goes next"
    assert [status for status, *_ in rows(admin)].count("unknown") == 2
    assert all(why for status, _, why, _ in rows(admin) if status == "unknown")
    assert await outbox.claim(parlour.house) == []


async def test_who_lost_the_lease_changes_nothing(
    parlour: Parlour, admin: psycopg.Connection, queued: list[OutboxId]
) -> None:
    await outbox.claim(parlour.house)
    admin.execute(LAPSE + " WHERE status = 'sending'")
    await outbox.claim(parlour.another().house)
    before = rows(admin)
    one = await parcel(parlour, queued[0])
    await outbox.mark_sent(parlour.house, one, "m1")
    await mark(parlour, one, "queued")
    assert rows(admin) == before


async def test_a_message_put_off_waits_its_time_while_the_next_stays_behind(
    parlour: Parlour, admin: psycopg.Connection, queued: list[OutboxId]
) -> None:
    await outbox.claim(parlour.house)
    await mark(parlour, await parcel(parlour, queued[0]), "queued", wait=60)
    assert rows(admin)[0] == ("queued", None, "why", 1)
    assert await outbox.claim(parlour.house) == []
    admin.execute("UPDATE outbox SET due_at = clock_timestamp()")
    assert [one.id for one in await outbox.claim(parlour.house)] == [queued[0]]


async def test_a_failed_message_lets_the_next_one_go(
    parlour: Parlour, queued: list[OutboxId]
) -> None:
    await outbox.claim(parlour.house)
    await mark(parlour, await parcel(parlour, queued[0]), "failed")
    assert [one.id for one in await outbox.claim(parlour.house)] == [queued[1]]
