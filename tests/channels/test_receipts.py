"""Receipts move a message's fate forward only, whenever they come; an account's news is a case."""

import asyncio
from itertools import permutations

import psycopg
import pytest

from channels import outbox, receipts
from channels.accounts import Connected
from channels.message import Address, Fate, Inbound, Kind, Notice, Receipt, Topic
from channels.port import Account
from channels.receipts import belongs
from foundation import cases
from foundation.ids import ConversationId, OutboxId
from tests.parlour import Parlour

FATE = "SELECT status, fate, fate_code, error FROM outbox ORDER BY outbox_id"
OPEN = "SELECT kind, seen FROM cases WHERE closed_at IS NULL ORDER BY case_id"
OFFLINE = Notice(Topic.CONNECTION, {"state": "close", "reason": "401"})
ONLINE = Notice(Topic.CONNECTION, {"state": "open"})
FAILED = Receipt("1", Fate.FAILED, 131026)


def fate(admin: psycopg.Connection) -> tuple[object, ...]:
    row = admin.execute(FATE).fetchone()
    assert row
    return row


def opened(admin: psycopg.Connection) -> list[tuple[object, ...]]:
    return admin.execute(OPEN).fetchall()


async def take(parlour: Parlour, *events: Receipt | Notice) -> set[ConversationId]:
    whatsapp = Account("whatsapp", parlour.connected.account.token, {})
    there = Connected(parlour.salon.salon_id, parlour.connected.account_id, "", whatsapp)
    return await receipts.take(parlour.house, there, events)


@pytest.mark.parametrize("order", [*permutations((Fate.SENT, Fate.DELIVERED, Fate.READ))])
async def test_in_any_order_the_furthest_fate_stands(
    parlour: Parlour, admin: psycopg.Connection, order: tuple[Fate, ...]
) -> None:
    await parlour.says("hello")
    for one in order:
        await take(parlour, Receipt("1", one), Receipt("1", one))
    assert fate(admin) == ("sent", "read", None, None)
    assert opened(admin) == []


async def test_a_failure_says_why_and_calls_for_a_person_once(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    await parlour.says("hello")
    talk = await take(parlour, FAILED)
    assert len(talk) == 1
    assert await take(parlour, FAILED, FAILED) == set()
    why = "this number has no WhatsApp, or too old an app (131026)"
    assert fate(admin) == ("failed", "failed", 131026, why)
    assert opened(admin) == [("undelivered", 1)]


@pytest.mark.parametrize("order", [*permutations((FAILED, Receipt("1", Fate.DELIVERED)))])
async def test_what_has_arrived_after_all_is_no_failure_any_more(
    parlour: Parlour, admin: psycopg.Connection, order: tuple[Receipt, ...]
) -> None:
    await parlour.says("hello")
    for one in order:
        await take(parlour, one)
    assert fate(admin) == ("sent", "delivered", None, None)
    assert opened(admin) == []


async def test_what_is_not_ours_changes_nothing(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    await parlour.says("hello")
    strange = (Receipt("7", Fate.READ), Receipt("", Fate.READ), Receipt("7", Fate.FAILED, 2**40))
    assert await take(parlour, *strange) == set()
    assert fate(admin) == ("sent", None, None, None)
    assert admin.execute("SELECT count(*) FROM early_receipts").fetchone() == (0,)


async def leased(parlour: Parlour, admin: psycopg.Connection) -> outbox.Parcel:
    """Let a reply be with its sender, who has not written down yet what it is called."""
    await parlour.says("hello")
    admin.execute("UPDATE outbox SET status = 'queued', sent_at = NULL, provider_ref = NULL")
    [claimed] = await outbox.claim(parlour.house)
    async with parlour.house.database.unit_of_work(claimed.salon_id) as tx:
        return await outbox.parcel(tx, parlour.house.vault, OutboxId(claimed.id))


async def test_a_receipt_before_the_reference_is_kept_for_it(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    parcel = await leased(parlour, admin)
    await take(parlour, Receipt("early", Fate.READ))
    await take(parlour, Receipt("early", Fate.DELIVERED), Receipt("other", Fate.READ))
    assert fate(admin)[:2] == ("sending", None)
    await outbox.mark_sent(parlour.house, parcel, "early")
    assert fate(admin)[:2] == ("sent", "read")
    left = admin.execute("SELECT reference FROM early_receipts").fetchall()
    assert left == [("other",)]


async def test_a_failure_before_the_reference_is_a_case_too(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    parcel = await leased(parlour, admin)
    await take(parlour, Receipt("early", Fate.FAILED, 131047))
    await outbox.mark_sent(parlour.house, parcel, "early")
    assert fate(admin)[:3] == ("failed", "failed", 131047)
    assert opened(admin) == [("undelivered", 1)]


async def test_at_the_very_moment_of_the_reference_no_receipt_is_lost(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    for number in range(20):
        admin.execute("DELETE FROM outbox")
        parcel = await leased(parlour, admin)
        name = f"ref{number}"
        sent = outbox.mark_sent(parlour.house, parcel, name)
        told = take(parlour, Receipt(name, Fate.READ))
        both = (sent, told) if number % 2 else (told, sent)
        await asyncio.gather(*both)
        assert fate(admin)[:2] == ("sent", "read")


async def test_a_lost_connection_is_a_case_until_it_is_back(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    await take(parlour, OFFLINE, OFFLINE)
    assert opened(admin) == [("connection_lost", 2)]
    await take(parlour, Notice(Topic.CONNECTION, {"state": "connecting"}))
    assert opened(admin) == [("connection_lost", 2)]
    await take(parlour, ONLINE, ONLINE)
    assert opened(admin) == []


async def test_an_account_s_error_is_a_case_unless_it_is_our_speed(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    await take(parlour, *(Notice(Topic.TROUBLE, {"error_code": n}) for n in (131042, 130429)))
    assert opened(admin) == [("account_error", 1)]
    async with parlour.house.database.unit_of_work(parlour.salon.salon_id) as tx:
        [case] = await cases.listed(tx)
        assert case.facts["code"] == 131042
        assert await cases.count(tx) == 1
        assert await cases.close(tx, case.id, "operator:1") == case.facts
        assert await cases.close(tx, case.id, "operator:2") is None
        assert await cases.count(tx) == 0


def test_what_names_another_account_is_not_this_one_s() -> None:
    account = Account("whatsapp", "t", {"phone_number_id": "17", "instance": ""})
    asked = [{"phone_number_id": "17"}, {"phone_number_id": "18"}, {}, {"instance": "x"}]
    told = [Receipt("1", Fate.READ, facts=facts) for facts in asked]
    assert [belongs(account, one) for one in told] == [True, False, True, True]
    said = Inbound(Kind.TEXT, Address("1"), "1", 1, facts={"phone_number_id": "18"})
    assert not belongs(account, said)
