"""The stand-in of Twilio as a server of its own."""

from contextlib import AbstractAsyncContextManager

from bot.stand_ins import app
from bot.stand_ins.app import Habits
from bot.stand_ins.courier import Courier
from bot.stand_ins.faults import Script
from bot.stand_ins.twilio.api import RestApi
from bot.stand_ins.twilio.provider import Twilio
from bot.stand_ins.twilio.webhook import RestMail
from bot.stand_ins.twilio.world import Sender, World, fresh
from foundation import clock
from foundation.clock import Clock


class StandIn(app.StandIn[World, Sender]):
    """Twilio as one ASGI application: the REST API, its control, its page."""

    def __init__(self, habits: Habits | None = None, now: Clock = clock.now) -> None:
        """Start with one number."""
        habits = habits or Habits()
        world = fresh(now, habits.tokens)
        provider = Twilio(world)
        courier = Courier(RestMail(provider), world.seconds, habits.first_delay)
        world.deliver = courier.deliver  # type: ignore[assignment]  # its boxes are senders
        api = RestApi(world, provider, flood=habits.flood)
        super().__init__(world, api, provider, courier, Script())


def running(
    habits: Habits | None = None, now: Clock = clock.now
) -> AbstractAsyncContextManager[tuple[str, StandIn]]:
    """Run a stand-in inside this program on a free port; gives its base address beside itself."""
    return app.running(StandIn(habits, now))
