"""What a provider's own folder tells the shared page beside the shared control doors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from starlette.routing import Route

from bot.stand_ins.mail import Json, Mailbox, Parcel
from bot.stand_ins.world import Room

B = TypeVar("B", bound=Mailbox)
R = TypeVar("R", bound=Room)


class Wrong(Exception):
    """The request to the stand-in itself is wrong: a status, a sentence."""

    def __init__(self, status: int, words: str) -> None:
        """Keep the answer's parts."""
        super().__init__(words)
        self.status = status


class NoSuchButton(LookupError):
    """No message of the chat has this button."""


@dataclass(frozen=True, slots=True, eq=False)
class Knob:
    """Something to be set by hand, for a chat or a whole account: its values with their words."""

    name: str
    label: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Facts:
    """How a provider is presented: `account` is what it calls one of its accounts.

    `customer` is who writes at first, `pattern` what addresses look like (HTML's attribute).
    `settable` tells whether its webhook's address is set by hand, where the API has no call for it;
    `numeric` that a customer's address is a number to its API.
    """

    kind: str
    title: str
    icon: str
    account: str
    customer: str
    pattern: str
    settable: bool = False
    numeric: bool = False
    faults: frozenset[str] = field(default_factory=frozenset)


class Provider(Protocol, Generic[B, R]):
    """One provider as its page, its control doors need it."""

    facts: Facts

    def accounts(self) -> Sequence[B]:
        """Give all accounts, the oldest first."""

    def name(self, account: B) -> str:
        """Tell an account's own name: a bot's number, a phone number, an instance."""

    def title(self, account: B) -> str:
        """Tell an account's name as people see it."""

    def rooms(self, account: B) -> Sequence[R]:
        """Give an account's chats."""

    def room(self, account: B, who: str) -> R:
        """Give the chat with a customer, new if need be; raises Wrong for no address."""

    def shown(self, room: R) -> list[Json]:
        """Give what was said in a chat, as a person sees it."""

    def say(self, account: B, room: R, text: str, times: int) -> Json:
        """Write as the customer; gives the update's own facts."""

    def tap(self, account: B, room: R, data: str, *, forged: bool, times: int) -> Json:
        """Tap a button as the customer, or forge one; raises NoSuchButton."""

    def knobs(self, account: B, room: R | None) -> Mapping[Knob, str]:
        """Give what can be set, with what it is now."""

    def turn(self, account: B, room: R, knob: str, value: str) -> None:
        """Set something; the value is one of the knob's."""

    def again(self, account: B, parcel: Parcel) -> None:
        """Deliver something a second time."""

    async def point(self, account: B, url: str) -> None:
        """Deliver an account's news to an address from now on; raises Wrong."""

    def steps(self, base: str) -> list[str]:
        """Give the commands that connect Parlance, for a stand-in at this address."""

    def routes(self) -> list[Route]:
        """Give control doors of its own."""
