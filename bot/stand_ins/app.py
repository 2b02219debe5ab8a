"""A stand-in as a server of its own."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any, Final, Generic, Protocol, TypeVar

import uvicorn
import uvloop
from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from bot.guard.headers import Guarded
from bot.stand_ins.control import Control, explain
from bot.stand_ins.courier import Courier
from bot.stand_ins.door import TRANSPORT, Api, Door
from bot.stand_ins.faults import Script
from bot.stand_ins.mail import Mailbox, Webhook
from bot.stand_ins.page import Page
from bot.stand_ins.provider import Provider, Wrong
from bot.stand_ins.world import Room

B = TypeVar("B", bound=Mailbox)
R = TypeVar("R", bound=Room)

_KEPT_ALIVE: Final = 75  # seconds an idle connection lives: longer than any client keeps one
_PAGES: Final = ("/_stand_in/", "/static/")


@dataclass(frozen=True, slots=True)
class Habits:
    """How strict a stand-in is: `flood` limits sends, `tokens` name the only accounts if any.

    `first_delay` is the seconds until a failed delivery is repeated, None for the provider's own.
    """

    flood: bool = False
    tokens: frozenset[str] = field(default_factory=frozenset)
    first_delay: float | None = None


class Existing(Protocol):
    """What of a world the server needs."""

    closed: asyncio.Event

    def close(self) -> None:
        """Let everyone who waits go home."""


W = TypeVar("W", bound=Existing)


class StandIn(Generic[W, B]):
    """A whole provider as one ASGI application: its API, the control doors, the page."""

    def __init__(
        self, world: W, api: Api, provider: Provider[B, R], courier: Courier[B], script: Script
    ) -> None:
        """Put a provider's API beside the page, the control doors that all stand-ins share."""
        self.world = world
        self.courier = courier
        self.script = script
        self.facts = provider.facts
        self.provider: Provider[B, Any] = provider
        control = Control(provider, script, world.closed)
        routes = [*control.routes(), *Page(provider).routes()]
        self._pages = Guarded(Starlette(routes=routes, exception_handlers={Wrong: explain}))
        self._door = Door(api, script, world.closed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request: the provider's API, or a page for people."""
        if scope["path"] == "/" or scope["path"].startswith(_PAGES):
            await self._pages(scope, receive, send)
        else:
            await self._door(scope, receive, send)

    def point(self, url: str) -> None:
        """Have the first account's news delivered to an address; nothing where it is empty."""
        if url:
            self.provider.accounts()[0].redirect(Webhook(url))

    def told(self, base: str) -> list[str]:
        """Give what a person who starts it needs to know."""
        page = f"{self.facts.title}'s stand-in: {base} (write there as the customer)"
        return [page, *(f"  {step}" for step in self.provider.steps(base))]


S = TypeVar("S", bound=StandIn[Any, Any])


class _Breakable(HttpToolsProtocol):
    """uvicorn's protocol, letting the application break its connection."""

    def on_message_begin(self) -> None:
        """Put the transport where the application finds it."""
        super().on_message_begin()
        self.scope[TRANSPORT] = self.transport  # type: ignore[typeddict-unknown-key]  # an extension


class _Server(uvicorn.Server):
    """A server that ends its open waits before it stops."""

    def __init__(self, stand_in: StandIn[Any, Any]) -> None:
        """Serve `stand_in`."""
        super().__init__(_config(stand_in))
        self._stand_in = stand_in

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Wake long polls, then stop."""
        self._stand_in.world.close()
        await super().shutdown(sockets)


class _Guest(_Server):
    """A server inside another program, whose signals are not its own."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the program's signals alone."""
        yield


def listen(host: str, port: int) -> socket.socket:
    """Open the port, 0 for any; raises OSError when it is taken.

    The protocol is named, since asyncio switches Nagle's delay off only where it is: without that
    every answer waits 40 ms for the other side's acknowledgement.
    """
    opened = socket.socket(proto=socket.IPPROTO_TCP)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((host, port))
    except OSError:
        opened.close()
        raise
    return opened


def serve(host: str, port: int, stand_in: StandIn[Any, Any], say: Callable[[str], None]) -> None:
    """Serve until Ctrl-C, saying how to use it; raises OSError when the port is taken."""
    with listen(host, port) as opened:
        for line in stand_in.told(f"http://{host}:{opened.getsockname()[1]}"):
            say(line)
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(_serve(_Server(stand_in), stand_in, opened))


@asynccontextmanager
async def running(stand_in: S) -> AsyncIterator[tuple[str, S]]:
    """Run a stand-in inside this program on a free port; gives its base address beside itself."""
    with listen("127.0.0.1", 0) as opened:
        base = f"http://127.0.0.1:{opened.getsockname()[1]}"
        server = _Guest(stand_in)
        task = asyncio.create_task(_serve(server, stand_in, opened))
        opened.listen()  # connections wait in the kernel until the server takes them
        try:
            yield base, stand_in
        finally:
            server.should_exit = True
            await task


async def _serve(
    server: uvicorn.Server, stand_in: StandIn[Any, Any], opened: socket.socket
) -> None:
    try:
        await server.serve(sockets=[opened])
    finally:
        await stand_in.courier.close()


def _config(stand_in: StandIn[Any, Any]) -> uvicorn.Config:
    return uvicorn.Config(
        stand_in,
        http=_Breakable,
        ws="none",
        lifespan="off",
        log_config=None,  # its own would cut uvicorn off from the log of the process around it
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_keep_alive=_KEPT_ALIVE,
        timeout_graceful_shutdown=1,
    )
