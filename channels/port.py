"""The port: what every channel's adapter can do."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from channels.message import Address, Event, Inbound, Limits, Outbound
from channels.openings.choosing import Approval
from channels.openings.registry import Worded
from foundation.errors import Permanent, Transient


@dataclass(frozen=True, slots=True)
class Request:
    """A webhook as it came: header names in lower case, the body's exact bytes.

    `url` is the whole public address that the provider called, as configured rather than as the
    request claims; `at` is when it came in Unix seconds, for proofs that grow old.
    """

    headers: Mapping[str, bytes]
    body: bytes
    method: str = "POST"
    query: Mapping[str, str] = field(default_factory=dict)
    url: str = ""
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class Account:
    """A salon's account with a provider: `token` is its webhook path, `secrets` are decrypted.

    Everything the account is made of is among the secrets: keys, numbers, addresses. A secret that
    is being replaced is a list by comma, the newest first: all of them are accepted.
    """

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


class OptedOut(Permanent):
    """The provider knows that the recipient wants no messages: note it, never send again."""


class WindowClosed(Permanent):
    """The customer was silent for too long: only an approved template may be sent."""


class TemplateRefused(Permanent):
    """The provider does not take this template now, in this language: another may do."""


class AccountTrouble(Permanent):
    """The account itself cannot send (token, funds, registration): a person has to mend it."""


class Busy(Transient):
    """Too much was sent: wait. With `recipient` only to this address, else for all of them."""

    def __init__(
        self, reason: str, *, retry_after: float | None = None, recipient: bool = False
    ) -> None:
        """Keep whom the wait is for beside the reason."""
        super().__init__(reason, retry_after=retry_after)
        self.recipient = recipient


@dataclass(frozen=True, slots=True)
class Said:
    """The body of a webhook's 200 with its media type; `seen` are the ids that it acknowledges."""

    body: bytes = b""
    media_type: str = "application/json"
    seen: frozenset[str] = frozenset()


class Channel(Protocol):
    """One provider, spoken to in its real wire format; sibling adapters all look alike."""

    limits: Limits
    hosted: bool
    """Whether the outbox row itself is the delivery, because our own page shows it."""

    def verify(self, account: Account, request: Request) -> None:
        """Check authenticity on the raw bytes; raises Unauthentic or MissingSecret."""

    def parse(self, request: Request) -> tuple[Event, ...]:
        """Read all that a verified body tells; unknown kinds give (), nonsense raises Unreadable.

        Groups, echoes of our own messages and what is meant for other accounts give nothing.
        """

    def acknowledgement(self, events: Sequence[Event]) -> Said:
        """Give the body of a webhook's 200, which may acknowledge what came.

        What it acknowledges, its `seen`, needs no `acknowledge`, which is a request.
        """

    async def acknowledge(self, account: Account, inbound: Inbound) -> None:
        """Tell the provider that a message was seen, where it wants that; harmless when late."""

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
class Challenged(Channel, Protocol):
    """A channel whose provider first asks the webhook by GET who is there."""

    def challenge(self, account: Account, request: Request) -> bytes:
        """Give the text that proves the webhook ours; raises Unauthentic or MissingSecret."""


@runtime_checkable
class Windowed(Channel, Protocol):
    """A channel that takes anything for a while after a customer's message, then templates."""

    async def send_opening(self, account: Account, address: Address, worded: Worded) -> str:
        """Send a template, give the provider's id.

        Raises as `send`, TemplateRefused where another template may do.
        """

    async def approvals(self, account: Account) -> tuple[Approval, ...]:
        """Ask which templates the account has; raises Permanent or Transient."""


@runtime_checkable
class Told(Channel, Protocol):
    """A channel whose provider is told where updates go."""

    async def set_webhook(self, account: Account, url: str) -> None:
        """Have updates delivered to `url`; raises Transient, Permanent or MissingSecret."""


@runtime_checkable
class Polled(Channel, Protocol):
    """A channel whose provider can be asked for updates."""

    def poll(self, account: Account) -> AsyncIterator[bytes]:
        """Yield raw webhook bodies for ever, in the provider's order.

        Each is confirmed only after a later one is asked for: commit before that. Raises Permanent.
        """
