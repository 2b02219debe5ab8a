"""Who waits is offered what becomes free: one at a time, the longest waiting first."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import psycopg
import pytest

from booking import checks, desk, offers, waitlist, waitlist_checks
from booking.desk import Booking, Order
from booking.plan import Want
from booking.status import Status
from booking.waitlist import Offer
from foundation.errors import Refused
from foundation.ids import EntryId, OfferId
from foundation.settings import Settings
from tests.booking.promises import offenders, offenders_once_broken
from tests.booking.studio import ANA, CUT, FRIDAY_TEN, NOW, Studio

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
CUT_WITH_ANA = Want(CUT.id, (ANA.id,))
MORNING = (FRIDAY_TEN, FRIDAY_TEN + HOUR)
NIGHT = NOW.replace(hour=22)


async def full(studio: Studio) -> list[Booking]:
    """Sell all of Ana's Friday morning."""
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        return [
            (await studio.book(tx, (CUT_WITH_ANA,), start=FRIDAY_TEN + number * 45 * MINUTE))[0]
            for number in range(3)
        ]


async def waits(
    studio: Studio,
    number: int,
    *windows: tuple[datetime, datetime],
    want: Want = CUT_WITH_ANA,
) -> EntryId:
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        return await waitlist.join(
            tx,
            studio.salon,
            customer_id=await studio.customer(tx, number),
            wish=((want,),),
            windows=windows or (MORNING,),
            now=NOW,
        )


async def cancelled(studio: Studio, booking: Booking) -> None:
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        await desk.cancel(tx, studio.salon, booking.booking_id, order=Order(), now=NOW)


async def drained(studio: Studio, now: datetime = NOW) -> list[OfferId]:
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        return await offers.drain(tx, studio.salon, now)


async def open_offers(studio: Studio) -> Sequence[Offer]:
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        return await waitlist.offers(tx)


async def said_yes(studio: Studio, offer: OfferId) -> Booking:
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        [made] = await waitlist.accept(tx, studio.salon, offer, order=Order(), now=NOW)
        return made


def lapse(admin: psycopg.Connection) -> None:
    admin.execute("UPDATE holds SET expires_at = clock_timestamp() - interval '1 second'")


async def test_freed_time_is_offered_to_the_one_who_waits_longest(studio: Studio) -> None:
    [first, *_] = await full(studio)
    longest = await waits(studio, 10)
    await waits(studio, 11)
    assert await drained(studio) == []
    await cancelled(studio, first)
    [made] = await drained(studio)
    [offer] = await open_offers(studio)
    assert (offer.offer_id, offer.entry_id, offer.starts_at) == (made, longest, FRIDAY_TEN)
    assert offer.answer_until == NOW + 30 * MINUTE
    assert offer.rank["why"] == "longest waiting"
    assert await drained(studio) == []


async def test_an_offered_time_is_nobody_elses(studio: Studio) -> None:
    [first, *_] = await full(studio)
    await waits(studio, 10)
    await cancelled(studio, first)
    await drained(studio)
    with pytest.raises(Refused, match="time_taken"):
        async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
            await studio.book(tx, (CUT_WITH_ANA,), number=99)


async def test_a_yes_books_what_was_offered(studio: Studio) -> None:
    [first, *_] = await full(studio)
    entry = await waits(studio, 10)
    await cancelled(studio, first)
    [offer] = await drained(studio)
    booking = await said_yes(studio, offer)
    assert (booking.starts_at, booking.status) == (FRIDAY_TEN, Status.CONFIRMED)
    assert await said_yes(studio, offer) == booking
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        assert (await waitlist.read(tx, entry)).status == "booked"


@pytest.mark.parametrize("how", ["no", "silence"])
async def test_after_a_no_or_silence_the_next_in_line_is_asked(
    studio: Studio, admin: psycopg.Connection, how: str
) -> None:
    [first, *_] = await full(studio)
    await waits(studio, 10)
    second = await waits(studio, 11)
    await cancelled(studio, first)
    [offer] = await drained(studio)
    if how == "no":
        async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
            await waitlist.decline(tx, offer)
    else:
        lapse(admin)
    assert len(await drained(studio)) == 1
    [now] = await open_offers(studio)
    assert now.entry_id == second


async def test_nobody_is_offered_the_same_time_twice(studio: Studio) -> None:
    [first, *_] = await full(studio)
    await waits(studio, 10)
    await cancelled(studio, first)
    [offer] = await drained(studio)
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        await waitlist.decline(tx, offer)
    assert await drained(studio) == []


async def test_a_late_yes_still_books_while_the_time_is_free(
    studio: Studio, admin: psycopg.Connection
) -> None:
    [first, *_] = await full(studio)
    await waits(studio, 10)
    await cancelled(studio, first)
    [offer] = await drained(studio)
    lapse(admin)
    assert (await said_yes(studio, offer)).starts_at == FRIDAY_TEN


async def test_a_late_yes_is_told_what_is_free_now(
    studio: Studio, admin: psycopg.Connection
) -> None:
    [first, *_] = await full(studio)
    await waits(studio, 10)
    await cancelled(studio, first)
    [offer] = await drained(studio)
    lapse(admin)
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        await studio.book(tx, (CUT_WITH_ANA,), number=99)
    with pytest.raises(Refused, match="offer_gone") as refusal:
        await said_yes(studio, offer)
    free = refusal.value.facts["free"]
    assert isinstance(free, list)
    assert free
    assert all(one.staff == ANA.id for one in free)


async def test_at_night_nobody_is_woken(studio: Studio) -> None:
    [first, *_] = await full(studio)
    await waits(studio, 10)
    await cancelled(studio, first)
    assert await drained(studio, NIGHT) == []
    assert len(await drained(studio, NIGHT + 10 * HOUR)) == 1


@pytest.mark.parametrize(
    ("hour", "asleep"), [(20, False), (21, True), (23, True), (0, True), (7, True), (8, False)]
)
def test_quiet_hours_are_the_salons_own(hour: int, asleep: object) -> None:
    assert offers.quiet(NOW.replace(hour=hour)) == asleep


async def test_who_waits_for_another_time_is_left_alone(studio: Studio) -> None:
    [first, *_] = await full(studio)
    await waits(studio, 10, (FRIDAY_TEN + 48 * HOUR, FRIDAY_TEN + 50 * HOUR))
    await cancelled(studio, first)
    assert await drained(studio) == []


@pytest.mark.parametrize("path", ["moved", "unblocked", "expired", "released", "lapsed"])
async def test_every_path_that_frees_time_counts(
    studio: Studio, admin: psycopg.Connection, path: str
) -> None:
    salon = studio.salon
    [first, *_] = await full(studio)
    await waits(studio, 10)
    assert await drained(studio) == []
    async with studio.database.unit_of_work(salon.salon_id) as tx:
        if path == "moved":
            await desk.reschedule(
                tx,
                salon,
                first.booking_id,
                start=FRIDAY_TEN + 5 * HOUR,
                version=1,
                order=Order(),
                now=NOW,
            )
        else:
            await desk.cancel(tx, salon, first.booking_id, order=Order(), now=NOW)
    if path != "moved":
        await _taken_then_freed(studio, admin, path)
    assert len(await drained(studio)) == 1


async def _taken_then_freed(studio: Studio, admin: psycopg.Connection, path: str) -> None:
    """Take the freed time again by another path, then free it by that."""
    salon = studio.salon
    admin.execute("DELETE FROM freed")
    async with studio.database.unit_of_work(salon.salon_id) as tx:
        who, block = await studio.customer(tx, 50), None
        if path == "unblocked":
            block = await desk.block(
                tx, staff_id=ANA.id, start=MORNING[0], end=MORNING[1] - 15 * MINUTE, reason="x",
                by="operator:1",
            )  # fmt: skip
        elif path == "expired":
            await studio.book(tx, (CUT_WITH_ANA,), number=50, status=Status.PENDING_PAYMENT)
        else:
            await desk.hold(
                tx,
                salon,
                holder=who,  # type: ignore[arg-type]  # whoever holds is an id
                wish=((CUT_WITH_ANA,),),
                start=FRIDAY_TEN,
                draft_version=1,
                now=NOW,
            )
    assert await drained(studio) == []
    async with studio.database.unit_of_work(salon.salon_id) as tx:
        if block is not None:
            await desk.unblock(tx, block)
        elif path == "released":
            await desk.release(tx, who)  # type: ignore[arg-type]  # as above
    if path == "lapsed":
        lapse(admin)
        assert await desk.lapse(studio.database) == 1
    if path == "expired":
        admin.execute("UPDATE bookings SET pay_until = clock_timestamp() - interval '1 minute'")
        assert await desk.expire(studio.database) == 1


async def test_two_drains_at_once_make_one_offer(studio: Studio, admin: psycopg.Connection) -> None:
    [first, *_] = await full(studio)
    for number in range(10, 15):
        await waits(studio, number)
    await cancelled(studio, first)
    made = await asyncio.gather(*(drained(studio) for _ in range(6)))
    assert sum(map(len, made)) == 1
    assert admin.execute("SELECT count(*) FROM waitlist_offers").fetchone() == (1,)


async def test_who_leaves_is_asked_no_more(studio: Studio) -> None:
    [first, *_] = await full(studio)
    entry = await waits(studio, 10)
    second = await waits(studio, 11)
    await cancelled(studio, first)
    await drained(studio)
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        await waitlist.leave(tx, entry)
        with pytest.raises(Refused, match="no_such_entry"):
            await waitlist.leave(tx, entry)
    assert len(await drained(studio)) == 1
    [offer] = await open_offers(studio)
    assert offer.entry_id == second


@pytest.mark.parametrize(
    "windows",
    [
        (),
        ((FRIDAY_TEN, FRIDAY_TEN),),
        ((NOW - HOUR, NOW),),
        ((FRIDAY_TEN, FRIDAY_TEN + timedelta(days=400)),),
    ],
)
async def test_a_window_is_ahead_within_half_a_year(
    studio: Studio, windows: tuple[tuple[datetime, datetime], ...]
) -> None:
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        with pytest.raises(Refused, match="bad_window"):
            await waitlist.join(
                tx,
                studio.salon,
                customer_id=await studio.customer(tx, 1),
                wish=((CUT_WITH_ANA,),),
                windows=windows,
                now=NOW,
            )


BROKEN = {
    "no time is offered to two who wait": [
        """INSERT INTO waitlist_offers SELECT salon_id, gen_random_uuid(), gen_random_uuid(),
        hold_id, staff_id, starts_at, ends_at, answer_until, rank, status, created_at
        FROM waitlist_offers""",
    ],
    "who has an open offer is marked so, nobody else is": ["UPDATE waitlist SET status = 'left'"],
    "who was booked from the waitlist accepted an offer whose hold became a booking": [
        "UPDATE waitlist SET status = 'booked'"
    ],
    "an open offer has its hold": ["DELETE FROM holds"],
    "an offer's hold is an offer's": ["UPDATE holds SET kind = 'chat'"],
}


@pytest.mark.parametrize("name", list(BROKEN))
async def test_a_broken_promise_is_found(
    studio: Studio, admin: psycopg.Connection, clean: Settings, name: str
) -> None:
    [first, *_] = await full(studio)
    await waits(studio, 10)
    await cancelled(studio, first)
    await drained(studio)
    [invariant] = [one for one in waitlist_checks.INVARIANTS if one.name == name]
    with psycopg.connect(clean.database_read_url) as read:
        for one in (*waitlist_checks.INVARIANTS, *checks.INVARIANTS):
            assert offenders(one, read) == [], one.name
    assert offenders_once_broken(invariant, BROKEN[name], admin, clean)


def test_every_promise_has_its_breach() -> None:
    assert {one.name for one in waitlist_checks.INVARIANTS} == set(BROKEN)


async def test_whoever_else_was_quicker_leaves_the_next_time(studio: Studio) -> None:
    [first, second, _] = await full(studio)
    await waits(studio, 10, (FRIDAY_TEN, FRIDAY_TEN + 2 * HOUR))
    await cancelled(studio, first)
    await cancelled(studio, second)
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        await studio.book(tx, (CUT_WITH_ANA,), number=99)
    assert len(await drained(studio)) == 1
    [offer] = await open_offers(studio)
    assert offer.starts_at >= FRIDAY_TEN + 45 * MINUTE
    assert replace(offer, status="open") == offer
