"""The web chat's adapter: the outbox row is the message, the page reads it."""

from collections.abc import Sequence

from channels import limits
from channels.message import Address, Event, Inbound, Outbound
from channels.port import Account, Request, Said, Unauthentic


class Web:
    """The channel without a provider: what is in the outbox has arrived."""

    limits = limits.WEB
    hosted = True

    def verify(self, account: Account, request: Request) -> None:  # noqa: ARG002 - the port's shape
        """Refuse: customers come through the page with their cookie, no webhook exists."""
        raise Unauthentic("the web chat has no webhook")

    def parse(self, request: Request) -> tuple[Event, ...]:  # noqa: ARG002 - the port's shape
        """Read nothing: the page's own door makes the events."""
        return ()

    def acknowledgement(self, events: Sequence[Event]) -> Said:  # noqa: ARG002 - the port's shape
        """Give nothing: no webhook exists."""
        return Said()

    async def acknowledge(self, account: Account, inbound: Inbound) -> None:
        """Do nothing: the page shows a tap at once."""

    async def send(self, account: Account, address: Address, message: Outbound) -> str:  # noqa: ARG002 - the port's shape
        """Report it sent: the open page is told by the commit, a closed one reads it later."""
        return ""

    async def check(self, account: Account) -> str:  # noqa: ARG002 - the port's shape
        """Say that nothing can be wrong between us and us."""
        return "the web chat needs no provider"

    async def close(self) -> None:
        """Close nothing."""
