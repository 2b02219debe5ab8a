"""What WhatsApp cannot deliver goes by SMS, where the same person is known there and wants it."""

from dataclasses import dataclass, replace

import psycopg
import pytest

from booking import customers
from bot.engine import Engine
from channels import accounts, registry
from channels.message import Fate, Receipt
from channels.port import Unreachable
from channels.simulator import Simulator
from foundation import ids
from foundation.errors import Transient
from foundation.ids import CustomerId
from tests.parlour import Parlour

CASES = "SELECT kind FROM cases WHERE closed_at IS NULL"
LATE = "UPDATE conversations SET blocked_at = clock_timestamp() WHERE account_id = %s"


@dataclass
class Two:
    """One customer who has written from WhatsApp and by SMS."""

    whatsapp: Parlour
    sms: Parlour
    admin: psycopg.Connection

    def by_sms(self) -> list[str]:
        return self.sms.shown()

    def cases(self) -> list[str]:
        return [kind for (kind,) in self.admin.execute(CASES).fetchall()]

    async def told(self, fate: Fate, code: int | None) -> None:
        """Let WhatsApp tell what became of its first message."""
        engine = Engine(self.whatsapp.house)
        await engine.told(self.whatsapp.connected, [Receipt("1", fate, code)] * 2)
        await engine.settle()


async def on(parlour: Parlour, kind: str) -> Parlour:
    async with parlour.house.database.unit_of_work(parlour.salon.salon_id) as tx:
        added = await accounts.connect(tx, parlour.house, kind, kind, {}, kind)
    simulator = Simulator()
    registry.use(kind, simulator)
    return replace(parlour, connected=added, simulator=simulator)


@pytest.fixture
async def two(parlour: Parlour, admin: psycopg.Connection) -> Two:
    found = Two(await on(parlour, "whatsapp"), await on(parlour, "twilio"), admin)
    await found.sms.says("hello")
    await found.whatsapp.hears("hello")
    customer = CustomerId(ids.new())
    async with parlour.house.database.unit_of_work(parlour.salon.salon_id) as tx:
        await customers.keep(tx, parlour.house.vault, customer, {"name": "Mia"})
    admin.execute("UPDATE conversations SET customer_id = %s", (customer,))
    return found


async def test_a_number_without_whatsapp_gets_it_by_sms_at_once(two: Two) -> None:
    two.whatsapp.simulator.failures.append(Unreachable("131026"))
    before = len(two.by_sms())
    await two.whatsapp.says("haircut")
    [said] = two.by_sms()[before:]
    assert "Haircut" in said
    assert two.sms.rendered()[-1].choices == (), "buttons of another conversation answer nothing"
    assert two.cases() == []


async def test_a_receipt_that_comes_later_does_the_same_once(two: Two) -> None:
    await two.whatsapp.says("haircut")
    before = len(two.by_sms())
    await two.told(Fate.FAILED, 131026)
    await two.told(Fate.FAILED, 131026)
    assert len(two.by_sms()) == before + 1
    assert two.cases() == []


async def test_while_sms_fails_it_is_tried_there_again(two: Two) -> None:
    await two.whatsapp.says("haircut")
    two.sms.simulator.failures.append(Transient("down"))
    await two.told(Fate.FAILED, 131026)
    row = two.admin.execute("SELECT status FROM outbox WHERE post LIKE 'instead:%'").fetchone()
    assert row == ("queued",)


@pytest.mark.parametrize("code", [131049, 131051, None])
async def test_what_another_channel_cannot_make_good_is_left_to_people(
    two: Two, code: int | None
) -> None:
    await two.whatsapp.says("haircut")
    before = len(two.by_sms())
    await two.told(Fate.FAILED, code)
    assert (len(two.by_sms()), two.cases()) == (before, ["undelivered"])


async def test_who_wants_no_sms_gets_none(two: Two) -> None:
    await two.whatsapp.says("haircut")
    await two.sms.says("stop")
    before = len(two.by_sms())
    await two.told(Fate.FAILED, 131026)
    assert (len(two.by_sms()), two.cases()) == (before, ["undelivered"])


async def test_where_sms_does_not_arrive_either_it_is_left_to_people(two: Two) -> None:
    await two.whatsapp.says("haircut")
    two.admin.execute(LATE, (two.sms.connected.account_id,))
    await two.told(Fate.FAILED, 131026)
    assert two.cases() == ["undelivered"]


async def test_another_person_s_number_is_never_used(two: Two) -> None:
    await two.whatsapp.says("haircut")
    two.admin.execute("UPDATE conversations SET customer_id = NULL")
    before = len(two.by_sms())
    await two.told(Fate.FAILED, 131026)
    assert (len(two.by_sms()), two.cases()) == (before, ["undelivered"])
