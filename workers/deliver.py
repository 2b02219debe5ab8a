"""Deliver what the outbox holds: send, then say at once what became of it."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace

import structlog

from channels import outbox, registry
from channels.accounts import Accounts
from channels.message import Address
from channels.outbox import Parcel
from foundation import faults
from foundation.clock import monotonic
from foundation.errors import Permanent, Transient, Unknown
from foundation.house import House
from foundation.ids import OutboxId, SalonId

log = structlog.get_logger(__name__)

ATTEMPTS = 8
_AT_ONCE = 20  # sends of one sweep, each of another conversation
_LONGEST_WAIT = 300.0
_FRESH = 1.0
"""Seconds a lease is taken on trust: whoever was held up for longer asks again before sending."""


async def now(house: House, accounts: Accounts, parcels: Iterable[Parcel]) -> None:
    """Send leased messages in order; behind one that must wait, the rest is put back."""
    more, waits = False, False
    for parcel in parcels:
        if waits:
            await _mark(house, parcel, "queued", "an earlier message waits")
        else:
            sent, more = await _send(house, accounts, parcel)
            waits = not sent
    if more:
        await sweep(house, accounts)


async def sweep(house: House, accounts: Accounts) -> int:
    """Send what is due and nobody holds; tell how many messages were tried."""
    tried = 0
    begun = monotonic()
    while claimed := await outbox.claim(house, _AT_ONCE):
        # Side by side: behind a provider that hangs, the leases of the others would lapse.
        sends = (_claimed(house, accounts, begun, *one) for one in claimed)
        outcomes = await asyncio.gather(*sends, return_exceptions=True)
        for failure in filter(None, outcomes):
            raise failure
        tried += len(claimed)
        begun = monotonic()
    return tried


async def _claimed(
    house: House, accounts: Accounts, begun: float, salon_id: SalonId, outbox_id: OutboxId
) -> None:
    async with house.database.unit_of_work(salon_id) as tx:
        parcel = await outbox.parcel(tx, house.vault, outbox_id)
    await _send(house, accounts, replace(parcel, leased=begun))


async def _send(house: House, accounts: Accounts, parcel: Parcel) -> tuple[bool, bool]:
    """Send one message; tell whether it went, then whether more of the conversation waits.

    A lease is given only while the bot has the conversation, a takeover is done only when no
    message of the bot is leased any more: within a fresh lease nothing needs to be asked.
    """
    if monotonic() - parcel.leased > _FRESH and not await outbox.still_leased(house, parcel):
        await _mark(house, parcel, "queued", "it was held up")
        return False, False
    connected = await accounts.by_id(parcel.salon_id, parcel.account_id)
    channel = registry.adapter(connected.account.kind)
    faults.point("before_send")
    try:
        reference = await channel.send(connected.account, Address(parcel.address), parcel.message)
    except Transient as failure:
        await _put_off(house, parcel, failure)
        return False, False
    except Permanent as failure:
        await _mark(house, parcel, "failed", failure.reason)
        return True, False
    except Unknown as failure:
        await _mark(house, parcel, "unknown", failure.reason)
        return True, False
    faults.point("after_send")
    return True, await outbox.mark_sent(house, parcel, reference)


async def _put_off(house: House, parcel: Parcel, failure: Transient) -> None:
    tries = parcel.attempts + 1
    if tries >= ATTEMPTS:
        await _mark(house, parcel, "failed", f"given up after {tries} tries: {failure.reason}")
        return
    wait = failure.retry_after if failure.retry_after is not None else wait_before(tries)
    await _mark(house, parcel, "queued", failure.reason, wait)


def wait_before(tries: int) -> float:
    """Give the seconds to wait after so many tries: doubling from 1 s up to 5 minutes."""
    return min(_LONGEST_WAIT, 2.0 ** (tries - 1))


async def _mark(house: House, parcel: Parcel, status: str, reason: str, wait: float = 0.0) -> None:
    async with house.database.unit_of_work(parcel.salon_id) as tx:
        await outbox.mark(tx, house, parcel, status, reason, wait)
    log.warning("not sent", outbox_id=parcel.id, status=status, reason=reason, wait=wait)
