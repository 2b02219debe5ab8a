"""Adapters are loaded when needed, once."""

import subprocess
import sys
from collections.abc import AsyncIterator

import pytest

from channels import registry
from channels.message import Limits
from channels.port import Challenged, Polled, Told
from channels.simulator import Simulator
from channels.telegram.adapter import Telegram


@pytest.fixture(autouse=True)
async def forgotten() -> AsyncIterator[None]:
    yield
    await registry.close()
    registry.configure({})


@pytest.mark.parametrize("kind", registry.KINDS)
def test_every_kind_has_one_adapter_per_process(kind: str) -> None:
    assert registry.adapter(kind) is registry.adapter(kind)


def test_what_providers_want_is_known_by_their_kind() -> None:
    known = {kind: registry.adapter(kind) for kind in registry.KINDS}
    told = {kind for kind, one in known.items() if isinstance(one, Told)}
    polled = {kind for kind, one in known.items() if isinstance(one, Polled)}
    challenged = {kind for kind, one in known.items() if isinstance(one, Challenged)}
    assert told == {"evolution", "telegram", "twilio"}
    assert (polled, challenged) == ({"telegram"}, {"whatsapp"})


def test_an_unknown_kind_is_named() -> None:
    with pytest.raises(registry.UnknownKind, match="pigeon"):
        registry.adapter("pigeon")
    with pytest.raises(registry.UnknownKind, match="pigeon"):
        registry.use("pigeon", Simulator())


def test_an_adapter_made_elsewhere_takes_its_place() -> None:
    narrow = Simulator(Limits(buttons=0))
    registry.use("terminal", narrow)
    assert registry.adapter("terminal") is narrow


async def test_closing_forgets_the_adapters() -> None:
    first = registry.adapter("telegram")
    await registry.close()
    assert registry.adapter("telegram") is not first


def test_a_base_address_reaches_the_adapter() -> None:
    registry.configure({"telegram": "http://127.0.0.1:9", "web": "http://nowhere"})
    assert isinstance(registry.adapter("telegram"), Telegram)
    registry.adapter("web")


def test_no_vendors_library_is_loaded_before_its_kind_is_asked_for() -> None:
    code = (
        "import sys; from channels import registry; from channels.telegram import updates, proof;"
        "registry.adapter('web'); registry.adapter('terminal');"
        "assert 'aiogram' not in sys.modules; registry.adapter('telegram');"
        "assert 'aiogram' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
