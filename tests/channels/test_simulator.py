"""The channel of the terminal remembers what it showed."""

import pytest

from channels.message import Address, Choice, Inbound, Kind, Limits, Outbound
from channels.port import Account, Request
from channels.simulator import Simulator
from channels.web.adapter import Web
from foundation.errors import Permanent, Transient

ACCOUNT = Account("terminal", "path", {})
ANN = Address("ann")


async def test_it_renders_like_the_channel_it_plays() -> None:
    sms = Simulator(Limits(text=160, buttons=0))
    await sms.send(ACCOUNT, ANN, Outbound("Which?", (Choice("a", "Ana"), Choice("b", "Bea"))))
    assert sms.shown[0].rendered.parts == ("Which?\n1) Ana\n2) Bea",)
    assert sms.shown[0].address == "ann"


async def test_it_fails_in_the_order_it_was_told_to() -> None:
    simulator = Simulator()
    simulator.failures.append(Transient("busy"))
    with pytest.raises(Transient, match="busy"):
        await simulator.send(ACCOUNT, ANN, Outbound("Hello"))
    assert await simulator.send(ACCOUNT, ANN, Outbound("Hello")) == "1"


async def test_it_refuses_an_empty_message() -> None:
    with pytest.raises(Permanent):
        await Simulator().send(ACCOUNT, ANN, Outbound(""))


async def test_it_remembers_acknowledged_taps() -> None:
    simulator = Simulator()
    await simulator.acknowledge(ACCOUNT, Inbound(Kind.CHOICE, ANN, "1", 1, callback="77"))
    await simulator.acknowledge(ACCOUNT, Inbound(Kind.TEXT, ANN, "2", 2, "hi"))
    assert simulator.acknowledged == ["77"]


@pytest.mark.parametrize("channel", [Simulator(), Web()])
def test_a_channel_without_a_provider_reads_no_webhook(channel: Simulator | Web) -> None:
    assert channel.parse(Request({}, b"{}")) == ()
