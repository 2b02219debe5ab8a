"""The stand-in of the Bot API as a server of its own."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager

from starlette.types import Receive, Scope, Send

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


class StandIn:
    """Telegram as one ASGI application: the Bot API, its control, its page."""

    def __init__(self, habits: Habits | None = None) -> None:
        """Start with an empty world."""
        habits = habits or Habits()
        self.world = World(clock.now, habits.tokens)
        self.script = Script()
        self.courier: Courier[Bot] = Courier(
            BotMail(self.world), self.world.seconds, habits.first_delay
        )
        self.world.deliver = self.courier.deliver
        self._provider = Telegram(self.world)
        api = BotApi(self.world, flood=habits.flood)
        self._front = app.front(api, self._provider, self.script, self.world.closed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self._front(scope, receive, send)

    def opened(self, base: str) -> Sequence[str]:
        """Tell how to use it."""
        return app.told(self._provider, base)

    def closing(self) -> None:
        """Wake long polls."""
        self.world.close()

    async def closed(self) -> None:
        """Stop delivering."""
        await self.courier.close()


def running(habits: Habits | None = None) -> AbstractAsyncContextManager[tuple[str, StandIn]]:
    """Run a stand-in inside this program on a free port; gives its base address beside itself."""
    return app.running(StandIn(habits))


def serve(host: str, port: int, habits: Habits, say: Callable[[str], None]) -> None:
    """Serve until Ctrl-C, saying where; raises OSError when the port is taken."""
    app.serve(host, port, StandIn(habits), say)
