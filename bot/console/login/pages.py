"""The login page, the way out, light or dark."""

import re
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from bot.console import door, sessions
from bot.console.login.entry import TooOften, sign_in
from bot.console.sessions import Signed
from bot.guard import forms, seals
from bot.page import render
from foundation import ids

_DOOR = "parlance_door"
_PURPOSE = "console door"
_INSIDE = re.compile(r"/console/[a-z]+(/[0-9a-f-]{36})?")
_WRONG = "That login and that password do not go together."
_OFTEN = "Too many tries. Wait a few minutes, then try again."
_STALE = "This page was open for a while. Please sign in again."


async def show(request: Request) -> Response:
    """Answer `GET /console/login`."""
    if await sessions.use(door.house_of(request), door.cookie_of(request)):
        return RedirectResponse(door.HOME, 303)
    return _page(request, inside(request.query_params.get("next", "")))


async def enter(request: Request) -> Response:
    """Answer `POST /console/login`: a new session, or the page again with what was wrong."""
    house = door.house_of(request)
    try:
        fields = await forms.read_form(request)
    except (forms.TooLarge, forms.NotAForm):
        return PlainTextResponse("Not a form of ours", 400)
    back, login = inside(fields.get("next", "")), fields.get("login", "")
    secret = _door_secret(request)
    if secret is None or not seals.genuine(house.vault, secret, fields.get("csrf", "")):
        return _page(request, back, login, _STALE, 403)
    address = request.client.host if request.client else ""
    try:
        cookie = await sign_in(house, login, fields.get("password", ""), address)
    except TooOften:
        response = _page(request, back, login, _OFTEN, 429)
        response.headers["retry-after"] = "300"
        return response
    if cookie is None:
        return _page(request, back, login, _WRONG, 401)
    # What was signed in here before ends: an id never survives a login.
    await sessions.end(house, door.cookie_of(request))
    response = RedirectResponse(back or door.HOME, 303)
    door.set_session(request, response, cookie)
    return response


async def leave(request: Request, signed: Signed, fields: Mapping[str, str]) -> Response:  # noqa: ARG001 - the shape of actions
    """Answer `POST /console/logout`."""
    await sessions.end(door.house_of(request), door.cookie_of(request))
    response = RedirectResponse(door.LOGIN, 303)
    door.drop_session(request, response)
    return response


async def switch_theme(request: Request, signed: Signed, fields: Mapping[str, str]) -> Response:  # noqa: ARG001 - the shape of actions
    """Answer `POST /console/theme`."""
    chosen = fields.get("theme", "")
    response = RedirectResponse(inside(fields.get("next", "")) or door.HOME, 303)
    door.set_theme(request, response, chosen if chosen in {"light", "dark"} else "")
    return response


def inside(address: str) -> str:
    """Give a path of the console to go back to, "" for any other address."""
    return address if _INSIDE.fullmatch(address) else ""


def _page(
    request: Request, back: str, login: str = "", wrong: str = "", status: int = 200
) -> Response:
    house, secure = door.house_of(request), door.production(request)
    secret = _door_secret(request) or ids.token()
    response = render.page(
        "login.html",
        status,
        theme=door.theme(request),
        csrf=seals.form_token(house.vault, secret),
        next=back,
        login=login[:200],
        wrong=wrong,
        demo=house.settings.env == "demo",
    )
    seals.set_cookie(
        response,
        seals.cookie_name(_DOOR, secure=secure),
        seals.signed(house.vault, _PURPOSE, secret),
        path="/" if secure else "/console",
        secure=secure,
    )
    return response


def _door_secret(request: Request) -> str | None:
    name = seals.cookie_name(_DOOR, secure=door.production(request))
    return seals.opened(door.house_of(request).vault, _PURPOSE, request.cookies.get(name))
