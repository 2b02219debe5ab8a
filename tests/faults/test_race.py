"""One slot is sold once, whoever asks through whichever door."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from bot import app
from dialog import views
from dialog.session import Session, State
from foundation.embedded import Servers
from foundation.house import House
from foundation.settings import Settings
from tests.faults.conftest import Fleet, database, on_database, running
from tests.faults.customers import Said
from tests.faults.rivals import Rival, rivals
from tests.faults.town import Salon, Town, broken, open_salon, visit

pytestmark = pytest.mark.xdist_group("fleet")
SEEDS = range(5)

# How often the one slot was sold.
FIVE = """
SELECT count(*) FROM bookings b JOIN booking_segments g USING (salon_id, booking_id)
  JOIN staff s USING (salon_id, staff_id)
  WHERE b.salon_id = %s AND b.status = 'confirmed' AND s.name = 'Bea'
    AND (b.starts_at AT TIME ZONE 'Europe/Berlin')::time = '17:00'
    AND (b.starts_at AT TIME ZONE 'Europe/Berlin')::date = %s
"""
MADE = """
SELECT (SELECT count(*) FROM bookings WHERE salon_id = %s AND status = 'confirmed'),
       (SELECT count(*) FROM holds WHERE salon_id = %s)
"""


@pytest.mark.parametrize("seed", SEEDS)
async def test_one_slot_goes_to_one_of_many_while_the_others_find_another(
    town: Town,
    hall: House,
    salon: Salon,
    superuser: psycopg.Connection,
    sized: Callable[[int, int], int],
    record_property: Callable[[str, object], None],
    seed: int,
) -> None:
    come = rivals(town, salon, sized(30, 200), seed)
    replies = await asyncio.gather(*(one.wishes() for one in come))
    (winner,) = winners(replies)
    for number, (rival, said) in enumerate(zip(come, replies, strict=True)):
        if number != winner:
            *times, wait = said.choices
            assert len(times) == 3, said
            assert wait.title.startswith("Waitlist"), said
            assert_kept(await session(hall, rival), rival)

    ends = await asyncio.gather(
        *(one.settles(said) for one, said in zip(come, replies, strict=True))
    )
    assert ends[winner] == "booked"
    assert superuser.execute(FIVE, (salon.id, come[0].day)).fetchone() == (1,)
    assert superuser.execute(MADE, (salon.id, salon.id)).fetchone() == (ends.count("booked"), 0)
    assert await broken(town.settings) == []
    took = sorted(seconds for one in come for seconds in one.took)
    record_property("p99 of a reply, s", took[len(took) * 99 // 100])


def winners(replies: list[Said]) -> list[int]:
    return [number for number, said in enumerate(replies) if "Held for you" in said.text]


async def session(hall: House, rival: Rival) -> Session:
    """Read what the dialog remembers of a rival's wish."""
    async with hall.database.unit_of_work(rival.customer.salon.id) as tx:
        found = await views.session(tx, await rival.customer.conversation(hall, tx))
    assert found is not None
    return found


def assert_kept(found: Session, rival: Rival) -> None:
    """All that was said is kept: the service, the stylist, the day."""
    salon = rival.customer.salon.catalogue
    assert (found.state, found.draft.service) == (State.TIME, salon.services[0].id)
    assert found.draft.staff == (salon.staff[1].id,)
    assert [(one.first, one.start) for one in found.draft.readings] == [(rival.day, 17 * 60)]


@pytest.fixture(scope="module")
def unguarded(servers: Servers, city: Settings, folder: Path) -> Iterator[Fleet]:
    """A fleet over a database without the constraint."""
    name = f"{city.database_url.rpartition('/')[2]}_unguarded"
    with database(servers, name) as bare:
        with psycopg.connect(bare.database_owner_url) as owner:
            owner.execute("ALTER TABLE occupied DROP CONSTRAINT one_at_a_time")
        more = {"redis_url": city.redis_url, "telegram_api": city.telegram_api}
        settings = bare.model_copy(update={**more, "public_url": city.public_url})
        with running(settings, folder, "unguarded") as fleet:
            yield fleet


async def test_without_the_constraint_the_same_race_sells_the_slot_twice(
    unguarded: Fleet, servers: Servers, sized: Callable[[int, int], int]
) -> None:
    url = on_database(servers.admin_url, unguarded.settings)
    async with visit(unguarded.settings, unguarded.doors) as town, app.house(town.settings) as hall:
        for seed in SEEDS:
            salon = await open_salon(hall)
            come = rivals(town, salon, sized(20, 200), seed)
            replies = await asyncio.gather(*(one.wishes() for one in come))
            first_two = winners(replies)[:2]
            assert len(first_two) == 2
            ends = await asyncio.gather(*(come[one].settles(replies[one]) for one in first_two))
            assert ends == ["booked", "booked"]
            with psycopg.connect(url) as admin:
                sold = admin.execute(FIVE, (salon.id, come[0].day)).fetchone()
            assert sold == (2,)
    assert "no chair is taken twice at one time" in str(await broken(unguarded.settings))
