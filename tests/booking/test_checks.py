from datetime import timedelta

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

from booking import checks, desk
from foundation.settings import Settings
from tests.booking.diary import FRIDAY_FIVE, NOW, Diary, lapse

BY_NAME = {one.name: one for one in checks.INVARIANTS}
# What breaks each promise; the database itself would refuse it, so its guards are down meanwhile.
BROKEN = {
    "no chair is taken twice at one time": [
        "ALTER TABLE occupied DROP CONSTRAINT one_at_a_time",
        """INSERT INTO occupied (salon_id, staff_id, during, booking_id)
        SELECT salon_id, staff_id, during, booking_id FROM occupied WHERE booking_id IS NOT NULL""",
    ],
    "chair time is that of its hold or its booking": [
        "UPDATE holds SET ends_at = ends_at + interval '5 minutes'",
    ],
    "every booking that occupies has its chair time, no other has any": [
        "DELETE FROM occupied WHERE booking_id IS NOT NULL",
    ],
    "a booking's status is the last row of its history, which has no gaps": [
        "UPDATE bookings SET status = 'completed'",
    ],
    "no lapsed hold is in anybody's way": [
        "UPDATE holds SET expires_at = clock_timestamp() - interval '1 minute'",
        """CREATE OR REPLACE FUNCTION busy_between(
          salon uuid, since timestamptz, until timestamptz, who uuid)
        RETURNS TABLE (chair uuid, begins integer, ends integer) LANGUAGE sql AS $$
          SELECT staff_id, 0, 0 FROM occupied
            WHERE salon_id = salon AND during && tstzrange(since, until) $$""",
    ],
    "no hold lasts longer than ten minutes from now": [
        "UPDATE holds SET expires_at = expires_at + interval '1 hour'",
    ],
    "no hold that became a booking is left": [
        "UPDATE bookings b SET hold_id = h.hold_id FROM holds h WHERE b.status = 'confirmed'",
    ],
    "whatever belongs to something belongs to the same salon": [
        "UPDATE occupied SET salon_id = gen_random_uuid() WHERE booking_id IS NOT NULL",
    ],
}


def offenders(name: str, connection: psycopg.Connection) -> list[tuple[object, ...]]:
    return connection.execute(BY_NAME[name].sql.encode()).fetchall()


@pytest.fixture
async def busy(diary: Diary, admin: psycopg.Connection) -> Diary:
    """A diary with a visit to come, one cancelled, a hold, another that has lapsed."""
    await diary.book(1)
    cancelled = await diary.book(2, diary.bea)
    async with diary.database.unit_of_work(diary.salon.salon_id) as tx:
        await desk.cancel(tx, cancelled.booking_id, by="customer:2", cause="ill", now=NOW)
        await diary.hold(tx, 3, diary.bea)
        late = await diary.hold(tx, 4, diary.bea, start=FRIDAY_FIVE + timedelta(hours=1))
    lapse(admin, late.hold_id)
    return diary


@pytest.mark.parametrize("name", list(BY_NAME))
@pytest.mark.usefixtures("busy")
async def test_the_promise_is_kept(clean: Settings, name: str) -> None:
    with psycopg.connect(clean.database_read_url) as read:
        assert offenders(name, read) == []


@pytest.mark.parametrize("name", list(BY_NAME))
@pytest.mark.usefixtures("busy")
async def test_a_broken_promise_is_found(
    admin: psycopg.Connection, clean: Settings, name: str
) -> None:
    with admin.transaction(force_rollback=True):
        admin.execute("SET LOCAL session_replication_role = replica")
        for step in BROKEN[name]:
            admin.execute(step)
        # The read role's own eyes: what it may not see it cannot find.
        reader = make_url(clean.database_read_url).username or ""
        admin.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(reader)))
        assert offenders(name, admin)
