"""The Telegram stand-in answers as the Bot API does, to a real SDK as well."""

import asyncio
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiohttp import web

from bot.stand_ins.telegram.app import Habits, StandIn, listen, running

TOKEN = "42:stand-in"
KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="10:00", callback_data="slot:1")]]
)


class Peer:
    """Speaks plain HTTP with the stand-in."""

    def __init__(self, base: str, client: aiohttp.ClientSession) -> None:
        self.base = base
        self.client = client

    async def call(self, method: str, token: str = TOKEN, **params: object) -> dict[str, Any]:
        path = f"{self.base}/bot{token}/{method}"
        async with self.client.post(path, json=params) as answer:
            said: dict[str, Any] = await answer.json()
        assert said["ok"] == (answer.status == 200)
        assert said.get("error_code", 200) == answer.status
        return said

    async def act(self, what: str, **asked: object) -> tuple[int, dict[str, Any]]:
        path = f"{self.base}/_stand_in/{what}"
        async with self.client.post(path, json=asked) as answer:
            return answer.status, await answer.json()

    async def chat(self, number: int, query: str = "") -> dict[str, Any]:
        async with self.client.get(f"{self.base}/_stand_in/chats/{number}{query}") as answer:
            seen: dict[str, Any] = await answer.json()
            return seen


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
    assert (await peer.chat(1001))["taps"] == {"open": 0, "answered": 1}
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


async def test_floods_are_stopped_per_chat_then_over_all() -> None:
    async with running(Habits(flood=True)) as (base, _), aiohttp.ClientSession() as client:
        peer = Peer(base, client)
        assert (await peer.call("sendMessage", chat_id=1, text="x"))["ok"]
        answer = await peer.call("sendMessage", chat_id=1, text="x")
        assert answer["parameters"] == {"retry_after": 1}
        sends = (peer.call("sendMessage", chat_id=100 + n, text="x") for n in range(60))
        answers = await asyncio.gather(*sends)
        assert 28 <= sum(answer["ok"] for answer in answers) < 60


@asynccontextmanager
async def receiver(statuses: list[int]) -> AsyncIterator[tuple[str, list[Any]]]:
    """A webhook that answers with these statuses first, 200 after them."""
    taken: list[Any] = []

    async def take(request: web.Request) -> web.Response:
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        taken.append((secret, await request.json()))
        return web.Response(status=statuses.pop(0) if statuses else 200)

    app = web.Application()
    app.router.add_post("/hook", take)
    runner = web.AppRunner(app)
    await runner.setup()
    with listen("127.0.0.1", 0) as opened:
        await web.SockSite(runner, opened).start()
        yield f"http://127.0.0.1:{opened.getsockname()[1]}/hook", taken
        await runner.cleanup()


async def delivered(peer: Peer) -> dict[str, Any]:
    """Wait until nothing is pending, give the webhook's state."""
    while True:
        info: dict[str, Any] = (await peer.call("getWebhookInfo"))["result"]
        if not info["pending_update_count"]:
            return info


async def test_updates_go_to_the_webhook_with_its_secret(peer: Peer) -> None:
    async with receiver([]) as (url, taken):
        await peer.call("getMe")
        await peer.act("say", chat=1001, text="before")
        await peer.call("setWebhook", url=url, secret_token="s3cret")
        await peer.act("say", chat=1001, text="after")
        await delivered(peer)
    assert [secret for secret, _ in taken] == ["s3cret", "s3cret"]
    assert [update["message"]["text"] for _, update in taken] == ["before", "after"]


async def test_a_refused_update_is_repeated_in_its_chats_order(peer: Peer) -> None:
    async with receiver([500, 503]) as (url, taken):
        await peer.call("setWebhook", url=url)
        await peer.act("say", chat=1001, text="one")
        await peer.act("say", chat=1001, text="two")
        info = await delivered(peer)
    assert [update["message"]["text"] for _, update in taken] == ["one", "one", "one", "two"]
    assert info["last_error_message"] == "Wrong response from the webhook: 503 Service Unavailable"


async def test_an_update_can_be_delivered_many_times(peer: Peer) -> None:
    async with receiver([]) as (url, taken):
        await peer.call("setWebhook", url=url, drop_pending_updates=True)
        await peer.act("say", chat=1001, text="one", times=10)
        await delivered(peer)
    assert len(taken) == 10
    assert len({update["update_id"] for _, update in taken}) == 1


async def test_an_unwanted_kind_is_not_delivered(peer: Peer) -> None:
    await peer.call("getUpdates", allowed_updates=["message"])
    await peer.act("block", chat=1001)
    await peer.act("say", chat=1001, text="hello")
    updates = (await peer.call("getUpdates"))["result"]
    assert [sorted(update) for update in updates] == [["message", "update_id"]]


async def test_an_unreachable_webhook_keeps_its_updates(peer: Peer) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/hook"
        await peer.call("setWebhook", url=url)
        await peer.act("say", chat=1001, text="hello")
        info: dict[str, Any] = {}
        while "last_error_message" not in info:
            info = (await peer.call("getWebhookInfo"))["result"]
    assert info["last_error_message"].startswith("Connection failed")
    assert info["pending_update_count"] == 1
    await peer.call("deleteWebhook")
    assert len((await peer.call("getUpdates"))["result"]) == 1


async def test_a_poll_excludes_a_webhook(peer: Peer) -> None:
    await peer.call("setWebhook", url="https://salon.example/hook")
    assert "while webhook is active" in (await peer.call("getUpdates"))["description"]


async def test_a_second_poll_ends_the_first(peer: Peer, served: tuple[str, StandIn]) -> None:
    first = asyncio.create_task(peer.call("getUpdates", timeout=50))
    while not any(bot.poll for bot in served[1].world.bots.values()):  # noqa: ASYNC110 - no event
        await asyncio.sleep(0)
    second = asyncio.create_task(peer.call("getUpdates", timeout=50))
    assert "terminated by other getUpdates" in (await first)["description"]
    await peer.act("say", chat=1001, text="hello")
    assert len((await second)["result"]) == 1


async def test_a_poll_confirms_what_came_before_its_offset(peer: Peer) -> None:
    await peer.call("getMe")
    for text in ("one", "two", "three"):
        await peer.act("say", chat=1001, text=text)
    updates = (await peer.call("getUpdates", limit=2))["result"]
    assert [update["message"]["text"] for update in updates] == ["one", "two"]
    later = (await peer.call("getUpdates", offset=updates[1]["update_id"] + 1))["result"]
    assert [update["message"]["text"] for update in later] == ["three"]
    await peer.call("setWebhook", url="", drop_pending_updates="true")
    assert (await peer.call("getUpdates"))["result"] == []


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
    for name, status in (("telegram.css", 200), ("telegram.js", 200), ("app.py", 404)):
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
