"""The page on which a person chats as the customer."""

from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bot.page import assets
from bot.stand_ins.telegram.control import shown
from bot.stand_ins.telegram.world import Bot, World

_HERE: Final = Path(__file__).parent
_FRAME: Final = Path(assets.__file__).parent / "templates"
_FILES: Final = {"telegram.css": "text/css; charset=utf-8", "telegram.js": "text/javascript"}
_CHAT: Final = 1001


class Page:
    """Shows one chat with its buttons and a field to write in; works without scripts too."""

    def __init__(self, world: World) -> None:
        """Take what exists."""
        self._world = world
        self._templates = Environment(
            loader=FileSystemLoader([_HERE / "templates", _FRAME]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(asset=assets.address, theme="", lang="en")

    def routes(self) -> list[Route]:
        """Give the page's routes, its files included."""
        return [
            Route("/", self.chat),
            Route("/_stand_in/files/{name}", self.file),
            *assets.routes,
        ]

    async def chat(self, request: Request) -> Response:
        """Render one chat of one bot; the first of each when none is named."""
        bot = self._bot(request.query_params.get("bot", ""))
        number = request.query_params.get("chat", "")
        chosen = int(number) if number.isdecimal() and len(number) < 16 else _CHAT
        chat = bot.chats.get(chosen) if bot else None
        messages = [shown(message) for message in chat.messages] if chat else []
        facts = {
            "bot": bot,
            "bots": list(self._world.bots.values()),
            "chat": chosen,
            "chats": sorted({chosen, *bot.chats}) if bot else [],
            "messages": messages,
            "said": chat.said if chat else 0,
            "name": chat.name if chat else "Customer",
            "blocked": bool(chat and chat.blocked),
            "base": str(request.base_url).rstrip("/"),
        }
        return HTMLResponse(self._templates.get_template("telegram.html").render(facts))

    async def file(self, request: Request) -> Response:
        """Send one of the page's own files."""
        name = request.path_params["name"]
        if name not in _FILES:
            return Response("Not found", 404, media_type="text/plain")
        content = (_HERE / "static" / name).read_bytes()
        return Response(content, headers={"content-type": _FILES[name]})

    def _bot(self, number: str) -> Bot | None:
        bots = list(self._world.bots.values())
        named = [bot for bot in bots if str(bot.number) == number]
        return next(iter(named or bots), None)
