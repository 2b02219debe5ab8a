"""The processes: web doors, workers, or both in one for the demo."""

import asyncio
import contextlib
import signal
import socket
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette

from bot import app, opening
from channels.accounts import Accounts
from foundation.errors import Permanent
from foundation.house import House
from foundation.settings import Settings
from workers import app as worker
from workers import deliver, poll
from workers.answer import Answering
from workers.sweeps import Sweep

Say = Callable[[str], None]

_FIRST_PORT = 8000
_PORTS = 100
_GRACE = 3


def bind(settings: Settings, port: int | None) -> socket.socket:
    """Take the port that was asked for, else the first free one from 8000 on.

    Raises Permanent when the asked one is taken.
    """
    wanted = port or settings.port
    candidates = (wanted,) if wanted else range(_FIRST_PORT, _FIRST_PORT + _PORTS)
    for candidate in candidates:
        sock = socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((settings.host, candidate))
        except OSError:
            sock.close()
            continue
        return sock
    taken = f"port {wanted} is" if wanted else f"ports {_FIRST_PORT} and up are"
    raise Permanent(f"{taken} taken: choose another with PORT=... or --port")


def server(application: Starlette | str) -> uvicorn.Config:
    """Set up uvicorn for our doors; open streams must not delay the end."""
    return uvicorn.Config(
        application,
        factory=isinstance(application, str),
        loop="uvloop",
        http="httptools",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=_GRACE,
        lifespan="on",
    )


async def work(settings: Settings, queues: list[str] | None, stop: asyncio.Event) -> None:
    """Run a worker until told to stop."""
    async with app.house(settings) as house:
        await _work(house, queues, stop)


async def _work(house: House, queues: list[str] | None, stop: asyncio.Event) -> None:
    accounts = Accounts(house)
    answering = Answering(house, accounts)
    await app.preload(house)
    sweeps = (
        Sweep("answer", 1.0, answering.sweep),
        Sweep("deliver", 1.0, lambda: deliver.sweep(house, accounts)),
    )
    async with _beside(poll.run(house, accounts, answering)):
        await worker.run(house, sweeps, stop, queues=queues)


@asynccontextmanager
async def _beside(work: Coroutine[None, None, None]) -> AsyncIterator[None]:
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def up(settings: Settings, sock: socket.socket, ready: Callable[[], None]) -> None:
    """Run web and worker in one process until Ctrl-C; `ready` is called once both serve."""
    stop = asyncio.Event()
    async with app.house(settings) as house:
        await opening.salon(house, opening.DEMO)
    web = uvicorn.Server(server(app.web(settings)))
    working = asyncio.create_task(work(settings, None, stop))
    serving = asyncio.create_task(web.serve([sock]))
    try:
        while not (web.started or serving.done() or working.done()):
            await asyncio.sleep(0.02)
        if not (serving.done() or working.done()):
            ready()
        await asyncio.wait({serving, working}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        web.should_exit = True
        stop.set()
        await asyncio.gather(serving, working)


def until_told(stop: asyncio.Event) -> None:
    """End on Ctrl-C as on SIGTERM."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
