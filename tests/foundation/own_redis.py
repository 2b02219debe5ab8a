"""A Redis without a password that a test may stop, freeze and start again."""

import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from foundation.embedded.binaries import find_valkey


@dataclass
class OwnRedis:
    program: Path
    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self, *more: str) -> None:
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", "."]
        self.process = subprocess.Popen(
            [self.program, *options, *more], cwd=self.folder, stdout=subprocess.PIPE
        )
        assert self.process.stdout
        while b"Ready to accept" not in (line := self.process.stdout.readline()):
            assert line, "Redis did not start"

    def stop(self) -> None:
        if self.process:
            self.process.kill()
            self.process.communicate()
            self.process = None


@contextmanager
def running(folder: Path) -> Iterator[OwnRedis]:
    """Have one run around the body."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    redis = OwnRedis(find_valkey("auto", None, lambda _: None), folder, port)
    redis.start()
    yield redis
    redis.stop()
