"""The demo salon in a clean database."""

from collections.abc import AsyncIterator

import pytest

from booking import salons, seed
from foundation.db import Database, Tx
from foundation.directory import Directory
from tests.booking.diary import Diary
from tests.booking.studio import Studio, opened
from tests.shelf import Shelf


@pytest.fixture
async def diary(database: Database, shelf: Shelf) -> Diary:
    """The demo salon, seeded, with nothing in its diary."""

    async def seeded() -> None:
        async with database.unit_of_work(seed.SALON_ID) as tx:
            await seed.seed_demo(tx, Directory(database))

    await shelf.lay_out("demo", seeded)
    async with database.unit_of_work(seed.SALON_ID) as tx:
        return Diary(database, await salons.load_catalogue(tx))


@pytest.fixture
async def tx(diary: Diary) -> AsyncIterator[Tx]:
    """An open unit of work of the demo salon."""
    async with diary.database.unit_of_work(diary.salon.salon_id, request_id="r1") as open_tx:
        yield open_tx


@pytest.fixture
async def studio(database: Database, shelf: Shelf) -> Studio:
    """The salon that has everything, with nothing in its diary."""
    await shelf.lay_out("studio", lambda: opened(database))
    async with database.unit_of_work(seed.SALON_ID) as tx:
        return Studio(database, await salons.load_catalogue(tx))


@pytest.fixture
async def desk_tx(studio: Studio) -> AsyncIterator[Tx]:
    """An open unit of work of that salon."""
    async with studio.database.unit_of_work(studio.salon.salon_id, request_id="r1") as open_tx:
        yield open_tx
