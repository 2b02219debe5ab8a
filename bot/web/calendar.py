"""The door of stylists' calendars: whoever has the secret link may subscribe."""

import asyncio
from hashlib import sha256

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from booking import agenda, feeds
from booking.agenda import Agenda
from bot.engine import Engine
from bot.guard.headers import Guarded
from bot.guard.pace import Pace
from foundation.clock import monotonic

_PER_ADDRESS = Pace(240, 60.0, monotonic)
_LONGEST = 64  # letters of a path worth looking up
_HEADERS = {"cache-control": "private, max-age=300", "x-robots-tag": "noindex"}


async def subscribe(request: Request) -> Response:
    """Answer `GET /calendar/{token}.ics`: the calendar, 304 for who has it, 404 for a dead link."""
    address = request.client.host if request.client else ""
    if not _PER_ADDRESS.allows(address):
        return PlainTextResponse("Too many requests", 429, {"retry-after": "60"})
    found = await _find(request)
    if found is None:
        return PlainTextResponse("No such calendar", 404)
    headers = _HEADERS | {"etag": _mark(found)}
    if headers["etag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    # Long lists take their time; other requests go on meanwhile.
    body = await asyncio.to_thread(found.file)
    return Response(body, headers=headers | {"content-type": "text/calendar; charset=utf-8"})


async def _find(request: Request) -> Agenda | None:
    engine: Engine = request.app.state.engine
    house, token = engine.house, str(request.path_params["token"])
    if len(token) > _LONGEST or not token.isascii():
        return None
    salon_id = await house.directory.find(feeds.KIND, token)
    if salon_id is None:
        return None
    async with house.database.unit_of_work(salon_id) as tx:
        staff_id = await feeds.whose(tx, token)
        if staff_id is None:
            return None
        return await agenda.agenda(tx, house.vault, staff_id, now=house.clock())


def _mark(found: Agenda) -> str:
    """Mark what is in it: writing it all out is not needed to know that it is the same."""
    return f'"{sha256(repr(found).encode()).hexdigest()[:32]}"'


routes: list[BaseRoute] = [
    Route("/calendar/{token}.ics", subscribe, methods=["GET"], middleware=[Middleware(Guarded)])
]
