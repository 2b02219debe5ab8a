"""What is told through Redis, heard over one connection by everybody in the process who listens."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import suppress
from typing import NamedTuple

from foundation.redis_wire import Reply, Wire, connect

_PAUSE = 1.0  # seconds before a lost connection is opened again
_UNHEARD = 100  # messages kept for a listener who is busy; more are dropped: they are hints


class Told(NamedTuple):
    """One message heard on a channel."""

    channel: str
    text: str


Ear = asyncio.Queue[Told]


class News:
    """The listeners of one process, the channels they listen on."""

    def __init__(self, url: str) -> None:
        """Prepare for `url`; nothing connects before somebody listens."""
        self._url = url
        self._ears: dict[str, set[Ear]] = {}
        self._wire: Wire | None = None
        self._line: asyncio.Task[None] | None = None

    async def listen(self, *channels: str) -> AsyncGenerator[Told, None]:
        """Hear what is told on `channels`, for ever; close the generator to end."""
        ear: Ear = asyncio.Queue(_UNHEARD)
        self._join(channels, ear)
        try:
            while True:
                yield await ear.get()
        finally:
            self._leave(channels, ear)

    async def close(self) -> None:
        """End the connection; who still listens hears nothing more."""
        if self._line is not None:
            self._line.cancel()
            await asyncio.gather(self._line, return_exceptions=True)

    def _join(self, channels: tuple[str, ...], ear: Ear) -> None:
        for channel in channels:
            ears = self._ears.setdefault(channel, set())
            if not ears:
                self._say("SUBSCRIBE", channel)
            ears.add(ear)
        if self._line is None:
            self._line = asyncio.create_task(self._keep_line())

    def _leave(self, channels: tuple[str, ...], ear: Ear) -> None:
        for channel in channels:
            ears = self._ears[channel]
            ears.discard(ear)
            if not ears:
                del self._ears[channel]
                self._say("UNSUBSCRIBE", channel)

    def _say(self, command: str, *channels: str) -> None:
        if self._wire is not None:
            with suppress(ConnectionError):  # the next connection subscribes anew
                self._wire.send(command, *channels)

    async def _keep_line(self) -> None:
        while True:
            with suppress(OSError):
                await self._hold_line()
            await asyncio.sleep(_PAUSE)

    async def _hold_line(self) -> None:
        wire = await connect(self._url)
        wire.hear = self._heard
        self._wire = wire
        try:
            if self._ears:
                wire.send("SUBSCRIBE", *self._ears)
            await wire.lost.wait()
        finally:
            self._wire = None
            wire.close()

    def _heard(self, reply: Reply) -> None:
        if not isinstance(reply, list) or reply[0] != b"message":
            return  # the answer to a SUBSCRIBE
        told = Told(reply[1].decode(), reply[2].decode("utf-8", "replace"))
        for ear in self._ears.get(told.channel, ()):
            if not ear.full():
                ear.put_nowait(told)
