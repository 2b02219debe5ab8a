"""The processes: web doors, workers, or both in one for the demo."""

import asyncio
import contextlib
import signal
import socket
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette
from uvicorn.supervisors import Multiprocess

from bot import app, at_hand, opening
from channels.accounts import Accounts
from foundation.errors import Permanent
from foundation.settings import Settings
from workers import app as worker
from workers import deliver, offer, poll, resume
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
        # The protocol is named: asyncio switches Nagle's delay off only where it is.
        family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((settings.host, candidate))
        except OSError:
            sock.close()
            continue
        return sock
    taken = f"port {wanted} is" if wanted else f"ports {_FIRST_PORT} and up are"
    raise Permanent(f"{taken} taken: choose another with PORT=... or --port")


class _Doors(uvicorn.Server):
    """uvicorn's server, telling once when it serves."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def serve(
    settings: Settings, sock: socket.socket, processes: int, ready: Callable[[], None]
) -> None:
    """Run the web doors in so many processes that share the socket, until told to stop."""
    if processes == 1:
        _Doors(_config(app.web(settings)), ready).run([sock])
        return
    settings.pass_on()
    config = _config("bot.app:web_from_environment")
    config.workers = processes
    sock.listen()
    ready()
    Multiprocess(config, sockets=[sock]).run()


def _config(application: Starlette | str) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        factory=isinstance(application, str),
        loop="uvloop",
        http="httptools",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=_GRACE,  # open streams must not delay the end
        lifespan="on",
    )


async def work_until_told(settings: Settings, queues: list[str] | None) -> None:
    """Run a worker until Ctrl-C or SIGTERM."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    await _work(settings, queues, stop)


async def _work(settings: Settings, queues: list[str] | None, stop: asyncio.Event) -> None:
    async with at_hand.house(settings) as house:
        accounts = Accounts(house)
        answering = Answering(house, accounts)
        await app.preload(house)
        sweeps = (
            Sweep("answer", 1.0, answering.sweep),
            Sweep("deliver", 1.0, lambda: deliver.sweep(house, accounts)),
            Sweep("resume", 15.0, lambda: resume.sweep(house, accounts)),
            Sweep("offer", 5.0, lambda: offer.sweep(house, accounts)),
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
    async with at_hand.house(settings) as house:
        await opening.salon(house, opening.DEMO)
    web = _Doors(_config(app.web(settings)), ready)
    working = asyncio.create_task(_work(settings, None, stop))
    serving = asyncio.create_task(web.serve([sock]))
    try:
        await asyncio.wait({serving, working}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        web.should_exit = True
        stop.set()
        await asyncio.gather(serving, working)
