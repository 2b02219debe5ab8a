"""A provider's API that answers what it is told to, keeping what it was asked."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import msgspec
from aiohttp import web


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Says:
    """One answer: with status 0 the connection is cut, with -1 nobody ever answers."""

    status: int
    body: object = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Provider:
    """Answers in the order of `says`, keeps the requests in `asked`."""

    base: str = ""
    asked: list[Asked] = field(default_factory=list)
    says: deque[Says] = field(default_factory=deque)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Take one request."""
        self.asked.append(
            Asked(
                request.method,
                request.path,
                dict(request.query),
                dict(request.headers),
                await request.read(),
            )
        )
        said = self.says.popleft()
        if said.status == -1:
            await asyncio.Event().wait()
        if said.status == 0 and request.transport:
            request.transport.abort()
        body = said.body if isinstance(said.body, bytes) else msgspec.json.encode(said.body)
        return web.Response(status=said.status or 200, body=body, headers=dict(said.headers))


@asynccontextmanager
async def answering() -> AsyncIterator[Provider]:
    """Serve on a free port of this machine."""
    provider = Provider()
    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", provider.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    provider.base = f"http://{host}:{port}"
    try:
        yield provider
    finally:
        await runner.cleanup()
