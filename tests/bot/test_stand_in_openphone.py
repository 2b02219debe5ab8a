"""The OpenPhone stand-in answers as the public API does, tells in both generations."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import msgspec
import pytest

from bot.stand_ins import app
from bot.stand_ins.app import Habits
from bot.stand_ins.openphone.app import StandIn
from bot.stand_ins.openphone.world import API_KEY, NUMBER
from tests.bot.stand_in_town import Caller, receiving

CUSTOMER = "+19876543210"
HELLO: dict[str, object] = {"content": "Hello", "from": NUMBER, "to": [CUSTOMER]}


@pytest.fixture
async def caller() -> AsyncIterator[Caller]:
    async with app.running(StandIn()) as (base, served), aiohttp.ClientSession() as client:
        yield Caller(base, served, client)


async def send(caller: Caller, path: str = "/v1/messages", **said: Any) -> tuple[int, Any]:  # noqa: ANN401 - JSON of any shape
    return await caller.call(path, {**HELLO, **said}, authorization=API_KEY)


async def test_a_message_is_queued_then_delivered(caller: Caller) -> None:
    async with receiving() as hook:
        await caller.act("webhook", url=hook.url)
        status, said = await send(caller, path="/messages")
        await caller.until_over()
    assert (status, said["data"]["status"]) == (202, "queued")
    event = msgspec.json.decode(hook.came[0].body)
    assert event["type"] == "message.delivered"
    assert event["data"]["resource"]["id"] == said["data"]["id"]
    assert hook.came[0].headers["webhook-id"] == f"msg_{event['id']}"


async def test_each_generation_tells_in_its_own_shape(caller: Caller) -> None:
    async with receiving() as hook:
        await caller.act("webhook", url=hook.url)
        await caller.act("say", text="Is 4pm free?")
        await caller.act("turn", knob="generation", value="v4")
        await caller.act("say", text="Hello?")
        await caller.until_over()
    new, old = (msgspec.json.decode(came.body) for came in hook.came)
    assert new["data"]["resource"]["text"] == "Is 4pm free?"
    assert new["data"]["context"]["senderIdentifier"] == CUSTOMER
    assert old["data"]["object"]["text"] == "Hello?"
    assert (old["data"]["object"]["from"], old["data"]["object"]["to"]) == (CUSTOMER, [NUMBER])
    assert "webhook-signature" in hook.came[0].headers
    assert "openphone-signature" in hook.came[1].headers


@pytest.mark.parametrize(
    ("said", "status", "path"),
    [
        ({"content": "x" * 1600}, 202, None),
        ({"content": "x" * 1601}, 400, "/content"),
        ({"content": " "}, 400, "/content"),
        ({"to": []}, 400, "/to"),
        ({"to": [CUSTOMER, CUSTOMER]}, 400, "/to"),
        ({"to": ["5"]}, 400, "/to/0"),
        ({"from": "Salon"}, 400, "/from"),
        ({"from": "+15555555550"}, 404, None),
    ],
)
async def test_what_is_wrong_is_told_by_its_field(
    caller: Caller, said: dict[str, Any], status: int, path: str | None
) -> None:
    answer = await send(caller, **said)
    errors = answer[1].get("errors", [{"path": None}])
    assert (answer[0], errors[0]["path"]) == (status, path)


async def test_a_wrong_key_opens_nothing(caller: Caller) -> None:
    for key in ("x", f"Bearer {API_KEY}"):
        status, said = await caller.call("/v1/messages", HELLO, authorization=key)
        assert (status, said["title"]) == (401, "Unauthorized")


async def test_its_numbers_are_known_by_their_ids_too(caller: Caller) -> None:
    _, said = await caller.call("/v1/phone-numbers", method="GET", authorization=API_KEY)
    (number,) = said["data"]
    assert number["number"] == NUMBER
    assert (await send(caller, **{"from": number["id"]}))[0] == 202


async def test_a_message_can_fail_later(caller: Caller) -> None:
    async with receiving() as hook:
        await caller.act("webhook", url=hook.url)
        await caller.act("turn", knob="fate", value="failed")
        assert (await send(caller))[0] == 202
        await caller.until_over()
    assert msgspec.json.decode(hook.came[0].body)["type"] == "message.failed"


async def test_failures_come_in_its_own_words(caller: Caller) -> None:
    for kind, status in (("429", 429), ("402", 402), ("500", 500), ("0206400", 400)):
        await caller.act("fault", chat=None, method="messages", kind=kind)
        answer = await send(caller)
        assert (answer[0], sorted(answer[1])[:2]) == (
            status,
            ["code", "docs"] if kind == "0206400" else ["docs", "message"],
        )
    assert (await send(caller))[0] == 202


async def test_a_key_makes_ten_requests_a_second() -> None:
    habits = Habits(flood=True)
    async with app.running(StandIn(habits)) as (base, served), aiohttp.ClientSession() as client:
        caller = Caller(base, served, client)
        statuses = [(await send(caller))[0] for _ in range(40)]
    assert statuses[:10] == [202] * 10
    assert 429 in statuses
