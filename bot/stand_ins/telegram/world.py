"""What exists in the stand-in: bots, their chats, the messages in them."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Final

from bot.stand_ins.mail import Json, Mailbox, Parcel, Webhook
from bot.stand_ins.world import Room
from foundation.clock import Clock

__all__ = ["Bot", "Chat", "Webhook", "World"]

_KEPT: Final = 500  # messages per chat; a benchmark sends millions


@dataclass(slots=True, eq=False)
class Chat(Room):
    """One person's private chat with one bot; its messages are the Bot API's own."""

    messages: deque[Json] = field(default_factory=lambda: deque(maxlen=_KEPT))

    @property
    def number(self) -> int:
        """Give the chat's id."""
        return int(self.who)

    def person(self) -> Json:
        """Give the customer as the Bot API's User."""
        return {
            "id": self.number,
            "is_bot": False,
            "first_name": self.name,
            "language_code": self.language,
        }

    def place(self) -> Json:
        """Give the chat as the Bot API's Chat."""
        return {"id": self.number, "type": "private", "first_name": self.name}

    def find(self, message_id: int) -> Json | None:
        """Find a kept message by its id."""
        return next((m for m in reversed(self.messages) if m["message_id"] == message_id), None)


@dataclass(slots=True, eq=False)
class Bot(Mailbox):
    """One bot: its token is the key to it."""

    token: str
    chats: dict[int, Chat] = field(default_factory=dict)
    wanted: frozenset[str] = frozenset()
    taps: dict[str, bool] = field(default_factory=dict)  # query id -> answered
    message_ids: Iterator[int] = field(default_factory=lambda: count(1))
    update_ids: Iterator[int] = field(default_factory=lambda: count(700_000_001))
    poll: asyncio.Event | None = None

    @property
    def number(self) -> int:
        """Give the bot's id, the part of the token before the colon."""
        return int(self.token.partition(":")[0])

    def person(self) -> Json:
        """Give the bot as the Bot API's User."""
        return {
            "id": self.number,
            "is_bot": True,
            "first_name": "Salon",
            "username": f"stand_in_{self.number}_bot",
        }

    def wants(self, kind: str) -> bool:
        """Tell whether updates of a kind were asked for; naming none asks for all."""
        return not self.wanted or kind in self.wanted

    def chat(self, number: int) -> Chat:
        """Give the chat with a person, new if need be."""
        if number not in self.chats:
            self.chats[number] = Chat(str(number))
        return self.chats[number]


def _nobody(_bot: Bot) -> None:
    """Deliver nothing: updates wait for getUpdates."""


@dataclass(slots=True)
class World:
    """All bots; any well-formed token is a bot of its own, unless `tokens` names the only ones.

    `deliver` is called when a bot with a webhook has updates that may be sent.
    """

    clock: Clock
    tokens: frozenset[str] = frozenset()
    deliver: Callable[[Bot], None] = _nobody
    bots: dict[str, Bot] = field(default_factory=dict)
    closed: asyncio.Event = field(default_factory=asyncio.Event)

    def close(self) -> None:
        """Let everyone who waits go home."""
        self.closed.set()
        for bot in self.bots.values():
            if bot.poll:
                bot.poll.set()
            for chat in bot.chats.values():
                chat.changed()

    def bot(self, token: str) -> Bot | None:
        """Give the bot that a well-formed token opens."""
        if token not in self.bots:
            if self.tokens and token not in self.tokens:
                return None
            self.bots[token] = Bot(token)
        return self.bots[token]

    def put(self, bot: Bot, chat: int, update: Json, times: int = 1) -> None:
        """Queue an update for the bot, `times` over as if every delivery's answer was lost."""
        kind = next(name for name in update if name != "update_id")
        if bot.wants(kind):
            bot.updates.extend(Parcel(update, str(chat), kind) for _ in range(times))
            self.arrived(bot)

    def arrived(self, bot: Bot) -> None:
        """Move on what waits for the bot."""
        if bot.webhook.url:
            self.deliver(bot)
        elif bot.poll:
            bot.poll.set()

    def seconds(self) -> int:
        """Tell the time as the Bot API does, in Unix seconds."""
        return int(self.clock().timestamp())
