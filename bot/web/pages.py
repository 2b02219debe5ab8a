"""The web chat's doors: the page, a message, the stream of news."""

from collections.abc import Mapping

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.engine import Engine
from bot.guard import forms, seals
from bot.guard.headers import Guarded
from bot.guard.pace import Pace, Seats
from bot.page import assets, live, render
from bot.web import live as chat_news
from bot.web.failures import ERRORS, refuse_unknown
from bot.web.visit import NoSalon, Visit, arrive
from channels.clean import LONGEST, clean
from channels.message import Address, Inbound, Kind
from foundation import ids
from foundation.clock import monotonic

__all__ = ["ERRORS", "routes"]

_PER_VISITOR = Pace(20, 20.0, monotonic)
_PER_ADDRESS = Pace(240, 60.0, monotonic)
_SEATS = Seats(most=2000, each=8)


class Turned(Exception):
    """A message that is not taken: the status, the words that say why, what stays in the field."""

    def __init__(self, status: int, words: str, kept: str = "", **facts: object) -> None:
        """Keep what the page says."""
        super().__init__(words)
        self.status, self.words, self.kept, self.facts = status, words, kept, facts


async def show_page(request: Request) -> Response:
    """Answer `GET /chat/{salon}`."""
    try:
        visit = await arrive(request)
    except NoSalon:
        return refuse_unknown(request)
    return visit.page(await visit.look())


async def take_message(request: Request) -> Response:
    """Answer `POST /chat/{salon}/messages`: stored, then back to the page, or a fragment of it."""
    try:
        visit = await arrive(request)
    except NoSalon:
        return refuse_unknown(request)
    engine: Engine = request.app.state.engine
    try:
        fields = await _fields(request, visit)
        inbound = await _inbound(visit, fields)
        await engine.hear(visit.connected, inbound)
    except Turned as turned:
        return await _explain(visit, turned)
    if not visit.by_script:
        return RedirectResponse(f"/chat/{visit.slug}", 303)
    return await _stored(visit, inbound)


async def stream(request: Request) -> Response:
    """Answer `GET /chat/{salon}/events`: news since `Last-Event-ID`, else since `?after=`."""
    try:
        visit = await arrive(request)
    except NoSalon:
        return refuse_unknown(request)
    if visit.visitor.new:
        return Response(status_code=204)
    reader = visit.visitor.mark
    if not _SEATS.take(reader):
        return PlainTextResponse("Too many open pages", 429, {"retry-after": "20"})
    after = request.headers.get("last-event-id") or request.query_params.get("after", "")
    news = chat_news.events(visit.house, visit.connected, visit.visitor, visit.form(), after)
    closing = request.app.state.engine.closing
    return live.Stream(news, closing, lambda: _SEATS.leave(reader))


async def _fields(request: Request, visit: Visit) -> Mapping[str, str]:
    """Read the form and check that our own page made it, at a human pace."""
    try:
        fields = await forms.read_form(request)
    except forms.TooLarge:
        raise Turned(413, "too_large") from None
    except forms.NotAForm:
        raise Turned(415, "blank") from None
    kept = fields.get("text", "")
    token = fields.get("csrf", "")
    if visit.visitor.new or not seals.genuine(visit.house.vault, visit.visitor.id, token):
        raise Turned(403, "stale", kept)
    address = request.client.host if request.client else ""
    if not (_PER_VISITOR.allows(visit.visitor.mark) and _PER_ADDRESS.allows(address)):
        raise Turned(429, "too_fast", kept)
    return fields


async def _inbound(visit: Visit, fields: Mapping[str, str]) -> Inbound:
    text, choice = fields.get("text", ""), fields.get("choice", "")
    if len(text) > LONGEST:
        raise Turned(413, "too_long", text, n=f"{len(text):,}")
    if not choice and not clean(text).strip():
        raise Turned(422, "blank")
    seen = await visit.look()
    title = seen.title_of(choice) if choice else ""
    wanted = fields.get("message_id", "")
    message_id = wanted if seals.valid_id(wanted) else ids.token()
    return Inbound(
        kind=Kind.CHOICE if choice else Kind.TEXT,
        address=Address(visit.visitor.id, seen.picture.locale),
        provider_id=f"{visit.visitor.mark}.{message_id}",
        sequence=int(visit.house.clock().timestamp() * 1000),
        text=title if choice else clean(text),
        choice_id=clean(choice)[:64],
    )


async def _stored(visit: Visit, inbound: Inbound) -> Response:
    """Print the line just stored, it alone: all else the stream tells, in order."""
    return HTMLResponse(chat_news.line(await visit.look(), visit.form(), inbound.provider_id))


async def _explain(visit: Visit, turned: Turned) -> Response:
    seen = await visit.look()
    notice = seen.picture.words[turned.words].format(**turned.facts)
    response: Response
    if visit.by_script:
        response = PlainTextResponse(notice, turned.status)
    else:
        response = visit.page(seen, status=turned.status, notice=notice, kept=turned.kept)
    if turned.status == 429:
        response.headers["retry-after"] = "20"
    return response


async def front(request: Request) -> Response:
    """Answer `GET /`: where to go from here."""
    engine: Engine = request.app.state.engine
    links = {"/console": "Console"}
    if engine.house.settings.env == "demo":
        links = {"/chat/demo": "Web chat of the demo salon"} | links
    return render.lone(200, "Parlance", "Salons are booked by chat here.", mark="chat", links=links)


routes: list[BaseRoute] = [
    *assets.routes,
    *(
        Route(path, endpoint, methods=[method], middleware=[Middleware(Guarded)])
        for path, endpoint, method in (
            ("/", front, "GET"),
            ("/chat/{salon}", show_page, "GET"),
            ("/chat/{salon}/messages", take_message, "POST"),
            ("/chat/{salon}/events", stream, "GET"),
        )
    ),
]
