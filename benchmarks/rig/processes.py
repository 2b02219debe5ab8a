"""Servers under measurement, each a process of its own."""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from foundation.embedded.launch import LOOPBACK, free_port

_ROOT: Final = Path(__file__).parents[2]
_START: Final = 60.0  # seconds a process may take until it listens
_POLL: Final = 0.05


@dataclass(frozen=True, slots=True)
class Server:
    """A process that listens on a port of the loopback."""

    pid: int
    port: int


@asynccontextmanager
async def serving(*arguments: str, **variables: str) -> AsyncIterator[Server]:
    """Run Python with `arguments` while needed, `{port}` in them filled in.

    It sees no environment but `variables`. Raises RuntimeError when it ends instead of listening,
    TimeoutError when it does neither.
    """
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *(one.format(port=port) for one in arguments),
        cwd=_ROOT,
        env={"PYTHONPATH": str(_ROOT)} | variables,
        stdout=DEVNULL,
    )
    try:
        async with asyncio.timeout(_START):
            await _listening(process, port)
        yield Server(process.pid, port)
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _listening(process: Process, port: int) -> None:
    while process.returncode is None:
        try:
            _, writer = await asyncio.open_connection(LOOPBACK, port)
        except OSError:
            await asyncio.sleep(_POLL)
        else:
            writer.close()
            return
    raise RuntimeError(f"a server ended at its start, with exit code {process.returncode}")
