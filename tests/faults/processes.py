"""Commands of the product as processes of their own, forked from one that has imported all."""

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import forkserver, get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from bot import cli
from bot.stand_ins import app, kinds
from foundation.embedded import launch
from foundation.settings import Settings

# What costs seconds to import: a process that is soon killed must not pay for it each time.
_IMPORTED = [
    "bot.api.app",
    "bot.cli.processes",
    "bot.stand_ins.telegram.app",
    "channels.telegram.adapter",
    "tests.faults.processes",
    "uvicorn.protocols.http.httptools_impl",
    "uvloop",
    "tests.faults.frozen",
]
_START = 30.0  # seconds until a process must serve
_END = 10.0


@dataclass(frozen=True, slots=True)
class Program:
    """A running process at the head of a group of its own, or in another's; it logs to a file."""

    process: ForkServerProcess
    log: Path

    @property
    def lives(self) -> bool:
        return self.process.is_alive()

    def ended(self, seconds: float = _END) -> int | None:
        """Wait for the end; the exit code, negative for a signal, None if it still runs."""
        self.process.join(seconds)
        return self.process.exitcode

    def stop(self) -> None:
        """End it as a supervisor does."""
        if self.lives:
            self.process.terminate()
            self.process.join(_END)
        if self.lives:
            self.process.kill()
            self.process.join()

    def said(self) -> str:
        return self.log.read_text(errors="replace")

    def until_it_listens(self, port: int) -> None:
        launch.wait_until(lambda: not self.lives or _taken(port), _START)
        assert self.lives, self.said()
        assert _taken(port), self.said()


def parlance(settings: Settings, log: Path, *arguments: str, group: int = 0) -> Program:
    """Run `parlance` with the arguments; `group` is the process group to join, 0 for its own."""
    return _fork(_parlance, (settings, arguments), log, group)


def serve(settings: Settings, log: Path, port: int, group: int = 0) -> Program:
    """Run the web doors; they listen when this returns."""
    program = parlance(settings, log, "serve", "--port", str(port), group=group)
    program.until_it_listens(port)
    return program


def stand_in(log: Path, port: int, kind: str = "telegram") -> Program:
    """Run a provider's stand-in, without its flood limits: crowds are in a hurry."""
    program = _fork(_stand_in, (port, kind), log, 0)
    program.until_it_listens(port)
    return program


def _taken(port: int) -> bool:
    return launch.free_port(port) != port


def _fork(run: Callable[..., None], values: tuple[object, ...], log: Path, group: int) -> Program:
    context = get_context("forkserver")
    context.set_forkserver_preload(_IMPORTED)
    with pytest.MonkeyPatch.context() as patch:
        # Measured code would run at half the speed, its measures would die with the process.
        for name in ("COVERAGE_PROCESS_CONFIG", "COVERAGE_PROCESS_START"):
            patch.delenv(name, raising=False)
        forkserver.ensure_running()
    process = context.Process(target=_begin, args=(run, values, log, group), daemon=True)
    process.start()
    return Program(process, log)


def _begin(run: Callable[..., None], values: tuple[object, ...], log: Path, group: int) -> None:
    os.setpgid(0, group)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(output, 1)
    os.dup2(output, 2)
    run(*values)


def _parlance(settings: Settings, arguments: tuple[str, ...]) -> None:
    os.environ.clear()  # noqa: TID251 - the child's own
    settings.pass_on()
    sys.argv = ["parlance", *arguments]
    cli.main()


def _stand_in(port: int, kind: str) -> None:
    made = kinds.make(kind, app.Habits(first_delay=0.1))
    app.serve("127.0.0.1", port, made, lambda _: None)
