"""What goes over the wire to a salon's own Evolution server, what is made of its failures."""

import socket
from collections.abc import AsyncIterator

import msgspec
import pytest

from channels.evolution import server
from channels.evolution.adapter import Evolution
from channels.evolution.updates import WANTED
from channels.message import Address, Choice, Inbound, Kind, Outbound
from channels.port import Account, AccountTrouble, MissingSecret, Unreachable
from foundation.errors import Permanent, Transient, Unknown
from tests.channels.peer import Peer, Reply, listening

ANN = Address("5511988887777")
TAKEN = Reply(201, b'{"key":{"remoteJid":"x","fromMe":true,"id":"3EB0"},"status":"PENDING"}')
ABSENT = Reply(400, b'{"status":400,"response":{"message":[{"exists":false,"number":"5511"}]}}')
DENIED = Reply(401, b'{"status":401,"error":"Unauthorized","response":{"message":"Unauthorized"}}')


@pytest.fixture
async def gateway() -> AsyncIterator[Peer]:
    async with listening(TAKEN) as peer:
        yield peer


@pytest.fixture
async def evolution() -> AsyncIterator[Evolution]:
    made = Evolution(patience=0.3)
    yield made
    await made.close()


def account(url: str, **changed: str) -> Account:
    secrets = {"url": url, "apikey": "k-1,k-0", "instance": "Salão/1", "jwt_key": "new,old"}
    return Account("evolution", "path", secrets | changed)


async def test_a_text_goes_out_as_documented(evolution: Evolution, gateway: Peer) -> None:
    ours = account(f"{gateway.base}/evo/")
    assert await evolution.send(ours, ANN, Outbound("Olá <b>&")) == "3EB0"
    (asked,) = gateway.asked
    assert (asked.method, asked.path) == ("POST", "/evo/message/sendText/Sal%C3%A3o%2F1")
    assert asked.headers["apikey"] == "k-1"
    assert asked.json == {"number": ANN.value, "text": "Olá <b>&", "linkPreview": False}


async def test_choices_are_numbers_to_type(evolution: Evolution, gateway: Peer) -> None:
    question = Outbound("Quando?", (Choice("a:1", "Às 10"), Choice("a:2", "Às 11")))
    await evolution.send(account(gateway.base), ANN, question)
    (asked,) = gateway.asked
    assert asked.json["text"] == "Quando?\n1) Às 10\n2) Às 11"


async def test_a_long_text_goes_out_in_order(evolution: Evolution, gateway: Peer) -> None:
    words = "word " * 2000
    await evolution.send(account(gateway.base), ANN, Outbound(words))
    said = [asked.json["text"] for asked in gateway.asked]
    assert len(said) > 1
    assert " ".join(said).split() == words.split()


@pytest.mark.parametrize(
    ("value", "number"), [("+5511988887777", "5511988887777"), ("123456@lid", "123456@lid")]
)
async def test_a_hidden_id_is_answered_as_it_is(
    evolution: Evolution, gateway: Peer, value: str, number: str
) -> None:
    await evolution.send(account(gateway.base), Address(value), Outbound("Oi"))
    assert gateway.asked[0].json["number"] == number


@pytest.mark.parametrize("value", ["", "120363025246125486@g.us", "US.1349", "status@broadcast"])
async def test_an_address_that_is_no_persons_is_refused_for_good(
    evolution: Evolution, gateway: Peer, value: str
) -> None:
    with pytest.raises(Permanent, match="WhatsApp address"):
        await evolution.send(account(gateway.base), Address(value), Outbound("Oi"))
    assert gateway.asked == []


async def test_an_empty_message_is_refused_for_good(evolution: Evolution, gateway: Peer) -> None:
    with pytest.raises(Permanent):
        await evolution.send(account(gateway.base), ANN, Outbound(" "))
    assert gateway.asked == []


@pytest.mark.parametrize(
    ("reply", "failure"),
    [
        (ABSENT, Unreachable),
        (DENIED, AccountTrouble),
        (Reply(404, b'{"response":{"message":["instance does not exist"]}}'), AccountTrouble),
        (Reply(400, b'{"response":{"message":["Error: Connection Closed"]}}'), Transient),
        (Reply(500, b"oops"), Unknown),
        (Reply(200, cut=True), Unknown),
        (Reply(200, mute=True), Unknown),
    ],
)
async def test_a_failed_send_is_told_by_what_is_known_of_it(
    evolution: Evolution, gateway: Peer, reply: Reply, failure: type[Exception]
) -> None:
    gateway.replies.append(reply)
    with pytest.raises(failure):
        await evolution.send(account(gateway.base), ANN, Outbound("Oi"))
    assert await evolution.send(account(gateway.base), ANN, Outbound("Oi")) == "3EB0"


async def test_a_message_cut_off_after_its_first_part_is_never_repeated(
    evolution: Evolution, gateway: Peer
) -> None:
    gateway.replies += [TAKEN, ABSENT]
    with pytest.raises(Unknown, match="cut off after 1 parts"):
        await evolution.send(account(gateway.base), ANN, Outbound("word " * 2000))
    assert len(gateway.asked) == 2


async def test_a_refused_connection_sent_nothing(evolution: Evolution) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, not listening: connections are refused
        ours = account(f"http://127.0.0.1:{taken.getsockname()[1]}")
        with pytest.raises(Transient, match="cannot be reached"):
            await evolution.send(ours, ANN, Outbound("Oi"))


@pytest.mark.parametrize(
    "url",
    [
        "https://evo.example.com",
        "https://evo.example.com:8443/evo/",
        "http://127.0.0.1:8080",
        "http://[::1]:8080",
        "http://localhost:8080",
        "http://evolution:8080",
        "http://10.0.0.5",
        "http://evo.internal",
    ],
)
def test_a_server_is_reached_by_https_or_on_our_own_network(url: str) -> None:
    assert server.url(account(url, instance="a"), "x") == f"{url.rstrip('/')}/x/a"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "evo.example.com",
        "http://evo.example.com",
        "http://8.8.8.8",
        "http://169.254.169.254",
        "http://[::ffff:169.254.169.254]",
        "http://2852039166",
        "http://0xA9FEA9FE",
        "http://metadata.google.internal",
        "http://evo。example",
        "ftp://evo.example.com",
        "file:///etc/passwd",
        "https://",
        "https://user:key@evo.example.com",
        "https://evo.example.com/?a=b",
        "https://evo.example.com/#a",
        "https://evo.example.com:port",
        "https://[::1",
    ],
)
async def test_no_other_address_is_called(evolution: Evolution, url: str) -> None:
    with pytest.raises(AccountTrouble, match="`url`"):
        await evolution.send(account(url), ANN, Outbound("Oi"))


@pytest.mark.parametrize(
    "changed",
    [
        {"apikey": ""},
        {"apikey": "a\r\nX: y"},
        {"apikey": "chavé"},
        {"instance": ""},
        {"instance": ".."},
        {"instance": "a\nb"},
    ],
)
async def test_secrets_that_are_none_are_never_sent(
    evolution: Evolution, gateway: Peer, changed: dict[str, str]
) -> None:
    with pytest.raises(AccountTrouble):
        await evolution.send(account(gateway.base, **changed), ANN, Outbound("Oi"))
    assert gateway.asked == []


async def test_the_server_is_told_where_events_go(evolution: Evolution, gateway: Peer) -> None:
    ours = account(gateway.base, instance="salon1")
    await evolution.set_webhook(ours, "https://bot.example/hooks/evolution/x")
    (asked,) = gateway.asked
    assert (asked.method, asked.path) == ("POST", "/webhook/set/salon1")
    assert asked.json["webhook"] == {
        "enabled": True,
        "url": "https://bot.example/hooks/evolution/x",
        "headers": {"jwt_key": "new"},
        "byEvents": False,
        "base64": False,
        "events": list(WANTED),
    }


async def test_no_webhook_is_set_without_a_key(evolution: Evolution, gateway: Peer) -> None:
    with pytest.raises(MissingSecret, match="jwt_key"):
        await evolution.set_webhook(account(gateway.base, jwt_key=""), "https://bot.example")
    assert gateway.asked == []


@pytest.mark.parametrize(
    ("reply", "failure"),
    [(DENIED, AccountTrouble), (Reply(500, b"x"), Transient), (Reply(200, cut=True), Transient)],
)
async def test_setting_a_webhook_may_be_tried_again(
    evolution: Evolution, gateway: Peer, reply: Reply, failure: type[Exception]
) -> None:
    gateway.replies.append(reply)
    with pytest.raises(failure):
        await evolution.set_webhook(account(gateway.base), "https://bot.example")


def state(word: str) -> Reply:
    return Reply(200, msgspec.json.encode({"instance": {"instanceName": "x", "state": word}}))


async def test_a_check_says_that_the_phone_is_linked(evolution: Evolution, gateway: Peer) -> None:
    gateway.replies.append(state("open"))
    line = await evolution.check(account(gateway.base))
    assert line == "instance Salão/1, connected to WhatsApp"
    (asked,) = gateway.asked
    assert (asked.method, asked.path) == ("GET", "/instance/connectionState/Sal%C3%A3o%2F1")


@pytest.mark.parametrize(
    ("reply", "failure", "words"),
    [
        (state("close"), AccountTrouble, "scan its QR code"),
        (Reply(200, b"{}"), AccountTrouble, "scan its QR code"),
        (state("connecting"), Transient, "try again"),
        (DENIED, AccountTrouble, "apikey"),
        (Reply(404, b"{}"), AccountTrouble, "instance"),
        (Reply(502, b"x"), Transient, "502"),
    ],
)
async def test_a_check_tells_what_is_wrong(
    evolution: Evolution, gateway: Peer, reply: Reply, failure: type[Exception], words: str
) -> None:
    gateway.replies.append(reply)
    with pytest.raises(failure, match=words):
        await evolution.check(account(gateway.base))


async def test_nothing_is_acknowledged_by_a_request(evolution: Evolution, gateway: Peer) -> None:
    seen = Inbound(Kind.TEXT, ANN, "1", 1, facts={"message_id": "1"})
    await evolution.acknowledge(account(gateway.base), seen)
    assert evolution.acknowledgement([seen]).body == b""
    assert gateway.asked == []
