"""What goes over the wire to the Cloud API, what is made of its failures."""

import socket
from collections.abc import AsyncIterator

import msgspec
import pytest

from channels.message import Address, Choice, Inbound, Kind, Outbound
from channels.port import Account, AccountTrouble, Busy, TemplateRefused, WindowClosed
from channels.whatsapp.adapter import WhatsApp
from channels.whatsapp.templates import Template, Text
from foundation.errors import Permanent, Transient, Unknown
from tests.channels.peer import Peer, Reply, listening

ANN = Address("16505550001")
SECRETS = {"token": "EAAG-1, EAAG-0", "phone_number_id": "106"}
ACCOUNT = Account("whatsapp", "path", SECRETS)
TAKEN = Reply(200, b'{"messages":[{"id":"wamid.9","message_status":"accepted"}]}')


def error(code: int) -> Reply:
    return Reply(400, msgspec.json.encode({"error": {"code": code, "message": "x"}}))


@pytest.fixture
async def meta() -> AsyncIterator[Peer]:
    async with listening(TAKEN) as peer:
        yield peer


@pytest.fixture
async def whatsapp(meta: Peer) -> AsyncIterator[WhatsApp]:
    made = WhatsApp(f"{meta.base}/v26.0/", patience=0.3)
    yield made
    await made.close()


def choices(most: int, title: str = "At {}") -> tuple[Choice, ...]:
    return tuple(Choice(f"slot:{number}", title.format(number)) for number in range(most))


async def test_a_text_goes_out_as_documented(whatsapp: WhatsApp, meta: Peer) -> None:
    assert await whatsapp.send(ACCOUNT, ANN, Outbound("Hello <b>&")) == "wamid.9"
    (asked,) = meta.asked
    assert (asked.method, asked.path) == ("POST", "/v26.0/106/messages")
    assert asked.headers["authorization"] == "Bearer EAAG-1"
    assert asked.headers["content-type"] == "application/json"
    assert asked.json == {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": ANN.value,
        "type": "text",
        "text": {"body": "Hello <b>&"},
    }


async def test_up_to_three_choices_are_buttons(whatsapp: WhatsApp, meta: Peer) -> None:
    await whatsapp.send(ACCOUNT, ANN, Outbound("When?", choices(3)))
    (asked,) = meta.asked
    assert asked.json["type"] == "interactive"
    assert asked.json["interactive"] == {
        "type": "button",
        "body": {"text": "When?"},
        "action": {
            "buttons": [
                {"type": "reply", "reply": {"id": f"slot:{number}", "title": f"At {number}"}}
                for number in range(3)
            ]
        },
    }


@pytest.mark.parametrize("most", [4, 10])
async def test_up_to_ten_choices_are_one_list(whatsapp: WhatsApp, meta: Peer, most: int) -> None:
    await whatsapp.send(ACCOUNT, ANN, Outbound("When?", choices(most)))
    (asked,) = meta.asked
    said = asked.json["interactive"]
    assert (said["type"], said["body"]) == ("list", {"text": "When?"})
    assert 0 < len(said["action"]["button"]) <= 20
    (section,) = said["action"]["sections"]
    assert section["rows"] == [{"id": f"slot:{n}", "title": f"At {n}"} for n in range(most)]


@pytest.mark.parametrize(("opener", "shown"), [("Auswählen", "Auswählen"), ("", "\u2630")])
async def test_a_list_is_opened_by_the_messages_own_word(
    whatsapp: WhatsApp, meta: Peer, opener: str, shown: str
) -> None:
    await whatsapp.send(ACCOUNT, ANN, Outbound("When?", choices(5), opener))
    assert meta.asked[-1].json["interactive"]["action"]["button"] == shown


async def test_more_choices_are_numbers_to_type(whatsapp: WhatsApp, meta: Peer) -> None:
    await whatsapp.send(ACCOUNT, ANN, Outbound("When?", choices(11)))
    (asked,) = meta.asked
    assert asked.json["text"]["body"].endswith("\n11) At 10")


@pytest.mark.parametrize(("most", "limit"), [(2, 20), (5, 24)])
async def test_titles_are_measured_as_whatsapp_does(
    whatsapp: WhatsApp, meta: Peer, most: int, limit: int
) -> None:
    await whatsapp.send(ACCOUNT, ANN, Outbound("Who?", choices(most, "{} " + "💇" * 15)))
    (asked,) = meta.asked
    action = asked.json["interactive"]["action"]
    rows = action["sections"][0]["rows"] if "sections" in action else []
    titles = [one["title"] for one in rows or [one["reply"] for one in action["buttons"]]]
    assert len(titles) == most
    assert all(len(one.encode("utf-16-le")) // 2 <= limit for one in titles)


async def test_a_long_question_is_asked_under_its_text(whatsapp: WhatsApp, meta: Peer) -> None:
    words = "word " * 1500
    await whatsapp.send(ACCOUNT, ANN, Outbound(words, choices(2)))
    *first, last = (asked.json for asked in meta.asked)
    said = [*(one["text"]["body"] for one in first), last["interactive"]["body"]["text"]]
    assert " ".join(said).split() == words.split()
    assert len(said[-1]) <= 1024
    assert all(len(one) <= 4096 for one in said)


async def test_who_hides_the_phone_is_named_as_recipient(whatsapp: WhatsApp, meta: Peer) -> None:
    for value in ("US.13491208655302741918", "US.ENT.11815799212886844830", "+16505550001"):
        await whatsapp.send(ACCOUNT, Address(value), Outbound("Hi"))
    whom = [(one.json.get("recipient"), one.json.get("to")) for one in meta.asked]
    assert whom == [
        ("US.13491208655302741918", None),
        ("US.ENT.11815799212886844830", None),
        (None, "16505550001"),
    ]


@pytest.mark.parametrize("value", ["", "ann@example", "us.1", "123@lid", "+", "1" * 40])
async def test_an_address_of_another_channel_is_refused_for_good(
    whatsapp: WhatsApp, meta: Peer, value: str
) -> None:
    with pytest.raises(Permanent, match="WhatsApp address"):
        await whatsapp.send(ACCOUNT, Address(value), Outbound("Hi"))
    assert meta.asked == []


async def test_an_empty_message_is_refused_for_good(whatsapp: WhatsApp, meta: Peer) -> None:
    with pytest.raises(Permanent):
        await whatsapp.send(ACCOUNT, ANN, Outbound(" "))
    assert meta.asked == []


@pytest.mark.parametrize(
    "changed",
    [
        {"token": ""},
        {"token": " , "},
        {"token": "a b"},
        {"token": "tökén"},
        {"token": "a\r\nX: y"},
        {"phone_number_id": ""},
        {"phone_number_id": "106/../107"},
        {"phone_number_id": "١٠٦"},
    ],
)
async def test_secrets_that_are_none_are_never_sent(
    whatsapp: WhatsApp, meta: Peer, changed: dict[str, str]
) -> None:
    account = Account("whatsapp", "path", SECRETS | changed)
    for doing in (whatsapp.send(account, ANN, Outbound("Hi")), whatsapp.check(account)):
        with pytest.raises(AccountTrouble):
            await doing
    assert meta.asked == []


@pytest.mark.parametrize(
    ("reply", "failure"),
    [
        (error(131056), Busy),
        (error(131047), WindowClosed),
        (error(190), AccountTrouble),
        (error(131016), Transient),
        (error(132001), TemplateRefused),
        (Reply(502, b"<html>"), Unknown),
        (Reply(200, cut=True), Unknown),
        (Reply(200, mute=True), Unknown),
    ],
)
async def test_a_failed_send_is_told_by_what_is_known_of_it(
    whatsapp: WhatsApp, meta: Peer, reply: Reply, failure: type[Exception]
) -> None:
    meta.replies.append(reply)
    with pytest.raises(failure):
        await whatsapp.send(ACCOUNT, ANN, Outbound("Hi"))
    assert await whatsapp.send(ACCOUNT, ANN, Outbound("Hi")) == "wamid.9"


async def test_a_refused_connection_sent_nothing() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, not listening: connections are refused
        whatsapp = WhatsApp(f"http://127.0.0.1:{taken.getsockname()[1]}")
        with pytest.raises(Transient, match="cannot be reached"):
            await whatsapp.send(ACCOUNT, ANN, Outbound("Hi"))
        await whatsapp.close()


@pytest.mark.parametrize("code", [131056, 190])
async def test_a_message_cut_off_after_its_first_part_is_never_repeated(
    whatsapp: WhatsApp, meta: Peer, code: int
) -> None:
    meta.replies += [TAKEN, error(code)]
    with pytest.raises(Unknown, match="cut off after 1 parts"):
        await whatsapp.send(ACCOUNT, ANN, Outbound("word " * 1500))
    assert len(meta.asked) == 2


async def test_a_template_opens_a_closed_window(whatsapp: WhatsApp, meta: Peer) -> None:
    template = Template("reminder", "en_US", (Text("Ana"),))
    assert await whatsapp.send_template(ACCOUNT, ANN, template) == "wamid.9"
    (asked,) = meta.asked
    assert asked.json["template"]["name"] == "reminder"
    with pytest.raises(Permanent):
        await whatsapp.send_template(ACCOUNT, ANN, Template("reminder", "en_US", (Text("\n"),)))
    assert len(meta.asked) == 1


TEXT = Inbound(Kind.TEXT, ANN, "wamid.1", 1, "hi", facts={"message_id": "wamid.1"})


async def test_reading_shows_with_typing_in_one_request(whatsapp: WhatsApp, meta: Peer) -> None:
    await whatsapp.acknowledge(ACCOUNT, TEXT)
    (asked,) = meta.asked
    assert asked.path == "/v26.0/106/messages"
    assert asked.json == {
        "messaging_product": "whatsapp",
        "status": "read",
        "message_id": "wamid.1",
        "typing_indicator": {"type": "text"},
    }


@pytest.mark.parametrize("reply", [error(190), Reply(500, b"oops"), Reply(200, cut=True)])
async def test_reading_shows_or_is_forgotten(whatsapp: WhatsApp, meta: Peer, reply: Reply) -> None:
    meta.replies.append(reply)
    await whatsapp.acknowledge(ACCOUNT, TEXT)
    await whatsapp.acknowledge(ACCOUNT, Inbound(Kind.TEXT, ANN, "1", 1))
    await whatsapp.acknowledge(Account("whatsapp", "path", {}), TEXT)
    assert len(meta.asked) == 1


async def test_a_check_says_which_number_it_is(whatsapp: WhatsApp, meta: Peer) -> None:
    told = {"display_phone_number": "+1 650\n555", "verified_name": "Luma", "quality_rating": None}
    meta.replies.append(Reply(200, msgspec.json.encode(told)))
    assert await whatsapp.check(ACCOUNT) == "+1 650 555 (Luma), quality unknown"
    (asked,) = meta.asked
    fields = "display_phone_number,verified_name,quality_rating"
    assert (asked.method, asked.path) == ("GET", f"/v26.0/106?fields={fields}")


@pytest.mark.parametrize(
    ("reply", "failure"),
    [
        (error(190), AccountTrouble),
        (error(100), Permanent),
        (Reply(500, b"oops"), Transient),
        (Reply(200, cut=True), Transient),
    ],
)
async def test_a_check_tells_what_is_wrong(
    whatsapp: WhatsApp, meta: Peer, reply: Reply, failure: type[Exception]
) -> None:
    meta.replies += [reply, reply]  # a GET that was cut is asked once more by the line
    with pytest.raises(failure):
        await whatsapp.check(ACCOUNT)
