"""The composition root: builds a process from its settings."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.at_hand import house
from bot.console import routes as console
from bot.engine import Engine
from bot.page import closing
from bot.web import calendar, hooks, pages
from channels import registry
from channels.accounts import everywhere
from foundation import log
from foundation.house import House
from foundation.settings import Settings, load

__all__ = [
    "healthz",
    "house",
    "preload",
    "readyz",
    "routes",
    "web",
    "web_from_environment",
]


def web(settings: Settings, *, alone: bool = True) -> Starlette:
    """Build the web doors of one process; not `alone`, when somebody else made it (a test)."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with house(settings) as at_hand:
            engine = Engine(at_hand)
            app.state.engine = engine
            await preload(at_hand)
            if alone:
                _settle_memory()
            try:
                with closing.on_signals(engine.closing):
                    yield
            finally:
                await engine.settle()

    return Starlette(
        routes=routes(),
        middleware=[Middleware(hooks.Door)],
        lifespan=lifespan,
        exception_handlers=pages.ERRORS,
    )


def web_from_environment() -> Starlette:
    """Build the web doors of a process that a supervisor started."""
    settings = load()
    log.configure()
    return web(settings)


def routes() -> list[BaseRoute]:
    """Give every door: the web chat's, the console's, the API's, what probes ask."""
    from bot.api import app as api  # noqa: PLC0415 - FastAPI takes half a second to load

    return [
        Route("/healthz", healthz),
        Route("/readyz", readyz),
        *pages.routes,
        *calendar.routes,
        *console.routes,
        api.mounted(),
    ]


async def preload(at_hand: House) -> None:
    """Load the adapters that have accounts now, not during somebody's first message."""
    for kind in {kind for _, _, kind in await everywhere(at_hand)}:
        registry.adapter(kind)


def _settle_memory() -> None:
    """Take what the start has left out of the garbage collector's rounds.

    It is never garbage, yet every full round would walk it: a pause of a tenth of a second.
    """
    gc.collect()
    gc.freeze()


async def healthz(_: Request) -> Response:
    """Say that the process runs."""
    return PlainTextResponse("ok")


async def readyz(request: Request) -> Response:
    """Say whether messages can be taken: Postgres answers; Redis is not needed for that."""
    engine: Engine = request.app.state.engine
    async with engine.house.database.hot.connection() as connection:
        await connection.execute("SELECT 1")
    return PlainTextResponse("ready")
