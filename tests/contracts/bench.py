"""One channel's adapter at work."""

from collections.abc import Callable
from dataclasses import dataclass

from channels.message import Address, Rendered
from channels.port import Account, Channel, Request


@dataclass(frozen=True, slots=True)
class Bench:
    """One adapter at work: `seen` tells what the customer was shown, None where no one tells us.

    `genuine` is a request its provider could have sent, None where there is no webhook.
    """

    channel: Channel
    account: Account
    address: Address
    seen: Callable[[], list[Rendered]] | None = None
    genuine: Request | None = None
