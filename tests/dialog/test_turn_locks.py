"""A turn that asks the diary locks its conversation; nobody on a shared line waits for that."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from channels.inbox import Talk
from dialog import store
from dialog.session import Session
from dialog.store import Closing
from tests.parlour import Parlour

SOON = 3.0  # seconds: less than a lock is waited for
CLOSING = Closing(
    session=Session(),
    snapshot=b"{}",
    answered=(),
    messages=(),
    trace="[]",
    customer_id=None,
    calls_human=False,
    blocked=False,
    hosted=False,
)


@asynccontextmanager
async def locked(parlour: Parlour, talk: Talk) -> AsyncIterator[None]:
    async with parlour.house.database.hot_work(talk.salon_id) as tx:
        assert await store.lock(tx, talk.conversation_id, "test") == talk.revision
        yield


async def test_a_new_message_does_not_wait_for_the_lock(parlour: Parlour) -> None:
    talk = await parlour.hears("haircut")
    async with locked(parlour, talk), asyncio.timeout(SOON):
        again = await parlour.hears("on friday")
    assert [letter.text for letter in again.letters] == ["haircut", "on friday"]


async def test_with_a_lock_on_the_key_it_would_wait(parlour: Parlour) -> None:
    talk = await parlour.hears("haircut")
    async with parlour.house.database.hot_work(talk.salon_id) as tx:
        await tx.rows("SELECT set_config('app.salon_id', %s, true)", (str(talk.salon_id),))
        await tx.rows(
            "SELECT FROM conversations WHERE conversation_id = %s FOR UPDATE",
            (talk.conversation_id,),
        )
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.5):
                await parlour.hears("on friday")


async def test_a_turn_thought_meanwhile_is_a_miss_at_once(parlour: Parlour) -> None:
    talk = await parlour.hears("haircut")
    house = parlour.house
    async with locked(parlour, talk), asyncio.timeout(SOON):
        assert await store.close(house.database, house, talk, CLOSING) is None
    assert await store.close(house.database, house, talk, CLOSING) == ()


async def test_a_stranger_to_the_lock_is_answered_meanwhile(parlour: Parlour) -> None:
    talk = await parlour.hears("haircut", "mia")
    async with locked(parlour, talk), asyncio.timeout(SOON):
        assert await parlour.says("haircut", "zoe")


async def test_the_lock_is_waited_for_where_nobody_else_waits(parlour: Parlour) -> None:
    talk = await parlour.hears("haircut")
    async with locked(parlour, talk):
        answering = asyncio.create_task(parlour.answering.now(talk))
        _, pending = await asyncio.wait({answering}, timeout=0.5)
        assert pending
    turned = await answering
    assert turned is not None
    assert parlour.shown()
