"""The stand-in as a server of its own."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Final

import uvicorn
import uvloop
from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from bot.guard.headers import Guarded
from bot.stand_ins.telegram.control import Control, Wrong, explain
from bot.stand_ins.telegram.courier import Courier
from bot.stand_ins.telegram.door import TRANSPORT, Door
from bot.stand_ins.telegram.faults import Script
from bot.stand_ins.telegram.page import Page
from bot.stand_ins.telegram.world import World
from foundation import clock

_KEPT_ALIVE: Final = 75  # seconds an idle connection lives: longer than any client keeps one


@dataclass(frozen=True, slots=True)
class Habits:
    """How strict the stand-in is: `flood` limits sends, `tokens` are the only bots if any."""

    flood: bool = False
    tokens: frozenset[str] = field(default_factory=frozenset)
    first_delay: float = 1.0  # seconds until a failed delivery is repeated


class StandIn:
    """The whole stand-in as one ASGI application: the Bot API, its control, its page."""

    def __init__(self, habits: Habits | None = None) -> None:
        """Start with an empty world."""
        habits = habits or Habits()
        self.world = World(clock.now, habits.tokens)
        self.script = Script()
        self.courier = Courier(self.world, habits.first_delay)
        self.world.deliver = self.courier.deliver
        self._door = Door(self.world, self.script, flood=habits.flood)
        control = Control(self.world, self.script)
        routes = [*control.routes(), *Page(self.world).routes()]
        self._rest = Guarded(Starlette(routes=routes, exception_handlers={Wrong: explain}))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["path"].startswith("/bot"):
            await self._door(scope, receive, send)
        else:
            await self._rest(scope, receive, send)


class _Breakable(HttpToolsProtocol):
    """uvicorn's protocol, letting the application break its connection."""

    def on_message_begin(self) -> None:
        """Put the transport where the application finds it."""
        super().on_message_begin()
        self.scope[TRANSPORT] = self.transport  # type: ignore[typeddict-unknown-key]  # an extension


class _Server(uvicorn.Server):
    """A server that ends its open waits before it stops."""

    def __init__(self, stand_in: StandIn) -> None:
        """Serve `stand_in`."""
        super().__init__(_config(stand_in))
        self._world = stand_in.world

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Wake long polls, then stop."""
        self._world.close()
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


def serve(host: str, port: int, habits: Habits, say: Callable[[str], None]) -> None:
    """Serve until Ctrl-C, saying where; raises OSError when the port is taken."""
    with listen(host, port) as opened:
        stand_in = StandIn(habits)
        base = f"http://{host}:{opened.getsockname()[1]}"
        say(f"Telegram's stand-in: {base} (write there as the customer)")
        say(f"Use it: PARLANCE_TELEGRAM_API={base}")
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(_serve(_Server(stand_in), stand_in, opened))


@asynccontextmanager
async def running(habits: Habits | None = None) -> AsyncIterator[tuple[str, StandIn]]:
    """Run a stand-in inside this program on a free port; gives its base address beside itself."""
    stand_in = StandIn(habits)
    with listen("127.0.0.1", 0) as opened:
        server = _Guest(stand_in)
        task = asyncio.create_task(_serve(server, stand_in, opened))
        opened.listen()  # connections wait in the kernel until the server takes them
        try:
            yield f"http://127.0.0.1:{opened.getsockname()[1]}", stand_in
        finally:
            server.should_exit = True
            await task


async def _serve(server: uvicorn.Server, stand_in: StandIn, opened: socket.socket) -> None:
    try:
        await server.serve(sockets=[opened])
    finally:
        await stand_in.courier.close()


def _config(stand_in: StandIn) -> uvicorn.Config:
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
