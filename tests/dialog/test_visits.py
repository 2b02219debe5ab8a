"""Standing visits through the whole engine: nothing is changed but what was agreed to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from booking import desk
from booking.desk import Booking, Order
from booking.plan import Want
from booking.status import Status
from bot import check
from channels.message import Kind
from channels.ownership import Holder, Voice
from dialog import relay
from dialog.events import ReminderSent
from dialog.relay import Place
from dialog.telling import tell
from foundation import clock
from foundation.ids import BookingId, ConversationId, CustomerId
from tests.parlour import NOW, Parlour
from workers import deliver
from workers.answer import Answering

TOMORROW_TEN = datetime(2026, 11, 24, 9, tzinfo=UTC)
BOOKINGS = "SELECT status, starts_at FROM bookings ORDER BY created_at"


async def booked(parlour: Parlour, wish: str = "haircut with ana tomorrow at 10") -> None:
    """Let Mia book."""
    said = [await parlour.says(one) for one in (wish, "Mia", "yes")]
    assert said[-1][0].startswith("Booked")


def later(parlour: Parlour, moment: datetime) -> Parlour:
    """The same salon at another time."""
    house = replace(parlour.house, clock=clock.fixed(moment))
    return replace(parlour, house=house, answering=Answering(house, parlour.answering.accounts))


def rows(admin: psycopg.Connection, query: str = BOOKINGS) -> list[tuple[object, ...]]:
    return admin.execute(query.encode()).fetchall()


def talk(admin: psycopg.Connection) -> ConversationId:
    return ConversationId(rows(admin, "SELECT conversation_id FROM conversations")[0][0])  # type: ignore[arg-type]  # a uuid by its column


def visit(admin: psycopg.Connection) -> BookingId:
    query = "SELECT booking_id FROM bookings ORDER BY created_at DESC"
    return BookingId(rows(admin, query)[0][0])  # type: ignore[arg-type]  # a uuid by its column


async def reminded(parlour: Parlour, admin: psycopg.Connection, key: str = "r") -> list[str]:
    """Let the newest visit's reminder fall due; gives what Mia is shown."""
    before = len(parlour.shown())
    place = Place(parlour.house, parlour.salon.salon_id, talk(admin), hosted=False)
    parcels = await tell(place, ReminderSent(visit(admin)), key)
    await deliver.now(parlour.house, parlour.answering.accounts, parcels)
    return parlour.shown()[before:]


@pytest.fixture(autouse=True)
async def sound(parlour: Parlour) -> object:
    """Every promise of the diary, of the conversations is kept after each test."""
    yield
    found = await check.run(parlour.house.settings.database_read_url)
    assert [one.line for one in found if not one.ok] == []


async def test_the_old_time_is_theirs_until_the_yes_to_the_new_one(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    await booked(parlour)
    [said] = await parlour.says("move it to friday at 11")
    assert "Move it from tomorrow Tuesday 24 November, 10:00 to Friday 27 November, 11:00" in said
    assert rows(admin) == [("confirmed", TOMORROW_TEN)]
    await parlour.says("keep it")
    assert rows(admin) == [("confirmed", TOMORROW_TEN)]
    await parlour.says("move it to friday at 11")
    await parlour.says("yes")
    assert rows(admin) == [("confirmed", datetime(2026, 11, 27, 10, tzinfo=UTC))]


@pytest.mark.parametrize("kept", ["keep it", "leave it as it is", "no", "oh no, don't cancel"])
async def test_a_keep_it_cancels_nothing(
    parlour: Parlour, admin: psycopg.Connection, kept: str
) -> None:
    await booked(parlour, "haircut with ana on friday at 10")
    [said] = await parlour.says("cancel it")
    assert said.startswith("Cancel Haircut with Ana")
    [said] = await parlour.says(kept)
    assert said.startswith("It stays as it is")
    assert rows(admin)[0][0] == "confirmed"


async def test_a_yes_tapped_twice_is_done_once_and_the_second_is_met_with_silence(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    await booked(parlour)
    await parlour.says("move it to friday at 11")
    yes = parlour.rendered()[-1].choices[0].id
    assert len(await parlour.says("", kind=Kind.CHOICE, choice_id=yes)) == 1
    assert await parlour.says("", kind=Kind.CHOICE, choice_id=yes) == []
    moves = "SELECT count(*) FROM booking_history WHERE cause = 'rescheduled'"
    assert rows(admin, moves) == [(1,)]
    # The control: a button that was never answered is explained.
    assert "earlier message" in (await parlour.says("", kind=Kind.CHOICE, choice_id="0.1"))[0]


async def test_two_taps_in_one_turn_are_one_move(
    parlour: Parlour,
) -> None:
    await booked(parlour)
    await parlour.says("move it to friday at 11")
    yes = parlour.rendered()[-1].choices[0].id
    await parlour.hears("", kind=Kind.CHOICE, choice_id=yes)
    [said] = await parlour.says("", kind=Kind.CHOICE, choice_id=yes)
    assert said.startswith("Moved: Haircut with Ana, Friday 27 November, 11:00.")


async def test_a_fee_that_was_not_told_is_never_taken(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    await booked(parlour, "haircut with ana on wednesday at 10")
    early = later(parlour, NOW + timedelta(hours=19))  # Tuesday 9:05, free until 10:00
    assert (await early.says("cancel it"))[0].endswith("It costs nothing.")
    late = later(parlour, NOW + timedelta(hours=21))
    [said] = await late.says("yes")
    assert "Cancelling it now costs 20 EUR" in said
    assert rows(admin)[0][0] == "confirmed"
    await late.taps("Cancel, 20 EUR")
    [said] = await late.says("yes")
    assert "A fee of 20 EUR is due" in said
    fees = "SELECT details ->> 'fee' FROM booking_history WHERE status = 'cancelled'"
    assert rows(admin, fees) == [("2000",)]


async def test_what_the_salon_moved_meanwhile_is_asked_about_anew(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    await booked(parlour)
    await parlour.says("move it to friday at 11")
    async with parlour.house.database.unit_of_work(parlour.salon.salon_id) as tx:
        await desk.reschedule(
            tx,
            parlour.salon,
            visit(admin),
            start=datetime(2026, 11, 25, 9, tzinfo=UTC),
            version=1,
            order=Order(by="operator:1"),
            now=NOW,
        )
    [said] = await parlour.says("yes")
    assert said.startswith("That visit is not what it was a moment ago.")
    assert "Move it from Wednesday 25 November, 10:00 to Friday 27 November, 11:00" in said
    assert rows(admin) == [("confirmed", datetime(2026, 11, 25, 9, tzinfo=UTC))]


async def test_a_cancellation_is_taken_back_only_while_the_time_is_free(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    await booked(parlour, "haircut with ana on friday at 10")
    await parlour.says("cancel it")
    await parlour.says("yes")
    [said] = await parlour.says("oh no, keep it")
    assert said.startswith("It stands again: Haircut with Ana, Friday 27 November, 10:00.")
    await parlour.says("cancel it")
    await parlour.says("yes")
    for one in ("haircut with ana on friday at 10", "Zoe", "yes"):
        await parlour.says(one, "zoe")
    [said] = await parlour.says("undo")
    assert said.startswith("Its time is gone already")
    assert [row[0] for row in rows(admin)] == ["cancelled", "confirmed"]


async def two_come(parlour: Parlour, admin: psycopg.Connection) -> tuple[Booking, ...]:
    """Book a haircut for two people on Mia's word."""
    await booked(parlour, "manicure on saturday at 10")
    customer = rows(admin, "SELECT customer_id FROM bookings")[0][0]
    cut, (ana, bea) = parlour.salon.services[0].id, [one.id for one in parlour.salon.staff[:2]]
    async with parlour.house.database.unit_of_work(parlour.salon.salon_id) as tx:
        return await desk.book(
            tx,
            parlour.salon,
            wish=((Want(cut, (ana,)),), (Want(cut, (bea,)),)),
            start=TOMORROW_TEN,
            customers=(CustomerId(customer),),  # type: ignore[arg-type]  # a uuid by its column
            order=Order(source="chat", conversation_id=talk(admin)),
            now=NOW,
        )


@pytest.mark.parametrize(("who", "left"), [("Everyone", 0), ("Haircut, Bea", 1)])
async def test_of_a_party_one_or_all_are_cancelled_with_the_fee_of_those_who_go(
    parlour: Parlour, admin: psycopg.Connection, who: str, left: int
) -> None:
    await two_come(parlour, admin)
    [said] = await parlour.says("cancel my haircut")
    assert "It is for 2 people. Who can't come?" in said
    [said] = await parlour.taps(who)
    assert ("40 EUR" if left == 0 else "20 EUR") in said
    [said] = await parlour.taps("Yes, cancel")
    assert said.count("Cancelled: Haircut") == 2 - left
    standing = "SELECT count(*) FROM bookings WHERE status = 'confirmed' AND party_id IS NOT NULL"
    assert rows(admin, standing) == [(left,)]


async def test_a_party_is_moved_by_a_person(parlour: Parlour, admin: psycopg.Connection) -> None:
    await two_come(parlour, admin)
    [said] = await parlour.says("move my haircut to friday")
    assert "a person has to move it" in said
    assert rows(admin, "SELECT count(*) FROM conversations WHERE waiting_since IS NOT NULL") == [
        (1,)
    ]


async def test_a_deposit_that_was_paid_is_told_of_before_anything_is_agreed(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    await booked(parlour, "manicure on saturday at 10")
    customer = CustomerId(rows(admin, "SELECT customer_id FROM bookings")[0][0])  # type: ignore[arg-type]  # a uuid by its column
    colour, bea = parlour.salon.services[1].id, parlour.salon.staff[1].id
    order = Order(source="chat", conversation_id=talk(admin), status=Status.PENDING_PAYMENT)
    async with parlour.house.database.unit_of_work(parlour.salon.salon_id) as tx:
        [owed] = await desk.book(
            tx,
            parlour.salon,
            wish=((Want(colour, (bea,)),),),
            start=datetime(2026, 11, 26, 11, 30, tzinfo=UTC),
            customers=(customer,),
            order=order,
            now=NOW,
        )
    assert "deposit is not paid yet" in (await parlour.says("when is my colour"))[0]
    async with parlour.house.database.unit_of_work(parlour.salon.salon_id) as tx:
        await desk.paid(tx, parlour.salon, owed.booking_id, order=Order(), now=NOW)
    [said] = await parlour.says("move my colour to next week")
    assert "The 20 EUR deposit moves too." in said
    [said] = await parlour.says("no, cancel it")
    assert "The 20 EUR deposit is returned." in said
    back = later(parlour, NOW)
    assert "sends your deposit of 20 EUR back" in (await back.says("yes, cancel"))[0]
    await back.says("undo")
    late = later(parlour, datetime(2026, 11, 26, 8, tzinfo=UTC))
    [said] = await late.says("cancel my colour")
    assert "Cancelling it now costs 47.50 EUR, the 20 EUR deposit is part of it." in said


async def test_a_reminder_is_answered_beside_what_is_open(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    await booked(parlour)
    await parlour.says("colour with bea on friday at 12")
    [said] = await reminded(parlour, admin)
    assert said.startswith("Reminder: Haircut with Ana, tomorrow Tuesday 24 November, 10:00-10:45.")
    [said] = await parlour.says("yes")
    assert said == "Great, see you tomorrow Tuesday 24 November, 10:00. Book it?"
    assert [row[0] for row in rows(admin)] == ["confirmed"]
    causes = "SELECT cause FROM booking_history ORDER BY seq DESC LIMIT 1"
    assert rows(admin, causes) == [("said_to_come",)]
    [said] = await parlour.says("yes")
    assert said.startswith("Booked, Mia: Friday 27 November, 12:00")


async def test_later_and_cancel_answer_a_reminder_and_the_booking_goes_on(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    await booked(parlour)
    await parlour.says("colour with bea on friday at 12")
    await reminded(parlour, admin)
    [said] = await parlour.says("later")
    assert said.startswith("Your Haircut with Ana, tomorrow Tuesday 24 November, 10:00.")
    [said] = await parlour.says("never mind")
    assert said.endswith("Book it?")
    await reminded(parlour, admin, "again")
    [said] = await parlour.says("cancel")
    assert "Cancelling it now costs 20 EUR" in said
    await parlour.says("cancel")
    [said] = await parlour.says("yes")
    assert said.startswith("Cancelled: Haircut with Ana")
    assert said.endswith("Book it?")
    assert (await parlour.says("yes"))[0].startswith("Booked, Mia: Friday 27 November, 12:00")


async def test_a_reminder_grows_old_once_something_else_is_spoken_of(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    await booked(parlour)
    await parlour.says("colour with bea on friday at 12")
    await reminded(parlour, admin)
    await parlour.says("at 13 please")
    [said] = await parlour.says("yes")
    assert said.startswith("Booked, Mia: Friday 27 November, 13:00")


async def test_a_yes_to_a_person_answers_no_reminder(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    await booked(parlour)
    place = Place(parlour.house, parlour.salon.salon_id, talk(admin), hosted=False)
    owner = await relay.take(place, Voice(Holder.PHONE), 0)
    [said] = await reminded(parlour, admin)
    assert said.startswith("Reminder: Haircut with Ana")
    assert await parlour.says("yes") == []
    await relay.hand_back(place, owner.version)
    await parlour.says("yes")
    said_so = "SELECT count(*) FROM booking_history WHERE cause = 'said_to_come'"
    assert rows(admin, said_so) == [(0,)]


async def test_nobody_is_reminded_of_what_is_not_to_come(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    await booked(parlour)
    async with parlour.house.database.unit_of_work(parlour.salon.salon_id) as tx:
        await desk.cancel(tx, parlour.salon, visit(admin), order=Order(), now=NOW)
    assert await reminded(parlour, admin) == []


async def test_a_delay_is_told_to_the_salon_with_the_visit(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    await booked(parlour, "haircut with bea today at 15:00")
    [said] = await parlour.says("i'm running late")
    assert said == "How late will you be?"
    [said] = await parlour.says("about 10")
    assert said.startswith("Thanks, I told the team: about 10 min late")
    last = "SELECT cause, details ->> 'minutes' FROM booking_history ORDER BY seq DESC LIMIT 1"
    assert rows(admin, last) == [("running_late", "10")]
    waits = "SELECT count(*) FROM conversations WHERE waiting_since IS NOT NULL"
    assert rows(admin, waits) == [(1,)]
    [said] = await parlour.says("sorry, 40 minutes late")
    assert "more than the 15 min we can wait" in said
