"""One house for many conversations: the demo salon is laid out again before each of them."""

from collections.abc import Awaitable, Callable

import psycopg
import pytest

from booking import seed
from bot import opening
from channels import registry
from foundation.house import House
from tests.journeys.facts import Inside
from tests.journeys.player import Journey
from tests.shelf import Shelf

Begin = Callable[[Journey], Awaitable[Inside]]


@pytest.fixture
def begin(
    house: House, admin: psycopg.Connection, empty: Callable[[], None], shelf: Shelf
) -> Begin:
    """Give what begins a conversation at a demo salon that nobody else has written to."""

    async def begun(journey: Journey) -> Inside:
        await registry.close()
        empty()
        await shelf.lay_out("journeys", lambda: opening.seed_demo(house))
        return Inside(house, seed.SALON_ID, admin, journey.options)

    return begun
