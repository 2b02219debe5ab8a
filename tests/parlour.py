"""The demo salon within this process, its customers before the simulator."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest

from booking import salons, seed
from booking.catalogue import Catalogue
from channels import accounts, inbox, registry
from channels.accounts import Accounts, Connected
from channels.inbox import Talk
from channels.message import Address, Inbound, Kind, Rendered
from channels.simulator import Simulator
from dialog import views
from dialog.session import Session
from foundation import clock
from foundation.house import House
from tests.shelf import Shelf
from workers.answer import Answering

NOW = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)


@dataclass
class Parlour:
    """One process's way of a message, from what a customer wrote to what they are shown."""

    house: House
    salon: Catalogue
    connected: Connected
    answering: Answering
    simulator: Simulator
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    async def hears(self, text: str, who: str = "mia", **more: object) -> Talk:
        """Store a message; `more` are other fields of the Inbound."""
        said = replace(self.said(text, who), **more)  # type: ignore[arg-type]  # a test's own fields
        return await inbox.hear(self.house, self.connected, said)

    def said(self, text: str, who: str = "mia") -> Inbound:
        """Make a message as an adapter would."""
        number = next(self.numbers)
        return Inbound(Kind.TEXT, Address(who, "en"), str(number), number, text)

    async def says(self, text: str, who: str = "mia", **more: object) -> list[str]:
        """Write as a customer; gives what they are shown for it."""
        before = len(self.shown(who))
        await self.answering.now(await self.hears(text, who, **more))
        return self.shown(who)[before:]

    async def taps(self, title: str, who: str = "mia") -> list[str]:
        """Tap the newest button whose title begins so."""
        latest = self.rendered(who)[-1].choices
        choice = next(one.id for one in latest if one.title.startswith(title))
        return await self.says("", who, kind=Kind.CHOICE, choice_id=choice)

    def rendered(self, who: str = "mia") -> list[Rendered]:
        return [one.rendered for one in self.simulator.shown if one.address == who]

    def shown(self, who: str = "mia") -> list[str]:
        return ["\n".join(one.parts) for one in self.rendered(who)]

    async def session(self, talk: Talk) -> Session:
        """Read the durable session."""
        async with self.house.database.unit_of_work(self.salon.salon_id) as tx:
            found = await views.session(tx, talk.conversation_id)
        assert found is not None
        return found

    def another(self, incarnation: str = "other") -> "Parlour":
        """The same salon as another process sees it."""
        house = replace(self.house, incarnation=incarnation)
        return replace(self, house=house, answering=Answering(house, Accounts(house)))


async def until(true: Callable[[], object]) -> None:
    """Wait for what another task does, 20 s at most."""
    for _ in range(2000):
        if true():
            return
        await asyncio.sleep(0.01)
    pytest.fail("it never came to that")


@pytest.fixture
async def parlour(house: House, shelf: Shelf) -> AsyncIterator[Parlour]:
    """The demo salon in an empty database; it is Monday 23 November 2026, 14:05."""
    house = replace(house, clock=clock.fixed(NOW))

    async def opened() -> None:
        async with house.database.unit_of_work(seed.SALON_ID, actor="seed") as tx:
            await seed.seed_demo(tx, house.directory)
            await accounts.connect(tx, house, "terminal", "Terminal", {}, "demo")

    await shelf.lay_out("parlour", opened)
    async with house.database.unit_of_work(seed.SALON_ID) as tx:
        salon = await salons.load_catalogue(tx)
        [connected] = await accounts.listed(tx, house)
    simulator = Simulator()
    registry.use("terminal", simulator)
    yield Parlour(house, salon, connected, Answering(house, Accounts(house)), simulator)
    await registry.close()
