"""Where no public address is set, a worker asks the provider for updates."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from uuid import UUID

import psycopg
import pytest
from structlog.testing import capture_logs

from booking import salons, seed
from bot.stand_ins.telegram import customer
from bot.stand_ins.telegram.app import StandIn, running
from bot.stand_ins.telegram.world import Bot
from channels import accounts, registry, sharing
from channels.accounts import Accounts
from channels.inbox import Talk
from channels.message import Event
from channels.port import Account, Channel, Request
from channels.simulator import Simulator
from dialog.conductor import Turned
from foundation.ids import SalonId
from tests.parlour import Parlour, until
from workers import poll
from workers.answer import Answering

TOKEN = "42:stand-in"
UNMARKED = "SELECT count(*) FROM outbox WHERE status <> 'sent'"


@dataclass
class Line:
    """A salon's bot at the stand-in, with a way to write to it."""

    parlour: Parlour
    stand_in: StandIn

    @property
    def bot(self) -> Bot:
        found = self.stand_in.world.bot(TOKEN)
        assert found
        return found

    def writes(self, text: str, chat: int = 1001) -> None:
        customer.say(self.stand_in.world, self.bot, self.bot.chat(chat), text)

    async def reads(self, many: int, chat: int = 1001) -> None:
        """Wait until the bot has said so many messages."""
        place = self.bot.chat(chat)
        changed = asyncio.Event()
        place.watchers.add(changed)
        async with asyncio.timeout(20):
            while place.said < many:
                changed.clear()
                await changed.wait()
        assert place.said == many

    @asynccontextmanager
    async def polled(self, answering: Answering | None = None) -> AsyncIterator[None]:
        """Have a worker poll around the body."""
        answering = answering or self.parlour.answering
        task = asyncio.create_task(poll.run(answering.house, answering.accounts, answering))
        yield
        task.cancel()
        await asyncio.wait({task})
        assert task.cancelled(), task.exception()


@pytest.fixture
async def line(parlour: Parlour, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Line]:
    monkeypatch.setattr(poll, "_LOOK_AGAIN", 0.05)
    async with running() as (base, stand_in):
        registry.configure({"telegram": base})
        secrets = {"token": TOKEN, "secret_token": "s"}
        house = parlour.house
        async with house.database.unit_of_work(parlour.salon.salon_id) as tx:
            await accounts.connect(tx, house, "telegram", "Telegram", secrets, "path")
        yield Line(parlour, stand_in)
        await registry.close()
        registry.configure({})


async def test_an_update_is_asked_for_stored_and_answered(
    line: Line, admin: psycopg.Connection
) -> None:
    async with line.polled():
        line.writes("hello")
        await line.reads(1)
        line.writes("haircut")
        await line.reads(2)
    assert admin.execute("SELECT count(*) FROM deliveries").fetchone() == (2,)


async def test_a_tap_is_acknowledged(line: Line) -> None:
    async with line.polled():
        line.writes("hello")
        await line.reads(1)
        chat = line.bot.chat(1001)
        button = chat.messages[-1]["reply_markup"]["inline_keyboard"][0][0]
        customer.tap(line.stand_in.world, line.bot, chat, button["callback_data"])
        await line.reads(2)
        await until(lambda: all(line.bot.taps.values()))


async def test_with_a_public_address_nobody_polls(line: Line) -> None:
    settings = line.parlour.house.settings.model_copy(update={"public_url": "https://luma"})
    house = replace(line.parlour.house, settings=settings)
    await poll.run(house, line.parlour.answering.accounts, line.parlour.answering)


async def test_of_two_workers_one_polls_until_it_ends(line: Line) -> None:
    async with line.polled():
        line.writes("hello")
        await line.reads(1)
        async with line.polled(line.parlour.another().answering):
            with capture_logs() as lines:
                line.writes("haircut")
                await line.reads(2)
            assert lines == [], "the provider lets one poll alone"
    async with line.polled(line.parlour.another().answering):
        line.writes("friday")
        await line.reads(3)


async def test_an_account_that_is_shared_meanwhile_is_polled_by_its_home_alone(line: Line) -> None:
    house, west = line.parlour.house, SalonId(UUID(int=77))
    async with house.database.unit_of_work(west) as tx:
        await salons.replace(tx, replace(seed.demo(), salon_id=west, slug="west", name="West"))
    line.parlour.answering.accounts = Accounts(house, keep=0)
    async with line.polled():
        line.writes("hello")
        await line.reads(1)
        async with house.database.unit_of_work(line.parlour.salon.salon_id) as tx:
            [bot] = [one for one in await accounts.listed(tx, house) if one.name == "Telegram"]
        await sharing.share(house, bot, west)
        with capture_logs() as lines:
            line.writes("haircut", chat=1002)
            await line.reads(1, chat=1002)
        assert lines == [], "the provider lets one poll alone"
    assert line.bot.chat(1002).messages[-1]["text"] == "Which salon?"


class Stumbling(Answering):
    """Fails at the first answer."""

    failed = False

    async def now(self, talk: Talk, *, request_id: str = "") -> Turned | None:
        if not self.failed:
            self.failed = True
            raise RuntimeError("a bug")
        return await super().now(talk, request_id=request_id)


async def test_a_failed_answer_does_not_end_the_polling(line: Line) -> None:
    answering = Stumbling(line.parlour.house, line.parlour.answering.accounts)
    with capture_logs() as lines:
        async with line.polled(answering):
            line.writes("hello")
            await until(lambda: answering.failed)
            line.writes("haircut")
            await line.reads(1)
    assert [one["event"] for one in lines] == ["answer_failed"]


async def test_polling_goes_on_after_the_database_threw_it_out(
    line: Line, admin: psycopg.Connection
) -> None:
    async with line.polled():
        for said in range(3):
            line.writes("hello")
            await line.reads(said + 1)
            await until(lambda: admin.execute(UNMARKED).fetchone() == (0,))
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


async def test_a_token_that_telegram_does_not_know_is_told(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(poll, "_LOOK_AGAIN", 3600)
    line.stand_in.world.tokens = frozenset({"43:other"})
    with capture_logs() as lines:
        async with line.polled():
            await until(lambda: lines)
    assert [one["event"] for one in lines] == ["polling_stopped"]


class Garbled(Simulator):
    """A pollable provider that fails first, then sends nonsense before an update."""

    failed = False

    def __init__(self, real: Channel) -> None:
        super().__init__()
        self.real = real

    def parse(self, request: Request) -> tuple[Event, ...]:
        return self.real.parse(request)

    async def set_webhook(self, account: Account, url: str) -> None:
        raise NotImplementedError

    async def poll(self, account: Account) -> AsyncIterator[bytes]:  # noqa: ARG002 - the port's shape
        if not self.failed:
            self.failed = True
            raise RuntimeError("a bug")
        yield b"nonsense"
        yield UPDATE
        await asyncio.Event().wait()


UPDATE = (
    b'{"update_id":1,"message":{"message_id":1,"chat":{"id":1001,"type":"private"},"text":"hi"}}'
)


async def test_polling_begins_again_after_a_failure_passes_over_what_it_cannot_read(
    line: Line,
) -> None:
    garbled = Garbled(registry.adapter("telegram"))
    registry.use("telegram", garbled)
    with capture_logs() as lines:
        async with line.polled():
            await until(lambda: garbled.shown)
    assert [one["event"] for one in lines] == ["polling_failed", "update_unreadable"]


async def test_an_account_that_cannot_be_polled_is_left_alone(line: Line) -> None:
    registry.use("telegram", Simulator())
    async with line.polled():
        await asyncio.sleep(0.2)
