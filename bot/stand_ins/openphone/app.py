"""The stand-in of OpenPhone as a server of its own."""

from contextlib import AbstractAsyncContextManager

from bot.stand_ins import app
from bot.stand_ins.app import Habits
from bot.stand_ins.courier import Courier
from bot.stand_ins.faults import Script
from bot.stand_ins.openphone.api import PublicApi
from bot.stand_ins.openphone.provider import OpenPhone
from bot.stand_ins.openphone.webhook import PublicMail
from bot.stand_ins.openphone.world import Number, World, fresh
from foundation import clock
from foundation.clock import Clock


class StandIn(app.StandIn[World, Number]):
    """OpenPhone as one ASGI application: its API, its control, its page."""

    def __init__(self, habits: Habits | None = None, now: Clock = clock.now) -> None:
        """Start with one number."""
        habits = habits or Habits()
        world = fresh(now, habits.tokens)
        provider = OpenPhone(world)
        courier = Courier(PublicMail(now), world.seconds, habits.first_delay)
        world.deliver = courier.deliver  # type: ignore[assignment]  # its boxes are numbers
        api = PublicApi(world, provider, flood=habits.flood)
        super().__init__(world, api, provider, courier, Script())


def running(
    habits: Habits | None = None, now: Clock = clock.now
) -> AbstractAsyncContextManager[tuple[str, StandIn]]:
    """Run a stand-in inside this program on a free port; gives its base address beside itself."""
    return app.running(StandIn(habits, now))
