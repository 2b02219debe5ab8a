"""Deliver what the outbox holds: send, then say at once what became of it."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from channels import outbox, registry
from channels.accounts import Accounts, Connected
from channels.consent import ledger
from channels.outbox import Claimed, Parcel
from channels.port import Account, AccountTrouble, Channel, MissingSecret, Unreachable, WindowClosed
from dialog import repeating
from foundation import faults
from foundation.clock import monotonic
from foundation.errors import Permanent, Transient, Unknown
from foundation.house import House
from foundation.ids import ConversationId
from workers import failing, tolls, windows

_AT_ONCE = 32  # sends of one sweep, each of another conversation
_EACH = 12  # sends of one account under way at once, in all processes
_LOOK = 0.2  # seconds after which a sweep looks for more beside what is under way


async def now(house: House, accounts: Accounts, parcels: Iterable[Parcel]) -> None:
    """Send leased messages in order; behind one that must wait, the rest is put back."""
    waits = False
    behind: set[ConversationId] = set()
    for parcel in parcels:
        if waits:
            await failing.put_back(house, parcel, "an earlier message waits")
            continue
        sent, more = await _send(house, accounts, parcel)
        waits = not sent
        if more:
            behind.add(parcel.conversation_id)
    for conversation_id in behind:
        await sweep(house, accounts, conversation_id)


async def sweep(house: House, accounts: Accounts, only: ConversationId | None = None) -> int:
    """Send what is due and nobody holds; tell how many messages were tried.

    Side by side: behind a provider that hangs, the leases of the others would lapse. All of one
    conversation if `only` names it.
    """
    tried = 0
    sends: set[asyncio.Task[tuple[bool, bool]]] = set()
    failures: list[BaseException] = []
    try:
        while True:
            begun = monotonic()
            room = _AT_ONCE - len(sends)
            claimed = await outbox.claim(house, room, each=_EACH, only=only) if room else []
            tried += len(claimed)
            sends |= {asyncio.create_task(_claimed(house, accounts, begun, one)) for one in claimed}
            if not sends:
                break
            done, sends = await asyncio.wait(sends, timeout=_LOOK)
            failures += filter(None, (one.exception() for one in done))
    finally:
        for one in sends:
            one.cancel()
    for failure in failures:
        raise failure
    return tried


async def _claimed(
    house: House, accounts: Accounts, begun: float, one: Claimed
) -> tuple[bool, bool]:
    async with house.database.unit_of_work(one.salon_id) as tx:
        parcel = await outbox.parcel(tx, house.vault, one.id)
    return await _send(house, accounts, replace(parcel, leased=begun, probe=one.probe))


async def _send(house: House, accounts: Accounts, parcel: Parcel) -> tuple[bool, bool]:
    """Send one message; tell whether it went, then whether more of the conversation waits.

    A lease is given only while the bot has the conversation, a takeover is done only when no
    message of the bot is leased any more, an opt-out when no lease is fresh: within a fresh lease
    nothing needs to be asked.
    """
    connected = await accounts.by_id(parcel.salon_id, parcel.account_id)
    channel = registry.adapter(connected.account.kind)
    place = (parcel.account_id, parcel.conversation_id)
    if wait := await accounts.paces.place(*place, channel.limits.pace):
        await failing.put_back(house, parcel, "too many would go at once", wait)
        return False, False
    faults.point("before_send")
    try:
        reference = await _handed_over(house, channel, connected, parcel)
    except (Transient, Permanent, Unknown) as failure:
        goes_on = await failing.settle(house, accounts, parcel, failure)
        if isinstance(failure, Unreachable | WindowClosed):
            await now(house, accounts, await _elsewhere(house, parcel))
        return goes_on, False
    if reference is None:
        await failing.put_back(house, parcel, "it was held up")
        return False, False
    faults.point("after_send")
    return True, await outbox.mark_sent(house, parcel, reference)


async def _elsewhere(house: House, parcel: Parcel) -> tuple[Parcel, ...]:
    """Write what did not arrive to the customer's other channel, if there is one."""
    async with house.database.unit_of_work(parcel.salon_id) as tx:
        return await repeating.elsewhere(tx, house, parcel.account_id, number=parcel.id)


async def _handed_over(
    house: House, channel: Channel, connected: Connected, parcel: Parcel
) -> str | None:
    """Give a message to its provider, None if it may not go; raises Transient, Permanent, Unknown.

    Between the look and the sending nothing may wait.
    """
    if connected.left:
        raise Permanent("its channel was disconnected")
    account = connected.account
    try:
        if parcel.probe:
            await _prove(channel, account)
        still = partial(_still_ours, house, parcel)
        send = partial(windows.sent, house, channel, account, parcel, still)
        return await tolls.paid(house, account, channel.limits, parcel, send)
    except MissingSecret as missing:
        reason = f"the account lacks its secret: {missing.args[0]}"
        raise AccountTrouble(reason) from missing


async def _still_ours(house: House, parcel: Parcel) -> bool:
    """Trust a fresh lease; whoever was held up for longer asks again before sending."""
    since = parcel.leased
    while monotonic() - since > ledger.FRESH:
        since = monotonic()
        if not await outbox.still_leased(house, parcel):
            return False
    return True


async def _prove(channel: Channel, account: Account) -> None:
    """See first whether an account that has failed works again, at the risk of no message."""
    try:
        await channel.check(account)
    except Unknown as error:
        raise Transient(error.reason) from error
    except AccountTrouble:
        raise
    except Permanent as error:
        raise AccountTrouble(error.reason) from error
