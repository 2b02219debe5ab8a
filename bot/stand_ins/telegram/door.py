"""The Bot API's address space: `/bot<token>/<method>`."""

import asyncio
import re
from typing import Any, Final
from urllib.parse import parse_qsl

import msgspec
from starlette.requests import Request
from starlette.types import Message

from bot.stand_ins.door import Answer, Call, Wish
from bot.stand_ins.telegram import faults
from bot.stand_ins.telegram.faults import Fault, Flood
from bot.stand_ins.telegram.methods import METHODS, get_updates
from bot.stand_ins.telegram.rules import Params, Refusal, refuse
from bot.stand_ins.telegram.world import Bot, World

_PATH: Final = re.compile(r"/bot([0-9]{1,15}:[A-Za-z0-9_-]{3,80})/([A-Za-z]+)")


class BotApi:
    """Answers every call of every bot."""

    def __init__(self, world: World, *, flood: bool = False) -> None:
        """Take what exists, whether the flood limits hold."""
        self._world = world
        self._floods: dict[str, Flood] | None = {} if flood else None

    async def read(self, call: Call) -> Wish:
        """Find the bot, the method, its parameters; raises Refusal."""
        bot, method = self._open(call.path)
        params = await _params(call)
        chat = params.get("chat_id")

        async def do() -> Answer:
            self._flood(bot, method, chat)
            result = await self._call(bot, method, params)
            return Answer(200, {"ok": True, "result": result})

        return Wish(method, chat, do)

    def failure(self, fault: Fault) -> Answer:
        """Give the Bot API's words for a scripted failure."""
        return faults.failure(fault).answer

    def _open(self, path: str) -> tuple[Bot, str]:
        found = _PATH.fullmatch(path)
        if not found:
            raise Refusal(404, "Not Found")
        bot = self._world.bot(found[1])
        if not bot:
            raise Refusal(401, "Unauthorized")
        return bot, found[2].lower()

    def _flood(self, bot: Bot, method: str, chat: object) -> None:
        if self._floods is not None and method == "sendmessage":
            flood = self._floods.setdefault(bot.token, Flood())
            flood.check(chat, asyncio.get_running_loop().time())

    async def _call(self, bot: Bot, method: str, params: Params) -> Any:  # noqa: ANN401 - JSON of any shape
        if method == "getupdates":
            return await get_updates(bot, params)
        if method not in METHODS:
            raise Refusal(404, "Not Found: method not found")
        return METHODS[method](self._world, bot, params)


async def _params(call: Call) -> Params:
    """Read parameters as the Bot API takes them: query, form or JSON."""
    params: Params = dict(parse_qsl(call.query)) if call.query else {}
    kind = call.header(b"content-type")
    if not call.body:
        return params
    if kind.startswith("application/json"):
        return params | _object(call.body)
    if kind.startswith("multipart/form-data"):
        return params | await _form(call)
    return params | dict(parse_qsl(call.body.decode("utf-8", "replace"), keep_blank_values=True))


def _object(body: bytes) -> Params:
    try:
        found = msgspec.json.decode(body)
    except (ValueError, RecursionError) as error:
        raise refuse("can't parse JSON object") from error
    if not isinstance(found, dict):
        raise refuse("object expected as a request body")
    return found


async def _form(call: Call) -> Params:
    async def again() -> Message:
        return {"type": "http.request", "body": call.body, "more_body": False}

    async with Request(call.scope, again).form() as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}
