from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking import customers, visits
from booking.plan import Want
from booking.pricing import Guest
from booking.usual import Had, usual
from foundation import ids
from foundation.db import Tx
from foundation.house import House
from foundation.ids import CustomerId, ServiceId, StaffId
from foundation.money import Money
from tests.booking.customers_diary import DAY, NOW, Past
from tests.booking.diary import Diary

CUT, COLOUR = ServiceId(UUID(int=1)), ServiceId(UUID(int=2))
ANA, BEA = StaffId(UUID(int=3)), StaffId(UUID(int=4))


def had(days_ago: float, *parts: tuple[ServiceId, StaffId]) -> Had:
    return Had(NOW - days_ago * DAY, wants(*parts))


def wants(*parts: tuple[ServiceId, StaffId]) -> tuple[Want, ...]:
    return tuple(Want(service, (staff,)) for service, staff in parts)


@pytest.mark.parametrize(
    ("visits_had", "expected"),
    [
        ([], None),
        ([had(1, (CUT, ANA))], None),
        ([had(1, (CUT, ANA)), had(40, (CUT, ANA))], wants((CUT, ANA))),
        # Most often, though not last.
        ([had(1, (CUT, BEA)), had(30, (CUT, ANA)), had(60, (CUT, ANA))], wants((CUT, ANA))),
        # Two years of one stylist weigh less than two recent visits to another.
        (
            [had(20, (CUT, BEA)), had(50, (CUT, BEA))]
            + [had(days, (CUT, ANA)) for days in (700, 740, 780, 820, 860)],
            wants((CUT, BEA)),
        ),
        # The whole visit is what is usual, not its most frequent part.
        (
            [
                had(10, (CUT, ANA), (COLOUR, BEA)),
                had(40, (CUT, ANA), (COLOUR, BEA)),
                had(70, (CUT, ANA)),
            ],
            wants((CUT, ANA), (COLOUR, BEA)),
        ),
        # One each: the one had last.
        ([had(10, (CUT, BEA)), had(10.5, (CUT, ANA))], wants((CUT, BEA))),
        # A visit to come weighs no more than one of today.
        (
            [had(-300, (CUT, BEA)), had(1, (CUT, ANA)), had(2, (CUT, ANA))],
            wants((CUT, ANA)),
        ),
    ],
)
def test_the_usual_is_had_most_lately(
    visits_had: list[Had], expected: tuple[Want, ...] | None
) -> None:
    assert usual(visits_had, NOW) == expected
    assert usual(visits_had[::-1], NOW) == expected


@given(
    st.lists(
        st.tuples(st.integers(-100, 900), st.sampled_from([CUT, COLOUR]), st.sampled_from([ANA])),
        min_size=2,
        unique_by=lambda one: one[0],
    )
)
def test_the_usual_is_something_they_had(drawn: list[tuple[int, ServiceId, StaffId]]) -> None:
    all_had = [had(days, (service, staff)) for days, service, staff in drawn]
    found = usual(all_had, NOW)
    assert found in {one.wants for one in all_had}
    assert usual(sorted(all_had, key=lambda one: one.starts_at), NOW) == found


@pytest.fixture
async def mia(tx: Tx) -> CustomerId:
    one = CustomerId(ids.new())
    await customers.remember(tx, one, None)
    await tx.connection.commit()
    return one


async def asked(diary: Diary, mia: CustomerId) -> tuple[Want, ...] | None:
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        return await visits.usual(tx, mia, now=NOW)


async def test_the_usual_is_read_from_visits_that_count(
    diary: Diary, mia: CustomerId, admin: psycopg.Connection
) -> None:
    past = Past(admin, diary.salon)
    assert await asked(diary, mia) is None
    past.visit(mia, 40, ("haircut", "Ana"))
    for status in ("cancelled", "no_show", "expired", "pending_payment", "awaiting_approval"):
        past.visit(mia, 30, ("colour", "Bea"), status=status)
    assert await asked(diary, mia) is None
    past.visit(mia, -10, ("haircut", "Ana"), status="confirmed")
    expected = (Want(ServiceId(past.service("haircut")), (StaffId(past.stylist("Ana")),)),)
    assert await asked(diary, mia) == expected


async def test_what_cannot_be_had_any_more_is_not_the_usual(
    diary: Diary, mia: CustomerId, admin: psycopg.Connection
) -> None:
    past = Past(admin, diary.salon)
    for days in (10, 20, 30):
        past.visit(mia, days, ("haircut", "Ana"))
    for days in (40, 50):
        past.visit(mia, days, ("blow_dry", "Bea"), ("haircut", "Bea"))
    admin.execute("UPDATE staff SET active = false WHERE name = 'Ana'")
    found = await asked(diary, mia)
    assert found is not None
    assert [one.service for one in found] == [past.service("blow_dry"), past.service("haircut")]


async def test_what_they_say_is_their_usual_is(
    diary: Diary, house: House, mia: CustomerId, admin: psycopg.Connection
) -> None:
    past = Past(admin, diary.salon)
    for days in (10, 20):
        past.visit(mia, days, ("haircut", "Ana"))
    colour, bea = ServiceId(past.service("colour")), StaffId(past.stylist("Bea"))
    for preferences, staff in (
        ({"usual_service": str(colour)}, ()),
        ({"usual_service": str(colour), "usual_stylist": str(bea)}, (bea,)),
    ):
        async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
            given = customers.Given(preferences=preferences)
            await customers.keep(tx, house.vault, mia, given)
        assert await asked(diary, mia) == (Want(colour, staff),)
    admin.execute("UPDATE services SET active = false WHERE key = 'colour'")
    assert await asked(diary, mia) == (
        Want(ServiceId(past.service("haircut")), (StaffId(past.stylist("Ana")),)),
    )


async def test_visits_are_told_the_latest_first_page_by_page(
    diary: Diary, mia: CustomerId, admin: psycopg.Connection
) -> None:
    past = Past(admin, diary.salon)
    made = [past.visit(mia, days, ("haircut", "Ana")) for days in (3, 3, 2, 1)]
    stranger = CustomerId(ids.new())
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        first = await visits.visits(tx, mia, most=2)
        rest = await visits.visits(tx, mia, most=2, before=first[-1].place)
        assert await visits.visits(tx, stranger) == ()
    told = (*first, *rest)
    assert [one.booking_id for one in told] == [made[3], made[2], made[1], made[0]]
    assert told[0].price == Money(4000, "EUR")
    assert told[0].starts_at == NOW - DAY
    assert told[0].status == "completed"


@pytest.mark.parametrize(
    ("had_before", "expected"),
    [
        ([], Guest(first_visit=True, missed=False)),
        ([(9, "cancelled"), (8, "expired"), (7, "pending_payment")], Guest(first_visit=True)),
        ([(-9, "confirmed")], Guest(first_visit=True)),
        ([(9, "confirmed")], Guest()),
        ([(9, "checked_in")], Guest()),
        ([(9, "no_show")], Guest(first_visit=True, missed=True)),
        ([(9, "completed"), (5, "no_show")], Guest(missed=True)),
        ([(9, "no_show"), (5, "completed")], Guest()),
        ([(9, "no_show"), (5, "cancelled")], Guest(first_visit=True, missed=True)),
    ],
)
async def test_deposits_go_by_what_a_guest_did_before(
    diary: Diary,
    mia: CustomerId,
    admin: psycopg.Connection,
    had_before: list[tuple[float, str]],
    expected: Guest,
) -> None:
    past = Past(admin, diary.salon)
    for days, status in had_before:
        past.visit(mia, days, ("haircut", "Ana"), status=status)
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        assert await visits.guest(tx, mia, now=NOW) == expected


def test_now_is_the_moment_of_the_question() -> None:
    later = datetime(2030, 1, 1, tzinfo=UTC)
    both = [had(0, (CUT, ANA)), had(1, (CUT, BEA))]
    assert usual(both, NOW) == usual(both, later + timedelta(days=400)) == wants((CUT, ANA))
