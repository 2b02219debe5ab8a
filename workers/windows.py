"""Sending where anything may be written only for a while: within it freely, then by template."""

from collections.abc import Awaitable, Callable

import structlog

from channels import window
from channels.message import Address
from channels.openings import approvals
from channels.openings.registry import Worded
from channels.outbox import Parcel
from channels.port import Account, Channel, TemplateRefused, WindowClosed, Windowed
from foundation.clock import monotonic
from foundation.house import House

log = structlog.get_logger(__name__)

Still = Callable[[], Awaitable[bool]]
"""Asks whether a message is still this process's to send."""


async def sent(
    house: House, channel: Channel, account: Account, parcel: Parcel, still: Still
) -> str | None:
    """Give a message to its provider as it may be said now; None if it is not ours any more.

    Raises WindowClosed where no approved template says it; else as `Channel.send`.
    """
    length = channel.limits.window
    if length is None:
        return await _freely(channel, account, parcel) if await still() else None
    closes = await window.closes(house, parcel, length)
    if monotonic() < closes:
        if not await still():
            return None
        if monotonic() < closes:  # nothing is asked any more between this look and the sending
            try:
                return await _freely(channel, account, parcel)
            except WindowClosed:
                log.warning("window_closed_earlier", outbox_id=parcel.id)
    return await _by_template(house, channel, account, parcel, still)


async def _freely(channel: Channel, account: Account, parcel: Parcel) -> str:
    return await channel.send(account, Address(parcel.address), parcel.message)


async def _by_template(
    house: House, channel: Channel, account: Account, parcel: Parcel, still: Still
) -> str | None:
    if not isinstance(channel, Windowed):
        raise WindowClosed("the customer was silent for too long")
    tried: set[Worded] = set()
    while (worded := await _best(house, parcel)) and worded not in tried:
        tried.add(worded)
        if not await still():
            return None
        try:
            return await channel.send_opening(account, Address(parcel.address), worded)
        except TemplateRefused as refused:
            await _withdraw(house, parcel, worded, refused)
    raise WindowClosed(_why(parcel))


async def _best(house: House, parcel: Parcel) -> Worded | None:
    """Give the best approved template that says a message; it is noted there."""
    message = parcel.message
    async with house.database.unit_of_work(parcel.salon_id) as tx:
        found = await approvals.usable(tx, parcel.account_id, message.opening, message.choices)
        best = found[0] if found else None
        await approvals.say_as(tx, parcel.id, best)
    return best


async def _withdraw(house: House, parcel: Parcel, worded: Worded, refused: TemplateRefused) -> None:
    """Use no more what the provider refuses."""
    log.warning("template_refused", name=worded.name, code=worded.code, reason=refused.reason)
    async with house.database.unit_of_work(parcel.salon_id) as tx:
        await approvals.withdraw(tx, parcel.account_id, worded)


def _why(parcel: Parcel) -> str:
    if parcel.message.opening is None:
        return "the customer was silent for more than a day, only a template may be sent"
    name = parcel.message.opening.key
    return f"the customer was silent for more than a day, template {name} is not approved"
