"""SMS cost money: where they may go, how many, whoever asks for them."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import msgspec
import psycopg
import pytest

from booking import policies
from booking.policy import Policy, Sms
from channels import limits, registry
from channels.accounts import Accounts
from channels.simulator import Simulator
from foundation.errors import Permanent, Transient, Unknown
from foundation.redis import Live
from tests.parlour import Parlour
from workers import deliver
from workers.answer import Answering

SPENT = "SELECT coalesce(sum(parts), 0)::int FROM sms_sends"
CASES = "SELECT kind, facts->>'state' FROM cases WHERE closed_at IS NULL ORDER BY case_id"
STATUSES = "SELECT status, count(*)::int FROM outbox GROUP BY 1 ORDER BY 1"
MIA = "+491705550001"


def texting(parlour: Parlour, **settings: object) -> Parlour:
    """The same salon where its line is one that costs money."""
    simulator = Simulator(limits.TWILIO)
    registry.use("terminal", simulator)
    limited = {"sms_per_prefix": 20} | settings
    wanted = parlour.house.settings.model_copy(update=limited)
    house = replace(parlour.house, settings=wanted)
    answering = Answering(house, Accounts(house))
    return replace(parlour, house=house, simulator=simulator, answering=answering)


async def agreed(parlour: Parlour, sms: Sms) -> None:
    """Make these the salon's terms."""
    async with parlour.house.database.unit_of_work(parlour.salon.salon_id) as tx:
        await policies.publish(tx, Policy(sms=sms))


def one(admin: psycopg.Connection, query: str) -> object:
    row = admin.execute(query.encode()).fetchone()
    assert row
    return row[0]


async def pumped(parlour: Parlour, many: int) -> int:
    """Write from as many new numbers of one block; gives how many were answered."""
    found = [len(await parlour.says("hello", f"+4917055500{n:02d}")) for n in range(many)]
    return sum(found)


async def test_a_thousand_new_numbers_of_one_block_get_twenty_sms_an_hour(
    parlour: Parlour, admin: psycopg.Connection, sized: Callable[[int, int], int]
) -> None:
    many = sized(30, 99)
    texts = texting(parlour)
    assert await pumped(texts, many) == 20
    assert admin.execute(CASES).fetchall() == [("sms_prefix", None)]
    assert dict(admin.execute(STATUSES).fetchall()) == {"sent": 20, "queued": many - 20}
    assert len(await texts.says("hello", "+493055501234")) == 1, "another block"


async def test_without_the_limit_all_of_them_would_be_paid_for(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    assert await pumped(texting(parlour, sms_per_prefix=0), 22) == 22
    assert one(admin, SPENT) == 22


async def test_what_waits_for_room_is_given_up_in_the_end(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    texts = texting(parlour, sms_per_prefix=1)
    assert await pumped(texts, 2) == 1
    wait = "SELECT extract(epoch FROM due_at - clock_timestamp())::float FROM outbox"
    assert float(str(one(admin, f"{wait} WHERE status = 'queued'"))) == pytest.approx(3600, rel=0.3)
    for _ in range(2):
        admin.execute("UPDATE outbox SET due_at = clock_timestamp() WHERE status = 'queued'")
        await sweep(texts)
    assert dict(admin.execute(STATUSES).fetchall()) == {"sent": 1, "failed": 1}


async def sweep(parlour: Parlour) -> None:
    await deliver.sweep(parlour.house, parlour.answering.accounts)


async def test_whom_the_salon_has_known_for_a_week_is_no_stranger(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    texts = texting(parlour, sms_per_prefix=1)
    assert len(await texts.says("hello", MIA)) == 1
    assert await texts.says("haircut", MIA) == []
    admin.execute("UPDATE conversations SET created_at = created_at - interval '8 days'")
    admin.execute("UPDATE outbox SET status = 'dropped' WHERE status = 'queued'")
    assert len(await texts.says("haircut", MIA)) == 1


async def test_the_limits_hold_without_redis(parlour: Parlour) -> None:
    away = Live("redis://127.0.0.1:9/0")
    house = replace(parlour.house, live=away)
    assert await pumped(texting(replace(parlour, house=house), sms_per_prefix=3), 6) == 3
    await away.close()


@pytest.mark.parametrize("number", ["+998901234567", "+12685550100", "777", "+999123456"])
async def test_no_sms_goes_where_the_salon_does_not_write_to(
    parlour: Parlour, admin: psycopg.Connection, number: str
) -> None:
    texts = texting(parlour)
    for _ in range(2):
        assert await texts.says("hello", number) == []
    assert dict(admin.execute(STATUSES).fetchall()) == {"failed": 2}
    [(kind, country)] = admin.execute(CASES).fetchall()
    assert kind == "sms_country"
    assert country in {"UZ", "AG", "unknown"}
    assert one(admin, SPENT) == 0
    assert len(await texts.says("hello", MIA)) == 1, "its own country"


async def test_a_country_that_is_allowed_is_written_to(parlour: Parlour) -> None:
    await agreed(parlour, Sms(countries=("AT", "UZ")))
    texts = texting(parlour)
    assert len(await texts.says("hello", "+998901234567")) == 1
    assert await texts.says("hello", MIA) == [], "the list is the whole of it"


async def test_a_channel_without_a_price_is_asked_nothing(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    assert len(await parlour.says("hello", "+998901234567")) == 1
    assert one(admin, SPENT) == 0


async def test_the_cap_of_a_day_is_exact_with_many_at_once(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    await agreed(parlour, Sms(parts_a_day=5))
    here, there = texting(parlour), parlour.another()
    there = replace(there, simulator=here.simulator)
    await asyncio.gather(
        *((here, there)[n % 2].says("hello", f"+4917{n}5550001") for n in range(8))
    )
    paid = one(admin, SPENT)
    parts = len(here.simulator.shown)
    assert (paid, parts) == (5, 5)
    assert dict(admin.execute(STATUSES).fetchall()) == {"sent": 5, "failed": 3}
    assert admin.execute(CASES).fetchall() == [("sms_spent", None)]


async def test_a_new_day_has_its_own_cap(parlour: Parlour, admin: psycopg.Connection) -> None:
    await agreed(parlour, Sms(parts_a_day=3))
    texts = texting(parlour)
    assert len(await texts.says("hello", MIA)) == 1
    admin.execute("UPDATE sms_sends SET parts = 3")
    assert await texts.says("haircut", MIA) == []
    admin.execute("UPDATE sms_sends SET day = day - 1")
    assert len(await texts.says("haircut", MIA)) == 1


@pytest.mark.parametrize(
    ("failure", "paid"),
    [(Transient("down"), 0), (Permanent("no"), 0), (Unknown("fell silent"), 1)],
)
async def test_what_was_surely_not_sent_costs_nothing(
    parlour: Parlour, admin: psycopg.Connection, failure: Exception, paid: int
) -> None:
    texts = texting(parlour)
    texts.simulator.failures.append(failure)
    assert await texts.says("hello", MIA) == []
    assert one(admin, SPENT) == paid


def test_terms_of_before_have_no_cap() -> None:
    assert msgspec.json.decode(b"{}", type=Policy).sms == Sms()
