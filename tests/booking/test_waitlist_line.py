"""The line of those who wait: what follows a no, silence, a late yes; whom a time goes to next."""

import asyncio
from dataclasses import replace
from datetime import datetime

import msgspec
import psycopg
import pytest

from booking import checks, desk, offers, salons, waitlist, waitlist_checks
from booking.catalogue import Catalogue
from booking.desk import Order
from booking.plan import Want
from booking.policy import Deposit, Rule
from foundation.errors import Refused
from foundation.ids import OfferId
from foundation.settings import Settings
from tests.booking.studio import ANA, BEA, BROW, CUT, FRIDAY_TEN, MASSAGE, NOW, YOGA, Studio
from tests.booking.test_waitlist import (
    CUT_WITH_ANA,
    HOUR,
    MINUTE,
    NIGHT,
    cancelled,
    drained,
    full,
    lapse,
    open_offers,
    said_yes,
    waits,
)

NOON = (FRIDAY_TEN, FRIDAY_TEN + 135 * MINUTE)
LAST = FRIDAY_TEN + 90 * MINUTE


async def said_no(studio: Studio, offer: OfferId) -> None:
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        await waitlist.decline(tx, offer)


async def offered(studio: Studio) -> list[datetime]:
    return [one.starts_at for one in await open_offers(studio)]


def changed(studio: Studio, **fields: object) -> Studio:
    return replace(studio, salon=replace(studio.salon, **fields))  # type: ignore[arg-type]  # a test's own fields


def promises(settings: Settings) -> list[str]:
    """Give the names of the promises that are broken."""
    with psycopg.connect(settings.database_read_url) as read:
        every = (*waitlist_checks.INVARIANTS, *checks.INVARIANTS)
        return [one.name for one in every if read.execute(one.sql.encode()).fetchall()]


async def test_what_is_free_already_is_offered_to_who_begins_to_wait(studio: Studio) -> None:
    [first, *_] = await full(studio)
    await cancelled(studio, first)
    assert await drained(studio) == []
    await waits(studio, 10)
    await drained(studio)
    assert await offered(studio) == [FRIDAY_TEN]


async def test_after_a_no_other_times_are_offered_never_the_same_hour(studio: Studio) -> None:
    [first, second, third] = await full(studio)
    await waits(studio, 10, NOON)
    await cancelled(studio, first)
    [offer] = await drained(studio)
    # Becomes free while they have an offer, and beside it: 10:15 would be the same hour again.
    await cancelled(studio, second)
    await cancelled(studio, third)
    assert await drained(studio) == []
    await said_no(studio, offer)
    await drained(studio)
    assert await offered(studio) == [FRIDAY_TEN + 45 * MINUTE]


async def test_the_silent_wait_on_until_they_were_silent_too_often(
    studio: Studio, admin: psycopg.Connection
) -> None:
    for one in await full(studio):
        await cancelled(studio, one)
    entry = await waits(studio, 10, NOON)
    for number in range(offers.UNANSWERED):
        assert len(await drained(studio)) == 1
        assert await offered(studio) == [FRIDAY_TEN + number * 45 * MINUTE]
        lapse(admin)
    assert await drained(studio) == []
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        assert (await waitlist.read(tx, entry)).status == "expired"


async def test_the_next_in_line_knows_why_it_is_them(studio: Studio) -> None:
    [first, *_] = await full(studio)
    longest = await waits(studio, 10)
    await waits(studio, 11)
    await cancelled(studio, first)
    [offer] = await drained(studio)
    await said_no(studio, offer)
    await drained(studio)
    [now] = await open_offers(studio)
    assert now.entry_id != longest
    assert (now.rank["why"], now.rank["ahead"]) == ("next in line", 1)


async def test_a_yes_to_an_earlier_offer_gives_the_later_one_back(
    studio: Studio, admin: psycopg.Connection, clean: Settings
) -> None:
    [first, _, third] = await full(studio)
    await waits(studio, 10, NOON)
    await cancelled(studio, first)
    [early] = await drained(studio)
    lapse(admin)
    await cancelled(studio, third)
    [late] = await drained(studio)
    assert (await said_yes(studio, early)).starts_at == FRIDAY_TEN
    assert await offered(studio) == []
    await waits(studio, 11, NOON)
    await drained(studio)
    assert await offered(studio) == [LAST]
    with pytest.raises(Refused, match="offer_gone"):
        await said_yes(studio, late)
    assert promises(clean) == []


async def test_one_who_waits_books_once(studio: Studio, admin: psycopg.Connection) -> None:
    [first, _, third] = await full(studio)
    await waits(studio, 10, NOON)
    await cancelled(studio, first)
    [early] = await drained(studio)
    lapse(admin)
    await cancelled(studio, third)
    [late] = await drained(studio)
    await said_yes(studio, late)
    with pytest.raises(Refused, match="offer_gone"):
        await said_yes(studio, early)


async def test_a_no_comes_too_late_for_an_offer_that_is_answered(studio: Studio) -> None:
    [first, *_] = await full(studio)
    await waits(studio, 10)
    await cancelled(studio, first)
    [offer] = await drained(studio)
    await said_yes(studio, offer)
    with pytest.raises(Refused, match="offer_gone"):
        await said_no(studio, offer)


def by_night(studio: Studio) -> Studio:
    """The salon with Ana at work around the clock."""
    always = dict.fromkeys(range(7), ((0, 1440),))
    ana = replace(ANA, week=always)
    return changed(studio, opening=always, staff=(ana, *studio.salon.staff[1:]))


async def test_at_night_only_what_begins_before_the_morning_is_offered(studio: Studio) -> None:
    studio = by_night(studio)
    soon, tomorrow = NIGHT.replace(minute=0) + HOUR, NIGHT.replace(minute=0) + 12 * HOUR
    # One stretch of freed time holds both: the rest of it waits for the morning.
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        block = await desk.block(
            tx, staff_id=ANA.id, start=NIGHT, end=NIGHT + 20 * HOUR, reason="ill", by="operator:1"
        )
    await waits(studio, 10, (tomorrow, tomorrow + HOUR))
    await waits(studio, 11, (soon, soon + HOUR))
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        await desk.unblock(tx, block)
    await drained(studio, NIGHT)
    assert await offered(studio) == [soon]
    assert await drained(studio, NIGHT) == []
    await drained(studio, NIGHT + 10 * HOUR)
    assert await offered(studio) == [soon, tomorrow]


@pytest.mark.parametrize(
    ("hour", "wakes"), [(0, (23, 8)), (7, (23, 8)), (21, (24, 8)), (23, (24, 8))]
)
def test_the_salon_wakes_at_eight(hour: int, wakes: tuple[int, int]) -> None:
    day, at = wakes
    assert offers.woken(NOW.replace(hour=hour)) == NOW.replace(day=day, hour=at, minute=0)


@pytest.mark.parametrize("gone", ["service", "stylist"])
async def test_what_is_sold_no_more_keeps_nobody_else_waiting(studio: Studio, gone: str) -> None:
    [first, *_] = await full(studio)
    wanted = Want(YOGA.id) if gone == "service" else Want(CUT.id, (BEA.id,))
    await waits(studio, 10, want=wanted)
    second = await waits(studio, 11)
    await cancelled(studio, first)
    salon: Catalogue = studio.salon
    if gone == "service":
        less = changed(studio, services=tuple(one for one in salon.services if one != YOGA))
    else:
        less = changed(studio, staff=tuple(one for one in salon.staff if one.id != BEA.id))
    await drained(less)
    [offer] = await open_offers(studio)
    assert offer.entry_id == second


@pytest.mark.parametrize("wish", [(), ((),), ((Want(CUT.id, (ANA.id,), (CUT.id,)),),)])
async def test_a_wish_is_for_something_that_is_sold(
    studio: Studio, wish: tuple[tuple[Want, ...], ...]
) -> None:
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        with pytest.raises(Refused, match="not_bookable"):
            await waitlist.join(
                tx,
                studio.salon,
                customer_id=await studio.customer(tx, 1),
                wish=wish,
                windows=[(FRIDAY_TEN, FRIDAY_TEN + HOUR)],
                now=NOW,
            )


async def test_a_party_waits_for_all_of_it(studio: Studio, clean: Settings) -> None:
    [first, *_] = await full(studio)
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        await waitlist.join(
            tx,
            studio.salon,
            customer_id=await studio.customer(tx, 10),
            wish=((CUT_WITH_ANA,), (Want(CUT.id, (BEA.id,)),)),
            windows=[(FRIDAY_TEN, FRIDAY_TEN + HOUR)],
            now=NOW,
        )
    assert await drained(studio) == []
    await cancelled(studio, first)
    [offer] = await drained(studio)
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        made = await waitlist.accept(tx, studio.salon, offer, order=Order(), now=NOW)
    assert [one.segments[0].staff for one in made] == [ANA.id, BEA.id]
    assert promises(clean) == []


async def test_a_seat_given_back_is_offered(studio: Studio) -> None:
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        await desk.open_class(
            tx, studio.salon, service_id=YOGA.id, staff_id=ANA.id, start=FRIDAY_TEN, now=NOW
        )
        seats = [
            (await studio.book(tx, (Want(YOGA.id),), number=number))[0] for number in range(1, 4)
        ]
    await waits(studio, 10, want=Want(YOGA.id))
    assert await drained(studio) == []
    await cancelled(studio, seats[1])
    [offer] = await drained(studio)
    assert (await said_yes(studio, offer)).segments[0].class_id is not None


async def test_a_newcomers_offer_asks_for_a_newcomers_deposit(studio: Studio) -> None:
    terms = replace_terms(studio)
    [first, *_] = await full(studio)
    await waits(studio, 10)
    await cancelled(studio, first)
    [offer] = await drained(terms)
    assert (await said_yes(terms, offer)).quote.deposit == 4000


def replace_terms(studio: Studio) -> Studio:
    full_price = msgspec.structs.replace(studio.salon.policy, first_visit=Deposit(Rule.FULL))
    return changed(studio, policy=full_price)


async def test_longer_hours_are_freed_time_too(studio: Studio) -> None:
    sunday = (FRIDAY_TEN + 48 * HOUR, FRIDAY_TEN + 50 * HOUR)
    await waits(studio, 10, sunday)
    assert await drained(studio) == []
    week = dict.fromkeys(range(7), ((540, 1200),))
    staff = (replace(ANA, week=week), *studio.salon.staff[1:])
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        await salons.replace(tx, replace(studio.salon, opening=week, staff=staff))
        studio = replace(studio, salon=await salons.load_catalogue(tx))
    await drained(studio)
    assert await offered(studio) == [sunday[0]]


async def test_a_buffer_that_becomes_free_counts(studio: Studio) -> None:
    ten, eleven = FRIDAY_TEN, FRIDAY_TEN + HOUR
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        # Fifteen minutes are needed after a massage: a visit right behind it is in the way.
        [behind] = await studio.book(tx, (Want(BROW.id, (ANA.id,)),), start=eleven)
    await waits(studio, 10, (ten, eleven), want=Want(MASSAGE.id, (ANA.id,)))
    assert await drained(studio) == []
    await cancelled(studio, behind)
    await drained(studio)
    assert await offered(studio) == [ten]


async def test_without_the_database_telling_nothing_is_offered(
    studio: Studio, admin: psycopg.Connection
) -> None:
    [first, *_] = await full(studio)
    await waits(studio, 10)
    assert await drained(studio) == []
    admin.execute("ALTER TABLE occupied DISABLE TRIGGER tells_freed")
    try:
        await cancelled(studio, first)
    finally:
        admin.execute("ALTER TABLE occupied ENABLE TRIGGER tells_freed")
    assert await drained(studio) == []


async def test_a_late_yes_races_the_next_in_line(
    studio: Studio, admin: psycopg.Connection, clean: Settings
) -> None:
    [first, *_] = await full(studio)
    for number in (10, 11):
        await waits(studio, number)
    await cancelled(studio, first)
    [offer] = await drained(studio)
    lapse(admin)

    async def rival() -> None:
        async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
            await studio.book(tx, (CUT_WITH_ANA,), number=99)

    deeds = (said_yes(studio, offer), drained(studio), rival(), drained(studio), rival())
    done = await asyncio.gather(*deeds, return_exceptions=True)
    lost = [one for one in done if isinstance(one, BaseException)]
    assert all(isinstance(one, Refused) for one in lost), lost
    taken = admin.execute(
        "SELECT count(*) FROM occupied o LEFT JOIN holds h USING (salon_id, hold_id)"
        " WHERE staff_id = %s AND during @> %s"
        " AND coalesce(h.expires_at, 'infinity') > clock_timestamp()",
        (ANA.id, FRIDAY_TEN),
    ).fetchone()
    assert taken == (1,)
    assert promises(clean) == []


async def test_an_answer_to_no_offer_is_refused(studio: Studio) -> None:
    nobody = OfferId(ANA.id)
    with pytest.raises(Refused, match="no_such_offer"):
        await said_no(studio, nobody)
