"""The embedded servers as one thing: started or joined together, left together."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from foundation.embedded import postgres, roles, valkey
from foundation.embedded.cluster import ADMIN
from foundation.embedded.folder import Folder, Kept
from foundation.embedded.launch import Say
from foundation.settings import Settings

_IMPATIENT = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def _silent(_: str) -> None:
    """Say nothing."""


@dataclass(slots=True)
class Servers:
    """Running servers; `settings` hold their addresses, `admin_url` is the superuser's.

    `admin_url` is empty where DATABASE_URL was given: that server is not ours.
    """

    settings: Settings
    admin_url: str = field(default="", repr=False)
    _folder: Folder | None = None

    def stop(self, say: Say = _silent) -> None:
        """Leave the servers; they end with their last user. May be called twice."""
        folder, self._folder = self._folder, None
        if folder:
            with _undisturbed(), folder.gate():
                _leave(folder, say)

    @property
    def pids(self) -> list[int]:
        """The processes of Postgres and Valkey, for tests that kill them."""
        found = (postgres.pid(self._folder), valkey.pid(self._folder)) if self._folder else ()
        return [pid for pid in found if pid]


def start(settings: Settings, say: Say = _silent, *, durable: bool = True) -> Servers:
    """Start or join the servers whose addresses the settings leave open.

    Every user of one data folder shares its servers; the last to stop ends them. A killed run
    leaves them running: the next start takes them over. `durable=False` trades safety against a
    loss of power for speed, for tests. Raises CannotStart.
    """
    if settings.database_url and settings.redis_url:
        return Servers(settings)
    folder = Folder(settings.data_dir)
    with folder.gate():
        folder.enter()
        try:
            return _started(folder, settings, say, durable=durable)
        except BaseException:  # Ctrl-C too: what was started must not outlive us
            with _undisturbed():
                _leave(folder, say)
            raise


def _started(folder: Folder, settings: Settings, say: Say, *, durable: bool) -> Servers:
    kept = folder.kept()
    found: dict[str, str] = {}
    admin_url = ""
    if not settings.redis_url:
        kept = valkey.start(folder, kept, settings.embedded, say, durable=durable)
        found["redis_url"] = valkey.address(kept)
    if not settings.database_url:
        kept = postgres.start(folder, kept, settings.embedded, say, durable=durable)
        roles.prepare(kept)
        found |= _addresses(kept)
        admin_url = postgres.address(kept, ADMIN, kept.admin, roles.DATABASE)
    return Servers(settings.model_copy(update=found), admin_url, folder)


def _addresses(kept: Kept) -> dict[str, str]:
    def address(role: str, password: str) -> str:
        return postgres.address(kept, role, password, roles.DATABASE)

    return {
        "database_url": address(roles.APP, kept.app),
        "database_owner_url": address(roles.OWNER, kept.owner),
        "database_read_url": address(roles.READ, kept.read),
    }


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ignore Ctrl-C's impatient second press: half a stop would leave servers behind."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are the main thread's
        return
    before = {number: signal.signal(number, signal.SIG_IGN) for number in _IMPATIENT}
    try:
        yield
    finally:
        for number, reaction in before.items():
            signal.signal(number, reaction)


def _leave(folder: Folder, say: Say) -> None:
    if folder.leave():
        say("Stopping the embedded servers")
        postgres.stop(folder)
        valkey.stop(folder)
