"""The demo as its users start it: `parlance up` with a data folder of its own."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from foundation import clock

LIMIT = 90.0
"""Seconds the demo may take to be ready on a busy machine, its first database included."""

_OURS = ("DATABASE_URL", "REDIS_URL", "PORT")


class Demo:
    """A running `parlance up` that can be stopped and started again on the same port."""

    def __init__(self, folder: Path) -> None:
        """Choose a free port, keep data and log in `folder`."""
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, wait until it serves."""
        known = {name: value for name, value in os.environ.items() if not _is_ours(name)}  # noqa: TID251 - a child inherits the shell it is run from
        given = {
            "PARLANCE_DATA_DIR": str(self.folder / "data"),
            "PARLANCE_QUIET_SECONDS": "0",  # who clicks here writes no bursts
            "PORT": str(self.port),
        }
        with (self.folder / "demo.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-c", "from bot.cli import main; main()", "up"],
                env=known | given,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._wait()

    def stop(self) -> float:
        """Press Ctrl-C; give the seconds it took to end."""
        if self._process is None:
            return 0.0
        began = clock.monotonic()
        self._process.send_signal(signal.SIGINT)
        self._process.wait(30)
        self._process = None
        return clock.monotonic() - began

    def log(self) -> str:
        """Give all it has said."""
        return (self.folder / "demo.log").read_text()

    def _wait(self) -> None:
        until = clock.monotonic() + LIMIT
        while clock.monotonic() < until:
            if self._process is not None and self._process.poll() is not None:
                break
            try:
                if self._is_ready():
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError(f"the demo did not come up:\n{self.log()}")

    def _is_ready(self) -> bool:
        door = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            door.request("GET", "/readyz")
            return door.getresponse().status == 200
        finally:
            door.close()


def workday() -> str:
    """Name a day some days ahead on which everybody works, such as "25 November 2026"."""
    day = clock.now().astimezone(ZoneInfo("Europe/Berlin")).date() + timedelta(days=5)
    while day.weekday() not in {2, 3, 4}:
        day += timedelta(days=1)
    return written(day)


def written(day: date) -> str:
    """Write a day as people do."""
    return f"{day.day} {day:%B %Y}"


def _is_ours(name: str) -> bool:
    return name.startswith("PARLANCE_") or name in _OURS
