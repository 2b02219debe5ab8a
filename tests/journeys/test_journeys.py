"""Every golden conversation goes as it is written."""

from pathlib import Path

import psycopg
import pytest

from bot import opening
from channels import registry
from foundation.house import House
from tests.journeys.player import Player, read

FOLDER = Path(__file__).parent


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.chat")))
async def test_the_conversation_goes_as_written(
    house: House, admin: psycopg.Connection, name: str
) -> None:
    journey = read(FOLDER / f"{name}.chat")
    salon_id = await opening.seed_demo(house)
    went = await Player(house, salon_id, admin, journey.options).play(journey.lines)
    await registry.close()
    assert went == list(journey.lines)
