"""A webhook that remembers what came beside a caller of a stand-in's API."""

from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from bot.stand_ins.app import StandIn, listen


@dataclass
class Came:
    """One request that the webhook got."""

    method: str
    headers: dict[str, str]
    body: bytes
    path: str


@dataclass
class Webhook:
    """Answers with these statuses first, 200 after them; always with these words."""

    statuses: list[int] = field(default_factory=list)
    said: bytes = b""
    media_type: str = "text/plain"
    verify_token: str = "stand-in-verify-token"
    came: list[Came] = field(default_factory=list)
    url: str = ""

    async def take(self, request: web.Request) -> web.Response:
        if "hub.challenge" in request.query:
            known = request.query["hub.verify_token"] == self.verify_token
            return web.Response(text=request.query["hub.challenge"], status=200 if known else 403)
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.came.append(Came(request.method, headers, await request.read(), request.path))
        status = self.statuses.pop(0) if self.statuses else 200
        return web.Response(status=status, body=self.said, content_type=self.media_type)


@asynccontextmanager
async def receiving(**wishes: Any) -> AsyncIterator[Webhook]:  # noqa: ANN401 - the fields of Webhook
    hook = Webhook(**wishes)
    served = web.Application()
    served.router.add_route("*", "/{path:.*}", hook.take)
    runner = web.AppRunner(served)
    await runner.setup()
    with listen("127.0.0.1", 0) as opened:
        await web.SockSite(runner, opened).start()
        hook.url = f"http://127.0.0.1:{opened.getsockname()[1]}/hook"
        yield hook
        await runner.cleanup()


@dataclass
class Caller:
    """Speaks plain HTTP with a stand-in: its API, its control doors."""

    base: str
    served: StandIn[Any, Any]
    client: aiohttp.ClientSession

    @property
    def customer(self) -> str:
        return self.served.facts.customer

    async def act(self, what: str, **asked: object) -> tuple[int, Any]:
        asked = {"chat": self.customer, **asked}
        async with self.client.post(f"{self.base}/_stand_in/{what}", json=asked) as answer:
            return answer.status, await answer.json()

    async def get(self, path: str) -> tuple[int, str]:
        async with self.client.get(f"{self.base}{path}") as answer:
            return answer.status, await answer.text()

    async def call(
        self,
        path: str,
        said: object = None,
        *,
        form: dict[str, str] | None = None,
        method: str = "POST",
        **headers: str,
    ) -> tuple[int, Any]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        async with self.client.request(
            method, f"{self.base}{path}", json=said, data=form, headers=named
        ) as answer:
            return answer.status, await answer.json()

    def account(self) -> Any:  # noqa: ANN401 - each provider's own kind of account
        return self.served.provider.accounts()[0]

    def said(self) -> list[dict[str, Any]]:
        account = self.account()
        return self.served.provider.shown(self.served.provider.room(account, self.customer))

    async def until_over(self) -> list[dict[str, Any]]:
        """Wait until nothing waits to be delivered, give all deliveries, the oldest first."""
        while True:
            async with self.client.get(f"{self.base}/_stand_in/deliveries") as answer:
                found: list[dict[str, Any]] = await answer.json()
            if found and all(one["state"] != "waiting" for one in found):
                return found[::-1]


def basic(name: str, password: str) -> str:
    return f"Basic {b64encode(f'{name}:{password}'.encode()).decode()}"
