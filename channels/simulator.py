"""A channel without a provider, which only remembers what it showed."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from channels.limits import WEB
from channels.message import Address, Event, Inbound, Limits, Outbound, Rendered
from channels.port import Account, Request, Said, Unauthentic
from channels.render import fit
from foundation.errors import Permanent


@dataclass(frozen=True, slots=True)
class Shown:
    """What one address was shown, as the channel would show it."""

    address: str
    rendered: Rendered


class Simulator:
    """Collects what is sent in `shown`, the oldest first; `failures` are raised first, in order."""

    hosted = False

    def __init__(self, limits: Limits | None = None) -> None:
        """Render like the web chat, or within the limits of another channel."""
        self.limits = limits or WEB
        self.shown: list[Shown] = []
        self.failures: deque[Exception] = deque()
        self.acknowledged: list[str] = []

    def verify(self, account: Account, request: Request) -> None:  # noqa: ARG002 - the port's shape
        """Refuse: nothing outside this process can speak here."""
        raise Unauthentic("the terminal has no webhook")

    def parse(self, request: Request) -> tuple[Event, ...]:  # noqa: ARG002 - the port's shape
        """Read nothing: the terminal makes its events itself."""
        return ()

    def acknowledgement(self, events: Sequence[Event]) -> Said:  # noqa: ARG002 - the port's shape
        """Give nothing: no webhook exists."""
        return Said()

    async def acknowledge(self, account: Account, inbound: Inbound) -> None:  # noqa: ARG002 - the port's shape
        """Remember the tap."""
        if inbound.callback:
            self.acknowledged.append(inbound.callback)

    async def send(self, account: Account, address: Address, message: Outbound) -> str:  # noqa: ARG002 - the port's shape
        """Show the message; its id is its number, from 1."""
        if self.failures:
            raise self.failures.popleft()
        rendered = fit(message, self.limits)
        if not rendered.parts:
            raise Permanent("an empty message cannot be sent")
        self.shown.append(Shown(address.value, rendered))
        return str(len(self.shown))

    async def check(self, account: Account) -> str:  # noqa: ARG002 - the port's shape
        """Say that nothing can be wrong within one process."""
        return "the terminal needs no provider"

    async def close(self) -> None:
        """Close nothing; what was shown stays readable."""
