"""The Telegram stand-in answers as the Bot API does, to a real SDK as well."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.stand_ins.telegram.app import Habits, StandIn, listen, running
from bot.stand_ins.telegram.faults import Flood
from bot.stand_ins.telegram.rules import Refusal
from tests.bot.peer import TOKEN, Peer

KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="10:00", callback_data="slot:1")]]
)


@pytest.fixture
async def served() -> AsyncIterator[tuple[str, StandIn]]:
    async with running(Habits(first_delay=0.01)) as made:
        yield made


@pytest.fixture
async def peer(served: tuple[str, StandIn]) -> AsyncIterator[Peer]:
    async with aiohttp.ClientSession() as client:
        yield Peer(served[0], client)


@pytest.fixture
async def aiogram(served: tuple[str, StandIn]) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(served[0]))
    yield Bot(TOKEN, session=session)
    await session.close()


async def test_a_real_sdk_understands_it(aiogram: Bot, peer: Peer) -> None:
    me = await aiogram.get_me()
    assert (me.id, me.is_bot) == (42, True)
    message = await aiogram.send_message(1001, "Which time?", reply_markup=KEYBOARD)
    edited = await aiogram.edit_message_text(
        "Booked", chat_id=1001, message_id=message.message_id, reply_markup=KEYBOARD
    )
    assert getattr(edited, "text", "") == "Booked"
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await aiogram.edit_message_text(
            "Booked", chat_id=1001, message_id=message.message_id, reply_markup=KEYBOARD
        )
    assert await aiogram.send_chat_action(1001, "typing")
    await peer.act("say", chat=1001, text="/start ref_1", name="Ann", language="de")
    await peer.act("tap", chat=1001, data="slot:1")
    said, tapped = await aiogram.get_updates(timeout=1)
    assert said.message
    assert said.message.text == "/start ref_1"
    assert said.message.from_user
    assert said.message.from_user.first_name == "Ann"
    assert tapped.callback_query
    assert tapped.callback_query.data == "slot:1"
    assert await aiogram.answer_callback_query(tapped.callback_query.id)
    async with peer.client.get(f"{peer.base}/_stand_in/taps") as answer:
        assert await answer.json() == {"open": 0, "answered": 1}
    with pytest.raises(TelegramBadRequest, match="query is too old"):
        await aiogram.answer_callback_query("unknown")


async def test_a_real_sdk_understands_its_errors(aiogram: Bot, peer: Peer) -> None:
    await peer.act("fault", method="sendMessage", kind="429", retry_after=3)
    with pytest.raises(TelegramRetryAfter) as caught:
        await aiogram.send_message(1001, "Hello")
    assert caught.value.retry_after == 3
    await aiogram.send_message(1001, "Hello")
    await peer.act("block", chat=1001)
    with pytest.raises(TelegramForbiddenError, match="blocked by the user"):
        await aiogram.send_message(1001, "Hello")
    await peer.act("block", chat=1001, blocked=False)
    await aiogram.send_message(1001, "Hello")
    changes = [update.my_chat_member for update in await aiogram.get_updates(timeout=1)]
    assert [change and change.new_chat_member.status for change in changes] == ["kicked", "member"]


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": "x"}, "chat_id is empty"),
        ({"chat_id": "-100", "text": "x"}, "chat not found"),
        ({"chat_id": "@name", "text": "x"}, "chat not found"),
        ({"chat_id": 1, "text": " "}, "message text is empty"),
        ({"chat_id": 1, "text": "x" * 4097}, "message is too long"),
        ({"chat_id": 1, "text": "x", "reply_markup": "{"}, "can't parse reply_markup"),
        ({"chat_id": 1, "text": "x", "reply_markup": []}, "can't parse reply keyboard"),
        (
            {"chat_id": 1, "text": "x", "reply_markup": {"inline_keyboard": [5]}},
            "can't parse reply keyboard",
        ),
    ],
)
async def test_a_bad_message_is_refused(peer: Peer, params: dict[str, Any], words: str) -> None:
    answer = await peer.call("sendMessage", **params)
    assert answer["error_code"] == 400
    assert words in answer["description"]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([[{"text": "A", "callback_data": "x" * 65}]], "BUTTON_DATA_INVALID"),
        ([[{"text": "A", "callback_data": "é" * 33}]], "BUTTON_DATA_INVALID"),
        ([[{"text": "A", "callback_data": ""}]], "BUTTON_DATA_INVALID"),
        ([[{"text": "A"}]], "BUTTON_DATA_INVALID"),
        ([[{"text": "", "callback_data": "x"}]], "Text must be non-empty"),
        ([[{"text": "A", "callback_data": "x"}] * 9], "reply markup is too long"),
        ([[{"text": "A", "callback_data": "x"}]] * 101, "reply markup is too long"),
    ],
)
async def test_bad_buttons_are_refused(peer: Peer, rows: list[object], words: str) -> None:
    markup = {"inline_keyboard": rows}
    answer = await peer.call("sendMessage", chat_id=1, text="x", reply_markup=markup)
    assert words in answer["description"]


async def test_the_largest_message_is_taken(peer: Peer) -> None:
    row = [{"text": "A", "callback_data": "é" * 32}, {"text": "B", "url": "https://salon.example"}]
    markup = {"inline_keyboard": [row] * 50}
    answer = await peer.call("sendMessage", chat_id=1, text="x" * 4096, reply_markup=markup)
    assert len(answer["result"]["reply_markup"]["inline_keyboard"]) == 50


@pytest.mark.parametrize(
    ("method", "params", "status", "words"),
    [
        ("nothing", {}, 404, "method not found"),
        ("editMessageText", {"chat_id": 1, "message_id": 9, "text": "x"}, 400, "to edit not found"),
        ("editMessageText", {"chat_id": 1, "message_id": "x", "text": "x"}, 400, "integer"),
        ("sendChatAction", {"chat_id": 1}, 400, "wrong parameter action"),
        ("answerCallbackQuery", {"text": "x" * 201}, 400, "MESSAGE_TOO_LONG"),
        ("setWebhook", {"url": "ftp://x"}, 400, "HTTPS URL"),
        ("setWebhook", {"url": "https://x", "secret_token": "a b"}, 400, "unallowed characters"),
        ("setWebhook", {"url": "https://x", "secret_token": "a" * 257}, 400, "too long"),
        ("setWebhook", {"url": "https://x", "allowed_updates": "{}"}, 400, "allowed updates"),
    ],
)
async def test_a_bad_call_is_refused(
    peer: Peer, method: str, params: dict[str, Any], status: int, words: str
) -> None:
    answer = await peer.call(method, **params)
    assert answer["error_code"] == status
    assert words in answer["description"]


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        (b"{", "application/json", "can't parse JSON"),
        (b"[]", "application/json", "object expected"),
        (b"chat_id=1&text=", "application/x-www-form-urlencoded", "text is empty"),
    ],
)
async def test_a_bad_body_is_refused(peer: Peer, body: bytes, kind: str, words: str) -> None:
    path = f"{peer.base}/bot{TOKEN}/sendMessage"
    headers = {"Content-Type": kind}
    async with peer.client.post(path, data=body, headers=headers) as answer:
        assert answer.status == 400
        assert words in (await answer.json())["description"]


async def test_parameters_come_by_query_or_by_multipart_too(peer: Peer) -> None:
    path = f"{peer.base}/bot{TOKEN}/sendMessage?chat_id=1&text=hello"
    async with peer.client.get(path) as answer:
        assert (await answer.json())["result"]["text"] == "hello"
    with aiohttp.MultipartWriter("form-data") as form:
        for name, value in (("chat_id", "1"), ("text", "parts")):
            form.append(value).set_content_disposition("form-data", name=name)
        async with peer.client.post(f"{peer.base}/bot{TOKEN}/sendMessage", data=form) as answer:
            assert (await answer.json())["result"]["text"] == "parts"


async def test_only_known_tokens_open_it_where_some_are_named() -> None:
    habits = Habits(tokens=frozenset({TOKEN}))
    async with running(habits) as (base, _), aiohttp.ClientSession() as client:
        peer = Peer(base, client)
        assert (await peer.call("getMe"))["ok"]
        assert (await peer.call("getMe", "43:stand-in"))["description"] == "Unauthorized"
        assert (await peer.call("getMe", "no-token"))["description"] == "Not Found"


def waits(flood: Flood, chat: int, at: float) -> float:
    try:
        flood.check(chat, at)
    except Refusal as refusal:
        return refusal.parameters["retry_after"]
    return 0


def test_a_chat_takes_one_message_a_second() -> None:
    flood = Flood()
    assert [waits(flood, 1, at) for at in (10, 10.5, 11, 11.2, 12.1)] == [0, 1, 0, 1, 0]


def test_all_chats_together_take_thirty_messages_a_second() -> None:
    flood = Flood()
    assert sum(waits(flood, chat, 10.0) == 0 for chat in range(60)) == 30
    assert sum(waits(flood, chat, 10.5) == 0 for chat in range(100, 160)) == 15


async def test_a_flood_is_answered_with_the_seconds_to_wait() -> None:
    async with running(Habits(flood=True)) as (base, _), aiohttp.ClientSession() as client:
        peer = Peer(base, client)
        sends = (peer.call("sendMessage", chat_id=1, text="x") for _ in range(20))
        refused = [answer for answer in await asyncio.gather(*sends) if not answer["ok"]]
        assert refused[0]["parameters"] == {"retry_after": 1}


async def test_one_can_wait_for_the_bots_next_message(peer: Peer) -> None:
    await peer.call("sendMessage", chat_id=1001, text="one")
    waiting = asyncio.create_task(peer.chat(1001, "?after=1&wait=30"))
    await peer.call("sendMessage", chat_id=1001, text="two")
    assert [message["text"] for message in (await waiting)["messages"]] == ["one", "two"]
    assert (await peer.chat(1001, "?after=2&wait=0"))["said"] == 2


@pytest.mark.parametrize("kind", ["hang", "reset", "lost"])
async def test_a_connection_can_break(peer: Peer, kind: str) -> None:
    await peer.act("fault", method="sendMessage", kind=kind, chat=1001)
    assert (await peer.call("sendMessage", chat_id=1002, text="x"))["ok"]
    patience = aiohttp.ClientTimeout(total=0.2)
    with pytest.raises((aiohttp.ClientError, TimeoutError)):
        await peer.client.post(
            f"{peer.base}/bot{TOKEN}/sendMessage",
            json={"chat_id": 1001, "text": "x"},
            timeout=patience,
        )
    assert (await peer.chat(1001))["said"] == (1 if kind == "lost" else 0)


async def test_scripted_faults_can_be_taken_back(peer: Peer) -> None:
    await peer.act("fault", method="*", kind="500", times=5)
    assert not (await peer.call("getMe"))["ok"]
    await peer.client.delete(f"{peer.base}/_stand_in/fault")
    assert (await peer.call("getMe"))["ok"]


async def test_wrong_wishes_are_explained(peer: Peer) -> None:
    assert (await peer.act("say", chat=1, text="x"))[0] == 409
    await peer.call("getMe")
    assert (await peer.act("say", chat=1, text=" "))[0] == 400
    assert (await peer.act("say", chat=0, text="x"))[0] == 400
    assert (await peer.act("say", chat=1, text="x", bot=43))[0] == 409
    assert (await peer.act("tap", chat=1, data="x"))[0] == 404
    assert (await peer.act("fault", method="getMe", kind="flood"))[0] == 400
    assert "error" in await peer.chat(1, "?after=x")


async def test_a_forged_tap_carries_anything(peer: Peer) -> None:
    await peer.call("sendMessage", chat_id=1001, text="Which?")
    assert (await peer.act("tap", chat=1001, data="price:0", forged=True))[0] == 200
    (update,) = (await peer.call("getUpdates"))["result"]
    assert update["callback_query"]["data"] == "price:0"


async def test_a_person_can_chat_on_the_page_without_scripts(peer: Peer) -> None:
    async with peer.client.get(f"{peer.base}/") as answer:
        assert "No bot has called yet" in await answer.text()
        assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]
    await peer.call("sendMessage", chat_id=1001, text="<b>Which?</b>")
    form = {"bot": "42", "chat": "1001", "text": "haircut & colour"}
    browser = {"Accept": "text/html"}
    async with peer.client.post(f"{peer.base}/_stand_in/say", data=form, headers=browser) as answer:
        page = await answer.text()
        assert str(answer.url).endswith("/?bot=42&chat=1001")
    assert "haircut &amp; colour" in page
    assert "&lt;b&gt;Which?&lt;/b&gt;" in page
    for name, status in (("stand_in.css", 200), ("stand_in.js", 200), ("app.py", 404)):
        async with peer.client.get(f"{peer.base}/_stand_in/files/{name}") as answer:
            assert answer.status == status
    async with peer.client.get(f"{peer.base}/_stand_in/chats") as answer:
        assert [chat["chat"] for chat in (await answer.json())["chats"]] == [1001]


def test_it_serves_on_its_own_until_told_to_stop() -> None:
    code = (
        "from bot.stand_ins.telegram.app import Habits, serve;"
        "serve('127.0.0.1', 0, Habits(), lambda line: print(line, flush=True))"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as own:
        assert own.stdout
        line = own.stdout.readline()
        own.stdout.readline()
        base = line.split()[2]
        assert base.startswith("http://127.0.0.1:")
        own.terminate()
        assert own.wait(20) in {0, -15}


def test_a_taken_port_is_an_error() -> None:
    with listen("127.0.0.1", 0) as first:
        first.listen()
        with pytest.raises(OSError, match="in use"):
            listen("127.0.0.1", first.getsockname()[1])
