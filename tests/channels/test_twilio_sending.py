"""SMS leave through Twilio as its API wants them."""

import socket
from base64 import b64decode
from collections.abc import AsyncIterator
from urllib.parse import parse_qs

import pytest

from channels.message import Address, Choice, Inbound, Kind, Outbound
from channels.port import Account, AccountTrouble, Busy, OptedOut, Told
from channels.twilio.adapter import Twilio
from foundation.errors import Permanent, Transient, Unknown
from tests.channels.answering import Provider, Says, answering

ANN = Address("+14155550123")
HELLO = Outbound("Hello")
SALON = "+14155550199"
HOOK = "https://bot.example/hooks/twilio/path"
NUMBER = {"sid": "PN1", "phone_number": SALON, "sms_url": "https://me:pw@old.example/path"}
OWNER = {"friendly_name": "Salon\nAna", "status": "active"}


def account(**secrets: str) -> Account:
    known = {"account_sid": "AC1", "auth_token": "new,old", "from": SALON}
    return Account("twilio", "path", known | secrets)


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with answering() as made:
        yield made


@pytest.fixture
async def twilio(provider: Provider) -> AsyncIterator[Twilio]:
    made = Twilio(provider.base + "/")
    yield made
    await made.close()


def taken(sid: str) -> Says:
    return Says(201, {"sid": sid, "status": "queued"})


def refused(status: int, code: int) -> Says:
    return Says(status, {"code": code, "message": f"about {ANN.value}"})


def forms(provider: Provider) -> list[dict[str, str]]:
    """Give the forms that were posted."""
    return [
        {name: value for name, [value] in parse_qs(one.body.decode()).items()}
        for one in provider.asked
        if one.method == "POST"
    ]


async def test_a_message_is_a_form(provider: Provider, twilio: Twilio) -> None:
    provider.says.append(taken("SM1"))
    message = Outbound("Mañana sábado „ja“?", (Choice("a", "Ana"), Choice("b", "Bea")))
    assert await twilio.send(account(), ANN, message) == "SM1"
    [asked] = provider.asked
    assert (asked.method, asked.path) == ("POST", "/2010-04-01/Accounts/AC1/Messages.json")
    assert asked.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert b64decode(asked.headers["Authorization"].removeprefix("Basic ")) == b"AC1:new"
    text = 'Mañana sabado "ja"?\n1) Ana\n2) Bea'
    assert forms(provider) == [{"To": ANN.value, "From": SALON, "Body": text}]


async def test_a_messaging_service_sends_in_its_numbers_place(
    provider: Provider, twilio: Twilio
) -> None:
    provider.says.append(taken("SM1"))
    secrets = {"from": "MG1", "status_callback": HOOK}
    await twilio.send(account(**secrets), ANN, HELLO)
    wanted = {"To": ANN.value, "MessagingServiceSid": "MG1", "Body": "Hello"}
    assert forms(provider) == [wanted | {"StatusCallback": HOOK}]


async def test_a_long_message_is_several_in_order(provider: Provider, twilio: Twilio) -> None:
    provider.says += [taken("SM1"), taken("SM2")]
    assert await twilio.send(account(), ANN, Outbound("word " * 500)) == "SM2"
    parts = [form["Body"] for form in forms(provider)]
    assert " ".join(parts).split() == ["word"] * 500
    assert all(len(part) <= 1600 for part in parts)


async def test_a_message_cut_off_after_its_first_part_is_never_repeated(
    provider: Provider, twilio: Twilio
) -> None:
    provider.says += [taken("SM1"), refused(429, 20429)]
    with pytest.raises(Unknown, match="cut off after 1 parts"):
        await twilio.send(account(), ANN, Outbound("word " * 500))


@pytest.mark.parametrize(
    ("says", "failure"),
    [
        (refused(400, 21610), OptedOut),
        (refused(429, 20429), Busy),
        (refused(500, 20500), Unknown),
        (refused(401, 20003), AccountTrouble),
        (Says(0), Unknown),
    ],
)
async def test_a_failed_send_is_told_by_what_is_known_of_it(
    provider: Provider, twilio: Twilio, says: Says, failure: type[Exception]
) -> None:
    provider.says += [says, taken("SM2")]
    with pytest.raises(failure) as caught:
        await twilio.send(account(), ANN, HELLO)
    assert ANN.value not in str(caught.value)
    assert len(provider.asked) == 1
    assert await twilio.send(account(), ANN, HELLO) == "SM2"


async def test_silence_proves_nothing(provider: Provider) -> None:
    provider.says.append(Says(-1))
    twilio = Twilio(provider.base, patience=0.2)
    with pytest.raises(Unknown, match="fell silent"):
        await twilio.send(account(), ANN, HELLO)
    await twilio.close()


async def test_a_refused_connection_sent_nothing() -> None:
    with socket.socket() as taken_port:
        taken_port.bind(("127.0.0.1", 0))  # bound, not listening: connections are refused
        twilio = Twilio(f"http://127.0.0.1:{taken_port.getsockname()[1]}")
        with pytest.raises(Transient, match="cannot be reached"):
            await twilio.send(account(), ANN, HELLO)
        await twilio.close()


@pytest.mark.parametrize(
    ("address", "message", "secrets"),
    [
        (ANN, Outbound(" "), {}),
        (Address("ann@example"), HELLO, {}),
        (Address(""), HELLO, {}),
        (ANN, HELLO, {"account_sid": ""}),
        (ANN, HELLO, {"account_sid": "AC1/../AC2"}),
        (ANN, HELLO, {"auth_token": ","}),
        (ANN, HELLO, {"from": ""}),
    ],
)
async def test_what_cannot_be_sent_is_never_asked(
    provider: Provider, twilio: Twilio, address: Address, message: Outbound, secrets: dict[str, str]
) -> None:
    with pytest.raises(Permanent):
        await twilio.send(account(**secrets), address, message)
    assert provider.asked == []


async def test_a_check_says_whose_account_it_is(provider: Provider, twilio: Twilio) -> None:
    provider.says += [Says(200, OWNER), Says(200, {"incoming_phone_numbers": [NUMBER]})]
    line = await twilio.check(account())
    assert line == f"Salon Ana, active, sends from {SALON}, webhook at old.example"
    assert [one.path for one in provider.asked] == [
        "/2010-04-01/Accounts/AC1.json",
        "/2010-04-01/Accounts/AC1/IncomingPhoneNumbers.json",
    ]
    assert provider.asked[1].query == {"PhoneNumber": SALON}


async def test_a_check_of_a_messaging_service_asks_for_no_number(
    provider: Provider, twilio: Twilio
) -> None:
    provider.says.append(Says(200, OWNER))
    assert "sends from MG1" in await twilio.check(account(**{"from": "MG1"}))


@pytest.mark.parametrize(
    ("says", "failure"),
    [
        ([refused(401, 20003)], AccountTrouble),
        ([Says(200, OWNER | {"status": "suspended"})], AccountTrouble),
        ([Says(200, OWNER), Says(200, {"incoming_phone_numbers": []})], AccountTrouble),
        ([Says(200, b"<html>")], Permanent),
        ([Says(500, b"")], Transient),
        ([Says(0)], Transient),
    ],
)
async def test_a_check_tells_what_is_wrong(
    provider: Provider, twilio: Twilio, says: list[Says], failure: type[Exception]
) -> None:
    provider.says += says
    with pytest.raises(failure):
        await twilio.check(account())


async def test_a_number_is_told_where_its_messages_go(provider: Provider, twilio: Twilio) -> None:
    provider.says += [Says(200, {"incoming_phone_numbers": [NUMBER]}), Says(200, NUMBER)]
    assert isinstance(twilio, Told)
    await twilio.set_webhook(account(), HOOK)
    assert provider.asked[1].path == "/2010-04-01/Accounts/AC1/IncomingPhoneNumbers/PN1.json"
    assert forms(provider) == [{"SmsUrl": HOOK, "SmsMethod": "POST"}]


@pytest.mark.parametrize(
    ("sender", "found", "place"),
    [
        ("MG1", None, "Services, MG1, Integration"),
        (SALON, NUMBER | {"sms_application_sid": "AP1"}, "TwiML app"),
        (SALON, NUMBER | {"sid": "../x"}, "strange"),
    ],
)
async def test_what_only_the_console_can_change_is_explained(
    provider: Provider, twilio: Twilio, sender: str, found: object, place: str
) -> None:
    provider.says.append(Says(200, {"incoming_phone_numbers": [found]}))
    with pytest.raises(Permanent, match=place):
        await twilio.set_webhook(account(**{"from": sender}), HOOK)
    assert forms(provider) == []


async def test_a_webhook_is_answered_by_an_empty_twiml(twilio: Twilio) -> None:
    said = twilio.acknowledgement([Inbound(Kind.TEXT, ANN, "SM1", 1, "hi")])
    assert (said.body, said.media_type) == (b"<Response/>", "text/xml")
    await twilio.acknowledge(account(), Inbound(Kind.TEXT, ANN, "SM1", 1, "hi"))
