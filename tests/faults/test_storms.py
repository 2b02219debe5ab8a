"""However often, late, in whatever order webhooks come, the end is what each once leaves."""

from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bot import app
from foundation.embedded import Servers
from foundation.house import House
from foundation.settings import Settings
from tests.bot.conftest import serving
from tests.faults.conftest import database, on_database
from tests.faults.storms import COPIES, LATE, Gust, Square, blow, deliver, gusts
from tests.faults.town import PATIENCE, Town, broken, settled, visit
from tests.recorded import Case, cases

pytestmark = pytest.mark.xdist_group("fleet")

ONCE = "inbox_salon_id_account_id_provider_id_key"


@pytest.fixture(scope="module")
def recorded(shared: Path) -> list[Case]:
    return list(cases(shared))


async def calm(town: Town, square: Square) -> dict[str, Any]:
    """Deliver everything once, in order."""
    for line, body in square.bodies:
        assert await deliver(town, Gust(line, body)) == 200
    await settled(square.admin, square.salon.id, square.wanted)
    return await square.state()


async def storm(town: Town, square: Square, seed: int) -> tuple[dict[str, Any], int]:
    """Deliver everything ten times in disorder, some of it days later; count what was refused."""
    come, refused = gusts(square, seed), 0
    assert set(await blow(town, [one for one in come if not one.late])) == {200}
    await settled(square.admin, square.salon.id, square.wanted)
    for late in LATE:
        square.ages(late)
        tardy = [one for one in come if one.late == late]
        stale = sum(one.stale for one in tardy)
        statuses = await blow(town, tardy)
        assert (statuses[200], statuses[401]) == (len(tardy) - stale, stale)
        refused += stale
    await settled(square.admin, square.salon.id, square.wanted)
    return await square.state(), refused


async def test_a_storm_leaves_what_a_calm_leaves(
    town: Town,
    hall: House,
    superuser: psycopg.Connection,
    providers: dict[str, str],
    recorded: list[Case],
    sized: Callable[[int, int], int],
    record_property: Callable[[str, object], None],
) -> None:
    quiet = Square(hall, superuser, providers, town)
    await quiet.opens(recorded)
    wanted = await calm(town, quiet)
    refused = 0
    for seed in range(sized(1, 100)):
        square = Square(hall, superuser, providers, town)
        await square.opens(recorded)
        found, stale = await storm(town, square, seed)
        refused += stale
        assert found == wanted, f"seed {seed}: {differing(wanted, found)}"
    assert refused > 0
    assert await broken(town.settings) == []
    record_property("deliveries of a storm", COPIES * len(quiet.bodies))
    record_property("refused as too old", refused)


async def test_without_the_rule_of_once_a_storm_leaves_more(
    servers: Servers, city: Settings, providers: dict[str, str], recorded: list[Case]
) -> None:
    texts = [case for case in recorded if case.kind == "twilio"]
    async with AsyncExitStack() as opened:
        place = opened.enter_context(database(servers, "parlance_without_once"))
        fields = ("database_url", "database_owner_url", "database_read_url")
        settings = city.model_copy(update={one: getattr(place, one) for one in fields})
        inside = psycopg.connect(on_database(servers.admin_url, settings), autocommit=True)
        admin = opened.enter_context(inside)
        house = await opened.enter_async_context(app.house(settings))
        site = await opened.enter_async_context(serving(settings, house))
        town = await opened.enter_async_context(visit(settings, (site.base,)))
        quiet, loud = (Square(house, admin, providers, town) for _ in range(2))
        await quiet.opens(texts)
        wanted = await calm(town, quiet)
        await loud.opens(texts)
        forget_once(admin)
        assert set(await blow(town, gusts(loud, 0))) == {200}
        await site.engine.settle(PATIENCE)
        found = await loud.state()
        assert len(found["came"]) == COPIES * len(wanted["came"]) - (COPIES - 1)  # the greeting
        assert sum(found["shown"].values()) > sum(wanted["shown"].values())


def forget_once(admin: psycopg.Connection) -> None:
    """Have messages stored as often as they come."""
    (text,) = admin.execute("SELECT pg_get_functiondef('hear'::regproc)").fetchone() or ("",)
    rule = f"ON CONFLICT ON CONSTRAINT {ONCE} DO NOTHING"
    assert rule in text, "hear has changed: take its rule away anew"
    admin.execute(text.replace(rule, "").encode())
    admin.execute(f"ALTER TABLE inbox DROP CONSTRAINT {ONCE}".encode())


def differing(wanted: dict[str, Any], found: dict[str, Any]) -> list[object]:
    """Give what is different, part by part."""
    told: list[object] = []
    for part, one in wanted.items():
        other = found[part]
        if isinstance(one, dict):
            pairs = ((name, one.get(name), other.get(name)) for name in one | other)
            told += [pair for pair in pairs if pair[1] != pair[2]]
        elif one != other:
            told += [part, *(each for each in one + other if (each in one) != (each in other))]
    return told
