"""Inbound webhooks: verify, store, answer 200, only then think."""

import asyncio
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from bot.engine import Engine
from channels import port, registry
from channels.accounts import Connected
from channels.inbox import Talk
from channels.message import Inbound
from channels.port import MissingSecret, Unauthentic, Unreadable
from foundation import faults

LARGEST = 1024 * 1024
"""Bytes of a body that a chat provider can have a reason to send."""

SLOWEST = 10.0
"""Seconds a body may take to arrive."""

_ROOT: Final = "/hooks/"
_TEXT: Final = (b"content-type", b"text/plain; charset=utf-8")
_JSON: Final = (b"content-type", b"application/json")


class Turned(Exception):
    """A webhook that is not taken: its status, the words that say why."""

    def __init__(self, status: int, words: str) -> None:
        """Keep what the sender is told."""
        super().__init__(words)
        self.status, self.words = status, words


class Door:
    """Answers `POST /hooks/{kind}/{account}`, hands every other path on.

    Plain ASGI: routing and response objects would cost a message more than reading it does.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Stand before `app`."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 200 once the messages are ours, errors as documented; then have them answered."""
        if scope["type"] != "http" or not scope["path"].startswith(_ROOT):
            await self._app(scope, receive, send)
            return
        engine: Engine = scope["app"].state.engine
        try:
            talks, said = await _stored(engine, scope, receive)
        except Turned as turned:
            await _reply(send, turned.status, turned.words.encode(), _TEXT)
            return
        await _reply(send, 200, said, _JSON)
        if talks:
            faults.point("acknowledged")
        for talk in talks:
            engine.answer_soon(talk)


async def _stored(engine: Engine, scope: Scope, receive: Receive) -> tuple[list[Talk], bytes]:
    """Store what a request brings; give what of it asks for an answer, beside what the 200 says.

    Raises Turned.
    """
    connected = await _account(engine, scope)
    body = await _body(scope, receive)
    inbounds = await _read(engine, connected, port.Request(_headers(scope), body))
    talks = [await engine.store(connected, one, raw=body) for one in inbounds]
    said = registry.adapter(connected.account.kind).acknowledgement(inbounds)
    return [talk for talk in talks if talk.fresh and talk.letters], said


async def _account(engine: Engine, scope: Scope) -> Connected:
    if scope["method"] != "POST":
        raise Turned(405, "webhooks are posted")
    kind, _, token = scope["path"].removeprefix(_ROOT).partition("/")
    found = None
    if kind in registry.WITH_PROVIDER:
        found = await engine.accounts.by_token(kind, token)
    if found is None:
        await engine.refused_at_door(kind, "unknown account")
        raise Turned(404, "no such account")
    return found


async def _read(engine: Engine, connected: Connected, came: port.Request) -> tuple[Inbound, ...]:
    channel = registry.adapter(connected.account.kind)
    try:
        channel.verify(connected.account, came)
        return channel.parse(came)
    except Unauthentic:
        await engine.refused_at_door(connected.account.kind, "not authentic")
        raise Turned(401, "not authentic") from None
    except MissingSecret as missing:
        raise Turned(503, f"the account lacks its secret: {missing.args[0]}") from None
    except Unreadable:
        raise Turned(400, "unreadable") from None


def _headers(scope: Scope) -> dict[str, bytes]:
    return {name.decode("latin-1"): value for name, value in scope["headers"]}


async def _body(scope: Scope, receive: Receive) -> bytes:
    for name, value in scope["headers"]:
        # Twelve digits are far beyond any limit, a number of 5,000 would be a ValueError.
        if name == b"content-length" and int(value[:12]) > LARGEST:
            raise Turned(413, "too large")
    body = b""
    try:
        async with asyncio.timeout(SLOWEST):
            more = True
            while more:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise Turned(400, "cut off")
                body += message.get("body", b"")
                if len(body) > LARGEST:
                    raise Turned(413, "too large")
                more = message.get("more_body", False)
    except TimeoutError:
        raise Turned(408, "too slow") from None
    return body


async def _reply(send: Send, status: int, body: bytes, kind: tuple[bytes, bytes]) -> None:
    length = (b"content-length", b"%d" % len(body))
    await send({"type": "http.response.start", "status": status, "headers": [length, kind]})
    await send({"type": "http.response.body", "body": body})
