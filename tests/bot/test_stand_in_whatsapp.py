"""The WhatsApp stand-in answers as the Cloud API does: limits, window, templates, statuses."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import msgspec
import pytest

from bot.stand_ins import app
from bot.stand_ins.app import Habits
from bot.stand_ins.whatsapp.app import StandIn
from bot.stand_ins.whatsapp.world import BUSINESS, NUMBER_ID, TOKEN
from tests.bot.stand_in_town import Caller, Webhook, receiving

PATH = f"/v26.0/{NUMBER_ID}/messages"
BEARER = f"Bearer {TOKEN}"
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
async def caller() -> AsyncIterator[Caller]:
    async with (
        app.running(StandIn(Habits(first_delay=0.01))) as (base, served),
        aiohttp.ClientSession() as client,
    ):
        yield Caller(base, served, client)


def message(**parts: object) -> dict[str, object]:
    frame = {"messaging_product": "whatsapp", "to": "16505551234", "type": "text"}
    return frame | {"text": {"body": "Hello"}} | parts


def buttons(*titles: str) -> dict[str, object]:
    given = [
        {"type": "reply", "reply": {"id": str(n), "title": title}} for n, title in enumerate(titles)
    ]
    said = {"type": "button", "body": {"text": "Which?"}, "action": {"buttons": given}}
    return message(type="interactive", interactive=said)


def listed(rows: int, **row: str) -> dict[str, object]:
    given = [{"id": f"{n}", "title": f"row {n}", **row} for n in range(rows)]
    action = {"button": "Times", "sections": [{"rows": given}]}
    said = {"type": "list", "body": {"text": "When?"}, "action": action}
    return message(type="interactive", interactive=said)


def template(name: str, code: str, *texts: str) -> dict[str, object]:
    given = [{"type": "text", "text": text} for text in texts]
    parts: dict[str, object] = {"name": name, "language": {"code": code}}
    return message(
        type="template", template=parts | {"components": [{"type": "body", "parameters": given}]}
    )


async def send(caller: Caller, said: dict[str, object]) -> tuple[int, Any]:
    return await caller.call(PATH, said, authorization=BEARER)


def code(answer: tuple[int, Any]) -> int:
    """Give an answer's error, 0 for none."""
    number: int = answer[1].get("error", {}).get("code", 0)
    return number


async def test_a_message_is_accepted_then_runs_its_course(caller: Caller) -> None:
    async with receiving() as hook:
        await caller.act("webhook", url=hook.url)
        await caller.act("say", text="hi", name="Ann")
        status, said = await send(caller, message(biz_opaque_callback_data="row 7"))
        await caller.until_over()
        await caller.act("say", text="thanks")
        await caller.until_over()
    assert status == 200
    wamid = said["messages"][0]["id"]
    statuses = [one for came in values(hook) for one in came.get("statuses", ())]
    assert [one["status"] for one in statuses] == ["sent", "delivered", "read"]
    assert {one["id"] for one in statuses} == {wamid}
    assert {one["biz_opaque_callback_data"] for one in statuses} == {"row 7"}
    first = values(hook)[0]
    assert first["contacts"] == [{"profile": {"name": "Ann"}, "wa_id": "16505551234"}]
    assert first["messages"][0]["text"] == {"body": "hi"}


def values(hook: Webhook) -> list[dict[str, Any]]:
    bodies = [msgspec.json.decode(came.body) for came in hook.came]
    return [body["entry"][0]["changes"][0]["value"] for body in bodies]


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        (message(), 0),
        (message(text={"body": "x" * 4096}), 0),
        (message(text={"body": "x" * 4097}), 131009),
        (message(text={"body": "😀" * 2049}), 131009),
        (message(text={"body": " "}), 100),
        (message(text="x"), 100),
        (message(to=5), 100),
        (message(to="nobody"), 131009),
        (message(messaging_product="sms"), 100),
        (message(type="fax"), 131051),
        (buttons("a", "b", "c"), 0),
        (buttons("x" * 20), 0),
        (buttons(), 131009),
        (buttons("a", "b", "c", "d"), 131009),
        (buttons("a", "a"), 131009),
        (buttons("x" * 21), 131009),
        (listed(10), 0),
        (listed(11), 131009),
        (listed(0), 131009),
        (listed(1, title="x" * 25), 131009),
        (listed(1, description="x" * 73), 131009),
        (listed(1, id="x" * 201), 131009),
        (listed(2, id="same"), 131009),
    ],
)
async def test_limits_are_those_of_the_documentation(
    caller: Caller, said: dict[str, object], wrong: int
) -> None:
    await caller.act("say", text="hi")
    assert code(await send(caller, said)) == wrong


async def test_only_a_template_reaches_who_was_silent_for_a_day() -> None:
    now = [NOW]
    async with (
        app.running(StandIn(now=lambda: now[0])) as (base, served),
        aiohttp.ClientSession() as client,
    ):
        caller = Caller(base, served, client)
        assert code(await send(caller, message())) == 131047
        await caller.act("say", text="hi")
        now[0] += timedelta(hours=23, minutes=59)
        assert code(await send(caller, message())) == 0
        now[0] += timedelta(minutes=1)
        assert code(await send(caller, message())) == 131047
        assert code(await send(caller, template("hello_world", "en_US"))) == 0
        await caller.act("turn", knob="window", value="")
        assert code(await send(caller, message())) == 0


async def test_templates_are_known_by_name_and_language_and_gaps(caller: Caller) -> None:
    path = f"/v26.0/{BUSINESS}/message_templates"
    body = {"type": "BODY", "text": "Dear {{1}}, see you at {{2}} or later"}
    made = {"name": "soon", "language": "en", "category": "UTILITY", "components": [body]}
    status, said = await caller.call(path, made, authorization=BEARER)
    assert (status, said["status"]) == (200, "APPROVED")
    _, known = await caller.call(path, method="GET", authorization=BEARER)
    assert [one["name"] for one in known["data"]] == ["hello_world", "soon"]
    for texts, language, wrong in (
        (("Ann", "10:00"), "en", 0),
        (("Ann",), "en", 132000),
        (("Ann", "10:00"), "de", 132001),
        (("Ann", "10\n00"), "en", 132012),
        (("Ann", "10     00"), "en", 132012),
    ):
        assert code(await send(caller, template("soon", language, *texts))) == wrong
    assert caller.said()[-1]["text"] == "Dear Ann, see you at 10:00 or later"
    caller.served.world.templates["soon", "en"].status = "PAUSED"
    assert code(await send(caller, template("soon", "en", "Ann", "10:00"))) == 132015


async def test_a_template_is_used_once_it_is_approved(caller: Caller) -> None:
    path = f"/v26.0/{BUSINESS}/message_templates"
    body = {"type": "BODY", "text": "See you at {{when}}, will you come?"}
    replies = [{"type": "QUICK_REPLY", "text": one} for one in ("Yes", "No")]
    parts = [body, {"type": "BUTTONS", "buttons": replies}]
    made = {"name": "soon", "language": "en", "category": "UTILITY", "components": parts}
    await caller.act("say", text="hi")
    await caller.act("turn", knob="review", value="PENDING")
    _, said = await caller.call(path, made, authorization=BEARER)
    assert said["status"] == "PENDING"
    assert (await caller.call(path, made, authorization=BEARER))[1]["error"]["code"] == 100
    when = {"type": "text", "text": "10:00", "parameter_name": "when"}
    payload = [{"type": "payload", "payload": "coming:7"}]
    yes = {"type": "button", "sub_type": "quick_reply", "index": "0", "parameters": payload}
    filled = [{"type": "body", "parameters": [when]}, yes]
    part = {"name": "soon", "language": {"code": "en"}, "components": filled}
    asked = message(type="template", template=part)
    assert code(await send(caller, asked)) == 132001
    await caller.act("template", name="soon", language="en", status="APPROVED")
    assert code(await send(caller, asked)) == 0
    async with receiving() as hook:
        await caller.act("webhook", url=hook.url)
        for tapped in ("coming:7", "No"):
            assert (await caller.act("tap", data=tapped))[0] == 200
        await caller.until_over()
    heard = [one["messages"][0] for one in values(hook) if "messages" in one]
    taps = [one["button"] for one in heard if one["type"] == "button"]
    assert taps == [{"payload": "coming:7", "text": "Yes"}, {"payload": "No", "text": "No"}]


async def test_templates_come_page_by_page(caller: Caller) -> None:
    path = f"/v26.0/{BUSINESS}/message_templates"
    for number in range(4):
        body = {"type": "BODY", "text": "Hello"}
        made = {"name": f"t{number}", "language": "en", "components": [body]}
        await caller.call(path, made, authorization=BEARER)
    _, first = await caller.call(f"{path}?limit=3", method="GET", authorization=BEARER)
    after = first["paging"]["cursors"]["after"]
    assert "next" in first["paging"]
    rest = await caller.call(f"{path}?limit=3&after={after}", method="GET", authorization=BEARER)
    names = [one["name"] for one in (*first["data"], *rest[1]["data"])]
    assert names == ["hello_world", "t0", "t1", "t2", "t3"]
    assert "next" not in rest[1]["paging"]


async def test_a_tap_answers_what_it_was_offered_under(caller: Caller) -> None:
    async with receiving() as hook:
        await caller.act("webhook", url=hook.url)
        await caller.act("say", text="hi")
        _, said = await send(caller, buttons("10:00", "11:00"))
        assert (await caller.act("tap", data="1"))[0] == 200
        await send(caller, listed(4))
        await caller.act("tap", data="3")
        await caller.act("tap", data="price:0", forged=True)
        await caller.until_over()
    taps = [one["messages"][0] for one in values(hook) if "messages" in one][1:]
    assert [one["interactive"]["type"] for one in taps] == ["button_reply", *["list_reply"] * 2]
    assert taps[0]["context"]["id"] == said["messages"][0]["id"]
    assert taps[0]["interactive"]["button_reply"] == {"id": "1", "title": "11:00"}
    assert taps[2]["interactive"]["list_reply"]["id"] == "price:0"


async def test_who_hides_the_number_is_known_by_a_scoped_id(caller: Caller) -> None:
    who = "US.13491208655302741918"
    async with receiving() as hook:
        await caller.act("webhook", url=hook.url)
        await caller.act("say", text="hi", chat=who)
        await caller.until_over()
    (value,) = values(hook)
    assert value["messages"][0]["from_user_id"] == value["contacts"][0]["user_id"] == who
    assert "from" not in value["messages"][0]
    said = message(recipient=who)
    del said["to"]
    assert code(await send(caller, said)) == 0


async def test_a_webhook_that_does_not_know_the_token_gets_nothing(caller: Caller) -> None:
    async with receiving(verify_token="another") as hook:
        await caller.act("webhook", url=hook.url)
        await caller.act("say", text="hi")
        while "could not be validated" not in (await caller.get("/"))[1]:
            pass
        assert hook.came == []
        hook.verify_token = "stand-in-verify-token"
        await caller.until_over()
    assert len(hook.came) == 1


async def test_a_message_can_fail_later(caller: Caller) -> None:
    async with receiving() as hook:
        await caller.act("webhook", url=hook.url)
        await caller.act("say", text="hi")
        await caller.act("turn", knob="fate", value="131026")
        assert code(await send(caller, message())) == 0
        await caller.until_over()
    (failed,) = values(hook)[-1]["statuses"]
    assert (failed["status"], failed["errors"][0]["code"]) == ("failed", 131026)
    assert caller.said()[-1]["state"] == "failed"


async def test_blue_ticks_are_for_messages_that_came(caller: Caller) -> None:
    _, said = await caller.act("say", text="hi")
    seen = {"messaging_product": "whatsapp", "status": "read", "message_id": said["message_id"]}
    assert await send(caller, seen) == (200, {"success": True})
    assert caller.said()[0]["state"] == "read"
    assert code(await send(caller, seen | {"message_id": "wamid.other"})) == 131009


@pytest.mark.parametrize(
    ("kind", "status", "wrong"),
    [("429", 429, 130429), ("131056", 400, 131056), ("190", 401, 190), ("500", 500, 131000)],
)
async def test_failures_come_in_metas_words(
    caller: Caller, kind: str, status: int, wrong: int
) -> None:
    await caller.act("say", text="hi")
    await caller.act("fault", chat=None, method="messages", kind=kind)
    answer = await send(caller, message())
    assert (answer[0], code(answer)) == (status, wrong)
    assert code(await send(caller, message())) == 0


async def test_a_wrong_token_or_number_opens_nothing(caller: Caller) -> None:
    assert code(await caller.call(PATH, message(), authorization="Bearer x")) == 190
    assert code(await caller.call(PATH, message())) == 190
    assert code(await caller.call("/v26.0/x/messages", {}, authorization=BEARER)) == 100
    _, said = await caller.call(f"/v26.0/{NUMBER_ID}", method="GET", authorization=BEARER)
    assert said["quality_rating"] == "GREEN"


async def test_one_customer_takes_bursts_then_one_message_in_six_seconds() -> None:
    async with (
        app.running(StandIn(Habits(flood=True))) as (base, served),
        aiohttp.ClientSession() as client,
    ):
        caller = Caller(base, served, client)
        await caller.act("say", text="hi")
        wrong = [code(await send(caller, message())) for _ in range(47)]
        assert wrong[:45] == [0] * 45
        assert 131056 in wrong[45:]
