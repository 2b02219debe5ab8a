"""A town of salons behind running doors, with customers who write to them over Telegram."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from itertools import count, cycle
from typing import Any

import aiohttp
import msgspec

from booking import salons, seed
from booking.catalogue import Catalogue
from bot import check
from channels import accounts, transcript
from foundation import ids
from foundation.db import Tx
from foundation.house import House
from foundation.ids import AccountId, ConversationId, SalonId
from foundation.settings import Settings

PATIENCE = 20.0  # seconds a customer waits for a reply before the test fails
_numbers = count(1001)


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


@dataclass(frozen=True, slots=True)
class Salon:
    """A copy of the demo salon with a Telegram bot of its own."""

    catalogue: Catalogue
    account_id: AccountId
    token: str
    secret: str
    path: str

    @property
    def id(self) -> SalonId:
        return self.catalogue.salon_id

    @property
    def number(self) -> int:
        return int(self.token.partition(":")[0])


@dataclass(slots=True)
class Town:
    """Salons' customers at the doors of running processes, taken in turn."""

    settings: Settings
    doors: tuple[str, ...]
    telegram: str
    client: aiohttp.ClientSession
    turns: Iterator[str] = field(init=False)
    updates: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.turns = cycle(self.doors)

    async def post(
        self, salon: Salon, body: bytes, *, secret: str | None = None, door: str = ""
    ) -> int:
        """Deliver a body as Telegram does; gives the status."""
        headers = {
            "Content-Type": "application/json",
            "X-Telegram-Bot-Api-Secret-Token": salon.secret if secret is None else secret,
        }
        url = (door or next(self.turns)) + salon.path
        async with self.client.post(url, data=body, headers=headers) as answer:
            return answer.status

    def customer(self, salon: Salon, name: str = "Mia") -> "Customer":
        return Customer(self, salon, next(_numbers), name)

    async def chat(self, salon: Salon, number: int, after: int, wait: float) -> list[Said]:
        """Give what the bot said to a customer, once it is more than `after` messages."""
        url = f"{self.telegram}/_stand_in/chats/{number}"
        query = {"bot": str(salon.number), "after": str(after), "wait": str(int(wait))}
        async with self.client.get(url, params=query) as answer:
            found = msgspec.json.decode(await answer.read())
        return [
            Said(one["text"], tuple(Choice(**choice) for choice in one["choices"]))
            for one in found["messages"]
            if one["by"] == "bot"
        ]


@dataclass(slots=True)
class Customer:
    """One person's chat with a salon's bot; posts updates, reads what the bot said."""

    town: Town
    salon: Salon
    number: int
    name: str
    heard: list[Said] = field(default_factory=list)

    async def says(self, text: str) -> None:
        assert await self.town.post(self.salon, self.written(text)) == 200

    async def taps(self, data: str) -> None:
        assert await self.town.post(self.salon, self.tapped(data)) == 200

    async def hears(self, wait: float = PATIENCE) -> Said:
        """Wait for the next message; there must be exactly one more."""
        before = len(self.heard)
        self.heard = await self.town.chat(self.salon, self.number, before, wait)
        assert len(self.heard) == before + 1, f"{before} heard, then {self.heard[before:]}"
        return self.heard[-1]

    async def asks(self, text: str) -> Said:
        """Write, then wait for the reply."""
        await self.says(text)
        return await self.hears()

    async def picks(self, data: str) -> Said:
        """Tap, then wait for the reply."""
        await self.taps(data)
        return await self.hears()

    async def conversation(self, house: House, tx: Tx) -> ConversationId:
        found = await transcript.find(tx, house.vault, self.salon.account_id, str(self.number))
        assert found is not None
        return found

    def written(self, text: str, update: int = 0) -> bytes:
        """Write a message as an update's bytes; its number is the next one if none is given."""
        number = update or next(self.town.updates)
        message = {**self._place(), "message_id": number, "date": 1, "text": text}
        return msgspec.json.encode({"update_id": number, "message": message})

    def tapped(self, data: str) -> bytes:
        number = next(self.town.updates)
        query = {
            "id": str(number),
            "from": self._place()["from"],
            "message": {**self._place(), "message_id": 1, "date": 1},
            "chat_instance": "1",
            "data": data,
        }
        return msgspec.json.encode({"update_id": number, "callback_query": query})

    def _place(self) -> dict[str, object]:
        person = {"id": self.number, "first_name": self.name, "language_code": "en"}
        return {"chat": {"id": self.number, "type": "private"}, "from": {**person, "is_bot": False}}


@dataclass(slots=True)
class Phone:
    """A customer whom the stand-in plays: it repeats an update until a door takes it."""

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

    async def heard(self, after: int = 0, wait: float = 0) -> list[Said]:
        """Give all that the bot said, waiting until it is more than `after` messages."""
        return await self.town.chat(self.salon, self.number, after, wait)

    async def undelivered(self) -> int:
        found = await self._calls(f"/bot{self.salon.token}/getWebhookInfo", {})
        waiting: int = found["result"]["pending_update_count"]
        return waiting

    def _chat(self) -> dict[str, object]:
        return {"chat": self.number, "bot": self.salon.number}

    async def _calls(self, path: str, what: Mapping[str, object]) -> dict[str, Any]:
        async with self.town.client.post(self.town.telegram + path, json=what) as answer:
            assert answer.status == 200, await answer.text()
            found: dict[str, Any] = msgspec.json.decode(await answer.read())
            return found


async def open_salon(house: House, api: str) -> Salon:
    """Copy the demo salon under a name of its own, with a bot that the stand-in knows."""
    number, path = next(_numbers), ids.token()
    catalogue = replace(seed.demo(), salon_id=SalonId(ids.new()), slug=f"salon-{number}")
    token, secret = f"{number}:{ids.token()}", ids.token()
    async with house.database.unit_of_work(catalogue.salon_id, actor="seed") as tx:
        await salons.replace(tx, catalogue)
        connected = await accounts.connect(
            tx, house, "telegram", "Telegram", {"token": token, "secret_token": secret}, path
        )
    async with (
        aiohttp.ClientSession() as client,
        client.post(f"{api}/bot{token}/getMe") as answer,
    ):
        assert answer.status == 200
    return Salon(catalogue, connected.account_id, token, secret, f"/hooks/telegram/{path}")


@asynccontextmanager
async def visit(settings: Settings, doors: tuple[str, ...] = ()) -> AsyncIterator[Town]:
    """Open the doors to customers for one test."""
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector) as client:
        yield Town(settings, doors, settings.telegram_api, client)


async def broken(settings: Settings) -> list[str]:
    """Ask what `parlance check` asks; give the promises that are not kept."""
    found = await check.run(settings.database_read_url)
    return [one.line for one in found if not one.ok]
