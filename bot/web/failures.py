"""The pages for what went wrong: no such place, something broke."""

from collections.abc import Awaitable, Callable, Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.guard import headers
from bot.page import render
from bot.web.words import WORDS, accepted

_PAGES = ("/chat", "/console")


def refuse_unknown(request: Request) -> Response:
    """Say, in the browser's language, that this address leads to no salon."""
    locale = accepted(request.headers.get("accept-language", ""), "en")
    words = WORDS[locale]
    return render.lone(404, words["unknown_title"], words["unknown_text"], lang=locale)


async def not_found(request: Request, error: Exception) -> Response:
    """Answer what no route knows: a page to people, plain words to machines."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    if status != 404 or not _is_page(request):
        return PlainTextResponse("Not found" if status == 404 else "Not allowed", status)
    page = render.lone(404, "Nothing here", "This page does not exist. Check the address.")
    return headers.put(page)


async def broken(request: Request, error: Exception) -> Response:  # noqa: ARG001 - Starlette's shape
    """Answer when something of ours broke; what was written before is kept in the database."""
    if not _is_page(request):
        return PlainTextResponse("Something broke on our side", 500)
    page = render.lone(
        500,
        "Something broke on our side",
        "What you had sent before is kept. Go back and try again in a moment.",
        mark="alert",
    )
    return headers.put(page)


def _is_page(request: Request) -> bool:
    path = request.url.path
    return path == "/" or path.startswith(_PAGES)


ERRORS: Mapping[int | type[Exception], Callable[[Request, Exception], Awaitable[Response]]] = {
    404: not_found,
    500: broken,
}
