"""The door of a provider's API over plain ASGI, a few dozen microseconds a call."""

import asyncio
import socket
import struct
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final, Protocol

import msgspec
from starlette.types import Receive, Scope, Send

from bot.stand_ins.faults import HANG, LOST, RESET, SLOW, Fault, Script

TRANSPORT: Final = "parlance.transport"
_JSON: Final = "application/json"
_encode: Final = msgspec.json.Encoder().encode


@dataclass(slots=True)
class Call:
    """A request as it came: header names in lower case, the body whole."""

    scope: Scope
    body: bytes

    @property
    def method(self) -> str:
        """Give the verb."""
        return str(self.scope["method"])

    @property
    def path(self) -> str:
        """Give the path without its query."""
        return str(self.scope["path"])

    @property
    def query(self) -> str:
        """Give the query without its mark."""
        return str(self.scope["query_string"].decode("latin-1"))

    def header(self, name: bytes) -> str:
        """Give a header by its name in lower case, empty when it is missing."""
        for known, value in self.scope["headers"]:
            if known == name:
                return str(value.decode("latin-1"))
        return ""


@dataclass(slots=True)
class Answer:
    """What the provider says to a call: JSON, unless it is bytes already."""

    status: int
    said: object
    headers: Mapping[str, str] | None = None
    media_type: str = _JSON


def gateway(status: int) -> Answer:
    """Give what something before the provider says when it cannot reach it."""
    words = f"{status} {HTTPStatus(status).phrase}"
    page = f"<html><head><title>{words}</title></head><body><h1>{words}</h1></body></html>"
    return Answer(status, page.encode(), media_type="text/html")


class Refusal(Exception):
    """The provider says no in its own words."""

    def __init__(self, answer: Answer, words: str = "") -> None:
        """Keep the answer; `words` are for whoever reads the exception."""
        super().__init__(words or str(answer.status))
        self.answer = answer


@dataclass(slots=True)
class Wish:
    """A call understood: its operation's name, whom it is for, what doing it means."""

    name: str
    chat: object
    does: Callable[[], Answer | Coroutine[Any, Any, Answer]]


class Api(Protocol):
    """What a provider's folder knows of its API."""

    async def read(self, call: Call) -> Wish:
        """Find out who calls, what is asked; raises Refusal."""

    def failure(self, fault: Fault) -> Answer:
        """Give the provider's words for a scripted failure; KeyError for one it does not have."""


class Door:
    """Answers every call, or fails it as the script says."""

    def __init__(self, api: Api, script: Script, closed: asyncio.Event) -> None:
        """Take the provider's API, what shall fail, the event that ends all waits."""
        self._api = api
        self._script = script
        self._closed = closed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call."""
        fault = None
        try:
            wish = await self._api.read(Call(scope, await _body(receive)))
            if self._script.faults:
                fault = self._script.take(wish.name, wish.chat)
            if fault and await self._failed(fault, scope, receive):
                return
            done = wish.does()
            answer = await done if asyncio.iscoroutine(done) else done
        except Refusal as refusal:
            await _reply(send, refusal.answer)
            return
        if fault and fault.kind == LOST:
            _break(scope)
            return
        await _reply(send, answer)

    async def _failed(self, fault: Fault, scope: Scope, receive: Receive) -> bool:
        """Carry out a fault that comes before the call; tell whether that was the whole answer."""
        if fault.kind == LOST:
            return False
        if fault.kind == SLOW:
            await asyncio.sleep(fault.seconds)
            return False
        if fault.kind == HANG:
            await self._hang(receive)
        elif fault.kind != RESET:
            raise Refusal(self._api.failure(fault))
        _break(scope)
        return True

    async def _hang(self, receive: Receive) -> None:
        """Say nothing until the caller gives up or the stand-in ends."""
        ends = [asyncio.create_task(_left(receive)), asyncio.create_task(self._closed.wait())]
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        for end in ends:
            end.cancel()


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _break(scope: Scope) -> None:
    """Reset the connection: lingering for 0 s makes the kernel send RST, not FIN."""
    transport: asyncio.Transport = scope[TRANSPORT]
    connection = transport.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()


async def _body(receive: Receive) -> bytes:
    message = await receive()
    body: bytes = message.get("body", b"")
    while message.get("more_body"):
        message = await receive()
        body += message.get("body", b"")
    return body


async def _reply(send: Send, answer: Answer) -> None:
    body = answer.said if isinstance(answer.said, bytes) else _encode(answer.said)
    kind = answer.media_type.encode()
    headers = [(b"content-type", kind), (b"content-length", b"%d" % len(body))]
    if answer.headers:
        headers += [(name.encode(), value.encode()) for name, value in answer.headers.items()]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
