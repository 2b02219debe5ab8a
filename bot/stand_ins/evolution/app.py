"""The stand-in of an Evolution server as a server of its own."""

from contextlib import AbstractAsyncContextManager

from bot.stand_ins import app
from bot.stand_ins.app import Habits
from bot.stand_ins.courier import Courier
from bot.stand_ins.evolution.api import ServerApi
from bot.stand_ins.evolution.provider import Evolution
from bot.stand_ins.evolution.webhook import ServerMail
from bot.stand_ins.evolution.world import Instance, World, fresh
from bot.stand_ins.faults import Script
from foundation import clock
from foundation.clock import Clock


class StandIn(app.StandIn[World, Instance]):
    """Evolution as one ASGI application: its API, its control, its page."""

    def __init__(self, habits: Habits | None = None, now: Clock = clock.now) -> None:
        """Start with one instance."""
        habits = habits or Habits()
        world = fresh(now, habits.tokens)
        provider = Evolution(world)
        mail = ServerMail(world.seconds)
        courier = Courier(mail, world.seconds, habits.first_delay)
        world.deliver = courier.deliver  # type: ignore[assignment]  # its boxes are instances
        super().__init__(world, ServerApi(world, provider), provider, courier, Script())


def running(
    habits: Habits | None = None, now: Clock = clock.now
) -> AbstractAsyncContextManager[tuple[str, StandIn]]:
    """Run a stand-in inside this program on a free port; gives its base address beside itself."""
    return app.running(StandIn(habits, now))
