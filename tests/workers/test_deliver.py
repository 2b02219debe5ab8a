"""What becomes of a message: sent, put off, failed or unknown, never out of order."""

import asyncio

import psycopg
import pytest
from structlog.testing import capture_logs

from channels import registry
from channels.message import Address, Outbound
from channels.port import Account
from channels.simulator import Simulator
from foundation.errors import Permanent, Transient, Unknown
from tests.parlour import Parlour
from workers import deliver
from workers.failing import ATTEMPTS, wait_before

DUE_IN = "SELECT extract(epoch FROM due_at - clock_timestamp())::float FROM outbox"


def statuses(admin: psycopg.Connection) -> list[str]:
    found = admin.execute("SELECT status FROM outbox ORDER BY outbox_id").fetchall()
    return [status for (status,) in found]


def cases(admin: psycopg.Connection) -> list[str]:
    """Name what a person must look at."""
    found = admin.execute("SELECT kind FROM cases WHERE closed_at IS NULL ORDER BY case_id")
    return [kind for (kind,) in found]


async def sweep(parlour: Parlour) -> int:
    return await deliver.sweep(parlour.house, parlour.answering.accounts)


def due(admin: psycopg.Connection) -> None:
    """Let the time pass that put-off messages wait."""
    admin.execute("UPDATE outbox SET due_at = clock_timestamp() WHERE status = 'queued'")


async def test_a_reply_is_sent_at_once(parlour: Parlour, admin: psycopg.Connection) -> None:
    assert len(await parlour.says("hello")) == 1
    assert statuses(admin) == ["sent"]
    assert admin.execute("SELECT provider_ref, attempts FROM outbox").fetchone() == ("1", 1)
    assert await sweep(parlour) == 0


async def test_a_wait_that_the_provider_asks_for_is_obeyed(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    parlour.simulator.failures.append(Transient("too many", retry_after=17.0))
    assert await parlour.says("hello") == []
    assert statuses(admin) == ["queued"]
    row = admin.execute(DUE_IN).fetchone()
    assert row
    assert row[0] == pytest.approx(17, abs=5)
    assert await sweep(parlour) == 0
    due(admin)
    assert await sweep(parlour) == 1
    assert len(parlour.shown()) == 1
    assert statuses(admin) == ["sent"]


async def test_what_is_said_later_waits_behind_what_was_put_off(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    parlour.simulator.failures.append(Transient("too many", retry_after=60))
    await parlour.says("hello")
    assert await parlour.says("haircut") == []
    assert statuses(admin) == ["queued", "queued"]
    assert await sweep(parlour) == 0
    due(admin)
    assert await sweep(parlour) == 2
    assert "Hi, I'm" in parlour.shown()[0]
    assert "Hi, I'm" not in parlour.shown()[1]


async def test_once_a_reply_is_through_what_waits_behind_it_follows_at_once(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    parlour.simulator.failures.append(Transient("too many", retry_after=0))
    await parlour.says("hello")
    assert len(await parlour.says("haircut")) == 0
    await deliver.sweep(parlour.house, parlour.answering.accounts)
    assert statuses(admin) == ["sent", "sent"]


async def test_a_message_nobody_takes_is_given_up_with_its_reason(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    parlour.simulator.failures.append(Transient("down"))
    await parlour.says("hello")
    for _ in range(ATTEMPTS - 1):
        assert statuses(admin)[0] == "queued"
        await parlour.says("hello", "tom")  # another's goes through: the line is good
        parlour.simulator.failures.append(Transient("down"))
        due(admin)
        await sweep(parlour)
    assert statuses(admin)[0] == "failed"
    row = admin.execute("SELECT error FROM outbox ORDER BY outbox_id").fetchone()
    assert row == (f"given up after {ATTEMPTS} tries: down",)
    assert cases(admin) == ["not_sent"]


@pytest.mark.parametrize(
    ("failure", "status"),
    [(Permanent("blocked"), "failed"), (Unknown("fell silent"), "unknown")],
)
async def test_what_cannot_be_repeated_says_why_and_lets_the_next_one_go(
    parlour: Parlour, admin: psycopg.Connection, failure: Exception, status: str
) -> None:
    parlour.simulator.failures.append(failure)
    with capture_logs() as lines:
        assert await parlour.says("hello") == []
    assert [line["status"] for line in lines] == [status]
    assert admin.execute("SELECT status, error FROM outbox").fetchone() == (status, str(failure))
    assert len(await parlour.says("haircut")) == 1
    assert await sweep(parlour) == 0


@pytest.mark.parametrize("called", ["a\0b", "\ud800", "".join(map(chr, range(999, 9999))), ""])
async def test_what_went_was_sent_whatever_its_provider_calls_it(
    parlour: Parlour, admin: psycopg.Connection, monkeypatch: pytest.MonkeyPatch, called: str
) -> None:
    async def sends(*_: object) -> str:
        return called

    monkeypatch.setattr(parlour.simulator, "send", sends)
    await parlour.says("hello")
    assert admin.execute("SELECT status FROM outbox").fetchall() == [("sent",)]


async def test_a_failure_nobody_foresaw_leaves_the_fate_to_the_lease(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    parlour.simulator.failures.append(RuntimeError("a bug"))
    with pytest.raises(RuntimeError):
        await parlour.says("hello")
    assert statuses(admin) == ["sending"]
    admin.execute("UPDATE outbox SET leased_until = clock_timestamp() - interval '1 second'")
    assert await sweep(parlour) == 0
    assert statuses(admin) == ["unknown"]


class Hanging(Simulator):
    """A provider that leaves one customer's messages hanging until it is let go."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.let_go = asyncio.Event()
        self.others = asyncio.Event()

    async def send(self, account: Account, address: Address, message: Outbound) -> str:
        if address.value == self.address:
            await self.let_go.wait()
        else:
            self.others.set()
        return await super().send(account, address, message)


async def test_in_a_sweep_nobody_waits_for_a_hanging_send(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    parlour.simulator.failures.extend([Transient("down", retry_after=0)] * 2)
    await parlour.says("hello", "tom")
    await parlour.says("hello", "mia")
    hanging = Hanging("tom")
    registry.use("terminal", hanging)
    sweeping = asyncio.create_task(sweep(parlour))
    async with asyncio.timeout(10):
        await hanging.others.wait()
    hanging.let_go.set()
    assert await sweeping == 2
    assert statuses(admin) == ["sent", "sent"]


async def test_one_failure_of_a_sweep_is_told_after_all_were_tried(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    parlour.simulator.failures.extend([Transient("down", retry_after=0)] * 2)
    await parlour.says("hello", "tom")
    await parlour.says("hello", "mia")
    parlour.simulator.failures.append(RuntimeError("a bug"))
    with pytest.raises(RuntimeError):
        await sweep(parlour)
    assert sorted(statuses(admin)) == ["sending", "sent"]


def test_waits_double_up_to_five_minutes() -> None:
    waits = [wait_before(tries) for tries in range(1, 12)]
    assert waits[:4] == [1, 2, 4, 8]
    assert waits[-1] == 300
