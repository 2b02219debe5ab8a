"""Another salon's diary: looked into, booked once, whatever becomes of the turn."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import cast

import psycopg
import pytest

from booking.ranking import Slot
from bot import opening
from dialog.effects import BookThere, FindSalons, LookThere
from dialog.events import BookedThere, SalonsFound, TimesThere
from dialog.performing.salons import Traveller
from dialog.quest import Place
from dialog.scene import Scene
from foundation import ids
from foundation.house import House
from tests.journeys import neighbours

NOW = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
FRIDAY_FIVE = int(datetime(2026, 11, 27, 16, 0, tzinfo=UTC).timestamp()) // 60


@pytest.fixture
def traveller(house: House) -> Traveller:
    talk = SimpleNamespace(conversation_id=ids.ConversationId(ids.new()))
    scene = cast("Scene", SimpleNamespace(house=house, talk=talk))
    return Traveller(scene, NOW, "Mia")


async def elbe(house: House, traveller: Traveller) -> Place:
    await opening.seed_demo(house)
    await neighbours.opens(house, "a salon opens: Elbe in Hamburg at Deichstr. 1, 040 555 030")
    found = await traveller.carry_out(FindSalons("Haircut", "Hamburg"))
    assert isinstance(found, SalonsFound)
    [place] = found.places
    return place


async def look(traveller: Traveller, place: Place, start: int = FRIDAY_FIVE) -> TimesThere:
    seen = await traveller.carry_out(LookThere(place, start))
    assert isinstance(seen, TimesThere)
    return seen


def booked(admin: psycopg.Connection, place: Place) -> int:
    asked = "SELECT count(*) FROM bookings WHERE salon_id = %s"
    [count] = admin.execute(asked, (place.salon,)).fetchone() or (0,)
    return int(count)


async def test_a_salon_is_found_with_what_it_lists(house: House, traveller: Traveller) -> None:
    place = await elbe(house, traveller)
    assert (place.name, place.city, place.phone) == ("Elbe", "Hamburg", "040 555 030")
    assert (place.minutes, str(place.rating)) == (45, "4.5")


async def test_a_turn_thought_twice_books_once(
    house: House, admin: psycopg.Connection, traveller: Traveller
) -> None:
    place = await elbe(house, traveller)
    slot = (await look(traveller, place)).slot
    assert slot is not None
    first = await traveller.carry_out(BookThere(place, slot, 3))
    again = await traveller.carry_out(BookThere(place, slot, 3))
    assert isinstance(first, BookedThere)
    assert first == again
    assert first.firm
    assert booked(admin, place) == 1


async def test_the_key_is_what_makes_it_one(
    house: House, admin: psycopg.Connection, traveller: Traveller
) -> None:
    place = await elbe(house, traveller)
    slot = (await look(traveller, place)).slot
    assert slot is not None
    await traveller.carry_out(BookThere(place, slot, 3))
    later = Slot(slot.start - 120, slot.end - 120, slot.staff)
    await traveller.carry_out(BookThere(place, later, 4))
    assert booked(admin, place) == 2


async def test_a_time_that_somebody_took_is_answered_by_the_closest(
    house: House, traveller: Traveller
) -> None:
    place = await elbe(house, traveller)
    slot = (await look(traveller, place)).slot
    assert slot is not None
    await traveller.carry_out(BookThere(place, slot, 3))
    lost = await traveller.carry_out(BookThere(place, slot, 4))
    assert isinstance(lost, TimesThere)
    assert lost.slot is not None
    assert lost.slot != slot


async def test_a_closed_day_is_answered_by_the_closest(house: House, traveller: Traveller) -> None:
    sunday = FRIDAY_FIVE + 2 * 24 * 60
    seen = await look(traveller, await elbe(house, traveller), sunday)
    assert seen.slot is not None
    assert not seen.wished
