"""One channel's adapter at work."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.stand_ins.faults import Script
from channels.message import Address, Rendered
from channels.port import Account, Channel, Request


@dataclass(frozen=True, slots=True)
class Bench:
    """One adapter at work: `seen` tells what the customer was shown, None where no one tells us.

    `genuine` is a request its provider could have sent, None where there is no webhook; `script` is
    where its provider is told to fail.
    """

    channel: Channel
    account: Account
    address: Address
    seen: Callable[[], list[Rendered]] | None = None
    genuine: Request | None = None
    script: Script | None = None
