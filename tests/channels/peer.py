"""A provider of a few lines: it answers what a test told it to, remembers what it was asked."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import msgspec
from aiohttp import web
from aiohttp.test_utils import TestServer


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came; header names in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:  # noqa: ANN401 - JSON is any shape
        return msgspec.json.decode(self.body)


@dataclass(frozen=True, slots=True)
class Reply:
    """What to answer; with `cut` the connection breaks instead, with `mute` nothing ever comes."""

    status: int
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False
    mute: bool = False


@dataclass
class Peer:
    """`replies` are given in order, `usual` when none is left."""

    usual: Reply
    base: str = ""
    replies: deque[Reply] = field(default_factory=deque)
    asked: list[Asked] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        body = await request.read()
        self.asked.append(Asked(request.method, request.raw_path, headers, body))
        reply = self.replies.popleft() if self.replies else self.usual
        if reply.mute:
            await asyncio.sleep(30)
        if reply.cut and request.transport:
            request.transport.abort()
        given = {"Content-Type": "application/json"} | reply.headers
        return web.Response(status=reply.status, body=reply.body, headers=given)


@asynccontextmanager
async def listening(usual: Reply) -> AsyncIterator[Peer]:
    """Give a peer that listens on this machine."""
    peer = Peer(usual)
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", peer.answer)
    server = TestServer(app)
    await server.start_server()
    peer.base = str(server.make_url("")).rstrip("/")
    try:
        yield peer
    finally:
        await server.close()
