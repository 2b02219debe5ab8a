"""The Bot API's door: `/bot<token>/<method>` over plain ASGI, a few dozen microseconds a call."""

import asyncio
import re
import socket
import struct
from typing import Any, Final
from urllib.parse import parse_qsl

import msgspec
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send

from bot.stand_ins.telegram.faults import HANG, LOST, RESET, Fault, Flood, Script
from bot.stand_ins.telegram.methods import METHODS, get_updates
from bot.stand_ins.telegram.rules import Params, Refusal, refuse
from bot.stand_ins.telegram.world import Bot, World

TRANSPORT: Final = "parlance.transport"
_PATH: Final = re.compile(r"/bot([0-9]{1,15}:[A-Za-z0-9_-]{3,80})/([A-Za-z]+)")
_encode: Final = msgspec.json.Encoder().encode


class Door:
    """Answers every call of every bot."""

    def __init__(self, world: World, script: Script, *, flood: bool = False) -> None:
        """Take what exists, what shall fail, whether the flood limits hold."""
        self._world = world
        self._script = script
        self._floods: dict[str, Flood] | None = {} if flood else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call, or fail it as the script says."""
        try:
            bot, method = self._open(scope["path"])
            params = await _params(scope, receive)
            chat = params.get("chat_id")
            fault = self._script.take(method, chat) if self._script.faults else None
            if fault and await self._failed(fault, scope, receive):
                return
            self._flood(bot, method, chat)
            result = await self._call(bot, method, params)
        except Refusal as refusal:
            await _reply(send, refusal.status, _error(refusal))
            return
        if fault and fault.kind == LOST:
            _break(scope)
            return
        await _reply(send, 200, {"ok": True, "result": result})

    def _open(self, path: str) -> tuple[Bot, str]:
        found = _PATH.fullmatch(path)
        if not found:
            raise Refusal(404, "Not Found")
        bot = self._world.bot(found[1])
        if not bot:
            raise Refusal(401, "Unauthorized")
        return bot, found[2].lower()

    def _flood(self, bot: Bot, method: str, chat: object) -> None:
        if self._floods is not None and method == "sendmessage":
            flood = self._floods.setdefault(bot.token, Flood())
            flood.check(chat, asyncio.get_running_loop().time())

    async def _call(self, bot: Bot, method: str, params: Params) -> Any:  # noqa: ANN401 - JSON of any shape
        if method == "getupdates":
            return await get_updates(bot, params)
        if method not in METHODS:
            raise Refusal(404, "Not Found: method not found")
        return METHODS[method](self._world, bot, params)

    async def _failed(self, fault: Fault, scope: Scope, receive: Receive) -> bool:
        """Carry out a fault that comes before the call; tell whether that was the whole answer."""
        if fault.kind == LOST:
            return False
        if fault.kind == HANG:
            await self._hang(receive)
        elif fault.kind != RESET:
            raise fault.refusal()
        _break(scope)
        return True

    async def _hang(self, receive: Receive) -> None:
        """Say nothing until the caller gives up or the stand-in ends."""
        ends = [asyncio.create_task(_left(receive)), asyncio.create_task(self._world.closed.wait())]
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


async def _params(scope: Scope, receive: Receive) -> Params:
    """Read parameters as the Bot API takes them: query, form or JSON."""
    params: Params = dict(parse_qsl(scope["query_string"].decode("latin-1")))
    kind = next((value for name, value in scope["headers"] if name == b"content-type"), b"")
    body = await _body(receive)
    if not body:
        return params
    if kind.startswith(b"application/json"):
        return params | _object(body)
    if kind.startswith(b"multipart/form-data"):
        return params | await _form(scope, body)
    return params | dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


async def _body(receive: Receive) -> bytes:
    message = await receive()
    body: bytes = message.get("body", b"")
    while message.get("more_body"):
        message = await receive()
        body += message.get("body", b"")
    return body


def _object(body: bytes) -> Params:
    try:
        found = msgspec.json.decode(body)
    except (ValueError, RecursionError) as error:
        raise refuse("can't parse JSON object") from error
    if not isinstance(found, dict):
        raise refuse("object expected as a request body")
    return found


async def _form(scope: Scope, body: bytes) -> Params:
    async def again() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async with Request(scope, again).form() as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}


def _error(refusal: Refusal) -> dict[str, Any]:
    error: dict[str, Any] = {
        "ok": False,
        "error_code": refusal.status,
        "description": refusal.description,
    }
    if refusal.parameters:
        error["parameters"] = refusal.parameters
    return error


async def _reply(send: Send, status: int, answer: dict[str, Any]) -> None:
    body = _encode(answer)
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
