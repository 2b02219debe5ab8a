"""Telegram as the shared page, the shared control doors know it."""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.stand_ins.control import read
from bot.stand_ins.mail import Json, Parcel
from bot.stand_ins.provider import Facts, Knob, Wrong
from bot.stand_ins.telegram import customer, faults
from bot.stand_ins.telegram.world import Bot, Chat, World

FACTS: Final = Facts(
    kind="telegram",
    title="Telegram",
    icon="telegram",
    account="Bot",
    customer="1001",
    pattern="[1-9][0-9]*",
    numeric=True,
    faults=faults.KINDS,
)
_LARGEST: Final = 2**52
_BLOCK: Final = Knob(
    "block", "The customer", {"": "lets the bot write", "blocked": "has blocked the bot"}
)


class Block(msgspec.Struct, frozen=True):
    """The customer blocks the bot, or lets it write again."""

    chat: int
    blocked: bool = True
    bot: int = 0


class Telegram:
    """Shows bots as accounts, their private chats as rooms."""

    facts = FACTS

    def __init__(self, world: World) -> None:
        """Take what exists."""
        self._world = world

    def accounts(self) -> Sequence[Bot]:
        """Give all bots that have called."""
        return list(self._world.bots.values())

    def name(self, account: Bot) -> str:
        """Give the bot's id."""
        return str(account.number)

    def title(self, account: Bot) -> str:
        """Give the bot's user name."""
        return f"@{account.person()['username']}"

    def rooms(self, account: Bot) -> Sequence[Chat]:
        """Give a bot's chats."""
        return list(account.chats.values())

    def room(self, account: Bot, who: str) -> Chat:
        """Give the chat of a number; raises Wrong."""
        if not (who.isdecimal() and len(who) < 17 and 1 <= int(who) <= _LARGEST):
            raise Wrong(400, "a chat is a number from 1")
        return account.chat(int(who))

    def shown(self, room: Chat) -> list[Json]:
        """Give a chat's messages as a person sees them."""
        return [shown(message) for message in room.messages]

    def say(self, account: Bot, room: Chat, text: str, times: int) -> Json:
        """Write as the customer."""
        return _named(customer.say(self._world, account, room, text, times))

    def tap(self, account: Bot, room: Chat, data: str, *, forged: bool, times: int) -> Json:
        """Tap as the customer; raises NoSuchButton."""
        return _named(customer.tap(self._world, account, room, data, forged=forged, times=times))

    def knobs(self, account: Bot, room: Chat | None) -> Mapping[Knob, str]:  # noqa: ARG002 - the port's shape
        """Tell whether the customer has blocked the bot."""
        return {_BLOCK: "blocked" if room and room.blocked else ""}

    def turn(self, account: Bot, room: Chat, knob: str, value: str) -> None:  # noqa: ARG002 - the port's shape
        """Block the bot as the customer, or undo that."""
        customer.block(self._world, account, room, blocked=value == "blocked")

    def again(self, account: Bot, parcel: Parcel) -> None:
        """Deliver an update a second time."""
        account.updates.append(parcel.copy())
        self._world.arrived(account)

    async def point(self, account: Bot, url: str) -> None:  # noqa: ARG002 - the port's shape
        """Refuse: bots call setWebhook."""
        raise Wrong(400, "bots call setWebhook")

    def steps(self, base: str) -> list[str]:
        """Give the commands that connect a bot."""
        return [
            f"export PARLANCE_TELEGRAM_API={base}",
            "parlance channel add telegram --salon demo token=42:stand-in",
        ]

    def routes(self) -> list[Route]:
        """Give the door at which a customer blocks a bot, the taps that wait for an answer."""
        return [
            Route("/_stand_in/block", self.block, methods=["POST"]),
            Route("/_stand_in/taps", self.taps),
        ]

    async def block(self, request: Request) -> Response:
        """Block the bot as the customer, or undo that."""
        asked = await read(request, Block)
        bot = self._bot(asked.bot)
        chat = self.room(bot, str(asked.chat))
        update = customer.block(self._world, bot, chat, blocked=asked.blocked)
        return JSONResponse(_named(update))

    async def taps(self, request: Request) -> Response:
        """Count a bot's taps: those whose spinner stopped, those whose spinner still turns."""
        number = request.query_params.get("bot", "0")
        answered = list(self._bot(int(number) if number.isdecimal() else 0).taps.values())
        return JSONResponse({"open": answered.count(False), "answered": answered.count(True)})

    def _bot(self, number: int) -> Bot:
        bots = [bot for bot in self.accounts() if number in {0, bot.number}]
        if not bots:
            raise Wrong(409, "no such bot has called yet")
        return bots[0]


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
        "state": "",
        "note": "",
    }


def _named(update: Json) -> Json:
    return {"update_id": update["update_id"]}
