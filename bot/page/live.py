"""Server-sent events: how an open page hears that something changed."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine
from contextlib import aclosing, asynccontextmanager, suppress
from typing import Any, Protocol

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from foundation.redis import Live

POLL = 1.0
"""Seconds until the database is asked although nothing was heard."""

HEARTBEAT = 15.0
"""Seconds of silence after which a comment keeps proxies from closing the stream."""

_HEADERS = (
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
)


class Closing(Protocol):
    """What tells open streams to end: an asyncio.Event set when the server stops."""

    def is_set(self) -> bool:
        """Tell whether the server stops."""

    def wait(self) -> Coroutine[Any, Any, object]:
        """Wait until the server stops."""


def event(name: str, data: str, cursor: str = "") -> str:
    """Write one event; whatever `data` holds, it stays one event."""
    lines = data.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    head = f"id: {cursor}\n" if cursor else ""
    return f"{head}event: {name}\n" + "".join(f"data: {line}\n" for line in lines) + "\n"


async def ticks(live: Live, *channels: str, every: float = POLL) -> AsyncGenerator[None, None]:
    """Yield at once, then whenever news is heard on `channels`, and every `every` seconds anyway.

    Several news at once are one tick. Close the generator (`aclosing`) to end.
    """
    news = asyncio.Event()
    async with _listening(live, channels, news):
        while True:
            news.clear()
            yield
            with suppress(TimeoutError):
                await asyncio.wait_for(news.wait(), every)


@asynccontextmanager
async def _listening(
    live: Live, channels: tuple[str, ...], news: asyncio.Event
) -> AsyncIterator[None]:
    async def listen() -> None:
        async with aclosing(live.listen(*channels)) as heard:
            async for _ in heard:
                news.set()

    listener = asyncio.create_task(listen())
    try:
        yield
    finally:
        listener.cancel()
        await asyncio.gather(listener, return_exceptions=True)


class Stream(Response):
    """A response of events that ends when its reader leaves or the server stops."""

    def __init__(
        self, events: AsyncGenerator[str, None], closing: Closing, ended: Callable[[], None]
    ) -> None:
        """Send what `events` yields, "" being a chance for a heartbeat; call `ended` at the end."""
        super().__init__()
        self._events = events
        self._closing = closing
        self._ended = ended

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - the shape of ASGI
        """Send events until the reader has gone, the server stops or nothing is left to say."""
        try:
            await send({"type": "http.response.start", "status": 200, "headers": list(_HEADERS)})
            await self._race(receive, send)
        finally:
            await self._events.aclose()
            self._ended()
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _race(self, receive: Receive, send: Send) -> None:
        """Send until the first of: nothing left, reader gone, server stopping; raise what broke."""
        pump = asyncio.create_task(self._pump(send))
        others = (_left(receive), self._closing.wait())
        racing = {pump, *(asyncio.create_task(one) for one in others)}
        try:
            await asyncio.wait(racing, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in racing:
                task.cancel()
            await asyncio.gather(*racing, return_exceptions=True)
        if not pump.cancelled():
            pump.result()

    async def _pump(self, send: Send) -> None:
        loop = asyncio.get_running_loop()
        spoke = loop.time()
        await _write(send, "retry: 1000\n\n")
        async for text in self._events:
            silent = loop.time() - spoke > HEARTBEAT
            if text or silent:
                await _write(send, text or ": still here\n\n")
                spoke = loop.time()


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _write(send: Send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})
