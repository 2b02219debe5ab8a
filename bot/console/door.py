"""Who stands at a console page: the session's cookie, the form's token, the theme."""

from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from bot.console import sessions
from bot.console.sessions import Signed
from bot.engine import Engine
from bot.guard import forms, seals
from bot.page import render
from foundation.house import House

LOGIN = "/console/login"
HOME = "/console/conversations"
_COOKIE = "parlance_console"
_THEME = "parlance_theme"

Page = Callable[[Request, Signed], Awaitable[Response]]
Action = Callable[[Request, Signed, Mapping[str, str]], Awaitable[Response]]


def house_of(request: Request) -> House:
    """Give what this process has at hand."""
    engine: Engine = request.app.state.engine
    return engine.house


def production(request: Request) -> bool:
    """Tell whether cookies must be for https only."""
    return house_of(request).settings.env == "production"


def cookie_of(request: Request) -> str:
    """Give the session's cookie as it came, "" for none."""
    name = seals.cookie_name(_COOKIE, secure=production(request))
    return request.cookies.get(name, "")


def set_session(request: Request, response: Response, cookie: str) -> None:
    """Keep the session in this browser until it is closed."""
    secure = production(request)
    name = seals.cookie_name(_COOKIE, secure=secure)
    seals.set_cookie(response, name, cookie, path="/", secure=secure)


def drop_session(request: Request, response: Response) -> None:
    """Take the session out of this browser."""
    secure = production(request)
    name = seals.cookie_name(_COOKIE, secure=secure)
    response.delete_cookie(name, "/", secure=secure, httponly=True, samesite="lax")


def theme(request: Request) -> str:
    """Give the operator's choice of light or dark, "" to follow the system."""
    chosen = request.cookies.get(_THEME, "")
    return chosen if chosen in {"light", "dark"} else ""


def set_theme(request: Request, response: Response, chosen: str) -> None:
    """Keep the choice of light or dark for a year."""
    seals.set_cookie(
        response,
        _THEME,
        chosen,
        path="/console",
        secure=production(request),
        max_age=seals.YEAR,
    )


def for_operators(page: Page) -> Callable[[Request], Awaitable[Response]]:
    """Open a page to signed-in operators only; others are led to the login."""

    async def guarded(request: Request) -> Response:
        signed = await sessions.use(house_of(request), cookie_of(request))
        return await page(request, signed) if signed else to_login(request)

    return guarded


def acting(action: Action) -> Callable[[Request], Awaitable[Response]]:
    """Open an action to signed-in operators whose own page sent the form; 403 without its token."""

    async def guarded(request: Request) -> Response:
        signed = await sessions.use(house_of(request), cookie_of(request))
        if signed is None:
            return to_login(request)
        try:
            fields = await forms.read_form(request)
        except forms.TooLarge:
            return PlainTextResponse("Too large", 413)
        except forms.NotAForm:
            return PlainTextResponse("Not a form", 415)
        if not seals.genuine(house_of(request).vault, signed.token, fields.get("csrf", "")):
            return refuse_form()
        return await action(request, signed, fields)

    return guarded


def form_token(request: Request, signed: Signed) -> str:
    """Make the token that forms of this session carry."""
    return seals.form_token(house_of(request).vault, signed.token)


def to_login(request: Request) -> Response:
    """Lead to the login and back here afterwards; what is not a page just says so."""
    if request.method != "GET" or "text/html" not in request.headers.get("accept", ""):
        return PlainTextResponse("Signed out", 401)
    here = request.url.path
    back = "" if here == HOME else f"?next={quote(here)}"
    return RedirectResponse(LOGIN + back, 303)


def refuse_form() -> Response:
    """Answer a form that no page of this session made."""
    return render.lone(
        403,
        "This form is not from here",
        "Nothing was done. Go back, reload the page, then try again.",
        mark="alert",
        links={HOME: "Conversations"},
    )
