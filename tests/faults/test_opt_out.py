"""Nothing is begun to be sent once an opt-out is committed, however much is in flight."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from hashlib import sha256

import psycopg
import pytest

from bot import check
from channels import outbox, registry
from channels.accounts import Accounts
from channels.consent import ledger
from channels.inbox import Talk
from channels.message import Address, Outbound
from channels.outbox import Kind, Stamp
from channels.port import Account
from channels.simulator import Simulator
from foundation.clock import monotonic
from foundation.house import House
from tests.faults.customers import Customer, said_to
from tests.faults.town import Salon, Town, broken, settled
from tests.parlour import Parlour, parlour
from workers import deliver

__all__ = ["parlour"]

_ARRIVES = 0.25  # s that a message takes from its sender to the stand-in, at most
_SENDERS = 4
_EACH = 2  # reminders of each customer
_LOCK = "SELECT FROM conversations WHERE salon_id = %s AND conversation_id = %s FOR NO KEY UPDATE"
_LEFT = "SELECT count(*) FROM outbox WHERE status IN ('queued', 'sending')"
_FATES = "SELECT status, count(*) FROM outbox WHERE kind = 'notice' GROUP BY status"


class Slow(Simulator):
    """A provider that takes its time; it notes when each message was handed to it."""

    def __init__(self) -> None:
        super().__init__()
        self.begun: list[tuple[str, str, float]] = []

    async def send(self, account: Account, address: Address, message: Outbound) -> str:
        self.begun.append((address.value, message.text, monotonic()))
        await asyncio.sleep(0.02)
        return await super().send(account, address, message)


class Held(Accounts):
    """A process that is held up between its lease and its send, each time for another while."""

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self.house = house
        self._sends = 0

    async def by_id(self, salon_id: object, account_id: object) -> object:  # type: ignore[override]  # the fake's own ids
        self._sends += 1
        await asyncio.sleep(luck(f"{self.house.incarnation} {self._sends}") * 0.8)
        return await super().by_id(salon_id, account_id)  # type: ignore[arg-type]  # as above


def luck(what: str) -> float:
    """Give a number from 0 to 1, always the same for the same words."""
    return int.from_bytes(sha256(what.encode()).digest()[:4], "big") / 2**32


@dataclass
class Crowd:
    """Customers with reminders on their way, who all want none any more at some moment."""

    parlour: Parlour
    provider: Slow
    talks: dict[str, Talk] = field(default_factory=dict)
    committed: dict[str, float] = field(default_factory=dict)

    async def comes(self, many: int) -> None:
        for number in range(many):
            who = f"guest {number}"
            self.talks[who] = await self.parlour.hears("hi", who)
        one = self.talks["guest 0"]
        async with self.parlour.house.database.unit_of_work(one.salon_id) as tx:
            await tx.rows("UPDATE inbox SET answered_revision = 0")
            for talk in self.talks.values():
                await tx.rows(_LOCK, (talk.salon_id, talk.conversation_id))
                for number in range(_EACH):
                    said, stamp = Outbound(f"Reminder {number}"), Stamp(Kind.NOTICE)
                    await outbox.put(tx, self.parlour.house, talk, said, stamp, hosted=False)
            await tx.rows(
                "UPDATE outbox SET status = 'queued', lease_owner = NULL, leased_until = NULL"
            )

    async def leaves(self, who: str) -> None:
        """Say stop at a moment of one's own; from its commit on nothing may be begun."""
        await asyncio.sleep(luck(who) * 3)
        talk = await self.parlour.hears("STOP", who)
        self.committed[who] = monotonic()
        await self.parlour.answering.now(talk)

    def late(self) -> list[tuple[str, str]]:
        """Name what was begun after its customer's opt-out, the notice of it apart."""
        return [
            (who, text)
            for who, text, at in self.provider.begun
            if at > self.committed[who] and not text.startswith("You will get no more")
        ]

    def notices(self) -> list[str]:
        return [who for who, text, _ in self.provider.begun if text.startswith("You will get no")]


@asynccontextmanager
async def senders(parlour: Parlour) -> AsyncIterator[None]:
    """Keep so many processes sending, each held up in its own way, until the end."""

    async def sends(number: int) -> None:
        house = replace(parlour.house, incarnation=f"sender {number}")
        held = Held(house)
        while True:
            await deliver.sweep(house, held)
            await asyncio.sleep(0.01)

    tasks = [asyncio.create_task(sends(number)) for number in range(_SENDERS)]
    yield
    for one in tasks:
        one.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def opted_out(parlour: Parlour, many: int) -> Crowd:
    """Let so many customers stop while their reminders are being sent."""
    provider = Slow()
    registry.use("terminal", provider)
    crowd = Crowd(parlour, provider)
    await crowd.comes(many)
    async with senders(parlour):
        await asyncio.gather(*map(crowd.leaves, crowd.talks))
        await asyncio.sleep(2)
    return crowd


async def test_nothing_is_begun_after_an_opt_out_with_a_hundred_in_flight(
    parlour: Parlour,
    admin: psycopg.Connection,
    sized: Callable[[int, int], int],
    record_property: Callable[[str, object], None],
) -> None:
    crowd = await opted_out(parlour, sized(50, 500))
    assert crowd.late() == []
    assert sorted(crowd.notices()) == sorted(crowd.talks), "one notice each"
    assert admin.execute(_LEFT).fetchone() == (0,)
    fates: dict[str, int] = dict(admin.execute(_FATES).fetchall())
    record_property("reminders", fates)
    assert min(fates["sent"], fates["dropped"]) > 0, "some went before, some never did"
    findings = await check.run(parlour.house.settings.database_read_url)
    assert [one.line for one in findings if "opted out" in one.line and not one.ok] == []


async def stops(customer: Customer) -> None:
    """Write in a burst, be it answered or not say stop; after it only the notice may come."""
    for word in ("haircut", "on friday", "after 4", "with Ana please"):
        await customer.says(word)
        await asyncio.sleep(luck(f"{customer.number} {word}") * 0.3)
    await asyncio.sleep(luck(f"{customer.number} stops") * 1.5)
    await customer.says("STOP")
    # What was begun before the commit has arrived by then.
    await asyncio.sleep(_ARRIVES)
    town, salon, number = customer.town, customer.salon, customer.number
    customer.heard += await said_to(town, salon, number, 0, 0)


@pytest.mark.xdist_group("fleet")
async def test_in_running_processes_only_the_notice_comes_after_an_opt_out(
    town: Town, salon: Salon, superuser: psycopg.Connection, sized: Callable[[int, int], int]
) -> None:
    customers = [Customer(town, salon) for _ in range(sized(20, 200))]
    await asyncio.gather(*map(stops, customers))
    await settled(superuser, salon.id, 5 * len(customers))
    for one in customers:
        said = await said_to(town, salon, one.number, 0, 0)
        notices = [n for n, each in enumerate(said) if each.text.startswith("You will get no")]
        assert notices == [len(said) - 1], "one notice, nothing behind it"
        assert len(said) - 1 <= len(one.heard), "only the notice may have come later"
    assert await broken(town.settings) == []


async def test_without_waiting_for_fresh_leases_some_is_begun_after(
    parlour: Parlour, monkeypatch: pytest.MonkeyPatch, sized: Callable[[int, int], int]
) -> None:
    """The control: an opt-out that commits although senders still trust their leases."""
    monkeypatch.setattr(ledger, "TRUST", timedelta())
    assert (await opted_out(parlour, sized(50, 500))).late() != []
