"""A salon's program before the API, without a network between them."""

import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.types import Message

from booking.catalogue import Catalogue
from foundation.house import House


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:  # noqa: ANN401 - JSON is of any type
        return json.loads(self.body)

    @property
    def code(self) -> str:
        """The problem's code; "" for a good answer."""
        kind = self.headers.get("content-type", "")
        return self.json["code"] if kind == "application/problem+json" else ""

    @property
    def fields(self) -> list[str]:
        return [one["field"] for one in self.json["errors"]]


@dataclass
class Program:
    """Sends requests with its key; each change under an Idempotency-Key of its own."""

    app: Starlette
    house: House
    salon: Catalogue
    token: str
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    address: str = "10.0.0.1"

    async def get(self, path: str, **query: object) -> Answer:
        return await self.ask("GET", path, query={k.strip("_"): v for k, v in query.items()})

    async def post(self, path: str, body: object = None, key: str = "", **headers: str) -> Answer:
        return await self.ask("POST", path, body, None, key, **headers)

    async def ask(
        self,
        method: str,
        path: str,
        body: object = None,
        query: Mapping[str, object] | None = None,
        key: str = "",
        **headers: str,
    ) -> Answer:
        """Ask; `body` is sent as JSON, bytes as they are."""
        sent = (
            body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        )
        given = {"authorization": f"Bearer {self.token}"}
        if sent:
            given["content-type"] = "application/json"
        if method != "GET":
            given["idempotency-key"] = key or f"k{next(self.numbers)}"
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        found = urlencode(query or {}, doseq=True)
        return await self.raw(method, f"/api/v1{path}", found, [sent], given)

    async def raw(
        self, method: str, path: str, query: str, parts: list[bytes], headers: Mapping[str, str]
    ) -> Answer:
        """Ask as uvicorn would pass it on; an empty value leaves the header out."""
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "client": (self.address, 1),
            "server": ("luma", 80),
            "headers": [(k.encode(), v.encode("latin-1")) for k, v in headers.items() if v],
        }
        coming = iter(parts)
        left = len(parts)
        told: list[Message] = []

        async def receive() -> Message:
            nonlocal left
            left -= 1
            if left < 0:
                return {"type": "http.disconnect"}
            return {"type": "http.request", "body": next(coming), "more_body": left > 0}

        async def send(message: Message) -> None:
            told.append(message)

        await self.app(scope, receive, send)
        names = {k.decode(): v.decode("latin-1") for k, v in told[0]["headers"]}
        return Answer(told[0]["status"], names, b"".join(one.get("body", b"") for one in told[1:]))
