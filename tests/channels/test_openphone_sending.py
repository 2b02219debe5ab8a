"""SMS leave through OpenPhone as its API wants them."""

import socket
from collections.abc import AsyncIterator

import msgspec
import pytest

from channels.message import Address, Choice, Inbound, Kind, Outbound
from channels.openphone.adapter import OpenPhone
from channels.port import Account, AccountTrouble, Busy, Unreachable
from foundation.errors import Permanent, Transient, Unknown
from tests.channels.answering import Provider, Says, answering

ANN = Address("+14155550123")
HELLO = Outbound("Hello")
SALON = "+14155550199"
NUMBERS = {"data": [{"id": "PN0"}, {"id": "PN1", "number": SALON, "name": "Front\ndesk"}]}


def account(**secrets: str) -> Account:
    return Account("openphone", "path", {"api_key": "key,old", "from": "PN1"} | secrets)


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with answering() as made:
        yield made


@pytest.fixture
async def openphone(provider: Provider) -> AsyncIterator[OpenPhone]:
    made = OpenPhone(provider.base + "/")
    yield made
    await made.close()


def taken(message: str) -> Says:
    return Says(202, {"data": {"id": message, "status": "queued"}})


def refused(status: int, path: str = "") -> Says:
    return Says(status, {"message": f"about {ANN.value}", "errors": [{"path": path}]})


async def test_a_message_is_json_with_the_bare_key(
    provider: Provider, openphone: OpenPhone
) -> None:
    provider.says.append(taken("AC1"))
    message = Outbound("Mañana sábado?", (Choice("a", "Ana"), Choice("b", "Bea")))
    assert await openphone.send(account(), ANN, message) == "AC1"
    [asked] = provider.asked
    assert (asked.method, asked.path) == ("POST", "/v1/messages")
    assert asked.headers["Authorization"] == "key"
    assert asked.headers["Content-Type"] == "application/json"
    assert msgspec.json.decode(asked.body) == {
        "content": "Mañana sabado?\n1) Ana\n2) Bea",
        "from": "PN1",
        "to": [ANN.value],
    }


async def test_a_long_message_is_several_in_order(provider: Provider, openphone: OpenPhone) -> None:
    provider.says += [taken("AC1"), taken("AC2")]
    assert await openphone.send(account(), ANN, Outbound("word " * 500)) == "AC2"
    parts = [msgspec.json.decode(asked.body)["content"] for asked in provider.asked]
    assert " ".join(parts).split() == ["word"] * 500
    assert all(len(part) <= 1600 for part in parts)


async def test_a_message_cut_off_after_its_first_part_is_never_repeated(
    provider: Provider, openphone: OpenPhone
) -> None:
    provider.says += [taken("AC1"), refused(429)]
    with pytest.raises(Unknown, match="cut off after 1 parts"):
        await openphone.send(account(), ANN, Outbound("word " * 500))


@pytest.mark.parametrize(
    ("says", "failure"),
    [
        (refused(400, "/to/0"), Unreachable),
        (refused(429), Busy),
        (refused(500), Transient),
        (refused(401), AccountTrouble),
        (Says(502, b"<html>"), Unknown),
        (Says(0), Unknown),
    ],
)
async def test_a_failed_send_is_told_by_what_is_known_of_it(
    provider: Provider, openphone: OpenPhone, says: Says, failure: type[Exception]
) -> None:
    provider.says += [says, taken("AC2")]
    with pytest.raises(failure) as caught:
        await openphone.send(account(), ANN, HELLO)
    assert ANN.value not in str(caught.value)
    assert len(provider.asked) == 1
    assert await openphone.send(account(), ANN, HELLO) == "AC2"


async def test_silence_proves_nothing(provider: Provider) -> None:
    provider.says.append(Says(-1))
    openphone = OpenPhone(provider.base, patience=0.2)
    with pytest.raises(Unknown, match="fell silent"):
        await openphone.send(account(), ANN, HELLO)
    await openphone.close()


async def test_a_refused_connection_sent_nothing() -> None:
    with socket.socket() as taken_port:
        taken_port.bind(("127.0.0.1", 0))  # bound, not listening: connections are refused
        openphone = OpenPhone(f"http://127.0.0.1:{taken_port.getsockname()[1]}")
        with pytest.raises(Transient, match="cannot be reached"):
            await openphone.send(account(), ANN, HELLO)
        await openphone.close()


@pytest.mark.parametrize(
    ("address", "message", "secrets"),
    [
        (ANN, Outbound(" "), {}),
        (Address("ann@example"), HELLO, {}),
        (ANN, HELLO, {"api_key": ""}),
        (ANN, HELLO, {"api_key": "kéy"}),
        (ANN, HELLO, {"api_key": "a\r\nb: c"}),
        (ANN, HELLO, {"from": ""}),
    ],
)
async def test_what_cannot_be_sent_is_never_asked(
    provider: Provider,
    openphone: OpenPhone,
    address: Address,
    message: Outbound,
    secrets: dict[str, str],
) -> None:
    with pytest.raises(Permanent):
        await openphone.send(account(**secrets), address, message)
    assert provider.asked == []


@pytest.mark.parametrize("sender", ["PN1", SALON])
async def test_a_check_says_which_number_is_used(
    provider: Provider, openphone: OpenPhone, sender: str
) -> None:
    provider.says.append(Says(200, NUMBERS))
    line = await openphone.check(account(**{"from": sender}))
    assert line == f"Front desk, sends from {SALON}, one of 2 numbers"
    assert [(one.method, one.path) for one in provider.asked] == [("GET", "/v1/phone-numbers")]


@pytest.mark.parametrize(
    ("says", "failure"),
    [
        (refused(401), AccountTrouble),
        (Says(200, {"data": [{"id": "PN2", "number": ANN.value}]}), AccountTrouble),
        (Says(200, b"<html>"), Permanent),
        (Says(502, b""), Transient),
        (Says(0), Transient),
    ],
)
async def test_a_check_tells_what_is_wrong(
    provider: Provider, openphone: OpenPhone, says: Says, failure: type[Exception]
) -> None:
    provider.says.append(says)
    with pytest.raises(failure):
        await openphone.check(account())


async def test_nothing_is_said_to_a_webhook(openphone: OpenPhone) -> None:
    inbound = Inbound(Kind.TEXT, ANN, "EV1", 1, "hi")
    assert openphone.acknowledgement([inbound]).body == b""
    await openphone.acknowledge(account(), inbound)
