"""A customer's own end of each channel: what they write, what they may tap."""

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

import aiohttp

from bot.stand_ins import app, kinds
from bot.stand_ins.app import Habits, StandIn
from foundation import ids

PROVIDERS = tuple(kinds.PORTS)
_CHATS = "/_stand_in/chats"
_TOKEN = re.compile(r'name="csrf" value="([^"]*)"')


class Phone(Protocol):
    """One customer on one channel."""

    async def say(self, text: str) -> None:
        """Write a message."""

    async def tap(self, choice_id: str) -> bool:
        """Tap what stands for the choice under the newest message; tell whether it is there."""


@dataclass(slots=True)
class Provided:
    """A customer of a provider, played by its stand-in."""

    client: aiohttp.ClientSession
    base: str
    chat: str | int

    async def say(self, text: str) -> None:
        await self._does("say", text=text)

    async def tap(self, choice_id: str) -> bool:
        async with self.client.get(f"{self.base}{_CHATS}/{self.chat}") as answer:
            shown = (await answer.json())["messages"]
        ours = [one for one in shown if one["by"] == "bot"]
        if choice_id not in [one["id"] for one in ours[-1]["choices"]]:
            return False
        await self._does("tap", data=choice_id)
        return True

    async def _does(self, what: str, **more: str) -> None:
        asked = {"chat": self.chat} | more
        async with self.client.post(f"{self.base}/_stand_in/{what}", json=asked) as answer:
            assert answer.status == 200, await answer.text()


@dataclass(slots=True)
class Browser:
    """A customer in the web chat: a cookie, the forms of the page."""

    client: aiohttp.ClientSession
    base: str
    cookies: aiohttp.CookieJar = field(default_factory=lambda: aiohttp.CookieJar(unsafe=True))

    async def say(self, text: str) -> None:
        await self._send(text=text)

    async def tap(self, choice_id: str) -> bool:
        await self._send(choice=choice_id)
        return True

    async def _send(self, **fields: str) -> None:
        async with aiohttp.ClientSession(cookie_jar=self.cookies) as http:
            async with http.get(f"{self.base}/chat/demo") as page:
                token = _TOKEN.search(await page.text())
            assert token
            form = {"csrf": token[1], "message_id": ids.token()} | fields
            async with http.post(f"{self.base}/chat/demo/messages", data=form) as answer:
                assert answer.status == 200, answer.status


@dataclass(slots=True)
class Exchange:
    """Every provider's stand-in at work, by kind."""

    client: aiohttp.ClientSession
    served: dict[str, tuple[str, StandIn[Any, Any]]]

    def customer(self, kind: str, number: int) -> Provided:
        """Give the customer of this number on a provider's channel."""
        base, stand_in = self.served[kind]
        first = stand_in.facts.customer
        digits = first.lstrip("+")
        chat = f"{first[: len(first) - len(digits)]}{int(digits) + number}"
        return Provided(self.client, base, int(chat) if stand_in.facts.numeric else chat)

    def secrets(self, kind: str) -> dict[str, str]:
        """Give the secrets in the command that the stand-in prints."""
        base, stand_in = self.served[kind]
        (command,) = (one for one in stand_in.provider.steps(base) if "channel add" in one)
        pairs = (word.partition("=") for word in command.split() if "=" in word)
        return {name: value for name, _, value in pairs}

    def apis(self) -> dict[str, str]:
        """Give the base addresses as settings name them; Evolution's belongs to the account."""
        found = {}
        for kind, (base, stand_in) in self.served.items():
            for step in stand_in.provider.steps(base):
                if given := re.match(r"export PARLANCE_(\w+)=(\S+)", step):
                    found[given[1].lower()] = given[2]
            assert kind == "evolution" or f"{kind}_api" in found
        return found


@asynccontextmanager
async def exchange() -> AsyncIterator[Exchange]:
    """Run the stand-ins of all providers in this program."""
    async with AsyncExitStack() as opened:
        client = await opened.enter_async_context(aiohttp.ClientSession())
        served = {}
        for kind in PROVIDERS:
            made = app.running(kinds.make(kind, Habits()))
            served[kind] = await opened.enter_async_context(made)
        yield Exchange(client, served)
