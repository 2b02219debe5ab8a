"""The stand-in of the Bot API as a server of its own."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from bot.stand_ins import app
from bot.stand_ins.app import Habits, listen
from bot.stand_ins.courier import Courier
from bot.stand_ins.faults import Script
from bot.stand_ins.telegram.door import BotApi
from bot.stand_ins.telegram.provider import Telegram
from bot.stand_ins.telegram.webhook import BotMail
from bot.stand_ins.telegram.world import Bot, World
from foundation import clock

__all__ = ["Habits", "StandIn", "listen", "running", "serve"]


class StandIn(app.StandIn[World, Bot]):
    """Telegram as one ASGI application: the Bot API, its control, its page."""

    def __init__(self, habits: Habits | None = None) -> None:
        """Start with an empty world."""
        habits = habits or Habits()
        world = World(clock.now, habits.tokens)
        courier = Courier(BotMail(world), world.seconds, habits.first_delay)
        world.deliver = courier.deliver
        api = BotApi(world, flood=habits.flood)
        super().__init__(world, api, Telegram(world), courier, Script())


def running(habits: Habits | None = None) -> AbstractAsyncContextManager[tuple[str, StandIn]]:
    """Run a stand-in inside this program on a free port; gives its base address beside itself."""
    return app.running(StandIn(habits))


def serve(host: str, port: int, habits: Habits, say: Callable[[str], None]) -> None:
    """Serve until Ctrl-C, saying where; raises OSError when the port is taken."""
    app.serve(host, port, StandIn(habits), say)
