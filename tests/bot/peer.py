"""A plain HTTP peer of the Telegram stand-in."""

from typing import Any

import aiohttp

TOKEN = "42:stand-in"


class Peer:
    """Speaks plain HTTP with the stand-in."""

    def __init__(self, base: str, client: aiohttp.ClientSession) -> None:
        self.base = base
        self.client = client

    async def call(self, method: str, token: str = TOKEN, **params: object) -> dict[str, Any]:
        path = f"{self.base}/bot{token}/{method}"
        async with self.client.post(path, json=params) as answer:
            said: dict[str, Any] = await answer.json()
        assert said["ok"] == (answer.status == 200)
        assert said.get("error_code", 200) == answer.status
        return said

    async def act(self, what: str, **asked: object) -> tuple[int, dict[str, Any]]:
        path = f"{self.base}/_stand_in/{what}"
        async with self.client.post(path, json=asked) as answer:
            return answer.status, await answer.json()

    async def chat(self, number: int, query: str = "") -> dict[str, Any]:
        async with self.client.get(f"{self.base}/_stand_in/chats/{number}{query}") as answer:
            seen: dict[str, Any] = await answer.json()
            return seen
