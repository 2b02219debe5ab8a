"""What every channel promises, whoever delivers it."""

import dataclasses

import pytest

from bot.stand_ins.faults import Fault
from channels.message import Address, Choice, Inbound, Kind, Outbound, Rendered, heard
from channels.port import MissingSecret, Request, Unauthentic
from foundation.errors import Permanent, Transient, Unknown
from tests.contracts.bench import Bench

QUESTION = Outbound("Haircut with?", (Choice("staff:ana", "Ana"), Choice("staff:bea", "Bea")))


def said(messages: list[Rendered]) -> str:
    return "\n".join(part for message in messages for part in message.parts)


def offered(messages: list[Rendered], choices: tuple[Choice, ...]) -> bool:
    """Tell whether the last message offers the choices, to be tapped or by their numbers."""
    if messages[-1].choices:
        return messages[-1].choices == choices
    lines = said(messages).splitlines()[-len(choices) :]
    return lines == [f"{n}) {choice.title}" for n, choice in enumerate(choices, 1)]


async def test_a_message_arrives_with_its_choices(bench: Bench) -> None:
    reference = await bench.channel.send(bench.account, bench.address, QUESTION)
    assert isinstance(reference, str)
    if bench.seen:
        (message,) = bench.seen()
        assert message.parts[0].startswith(QUESTION.text)
        assert offered([message], QUESTION.choices)
        assert bool(message.choices) == bool(bench.channel.limits.buttons)


async def test_a_message_without_choices_arrives(bench: Bench) -> None:
    await bench.channel.send(bench.account, bench.address, Outbound("See you on Friday! 👋 <b>&"))
    if bench.seen:
        assert [message.parts for message in bench.seen()] == [("See you on Friday! 👋 <b>&",)]


async def test_a_long_message_arrives_whole_with_its_choices_last(bench: Bench) -> None:
    words = "word " * (bench.channel.limits.text // 2)
    await bench.channel.send(bench.account, bench.address, Outbound(words, QUESTION.choices))
    if bench.seen:
        messages = bench.seen()
        assert len(messages) > 1 or len(messages[0].parts) > 1
        assert offered(messages, QUESTION.choices)
        assert [word for word in said(messages).split() if word == "word"] == words.split()


@pytest.mark.parametrize("beyond", ["buttons", "rows"])
async def test_more_choices_than_a_channel_shows_can_still_be_picked(
    bench: Bench, beyond: str
) -> None:
    limits = bench.channel.limits
    many = (limits.buttons if beyond == "buttons" else max(limits.buttons, limits.rows)) + 1
    choices = tuple(Choice(f"slot:{n}", f"Friday, time {n}") for n in range(many))
    await bench.channel.send(bench.account, bench.address, Outbound("When?", choices))
    if bench.seen:
        messages = bench.seen()
        assert offered(messages, choices)
        assert messages[-1].listed == (many <= limits.rows)


async def test_messages_arrive_in_the_order_of_their_sending(bench: Bench) -> None:
    for text in ("one", "two", "three"):
        await bench.channel.send(bench.account, bench.address, Outbound(text))
    if bench.seen:
        assert [message.parts[0] for message in bench.seen()] == ["one", "two", "three"]


async def test_a_late_acknowledgement_is_harmless(bench: Bench) -> None:
    tap = Inbound(Kind.CHOICE, Address("1001"), "5", 5, choice_id="x", callback="long-gone")
    await bench.channel.acknowledge(bench.account, tap)
    await bench.channel.acknowledge(bench.account, Inbound(Kind.TEXT, Address("1001"), "6", 6, "x"))


async def test_a_working_account_says_so_in_one_line(bench: Bench) -> None:
    line = await bench.channel.check(bench.account)
    assert line
    assert "\n" not in line


async def test_closing_twice_is_harmless(bench: Bench) -> None:
    await bench.channel.close()
    await bench.channel.close()


def test_a_genuine_request_is_heard(bench: Bench) -> None:
    if bench.genuine:
        bench.channel.verify(bench.account, bench.genuine)
        (event,) = heard(bench.channel.parse(bench.genuine))
        assert (event.kind, event.text) == (Kind.TEXT, "hi")


def test_an_unsigned_request_is_refused(bench: Bench) -> None:
    with pytest.raises(Unauthentic):
        bench.channel.verify(bench.account, Request({}, b"{}"))


@pytest.mark.parametrize("value", [b"", b"wrong", "gehéim".encode(), b"\xff\x00", b"x" * 10_000])
def test_a_wrong_signature_is_refused_whatever_its_bytes(bench: Bench, value: bytes) -> None:
    headers = dict.fromkeys(bench.genuine.headers if bench.genuine else ["authorization"], value)
    with pytest.raises(Unauthentic):
        bench.channel.verify(bench.account, Request(headers, b"{}"))


def test_without_its_secret_an_account_hears_nobody(bench: Bench) -> None:
    if bench.genuine:
        bare = dataclasses.replace(bench.account, secrets={})
        with pytest.raises(MissingSecret):
            bench.channel.verify(bare, bench.genuine)


@pytest.mark.parametrize(
    ("kind", "failure", "arrives"),
    [
        ("429", Transient, 0),
        ("503", Transient, 0),
        ("502", Unknown, 0),
        ("401", Permanent, 0),
        ("reset", Unknown, 0),
        ("lost", Unknown, 1),
    ],
)
async def test_a_failed_send_is_told_by_what_is_known_of_it(
    bench: Bench, kind: str, failure: type[Exception], arrives: int
) -> None:
    if not (bench.script and bench.seen):
        return
    bench.script.faults.append(Fault("*", kind))
    with pytest.raises(failure):
        await bench.channel.send(bench.account, bench.address, Outbound("Hello"))
    assert len(bench.seen()) == arrives
    assert await bench.channel.send(bench.account, bench.address, Outbound("Hello again")) != ""
    assert len(bench.seen()) == arrives + 1
