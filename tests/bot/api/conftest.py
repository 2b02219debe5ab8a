"""The demo salon with a program that may do everything; it is Monday 23 November 2026, 14:05."""

from collections.abc import Awaitable, Callable

import pytest
from starlette.applications import Starlette

from booking import salons, seed
from bot.api import keys
from bot.api.keys import Scope
from foundation.house import House
from tests.bot.api.program import Program
from tests.bot.neighbours import doors
from tests.shelf import Shelf

Hire = Callable[..., Awaitable[Program]]


@pytest.fixture
async def served(house: House, shelf: Shelf) -> Starlette:
    """The product's own doors over the demo salon."""

    async def seeded() -> None:
        async with house.database.unit_of_work(seed.SALON_ID, actor="seed") as tx:
            await seed.seed_demo(tx, house.directory)

    await shelf.lay_out("demo", seeded)
    return doors(house)


@pytest.fixture
async def hire(served: Starlette) -> Hire:
    """Make a program with a key of these scopes."""
    house: House = served.state.engine.house

    async def made(*scopes: Scope, salon: str = seed.SLUG) -> Program:
        salon_id = await house.directory.find("slug", salon)
        assert salon_id is not None
        async with house.database.unit_of_work(salon_id) as tx:
            token = await keys.add(tx, house, "test", frozenset(scopes or Scope))
            return Program(served, house, await salons.load_catalogue(tx), token)

    return made


@pytest.fixture
async def program(hire: Hire) -> Program:
    """A program of the demo salon that may do everything."""
    return await hire()
