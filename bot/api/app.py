"""The JSON API's paths: all that a program can ask for, with the scope it needs."""

from starlette.types import ASGIApp

from bot.api import availability, document, problem_list, salon
from bot.api.document import Api, Path
from bot.api.door import Door
from bot.api.failures import FAILURES
from bot.api.frame import Frame
from bot.api.keys import Scope

_READ, _BOOK, _PEOPLE, _WAIT, _OWN = Scope

PATHS = (
    Path("GET", "/availability", availability.search, _READ),
    Path("GET", "/salon", salon.show, _READ),
)


def build() -> Api:
    """Build the application that answers under `/api`."""
    api = Api(FAILURES)
    for one in PATHS:
        api.router.add_api_route(
            f"/v1{one.path}",
            one.answers,
            methods=[one.method],
            status_code=one.status,
            route_class_override=Door,
            responses=document.responses(one),
            openapi_extra=document.more(one),
        )
    api.router.add_api_route("/v1/problems", problem_list.show, methods=["GET"])
    return api


def framed() -> ASGIApp:
    """Build it with what every answer carries."""
    return Frame(build())
