"""Sweeps: what a worker does every few seconds, whatever the last time came to."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

import structlog

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Sweep:
    """Work done every `every` seconds; `run` tells how many rows it moved."""

    name: str
    every: float
    run: Callable[[], Awaitable[int]]


async def keep(sweep: Sweep, stop: asyncio.Event) -> None:
    """Do the sweep's work until `stop`; a failure is logged, the next time it is tried again."""
    failures = 0
    while not stop.is_set():
        failures = await _once(sweep, failures)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), sweep.every)


async def _once(sweep: Sweep, failures: int) -> int:
    """Do the work once; tell how often in a row it has failed now."""
    try:
        moved = await sweep.run()
    except Exception:
        if not failures:  # an outage is one line, not one per second
            log.exception("sweep_failed", sweep=sweep.name)
        return failures + 1
    if failures:
        log.info("sweep_recovered", sweep=sweep.name, failures=failures)
    if moved:
        log.info("swept", sweep=sweep.name, rows=moved)
    return 0
