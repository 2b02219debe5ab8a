"""The Telegram stand-in delivers updates as Telegram does: by webhook or by poll."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.stand_ins.telegram.app import Habits, StandIn, listen, running
from tests.bot.peer import Peer


@pytest.fixture
async def served() -> AsyncIterator[tuple[str, StandIn]]:
    async with running(Habits(first_delay=0.01)) as made:
        yield made


@pytest.fixture
async def peer(served: tuple[str, StandIn]) -> AsyncIterator[Peer]:
    async with aiohttp.ClientSession() as client:
        yield Peer(served[0], client)


@asynccontextmanager
async def receiver(statuses: list[int], said: bytes = b"") -> AsyncIterator[tuple[str, list[Any]]]:
    """A webhook that answers with these statuses first, 200 after them, always with these words."""
    taken: list[Any] = []

    async def take(request: web.Request) -> web.Response:
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        taken.append((secret, await request.json()))
        return web.Response(status=statuses.pop(0) if statuses else 200, body=said)

    app = web.Application()
    app.router.add_post("/hook", take)
    runner = web.AppRunner(app)
    await runner.setup()
    with listen("127.0.0.1", 0) as opened:
        await web.SockSite(runner, opened).start()
        yield f"http://127.0.0.1:{opened.getsockname()[1]}/hook", taken
        await runner.cleanup()


async def delivered(peer: Peer) -> dict[str, Any]:
    """Wait until nothing is pending, give the webhook's state."""
    while True:
        info: dict[str, Any] = (await peer.call("getWebhookInfo"))["result"]
        if not info["pending_update_count"]:
            return info


async def test_updates_go_to_the_webhook_with_its_secret(peer: Peer) -> None:
    async with receiver([]) as (url, taken):
        await peer.call("getMe")
        await peer.act("say", chat=1001, text="before")
        await peer.call("setWebhook", url=url, secret_token="s3cret")
        await peer.act("say", chat=1001, text="after")
        await delivered(peer)
    assert [secret for secret, _ in taken] == ["s3cret", "s3cret"]
    assert [update["message"]["text"] for _, update in taken] == ["before", "after"]


async def test_a_webhooks_answer_may_carry_one_call(peer: Peer) -> None:
    call = b'{"method": "sendMessage", "chat_id": 1001, "text": "heard you"}'
    async with receiver([], call) as (url, _):
        await peer.call("setWebhook", url=url)
        await peer.act("say", chat=1001, text="hello")
        await delivered(peer)
    assert [one["text"] for one in (await peer.chat(1001))["messages"]] == ["hello", "heard you"]


@pytest.mark.parametrize(
    "said", [b"ok", b"[]", b"{}", b'{"method":"fly"}', b'{"method":"sendMessage"}', b"[" * 9999]
)
async def test_an_answer_that_is_no_call_does_nothing(peer: Peer, said: bytes) -> None:
    async with receiver([], said) as (url, _):
        await peer.call("setWebhook", url=url)
        await peer.act("say", chat=1001, text="hello")
        assert "last_error_message" not in await delivered(peer)
    assert (await peer.chat(1001))["said"] == 0


async def test_a_refused_update_is_repeated_in_its_chats_order(peer: Peer) -> None:
    async with receiver([500, 503]) as (url, taken):
        await peer.call("setWebhook", url=url)
        await peer.act("say", chat=1001, text="one")
        await peer.act("say", chat=1001, text="two")
        info = await delivered(peer)
    assert [update["message"]["text"] for _, update in taken] == ["one", "one", "one", "two"]
    assert info["last_error_message"] == "Wrong response from the webhook: 503 Service Unavailable"


async def test_an_update_can_be_delivered_many_times(peer: Peer) -> None:
    async with receiver([]) as (url, taken):
        await peer.call("setWebhook", url=url, drop_pending_updates=True)
        await peer.act("say", chat=1001, text="one", times=10)
        await delivered(peer)
    assert len(taken) == 10
    assert len({update["update_id"] for _, update in taken}) == 1


async def test_an_unwanted_kind_is_not_delivered(peer: Peer) -> None:
    await peer.call("getUpdates", allowed_updates=["message"])
    await peer.act("block", chat=1001)
    await peer.act("say", chat=1001, text="hello")
    updates = (await peer.call("getUpdates"))["result"]
    assert [sorted(update) for update in updates] == [["message", "update_id"]]


async def test_an_unreachable_webhook_keeps_its_updates(peer: Peer) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/hook"
        await peer.call("setWebhook", url=url)
        await peer.act("say", chat=1001, text="hello")
        info: dict[str, Any] = {}
        while "last_error_message" not in info:
            info = (await peer.call("getWebhookInfo"))["result"]
    assert info["last_error_message"].startswith("Connection failed")
    assert info["pending_update_count"] == 1
    await peer.call("deleteWebhook")
    assert len((await peer.call("getUpdates"))["result"]) == 1


async def test_a_poll_excludes_a_webhook(peer: Peer) -> None:
    await peer.call("setWebhook", url="https://salon.example/hook")
    assert "while webhook is active" in (await peer.call("getUpdates"))["description"]


async def test_a_second_poll_ends_the_first(peer: Peer, served: tuple[str, StandIn]) -> None:
    first = asyncio.create_task(peer.call("getUpdates", timeout=50))
    while not any(bot.poll for bot in served[1].world.bots.values()):  # noqa: ASYNC110 - no event
        await asyncio.sleep(0)
    second = asyncio.create_task(peer.call("getUpdates", timeout=50))
    assert "terminated by other getUpdates" in (await first)["description"]
    await peer.act("say", chat=1001, text="hello")
    assert len((await second)["result"]) == 1


async def test_a_poll_confirms_what_came_before_its_offset(peer: Peer) -> None:
    await peer.call("getMe")
    for text in ("one", "two", "three"):
        await peer.act("say", chat=1001, text=text)
    updates = (await peer.call("getUpdates", limit=2))["result"]
    assert [update["message"]["text"] for update in updates] == ["one", "two"]
    later = (await peer.call("getUpdates", offset=updates[1]["update_id"] + 1))["result"]
    assert [update["message"]["text"] for update in later] == ["three"]
    await peer.call("setWebhook", url="", drop_pending_updates="true")
    assert (await peer.call("getUpdates"))["result"] == []
