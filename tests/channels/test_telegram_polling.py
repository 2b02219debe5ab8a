"""Long polling against a real server: nothing lost, nothing hammered."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing

import msgspec
import pytest
import structlog

from bot.stand_ins.telegram import customer
from bot.stand_ins.telegram.app import StandIn, running
from bot.stand_ins.telegram.faults import Fault
from channels.port import Account
from channels.telegram.adapter import Telegram
from foundation.errors import Permanent

TOKEN = "42:stand-in"
ACCOUNT = Account("telegram", "path", {"token": TOKEN, "secret_token": "secret"})


@pytest.fixture
async def base() -> AsyncIterator[tuple[str, StandIn]]:
    async with running() as made:
        yield made


class Pauses(list[float]):
    """Remembers how long polling would have waited, waits not at all."""

    async def __call__(self, seconds: float) -> None:
        self.append(seconds)


def say(stand_in: StandIn, text: str) -> None:
    bot = stand_in.world.bot(TOKEN)
    assert bot
    customer.say(stand_in.world, bot, bot.chat(1001), text)


async def until(true: Callable[[], bool]) -> None:
    """Let the server in this loop go on until something is true."""
    while not true():  # noqa: ASYNC110 - the world of the stand-in has no event for this
        await asyncio.sleep(0)


async def take(telegram: Telegram, number: int) -> list[str]:
    """Take so many updates, confirming all but the last."""
    taken: list[str] = []
    async with aclosing(telegram.poll(ACCOUNT)) as updates:  # type: ignore[type-var]  # a generator
        async for update in updates:
            taken.append(msgspec.json.decode(update)["message"]["text"])
            if len(taken) == number:
                break
    return taken


async def test_updates_arrive_in_order(base: tuple[str, StandIn]) -> None:
    address, stand_in = base
    telegram = Telegram(address)
    for text in ("one", "two", "three"):
        say(stand_in, text)
    assert await take(telegram, 3) == ["one", "two", "three"]
    await telegram.close()


async def test_a_waiting_poll_hears_at_once(base: tuple[str, StandIn]) -> None:
    address, stand_in = base
    telegram = Telegram(address)
    waiting = asyncio.create_task(take(telegram, 1))
    bot = stand_in.world.bot(TOKEN)
    assert bot
    await until(lambda: bot.poll is not None)
    say(stand_in, "hello")
    assert await waiting == ["hello"]
    await telegram.close()


async def test_what_was_not_taken_to_the_end_is_repeated(base: tuple[str, StandIn]) -> None:
    address, stand_in = base
    telegram = Telegram(address)
    say(stand_in, "one")
    say(stand_in, "two")
    assert await take(telegram, 1) == ["one"]
    assert await take(telegram, 2) == ["one", "two"]
    await telegram.close()


async def test_what_was_taken_is_confirmed_by_the_next_poll(base: tuple[str, StandIn]) -> None:
    address, stand_in = base
    telegram = Telegram(address)
    say(stand_in, "one")
    async with aclosing(telegram.poll(ACCOUNT)) as updates:  # type: ignore[type-var]  # a generator
        await anext(updates)
        following = asyncio.ensure_future(anext(updates))
        bot = stand_in.world.bot(TOKEN)
        assert bot
        await until(lambda: not bot.updates)
        say(stand_in, "two")
        assert msgspec.json.decode(await following)["message"]["text"] == "two"
    await telegram.close()


async def test_a_webhook_is_ended_first(base: tuple[str, StandIn]) -> None:
    address, stand_in = base
    telegram = Telegram(address)
    await telegram.set_webhook(ACCOUNT, "http://127.0.0.1:9/hooks/telegram/x")
    bot = stand_in.world.bot(TOKEN)
    assert bot
    assert bot.webhook.secret == "secret"
    waiting = asyncio.create_task(take(telegram, 1))
    await until(lambda: not bot.webhook.url)
    say(stand_in, "hello")
    assert await waiting == ["hello"]
    await telegram.close()


async def test_failures_are_tried_again_at_growing_distances(base: tuple[str, StandIn]) -> None:
    address, stand_in = base
    pauses = Pauses()
    telegram = Telegram(address, pause=pauses)
    say(stand_in, "hello")
    stand_in.script.faults += [
        Fault("deleteWebhook", "503"),
        Fault("getUpdates", "500"),
        Fault("getUpdates", "reset"),
        Fault("getUpdates", "429", retry_after=9),
        Fault("getUpdates", "502", times=8),
    ]
    assert await take(telegram, 1) == ["hello"]
    assert pauses == [0.5, 1, 2, 9, *(min(30.0, 0.5 * 2**n) for n in range(4, 12))]
    await telegram.close()


async def test_another_poller_is_explained_once(base: tuple[str, StandIn]) -> None:
    address, stand_in = base
    telegram = Telegram(address, pause=Pauses())
    say(stand_in, "hello")
    stand_in.script.faults.append(Fault("getUpdates", "409", times=3))
    with structlog.testing.capture_logs() as lines:
        await take(telegram, 1)
    (line,) = lines
    assert "another process reads this bot's updates" in line["cure"]
    await telegram.close()


async def test_a_wrong_token_ends_polling(base: tuple[str, StandIn]) -> None:
    address, stand_in = base
    stand_in.script.faults.append(Fault("*", "401"))
    telegram = Telegram(address)
    with pytest.raises(Permanent, match="does not know this bot token"):
        await take(telegram, 1)
    await telegram.close()
