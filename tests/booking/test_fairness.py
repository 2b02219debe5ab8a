from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from booking import customers, desk, openings, plans, seed
from booking.calendar import Span, epoch_minute, moment, working
from booking.catalogue import Catalogue
from booking.desk import Order
from booking.openings import Search
from booking.plan import Want
from foundation.errors import Refused
from foundation.ids import CustomerId, StaffId
from tests.booking.diary import NOW, Diary
from tests.booking.oracle import Dice

FIRST, LAST = date(2026, 12, 1), date(2026, 12, 31)
BOOKINGS = 300


def unequal(demo: Catalogue) -> Catalogue:
    """Three who do the same three services, of whom one works all week, one two short days."""
    services = demo.services[0], demo.services[2], demo.services[3]
    does = frozenset(one.id for one in services)
    weeks = (
        dict.fromkeys(range(6), ((540, 1200),)),
        dict.fromkeys((0, 2, 4, 5), ((600, 1080),)),
        dict.fromkeys((1, 3), ((540, 780),)),
    )
    staff = tuple(
        replace(one, services=does, week=week) for one, week in zip(demo.staff, weeks, strict=True)
    )
    return replace(demo, services=services, staff=staff)


def offered(salon: Catalogue) -> dict[StaffId, int]:
    return {
        one.id: sum(end - begin for begin, end in working(salon, one, FIRST, LAST))
        for one in salon.staff
    }


def shares(salon: Catalogue, booked: dict[StaffId, int]) -> list[float]:
    """Each one's booked minutes by offered minute, as a multiple of all's."""
    whole = offered(salon)
    mean = sum(booked.values()) / sum(whole.values())
    return [booked.get(one, 0) / minutes / mean for one, minutes in whole.items()]


def fair(each: list[float]) -> bool:
    return all(1 / 1.2 <= one <= 1.2 for one in each)


def months(salon: Catalogue, seed: int, *, blind: bool = False) -> list[float]:
    """Book a month as customers do who take anyone, one in five of whom cancels."""
    dice = Dice(seed)
    busy: defaultdict[UUID, list[Span]] = defaultdict(list)
    booked: Counter[StaffId] = Counter()
    whole = offered(salon)
    for _ in range(BOOKINGS):
        wish = ((Want(dice.of(salon.services).id),),)
        day = FIRST + timedelta(days=dice.below(31))
        found = plans.find(salon, wish, day, day, busy, epoch_minute(NOW))
        if not found:
            continue
        start = dice.of(found).start
        load = {} if blind else {one: booked[one] / whole[one] for one in whole}
        best, *_ = plans.candidates(salon, wish, start, epoch_minute(NOW), busy=busy, load=load)
        [take] = best.visits[0].takes
        if not dice.chance(20):
            busy[take.chair] = sorted([*busy[take.chair], (take.begin, take.end)])
            booked[best.visits[0].segments[0].staff] += take.end - take.begin
    return shares(salon, booked)


@pytest.mark.parametrize("number", range(4))
def test_a_month_of_anyone_is_shared_fairly(number: int) -> None:
    assert fair(months(unequal(seed.demo()), number))


def test_without_a_look_at_the_load_it_would_not_be() -> None:
    # The negative control.
    assert not fair(months(unequal(seed.demo()), 0, blind=True))


async def test_the_desk_shares_a_month_fairly(diary: Diary) -> None:
    salon = unequal(diary.salon)
    dice = Dice(7)
    customer = CustomerId(diary.talk(1))
    async with diary.database.unit_of_work(salon.salon_id) as tx:
        await customers.remember(tx, customer, b"sealed")
    booked: Counter[StaffId] = Counter()
    made = 0
    while made < BOOKINGS:
        want = Want(dice.of(salon.services).id)
        day = FIRST + timedelta(days=dice.below(31))
        async with diary.database.unit_of_work(salon.salon_id) as tx:
            search = Search(wish=((want,),), first=day, last=day, now=NOW)
            found = await openings.free(tx, salon, search)
            if not found:
                continue
            start = moment(dice.of(found).start, salon.zone)
            try:
                [booking] = await desk.book(
                    tx, salon, wish=((want,),), start=start, customers=(customer,),
                    order=Order(), now=NOW,
                )  # fmt: skip
            except Refused as refusal:
                raise AssertionError(refusal.facts) from refusal
            made += 1
            if dice.chance(20):
                await desk.cancel(tx, salon, booking.booking_id, order=Order(), now=NOW)
            else:
                [segment] = booking.segments
                booked[segment.staff] += segment.end - segment.start
    assert fair(shares(salon, booked)), booked
