"""Who has a conversation: while a person has it the bot says nothing."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest

from channels import outbox
from channels.message import Kind
from channels.ownership import PHONE, Cause, Owner, Voice
from dialog import relay
from dialog.relay import Place
from foundation.errors import Refused, Transient
from foundation.redis import Live
from tests.dialog.counter import WISH, hire, lines, owner, place, send, sound
from tests.parlour import Parlour
from workers import deliver
from workers.answer import Answering


async def test_while_a_person_has_it_the_bot_is_silent_and_keeps_what_is_said(
    parlour: Parlour, ana: Voice, admin: psycopg.Connection
) -> None:
    at = await place(parlour)
    taken = await relay.take(at, ana, 0)
    assert (taken.voice, taken.version) == (ana, 1)
    assert await parlour.says("haircut tomorrow at ten") == []
    assert await parlour.says("hello?") == []
    assert admin.execute("SELECT count(*) FROM inbox").fetchone() == (3,)
    unanswered = "SELECT count(*) FROM inbox WHERE answered_revision IS NULL"
    assert admin.execute(unanswered).fetchone() == (0,)
    assert await relay.hand_back(at, 1) == ()
    assert len(await parlour.says("haircut")) == 1
    assert await sound(parlour) == []


async def test_of_two_who_take_at_once_one_has_it_and_the_other_is_told_who(
    parlour: Parlour, ana: Voice
) -> None:
    bea = await hire(parlour, "Bea")
    at = await place(parlour)
    tries = await asyncio.gather(
        relay.take(at, ana, 0), relay.take(at, bea, 0), return_exceptions=True
    )
    [won] = [one for one in tries if isinstance(one, Owner)]
    [lost] = [one for one in tries if isinstance(one, Refused)]
    assert lost.key == "moved_on"
    assert lost.facts["owner"] == replace(won, silent=lost.facts["owner"].silent)  # type: ignore[attr-defined]  # an Owner by the line above
    assert (await owner(at)).version == 1


async def test_a_colleague_takes_it_over_knowingly_and_the_first_can_do_no_more(
    parlour: Parlour, ana: Voice
) -> None:
    bea = await hire(parlour, "Bea")
    at = await place(parlour)
    await relay.take(at, ana, 0)
    await relay.take(at, bea, 1)
    with pytest.raises(Refused, match="moved_on"):
        await relay.say(at, ana, 1, "hi", "p")
    with pytest.raises(Refused, match="moved_on"):
        await relay.hand_back(at, 1)
    with pytest.raises(Refused, match="moved_on"):
        async with relay.arranging(at, ana, 2):
            pytest.fail("it is not hers any more")


async def test_what_a_person_writes_goes_out_once_in_order_with_their_name(
    parlour: Parlour, ana: Voice, admin: psycopg.Connection
) -> None:
    at = await place(parlour)
    await relay.take(at, ana, 0)
    for post in ("one", "one", "two"):
        _, parcels = await relay.say(at, ana, 1, f"this is {post}", post)
        await send(parlour, parcels)
    assert parlour.shown()[1:] == ["this is one", "this is two"]
    assert lines(admin)[1:] == [("human", "sent")] * 2
    authors = admin.execute("SELECT author FROM outbox WHERE kind = 'human'").fetchall()
    assert authors == [(ana.operator_id,)] * 2
    assert await sound(parlour) == []


async def test_who_writes_while_the_bot_has_it_takes_it(parlour: Parlour, ana: Voice) -> None:
    at = await place(parlour)
    found, _ = await relay.say(at, ana, 0, "hi, Ana here", "p")
    assert (found.voice, found.version) == (ana, 1)
    assert await parlour.says("hello") == []


async def test_nothing_is_not_written(parlour: Parlour, ana: Voice) -> None:
    at = await place(parlour)
    with pytest.raises(Refused, match="no_text"):
        await relay.say(at, ana, 0, " \n", "p")
    assert not (await owner(at)).human


async def test_what_the_salon_writes_from_its_phone_takes_the_conversation(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    at = await place(parlour)
    found = await relay.heard_from_phone(at, "Hi Mia, come on Thursday", "wamid.1")
    await relay.heard_from_phone(at, "Hi Mia, come on Thursday", "wamid.1")
    assert found.voice == PHONE
    assert lines(admin) == [("bot", "sent"), ("human", "sent")]
    assert len(parlour.shown()) == 1, "it was sent by the phone itself"
    assert await parlour.says("ok thanks") == []


async def test_what_the_bot_has_queued_is_dropped_with_the_takeover(
    parlour: Parlour, ana: Voice, admin: psycopg.Connection
) -> None:
    parlour.simulator.failures.append(Transient("too many", retry_after=60))
    at = await place(parlour)
    assert lines(admin) == [("bot", "queued")]
    await relay.take(at, ana, 0)
    assert lines(admin) == [("bot", "dropped")]
    _, parcels = await relay.say(at, ana, 1, "hi", "p")
    await send(parlour, parcels)
    assert parlour.shown() == ["hi"]


async def test_what_is_put_back_after_the_takeover_is_dropped_by_the_sweep(
    parlour: Parlour, ana: Voice, admin: psycopg.Connection
) -> None:
    at = await place(parlour)
    await relay.take(at, ana, 0)
    admin.execute("UPDATE outbox SET status = 'queued', sent_at = NULL")
    await deliver.sweep(parlour.house, parlour.answering.accounts)
    assert lines(admin) == [("bot", "dropped")]
    # The control: while the bot has the conversation the same message goes out.
    await relay.hand_back(at, 1)
    admin.execute("UPDATE outbox SET status = 'queued'")
    await deliver.sweep(parlour.house, parlour.answering.accounts)
    assert lines(admin) == [("bot", "sent")]


async def is_taken(at: Place) -> None:
    """Wait until a person has it: from there on nothing of the bot begins."""
    while not (await owner(at)).human:  # noqa: ASYNC110 - the database has no event for it
        await asyncio.sleep(0.01)


async def test_a_takeover_is_done_when_nothing_of_the_bot_is_on_its_way(
    parlour: Parlour, ana: Voice, admin: psycopg.Connection
) -> None:
    at = await place(parlour)
    admin.execute(
        "UPDATE outbox SET status = 'sending', lease_owner = 'other',"
        " leased_until = clock_timestamp() + make_interval(secs => 30)"
    )
    taking = asyncio.create_task(relay.take(at, ana, 0))
    await is_taken(at)
    await asyncio.sleep(0.1)
    assert not taking.done()
    admin.execute("UPDATE outbox SET status = 'sent', leased_until = NULL, sent_at = now()")
    await asyncio.wait_for(taking, 20)


async def test_a_sender_that_was_held_up_asks_before_it_sends(
    parlour: Parlour, ana: Voice, admin: psycopg.Connection
) -> None:
    at = await place(parlour)
    [said] = parlour.shown()
    admin.execute("UPDATE outbox SET status = 'queued', sent_at = NULL")
    [(salon, number, _)] = await outbox.claim(parlour.house)
    async with parlour.house.database.unit_of_work(salon) as tx:
        parcel = await outbox.parcel(tx, parlour.house.vault, number)
    late = replace(parcel, leased=parcel.leased - 60)
    taking = asyncio.create_task(relay.take(at, ana, 0))
    await is_taken(at)
    await send(parlour, (late,))
    assert parlour.shown() == [said]
    await asyncio.wait_for(taking, 20)
    await deliver.sweep(parlour.house, parlour.answering.accounts)
    assert lines(admin) == [("bot", "dropped")]


class Meddling(Live):
    """Has a person take the conversation between a turn's load and its close."""

    taken = False
    at: Place
    by: Voice

    async def load(self, key: str, revision: int | None = None) -> bytes | None:
        found = await super().load(key, revision)
        if not self.taken:
            self.taken = True
            await relay.take(self.at, self.by, 0)
        return found


async def test_a_turn_that_is_thought_while_a_person_takes_over_says_nothing(
    parlour: Parlour, ana: Voice, admin: psycopg.Connection
) -> None:
    at = await place(parlour)
    live = Meddling(parlour.house.settings.redis_url)
    live.at, live.by = at, ana
    meddled = Answering(replace(parlour.house, live=live), parlour.answering.accounts)
    await meddled.now(await parlour.hears(WISH))
    await live.close()
    assert len(parlour.shown()) == 1
    assert admin.execute("SELECT count(*) FROM holds").fetchone() == (0,)
    assert await sound(parlour) == []


async def test_a_block_is_heard_whoever_has_it(
    parlour: Parlour, ana: Voice, admin: psycopg.Connection
) -> None:
    at = await place(parlour, WISH)
    await relay.take(at, ana, 0)
    await parlour.says("", kind=Kind.BLOCKED)
    assert admin.execute("SELECT count(blocked_at) FROM conversations").fetchone() == (1,)
    assert admin.execute("SELECT count(*) FROM holds").fetchone() == (0,)
    await relay.take(at, PHONE, 1)
    assert admin.execute("SELECT count(blocked_at) FROM conversations").fetchone() == (1,)


async def test_the_timer_takes_nothing_from_who_has_just_spoken(
    parlour: Parlour, ana: Voice
) -> None:
    at = await place(parlour)
    await relay.take(at, ana, 0)
    with pytest.raises(Refused, match="moved_on"):
        await relay.hand_back(at, 1, Cause.TIMER, silent_for=timedelta(minutes=90).total_seconds())
    assert (await owner(at)).human
