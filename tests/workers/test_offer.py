"""The worker offers what became free, in every salon."""

from dataclasses import replace

from foundation import clock
from foundation.house import House
from tests.booking.studio import NOW, opened
from tests.booking.test_waitlist import cancelled, full, open_offers, waits
from workers import offer


async def test_the_sweep_offers_what_became_free(house: House) -> None:
    house = replace(house, clock=clock.fixed(NOW))
    studio = await opened(house.database)
    assert await offer.sweep(house) == 0
    [first, *_] = await full(studio)
    await waits(studio, 10)
    await cancelled(studio, first)
    assert await offer.sweep(house) == 1
    assert await offer.sweep(house) == 0
    assert len(await open_offers(studio)) == 1
