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
_KIND: Final = (b"content-type", b"text/plain; charset=utf-8")


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
            connected, heard = await _stored(engine, scope, receive)
        except Turned as turned:
            await _reply(send, turned.status, turned.words)
            return
        await _reply(send, 200)
        if heard:
            faults.point("acknowledged")
        for talk, inbound in heard:
            engine.answer_soon(talk, connected, inbound)


async def _stored(
    engine: Engine, scope: Scope, receive: Receive
) -> tuple[Connected, list[tuple[Talk, Inbound]]]:
    """Store what a request brings; give what of it asks for an answer. Raises Turned."""
    connected = await _account(engine, scope)
    body = await _body(scope, receive)
    inbounds = await _read(engine, connected, port.Request(_headers(scope), body))
    heard = [(await engine.store(connected, one, raw=body), one) for one in inbounds]
    return connected, [(talk, one) for talk, one in heard if talk.fresh and talk.letters]


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


async def _reply(send: Send, status: int, words: str = "") -> None:
    body = words.encode()
    length = (b"content-length", b"%d" % len(body))
    await send({"type": "http.response.start", "status": status, "headers": [length, _KIND]})
    await send({"type": "http.response.body", "body": body})
