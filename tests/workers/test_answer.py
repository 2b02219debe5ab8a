"""What customers wrote is answered: at once where it was heard, by a sweep where nobody did."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import psycopg
from structlog.testing import capture_logs

from booking import salons
from foundation import ids
from foundation.ids import ConversationId
from tests.parlour import Parlour
from workers.answer import Chains

LATER = "UPDATE inbox SET answer_after = answer_after - interval '10 seconds'"
LEFT = "SELECT count(*) FROM inbox WHERE answered_revision IS NULL"


async def test_what_nobody_answered_in_time_a_sweep_answers(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    for who in ("mia", "tom"):
        await parlour.hears("hello", who)
    assert await parlour.answering.sweep() == 0
    admin.execute(LATER)
    assert await parlour.another().answering.sweep() == 2
    assert len(parlour.shown("mia")) == len(parlour.shown("tom")) == 1
    assert await parlour.answering.sweep(timedelta()) == 0


async def test_in_a_sweep_one_failure_keeps_nobody_from_their_answer(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    poisoned = await parlour.hears("hello", "tom")
    await parlour.hears("hello", "mia")
    admin.execute(
        "UPDATE inbox SET body = 'no seal' WHERE inbox_id = %s", (poisoned.letters[0].id,)
    )
    with capture_logs() as lines:
        await parlour.answering.sweep(timedelta())
    assert len(parlour.shown("mia")) == 1
    failed = [line for line in lines if line["event"] == "answer_failed"]
    assert [line["conversation_id"] for line in failed] == [str(poisoned.conversation_id)]


async def test_what_was_answered_meanwhile_is_not_answered_again(parlour: Parlour) -> None:
    talk = await parlour.hears("hello")
    assert await parlour.answering.now(talk)
    assert await parlour.answering.now(talk) is None
    assert len(parlour.shown()) == 1


async def test_two_processes_that_answer_at_once_answer_once(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    other = parlour.another()
    for number in range(10):
        talk = await parlour.hears("hello", f"customer {number}")
        await asyncio.gather(parlour.answering.now(talk), other.answering.now(talk))
        assert len(parlour.shown(f"customer {number}")) == 1
    assert admin.execute(LEFT).fetchone() == (0,)


async def test_a_changed_catalogue_is_read_anew(parlour: Parlour) -> None:
    assert "Perm" not in str(await parlour.says("hello"))
    before = await parlour.answering.catalogue(parlour.salon.salon_id, -1)
    await _renamed(parlour, "Perm")
    talk = await parlour.hears("hello", "tom")
    assert talk.catalogue_revision != before.revision
    await parlour.answering.now(talk)
    assert "Perm" in str(parlour.rendered("tom"))


async def _renamed(parlour: Parlour, name: str) -> None:
    first, *rest = parlour.salon.services
    salon = replace(parlour.salon, services=(replace(first, names={"en": name}), *rest))
    async with parlour.house.database.unit_of_work(salon.salon_id) as tx:
        await salons.replace(tx, salon)


async def test_a_conversation_s_turns_go_one_after_another_others_do_not_wait() -> None:
    chains, went, let_go = Chains(), list[str](), asyncio.Event()
    mia, tom = ConversationId(ids.new()), ConversationId(ids.new())

    async def turn(whose: ConversationId, name: str) -> None:
        async with chains.turn(whose):
            went.append(f"{name} begins")
            if name == "first":
                await let_go.wait()
            went.append(f"{name} ends")

    async with asyncio.TaskGroup() as group:
        group.create_task(turn(mia, "first"))
        group.create_task(turn(mia, "second"))
        await asyncio.sleep(0)
        await turn(tom, "other")
        let_go.set()
    assert went == [
        *("first begins", "other begins", "other ends"),
        *("first ends", "second begins", "second ends"),
    ]
