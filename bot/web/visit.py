"""One request of one visitor to one salon's chat, with the pages it can be answered by."""

from starlette.requests import Request
from starlette.responses import HTMLResponse

from bot.engine import Engine
from bot.guard import seals
from bot.page import render
from bot.web import show, visitor
from bot.web.look import Look, look
from bot.web.show import Form
from bot.web.words import accepted
from channels.accounts import Connected
from channels.clean import LONGEST
from foundation import ids


class NoSalon(Exception):
    """The address leads to no salon: a designed 404."""


class Visit:
    """A visitor recognised by their cookie, in the language their browser asks for."""

    def __init__(self, request: Request, engine: Engine, connected: Connected) -> None:
        """Read who asks; nothing is stored before they write."""
        self.house = engine.house
        self.connected = connected
        self.slug = str(request.path_params["salon"])
        self.visitor = visitor.recognise(self.house, request, self.slug)
        self.accepts = accepted(request.headers.get("accept-language", ""), "")
        self.by_script = request.headers.get("x-parlance") == "fragment"

    async def look(self) -> Look:
        """Read the chat as it stands."""
        return await look(self.house, self.connected, self.visitor, self.accepts)

    def form(self) -> Form:
        """Give what the page's forms carry."""
        token = seals.form_token(self.house.vault, self.visitor.id)
        return Form(f"/chat/{self.slug}", token, ids.token)

    def page(
        self, seen: Look, *, status: int = 200, notice: str = "", kept: str = ""
    ) -> HTMLResponse:
        """Print the whole page; `notice` says what went wrong, `kept` stays in the field."""
        picture = seen.picture
        response = render.page(
            "chat.html",
            status,
            lang=picture.locale,
            salon=picture.catalogue,
            words=picture.words,
            form=self.form(),
            lines=show.shown(seen.lines, picture),
            card=show.shown_card(seen.card, picture),
            waiting=show.waiting(seen.lines),
            starters=show.starters(picture),
            cursor=seen.cursor,
            most=LONGEST,
            notice=notice,
            kept=kept,
        )
        visitor.remember(self.house, response, self.slug, self.visitor)
        return response


async def arrive(request: Request) -> Visit:
    """Find the salon of the address; raises NoSalon."""
    engine: Engine = request.app.state.engine
    connected = await engine.web_account(request.path_params["salon"])
    if connected is None:
        raise NoSalon
    return Visit(request, engine, connected)
