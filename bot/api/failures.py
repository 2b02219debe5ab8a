"""Whatever is raised behind the API's doors, told as a problem."""

from collections.abc import Callable, Mapping
from typing import Any

import psycopg
from fastapi.exceptions import RequestValidationError
from psycopg_pool import PoolTimeout
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route

from bot.api.problems import Clash, FieldError, Problem, wrong
from foundation.errors import Refused, Transient

_CODES = {
    "no_such_booking": "not_found",
    "no_such_customer": "not_found",
    "no_such_block": "not_found",
    "no_such_hold": "not_found",
    "no_such_class": "not_found",
    "no_such_entry": "not_found",
    "no_such_offer": "not_found",
    "no_such_salon": "not_found",
    "time_taken": "time_taken",
    "hold_gone": "hold_gone",
    "offer_gone": "offer_gone",
    "stale": "stale",
    "not_possible": "not_possible",
    "not_bookable": "not_bookable",
}
_BY_STATUS = {404: "not_found", 405: "not_allowed", 400: "unreadable", 413: "too_large"}
_SOON = {"Retry-After": "1"}


def refused(refusal: Refused) -> Problem:
    """Translate what the salon's rules say into an answer."""
    facts = refusal.facts
    if refusal.key == "bad_span":
        return wrong("/end", "must be after the start, a year at most")
    code = _CODES.get(refusal.key)
    if code is None:
        return Problem("refused", refusal.key.replace("_", " "), reason=refusal.key)
    if code == "not_found":
        return Problem(code)
    reason = facts.get("reason")
    clashes = facts.get("clashes")
    return Problem(
        code,
        reason=str(reason) if reason else None,
        clashes=[Clash(kind=kind, id=one) for kind, one in clashes]
        if isinstance(clashes, list)
        else None,
        version=facts.get("version"),
        state=facts.get("status"),
    )


async def _problem(_: Request, error: Exception) -> Response:
    if not isinstance(error, Problem):
        raise error
    return error.response


async def _refused(_: Request, error: Exception) -> Response:
    if not isinstance(error, Refused):
        raise error
    return refused(error).response


async def _invalid(_: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    found = error.errors()
    # What is no id at all is no more there than a random one.
    if any(one["loc"][0] == "path" for one in found):
        return Problem("not_found").response
    errors = [FieldError(field=_pointer(one["loc"]), message=one["msg"]) for one in found[:20]]
    return Problem("invalid", errors=errors).response


def _pointer(where: tuple[Any, ...]) -> str:
    """Name the place: a JSON pointer into the body, a parameter's name else."""
    place, *parts = where
    if place != "body":
        return str(parts[0]) if parts else str(place)
    return "".join(f"/{str(one).replace('~', '~0').replace('/', '~1')}" for one in parts)


async def _by_status(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    code = _BY_STATUS.get(error.status_code, "refused")
    headers = {"Allow": ", ".join(sorted(_allowed(request)))} if code == "not_allowed" else {}
    return Problem(code, headers=headers).response


def _allowed(request: Request) -> set[str]:
    """Give the methods of all routes that share the path."""
    allowed: set[str] = set()
    for route in request.app.routes:
        if isinstance(route, Route) and route.matches(request.scope)[0] is not Match.NONE:
            allowed |= route.methods or set()
    return allowed


async def _busy(_: Request, error: Exception) -> Response:
    if isinstance(error, OperationalError) and not isinstance(error.orig, psycopg.OperationalError):
        raise error
    return Problem("busy", headers=_SOON).response


async def _broken(_: Request, __: Exception) -> Response:
    return Problem("broken").response


Answer = Callable[[Request, Exception], Any]
FAILURES: Mapping[Any, Answer] = {
    Problem: _problem,
    Refused: _refused,
    RequestValidationError: _invalid,
    HTTPException: _by_status,
    Transient: _busy,
    OperationalError: _busy,
    psycopg.OperationalError: _busy,
    NoConnection: _busy,
    PoolTimeout: _busy,
    Exception: _broken,
}
