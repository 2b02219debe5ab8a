"""The JSON API's paths: all that a program can ask for, with the scope it needs."""

import re
from functools import cache

from starlette.responses import JSONResponse, Response
from starlette.routing import Mount

from bot.api import (
    availability,
    blocks,
    bookings,
    classes,
    customers,
    diary,
    document,
    holds,
    moves,
    problem_list,
    salon,
    salon_search,
    waiting,
)
from bot.api.document import Api, Path
from bot.api.door import Door, Window
from bot.api.failures import FAILURES
from bot.api.frame import Frame
from bot.api.keys import Scope

_ONE = "/bookings/{booking_id}"
_READ, _BOOK, _PEOPLE, _WAIT, _OWN = Scope

PATHS = (
    Path("GET", "/availability", availability.search, _READ),
    Path("GET", "/salon", salon.show, _READ),
    Path("GET", "/salons", salon_search.find, _READ, works=False),
    Path("GET", "/diary", diary.show, _READ),
    Path("POST", "/holds", holds.take, _BOOK, 201),
    Path("DELETE", "/holds/{hold_id}", holds.release, _BOOK, 204),
    Path("POST", "/bookings", bookings.make, _BOOK, 201, shows=("Location",)),
    Path("GET", "/bookings", bookings.find, _READ),
    Path("GET", _ONE + ".ics", bookings.calendar, _READ, media=bookings.CALENDAR),
    Path("GET", "/bookings/{booking_id}", bookings.read, _READ, shows=("ETag",)),
    Path("GET", "/bookings/{booking_id}/history", bookings.history, _READ),
    Path("POST", _ONE + "/reschedule", moves.reschedule, _BOOK, refuses=(428,), shows=("ETag",)),
    Path("POST", _ONE + "/cancel", moves.cancel, _BOOK),
    Path("POST", _ONE + "/check-in", moves.check_in, _BOOK, shows=("ETag",)),
    Path("POST", _ONE + "/complete", moves.complete, _BOOK, shows=("ETag",)),
    Path("POST", _ONE + "/no-show", moves.no_show, _BOOK, shows=("ETag",)),
    Path("POST", _ONE + "/approve", moves.approve, _BOOK, shows=("ETag",)),
    Path("POST", _ONE + "/decline", moves.decline, _BOOK, shows=("ETag",)),
    Path("POST", _ONE + "/reopen", moves.reopen, _BOOK, shows=("ETag",)),
    Path("POST", "/blocks", blocks.make, _OWN, 201),
    Path("GET", "/blocks", blocks.find, _READ),
    Path("DELETE", "/blocks/{block_id}", blocks.remove, _OWN, 204),
    Path("POST", "/classes", classes.make, _OWN, 201),
    Path("GET", "/classes", classes.find, _READ),
    Path("DELETE", "/classes/{class_id}", classes.remove, _OWN, 204),
    Path("POST", "/customers", customers.make, _PEOPLE, 201, shows=("Location",)),
    Path("GET", "/customers", customers.find, _PEOPLE),
    Path("GET", "/customers/{customer_id}", customers.read, _PEOPLE),
    Path("PATCH", "/customers/{customer_id}", customers.change, _PEOPLE),
    Path("GET", "/customers/{customer_id}/visits", customers.visits, _PEOPLE),
    Path("POST", "/waitlist", waiting.join, _WAIT, 201),
    Path("GET", "/waitlist", waiting.find, _WAIT),
    Path("GET", "/waitlist/offers", waiting.offers, _WAIT),
    Path("POST", "/waitlist/offers/{offer_id}/accept", waiting.accept, _WAIT),
    Path("POST", "/waitlist/offers/{offer_id}/decline", waiting.decline, _WAIT, 204),
    Path("GET", "/waitlist/{entry_id}", waiting.read, _WAIT),
    Path("DELETE", "/waitlist/{entry_id}", waiting.leave, _WAIT, 204),
)


@cache
def build() -> Api:
    """Build the application that answers under `/api`: one for all doors, it keeps nothing."""
    api = Api(FAILURES)
    for one in PATHS:
        api.router.add_api_route(
            f"/v1{one.path}",
            one.answers,
            methods=[one.method],
            status_code=one.status,
            route_class_override=Door if one.works else Window,
            response_class=Response if one.media else JSONResponse,
            responses=document.responses(one),
            openapi_extra=document.more(one),
        )
    api.router.add_api_route("/v1/problems", problem_list.show, methods=["GET"])
    return api


def mounted() -> Mount:
    """Give the way to it, with what every answer carries."""
    way = Mount("/api", Frame(build()), name="api")
    # Starlette's own pattern lets a path with a line break pass by: to a page that is no problem.
    way.path_regex = re.compile(way.path_regex.pattern, re.DOTALL)
    return way
