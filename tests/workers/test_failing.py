"""What each failure of a send does: to the message, its conversation, its account, to people."""

from dataclasses import replace

import psycopg
import pytest

from channels import accounts, breaker, registry
from channels.message import Outbound
from channels.outbox import Parcel
from channels.port import (
    Account,
    AccountTrouble,
    Busy,
    MissingSecret,
    OptedOut,
    Unreachable,
    WindowClosed,
)
from channels.simulator import Simulator
from foundation import ids
from foundation.errors import Permanent, Transient, Unknown
from foundation.ids import AccountId, ConversationId, OutboxId, SalonId
from tests.parlour import Parlour
from workers import deliver
from workers.failing import chance

HELD = "SELECT extract(epoch FROM held_until - clock_timestamp())::float FROM account_health"
OVER = "UPDATE account_health SET held_until = '-infinity'"
DUE = "UPDATE outbox SET due_at = clock_timestamp() WHERE status = 'queued'"
CASES = "SELECT kind, seen FROM cases WHERE closed_at IS NULL ORDER BY case_id"


def statuses(admin: psycopg.Connection) -> list[str]:
    found = admin.execute("SELECT status FROM outbox ORDER BY outbox_id").fetchall()
    return [status for (status,) in found]


def held(admin: psycopg.Connection) -> float:
    row = admin.execute(HELD).fetchone()
    assert row
    return float(row[0])


def rested(parlour: Parlour, admin: psycopg.Connection) -> Parlour:
    """Let the rests and waits be over; another process is who finds that out."""
    admin.execute(OVER)
    admin.execute(DUE)
    return parlour.another()


async def sweep(parlour: Parlour) -> int:
    return await deliver.sweep(parlour.house, parlour.answering.accounts)


async def test_a_busy_account_waits_to_the_second_for_all_while_another_goes_on(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    parlour.simulator.failures.append(Busy("too many", retry_after=17))
    await parlour.says("hello")
    assert await parlour.says("hello", "tom") == []
    assert held(admin) == pytest.approx(17, abs=4)
    assert await sweep(parlour) == 0
    other = await another_account(parlour)
    assert len(await other.says("hello", "eve")) == 1
    parlour = rested(parlour, admin)
    assert await sweep(parlour) == 2
    assert statuses(admin) == ["sent"] * 3
    assert admin.execute("SELECT count(*) FROM account_health").fetchone() == (0,)


@pytest.mark.parametrize("failure", [Busy, Transient])
async def test_who_asks_for_days_is_asked_again_after_an_hour(
    parlour: Parlour, admin: psycopg.Connection, failure: type[Transient]
) -> None:
    parlour.simulator.failures.append(failure("too many", retry_after=1e9))
    await parlour.says("hello")
    waits = "SELECT extract(epoch FROM due_at - clock_timestamp()) FROM outbox"
    row = admin.execute(waits.encode()).fetchone()
    assert row
    assert float(row[0]) == pytest.approx(3600, abs=60)
    found = admin.execute("SELECT kind FROM cases WHERE closed_at IS NULL").fetchall()
    assert found == [("provider_away",)] * (failure is Busy), "nobody is answered meanwhile"
    assert await sweep(rested(parlour, admin)) == 1
    assert statuses(admin) == ["sent"]
    assert admin.execute("SELECT FROM cases WHERE closed_at IS NULL").fetchall() == []


async def another_account(parlour: Parlour) -> Parlour:
    """The same salon's second account."""
    async with parlour.house.database.unit_of_work(parlour.salon.salon_id) as tx:
        added = await accounts.connect(tx, parlour.house, "terminal", "Second", {}, "second")
    return replace(parlour.another(), connected=added, house=parlour.house)


async def test_a_recipient_who_gets_too_much_waits_alone(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    parlour.simulator.failures.append(Busy("too many", recipient=True))
    await parlour.says("hello")
    assert len(await parlour.says("hello", "tom")) == 1
    assert statuses(admin) == ["queued", "sent"]
    row = admin.execute("SELECT attempts FROM outbox ORDER BY outbox_id").fetchone()
    assert row == (0,), "it is not the message's fault"


@pytest.mark.parametrize("failure", [AccountTrouble("no funds"), MissingSecret("token")])
async def test_an_account_in_trouble_rests_with_a_case_until_one_goes_through(
    parlour: Parlour, admin: psycopg.Connection, failure: Exception
) -> None:
    parlour.simulator.failures.append(failure)
    await parlour.says("hello")
    await parlour.says("hello", "tom")
    assert statuses(admin) == ["queued", "queued"]
    first = held(admin)
    parlour.simulator.failures.append(failure)
    assert await sweep(rested(parlour, admin)) == 1, "one finds out for all"
    assert held(admin) > first
    assert admin.execute(CASES).fetchall() == [("account_trouble", 2)]
    assert await sweep(rested(parlour, admin)) == 2
    assert statuses(admin) == ["sent", "sent"]
    assert admin.execute(CASES).fetchall() == []


async def test_failures_in_a_row_let_the_account_rest_however_many_customers_write(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    parlour.simulator.failures.extend([Transient("down")] * 10)
    for number in range(8):
        await parlour.says("hello", f"guest {number}")
    assert len(parlour.simulator.failures) == 10 - breaker.TRIPS
    assert admin.execute(CASES).fetchall() == [("provider_away", 1)]
    parlour.simulator.failures.clear()
    assert await sweep(rested(parlour, admin)) == 8
    assert statuses(admin) == ["sent"] * 8
    assert admin.execute(CASES).fetchall() == []


async def test_a_success_ends_the_count_of_failures(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    for number in range(2 * breaker.TRIPS):
        parlour.simulator.failures.append(Transient("down"))
        await parlour.says("hello", f"guest {number}")
        await parlour.says("hello", f"friend {number}")
    assert admin.execute(CASES).fetchall() == []


class Away(Simulator):
    """A provider whose account cannot even be looked at."""

    looks = 0

    async def check(self, account: Account) -> str:  # noqa: ARG002 - the port's shape
        self.looks += 1
        raise Unknown("fell silent")


async def test_a_probe_looks_before_it_risks_a_message(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    parlour.simulator.failures.append(AccountTrouble("no funds"))
    await parlour.says("hello")
    away = Away()
    registry.use("terminal", away)
    for _ in range(10):
        await sweep(rested(parlour, admin))
    assert (statuses(admin), away.shown, away.looks) == (["queued"], [], 10)
    registry.use("terminal", parlour.simulator)
    await sweep(rested(parlour, admin))
    assert statuses(admin) == ["sent"]


@pytest.mark.parametrize(
    ("failure", "status", "blocked", "case"),
    [
        (Unreachable("blocked"), "failed", 1, ["undelivered"]),
        (OptedOut("21610"), "failed", 0, []),
        (WindowClosed("131047"), "failed", 0, ["window_closed"]),
        (Permanent("too long"), "failed", 0, ["not_sent"]),
        (Unknown("fell silent"), "unknown", 0, ["unknown"]),
    ],
)
async def test_what_never_arrives_marks_whom_it_was_for_or_calls_for_a_person(
    parlour: Parlour,
    admin: psycopg.Connection,
    failure: Exception,
    status: str,
    blocked: int,
    case: list[str],
) -> None:
    parlour.simulator.failures.append(failure)
    await parlour.says("hello")
    assert statuses(admin) == [status]
    found = admin.execute("SELECT blocked_at IS NOT NULL FROM conversations").fetchone()
    assert found == (bool(blocked),)
    assert [kind for kind, _ in admin.execute(CASES).fetchall()] == case


async def test_a_sender_that_dies_leaves_a_case_of_its_message(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    parlour.simulator.failures.append(RuntimeError("a bug"))
    with pytest.raises(RuntimeError):
        await parlour.says("hello")
    admin.execute("UPDATE outbox SET leased_until = clock_timestamp() - interval '1 second'")
    await sweep(parlour)
    assert statuses(admin) == ["unknown"]
    assert admin.execute(CASES).fetchall() == [("unknown", 1)]


def test_waits_are_spread_without_a_die() -> None:
    nobody = (AccountId(ids.new()), ConversationId(ids.new()), "", Outbound("hi"))
    salon = SalonId(ids.new())
    drawn = [chance(Parcel(salon, OutboxId(number), *nobody)) for number in range(200)]
    assert min(drawn) < 0.8
    assert max(drawn) > 1.2
    assert len(set(drawn)) > 150
