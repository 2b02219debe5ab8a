"""Poll providers for updates where no public address lets them call us."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

from channels import port, registry, sharing
from channels.accounts import Accounts, Connected, everywhere
from channels.message import heard
from foundation.errors import Permanent
from foundation.house import House
from foundation.ids import AccountId, SalonId
from workers.answer import Answering

log = structlog.get_logger(__name__)

_LOOK_AGAIN = 5.0
_LOCK = "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))"
_UNLOCK = "SELECT pg_advisory_unlock(hashtextextended(%s, 0))"


async def run(house: House, accounts: Accounts, answering: Answering) -> None:
    """Keep one poller per pollable account for ever, new accounts noticed within seconds.

    Does nothing where a public address is set: then the providers call our webhooks.
    """
    if house.settings.public_url:
        return
    running: dict[AccountId, asyncio.Task[None]] = {}
    async with asyncio.TaskGroup() as group:
        while True:
            for salon_id, account_id in await _pollable(house):
                task = running.get(account_id)
                if task is None or task.done():
                    poller = _alone(house, accounts, answering, salon_id, account_id)
                    running[account_id] = group.create_task(_logged("polling_failed", poller))
            _heed_cancelling()
            await asyncio.sleep(_LOOK_AGAIN)


def _heed_cancelling() -> None:
    """Raise a cancellation that met a connection just given out: there Python 3.11 drops it.

    `asyncio.wait_for`, on which psycopg's pool waits, does so before 3.12 (CPython issue 86296).
    """
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError


async def _pollable(house: House) -> list[tuple[SalonId, AccountId]]:
    """Name the accounts to poll; none while the database is away, their pollers wait as well."""
    try:
        found = await everywhere(house)
    except Exception:
        log.exception("accounts_unread")
        return []
    return [(salon, account) for salon, account, kind in found if kind in registry.WITH_PROVIDER]


async def _logged(event: str, work: Coroutine[Any, Any, object]) -> None:
    """Do a part of the work whose failure must end no other part."""
    try:
        await work
    except Exception:
        log.exception(event)


async def _alone(
    house: House,
    accounts: Accounts,
    answering: Answering,
    salon_id: SalonId,
    account_id: AccountId,
) -> None:
    """Poll one account unless another process does: a lock of the database, freed by any death."""
    connected = await accounts.by_id(salon_id, account_id)
    if connected.left or not connected.at_home:  # who shares an account leaves that to its home
        return
    async with house.database.hot.connection() as connection:
        cursor = await connection.execute(_LOCK, (f"poll:{account_id}",))
        row = await cursor.fetchone()
        if row is None or not row[0]:
            return
        try:
            await _poll(house, answering, connected)
        except* Permanent as failures:
            reason = str(failures.exceptions[0])
            log.warning("polling_stopped", account_id=str(account_id), reason=reason)
        finally:
            if not connection.closed:  # a lost connection has lost its locks
                await connection.execute(_UNLOCK, (f"poll:{account_id}",))


async def _poll(house: House, answering: Answering, connected: Connected) -> None:
    channel = registry.adapter(connected.account.kind)
    if not isinstance(channel, port.Polled):
        return
    async with asyncio.TaskGroup() as group:
        async for body in channel.poll(connected.account):
            try:
                events = channel.parse(port.Request({}, body))
            except port.Unreadable:
                log.warning("update_unreadable", account_id=str(connected.account_id))
                continue
            for inbound in heard(events):
                # Stored before the next update is asked for, which is what confirms this one.
                known = answering.accounts  # read anew: it may be shared by now
                now = await known.by_id(connected.salon_id, connected.account_id)
                if now.left:
                    return
                talk = await sharing.hear(house, known, now, inbound, body)
                talk = await answering.floods.held(talk)
                if talk.letters:  # also at its second coming: whoever stored it did not answer
                    group.create_task(_logged("answer_failed", answering.soon(talk)))
                    group.create_task(channel.acknowledge(connected.account, inbound))
            _heed_cancelling()
