"""Where a crash happens: over a database that outlives the product, or that dies with it."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from bot import migrations
from foundation import embedded
from foundation.embedded import cluster, launch
from foundation.embedded.binaries import find_postgres
from foundation.embedded.folder import Folder
from foundation.embedded.launch import Way
from foundation.settings import Settings

_OPTIONS = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "off"}


class Ground:
    """A database that outlives the product; `admin_url` is the superuser's."""

    def __init__(self, settings: Settings, admin_url: str) -> None:
        self.settings = settings
        self.admin_url = admin_url

    @contextmanager
    def before(self) -> Iterator[int]:
        """Run it until the crash; gives the process group that a fault kills, 0 for a new one."""
        yield 0

    @contextmanager
    def after(self) -> Iterator[None]:
        """Run it after the crash."""
        yield


class Mortal(Ground):
    """The embedded Postgres of a folder, at the head of a process group that a fault kills."""

    def __init__(self, blank: Settings) -> None:
        """Make the cluster with a migrated database; `blank` names no database."""
        self._blank = blank
        running = embedded.start(blank, durable=False)
        migrations.upgrade(running.settings, say=lambda _: None)
        super().__init__(running.settings, running.admin_url)
        running.stop()

    @contextmanager
    def before(self) -> Iterator[int]:
        server = self._begun()
        try:
            assert launch.wait_until(self._answers, 30)
            yield server.pid
            assert server.wait(10) == -signal.SIGKILL, "the fault took the product alone"
        finally:
            if server.poll() is None:
                os.killpg(server.pid, signal.SIGKILL)
                server.wait(10)

    @contextmanager
    def after(self) -> Iterator[None]:
        running = embedded.start(self._blank, durable=False)
        assert running.settings == self.settings, "the ports stay the same"
        yield
        running.stop()

    def _begun(self) -> subprocess.Popen[str]:
        folder = Folder(self._blank.data_dir)
        (data,) = cluster.existing(folder)
        program = find_postgres("auto", data.user, {data.major}, lambda _: None)
        options = {**_OPTIONS, "port": str(folder.kept().postgres_port)}
        with launch.opened(data.path, data.user) as (place, inherited), data.log.open("wb") as log:
            command = [str(program.bin / "postgres"), "-D", place, "-c", data.mark]
            for name, value in options.items():
                command += ["-c", f"{name}={value}"]
            way = Way(data.user, inherited=inherited).options()
            return subprocess.Popen(command, **way, stdout=log, stderr=log, process_group=0)

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.admin_url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True
