from collections.abc import AsyncIterator

import psycopg
import pytest

from foundation.settings import Settings
from tests.booking.diary import Diary

CANCEL = """
INSERT INTO booking_history (salon_id, booking_id, seq, status, cause)
  SELECT salon_id, booking_id, %s, 'cancelled', 'test' FROM bookings
"""


@pytest.fixture
async def app(diary: Diary, clean: Settings) -> AsyncIterator[psycopg.AsyncConnection]:
    """A connection of the app role, bound to the demo salon, beside one booking of it."""
    await diary.book(1)
    connection = await psycopg.AsyncConnection.connect(clean.database_url)
    await connection.execute(
        "SELECT set_config('app.salon_id', %s, false)", (str(diary.salon.salon_id),)
    )
    await connection.commit()
    yield connection
    await connection.close()


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE booking_history SET status = 'no_show'",
        "DELETE FROM booking_history",
        "TRUNCATE booking_history",
        "UPDATE bookings SET status = 'cancelled'",
        "UPDATE bookings SET version = 7",
        "DELETE FROM bookings",
        """INSERT INTO bookings (salon_id, booking_id, customer_id, starts_at, ends_at, price_minor,
        currency, status) SELECT salon_id, gen_random_uuid(), customer_id, starts_at, ends_at, 1,
        'EUR', 'completed' FROM bookings""",
    ],
)
async def test_the_app_can_rewrite_no_history_nor_write_a_status(
    app: psycopg.AsyncConnection, attempt: str
) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        await app.execute(attempt.encode())


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE booking_history SET cause = ''",
        "DELETE FROM booking_history",
        "TRUNCATE bookings CASCADE",
    ],
)
@pytest.mark.usefixtures("app")
async def test_not_even_the_owner_rewrites_history(clean: Settings, attempt: str) -> None:
    async with await psycopg.AsyncConnection.connect(clean.database_owner_url) as owner:
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="is history"):
            await owner.execute(attempt.encode())


async def test_a_row_of_history_moves_the_booking_with_its_chair(
    app: psycopg.AsyncConnection,
) -> None:
    await app.execute(CANCEL, (2,))
    status = await app.execute("SELECT status, version FROM bookings")
    assert await status.fetchone() == ("cancelled", 2)
    chairs = await app.execute("SELECT count(*) FROM occupied")
    assert await chairs.fetchone() == (0,)


@pytest.mark.parametrize("seq", [3, 9])
async def test_the_history_has_no_gaps(app: psycopg.AsyncConnection, seq: int) -> None:
    with pytest.raises(psycopg.errors.IntegrityConstraintViolation):
        await app.execute(CANCEL, (seq,))


async def test_no_booking_exists_without_its_first_row(app: psycopg.AsyncConnection) -> None:
    await app.execute(
        "INSERT INTO bookings (salon_id, booking_id, customer_id, starts_at, ends_at,"
        " price_minor, currency) SELECT salon_id, gen_random_uuid(), customer_id, starts_at,"
        " ends_at, 1, 'EUR' FROM bookings"
    )
    with pytest.raises(psycopg.errors.ForeignKeyViolation, match="bookings_last_row"):
        await app.commit()


async def test_without_its_trigger_the_owner_could_rewrite_history(
    app: psycopg.AsyncConnection, admin: psycopg.Connection
) -> None:
    await app.rollback()
    with admin.transaction(force_rollback=True):
        admin.execute("DROP TRIGGER immutable ON booking_history")
        admin.execute("SET LOCAL ROLE parlance_owner")
        assert admin.execute("UPDATE booking_history SET cause = 'another'").rowcount == 1


async def test_with_the_right_to_it_the_app_could_write_a_status(
    app: psycopg.AsyncConnection, admin: psycopg.Connection, diary: Diary
) -> None:
    await app.rollback()
    with admin.transaction(force_rollback=True):
        admin.execute("GRANT UPDATE (status) ON bookings TO parlance_app")
        admin.execute("SET LOCAL ROLE parlance_app")
        admin.execute("SELECT set_config('app.salon_id', %s, true)", (str(diary.salon.salon_id),))
        assert admin.execute("UPDATE bookings SET status = 'no_show'").rowcount == 1
