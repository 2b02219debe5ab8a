"""Every way Telegram can fail a send, over real HTTP."""

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest

from bot.stand_ins.telegram.app import Habits, StandIn, running
from bot.stand_ins.telegram.faults import Fault
from bot.stand_ins.telegram.provider import shown
from bot.stand_ins.telegram.world import Chat
from channels.message import Address, Choice, Inbound, Kind, Outbound
from channels.port import Account, Unreachable
from channels.telegram.adapter import Telegram
from foundation.errors import Permanent, Transient, Unknown

ANN = Address("1001")
HELLO = Outbound("Hello")
TOKEN = "42:stand-in"


class BlocksOnceWritten(asyncio.Event):
    """A customer who blocks the bot as soon as it has said something."""

    def __init__(self, chat: Chat) -> None:
        super().__init__()
        self._chat = chat

    def set(self) -> None:
        self._chat.blocked = True


@pytest.fixture
async def telegram(stand_in: tuple[str, StandIn]) -> AsyncIterator[Telegram]:
    made = Telegram(stand_in[0], patience=0.3)
    yield made
    await made.close()


def sent(stand_in: tuple[str, StandIn]) -> list[str]:
    bot = stand_in[1].world.bot(TOKEN)
    return [shown(message)["text"] for message in bot.chat(1001).messages] if bot else []


async def chatter(telegram: Telegram, account: Account) -> None:
    """Write faster than once a second, on any machine that manages two sends in one."""
    for _ in range(50):
        await telegram.send(account, ANN, HELLO)


@pytest.mark.parametrize(
    ("kind", "failure", "arrives"),
    [
        ("429", Transient, False),
        ("500", Transient, False),
        ("503", Transient, False),
        ("502", Unknown, False),
        ("504", Unknown, False),
        ("403", Unreachable, False),
        ("400", Unreachable, False),
        ("401", Permanent, False),
        ("404", Permanent, False),
        ("409", Transient, False),
        ("reset", Unknown, False),
        ("hang", Unknown, False),
        ("lost", Unknown, True),
    ],
)
async def test_a_failed_send_is_told_by_what_is_known_of_it(
    telegram: Telegram,
    stand_in: tuple[str, StandIn],
    account: Account,
    kind: str,
    failure: type[Exception],
    arrives: bool,  # noqa: FBT001 - a column of the table
) -> None:
    stand_in[1].script.faults.append(Fault("sendMessage", kind))
    with pytest.raises(failure):
        await telegram.send(account, ANN, HELLO)
    assert bool(sent(stand_in)) == arrives
    assert await telegram.send(account, ANN, HELLO) != ""


async def test_telegrams_own_waiting_time_is_passed_on(
    telegram: Telegram, stand_in: tuple[str, StandIn], account: Account
) -> None:
    stand_in[1].script.faults.append(Fault("sendMessage", "429", retry_after=17))
    with pytest.raises(Transient) as caught:
        await telegram.send(account, ANN, HELLO)
    assert caught.value.retry_after == 17


async def test_a_flooded_chat_is_told_to_wait(account: Account) -> None:
    async with running(Habits(flood=True)) as (base, _):
        telegram = Telegram(base)
        with pytest.raises(Transient) as caught:
            await chatter(telegram, account)
        await telegram.send(account, Address("1002"), HELLO)
        await telegram.close()
    assert caught.value.retry_after == 1


async def test_a_refused_connection_sent_nothing(account: Account) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, not listening: connections are refused
        telegram = Telegram(f"http://127.0.0.1:{taken.getsockname()[1]}")
        with pytest.raises(Transient, match="cannot be reached"):
            await telegram.send(account, ANN, HELLO)
        await telegram.close()


async def test_an_address_that_is_none_is_explained(account: Account) -> None:
    telegram = Telegram("nowhere")
    with pytest.raises(Permanent, match="base address"):
        await telegram.send(account, ANN, HELLO)
    await telegram.close()


@pytest.mark.parametrize("token", ["", "42", "42:x/../../43:y", "42:ü", "42:x?y=z"])
async def test_a_token_that_is_none_is_never_called(
    telegram: Telegram, stand_in: tuple[str, StandIn], token: str
) -> None:
    with pytest.raises(Permanent):
        await telegram.send(Account("telegram", "path", {"token": token}), ANN, HELLO)
    assert not stand_in[1].world.bots


async def test_a_message_cut_off_after_its_first_part_is_never_repeated(
    telegram: Telegram, stand_in: tuple[str, StandIn], account: Account
) -> None:
    bot = stand_in[1].world.bot(TOKEN)
    assert bot
    chat = bot.chat(1001)
    chat.watchers.add(BlocksOnceWritten(chat))
    with pytest.raises(Unknown, match="cut off after 1 parts"):
        await telegram.send(account, ANN, Outbound("word " * 1500))
    assert len(sent(stand_in)) == 1


@pytest.mark.parametrize("message", [Outbound(""), Outbound("x", (Choice("é" * 40, "Too long"),))])
async def test_a_message_that_cannot_be_sent_is_refused_for_good(
    telegram: Telegram, account: Account, message: Outbound
) -> None:
    with pytest.raises(Permanent):
        await telegram.send(account, ANN, message)


async def test_an_address_of_another_channel_is_refused_for_good(
    telegram: Telegram, account: Account
) -> None:
    with pytest.raises(Permanent, match="chat's number"):
        await telegram.send(account, Address("ann@example"), HELLO)


@pytest.mark.parametrize("kind", ["429", "500", "reset", "401"])
async def test_a_tap_is_acknowledged_or_forgotten(
    telegram: Telegram, stand_in: tuple[str, StandIn], account: Account, kind: str
) -> None:
    stand_in[1].script.faults.append(Fault("answerCallbackQuery", kind))
    await telegram.acknowledge(account, Inbound(Kind.CHOICE, ANN, "1", 1, callback="77"))


async def test_a_check_tells_what_is_wrong(
    telegram: Telegram, stand_in: tuple[str, StandIn], account: Account
) -> None:
    assert (
        await telegram.check(account) == "@stand_in_42_bot, no webhook, polled, 0 updates waiting"
    )
    await telegram.set_webhook(account, "https://salon.example/hooks/telegram/secret-path")
    bot = stand_in[1].world.bot(TOKEN)
    assert bot
    bot.webhook.last_error = "Connection failed"
    line = await telegram.check(account)
    assert "webhook at salon.example" in line
    assert "secret-path" not in line
    assert line.endswith("last error: Connection failed")
    stand_in[1].script.faults += [Fault("getMe", "401"), Fault("getMe", "reset")]
    with pytest.raises(Permanent, match="token"):
        await telegram.check(account)
    with pytest.raises(Transient):
        await telegram.check(account)
