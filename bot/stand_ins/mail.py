"""What a provider has still to deliver to a webhook, beside what became of the rest."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final

Json = dict[str, Any]

_REMEMBERED: Final = 30  # deliveries that are over, kept to be looked at
_numbers: Final = count(1)


@dataclass(slots=True, eq=False)
class Webhook:
    """Where an account's news go; `greeted` once it proved itself where the provider asks that."""

    url: str = ""
    secret: str = ""
    connections: int = 40
    last_error: str = ""
    last_error_at: int = 0
    greeted: bool = False
    replaced: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(slots=True, eq=False)
class Parcel:
    """One thing to deliver: `url` where it has an address of its own.

    It is `busy` on its way, `resting` between two tries.
    """

    content: Json
    chat: str
    what: str = "message"
    url: str = ""
    busy: bool = False
    resting: bool = False
    tries: int = 0
    outcome: str = ""
    taken: bool = False
    number: int = field(default_factory=lambda: next(_numbers))

    def copy(self) -> "Parcel":
        """Make the same delivery anew, as if its answer had been lost."""
        return Parcel(self.content, self.chat, self.what, self.url)


@dataclass(slots=True, eq=False, kw_only=True)
class Mailbox:
    """An account's deliveries: those to come, those that are over."""

    webhook: Webhook = field(default_factory=Webhook)
    updates: deque[Parcel] = field(default_factory=deque)
    over: deque[Parcel] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))

    def redirect(self, webhook: Webhook) -> None:
        """Deliver to another address from now on, what is under way or resting included."""
        before, self.webhook = self.webhook, webhook
        before.replaced.set()

    def find(self, number: int) -> Parcel | None:
        """Find a delivery by its number."""
        return next((one for one in (*self.updates, *self.over) if one.number == number), None)
