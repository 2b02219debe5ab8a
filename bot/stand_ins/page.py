"""The page on which a person chats as the customer."""

from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bot.page import assets
from bot.stand_ins.control import delivered
from bot.stand_ins.mail import Mailbox
from bot.stand_ins.provider import Provider, Wrong
from bot.stand_ins.world import Room

B = TypeVar("B", bound=Mailbox)
R = TypeVar("R", bound=Room)

_HERE: Final = Path(__file__).parent
_FRAME: Final = Path(assets.__file__).parent / "templates"
_FILES: Final = {"stand_in.css": "text/css; charset=utf-8", "stand_in.js": "text/javascript"}


class Page(Generic[B, R]):
    """Shows one chat, a field to write in, what went to the webhook; works without scripts too."""

    def __init__(self, provider: Provider[B, R]) -> None:
        """Take the provider."""
        self._provider = provider
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
            Route("/", self.show, name="page"),
            Route("/_stand_in/files/{name}", self.file),
            *assets.routes,
        ]

    async def show(self, request: Request) -> Response:
        """Render one chat of one account; the first of each when none is named."""
        account = self._account(request.query_params.get("bot", ""))
        base = str(request.base_url).rstrip("/")
        facts: dict[str, Any] = {"facts": self._provider.facts, "account": account}
        facts["steps"] = self._provider.steps(base)
        if account:
            facts |= self._chat(account, request.query_params.get("chat", ""))
        return HTMLResponse(self._templates.get_template("stand_in.html").render(facts))

    async def file(self, request: Request) -> Response:
        """Send one of the page's own files."""
        name = request.path_params["name"]
        if name not in _FILES:
            return Response("Not found", 404, media_type="text/plain")
        content = (_HERE / "static" / name).read_bytes()
        return Response(content, headers={"content-type": _FILES[name]})

    def _chat(self, account: B, who: str) -> dict[str, Any]:
        rooms = {room.who: room for room in self._provider.rooms(account)}
        chosen = self._who(account, who or next(iter(rooms), self._provider.facts.customer))
        room = rooms.get(chosen)
        knobs = self._provider.knobs(account, room)
        return {
            "bot": self._provider.name(account),
            "bots": [(self._provider.name(one), self._provider.title(one)) for one in self._all()],
            "chat": chosen,
            "chats": sorted({chosen, *rooms}),
            "messages": self._provider.shown(room) if room else [],
            "said": room.said if room else 0,
            "knobs": list(knobs.items()),
            "hook": account.webhook,
            "deliveries": delivered(account),
        }

    def _who(self, account: B, who: str) -> str:
        """Give a customer's address in its usual spelling; nonsense is the customer at first."""
        try:
            return self._provider.room(account, who).who
        except Wrong:
            return self._provider.facts.customer

    def _all(self) -> list[B]:
        return list(self._provider.accounts())

    def _account(self, name: str) -> B | None:
        named = [one for one in self._all() if self._provider.name(one) == name]
        return next(iter(named or self._all()), None)
