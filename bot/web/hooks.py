"""Inbound webhooks: verify, store, answer 200, only then think."""

import asyncio

import structlog
from starlette.background import BackgroundTask
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response

from bot.engine import Engine
from channels import port, registry
from channels.accounts import Connected
from channels.inbox import Talk
from channels.message import Inbound
from channels.port import MissingSecret, Unauthentic, Unreadable
from foundation import faults

log = structlog.get_logger(__name__)

LARGEST = 1024 * 1024
"""Bytes of a body that a chat provider can have a reason to send."""

SLOWEST = 10.0
"""Seconds a body may take to arrive."""


async def receive(request: Request) -> Response:
    """Answer `POST /hooks/{kind}/{account}`: 200 once the message is ours, errors as documented."""
    engine: Engine = request.app.state.engine
    kind, token = request.path_params["kind"], request.path_params["account"]
    connected = await _account(engine, kind, token)
    if connected is None:
        await engine.refused_at_door(kind, "unknown account")
        return _plain("no such account", 404)
    body = await _body(request)
    if isinstance(body, Response):
        return body
    came = port.Request({key.decode("latin-1"): value for key, value in request.headers.raw}, body)
    channel = registry.adapter(kind)
    try:
        channel.verify(connected.account, came)
        inbounds = channel.parse(came)
    except Unauthentic:
        await engine.refused_at_door(kind, "not authentic")
        return _plain("not authentic", 401)
    except MissingSecret as missing:
        return _plain(f"the account lacks its secret: {missing.args[0]}", 503)
    except Unreadable:
        return _plain("unreadable", 400)
    return await _store(engine, connected, inbounds, body)


async def _account(engine: Engine, kind: str, token: str) -> Connected | None:
    if kind not in registry.WITH_PROVIDER:
        return None
    return await engine.accounts.by_token(kind, token)


async def _store(
    engine: Engine, connected: Connected, inbounds: tuple[Inbound, ...], body: bytes
) -> Response:
    talks: list[tuple[Talk, Inbound]] = []
    for inbound in inbounds:
        talk = await engine.store(connected, inbound, raw=body)
        if talk.fresh and talk.letters:
            talks.append((talk, inbound))
    if not talks:
        return Response(status_code=200)
    return Response(status_code=200, background=BackgroundTask(_think, engine, connected, talks))


async def _think(engine: Engine, connected: Connected, talks: list[tuple[Talk, Inbound]]) -> None:
    """Think after the 200 has gone out."""
    faults.point("acknowledged")
    for talk, inbound in talks:
        engine.answer_soon(talk, connected, inbound)


async def _body(request: Request) -> bytes | Response:
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared[:12]) > LARGEST:
        return _plain("too large", 413)
    chunks: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(SLOWEST):
            async for chunk in request.stream():
                size += len(chunk)
                if size > LARGEST:
                    return _plain("too large", 413)
                chunks.append(chunk)
    except TimeoutError:
        return _plain("too slow", 408)
    except ClientDisconnect:
        return _plain("cut off", 400)
    return b"".join(chunks)


def _plain(text: str, status: int) -> Response:
    return PlainTextResponse(text, status_code=status)
