"""Delivery of updates to webhooks, the way Telegram does it."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from http import HTTPStatus
from typing import Any, Final

import aiohttp
import msgspec

from bot.stand_ins.telegram.methods import METHODS
from bot.stand_ins.telegram.rules import Refusal
from bot.stand_ins.telegram.world import Bot, Pending, Webhook, World

_SECRET: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
_PATIENCE: Final = aiohttp.ClientTimeout(total=60)
_LONGEST_DELAY: Final = 60.0
_LONGEST_RETRY_AFTER: Final = 3600.0


class Courier:
    """Posts each update until it is answered with 2xx: in order per chat, chats side by side."""

    def __init__(self, world: World, first_delay: float = 1.0) -> None:
        """Repeat a failed delivery after `first_delay` seconds, then after twice that, up to 60."""
        self._world = world
        self._first_delay = first_delay
        self._client: aiohttp.ClientSession | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    def deliver(self, bot: Bot) -> None:
        """Start all deliveries that may start now."""
        if self._closed:
            return
        for pending in list(_ready(bot)):
            pending.busy = True
            task = asyncio.create_task(self._carry(bot, pending))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Stop delivering; what is undelivered stays queued."""
        self._closed = True
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._client:
            await self._client.close()

    async def _carry(self, bot: Bot, pending: Pending) -> None:
        hook, delay = bot.webhook, self._first_delay
        try:
            while hook is bot.webhook:
                wait, said = await self._post(hook, pending)
                if wait is None:
                    bot.updates.remove(pending)
                    self._obey(bot, said)
                    return
                await asyncio.sleep(wait or delay)
                delay = min(delay * 2, _LONGEST_DELAY)
        finally:
            pending.busy = False
            self._world.arrived(bot)

    def _obey(self, bot: Bot, said: bytes) -> None:
        """Carry out the one call that a webhook's answer may hold; its failure is nobody's news."""
        with suppress(ValueError, RecursionError, Refusal):
            params = msgspec.json.decode(said or b"{}", type=dict[str, Any])
            call = METHODS.get(str(params.pop("method", "")).lower())
            if call:
                call(self._world, bot, params)

    async def _post(self, hook: Webhook, pending: Pending) -> tuple[float | None, bytes]:
        """Try once: None when taken, else the seconds its receiver asked for, 0 for no wish.

        Beside it what the receiver said.
        """
        headers = {"Content-Type": "application/json"}
        if hook.secret:
            headers[_SECRET] = hook.secret
        body = msgspec.json.encode(pending.update)
        try:
            async with self._session().post(hook.url, data=body, headers=headers) as answer:
                if answer.ok:
                    return None, await answer.read()
                phrase = HTTPStatus(answer.status).phrase
                self._failed(hook, f"Wrong response from the webhook: {answer.status} {phrase}")
                return _retry_after(answer.headers.get("Retry-After", "")), b""
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            self._failed(hook, f"Connection failed: {type(error).__name__}")
            return 0.0, b""

    def _failed(self, hook: Webhook, words: str) -> None:
        hook.last_error, hook.last_error_at = words, self._world.seconds()

    def _session(self) -> aiohttp.ClientSession:
        if self._client is None:
            self._client = aiohttp.ClientSession(
                timeout=_PATIENCE,
                connector=aiohttp.TCPConnector(limit=0),
                cookie_jar=aiohttp.DummyCookieJar(),
            )
        return self._client


def _ready(bot: Bot) -> Iterator[Pending]:
    """Yield each chat's first update, unless one is on its way, within the hook's connections."""
    busy = {pending.chat for pending in bot.updates if pending.busy}
    free = bot.webhook.connections - len(busy)
    for pending in bot.updates:
        if free <= 0:
            return
        if pending.chat not in busy:
            busy.add(pending.chat)
            free -= 1
            yield pending


def _retry_after(header: str) -> float:
    return min(float(header), _LONGEST_RETRY_AFTER) if header.isdecimal() else 0.0
