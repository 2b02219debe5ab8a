import psycopg
import pytest
from procrastinate import App

from booking import seed
from foundation import ids
from foundation.house import House
from foundation.ids import SalonId
from foundation.jobs import procrastinate_app
from tests.booking.diary import Diary, lapse
from workers import tidy


@pytest.fixture
async def diary(house: House) -> Diary:
    async with house.database.unit_of_work(seed.SALON_ID) as tx:
        return Diary(house.database, await seed.seed_demo(tx, house.directory))


def deliver(admin: psycopg.Connection, salon_id: SalonId, *ages: str) -> None:
    """Leave raw deliveries of these ages."""
    account = ids.new()
    admin.execute(
        "INSERT INTO accounts (salon_id, account_id, kind, name, token_hash, secrets)"
        " VALUES (%s, %s, 'telegram', 'x', 'x', 'x')",
        (salon_id, account),
    )
    for age in ages:
        admin.execute(
            "INSERT INTO deliveries (salon_id, account_id, received_at, body_hash, body)"
            " VALUES (%s, %s, clock_timestamp() - %s::interval, 'x', 'x')",
            (salon_id, account, age),
        )


async def test_deliveries_are_kept_for_thirty_days(
    house: House, diary: Diary, admin: psycopg.Connection
) -> None:
    deliver(admin, diary.salon.salon_id, "31 days", "30 days 1 hour", "29 days 23 hours", "0 s")
    assert await tidy.trim(house) == 2
    assert await tidy.trim(house) == 0
    assert admin.execute("SELECT count(*) FROM deliveries").fetchone() == (2,)


async def test_many_old_deliveries_go_batch_by_batch(
    house: House, diary: Diary, admin: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tidy, "_BATCH", 2)
    deliver(admin, diary.salon.salon_id, *["31 days"] * 5)
    assert await tidy.trim(house) == 5


async def test_lapsed_holds_free_their_chairs(
    house: House, diary: Diary, admin: psycopg.Connection
) -> None:
    async with house.database.unit_of_work(diary.salon.salon_id) as tx:
        held = await diary.hold(tx, 1, diary.ana)
    assert await tidy.lapse(house) == 0
    lapse(admin, held.hold_id)
    assert await tidy.lapse(house) == 1
    assert admin.execute("SELECT count(*) FROM occupied").fetchone() == (0,)


async def test_the_job_trims(house: House, diary: Diary, admin: psycopg.Connection) -> None:
    deliver(admin, diary.salon.salon_id, "31 days")
    app: App = procrastinate_app(house.settings.database_url)
    tidy.register(app, house)
    async with app.open_async():
        await app.configure_task("tidy").defer_async(timestamp=0)
        await app.run_worker_async(wait=False, install_signal_handlers=False)
    assert admin.execute("SELECT count(*) FROM deliveries").fetchone() == (0,)
