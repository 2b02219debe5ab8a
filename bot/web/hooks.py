"""Inbound webhooks: verify, store, answer 200, only then think."""

import asyncio
from collections.abc import Sequence
from typing import Final
from urllib.parse import parse_qsl

from starlette.types import ASGIApp, Receive, Scope, Send

from bot.engine import Engine
from channels import port, registry
from channels.accounts import Connected
from channels.inbox import Talk
from channels.message import Event, Inbound, heard
from channels.port import MissingSecret, Said, Unauthentic, Unreadable
from channels.receipts import belongs
from foundation import clock, faults

LARGEST = 3 * 1024 * 1024
"""Bytes of a body that a chat provider can have a reason to send: Meta's batches have up to 3 MB.

A refused one would be lost: it comes again as it is.
"""

SLOWEST = 10.0
"""Seconds a body may take to arrive."""

_ROOT: Final = "/hooks/"
_TEXT: Final = (b"content-type", b"text/plain; charset=utf-8")


class Turned(Exception):
    """A webhook that is not taken: its status, the words that say why."""

    def __init__(self, status: int, words: str) -> None:
        """Keep what the sender is told."""
        super().__init__(words)
        self.status, self.words = status, words


class Door:
    """Answers `/hooks/{kind}/{account}`, hands every other path on.

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
            talks, said = await _answered(engine, scope, receive)
        except Turned as turned:
            await _reply(send, turned.status, turned.words.encode(), _TEXT)
            return
        await _reply(send, 200, said.body, _media_type(said))
        if talks:
            faults.point("acknowledged")
        for talk in talks:
            engine.answer_soon(talk)


async def _answered(engine: Engine, scope: Scope, receive: Receive) -> tuple[list[Talk], Said]:
    """Do what a request asks; give what asks for an answer, beside what the 200 says.

    Raises Turned.
    """
    connected = await _account(engine, scope)
    if scope["method"] == "GET":
        return [], await _challenged(engine, connected, scope)
    came = _request(engine, scope, await _body(scope, receive))
    events = await _read(engine, connected, came, scope)
    await engine.told(connected, events)
    inbounds = heard(events)
    talks = await _stored(engine, connected, inbounds, came.body)
    said = registry.adapter(connected.account.kind).acknowledgement(inbounds)
    fresh = [one for one, talk in zip(inbounds, talks, strict=True) if talk.fresh]
    engine.acknowledge_soon(connected, [one for one in fresh if one.provider_id not in said.seen])
    return [talk for talk in talks if talk.fresh and talk.letters], said


async def _stored(
    engine: Engine, connected: Connected, inbounds: Sequence[Inbound], body: bytes
) -> list[Talk]:
    """Store all messages of a webhook; its body is kept once, however many it brings."""
    talks: list[Talk] = []
    kept = False
    for one in inbounds:
        talks.append(await engine.store(connected, one, raw=None if kept else body))
        kept = kept or talks[-1].fresh
    return talks


def _request(engine: Engine, scope: Scope, body: bytes = b"") -> port.Request:
    """Take a request as its provider made it: under the public address, not the claimed one."""
    query = scope["query_string"].decode("latin-1")
    settings = engine.house.settings
    base = settings.public_url or "{}://{}:{}".format(scope["scheme"], *scope["server"])
    raw = scope.get("raw_path") or scope["path"].encode()
    url = base + raw.decode("latin-1") + (f"?{query}" if query else "")
    asked = dict(parse_qsl(query, keep_blank_values=True))
    return port.Request(_headers(scope), body, scope["method"], asked, url, clock.now().timestamp())


async def _challenged(engine: Engine, connected: Connected, scope: Scope) -> Said:
    channel = registry.adapter(connected.account.kind)
    if not isinstance(channel, port.Challenged):
        raise Turned(405, "webhooks are posted")
    try:
        return Said(
            channel.challenge(connected.account, _request(engine, scope)),
            "text/plain; charset=utf-8",
        )
    except Unauthentic:
        await _note(engine, scope, connected, "challenge failed")
        raise Turned(403, "not authentic") from None
    except MissingSecret as missing:
        raise Turned(503, f"the account lacks its secret: {missing.args[0]}") from None


async def _account(engine: Engine, scope: Scope) -> Connected:
    if scope["method"] not in {"POST", "GET"}:
        raise Turned(405, "webhooks are posted")
    kind, _, token = scope["path"].removeprefix(_ROOT).partition("/")
    found = None
    if kind in registry.WITH_PROVIDER:
        found = await engine.accounts.by_token(kind, token)
    if found is None:
        await _note(engine, scope, None, "unknown account", kind)
        raise Turned(404, "no such account")
    return found


async def _read(
    engine: Engine, connected: Connected, came: port.Request, scope: Scope
) -> tuple[Event, ...]:
    channel = registry.adapter(connected.account.kind)
    try:
        channel.verify(connected.account, came)
        told = channel.parse(came)
    except Unauthentic:
        await _note(engine, scope, connected, "not authentic")
        raise Turned(401, "not authentic") from None
    except MissingSecret as missing:
        raise Turned(503, f"the account lacks its secret: {missing.args[0]}") from None
    except Unreadable:
        raise Turned(400, "unreadable") from None
    return tuple(one for one in told if belongs(connected.account, one))


async def _note(
    engine: Engine, scope: Scope, connected: Connected | None, reason: str, kind: str = ""
) -> None:
    """Note whom the door turns away; raises Turned for who is turned away too often."""
    host = scope["client"][0] if scope.get("client") else ""
    if await engine.refusals.too_many(host, connected):
        raise Turned(429, "too many refusals") from None
    await engine.refused_at_door(connected.account.kind if connected else kind, reason)


def _media_type(said: Said) -> tuple[bytes, bytes]:
    return b"content-type", said.media_type.encode()


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
