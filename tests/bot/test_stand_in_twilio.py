"""The Twilio stand-in answers as the REST API does: errors, opt-out, statuses, TwiML."""

from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qsl

import aiohttp
import pytest

from bot.stand_ins import app
from bot.stand_ins.app import Habits
from bot.stand_ins.twilio.app import StandIn
from bot.stand_ins.twilio.world import AUTH_TOKEN, NUMBER, SID
from tests.bot.stand_in_town import Caller, Webhook, basic, receiving

ROOT = f"/2010-04-01/Accounts/{SID}"
HELLO = {"To": "+14155550123", "From": NUMBER, "Body": "Hello"}


@pytest.fixture
async def caller() -> AsyncIterator[Caller]:
    async with app.running(StandIn()) as (base, served), aiohttp.ClientSession() as client:
        yield Caller(base, served, client)


async def call(
    caller: Caller, rest: str, form: dict[str, str] | None = None, method: str = "POST"
) -> tuple[int, Any]:
    allowed = basic(SID, AUTH_TOKEN)
    return await caller.call(ROOT + rest, form=form, method=method, authorization=allowed)


async def send(caller: Caller, **fields: str) -> tuple[int, Any]:
    form = {name: value for name, value in {**HELLO, **fields}.items() if value}
    return await call(caller, "/Messages.json", form)


def forms(hook: Webhook) -> list[dict[str, str]]:
    return [dict(parse_qsl(came.body.decode(), keep_blank_values=True)) for came in hook.came]


async def points(caller: Caller, url: str) -> None:
    _, said = await call(
        caller, "/IncomingPhoneNumbers.json?PhoneNumber=%2B14155550199", None, "GET"
    )
    (number,) = said["incoming_phone_numbers"]
    status, said = await call(
        caller, f"/IncomingPhoneNumbers/{number['sid']}.json", {"SmsUrl": url}
    )
    assert (status, said["sms_url"]) == (200, url)


async def test_a_message_is_queued_then_told_of_where_that_is_wanted(caller: Caller) -> None:
    async with receiving() as hook:
        status, said = await send(caller, StatusCallback=f"{hook.url}/status")
        await send(caller, Body="ñ" * 161)
        await caller.until_over()
    assert (status, said["status"], said["num_segments"]) == (201, "queued", "1")
    told = forms(hook)
    assert [one["MessageStatus"] for one in told] == ["sent", "delivered"]
    assert {one["MessageSid"] for one in told} == {said["sid"]}
    assert {came.path for came in hook.came} == {"/hook/status"}


@pytest.mark.parametrize(
    ("fields", "status", "wrong"),
    [
        ({"Body": "x" * 1600}, 201, None),
        ({"Body": "x" * 1601}, 400, 21617),
        ({"Body": ""}, 400, 21602),
        ({"To": ""}, 400, 21604),
        ({"To": "+1555"}, 400, 21211),
        ({"From": ""}, 400, 21603),
        ({"From": "Salon"}, 400, 21606),
        ({"From": "", "MessagingServiceSid": "MG01"}, 201, None),
    ],
)
async def test_what_is_wrong_is_told_by_its_code(
    caller: Caller, fields: dict[str, str], status: int, wrong: int | None
) -> None:
    answer = await send(caller, **fields)
    assert (answer[0], answer[1].get("code")) == (status, wrong)


async def test_only_named_numbers_are_the_accounts_where_some_are_named() -> None:
    habits = Habits(tokens=frozenset({NUMBER}))
    async with app.running(StandIn(habits)) as (base, served), aiohttp.ClientSession() as client:
        caller = Caller(base, served, client)
        assert (await send(caller, From="+14155550198"))[1]["code"] == 21659
        assert (await send(caller))[0] == 201


async def test_a_wrong_token_opens_nothing(caller: Caller) -> None:
    for allowed in (basic(SID, "x"), basic("AC02", AUTH_TOKEN), ""):
        path = f"{ROOT}/Messages.json"
        status, said = await caller.call(path, form=HELLO, authorization=allowed)
        assert (status, said["code"]) == (401, 20003)
    assert (await call(caller, "/Calls.json", {}))[1]["code"] == 20404
    assert (await call(caller, ".json", None, "GET"))[1]["status"] == "active"


@pytest.mark.parametrize("word", ["STOP", " cancel ", "Unsubscribe"])
async def test_the_carriers_word_blocks_until_another_one(caller: Caller, word: str) -> None:
    async with receiving() as hook:
        await points(caller, hook.url)
        await caller.act("say", text="please stop by at 5")
        assert (await send(caller))[0] == 201
        await caller.act("say", text=word)
        status, said = await send(caller)
        assert (status, said["code"]) == (400, 21610)
        assert (await send(caller, To="+14155550124"))[0] == 201
        await caller.act("say", text="start")
        assert (await send(caller))[0] == 201
        await caller.until_over()
    assert [form["Body"] for form in forms(hook)] == ["please stop by at 5", word, "start"]
    assert [one["by"] for one in caller.said()] == [
        *("customer", "bot", "customer", "carrier", "customer", "carrier", "bot")
    ]
    assert all("OptOutType" not in form for form in forms(hook))


async def test_a_messaging_service_names_the_keyword(caller: Caller) -> None:
    await send(caller, From="", MessagingServiceSid="MG01")
    service = caller.served.world.lines["MG01"]
    async with receiving() as hook:
        await caller.served.provider.point(service, hook.url)
        await caller.act("say", text="Help", bot="MG01")
        while not hook.came:
            await caller.get("/")
    (form,) = forms(hook)
    assert (form["OptOutType"], form["MessagingServiceSid"]) == ("HELP", "MG01")


async def test_a_webhooks_twiml_is_sent(caller: Caller) -> None:
    said = (
        b"<Response><Message>Fish &amp; chips</Message><Message><Body>2</Body></Message></Response>"
    )
    async with receiving(said=said, media_type="text/xml") as hook:
        await points(caller, hook.url)
        await caller.act("say", text="hi")
        await caller.until_over()
    assert [one["text"] for one in caller.said()] == ["hi", "Fish & chips", "2"]


async def test_an_answer_that_is_no_twiml_is_an_error_of_ours(caller: Caller) -> None:
    async with receiving(said=b"{}", media_type="application/json") as hook:
        await points(caller, hook.url)
        await caller.act("say", text="hi")
        (one,) = await caller.until_over()
    assert one["state"] == "taken"
    assert "12300" in one["outcome"]


@pytest.mark.parametrize(("code", "words"), [("30003", "undelivered"), ("30034", "failed")])
async def test_a_message_can_fail_later(caller: Caller, code: str, words: str) -> None:
    async with receiving() as hook:
        await caller.act("turn", knob="fate", value=code)
        assert (await send(caller, StatusCallback=hook.url))[0] == 201
        await caller.until_over()
    (form,) = forms(hook)
    assert (form["MessageStatus"], form["ErrorCode"]) == (words, code)


async def test_failures_come_in_twilios_words(caller: Caller) -> None:
    for kind, status, wrong in (("429", 429, 20429), ("503", 503, 20503), ("21614", 400, 21614)):
        await caller.act("fault", chat=None, method="messages", kind=kind, retry_after=7)
        answer = await send(caller)
        assert (answer[0], answer[1]["code"]) == (status, wrong)
    assert (await send(caller))[0] == 201
