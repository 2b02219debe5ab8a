"""The stand-in's own address space: customers' actions, faults, what was sent."""

import asyncio
from typing import Annotated, Final, TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.stand_ins.telegram import customer
from bot.stand_ins.telegram.faults import Fault, Script
from bot.stand_ins.telegram.world import Bot, Chat, Json, World

T = TypeVar("T")

Times = Annotated[int, msgspec.Meta(ge=1, le=1000)]
Number = Annotated[int, msgspec.Meta(ge=1, le=2**52)]

_LONGEST_WAIT: Final = 50.0
_NO_BOT: Final = (
    "no bot has called yet: connect one with `parlance channel add telegram`, with"
    " PARLANCE_TELEGRAM_API set to this address"
)


class Say(msgspec.Struct, frozen=True):
    """The customer writes; delivered `times` over."""

    chat: Number
    text: str
    name: str = ""
    language: str = ""
    times: Times = 1
    bot: int = 0


class Tap(msgspec.Struct, frozen=True):
    """The customer taps a button, or forges one that is not there."""

    chat: Number
    data: str
    forged: bool = False
    times: Times = 1
    bot: int = 0


class Block(msgspec.Struct, frozen=True):
    """The customer blocks the bot, or lets it write again."""

    chat: Number
    blocked: bool = True
    bot: int = 0


class Wrong(Exception):
    """The request to the stand-in itself is wrong: a status, a sentence."""

    def __init__(self, status: int, words: str) -> None:
        """Keep the answer's parts."""
        super().__init__(words)
        self.status = status


class Control:
    """Plays the customer on request, scripts failures, shows what was sent."""

    def __init__(self, world: World, script: Script) -> None:
        """Take what exists beside what shall fail."""
        self._world = world
        self._script = script

    def routes(self) -> list[Route]:
        """Give the routes under `/_stand_in`."""
        return [
            Route("/_stand_in/say", self.say, methods=["POST"]),
            Route("/_stand_in/tap", self.tap, methods=["POST"]),
            Route("/_stand_in/block", self.block, methods=["POST"]),
            Route("/_stand_in/fault", self.fault, methods=["POST", "DELETE"]),
            Route("/_stand_in/chats", self.chats),
            Route("/_stand_in/chats/{chat:int}", self.chat),
        ]

    def bot(self, number: int) -> Bot:
        """Give the bot with this id; 0 is the one that called first; raises Wrong."""
        for bot in self._world.bots.values():
            if number in {0, bot.number}:
                return bot
        raise Wrong(409, _NO_BOT)

    async def say(self, request: Request) -> Response:
        """Write as the customer."""
        asked = await _read(request, Say)
        bot = self.bot(asked.bot)
        chat = bot.chat(asked.chat)
        chat.name = asked.name or chat.name
        chat.language = asked.language or chat.language
        if not asked.text.strip():
            raise Wrong(400, "a message needs a text")
        update = customer.say(self._world, bot, chat, asked.text, asked.times)
        return _done(request, bot, chat, update)

    async def tap(self, request: Request) -> Response:
        """Tap as the customer."""
        asked = await _read(request, Tap)
        bot = self.bot(asked.bot)
        chat = bot.chat(asked.chat)
        try:
            update = customer.tap(
                self._world, bot, chat, asked.data, forged=asked.forged, times=asked.times
            )
        except customer.NoSuchButton as error:
            raise Wrong(404, "no message in this chat has such a button") from error
        return _done(request, bot, chat, update)

    async def block(self, request: Request) -> Response:
        """Block the bot as the customer, or undo that."""
        asked = await _read(request, Block)
        bot = self.bot(asked.bot)
        chat = bot.chat(asked.chat)
        update = customer.block(self._world, bot, chat, blocked=asked.blocked)
        return _done(request, bot, chat, update)

    async def fault(self, request: Request) -> Response:
        """Script a failure, or forget all that are still to come."""
        if request.method == "DELETE":
            self._script.faults.clear()
            return JSONResponse({"ok": True})
        fault = await _read(request, Fault)
        if not fault.known():
            raise Wrong(400, f"no fault is called {fault.kind!r}")
        self._script.faults.append(fault)
        return JSONResponse({"ok": True})

    async def chats(self, request: Request) -> Response:
        """List a bot's chats."""
        bot = self.bot(_number(request, "bot"))
        chats = [{"chat": c.number, "name": c.name, "said": c.said} for c in bot.chats.values()]
        return JSONResponse({"bot": bot.number, "chats": chats})

    async def chat(self, request: Request) -> Response:
        """Show a chat; with `after`, `wait` seconds at most until the bot said more than that."""
        bot = self.bot(_number(request, "bot"))
        chat = bot.chat(request.path_params["chat"])
        if "after" in request.query_params:
            await self._until_said(chat, _number(request, "after"), _number(request, "wait"))
        return JSONResponse(
            {
                "chat": chat.number,
                "said": chat.said,
                "blocked": chat.blocked,
                "messages": [shown(message) for message in chat.messages],
                "taps": {
                    "open": _count(bot, answered=False),
                    "answered": _count(bot, answered=True),
                },
            }
        )

    async def _until_said(self, chat: Chat, after: int, seconds: float) -> None:
        woken = asyncio.Event()
        chat.watchers.add(woken)
        try:
            async with asyncio.timeout(min(seconds, _LONGEST_WAIT)):
                while chat.said <= after and not self._world.closed.is_set():
                    woken.clear()
                    await woken.wait()
        except TimeoutError:
            return
        finally:
            chat.watchers.discard(woken)


def shown(message: Json) -> Json:
    """Reduce a message to what a person sees."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return {
        "message_id": message["message_id"],
        "by": "bot" if message["from"]["is_bot"] else "customer",
        "text": message["text"],
        "choices": [
            {"id": button.get("callback_data", ""), "title": button["text"]}
            for row in rows
            for button in row
        ],
        "date": message["date"],
    }


async def explain(request: Request, error: Exception) -> Response:  # noqa: ARG001 - Starlette's shape
    """Turn Wrong into its answer."""
    status = error.status if isinstance(error, Wrong) else 500
    return JSONResponse({"error": str(error)}, status)


async def _read(request: Request, shape: type[T]) -> T:
    """Read JSON, or a form of the page; raises Wrong."""
    try:
        if request.headers.get("content-type", "").startswith("application/json"):
            return msgspec.json.decode(await request.body(), type=shape)
        async with request.form() as form:
            return msgspec.convert(dict(form), shape, strict=False)
    except (ValueError, RecursionError) as error:
        raise Wrong(400, f"unreadable request: {error}") from error


def _done(request: Request, bot: Bot, chat: Chat, update: Json) -> Response:
    if "text/html" in request.headers.get("accept", ""):
        return RedirectResponse(f"/?bot={bot.number}&chat={chat.number}", 303)
    return JSONResponse({"update_id": update["update_id"]})


def _number(request: Request, name: str) -> int:
    value = request.query_params.get(name, "0")
    if not value.isdecimal() or len(value) > 16:
        raise Wrong(400, f"{name} must be a number")
    return int(value)


def _count(bot: Bot, *, answered: bool) -> int:
    return sum(1 for done in bot.taps.values() if done is answered)
