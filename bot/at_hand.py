"""What one process has at hand, opened at its start, closed at its end."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from channels import registry
from foundation import clock, faults, ids
from foundation.clock import Clock
from foundation.crypto import Vault
from foundation.db import Database
from foundation.directory import Directory
from foundation.house import House
from foundation.redis import Live
from foundation.settings import Settings

_POOL = 12


@asynccontextmanager
async def house(settings: Settings, business_clock: Clock = clock.now) -> AsyncIterator[House]:
    """Open what one process has at hand, close it at the end."""
    faults.arm(settings.fault)
    database = Database(settings.database_url, size=_POOL)
    live = Live(settings.redis_url)
    registry.configure(settings.provider_apis)
    await database.open()
    try:
        yield House(
            settings=settings,
            database=database,
            live=live,
            vault=Vault(settings.secret_keys),
            directory=Directory(database),
            clock=business_clock,
            incarnation=f"{os.getpid()}-{ids.token()}",
        )
    finally:
        await registry.close()
        await live.close()
        await database.close()
