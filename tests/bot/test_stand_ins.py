"""What all stand-ins of providers do alike: deliver, repeat, fail on demand, show a page."""

import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import aiohttp
import msgspec
import pytest
from typer.testing import CliRunner

from bot.cli.standing_in import commands
from bot.stand_ins import app, kinds
from bot.stand_ins.app import Habits
from bot.stand_ins.courier import Custom
from bot.stand_ins.evolution import webhook as evolution
from bot.stand_ins.openphone import webhook as openphone
from bot.stand_ins.twilio import webhook as twilio
from bot.stand_ins.whatsapp import webhook as whatsapp
from tests.bot.stand_in_town import Caller, receiving

LINES = ["evolution", "openphone", "twilio", "whatsapp"]


@pytest.fixture(params=LINES)
async def caller(request: pytest.FixtureRequest) -> AsyncIterator[Caller]:
    made = kinds.make(request.param, Habits(first_delay=0.01))
    async with app.running(made) as (base, served), aiohttp.ClientSession() as client:
        yield Caller(base, served, client)


async def points(caller: Caller, url: str) -> None:
    """Have the stand-in deliver to an address, whichever way its provider has for that."""
    await caller.served.provider.point(caller.account(), url)


async def test_what_a_customer_writes_waits_for_a_webhook_then_reaches_it(caller: Caller) -> None:
    await caller.act("say", text="before")
    async with receiving() as hook:
        await points(caller, hook.url)
        await caller.act("say", text="after", name="Ann")
        over = await caller.until_over()
    assert [(one["state"], one["outcome"]) for one in over] == [("taken", "200 OK")] * 2
    assert [b"before" in hook.came[0].body, b"after" in hook.came[1].body] == [True, True]


async def test_a_delivery_can_come_many_times(caller: Caller) -> None:
    async with receiving() as hook:
        await points(caller, hook.url)
        await caller.act("say", text="one", times=3)
        first, *_ = await caller.until_over()
        assert (await caller.act("again", delivery=first["number"], times=2))[0] == 200
        await caller.until_over()
        assert (await caller.act("again", delivery=0))[0] == 404
    assert len(hook.came) == 5
    assert len({came.body for came in hook.came}) == 1


async def test_a_refused_delivery_is_repeated_by_its_providers_custom(caller: Caller) -> None:
    async with receiving(statuses=[500, 503]) as hook:
        await points(caller, hook.url)
        await caller.act("say", text="one")
        (one,) = await caller.until_over()
    repeats = caller.served.facts.kind != "twilio"
    assert (one["state"], one["tries"]) == (("taken", 3) if repeats else ("given up", 1))


async def test_what_is_refused_holds_nothing_else_back(caller: Caller) -> None:
    caller.served.courier._pace = 1  # noqa: SLF001 - the first must still rest when the second goes
    async with receiving(statuses=[500]) as hook:
        await points(caller, hook.url)
        await caller.act("say", text="one")
        while not hook.came:
            await caller.get("/_stand_in/deliveries")
        await caller.act("say", text="two")
        while len(hook.came) < 2:
            await caller.get("/_stand_in/deliveries")
    assert b"two" in hook.came[1].body


async def test_an_unreachable_webhook_is_named_on_the_page(caller: Caller) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        await points(caller, f"http://127.0.0.1:{closed.getsockname()[1]}/hook")
        await caller.act("say", text="one")
        while "Connection failed" not in (page := (await caller.get("/"))[1]):
            pass
    assert "/hook</code>" in page


async def test_a_person_can_chat_on_the_page_without_scripts(caller: Caller) -> None:
    form = {"chat": caller.customer, "text": "<b>haircut</b> & colour"}
    browser = {"Accept": "text/html"}
    path = f"{caller.base}/_stand_in/say"
    async with caller.client.post(path, data=form, headers=browser) as answer:
        page = await answer.text()
        assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]
    assert "&lt;b&gt;haircut&lt;/b&gt; &amp; colour" in page
    assert "parlance channel add" in page
    assert (await caller.get("/?chat=nonsense&bot=nobody"))[0] == 200


async def test_only_who_has_no_call_for_it_sets_the_webhook_by_hand(caller: Caller) -> None:
    async with receiving() as hook:
        status, _ = await caller.act("webhook", url=hook.url)
        assert (status == 200) == (caller.served.facts.kind in {"openphone", "whatsapp"})
        assert (await caller.act("webhook", url="ftp://x"))[0] == 400


async def test_wrong_wishes_are_explained(caller: Caller) -> None:
    for what, asked in (
        ("say", {"text": " "}),
        ("say", {"text": "x", "chat": "nobody"}),
        ("turn", {"knob": "moon", "value": "full"}),
        ("turn", {"knob": "fate", "value": "glory"}),
        ("fault", {"kind": "flood"}),
    ):
        status, said = await caller.act(what, **asked)
        assert (status, sorted(said)) == (400, ["error"])
    assert (await caller.act("say", text="x", bot="unknown"))[0] == 409
    assert (await caller.act("tap", data="x"))[0] == 404


async def test_an_unknown_place_is_the_providers_own_refusal(caller: Caller) -> None:
    status, said = await caller.call("/nowhere/at/all")
    assert status in {400, 401, 404}
    assert isinstance(said, dict)


def test_delays_are_the_providers_own() -> None:
    def waits(custom: Custom) -> list[float | None]:
        return [custom.delay(tries) for tries in (1, 2, 3, 8, 10)]

    assert waits(evolution.ServerMail.custom) == [5, 10, 20, 300, None]
    assert waits(openphone.PublicMail.custom) == [5, 300, 1800, None, None]
    assert waits(twilio.RestMail.custom) == [None] * 5
    assert waits(whatsapp.CloudMail.custom) == [2, 4, 8, 256, 600]


def recorded(shared: Path, folder: str, name: str) -> tuple[bytes, dict[str, Any]]:
    cases = msgspec.json.decode((shared / "fixtures" / folder / "index.json").read_bytes())
    (case,) = [one for one in cases["cases"] if one["id"] == name]
    return (shared / "fixtures" / folder / case["file"]).read_bytes(), case["request"]


def test_webhooks_are_signed_as_recorded_ones_are(shared: Path) -> None:
    body, asked = recorded(shared, "whatsapp_cloud", "sig_official_test")
    wanted = asked["headers"]["X-Hub-Signature-256"]
    assert whatsapp.signature(body, asked["secret"]) == wanted
    body, asked = recorded(shared, "twilio", "sms_text")
    form = dict(parse_qsl(body.decode(), keep_blank_values=True))
    wanted = asked["headers"]["X-Twilio-Signature"]
    assert twilio.signature(asked["url"], form, asked["auth_token"]) == wanted
    body, asked = recorded(shared, "openphone_quo", "legacy_sig_ok")
    at = datetime.fromtimestamp(1763633698, UTC)
    assert openphone.legacy(body, at, asked["signing_key"]) == asked["headers"]
    body, asked = recorded(shared, "openphone_quo", "standard_sig_ok")
    at = datetime.fromtimestamp(1763633697, UTC)
    assert openphone.standard(body, at, "msg_1", asked["signing_key"]) == asked["headers"]
    _, asked = recorded(shared, "evolution", "jwt_ok")
    made = evolution.token(asked["jwt_key"], asked["now"])
    assert {"Authorization": f"Bearer {made}"} == asked["headers"]


def test_there_is_no_stand_in_of_an_unknown_kind() -> None:
    with pytest.raises(KeyError):
        kinds.make("pigeon", Habits())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["pigeon"], "the stand-ins are"),
        (["twilio", "--webhook", "http://127.0.0.1:1/x"], "parlance channel add"),
    ],
)
def test_what_the_command_cannot_do_is_explained(arguments: list[str], words: str) -> None:
    told = CliRunner().invoke(commands, arguments)
    assert told.exit_code == 2
    assert words in " ".join(told.output.split())


def test_the_command_says_how_to_use_it() -> None:
    run = "import sys; from bot.cli import main; sys.argv[0] = 'parlance'; main()"
    command = [sys.executable, "-c", run, "stand-in", "whatsapp", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as own:
        assert own.stdout
        lines = [own.stdout.readline() for _ in range(3)]
        own.terminate()
        assert own.wait(20) in {0, -15}
    assert "http://127.0.0.1:" in lines[0]
    assert "PARLANCE_WHATSAPP_API=" in lines[1]
    assert "parlance channel add whatsapp" in lines[2]
