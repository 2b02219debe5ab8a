"""The worker of a process: jobs as they fall due, sweeps every few seconds, a prompt end."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

import structlog
from procrastinate import App
from procrastinate.app import WorkerOptions

from foundation.house import House
from foundation.jobs import procrastinate_app
from workers import retake, tidy
from workers.sweeps import Sweep, keep

log = structlog.get_logger(__name__)

Register = Callable[[App, House], None]

JOBS: tuple[Register, ...] = (tidy.register,)
"""What teaches a worker its jobs: one `register` per file.

At least one is periodic: without any, procrastinate stops watching its listener and heartbeat.
"""

_PATIENCE = 4.0  # seconds a running job may take to end once the process is told to stop
_LIMIT = 5.0  # seconds until everything is cut short
_PAUSE = 1.0  # seconds before a worker that the database threw out comes back
_CONCURRENCY = 8


async def run(
    house: House,
    sweeps: Sequence[Sweep],
    stop: asyncio.Event,
    *,
    jobs: Sequence[Register] = (),
    queues: Sequence[str] | None = None,
) -> None:
    """Work until `stop`, then end within 5 s: jobs of `queues` (all if None), beside `sweeps`.

    `jobs` teach it more than `JOBS` do. Raises when the database cannot be reached at the start;
    later outages are waited for.
    """
    app = procrastinate_app(house.settings.database_url)
    for register in (*JOBS, *jobs):
        register(app, house)
    own = (
        Sweep("retake", retake.HEARTBEAT, partial(retake.sweep, app)),
        Sweep("lapse", 5.0, partial(tidy.lapse, house)),
        Sweep("expire", 5.0, partial(tidy.expire, house)),
    )
    async with app.open_async():
        running = {asyncio.create_task(_work(app, queues, stop))}
        running |= {asyncio.create_task(keep(sweep, stop)) for sweep in (*own, *sweeps)}
        try:
            await stop.wait()
        finally:
            stop.set()  # all parts end alike, also when it is this task that was cancelled
            await _end(running)


async def _work(app: App, queues: Sequence[str] | None, stop: asyncio.Event) -> None:
    while not stop.is_set():
        worker = asyncio.create_task(_worker(app, queues))
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait((worker, stopped), return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        worker.cancel()  # procrastinate's own word for: finish what runs, take nothing new
        (outcome,) = await asyncio.gather(worker, return_exceptions=True)
        if not stop.is_set():
            log.warning("worker_lost", exc_info=outcome)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), _PAUSE)


async def _worker(app: App, queues: Sequence[str] | None) -> None:
    options: WorkerOptions = {
        "concurrency": _CONCURRENCY,
        "fetch_job_polling_interval": 0.5,
        "shutdown_graceful_timeout": _PATIENCE,
        "delete_jobs": "successful",
        "install_signal_handlers": False,
        "update_heartbeat_interval": retake.HEARTBEAT,
        "stalled_worker_timeout": retake.SILENCE,
    }
    if queues is not None:
        options["queues"] = queues
    await app.run_worker_async(**options)


async def _end(running: set[asyncio.Task[None]]) -> None:
    _, late = await asyncio.wait(running, timeout=_LIMIT)
    for task in late:
        task.cancel()
    if late:
        log.warning("worker_cut_short", tasks=len(late))
        await asyncio.wait(late, timeout=1.0)
