"""One turn answers all that is unanswered, whoever else tries at the same time."""

import asyncio
from dataclasses import replace

import psycopg
import pytest

from bot import check
from channels.message import Kind
from dialog import views
from dialog.session import State
from foundation import db
from foundation.db import Database
from foundation.ids import ConversationId
from foundation.redis import Live
from tests.parlour import Parlour
from workers.answer import Answering

WISH = "haircut with Bea on Friday 27 November at 17:00"
TURNS = "SELECT count(*) FROM turns"
HOLDS = "SELECT count(*) FROM holds"


def counted(admin: psycopg.Connection, query: str) -> int:
    row = admin.execute(query.encode()).fetchone()
    assert row
    return int(row[0])


async def test_messages_in_a_row_are_one_turn_in_the_provider_s_order(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    await parlour.hears("at 17:00", sequence=3)
    await parlour.hears("haircut with Bea", sequence=1)
    shown = await parlour.says("on Friday 27 November", sequence=2)
    assert len(shown) == 1
    assert "Haircut with Bea, Friday 27 November, 17:00" in shown[0]
    assert counted(admin, TURNS) == 1


async def test_what_stays_true_is_said_although_another_message_followed(parlour: Parlour) -> None:
    await parlour.says(WISH)
    await parlour.hears("", kind=Kind.LOCATION)
    shown = await parlour.says("can I talk to a human")
    assert len(shown) == 1
    assert "030 555 010" in shown[0]
    assert "only read text" not in shown[0], "the answer to the earlier message is not worth it"


async def test_a_block_frees_what_was_held_without_a_word(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    await parlour.says(WISH)
    assert counted(admin, HOLDS) == 1
    assert await parlour.says("", kind=Kind.BLOCKED) == []
    assert counted(admin, HOLDS) == 0
    assert counted(admin, "SELECT count(blocked_at) FROM conversations") == 1
    assert await parlour.says("", kind=Kind.UNBLOCKED) == []
    assert len(await parlour.says("hello again")) == 1
    assert counted(admin, "SELECT count(blocked_at) FROM conversations") == 0


async def test_a_person_who_is_called_is_noted_once(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    await parlour.says("human")
    since = admin.execute("SELECT waiting_since FROM conversations").fetchone()
    await parlour.says("human please")
    assert admin.execute("SELECT waiting_since FROM conversations").fetchone() == since
    assert since != (None,)


async def test_a_known_customer_is_called_by_name_and_never_asked_again(parlour: Parlour) -> None:
    await parlour.says(WISH)
    await parlour.says("Mia")
    assert "Mia" in str(await parlour.taps("Yes"))
    shown = await parlour.says("haircut with Ana on Saturday at 10:00")
    assert "first name" not in shown[0]
    assert "Mia" in str(await parlour.taps("Yes"))


class Meddling(Live):
    """Has another process answer a message between a turn's load and its close, so many times."""

    def __init__(self, url: str, parlour: Parlour, times: int) -> None:
        super().__init__(url)
        self.parlour = parlour
        self.times = times

    async def load(self, key: str, revision: int | None = None) -> bytes | None:
        if self.times:
            self.times -= 1
            await self.parlour.says("hello?")
            await self.parlour.hears("haircut")
        return await super().load(key, revision)


@pytest.mark.parametrize("times", [1, 2])
async def test_a_turn_that_others_overtake_takes_the_lock_at_last(
    parlour: Parlour, admin: psycopg.Connection, times: int
) -> None:
    await parlour.says("hello")
    live = Meddling(parlour.house.settings.redis_url, parlour.another(), times)
    house = replace(parlour.house, live=live)
    meddled = Answering(house, parlour.answering.accounts)
    talk = await parlour.hears("haircut")
    await meddled.now(talk)
    await live.close()
    assert live.times == 0
    assert counted(admin, "SELECT count(*) FROM inbox WHERE answered_revision IS NULL") == 0
    assert counted(admin, TURNS) == 2 + times
    findings = await check.run(parlour.house.settings.database_read_url)
    assert [one.line for one in findings if not one.ok] == []


async def test_of_many_who_want_one_chair_one_has_it_the_others_are_offered_others(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    everyone = [f"customer {number}" for number in range(12)]
    replies = await asyncio.gather(*(parlour.says(WISH, who) for who in everyone))
    held = [one for (one,) in replies if "Held for you" in one]
    lost = [one for (one,) in replies if "Closest" in one]
    assert (len(held), len(lost)) == (1, 11)
    assert counted(admin, HOLDS) == 1


async def test_a_paused_holder_of_the_lock_costs_a_wait_and_no_answer(
    parlour: Parlour, admin: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "_SESSION_OPTIONS", "-c lock_timeout=200ms -c timezone=UTC")
    settings = parlour.house.settings
    database = Database(settings.database_url, size=2)
    await database.open()
    impatient = Answering(replace(parlour.house, database=database), parlour.answering.accounts)
    talk = await parlour.hears(WISH)
    with psycopg.connect(settings.database_owner_url) as paused:
        paused.execute("SELECT set_config('app.salon_id', %s, false)", (str(talk.salon_id),))
        paused.execute("SELECT 1 FROM conversations FOR UPDATE")
        with pytest.raises(Exception, match="lock timeout"):
            await impatient.now(talk)
        paused.rollback()
    assert counted(admin, TURNS) == 0
    assert await impatient.now(talk)
    await database.close()
    assert "Held for you" in parlour.shown()[0]


async def test_a_trace_says_what_was_heard_and_done(parlour: Parlour) -> None:
    talk = await parlour.hears(WISH)
    await parlour.answering.now(talk)
    async with parlour.house.database.unit_of_work(talk.salon_id) as tx:
        (turned,) = await views.turns(tx, parlour.house.vault, ConversationId(talk.conversation_id))
    assert turned.steps
    assert (await parlour.session(talk)).state is State.NAME
