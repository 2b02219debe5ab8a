"""Updates on their way to webhooks, as Telegram sends them."""

from contextlib import suppress
from typing import Any, Final

import aiohttp
import msgspec

from bot.stand_ins.courier import Custom, Letter, Reply
from bot.stand_ins.mail import Parcel
from bot.stand_ins.telegram.methods import METHODS
from bot.stand_ins.telegram.rules import Refusal
from bot.stand_ins.telegram.world import Bot, World

_SECRET: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
_LONGEST_DELAY: Final = 60.0


def _delay(tries: int) -> float:
    return float(min(2 ** min(tries - 1, 10), _LONGEST_DELAY))


class BotMail:
    """Writes updates, carries out what a webhook's answer asks."""

    custom: Custom = Custom(_delay, patience=60, ordered=True, obeyed=3600)

    def __init__(self, world: World) -> None:
        """Take what exists."""
        self._world = world

    def write(self, box: Bot, parcel: Parcel) -> Letter:
        """Give the update beside the secret that its bot has set."""
        headers = {"Content-Type": "application/json"}
        if box.webhook.secret:
            headers[_SECRET] = box.webhook.secret
        return Letter(box.webhook.url, msgspec.json.encode(parcel.content), headers)

    def heed(self, box: Bot, parcel: Parcel, reply: Reply) -> str:  # noqa: ARG002 - the port's shape
        """Carry out the one call that a webhook's answer may hold; its failure is nobody's news."""
        with suppress(ValueError, RecursionError, Refusal):
            params = msgspec.json.decode(reply.body or b"{}", type=dict[str, Any])
            call = METHODS.get(str(params.pop("method", "")).lower())
            if call:
                call(self._world, box, params)
        return ""

    async def greet(self, box: Bot, session: aiohttp.ClientSession) -> str:  # noqa: ARG002 - the port's shape
        """Ask nothing: the secret header is all there is."""
        return ""
