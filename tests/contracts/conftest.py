"""Every channel beside a way to see what its customer was shown."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import pytest

from bot.stand_ins import app, kinds
from bot.stand_ins.app import Habits
from bot.stand_ins.evolution.world import Instance
from bot.stand_ins.telegram.app import StandIn, running
from bot.stand_ins.telegram.provider import shown
from channels.evolution.adapter import Evolution
from channels.message import Address, Choice, Rendered
from channels.openphone.adapter import OpenPhone
from channels.port import Account, Channel, Request
from channels.simulator import Simulator
from channels.telegram.adapter import Telegram
from channels.twilio.adapter import Twilio
from channels.web.adapter import Web
from channels.whatsapp.adapter import WhatsApp
from foundation import clock
from tests.contracts.bench import Bench

TOKEN = "42:stand-in"
SECRET = "s3cret_Token-1"
CUSTOMER = 1001
HOOK = "https://bot.example.com/hooks/kind/path"
JWT_KEY = "jwt-key-of-the-bench"


@pytest.fixture
async def stand_in() -> AsyncIterator[tuple[str, StandIn]]:
    """Telegram's stand-in, its address first."""
    async with running() as made:
        yield made


@pytest.fixture
def account() -> Account:
    """An account of the bot in the stand-in."""
    return Account("telegram", "path", {"token": TOKEN, "secret_token": SECRET})


@pytest.fixture(
    params=["evolution", "openphone", "telegram", "terminal", "twilio", "web", "whatsapp"]
)
async def bench(request: pytest.FixtureRequest, account: Account) -> AsyncIterator[Bench]:
    """Each channel in turn."""
    async with AsyncExitStack() as opened:
        if request.param == "telegram":
            made = _telegram(*await opened.enter_async_context(running()), account)
        elif request.param in kinds.PORTS:
            served = kinds.make(request.param, Habits())
            made = _lined(*await opened.enter_async_context(app.running(served)))
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
    return Bench(Telegram(base), account, Address(str(CUSTOMER)), seen, genuine, served.script)


def _lined(base: str, served: app.StandIn[Any, Any]) -> Bench:
    """A channel by phone number, connected with the very secrets that its stand-in prints."""
    facts, provider = served.facts, served.provider
    line = provider.accounts()[0]
    room = provider.room(line, facts.customer)
    genuine = _written(served)

    def seen() -> list[Rendered]:
        return [_rendered(one) for one in provider.shown(room) if one["by"] == "bot"]

    return Bench(
        _adapter(facts.kind, base),
        Account(facts.kind, "path", _printed(provider.steps(base))),
        Address(facts.customer),
        seen,
        genuine,
        served.script,
    )


def _adapter(kind: str, base: str) -> Channel:
    if kind == "evolution":
        return Evolution()  # each account names its own server
    if kind == "whatsapp":
        return WhatsApp(f"{base}/v26.0")
    return Twilio(base) if kind == "twilio" else OpenPhone(base)


def _printed(steps: list[str]) -> dict[str, str]:
    """Read the secrets of the command that a stand-in prints; `jwt_key` is one we make up."""
    (command,) = (step for step in steps if "channel add" in step)
    given = [word.partition("=") for word in command.split() if "=" in word]
    return {name: value for name, _, value in given} | {"jwt_key": JWT_KEY}


def _written(served: app.StandIn[Any, Any]) -> Request:
    """Write as the customer, give the webhook's request as its provider signs it."""
    provider, mail = served.provider, served.courier.mail
    line = provider.accounts()[0]
    provider.say(line, provider.room(line, served.facts.customer), "hi", 1)
    parcel = line.updates.pop()
    line.webhook.url = HOOK
    if isinstance(line, Instance):
        line.headers = {"jwt_key": JWT_KEY}
    letter = mail.write(line, parcel)
    line.webhook.url = ""
    headers = {name.lower(): value.encode() for name, value in letter.headers.items()}
    now = clock.now().timestamp()
    return Request(headers, letter.body, url=letter.url, at=now)


def _rendered(message: dict[str, object]) -> Rendered:
    choices = message["choices"]
    assert isinstance(choices, list)
    listed = bool(message.get("listed"))
    return Rendered((str(message["text"]),), tuple(Choice(**one) for one in choices), listed)


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
