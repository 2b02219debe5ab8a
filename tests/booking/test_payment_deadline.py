"""A visit that waits for its payment: kept until the deadline, had again if it comes late."""

import psycopg
import pytest

from booking import desk
from booking.desk import Booking, Order
from booking.plan import Want
from booking.status import Status
from foundation.errors import Refused
from tests.booking.studio import ANA, CUT, NOW, Studio

CUT_WITH_ANA = Want(CUT.id, (ANA.id,))


async def unpaid(studio: Studio) -> Booking:
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        [booking] = await studio.book(tx, (CUT_WITH_ANA,), status=Status.PENDING_PAYMENT)
    assert booking.status is Status.PENDING_PAYMENT
    assert booking.pay_until is not None
    return booking


async def expired(studio: Studio, admin: psycopg.Connection) -> Booking:
    booking = await unpaid(studio)
    assert await desk.expire(studio.database) == 0
    admin.execute("UPDATE bookings SET pay_until = clock_timestamp() - interval '1 second'")
    assert await desk.expire(studio.database) == 1
    assert await desk.expire(studio.database) == 0
    return booking


async def paid(studio: Studio, booking: Booking) -> Booking:
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        return await desk.paid(tx, studio.salon, booking.booking_id, order=Order(), now=NOW)


async def test_a_payment_in_time_confirms(studio: Studio) -> None:
    booking = await unpaid(studio)
    assert (await paid(studio, booking)).status is Status.CONFIRMED
    with pytest.raises(Refused, match="not_possible"):
        await paid(studio, booking)


async def test_what_is_not_paid_gives_its_chair_back(
    studio: Studio, admin: psycopg.Connection
) -> None:
    booking = await expired(studio, admin)
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        assert (await desk.read(tx, booking.booking_id)).status is Status.EXPIRED
        await studio.book(tx, (CUT_WITH_ANA,), number=2)


async def test_a_late_payment_has_its_chair_again_if_it_is_free(
    studio: Studio, admin: psycopg.Connection
) -> None:
    booking = await expired(studio, admin)
    assert (await paid(studio, booking)).status is Status.CONFIRMED
    with pytest.raises(Refused, match="time_taken"):
        async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
            await studio.book(tx, (CUT_WITH_ANA,), number=2)


async def test_a_late_payment_takes_nobodys_chair(
    studio: Studio, admin: psycopg.Connection
) -> None:
    booking = await expired(studio, admin)
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        await studio.book(tx, (CUT_WITH_ANA,), number=2)
    with pytest.raises(Refused, match="time_taken"):
        await paid(studio, booking)
    async with studio.database.unit_of_work(studio.salon.salon_id) as tx:
        assert (await desk.read(tx, booking.booking_id)).status is Status.EXPIRED
