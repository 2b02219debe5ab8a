"""An opt-out is in force with its message: nothing queued goes, nothing held stays, one notice."""

from dataclasses import replace

import psycopg
import pytest

from channels import inbox, limits, outbox, registry
from channels.consent import ledger
from channels.consent.ledger import How, Purpose
from channels.inbox import Talk
from channels.message import Kind, Outbound
from channels.outbox import Stamp
from channels.simulator import Simulator
from dialog import store
from tests.parlour import Parlour
from workers import deliver

HELD = "SELECT count(*) FROM holds"
OUT = "SELECT status, kind FROM outbox ORDER BY outbox_id"


def off(said: list[str]) -> bool:
    return len(said) == 1 and said[0].startswith("You will get no more messages from Luma")


def as_sms(parlour: Parlour) -> Simulator:
    simulator = Simulator(limits.OPENPHONE)
    registry.use("terminal", simulator)
    parlour.simulator = simulator
    return simulator


async def put(parlour: Parlour, talk: Talk, kind: outbox.Kind = outbox.Kind.NOTICE) -> str:
    """Write a message as reminders do; tells what the outbox made of it."""
    async with parlour.house.database.unit_of_work(talk.salon_id) as tx:
        await store.lock(tx, talk.conversation_id, "test")
        await outbox.put(tx, parlour.house, talk, Outbound("See you"), Stamp(kind), hosted=False)
        [(status,)] = await tx.rows(
            "SELECT status FROM outbox WHERE salon_id = %s ORDER BY outbox_id DESC LIMIT 1",
            (talk.salon_id,),
        )
    return str(status)


async def test_stop_is_confirmed_once_and_then_nothing_is_said(parlour: Parlour) -> None:
    await parlour.says("hi")
    assert off(await parlour.says("Stop. thank you"))
    assert await parlour.says("STOP") == []
    assert await parlour.says("haircut friday at 5") == []
    assert await parlour.says("HELP") == []


async def test_an_opt_out_frees_what_is_held(parlour: Parlour, admin: psycopg.Connection) -> None:
    await parlour.says("haircut friday at 17:00")
    assert admin.execute(HELD).fetchone() == (1,)
    assert off(await parlour.says("please stop texting me"))
    assert admin.execute(HELD).fetchone() == (0,)
