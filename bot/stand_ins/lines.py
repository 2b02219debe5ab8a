"""What providers have in common whose accounts are numbers: chats, the course of messages."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Final, Generic

from starlette.routing import Route

from bot.stand_ins.mail import Json, Parcel, Webhook
from bot.stand_ins.provider import Facts, Knob, NoSuchButton, Wrong
from bot.stand_ins.world import Chat, L, Said, World, shown
from foundation import ids

FATE: Final = "fate"
LAPTOP: Final = "PARLANCE_PUBLIC_URL=http://127.0.0.1:8000"
"""What Parlance is told on a laptop, so that it knows its webhooks' addresses there."""


class Lines(ABC, Generic[L]):
    """Shows accounts with their chats; a provider's own folder adds its words, its webhooks.

    `fates` are what may become of our messages to a customer: the empty one is the usual course, a
    number is the provider's own code of a failure.
    """

    facts: Facts
    fates: Mapping[str, str]
    tells_reading = False

    def __init__(self, world: World[L]) -> None:
        """Take what exists."""
        self._world = world
        self._fate = Knob(FATE, "Messages to this customer", self.fates)

    def accounts(self) -> Sequence[L]:
        """Give all accounts, the oldest first."""
        return list(self._world.lines.values())

    def name(self, account: L) -> str:
        """Give an account's key."""
        return account.key

    def title(self, account: L) -> str:
        """Tell an account's name as people see it."""
        return account.key

    def rooms(self, account: L) -> Sequence[Chat]:
        """Give an account's chats."""
        return list(account.chats.values())

    def room(self, account: L, who: str) -> Chat:
        """Give the chat with a customer, new if need be; raises Wrong for no address."""
        found = self.address(who)
        if found is None:
            raise Wrong(400, f"a customer is, for example, {self.facts.customer}")
        return account.chat(found)

    def shown(self, room: Chat) -> list[Json]:
        """Give what was said in a chat."""
        return [shown(message) for message in room.messages]

    def say(self, account: L, room: Chat, text: str, times: int) -> Json:
        """Write as the customer."""
        said = Said(self.new_id(), "customer", text, self._world.seconds())
        self._read(account, room)
        room.add(said)
        self._put(account, room, self.written(account, room, said), times)
        self.after(account, room, said)
        return {"message_id": said.id}

    def tap(self, account: L, room: Chat, data: str, *, forged: bool, times: int) -> Json:
        """Tap a button as the customer, or forge one; raises NoSuchButton."""
        offer = _offering(room, data, forged=forged)
        title = dict(offer.choices).get(data, data)
        said = Said(self.new_id(), "customer", title, self._world.seconds())
        self._read(account, room)
        room.add(said)
        self._put(account, room, self.tapped(account, room, said, offer, data), times)
        return {"message_id": said.id}

    def knobs(self, account: L, room: Chat | None) -> Mapping[Knob, str]:  # noqa: ARG002 - the port's shape
        """Give what becomes of messages."""
        return {self._fate: room.fate if room else ""}

    def turn(self, account: L, room: Chat, knob: str, value: str) -> None:  # noqa: ARG002 - the port's shape
        """Set what becomes of messages."""
        if knob == FATE:
            room.fate = value

    def again(self, account: L, parcel: Parcel) -> None:
        """Deliver something a second time."""
        self._world.put(account, parcel.copy())

    async def point(self, account: L, url: str) -> None:
        """Deliver to an address from now on."""
        account.redirect(Webhook(url))
        self._world.deliver(account)

    def routes(self) -> list[Route]:
        """Give no doors beyond the shared ones."""
        return []

    def sent(self, account: L, room: Chat, message: Said) -> None:
        """Put a message of ours into a chat; it runs the course of its customer's fate."""
        room.add(message)
        if room.fate.isdecimal():
            message.note = f"code {room.fate}"
            self._move(account, room, message, "failed", int(room.fate))
            return
        course = {"sent": ("sent",), "read": ("sent", "delivered", "read")}
        for state in course.get(room.fate, ("sent", "delivered")):
            self._move(account, room, message, state)

    def new_id(self) -> str:
        """Make a message's id."""
        return str(ids.new())

    def after(self, account: L, room: Chat, said: Said) -> None:
        """Do what the provider itself does about what a customer wrote."""

    @abstractmethod
    def address(self, who: str) -> str | None:
        """Give a customer's address in the provider's own spelling, None for nonsense."""

    @abstractmethod
    def written(self, account: L, room: Chat, said: Said) -> Json:
        """Give the webhook of a message that a customer wrote."""

    @abstractmethod
    def tapped(self, account: L, room: Chat, said: Said, offer: Said, data: str) -> Json:
        """Give the webhook of a choice that a customer made from an offer."""

    @abstractmethod
    def receipt(
        self, account: L, room: Chat, message: Said, state: str, code: int
    ) -> Parcel | None:
        """Give the webhook of what became of a message, None where the provider is silent."""

    @abstractmethod
    def steps(self, base: str) -> list[str]:
        """Give the commands that connect Parlance."""

    def _read(self, account: L, room: Chat) -> None:
        """A customer who writes has read what arrived."""
        for message in room.unread() if self.tells_reading else ():
            self._move(account, room, message, "read")

    def _move(self, account: L, room: Chat, message: Said, state: str, code: int = 0) -> None:
        message.state = state
        told = self.receipt(account, room, message, state, code)
        if told:
            self._world.put(account, told)

    def _put(self, account: L, room: Chat, content: Json, times: int) -> None:
        self._world.put(account, Parcel(content, room.who), times)


def _offering(room: Chat, data: str, *, forged: bool) -> Said:
    """Find the newest message that offers a choice, any message of ours for a forged one."""
    for message in reversed(room.messages):
        if message.by == "bot" and (forged or data in dict(message.choices)):
            return message
    raise NoSuchButton(data)
