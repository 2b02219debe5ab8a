"""One way into the API: who may come in, what they brought, in one transaction."""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import Depends
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from bot.api import bodies, keys, paces, requests
from bot.api.keys import Key, Scope
from bot.api.problems import Problem
from bot.engine import Engine
from foundation.db import Tx
from foundation.house import House

_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="parlance"'}
Answer = Callable[[Request], Coroutine[Any, Any, Response]]


class Door(APIRoute):
    """A path for keys of one `scope`: everything it does happens in one unit of work.

    What changes something asks for an Idempotency-Key; its answer is stored where it was done.
    """

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:  # noqa: ANN401 - FastAPI's
        """Keep the scope that the route's own description names."""
        (needed,) = options["openapi_extra"]["security"]
        self.needed = Scope(needed["key"][0])
        super().__init__(path, endpoint, **options)

    works = True
    """Whether a unit of work is open meanwhile."""

    def guarded(self) -> Answer:
        """Stand before FastAPI's own reading of the request."""
        answer = super().get_route_handler()

        async def opened(request: Request) -> Response:
            key = await admitted(request, self.needed)
            if not self.works:
                return await answer(request)
            house = house_of(request)
            changes = request.method != "GET"
            came = await bodies.read(request) if changes else request
            once = requests.once(key, came) if isinstance(came, bodies.Came) else None
            number = request.scope["state"]["request_id"]
            async with house.database.unit_of_work(
                key.salon_id, request_id=number, actor=key.actor
            ) as tx:
                request.state.tx, request.state.key = tx, key
                if once is None:
                    return await answer(came)
                if (earlier := await once.begin(tx, house.vault)) is not None:
                    return earlier
                response = await answer(came)
                await once.keep(tx, house.vault, response)
            return response

        return opened

    get_route_handler = guarded  # the name by which FastAPI asks for it


class Window(Door):
    """A door behind which nothing is changed, which opens what transactions it needs itself.

    Two for one request, one waiting for the other, would starve the pool.
    """

    works = False


async def admitted(request: Request, needed: Scope) -> Key:
    """Give the key that opens this door; raises Problem: 401, 403, 429."""
    house = house_of(request)
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    key = await keys.use(house, token.strip()) if kind.lower() == "bearer" else None
    if key is None:
        raise Problem("no_key", headers=_CHALLENGE)
    state = request.scope["state"]
    state["policy"] = paces.PER_KEY.policy
    paced = await paces.count(house, paces.PER_KEY, str(key.key_id))
    state["left"] = paces.PER_KEY.left(paced) if paced else None
    if needed not in key.scopes:
        raise Problem("scope_missing", f"it needs the scope {needed}")
    return key


def house_of(request: Request) -> House:
    """Give what this process has at hand."""
    engine: Engine = request.scope["state"]["engine"]
    return engine.house


def _tx(request: Request) -> Tx:
    tx: Tx = request.state.tx
    return tx


def _key(request: Request) -> Key:
    key: Key = request.state.key
    return key


Work = Annotated[Tx, Depends(_tx)]
Caller = Annotated[Key, Depends(_key)]
AtHand = Annotated[House, Depends(house_of)]
