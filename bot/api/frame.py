"""What every answer of the API carries, however it came about."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.api import paces
from bot.api.problems import Problem
from foundation import ids

_FIXED = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
}


class Frame:
    """Stands before the API: counts who asks, names the request, puts the headers on."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve, setting the headers on the way out."""
        if scope["type"] != "http":  # there are no sockets here: the application says so
            await self._app(scope, receive, send)
            return
        engine = scope["app"].state.engine
        state = {"engine": engine, "request_id": str(ids.new()), "policy": None, "left": None}
        scope = {**scope, "state": state}

        async def framed(message: Message) -> None:
            if message["type"] == "http.response.start":
                _put(MutableHeaders(scope=message), state)
            await send(message)

        try:
            address = scope["client"][0] if scope.get("client") else ""
            await paces.count(engine.house, paces.PER_ADDRESS, address)
            _refuse_nul(scope["query_string"])
        except Problem as problem:
            await problem.response(scope, receive, framed)
            return
        await self._app(scope, receive, framed)


def _put(headers: MutableHeaders, state: dict[str, object]) -> None:
    headers.update(_FIXED)
    headers["x-request-id"] = str(state["request_id"])
    if state["policy"]:
        headers["ratelimit-policy"] = str(state["policy"])
    if state["left"]:
        headers["ratelimit"] = str(state["left"])


def _refuse_nul(query: bytes) -> None:
    # No text of ours holds one, no database takes one.
    if b"%00" in query or b"\0" in query:
        raise Problem("invalid", "the query holds a NUL, which is no letter")
