"""The worker offers what became free, in every salon."""

import asyncio
from dataclasses import replace
from datetime import datetime

import psycopg
import pytest

from booking import offers
from channels.accounts import Accounts
from foundation import clock
from foundation.house import House
from tests.booking.studio import NOW, opened
from tests.booking.test_waitlist import MINUTE, NIGHT, cancelled, full, open_offers, waits
from workers import offer


async def test_the_sweep_offers_what_became_free(house: House) -> None:
    house = replace(house, clock=clock.fixed(NOW))
    studio = await opened(house.database)
    assert await offer.sweep(house, Accounts(house)) == 0
    [first, *_] = await full(studio)
    await waits(studio, 10)
    await cancelled(studio, first)
    assert await offer.sweep(house, Accounts(house)) == 1
    assert await offer.sweep(house, Accounts(house)) == 0
    assert len(await open_offers(studio)) == 1


async def test_workers_at_once_offer_a_time_once(house: House, admin: psycopg.Connection) -> None:
    house = replace(house, clock=clock.fixed(NOW))
    studio = await opened(house.database)
    for one in await full(studio):
        await cancelled(studio, one)
    for number in range(10, 14):
        await waits(studio, number)
    made = await asyncio.gather(*(offer.sweep(house, Accounts(house)) for _ in range(4)))
    assert sum(made) == 1  # all of them wait for the same hour
    assert admin.execute("SELECT count(*) FROM waitlist_offers").fetchone() == (1,)


async def test_a_sleeping_salon_is_left_alone(house: House) -> None:
    night = replace(house, clock=clock.fixed(NIGHT))
    studio = await opened(house.database)
    [first, *_] = await full(studio)
    await waits(studio, 10)
    await cancelled(studio, first)
    assert await offer.sweep(night, Accounts(house)) == 0
    assert await open_offers(studio) == ()
    assert (
        await offer.sweep(replace(house, clock=clock.fixed(NOW.replace(day=24))), Accounts(house))
        == 1
    )


@pytest.mark.parametrize("hour", [0, 7, 8, 20, 21, 23])
async def test_the_database_knows_when_a_salon_sleeps(
    house: House, admin: psycopg.Connection, hour: int
) -> None:
    studio = await opened(house.database)
    wall = NOW.astimezone(studio.salon.zone).replace(hour=hour, minute=0, second=0)
    wakes = offers.woken(wall)

    def due(begins: datetime) -> bool:
        admin.execute("DELETE FROM freed")
        admin.execute(
            "INSERT INTO freed (salon_id, during) VALUES (%s, tstzrange(%s, NULL))",
            (studio.salon.salon_id, begins),
        )
        row = admin.execute("SELECT salons_to_offer_in(%s, %s, %s)", (wall, *offers.QUIET))
        return row.fetchone() is not None

    assert due(wakes) != offers.quiet(wall)
    assert due(wakes - MINUTE)
