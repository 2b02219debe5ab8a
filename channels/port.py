"""The port: what every channel's adapter can do."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from channels.message import Address, Inbound, Limits, Outbound
from foundation.errors import Permanent


@dataclass(frozen=True, slots=True)
class Request:
    """A webhook as it came: header names in lower case, the body's exact bytes."""

    headers: Mapping[str, bytes]
    body: bytes
    method: str = "POST"
    query: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Account:
    """A salon's account with a provider: `token` is its webhook path, `secrets` are decrypted."""

    kind: str
    token: str
    secrets: Mapping[str, str]


class Unauthentic(Exception):
    """The request does not prove who sent it: answer 401, do nothing."""


class Unreadable(Exception):
    """The right sender sent something that cannot be read: answer 400."""


class MissingSecret(Exception):
    """The account lacks a secret: answer 503 with the setting's name (`args[0]`)."""


class Unreachable(Permanent):
    """The recipient blocked the salon or is gone: nothing sent to this address will arrive."""


class Channel(Protocol):
    """One provider, spoken to in its real wire format; sibling adapters all look alike."""

    limits: Limits
    hosted: bool
    """Whether the outbox row itself is the delivery, because our own page shows it."""

    def verify(self, account: Account, request: Request) -> None:
        """Check authenticity on the raw bytes; raises Unauthentic or MissingSecret."""

    def parse(self, request: Request) -> tuple[Inbound, ...]:
        """Read a verified body; unknown kinds give (), nonsense raises Unreadable."""

    def acknowledgement(self, inbounds: Sequence[Inbound]) -> bytes:
        """Give the JSON that a webhook's 200 may carry to acknowledge its taps, b"" for none.

        What it acknowledges needs no `acknowledge`, which is a request of its own.
        """

    async def acknowledge(self, account: Account, inbound: Inbound) -> None:
        """Tell the provider a tap was seen, where it wants that; harmless when late."""

    async def send(self, account: Account, address: Address, message: Outbound) -> str:
        """Send one message, give the provider's id.

        Raises Transient (nothing was sent, try again), Permanent (never will be), Unknown (it may
        have been sent: never repeat it).
        """

    async def check(self, account: Account) -> str:
        """Say in one line whether the account works (token, webhook); raises Permanent if not."""

    async def close(self) -> None:
        """Close what the adapter keeps open."""


@runtime_checkable
class Connected(Channel, Protocol):
    """A channel whose provider is told where updates go, or is asked for them."""

    async def set_webhook(self, account: Account, url: str) -> None:
        """Have updates delivered to `url`; raises Transient, Permanent or MissingSecret."""

    def poll(self, account: Account) -> AsyncIterator[bytes]:
        """Yield raw webhook bodies for ever, in the provider's order.

        Each is confirmed only after a later one is asked for: commit before that. Raises Permanent.
        """
