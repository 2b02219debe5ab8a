"""Customers who write over Telegram: to the doors, or through a provider that repeats."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import msgspec

from channels import transcript
from foundation.db import Tx
from foundation.house import House
from foundation.ids import ConversationId
from tests.faults.town import PATIENCE, Salon, Town

_numbers = count(5001)


@dataclass(frozen=True, slots=True)
class Choice:
    """One button: what it carries, what it shows."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Said:
    """One message of the bot."""

    text: str
    choices: tuple[Choice, ...] = ()

    def choice(self, title: str) -> str:
        """Give what the button carries whose title begins so."""
        return next(one.id for one in self.choices if one.title.startswith(title))


async def said_to(town: Town, salon: Salon, chat: int, after: int, wait: float) -> list[Said]:
    """Give what a bot said in a chat beyond `after` messages, waiting until there is any."""
    url = f"{town.telegram}/_stand_in/chats/{chat}"
    query = {"bot": str(salon.number), "after": str(after), "wait": str(int(wait))}
    async with town.client.get(url, params=query) as answer:
        found = msgspec.json.decode(await answer.read())
    said = [
        Said(one["text"], tuple(Choice(**choice) for choice in one["choices"]))
        for one in found["messages"]
        if one["by"] == "bot"
    ]
    # The stand-in keeps the latest messages alone, yet counts them all.
    return said[len(said) - (found["said"] - after) :] if found["said"] > after else []


@dataclass(slots=True)
class Customer:
    """A person who posts updates to the doors, whichever comes next."""

    town: Town
    salon: Salon
    name: str = "Mia"
    number: int = field(default_factory=lambda: next(_numbers))
    heard: list[Said] = field(default_factory=list)

    async def says(self, text: str) -> None:
        assert await self.town.post(self.salon, self.written(text)) == 200

    async def taps(self, data: str) -> None:
        assert await self.town.post(self.salon, self.tapped(data)) == 200

    async def hears(self) -> Said:
        """Wait for the next message; there must be exactly one more."""
        before = len(self.heard)
        more = await said_to(self.town, self.salon, self.number, before, PATIENCE)
        assert len(more) == 1, f"{before} heard, then {more}"
        self.heard += more
        return more[0]

    async def asks(self, text: str) -> Said:
        """Write, then wait for the reply."""
        await self.says(text)
        return await self.hears()

    async def picks(self, data: str) -> Said:
        """Tap, then wait for the reply."""
        await self.taps(data)
        return await self.hears()

    def written(self, text: str) -> bytes:
        """Write a message as an update's bytes: what is no character goes as an escape."""
        number = next(self.town.updates)
        message = {**self._place(), "message_id": number, "date": 1, "text": text}
        return json.dumps({"update_id": number, "message": message}).encode()

    def tapped(self, data: str) -> bytes:
        """Write a tap as an update's bytes."""
        number = next(self.town.updates)
        place = self._place()
        query = {
            "id": str(number),
            "from": place["from"],
            "message": {**place, "message_id": 1, "date": 1},
            "chat_instance": "1",
            "data": data,
        }
        return json.dumps({"update_id": number, "callback_query": query}).encode()

    async def conversation(self, house: House, tx: Tx) -> ConversationId:
        found = await transcript.find(tx, house.vault, self.salon.account_id, str(self.number))
        assert found is not None
        return found

    def _place(self) -> dict[str, object]:
        person = {"id": self.number, "first_name": self.name, "language_code": "en"}
        return {"chat": {"id": self.number, "type": "private"}, "from": {**person, "is_bot": False}}


@dataclass(slots=True)
class Phone:
    """A person whom the stand-in plays: it repeats an update until a door takes it."""

    town: Town
    salon: Salon
    number: int = field(default_factory=lambda: next(_numbers))
    updates: int = 0

    async def reaches(self, door: str) -> None:
        """Have the bot's updates delivered to a door from now on."""
        hook = {"url": door + self.salon.path, "secret_token": self.salon.secret}
        await self._calls(f"/bot{self.salon.token}/setWebhook", hook)

    async def says(self, text: str) -> None:
        self.updates += 1
        await self._calls("/_stand_in/say", {"text": text, **self._chat()})

    async def taps(self, data: str) -> None:
        self.updates += 1
        await self._calls("/_stand_in/tap", {"data": data, **self._chat()})

    async def heard(self) -> list[Said]:
        return await said_to(self.town, self.salon, self.number, 0, 0)

    def _chat(self) -> dict[str, object]:
        return {"chat": self.number, "bot": self.salon.number}

    async def _calls(self, path: str, what: Mapping[str, object]) -> dict[str, Any]:
        async with self.town.client.post(self.town.telegram + path, json=what) as answer:
            assert answer.status == 200, await answer.text()
            found: dict[str, Any] = msgspec.json.decode(await answer.read())
            return found
