"""The Evolution stand-in answers as a v2.3 server does: key, instances, events wanted."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import msgspec
import pytest

from bot.stand_ins import app
from bot.stand_ins.app import Habits
from bot.stand_ins.evolution.app import StandIn
from bot.stand_ins.evolution.world import APIKEY
from tests.bot.stand_in_town import Caller, Webhook, receiving

HELLO = {"number": "5511988887777", "text": "Oi"}


@pytest.fixture
async def caller() -> AsyncIterator[Caller]:
    async with (
        app.running(StandIn(Habits(first_delay=0.01))) as (base, served),
        aiohttp.ClientSession() as client,
    ):
        yield Caller(base, served, client)


async def call(caller: Caller, path: str, said: object = None, **more: Any) -> tuple[int, Any]:  # noqa: ANN401 - passed on
    return await caller.call(path, said, apikey=APIKEY, **more)


async def points(caller: Caller, url: str, **wishes: object) -> None:
    hook = {"enabled": True, "url": url, "headers": {"jwt_key": "k"}, **wishes}
    assert (await call(caller, "/webhook/set/salon", {"webhook": hook}))[0] == 201


def events(hook: Webhook) -> list[tuple[str, Any]]:
    bodies = [msgspec.json.decode(came.body) for came in hook.came]
    return [(body["event"], body["data"]) for body in bodies]


async def test_what_is_sent_is_echoed_then_told_of(caller: Caller) -> None:
    async with receiving() as hook:
        await points(caller, hook.url)
        status, said = await call(caller, "/message/sendText/salon", HELLO)
        await caller.until_over()
        await caller.act("say", text="obrigada", name="Maria")
        await caller.until_over()
    assert (status, said["key"]["fromMe"], said["status"]) == (201, True, "PENDING")
    told = events(hook)
    assert [name for name, _ in told] == [
        *("send.message", "messages.update", "messages.update", "messages.update"),
        "messages.upsert",
    ]
    assert [data.get("status") for _, data in told[1:4]] == ["SERVER_ACK", "DELIVERY_ACK", "READ"]
    assert {data["keyId"] for _, data in told[1:4]} == {said["key"]["id"]}
    assert (told[4][1]["pushName"], told[4][1]["key"]["fromMe"]) == ("Maria", False)
    assert all(came.headers["authorization"].startswith("Bearer ey") for came in hook.came)
    assert all("jwt_key" not in came.headers for came in hook.came)


async def test_only_wanted_events_are_told_each_at_its_own_address_if_so_set(
    caller: Caller,
) -> None:
    async with receiving() as hook:
        await points(caller, hook.url, events=["MESSAGES_UPSERT"], byEvents=True)
        await call(caller, "/message/sendText/salon", HELLO)
        await caller.act("say", text="oi")
        await caller.until_over()
    assert [name for name, _ in events(hook)] == ["messages.upsert"]
    assert hook.came[0].path == "/hook/messages-upsert"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
async def test_some_refusals_end_a_delivery_at_once(caller: Caller, status: int) -> None:
    async with receiving(statuses=[status]) as hook:
        await points(caller, hook.url)
        await caller.act("say", text="oi")
        (one,) = await caller.until_over()
    assert (one["state"], one["tries"]) == ("given up", 1)


@pytest.mark.parametrize(
    ("path", "said", "status", "words"),
    [
        ("/message/sendText/salon", {"text": "x"}, 400, "number"),
        ("/message/sendText/salon", {"number": "5511988887777"}, 400, "text"),
        ("/message/sendText/salon", {"number": "nobody", "text": "x"}, 400, "exists"),
        ("/message/sendText/other", HELLO, 404, "does not exist"),
        ("/message/sendFax/salon", HELLO, 404, "Cannot POST"),
        ("/message/sendText/salon", [1], 400, "no JSON object"),
        ("/message/sendButtons/salon", {**HELLO, "buttons": [{}] * 4}, 400, "Maximum of 3"),
        ("/webhook/set/salon", {}, 400, "webhook"),
    ],
)
async def test_what_is_wrong_is_said_in_the_servers_frame(
    caller: Caller, path: str, said: object, status: int, words: str
) -> None:
    told = await call(caller, path, said)
    assert (told[0], told[1]["status"]) == (status, status)
    assert words in str(told[1]["response"]["message"])


async def test_a_wrong_key_opens_nothing(caller: Caller) -> None:
    status, said = await caller.call("/message/sendText/salon", HELLO, apikey="x")
    assert (status, said["error"]) == (401, "Unauthorized")


async def test_a_number_may_have_no_whatsapp(caller: Caller) -> None:
    await caller.act("turn", knob="fate", value="none")
    status, said = await call(caller, "/message/sendText/salon", HELLO)
    assert (status, said["response"]["message"][0]["exists"]) == (400, False)


async def test_a_phone_that_is_not_linked_sends_nothing(caller: Caller) -> None:
    async with receiving() as hook:
        await points(caller, hook.url)
        await caller.act("turn", knob="phone", value="close")
        assert (await call(caller, "/message/sendText/salon", HELLO))[0] == 500
        await caller.until_over()
    assert events(hook) == [
        ("connection.update", {"instance": "salon", "state": "close", "statusReason": 401})
    ]
    _, said = await call(caller, "/instance/connectionState/salon", method="GET")
    assert said == {"instance": {"instanceName": "salon", "state": "close"}}


async def test_buttons_and_lists_can_be_tapped(caller: Caller) -> None:
    async with receiving() as hook:
        await points(caller, hook.url, events=["MESSAGES_UPSERT"])
        asked = {"number": HELLO["number"], "title": "Quando?", "description": "", "footer": ""}
        buttons = [{"type": "reply", "displayText": "10:00", "id": "slot:1"}]
        await call(caller, "/message/sendButtons/salon", {**asked, "buttons": buttons})
        await caller.act("tap", data="slot:1")
        sections = [{"title": "", "rows": [{"title": "11:00", "rowId": "slot:2"}]}]
        await call(caller, "/message/sendList/salon", {**asked, "sections": sections})
        await caller.act("tap", data="slot:2")
        await caller.until_over()
    kinds = [data["messageType"] for _, data in events(hook)]
    assert kinds == ["interactiveResponseMessage", "listResponseMessage"]
    _, said = await call(caller, "/webhook/find/salon", method="GET")
    assert said["events"] == ["MESSAGES_UPSERT"]


async def test_who_hides_the_number_is_written_to_by_the_hidden_id(caller: Caller) -> None:
    async with receiving() as hook:
        await points(caller, hook.url, events=["MESSAGES_UPSERT"])
        await caller.act("say", text="oi", chat="123456789012345@lid")
        await caller.until_over()
    ((_, data),) = events(hook)
    assert data["key"]["remoteJid"] == "123456789012345@lid"
    assert data["key"]["addressingMode"] == "lid"
    said = {"number": "123456789012345@lid", "text": "Oi"}
    assert (await call(caller, "/message/sendText/salon", said))[0] == 201
