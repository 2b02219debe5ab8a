"""The stand-in of the Cloud API as a server of its own."""

from contextlib import AbstractAsyncContextManager

from bot.stand_ins import app
from bot.stand_ins.app import Habits
from bot.stand_ins.courier import Courier
from bot.stand_ins.faults import Script
from bot.stand_ins.whatsapp.api import CloudApi
from bot.stand_ins.whatsapp.provider import WhatsApp
from bot.stand_ins.whatsapp.webhook import CloudMail
from bot.stand_ins.whatsapp.world import World, fresh
from bot.stand_ins.world import Line
from foundation import clock
from foundation.clock import Clock


class StandIn(app.StandIn[World, Line]):
    """WhatsApp as one ASGI application: the Cloud API, its control, its page."""

    def __init__(self, habits: Habits | None = None, now: Clock = clock.now) -> None:
        """Start with one number."""
        habits = habits or Habits()
        world = fresh(now, habits.tokens)
        courier = Courier(CloudMail(), world.seconds, habits.first_delay)
        world.deliver = courier.deliver  # type: ignore[assignment]  # its boxes are lines
        provider = WhatsApp(world)
        api = CloudApi(world, provider, flood=habits.flood)
        super().__init__(world, api, provider, courier, Script())


def running(
    habits: Habits | None = None, now: Clock = clock.now
) -> AbstractAsyncContextManager[tuple[str, StandIn]]:
    """Run a stand-in inside this program on a free port; gives its base address beside itself."""
    return app.running(StandIn(habits, now))
