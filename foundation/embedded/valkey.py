"""The embedded Valkey: started once for all its users, joined, ended."""

import signal
import socket
from dataclasses import dataclass, replace
from pathlib import Path

from foundation.embedded import launch
from foundation.embedded.binaries import Kind, find_valkey
from foundation.embedded.folder import Folder, Kept
from foundation.embedded.launch import LOOPBACK, Account, CannotStart, Say, Way

_ATTEMPTS = 5
_LOADING_SECONDS = 60
_REPLY_BYTES = 512


@dataclass(frozen=True, slots=True)
class Store:
    """Where one Valkey keeps its append-only file; the user it runs as."""

    path: Path
    user: Account | None
    log: Path

    @property
    def mark(self) -> str:
        """The name of its pid file, which its command line carries."""
        return f"valkey-{launch.mark(self.path)}.pid"

    @property
    def pid(self) -> int | None:
        """The process that serves this folder, if it lives."""
        try:
            pid = int((self.path / self.mark).read_text())
        except (OSError, ValueError):
            return None
        return pid if launch.alive(pid, self.mark) else None


def start(folder: Folder, kept: Kept, kind: Kind, say: Say, *, durable: bool) -> Kept:
    """Have the folder's Valkey run; give what is kept, its port up to date.

    Joins the server that runs already, also one whose starter was killed. Raises CannotStart.
    """
    store = _store(folder)
    if _joined(store, kept):
        return kept
    program = find_valkey(kind, launch.account(folder.valkey), say)
    say("Starting Valkey")
    for attempt in range(_ATTEMPTS):
        port = launch.free_port(kept.redis_port)
        kept = folder.keep(replace(kept, redis_port=port))
        text = _configuration(kept, durable=durable)
        command = [str(program), "-", "--pidfile", store.mark]
        started = launch.spawn(command, Way(store.user, cwd=store.path), store.log, text)
        if _ready(started, store, kept):
            return kept
        if attempt and not _port_was_taken(store):
            store = _put_aside(folder, store, say)
    raise CannotStart(f"{program} does not start: {launch.tail(store.log)}")


def stop(folder: Folder) -> None:
    """End the folder's Valkey, if it runs; it writes its last second down first."""
    if folder.valkey.is_dir() and (pid := _store(folder).pid):
        launch.end(pid, _store(folder).mark, (signal.SIGTERM, 20), (signal.SIGKILL, 5))


def pid(folder: Folder) -> int | None:
    """Tell the process of the folder's Valkey, for tests that kill it."""
    return _store(folder).pid


def address(kept: Kept) -> str:
    """Write the address of the first database."""
    return f"redis://:{kept.redis}@{LOOPBACK}:{kept.redis_port}/0"


def _store(folder: Folder) -> Store:
    user = launch.account(folder.valkey)
    return Store(launch.own_folder(folder.valkey, user), user, folder.root / "valkey.log")


def _configuration(kept: Kept, *, durable: bool) -> str:
    """Write the settings; they go in by standard input, where no list of processes shows them."""
    lines = {
        "bind": LOOPBACK,
        "port": kept.redis_port,
        "requirepass": kept.redis,
        "dir": ".",
        "daemonize": "no",
        "set-proc-title": "no",  # the command line carries our mark
        "databases": 64,
        "maxmemory-policy": "noeviction",
        "appendonly": "yes",
        "appendfsync": "everysec" if durable else "no",
        "save": '""',
        "loglevel": "warning",
    }
    return "".join(f"{name} {value}\n" for name, value in lines.items())


def _answers(kept: Kept) -> bool:
    """Ask for a PING; an answer while it still loads its file does not count."""
    try:
        with socket.create_connection((LOOPBACK, kept.redis_port), timeout=1) as line:
            line.sendall(f"AUTH {kept.redis}\r\nPING\r\n".encode())
            reply = b""
            while reply.count(b"\n") < 2 and (more := line.recv(_REPLY_BYTES)):
                reply += more
    except OSError:
        return False
    return reply.endswith(b"+PONG\r\n")


def _joined(store: Store, kept: Kept) -> bool:
    """Join the server that already runs here; end one that never answers."""
    launch.wait_until(lambda: store.pid is None or _answers(kept), _LOADING_SECONDS)
    if (pid := store.pid) and not _answers(kept):
        launch.end(pid, store.mark, (signal.SIGKILL, 5))
    return store.pid is not None


def _ready(pid: int, store: Store, kept: Kept) -> bool:
    launch.wait_until(lambda: not launch.alive(pid, store.mark) or _answers(kept), _LOADING_SECONDS)
    return store.pid == pid and _answers(kept)


def _port_was_taken(store: Store) -> bool:
    return "Address already in use" in launch.tail(store.log)


def _put_aside(folder: Folder, store: Store, say: Say) -> Store:
    """Begin with an empty store, for instance after a newer version's file.

    It holds copies of what the database knows; they stay on disk all the same.
    """
    aside = folder.root / f"valkey-unread-{launch.mark(store.path)}"
    say(f"Valkey cannot read its file: moved to {aside}. {launch.tail(store.log, 2)}")
    store.path.rename(aside)
    return _store(folder)
