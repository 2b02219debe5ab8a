"""Who has a conversation: the bot is silent while a person has it, comes back with facts."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import psycopg
import pytest
from sqlalchemy import insert

from booking import customers, desk
from booking.orders import Order
from booking.plan import Want
from bot import check
from bot.console import tables as console
from channels import outbox, ownership
from channels.message import Kind
from channels.outbox import Parcel
from channels.ownership import PHONE, Cause, Holder, Owner, Voice
from dialog import handoff, relay
from dialog.relay import Bench, Place
from dialog.session import Draft, State
from foundation import ids
from foundation.errors import Refused, Transient
from foundation.ids import BookingId, CustomerId, OperatorId
from foundation.redis import Live
from tests.parlour import Parlour
from workers import deliver
from workers.answer import Answering

WISH = "haircut with Bea on Friday 27 November at 17:00"
LINES = "SELECT kind, status FROM outbox ORDER BY outbox_id"


@pytest.fixture
async def ana(parlour: Parlour) -> Voice:
    return await hire(parlour, "Ana")


async def hire(parlour: Parlour, name: str) -> Voice:
    """Give the salon an operator."""
    made = OperatorId(ids.new())
    async with parlour.house.database.unit_of_work(parlour.salon.salon_id) as tx:
        row = {"salon_id": tx.salon_id, "operator_id": made, "login": name, "name": name}
        await tx.execute(insert(console.operators).values(row | {"password_hash": "x"}))
    return Voice(Holder.OPERATOR, made, name)


async def place(parlour: Parlour, text: str = "hello") -> Place:
    """Open a conversation by saying something."""
    talk = await parlour.hears(text)
    await parlour.answering.now(talk)
    return Place(parlour.house, parlour.salon.salon_id, talk.conversation_id, hosted=False)


async def owner(at: Place) -> Owner:
    async with at.house.database.unit_of_work(at.salon_id) as tx:
        return await ownership.read(tx, at.conversation_id)


async def send(parlour: Parlour, parcels: tuple[Parcel, ...]) -> None:
    await deliver.now(parlour.house, parlour.answering.accounts, parcels)


def lines(admin: psycopg.Connection) -> list[tuple[object, ...]]:
    return admin.execute(LINES.encode()).fetchall()


async def sound(parlour: Parlour) -> list[str]:
    found = await check.run(parlour.house.settings.database_read_url)
    return [one.line for one in found if not one.ok]


async def books(
    parlour: Parlour, at: Bench, start: str = "2026-11-26T09:00", override: str = ""
) -> BookingId:
    """Book a haircut with Bea as the operator who has the conversation."""
    who = at.customer_id or CustomerId(ids.new())
    if at.customer_id is None:
        await customers.keep(at.tx, parlour.house.vault, who, {"name": "Mia"})
        at.customer_id = who
    order = Order(
        by=at.tx.actor,
        cause="console",
        source="console",
        conversation_id=at.talk.conversation_id,
        override=override,
    )
    [made] = await desk.book(
        at.tx,
        at.catalogue,
        wish=((Want(at.catalogue.services[0].id, (at.catalogue.staff[1].id,)),),),
        start=datetime.fromisoformat(start).replace(tzinfo=at.catalogue.zone),
        customers=(who,),
        order=order,
        now=parlour.house.clock(),
    )
    return made.booking_id


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


async def test_a_takeover_is_done_when_nothing_of_the_bot_is_on_its_way(
    parlour: Parlour, ana: Voice, admin: psycopg.Connection
) -> None:
    at = await place(parlour)
    admin.execute(
        "UPDATE outbox SET status = 'sending', lease_owner = 'other',"
        " leased_until = clock_timestamp() + make_interval(secs => 30)"
    )
    taking = asyncio.create_task(relay.take(at, ana, 0))
    await asyncio.sleep(0.3)
    assert not taking.done()
    assert (await owner(at)).human, "from here on nothing of the bot begins"
    admin.execute("UPDATE outbox SET status = 'sent', leased_until = NULL, sent_at = now()")
    await asyncio.wait_for(taking, 2)


async def test_a_sender_that_was_held_up_asks_before_it_sends(
    parlour: Parlour, ana: Voice, admin: psycopg.Connection
) -> None:
    at = await place(parlour)
    [said] = parlour.shown()
    admin.execute("UPDATE outbox SET status = 'queued', sent_at = NULL")
    [(salon, number)] = await outbox.claim(parlour.house)
    async with parlour.house.database.unit_of_work(salon) as tx:
        parcel = await outbox.parcel(tx, parlour.house.vault, number)
    late = replace(parcel, leased=parcel.leased - 60)
    taking = asyncio.create_task(relay.take(at, ana, 0))
    while not (await owner(at)).human:  # noqa: ASYNC110 - the database has no event for it
        await asyncio.sleep(0.01)
    await send(parlour, (late,))
    assert parlour.shown() == [said]
    await asyncio.wait_for(taking, 2)
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


async def test_nothing_changed_so_the_bot_comes_back_without_a_word(
    parlour: Parlour, ana: Voice, admin: psycopg.Connection
) -> None:
    await parlour.says("human")
    at = await place(parlour, WISH)
    assert admin.execute("SELECT waiting_since FROM conversations").fetchone() != (None,)
    await relay.take(at, ana, 0)
    assert admin.execute("SELECT waiting_since FROM conversations").fetchone() == (None,)
    before = len(parlour.shown())
    assert await relay.hand_back(at, 1) == ()
    assert len(parlour.shown()) == before
    assert "Thanks Mia" in (await parlour.says("Mia"))[0], "it goes on where it was"


async def test_what_was_booked_is_told_once_when_the_bot_is_back(
    parlour: Parlour, ana: Voice, admin: psycopg.Connection
) -> None:
    at = await place(parlour, WISH)
    await relay.take(at, ana, 0)
    async with relay.arranging(at, ana, 1) as bench:
        made = await books(parlour, bench)
    assert bench.parcels == ()
    await send(parlour, await relay.hand_back(at, 1))
    assert parlour.shown()[-1] == (
        "The Luma assistant again. Booked by Ana: Haircut with Bea,"
        " Thursday 26 November, 09:00, 40 EUR."
    )
    talk = await parlour.hears("thanks")
    session = await parlour.session(talk)
    assert (session.state, session.booked, session.held) == (State.BOOKED, made, None)
    assert admin.execute("SELECT count(*) FROM holds").fetchone() == (0,)
    await relay.take(at, ana, 2)
    assert await relay.hand_back(at, 3) == (), "it is not told again"
    assert await sound(parlour) == []


async def test_what_is_told_at_once_is_not_told_again(parlour: Parlour, ana: Voice) -> None:
    at = await place(parlour)
    await relay.take(at, ana, 0)
    async with relay.arranging(at, ana, 1, tell=True) as bench:
        await books(parlour, bench)
    await send(parlour, bench.parcels)
    assert parlour.shown()[-1].startswith("Booked by Ana: Haircut with Bea, Thursday 26 November")
    assert await relay.hand_back(at, 1) == ()
    assert await sound(parlour) == []


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        (True, "Moved by Ana: Haircut with Bea, now Thursday 26 November, 10:00."),
        (False, "Cancelled by Ana: Haircut with Bea, Thursday 26 November, 09:00."),
    ],
)
async def test_a_visit_moved_or_cancelled_is_told_as_it_stands(
    parlour: Parlour, ana: Voice, expected: str, *, moves: bool
) -> None:
    at = await place(parlour)
    await relay.take(at, ana, 0)
    async with relay.arranging(at, ana, 1, tell=True) as bench:
        made = await books(parlour, bench)
    await send(parlour, bench.parcels)
    async with relay.arranging(at, ana, 1) as bench:
        await changes(parlour, bench, made, moves=moves)
    await send(parlour, await relay.hand_back(at, 1))
    assert parlour.shown()[-1] == f"The Luma assistant again. {expected}"


async def changes(parlour: Parlour, at: Bench, made: BookingId, *, moves: bool) -> None:
    """Move the visit by an hour, or cancel it, as the operator who has the conversation."""
    order = Order(by=at.tx.actor, cause="console", source="console")
    now = parlour.house.clock()
    if not moves:
        await desk.cancel(at.tx, at.catalogue, made, order=order, now=now)
        return
    later = (await desk.read(at.tx, made)).starts_at + timedelta(hours=1)
    await desk.reschedule(at.tx, at.catalogue, made, start=later, version=1, order=order, now=now)


async def test_made_and_given_up_again_is_nothing_to_tell(parlour: Parlour, ana: Voice) -> None:
    at = await place(parlour)
    await relay.take(at, ana, 0)
    async with relay.arranging(at, ana, 1) as bench:
        await changes(parlour, bench, await books(parlour, bench), moves=False)
    assert await relay.hand_back(at, 1) == ()


async def test_a_wish_that_a_person_rewrote_is_searched_when_the_bot_is_back(
    parlour: Parlour, ana: Voice
) -> None:
    at = await place(parlour, "haircut")
    await relay.take(at, ana, 0)
    async with relay.arranging(at, ana, 1) as bench:
        blow_dry = next(one for one in bench.catalogue.services if one.key == "blow_dry")
        bench.session = handoff.rewritten(bench.session, Draft(service=blow_dry.id))
    await send(parlour, await relay.hand_back(at, 1))
    said = parlour.shown()[-1]
    assert said.startswith("The Luma assistant again. Blow-dry, 30 min, 25 EUR.")
    assert parlour.rendered()[-1].choices


async def test_who_wants_the_bot_back_says_so(parlour: Parlour, ana: Voice) -> None:
    at = await place(parlour, WISH)
    await relay.take(at, ana, 0)
    shown = await parlour.says("stop waiting")
    assert shown == ["The Luma assistant again. Your first name?"]
    assert not (await owner(at)).human
    async with at.house.database.unit_of_work(at.salon_id) as tx:
        changes = await ownership.history(tx, at.conversation_id)
    assert [one.cause for one in changes] == [Cause.TAKEN, Cause.CUSTOMER]


async def test_who_stops_waiting_for_a_person_is_not_listed_as_waiting(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    await parlour.says(WISH)
    await parlour.says("human")
    shown = await parlour.says("stop waiting")
    assert shown == ["The Luma assistant again. Your first name?"]
    assert admin.execute("SELECT waiting_since FROM conversations").fetchone() == (None,)


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
