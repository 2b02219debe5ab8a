"""What came in is ours, once, in the provider's order."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import psycopg
import pytest

from channels import accounts, inbox
from channels.inbox import Talk
from channels.message import Kind
from tests.parlour import Parlour


def texts(talk: Talk) -> Sequence[str]:
    return [one.text for one in talk.letters]


async def test_a_message_is_stored_with_all_that_is_unanswered(parlour: Parlour) -> None:
    first = await parlour.hears("hello")
    second = await parlour.hears("haircut")
    assert (first.fresh, second.fresh) == (True, True)
    assert first.conversation_id == second.conversation_id
    assert (texts(first), texts(second)) == (["hello"], ["hello", "haircut"])
    assert (second.revision, second.address, second.language) == (0, "mia", "en")


async def test_a_repeated_delivery_stores_nothing(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    first = await parlour.hears("hello", provider_id="7")
    again = await parlour.hears("hello", provider_id="7")
    assert (first.fresh, again.fresh) == (True, False)
    assert admin.execute("SELECT count(*) FROM inbox").fetchone() == (1,)


async def test_of_many_deliveries_at_once_one_is_fresh(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    talks = await asyncio.gather(*(parlour.hears("hello", provider_id="7") for _ in range(20)))
    assert [one.fresh for one in talks].count(True) == 1
    assert admin.execute("SELECT count(*) FROM inbox").fetchone() == (1,)


async def test_first_messages_at_once_begin_one_conversation(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    talks = await asyncio.gather(*(parlour.hears(f"hello {n}") for n in range(8)))
    assert len({one.conversation_id for one in talks}) == 1
    assert admin.execute("SELECT count(*) FROM conversations").fetchone() == (1,)


async def test_messages_are_read_in_the_provider_s_order_whenever_they_came(
    parlour: Parlour,
) -> None:
    await parlour.hears("3", sequence=3)
    await parlour.hears("1", sequence=1)
    talk = await parlour.hears("2", sequence=2)
    assert texts(talk) == ["1", "2", "3"]
    async with parlour.house.database.unit_of_work(talk.salon_id) as tx:
        assert (await inbox.gather(parlour.house, talk, tx)).letters == talk.letters


async def test_what_was_answered_is_not_read_again(parlour: Parlour) -> None:
    await parlour.says("hello")
    assert texts(await parlour.hears("haircut")) == ["haircut"]


async def test_a_tap_keeps_what_its_button_carried(parlour: Parlour) -> None:
    talk = await parlour.hears("", kind=Kind.CHOICE, choice_id="3.1")
    assert [(one.kind, one.choice_id) for one in talk.letters] == [(Kind.CHOICE, "3.1")]


async def test_one_address_on_two_accounts_is_two_conversations(parlour: Parlour) -> None:
    house = parlour.house
    async with house.database.unit_of_work(parlour.salon.salon_id) as tx:
        second = await accounts.connect(tx, house, "terminal", "Second", {}, "second")
    one = await parlour.hears("hello")
    parlour.connected = second
    other = await parlour.hears("hello")
    assert one.conversation_id != other.conversation_id


async def test_nothing_a_customer_wrote_lies_open_in_the_database(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    raw = b'{"text": "my secret wish", "from": "mia@example"}'
    await inbox.hear(parlour.house, parlour.connected, parlour.said("my secret wish"), raw)
    for table in ("inbox", "conversations", "deliveries"):
        (row,) = admin.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - these three
        stored = b" ".join(one if isinstance(one, bytes) else str(one).encode() for one in row)
        assert b"secret wish" not in stored
        assert b"mia" not in stored


@pytest.fixture
def patient(parlour: Parlour) -> Parlour:
    """A process that waits 10 s for quiet, 15 s at most."""
    waits = {"quiet_seconds": 10.0, "burst_seconds": 15.0}
    settings = parlour.house.settings.model_copy(update=waits)
    return replace(parlour, house=replace(parlour.house, settings=settings))


async def test_without_a_quiet_time_a_message_is_due_at_once(parlour: Parlour) -> None:
    assert (await parlour.hears("hello")).wait == 0


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.MEDIA, Kind.LOCATION])
async def test_what_more_may_follow_waits_for_it(patient: Parlour, kind: Kind) -> None:
    assert 9 < (await patient.hears("hello", kind=kind)).wait <= 10


@pytest.mark.parametrize(
    "kind", [Kind.CHOICE, Kind.START, Kind.CONTACT, Kind.BLOCKED, Kind.UNBLOCKED]
)
async def test_what_was_tapped_is_due_at_once(patient: Parlour, kind: Kind) -> None:
    assert (await patient.hears("", kind=kind)).wait == 0


async def test_a_text_that_carries_a_choice_is_due_at_once(patient: Parlour) -> None:
    assert (await patient.hears("2", choice_id="1.2")).wait == 0


async def test_a_burst_is_due_so_long_after_its_first_message_at_most(
    patient: Parlour, admin: psycopg.Connection
) -> None:
    await patient.hears("haircut")
    admin.execute("UPDATE inbox SET received_at = received_at - interval '12 seconds'")
    assert 2 < (await patient.hears("friday")).wait <= 3
    admin.execute("UPDATE inbox SET received_at = received_at - interval '12 seconds'")
    assert (await patient.hears("after 4")).wait == 0


async def test_the_moment_is_stored_for_whoever_looks(
    patient: Parlour, admin: psycopg.Connection
) -> None:
    first = await patient.hears("haircut")
    second = await patient.hears("friday", provider_id="2")
    found = await inbox.gather(patient.house, first)
    assert (texts(found), found.newest) == (["haircut", "friday"], second.newest)
    assert 9 < found.wait <= 10
    again = await patient.hears("friday", provider_id="2")
    assert (again.fresh, 9 < again.wait <= 10) == (False, True)
    admin.execute("UPDATE inbox SET answer_after = now()")
    assert (await inbox.gather(patient.house, first)).wait == 0


async def test_what_was_answered_is_waited_for_no_more(patient: Parlour) -> None:
    talk = await patient.hears("hello")
    await patient.answering.now(talk)
    found = await inbox.gather(patient.house, talk)
    assert (found.letters, found.wait, found.revision, found.newest) == ((), 0, 1, 0)


async def test_an_older_process_hears_as_it_did(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    talk = await parlour.hears("hello")
    old = "SELECT fresh FROM hear(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
    row = admin.execute("SELECT address_hash, address FROM conversations").fetchone()
    assert row
    salon, account = talk.salon_id, talk.account_id
    values = (salon, account, salon, *row, "en", "9", 9, "text", row[1], None, None)
    assert admin.execute(old, values).fetchone() == (True,)
