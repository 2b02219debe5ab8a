"""Processes of the embedded servers: started apart from us, known again by a mark, ended."""

import fcntl
import os
import pwd
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, NamedTuple

from foundation.errors import Permanent

Say = Callable[[str], None]

LOOPBACK = "127.0.0.1"
_POLL = 0.02
# The server becomes a child of init, so that nobody who stops it later meets a zombie of ours.
# Descriptor 3 carries the input past the shell, which gives background commands /dev/null.
_DETACH = 'exec 3<&0; "$@" <&3 3<&- >&2 & echo $!'


class CannotStart(Permanent):
    """An embedded server does not start; the message tells what was tried beside the cure."""


class Account(NamedTuple):
    """The user a server runs as."""

    uid: int
    gid: int


def account(folder: Path) -> Account | None:
    """Tell whom root steps down to: the owner of the data, else `nobody`; None when not root.

    Postgres refuses to run as root.
    """
    if os.geteuid() != 0:
        return None
    if folder.exists() and folder.stat().st_uid != 0:
        return Account(folder.stat().st_uid, folder.stat().st_gid)
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)


def own_folder(path: Path, user: Account | None) -> Path:
    """Make `path` a closed folder that belongs to `user` (None: to us)."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if user:
        os.chown(path, user.uid, user.gid)
    return path


@contextmanager
def opened(folder: Path, user: Account | None) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Name `folder` for a process that runs as `user`; give the descriptors it must inherit.

    A user that root stepped down to may be locked out of the folders above (a checkout in
    /root): there Linux leads it in by a descriptor that root opened.
    """
    if not user or sys.platform != "linux":
        yield str(folder), ()
        return
    opener = os.open(folder, os.O_RDONLY)
    # Ten or later: the shell of `spawn` uses the numbers below for itself.
    inherited = fcntl.fcntl(opener, fcntl.F_DUPFD, 10)
    try:
        yield f"/proc/self/fd/{inherited}", (inherited,)
    finally:
        os.close(opener)
        os.close(inherited)


@dataclass(frozen=True, slots=True)
class Way:
    """How a program is run: as whom (None: us), where, with what open."""

    user: Account | None
    cwd: Path = Path("/")
    inherited: tuple[int, ...] = ()

    def options(self) -> dict[str, Any]:  # Any: subprocess's own mixed bag
        """Give it in subprocess's words."""
        return {
            "cwd": self.cwd,
            # Nothing of ours: PGDATA, PGOPTIONS and the like must not reach in; messages
            # stay English.
            "env": {"PATH": os.defpath, "LC_ALL": "C"},
            "user": self.user.uid if self.user else None,
            "group": self.user.gid if self.user else None,
            "extra_groups": [] if self.user else None,
            "umask": 0o077,
            "pass_fds": self.inherited,
            "text": True,
        }


def run(
    command: list[str], way: Way, stdin: IO[str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end; a refusal by the system is exit code 126."""
    source = stdin or subprocess.DEVNULL
    try:
        return subprocess.run(
            command, check=False, capture_output=True, stdin=source, **way.options()
        )
    except OSError as error:
        return subprocess.CompletedProcess(command, 126, "", str(error))


def spawn(command: list[str], way: Way, log: Path, text: str = "") -> int:
    """Start a server in a session of its own, `text` as its input; give its process id.

    The own session keeps a terminal's Ctrl-C away from it: the product stops before its servers.
    """
    log.unlink(missing_ok=True)  # another user's, in a folder that is ours now
    with log.open("wb") as output:
        shell = subprocess.run(
            ["/bin/sh", "-c", _DETACH, "sh", *command],
            check=True,
            input=text,
            stdout=subprocess.PIPE,
            stderr=output,
            start_new_session=True,
            **way.options(),
        )
    return int(shell.stdout)


def mark(folder: Path) -> str:
    """Name this very folder, so that a copy of it never passes for it: device, inode."""
    found = folder.stat()
    return f"{found.st_dev}-{found.st_ino}"


def alive(pid: int, carrying: str) -> bool:
    """Tell whether process `pid` runs with the mark `carrying` in its command line.

    A number that another program was given since carries no mark; a zombie has no command line.
    """
    try:
        return carrying in Path(f"/proc/{pid}/cmdline").read_text(errors="replace")
    except OSError:
        if Path("/proc/self/cmdline").exists():
            return False
    listed = subprocess.run(  # macOS has no /proc
        ["/bin/ps", "-ww", "-o", "command=", "-p", str(pid)],
        check=False,
        capture_output=True,
        text=True,
    )
    return carrying in listed.stdout


def end(pid: int, carrying: str, *signals: tuple[signal.Signals, float]) -> None:
    """End a process by each signal in turn, waiting the given seconds after each."""
    for number, seconds in signals:
        if not alive(pid, carrying):
            return
        os.kill(pid, number)
        if wait_until(lambda: not alive(pid, carrying), seconds):
            return
    raise CannotStart(f"process {pid} does not end. Cure: kill -9 {pid}")


def wait_until(true: Callable[[], bool], seconds: float) -> bool:
    """Poll until `true()`; False after `seconds`."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(_POLL)
    return True


def free_port(wish: int = 0) -> int:
    """Give `wish` while nobody listens there, else a free port of the loopback."""
    with socket.socket() as probe:
        # As the servers bind: a connection that just ended does not occupy the port.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, wish))
        except OSError:
            probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def tail(log: Path, lines: int = 8) -> str:
    """Give the last lines of a server's log, for a message."""
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
    except OSError:
        return ""
