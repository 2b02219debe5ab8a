"""The data folder: its locks, the passwords with the ports it keeps."""

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from foundation import private
from foundation.embedded.launch import CannotStart


def _password() -> str:
    return secrets.token_urlsafe(24)


@dataclass(frozen=True, slots=True)
class Kept:
    """What stays the same from run to run: ports, and the password of each role."""

    postgres_port: int = 0
    redis_port: int = 0
    admin: str = field(default_factory=_password, repr=False)
    owner: str = field(default_factory=_password, repr=False)
    app: str = field(default_factory=_password, repr=False)
    read: str = field(default_factory=_password, repr=False)
    redis: str = field(default_factory=_password, repr=False)


class Folder:
    """One data folder; its users hold a shared lock, the last to leave stops the servers.

    The locks are on folders, which are there anyway: no lock file is left behind.
    """

    def __init__(self, root: Path) -> None:
        """Make the folder closed to others; raises CannotStart when it belongs to someone else."""
        self.root = root
        self.clusters = root / "pg"
        self.valkey = root / "valkey"
        try:
            private.folder(private.folder(root) / "pg")
            next(root.iterdir(), None)
        except PermissionError as error:
            raise CannotStart(
                f"{root} belongs to another user. Cure: set PARLANCE_DATA_DIR to a folder of "
                f"yours, or give it to you with: sudo chown -R $(id -u) '{root}'"
            ) from error
        self._membership: int | None = None

    @contextmanager
    def gate(self) -> Iterator[None]:
        """Let one process at a time start, join or leave."""
        door = os.open(self.root, os.O_RDONLY)
        try:
            fcntl.flock(door, fcntl.LOCK_EX)
            yield
        finally:
            os.close(door)

    def enter(self) -> None:
        """Become a user of the servers; call inside the gate."""
        if self._membership is None:
            self._membership = os.open(self.clusters, os.O_RDONLY)
            fcntl.flock(self._membership, fcntl.LOCK_SH)

    def leave(self) -> bool:
        """Stop being a user; True when nobody else is one. Call inside the gate."""
        if self._membership is None:
            return False
        try:
            fcntl.flock(self._membership, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        else:
            return True
        finally:
            os.close(self._membership)
            self._membership = None

    def kept(self) -> Kept:
        """Read the kept ports with the passwords; make them at the first time."""
        text = private.kept(self._file, lambda: json.dumps(asdict(Kept())))
        return Kept(**json.loads(text))

    def keep(self, kept: Kept) -> Kept:
        """Write changed ports down, so that the next run asks for the same."""
        if kept != self.kept():
            private.replace(self._file, json.dumps(asdict(kept)))
        return kept

    @property
    def _file(self) -> Path:
        return self.root / "servers.json"
