"""The desk, worked from the command line."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from booking import salons, seed
from bot import clerk
from bot.clerk import Counter, Place
from foundation import clock
from foundation.errors import Permanent, Refused
from foundation.house import House
from tests.parlour import NOW


class Printed(list[str]):
    """What was printed, line by line."""

    def __call__(self, line: str) -> None:
        self.append(line)

    @property
    def first_id(self) -> str:
        return self[0].split()[0]


@pytest.fixture
async def at(house: House) -> AsyncIterator[Counter]:
    house = replace(house, clock=clock.fixed(NOW))
    async with house.database.unit_of_work(seed.SALON_ID, actor="seed") as tx:
        await seed.seed_demo(tx, house.directory)
    async with house.database.unit_of_work(seed.SALON_ID, actor="command-line") as tx:
        yield Counter(house, tx, await salons.load_catalogue(tx))


@pytest.fixture
async def booked(at: Counter) -> Printed:
    printed = Printed()
    place = Place("2026-11-27T10:00", "Bea")
    await clerk.add(at, ["colour", "Haircut"], "Mia", place, printed)
    return printed


async def test_somebody_who_calls_is_booked_for_all_they_want(booked: Printed) -> None:
    assert booked[0].endswith(
        "Fri 2026-11-27 10:00-12:45  Colour + Haircut with Bea  135.00 EUR  confirmed"
    )


async def test_a_booking_is_shown_with_its_history(at: Counter, booked: Printed) -> None:
    shown = Printed()
    await clerk.show(at, booked.first_id, shown)
    assert len(shown) == 2
    assert "confirmed added_by_staff by command-line" in shown[1]


async def test_a_booking_moves_to_another_time_on_the_salons_wall(
    at: Counter, booked: Printed
) -> None:
    moved = Printed()
    await clerk.move(at, booked.first_id, Place("2026-11-28T09:00"), moved)
    assert "Sat 2026-11-28 09:00-11:45" in moved[0]


async def test_an_override_has_its_reason(at: Counter, booked: Printed) -> None:
    moved = Printed()
    with pytest.raises(Refused, match="not_bookable"):
        await clerk.move(at, booked.first_id, Place("2026-11-29T09:00"), moved)
    wedding = Place("2026-11-29T09:00", override="wedding")
    await clerk.move(at, booked.first_id, wedding, moved)
    await clerk.show(at, booked.first_id, moved)
    assert "wedding" in moved[-1]


async def test_cancelling_tells_what_it_costs(at: Counter, booked: Printed) -> None:
    gone = Printed()
    await clerk.cancel(at, booked.first_id, "ill", gone, party=False)
    assert gone[0].endswith("cancelled")
    assert gone[1] == "Fee by the terms: 0.00 EUR"


async def test_time_is_blocked_then_given_back(at: Counter) -> None:
    said = Printed()
    await clerk.block(at, "Ana", "2026-11-27T12:00", "2026-11-27T13:00", "dentist", said)
    with pytest.raises(Refused, match="time_taken"):
        await clerk.add(at, ["haircut"], "Mia", Place("2026-11-27T12:00", "Ana"), said)
    await clerk.unblock(at, said.first_id, said)
    await clerk.add(at, ["haircut"], "Mia", Place("2026-11-27T12:00", "Ana"), said)


async def test_nobody_is_checked_in_days_before(at: Counter, booked: Printed) -> None:
    with pytest.raises(Refused, match="not_possible"):
        await clerk.end(at, booked.first_id, "check-in", Printed())


@pytest.mark.parametrize(
    ("services", "place", "complaint"),
    [
        (["perm"], Place("2026-11-27T10:00"), "no service is called 'perm'"),
        (["haircut"], Place("2026-11-27T10:00", "Daniel"), "nobody is called 'Daniel'"),
        (["haircut"], Place("tomorrow"), "'tomorrow' is no time"),
    ],
)
async def test_a_mistake_is_told_with_its_cure(
    at: Counter, services: list[str], place: Place, complaint: str
) -> None:
    with pytest.raises(Permanent, match=complaint):
        await clerk.add(at, services, "Mia", place, Printed())


async def test_an_id_that_is_none_is_told(at: Counter) -> None:
    with pytest.raises(Permanent, match="is no id"):
        await clerk.show(at, "first", Printed())
