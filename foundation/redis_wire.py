"""A connection to Redis that all calls of a process share: replies come in the order of calls.

A call over it costs half of what a pooled client's costs, and every turn makes two.
"""

import asyncio
import ssl
from collections import deque
from collections.abc import Callable
from typing import Any, cast

import hiredis
from redis.asyncio.connection import SSLConnection, parse_url

LIMIT = 0.05
"""Seconds a call may wait: Redis holds a copy, Postgres answers otherwise."""

Part = str | bytes | int
Reply = Any  # what Redis answers: bytes, int, None or a list of them


class RefusedByRedis(Exception):
    """Redis answered with an error."""


class Wire(asyncio.Protocol):
    """One open connection. A call that waits too long ends it for all calls behind."""

    def __init__(self) -> None:
        """Wait for the transport."""
        self.lost = asyncio.Event()
        self.hear: Callable[[Reply], None] | None = None
        self._loop = asyncio.get_running_loop()
        self._reader = hiredis.Reader(replyError=RefusedByRedis)
        self._waiting: deque[tuple[float, asyncio.Future[Reply]]] = deque()
        self._watch: asyncio.TimerHandle | None = None
        self._transport: asyncio.Transport | None = None

    def call(self, *parts: Part) -> asyncio.Future[Reply]:
        """Send a command; the future gets its reply, RefusedByRedis or a ConnectionError."""
        self.send(*parts)
        future: asyncio.Future[Reply] = self._loop.create_future()
        self._waiting.append((self._loop.time(), future))
        if self._watch is None:
            self._watch = self._loop.call_later(LIMIT, self._look)
        return future

    def send(self, *parts: Part) -> None:
        """Send a command whose replies go to `hear`; raises ConnectionError when it is lost."""
        if self._transport is None or self.lost.is_set():
            raise ConnectionResetError("the connection to Redis is lost")
        self._transport.write(hiredis.pack_command(cast("tuple[Any]", parts)))

    def close(self) -> None:
        """End the connection at once."""
        if self._transport is not None:
            self._transport.abort()
        self.connection_lost(None)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the transport, as asyncio asks of a protocol."""
        self._transport = cast("asyncio.Transport", transport)

    def connection_lost(self, _error: Exception | None) -> None:
        """Tell everybody who waits for a reply."""
        self.lost.set()
        if self._watch is not None:
            self._watch.cancel()
        while self._waiting:
            _, future = self._waiting.popleft()
            if not future.done():
                future.set_exception(ConnectionResetError("the connection to Redis was lost"))

    def data_received(self, data: bytes) -> None:
        """Hand every whole reply out."""
        self._reader.feed(data)
        try:
            while (reply := self._reader.gets()) is not False:
                self._hand_out(reply)
        except hiredis.ProtocolError:
            self.close()

    def _hand_out(self, reply: Reply) -> None:
        if self.hear is not None:
            self.hear(reply)
            return
        _, future = self._waiting.popleft()
        if future.done():  # its caller was cancelled
            return
        if isinstance(reply, RefusedByRedis):
            future.set_exception(reply)
        else:
            future.set_result(reply)

    def _look(self) -> None:
        # A loop reads what has arrived before it runs timers: a process that was late itself has
        # its answers by now, so who still waits here waits for Redis.
        self._watch = None
        if not self._waiting:
            return
        left = self._waiting[0][0] + LIMIT - self._loop.time()
        if left > 0:
            self._watch = self._loop.call_later(left, self._look)
        else:
            self.close()


async def connect(url: str) -> Wire:
    """Open a connection to `url` (redis://, rediss:// or unix://), logged in, its database chosen.

    Raises OSError, also when that takes longer than the limit or Redis refuses the login.
    """
    options = cast("dict[str, Any]", parse_url(url))
    async with asyncio.timeout(LIMIT):
        wire = await _open(options)
        try:
            for command in _greeting(options):
                await wire.call(*command)
        except RefusedByRedis as error:
            wire.close()
            raise ConnectionRefusedError(f"Redis refuses the login: {error}") from error
        except BaseException:
            wire.close()
            raise
    return wire


async def _open(options: dict[str, Any]) -> Wire:
    loop = asyncio.get_running_loop()
    if "path" in options:
        return (await loop.create_unix_connection(Wire, options["path"]))[1]
    secure = options.get("connection_class") is SSLConnection
    tls = ssl.create_default_context() if secure else None
    host, port = options.get("host", "localhost"), options.get("port", 6379)
    return (await loop.create_connection(Wire, host, port, ssl=tls))[1]


def _greeting(options: dict[str, Any]) -> list[tuple[Part, ...]]:
    greeting: list[tuple[Part, ...]] = []
    if password := options.get("password"):
        user = (options["username"],) if options.get("username") else ()
        greeting.append(("AUTH", *user, password))
    if database := options.get("db"):
        greeting.append(("SELECT", database))
    return greeting
