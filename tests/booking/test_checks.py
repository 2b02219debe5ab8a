from datetime import timedelta

import psycopg
import pytest

from booking import checks, desk
from booking.orders import Order
from foundation.settings import Settings
from tests.booking.diary import FRIDAY_FIVE, NOW, Diary, lapse
from tests.booking.promises import offenders, offenders_once_broken

BY_NAME = {one.name: one for one in checks.INVARIANTS}
# What breaks each promise; the database itself would refuse it, so its guards are down meanwhile.
BROKEN = {
    "no chair is taken twice at one time": [
        "ALTER TABLE occupied DROP CONSTRAINT one_at_a_time",
        """INSERT INTO occupied (salon_id, staff_id, during, booking_id)
        SELECT salon_id, staff_id, during, booking_id FROM occupied WHERE booking_id IS NOT NULL""",
    ],
    "bookings, classes, blocks have exactly the chair time they are owed": [
        "DELETE FROM occupied WHERE booking_id IS NOT NULL",
    ],
    "a hold has all the chair time it promises, or has lapsed": [
        "DELETE FROM occupied WHERE hold_id IS NOT NULL",
    ],
    "a booking begins with its first segment, ends with its last, has at least one": [
        "UPDATE booking_segments SET ends_at = ends_at + interval '5 minutes'",
    ],
    "a booking's price is its snapshot's total": [
        "UPDATE bookings SET price_minor = price_minor + 1",
    ],
    "a party is whole: everybody who comes along has a booking": [
        "UPDATE bookings SET party_id = booking_id",
    ],
    "nothing unpaid blocks for more than a minute past its deadline": [
        "UPDATE bookings SET status = 'pending_payment'",
    ],
    "reminders are planned for visits that are to come about only": [
        "UPDATE planned_reminders SET due_at = due_at + interval '1 month'",
    ],
    "a booking's status is the last row of its history, which has no gaps": [
        "UPDATE bookings SET status = 'completed'",
    ],
    "no lapsed hold is in anybody's way": [
        "UPDATE holds SET expires_at = clock_timestamp() - interval '1 minute'",
        """CREATE OR REPLACE FUNCTION busy_between(
          salon uuid, since timestamptz, until timestamptz, who uuid)
        RETURNS TABLE (chair uuid, begins integer, ends integer) LANGUAGE sql AS $$
          SELECT chair, (extract(epoch FROM lower(during)) / 60)::integer,
                 (extract(epoch FROM upper(during)) / 60)::integer FROM occupied
            WHERE salon_id = salon AND during && tstzrange(since, until) $$""",
    ],
    "no customer's hold lasts longer than ten minutes from now": [
        "UPDATE holds SET expires_at = expires_at + interval '1 hour'",
    ],
    "no hold that became a booking is left": [
        "UPDATE bookings b SET hold_id = h.hold_id FROM holds h WHERE b.status = 'confirmed'",
    ],
    "whatever belongs to something belongs to the same salon": [
        "UPDATE occupied SET salon_id = gen_random_uuid() WHERE booking_id IS NOT NULL",
    ],
}


@pytest.fixture
async def busy(diary: Diary, admin: psycopg.Connection) -> Diary:
    """A diary with a visit to come, one cancelled, a hold, another that has lapsed."""
    await diary.book(1)
    cancelled = await diary.book(2, diary.bea)
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        await desk.cancel(
            tx,
            diary.salon,
            cancelled.booking_id,
            order=Order(by="customer:2", cause="ill"),
            now=NOW,
        )
        await diary.hold(tx, 3, diary.bea)
        late = await diary.hold(tx, 4, diary.bea, start=FRIDAY_FIVE + timedelta(hours=1))
    lapse(admin, late.hold_id)
    return diary


@pytest.mark.parametrize("name", list(BY_NAME))
@pytest.mark.usefixtures("busy")
async def test_the_promise_is_kept(clean: Settings, name: str) -> None:
    with psycopg.connect(clean.database_read_url) as read:
        assert offenders(BY_NAME[name], read) == []


@pytest.mark.parametrize("name", list(BY_NAME))
@pytest.mark.usefixtures("busy")
async def test_a_broken_promise_is_found(
    admin: psycopg.Connection, clean: Settings, name: str
) -> None:
    assert offenders_once_broken(BY_NAME[name], BROKEN[name], admin, clean)
