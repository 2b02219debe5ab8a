"""Every channel beside a way to see what its customer was shown."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from bot.stand_ins.telegram.app import StandIn, running
from bot.stand_ins.telegram.provider import shown
from channels.message import Address, Choice, Rendered
from channels.port import Account, Request
from channels.simulator import Simulator
from channels.telegram.adapter import Telegram
from channels.web.adapter import Web
from tests.contracts.bench import Bench

TOKEN = "42:stand-in"
SECRET = "s3cret_Token-1"
CUSTOMER = 1001


@pytest.fixture
async def stand_in() -> AsyncIterator[tuple[str, StandIn]]:
    """Telegram's stand-in, its address first."""
    async with running() as made:
        yield made


@pytest.fixture
def account() -> Account:
    """An account of the bot in the stand-in."""
    return Account("telegram", "path", {"token": TOKEN, "secret_token": SECRET})


@pytest.fixture(params=["telegram", "terminal", "web"])
async def bench(request: pytest.FixtureRequest, account: Account) -> AsyncIterator[Bench]:
    """Each channel in turn."""
    async with AsyncExitStack() as opened:
        if request.param == "telegram":
            made = _telegram(*await opened.enter_async_context(running()), account)
        else:
            made = _terminal() if request.param == "terminal" else _web()
        yield made
        await made.channel.close()


def _telegram(base: str, served: StandIn, account: Account) -> Bench:
    def seen() -> list[Rendered]:
        bot = served.world.bot(TOKEN)
        messages = [shown(message) for message in bot.chat(CUSTOMER).messages] if bot else []
        return [_rendered(message) for message in messages]

    genuine = Request(
        {"x-telegram-bot-api-secret-token": SECRET.encode()},
        b'{"update_id":1,"message":{"message_id":1,"chat":{"id":1001,"type":"private"},"text":"hi"}}',
    )
    return Bench(Telegram(base), account, Address(str(CUSTOMER)), seen, genuine)


def _rendered(message: dict[str, object]) -> Rendered:
    choices = message["choices"]
    assert isinstance(choices, list)
    return Rendered((str(message["text"]),), tuple(Choice(**choice) for choice in choices))


def _terminal() -> Bench:
    simulator = Simulator()
    return Bench(
        simulator,
        Account("terminal", "path", {}),
        Address("ann"),
        lambda: [each.rendered for each in simulator.shown],
    )


def _web() -> Bench:
    return Bench(Web(), Account("web", "path", {}), Address("cookie"))
