"""Where sessions are kept: the row's revision judges which copy counts."""

from dataclasses import replace

import psycopg
import pytest
from redis import Redis
from structlog.testing import capture_logs

from channels.inbox import Talk
from channels.message import Outbound
from dialog import store
from dialog.session import Session, State
from dialog.store import Closing
from foundation import ids
from foundation.ids import ConversationId
from tests.parlour import Parlour

FRESH = Session(locale="de")
SAID = Session(state=State.SERVICE, greeted=True)


async def close(parlour: Parlour, talk: Talk, *texts: str, hosted: bool = False) -> int | None:
    """Write a turn; gives how many messages it leaves to this process, None when it was late."""
    closing = Closing(
        session=SAID,
        snapshot=store.snapshot(SAID, talk),
        answered=[one.id for one in talk.letters],
        messages=[Outbound(text) for text in texts],
        trace="[]",
        customer_id=None,
        calls_human=False,
        blocked=False,
        hosted=hosted,
    )
    numbers = await store.close(parlour.house.database, parlour.house, talk, closing)
    return None if numbers is None else len(numbers)


async def load(parlour: Parlour, talk: Talk) -> Session:
    return await store.load(parlour.house, talk, FRESH)


def statuses(admin: psycopg.Connection) -> list[str]:
    found = admin.execute("SELECT status FROM outbox ORDER BY outbox_id").fetchall()
    return [status for (status,) in found]


async def test_before_the_first_turn_the_session_is_fresh(parlour: Parlour) -> None:
    assert await load(parlour, await parlour.hears("hello")) is FRESH


async def test_of_two_turns_on_one_revision_the_first_is_written(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    talk = await parlour.hears("hello")
    assert await close(parlour, talk, "one") == 1
    assert await close(parlour, talk, "two") is None
    assert statuses(admin) == ["sending"]
    assert admin.execute("SELECT count(*) FROM turns").fetchone() == (1,)


async def test_a_reply_behind_an_unsent_one_is_not_this_process_s_to_send(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    assert await close(parlour, await parlour.hears("hello"), "one") == 1
    assert await close(parlour, await parlour.hears("haircut"), "two") == 0
    assert statuses(admin) == ["sending", "queued"]


async def test_where_our_own_page_shows_them_replies_count_as_sent(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    await close(parlour, await parlour.hears("hello"), "one", hosted=True)
    assert statuses(admin) == ["sent"]


async def test_a_copy_of_the_row_s_revision_is_taken_from_redis(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    talk = await parlour.hears("hello")
    await close(parlour, talk)
    await store.publish(parlour.house, talk, store.snapshot(SAID, talk))
    admin.execute("UPDATE dialog_sessions SET snapshot = '{}'")
    assert await load(parlour, replace(talk, revision=1)) == replace(SAID, revision=1)


@pytest.mark.parametrize("copied", [0, 5])
async def test_a_copy_of_another_revision_is_not_used(parlour: Parlour, copied: int) -> None:
    talk = await parlour.hears("hello")
    await close(parlour, talk)
    other = replace(talk, revision=copied + 1)
    await store.publish(parlour.house, other, store.snapshot(Session(locale="de"), other))
    assert await load(parlour, replace(talk, revision=1)) == replace(SAID, revision=1)


async def test_without_redis_the_durable_session_is_read(parlour: Parlour, redis: Redis) -> None:
    talk = await parlour.hears("hello")
    await close(parlour, talk)
    await store.publish(parlour.house, talk, store.snapshot(SAID, talk))
    redis.flushdb()
    assert await load(parlour, replace(talk, revision=1)) == replace(SAID, revision=1)


async def test_a_session_of_another_version_begins_anew(
    parlour: Parlour, admin: psycopg.Connection, redis: Redis
) -> None:
    await parlour.says("hello")
    admin.execute('UPDATE dialog_sessions SET snapshot = \'{"state": "of the future"}\'')
    redis.flushdb()
    with capture_logs() as lines:
        assert "Haircut" in str(await parlour.says("haircut"))
    assert [line["event"] for line in lines] == ["session_unreadable"]


async def test_an_unknown_conversation_is_an_error(parlour: Parlour) -> None:
    async with parlour.house.database.unit_of_work(parlour.salon.salon_id) as tx:
        with pytest.raises(LookupError):
            await store.talk(tx, parlour.house, ConversationId(ids.new()))
        with pytest.raises(LookupError):
            await store.lock(tx, ConversationId(ids.new()), "r1")
