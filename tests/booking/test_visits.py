"""Visits of many parts: all of it or nothing, one constraint over all chairs."""

from datetime import timedelta
from itertools import pairwise

import pytest

from booking import desk
from booking.desk import Order
from booking.plan import Want
from booking.status import Status
from foundation.db import Tx
from foundation.errors import Refused
from foundation.money import Money
from tests.booking.studio import (
    ANA,
    BEA,
    BRIDAL,
    BROW,
    CEM,
    COLOUR,
    CUT,
    FRIDAY_TEN,
    MASSAGE,
    NOW,
    ROOMS,
    STATION,
    TREATMENT,
    YOGA,
    Studio,
)

MINUTE = timedelta(minutes=1)
CUT_WITH_ANA = Want(CUT.id, (ANA.id,))
COLOUR_WITH_BEA = Want(COLOUR.id, (BEA.id,))


async def test_several_services_follow_one_another_with_one_price(
    studio: Studio, desk_tx: Tx
) -> None:
    [booking] = await studio.book(desk_tx, (COLOUR_WITH_BEA, CUT_WITH_ANA))
    assert [one.staff for one in booking.segments] == [BEA.id, ANA.id]
    assert all(one.end == other.start for one, other in pairwise(booking.segments))
    assert (booking.starts_at, booking.ends_at) == (FRIDAY_TEN, FRIDAY_TEN + 165 * MINUTE)
    assert booking.price == Money(13500, "EUR")
    assert [(one.what, one.minor) for one in booking.quote.lines] == [
        ("colour", 9500),
        ("cut", 4000),
    ]


async def test_a_plan_with_one_part_taken_is_not_booked_at_all(studio: Studio, desk_tx: Tx) -> None:
    await studio.book(desk_tx, (CUT_WITH_ANA,), start=FRIDAY_TEN + 120 * MINUTE)
    with pytest.raises(Refused, match="time_taken"):
        await studio.book(desk_tx, (COLOUR_WITH_BEA, CUT_WITH_ANA), number=2)
    await studio.book(desk_tx, (COLOUR_WITH_BEA,), number=2)


async def test_while_the_colour_sets_the_stylist_takes_somebody_else(
    studio: Studio, desk_tx: Tx
) -> None:
    await studio.book(desk_tx, (COLOUR_WITH_BEA,))
    brow = Want(BROW.id, (BEA.id,))
    await studio.book(desk_tx, (brow,), start=FRIDAY_TEN + 45 * MINUTE, number=2)
    with pytest.raises(Refused, match="time_taken"):
        await studio.book(desk_tx, (brow,), start=FRIDAY_TEN + 75 * MINUTE, number=3)


async def test_there_is_one_colour_station(studio: Studio, desk_tx: Tx) -> None:
    [booking] = await studio.book(desk_tx, (COLOUR_WITH_BEA,))
    assert booking.segments[0].resources == (STATION.id,)
    with pytest.raises(Refused, match="time_taken"):
        await studio.book(
            desk_tx, (Want(COLOUR.id, (CEM.id,)),), start=FRIDAY_TEN + 60 * MINUTE, number=2
        )


async def test_any_room_will_do_until_all_are_taken(studio: Studio, desk_tx: Tx) -> None:
    rooms = set()
    for number, stylist in enumerate((ANA, BEA)):
        want = Want(MASSAGE.id, (stylist.id,))
        [booking] = await studio.book(desk_tx, (want,), number=number)
        rooms |= set(booking.segments[0].resources)
    assert rooms == {one.id for one in ROOMS}
    with pytest.raises(Refused, match="time_taken"):
        await studio.book(desk_tx, (Want(MASSAGE.id, (CEM.id,)),), number=3)


async def test_a_buffer_is_kept_free_after_a_visit(studio: Studio, desk_tx: Tx) -> None:
    await studio.book(desk_tx, (Want(MASSAGE.id, (ANA.id,)),))
    with pytest.raises(Refused, match="time_taken"):
        await studio.book(desk_tx, (CUT_WITH_ANA,), start=FRIDAY_TEN + 60 * MINUTE, number=2)
    await studio.book(desk_tx, (CUT_WITH_ANA,), start=FRIDAY_TEN + 75 * MINUTE, number=2)


async def test_length_price_are_the_stylists_own(studio: Studio, desk_tx: Tx) -> None:
    [booking] = await studio.book(desk_tx, (Want(CUT.id, (BEA.id,)),))
    assert booking.ends_at - booking.starts_at == 55 * MINUTE
    assert booking.price == Money(4800, "EUR")


async def test_an_add_on_adds_its_minutes_with_its_price(studio: Studio, desk_tx: Tx) -> None:
    [booking] = await studio.book(desk_tx, (Want(CUT.id, (ANA.id,), (TREATMENT.id,)),))
    assert booking.ends_at - booking.starts_at == 60 * MINUTE
    assert booking.price == Money(5200, "EUR")
    assert booking.segments[0].addons == (TREATMENT.id,)


async def test_a_party_comes_at_one_time_to_different_stylists(studio: Studio, desk_tx: Tx) -> None:
    party = await studio.book(desk_tx, (Want(CUT.id),), (Want(CUT.id),))
    assert len({one.segments[0].staff for one in party}) == 2
    assert {one.starts_at for one in party} == {FRIDAY_TEN}
    assert {one.party_id for one in party} == {party[0].booking_id}


async def test_a_party_is_booked_whole_or_not_at_all(studio: Studio, desk_tx: Tx) -> None:
    for number, stylist in enumerate((ANA, BEA)):
        await studio.book(desk_tx, (Want(CUT.id, (stylist.id,)),), number=number)
    with pytest.raises(Refused, match="time_taken"):
        await studio.book(desk_tx, (Want(CUT.id),), (Want(CUT.id),), number=3)
    await studio.book(desk_tx, (Want(CUT.id),), number=3)


@pytest.mark.parametrize(("together", "left"), [(True, 0), (False, 1)])
async def test_a_party_is_cancelled_singly_or_together(
    studio: Studio, desk_tx: Tx, together: int, left: int
) -> None:
    party = await studio.book(desk_tx, (CUT_WITH_ANA,), (Want(CUT.id, (CEM.id,)),))
    first, second = (one.booking_id for one in party)
    gone = await desk.cancel(
        desk_tx, studio.salon, second, order=Order(), now=NOW, party=bool(together)
    )
    assert all(one.status is Status.CANCELLED for one in gone)
    still = (await desk.read(desk_tx, first)).status is Status.CONFIRMED
    assert still == bool(left)


async def test_a_party_held_is_a_party_booked(studio: Studio, desk_tx: Tx) -> None:
    customer = await studio.customer(desk_tx, 1)
    held = await desk.hold(
        desk_tx,
        studio.salon,
        holder=customer,  # type: ignore[arg-type]  # whoever holds is an id
        wish=((CUT_WITH_ANA,), (COLOUR_WITH_BEA,)),
        start=FRIDAY_TEN,
        draft_version=1,
        now=NOW,
    )
    party = await desk.confirm(
        desk_tx,
        studio.salon,
        holder=held.holder,
        hold_id=held.hold_id,
        customers=(customer,),
        order=Order(),
        now=NOW,
    )
    assert [one.price.minor for one in party] == [4000, 9500]
    assert held.price == Money(13500, "EUR")


async def test_the_salons_word_is_waited_for_with_the_chairs_kept(
    studio: Studio, desk_tx: Tx
) -> None:
    [booking] = await studio.book(desk_tx, (Want(BRIDAL.id),))
    assert booking.status is Status.AWAITING_APPROVAL
    with pytest.raises(Refused, match="time_taken"):
        await studio.book(desk_tx, (Want(CUT.id, (BEA.id,)),), number=2)
    approved = await desk.approve(
        desk_tx, studio.salon, booking.booking_id, order=Order(by="operator:1"), now=NOW
    )
    assert approved.status is Status.CONFIRMED


async def test_the_same_request_books_once(studio: Studio, desk_tx: Tx) -> None:
    once = await studio.book(desk_tx, (CUT_WITH_ANA,), key="k")
    assert await studio.book(desk_tx, (CUT_WITH_ANA,), key="k") == once


async def test_an_override_skips_the_rules_says_why(studio: Studio, desk_tx: Tx) -> None:
    at_night = FRIDAY_TEN + timedelta(hours=12, minutes=7)
    with pytest.raises(Refused, match="not_bookable"):
        await studio.book(desk_tx, (CUT_WITH_ANA,), start=at_night)
    [booking] = await studio.book(
        desk_tx, (CUT_WITH_ANA,), start=at_night, by="operator:1", override="her wedding"
    )
    [row] = await desk.history(desk_tx, booking.booking_id)
    assert (row.actor, row.reason, row.details) == ("operator:1", "her wedding", {"override": True})


async def test_no_override_sells_a_chair_twice(studio: Studio, desk_tx: Tx) -> None:
    await studio.book(desk_tx, (CUT_WITH_ANA,))
    with pytest.raises(Refused, match="time_taken"):
        await studio.book(desk_tx, (CUT_WITH_ANA,), number=2, override="she insists")


async def test_seats_of_a_class_are_sold_one_by_one(studio: Studio, desk_tx: Tx) -> None:
    await desk.open_class(
        desk_tx, studio.salon, service_id=YOGA.id, staff_id=ANA.id, start=FRIDAY_TEN, now=NOW
    )
    seats = [
        (await studio.book(desk_tx, (Want(YOGA.id),), number=number))[0] for number in range(3)
    ]
    assert all(one.segments[0].class_id is not None for one in seats)
    with pytest.raises(Refused, match="not_bookable") as refusal:
        await studio.book(desk_tx, (Want(YOGA.id),), number=4)
    assert refusal.value.facts["reason"] == "full"
    await desk.cancel(desk_tx, studio.salon, seats[0].booking_id, order=Order(), now=NOW)
    await studio.book(desk_tx, (Want(YOGA.id),), number=4)


async def test_a_class_takes_its_teachers_time(studio: Studio, desk_tx: Tx) -> None:
    opened = await desk.open_class(
        desk_tx, studio.salon, service_id=YOGA.id, staff_id=ANA.id, start=FRIDAY_TEN, now=NOW
    )
    with pytest.raises(Refused, match="time_taken"):
        await studio.book(desk_tx, (CUT_WITH_ANA,))
    await studio.book(desk_tx, (Want(YOGA.id),))
    with pytest.raises(Refused, match="seats_sold"):
        await desk.close_class(desk_tx, opened)
