"""Customers who want one slot at one moment, else any other of its day."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256

from foundation import clock
from foundation.clock import monotonic
from tests.faults.customers import Customer, Said
from tests.faults.town import Salon, Town

# Whoever reads one of these was shown an error, or is asked again for what was said.
WRONG = ("did not get that", "earlier message", "like to book?", "Which day", "only read text")


def friday() -> date:
    """Give a Friday one to two weeks away."""
    today = clock.now().date()
    return today + timedelta(days=7 + (4 - today.weekday()) % 7)


@dataclass(slots=True)
class Rival:
    """One of them; `took` is how long each reply took, in seconds."""

    customer: Customer
    day: date
    seed: int
    took: list[float] = field(default_factory=list)

    async def wishes(self) -> Said:
        """Ask for the one slot, at about the same moment as all others."""
        await asyncio.sleep(self._luck() / 256 / 20)
        return await self._does(
            self.customer.says, f"haircut with Bea on {self.day:%A %-d %B} at 17:00"
        )

    async def settles(self, said: Said) -> str:
        """Take one of the times offered until one is booked, or none is left that day."""
        while "Booked" not in said.text:
            if "Your first name?" in said.text:
                said = await self._does(self.customer.says, self.customer.name)
            elif any(one.title == "Yes, book" for one in said.choices):
                said = await self._does(self.customer.taps, said.choice("Yes"))
            elif offered := self.offered(said):
                said = await self._does(self.customer.taps, offered[self._luck() % len(offered)])
            else:
                assert "fully booked" in said.text, said.text
                return "told"
        return "booked"

    def offered(self, said: Said) -> list[str]:
        """Give the choices on the wanted day; a title names the day only where there are more."""
        alone = f"{self.day:%A %-d %B}" in said.text.partition("Closest")[2]
        named = f"{self.day:%a %-d %b} "
        return [
            one.id
            for one in said.choices
            if one.title.startswith(named) or (alone and one.title[0].isdecimal())
        ]

    def _luck(self) -> int:
        """Throw the rival's own dice, the same for the same seed."""
        throw = f"{self.seed}/{self.customer.name}/{len(self.took)}"
        return sha256(throw.encode()).digest()[0]

    async def _does(self, act: Callable[[str], Awaitable[None]], what: str) -> Said:
        begun = monotonic()
        await act(what)
        said = await self.customer.hears()
        self.took.append(monotonic() - begun)
        assert not [wrong for wrong in WRONG if wrong in said.text], said.text
        return said


def rivals(town: Town, salon: Salon, many: int, seed: int) -> list[Rival]:
    """Let so many come, in an order of the seed's own."""
    day = friday()
    come = [Rival(Customer(town, salon, f"Mia {number}"), day, seed) for number in range(many)]
    return sorted(come, key=lambda one: sha256(f"{seed} {one.customer.name}".encode()).digest())
