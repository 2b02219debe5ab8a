"""What exists at a provider: its accounts, their chats, the messages in them."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from bot.stand_ins.mail import Json, Mailbox, Parcel
from foundation.clock import Clock

_KEPT: Final = 500  # messages per chat; a benchmark sends millions


@dataclass(slots=True, eq=False)
class Room:
    """Where one customer talks with one account: `said` counts what our side wrote so far."""

    who: str
    name: str = "Customer"
    language: str = "en"
    blocked: bool = False
    said: int = 0
    watchers: set[asyncio.Event] = field(default_factory=set)

    def changed(self) -> None:
        """Wake whoever watches."""
        for watcher in self.watchers:
            watcher.set()


@dataclass(slots=True, eq=False)
class Said:
    """One message: `by` is bot, customer or carrier; `state` is what became of one of ours."""

    id: str
    by: str
    text: str
    at: int
    choices: tuple[tuple[str, str], ...] = ()
    listed: bool = False
    state: str = ""
    note: str = ""


@dataclass(slots=True, eq=False)
class Chat(Room):
    """A chat of messages: `fate` is what becomes of ours, empty for the usual course.

    `heard_at` is when the customer wrote last (Unix seconds), 0 for never; `opted_out` whether the
    carrier blocks our messages.
    """

    messages: deque[Said] = field(default_factory=lambda: deque(maxlen=_KEPT))
    fate: str = ""
    heard_at: int = 0
    opted_out: bool = False

    def add(self, message: Said) -> None:
        """Put a message at the end."""
        self.messages.append(message)
        if message.by == "bot":
            self.said += 1
        else:
            self.heard_at = message.at if message.by == "customer" else self.heard_at
        self.changed()

    def unread(self) -> list[Said]:
        """Give our messages that arrived yet were not read."""
        return [one for one in self.messages if one.by == "bot" and one.state == "delivered"]


@dataclass(slots=True, eq=False)
class Line(Mailbox):
    """One account at the provider: a number, an instance; `key` names it among its like."""

    key: str
    chats: dict[str, Chat] = field(default_factory=dict)

    def chat(self, who: str) -> Chat:
        """Give the chat with a customer, new if need be."""
        if who not in self.chats:
            self.chats[who] = Chat(who)
        return self.chats[who]


L = TypeVar("L", bound=Line)


def _nobody(_box: Mailbox) -> None:
    """Deliver nothing."""


@dataclass(slots=True)
class World(Generic[L]):
    """All accounts at one provider; any well-formed key is one, unless `only` names them all.

    `deliver` is called when an account has something to deliver.
    """

    clock: Clock
    make: Callable[[str], L]
    only: frozenset[str] = frozenset()
    deliver: Callable[[Mailbox], None] = _nobody
    lines: dict[str, L] = field(default_factory=dict)
    closed: asyncio.Event = field(default_factory=asyncio.Event)

    def close(self) -> None:
        """Let everyone who waits go home."""
        self.closed.set()
        for line in self.lines.values():
            for chat in line.chats.values():
                chat.changed()

    def line(self, key: str) -> L | None:
        """Give the account of a key; None where others only exist."""
        if key not in self.lines:
            if self.only and key not in self.only:
                return None
            self.lines[key] = self.make(key)
        return self.lines[key]

    def put(self, line: L, parcel: Parcel, times: int = 1) -> None:
        """Have something delivered, `times` over as if every answer was lost."""
        line.updates.append(parcel)
        line.updates.extend(parcel.copy() for _ in range(times - 1))
        self.deliver(line)

    def seconds(self) -> int:
        """Tell the time in Unix seconds."""
        return int(self.clock().timestamp())


def shown(message: Said) -> Json:
    """Reduce a message to what a person sees."""
    return {
        "message_id": message.id,
        "by": message.by,
        "text": message.text,
        "choices": [{"id": id_, "title": title} for id_, title in message.choices],
        "listed": message.listed,
        "date": message.at,
        "state": message.state,
        "note": message.note,
    }
