"""What one process has at hand, made once at its start."""

from dataclasses import dataclass

from foundation.clock import Clock
from foundation.crypto import Vault
from foundation.db import Database
from foundation.directory import Directory
from foundation.redis import Live
from foundation.settings import Settings


@dataclass(frozen=True, slots=True)
class House:
    """The process's connections, keys and business clock; `incarnation` marks its leases."""

    settings: Settings
    database: Database
    live: Live
    vault: Vault
    directory: Directory
    clock: Clock
    incarnation: str
