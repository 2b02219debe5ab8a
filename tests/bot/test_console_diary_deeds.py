import re
from datetime import timedelta

import pytest

from booking.status import Status
from tests.bot.conftest import Client, Site
from tests.bot.counter import (
    DAY,
    FRIDAY,
    GRID,
    Desk,
    beside,
    led,
    opened,
    panel,
    visits,
)
from tests.bot.test_console_conversations import words


@pytest.fixture
async def shop(site: Site) -> Desk:
    return await opened(site)


async def test_a_move_offers_free_times_its_own_too(operator: Client, shop: Desk) -> None:
    one = await shop.book()
    await shop.book("Tom", at="11:00")
    page = await operator.get(beside(one, "move"))
    offered = re.findall(r'name="at" value="([^"]*)"', page)
    assert "09:45" in offered  # partly its own time
    assert "10:30" not in offered  # Tom's
    assert "11:45" in offered


async def test_a_booking_is_moved_by_form(operator: Client, shop: Desk) -> None:
    one = await shop.book()
    await operator.get(beside(one, "move"))
    monday = FRIDAY + timedelta(days=4)
    fields = {"id": str(one.booking_id), "number": "1", "on": monday.isoformat(), "at": "15:00"}
    await operator.post("/console/diary/move", GRID | fields | {"with": str(shop.staff("Ana"))})
    page = await led(operator)
    assert "Moved." in words(page)
    assert "15:00-15:45 Mia Haircut Ana" in re.sub(r"\s+", " ", visits(page)[0])
    assert f"day={monday}" in operator.headers.get("location", "") or str(monday) in page


async def test_a_refused_move_says_what_to_do_and_keeps_what_was_typed(
    operator: Client, shop: Desk
) -> None:
    one = await shop.book()
    await shop.book("Tom", at="12:00")
    await operator.get(beside(one, "move"))
    fields = GRID | {"id": str(one.booking_id), "number": "1", "on": FRIDAY.isoformat()}
    page = await operator.post("/console/diary/move", fields | {"time": "12:15"})
    assert operator.status == 409
    assert "Somebody has that time. Choose one of the free times." in words(page)
    assert 'value="12:15"' in page
    for time, said in (("nonsense", "Write a time"), ("21:00", "or override"), ("", "Write a")):
        page = await operator.post("/console/diary/move", fields | {"time": time})
        assert said in words(page)
    page = await operator.post("/console/diary/move", fields | {"time": "9:15", "number": "7"})
    assert "Somebody changed this booking meanwhile" in words(page)
    assert (await shop.read(one)).version == 1


async def test_an_override_needs_a_reason_and_shows_in_the_history(
    operator: Client, shop: Desk
) -> None:
    one = await shop.book()
    await operator.get(beside(one, "move"))
    fields = GRID | {"id": str(one.booking_id), "number": "1", "on": FRIDAY.isoformat()}
    fields |= {"time": "20:30", "override": "yes"}
    page = await operator.post("/console/diary/move", fields)
    assert "An override needs a reason" in words(page)
    await operator.post("/console/diary/move", fields | {"why": "a wedding"})
    told = panel(await led(operator))
    assert "Override" in told
    assert "a wedding" in told


async def test_an_override_does_not_take_what_is_taken(operator: Client, shop: Desk) -> None:
    one = await shop.book()
    await shop.book("Tom", at="12:00")
    await operator.get(beside(one, "move"))
    fields = GRID | {"id": str(one.booking_id), "number": "1", "on": FRIDAY.isoformat()}
    fields |= {"time": "12:10", "override": "yes", "why": "please"}
    await operator.post("/console/diary/move", fields)
    assert operator.status == 409


async def test_a_new_booking_by_staff(operator: Client, shop: Desk) -> None:
    cut = shop.want("haircut", "Bea").service
    dry = shop.want("blow_dry", "Bea").service
    asked = f"{DAY}&do=new&service={cut}&then={dry}&with={shop.staff('Bea')}&on={FRIDAY}"
    page = await operator.get(asked)
    assert "09:00" in re.findall(r'name="at" value="([^"]*)"', page)
    fields = GRID | {"service": str(cut), "then": str(dry), "with": str(shop.staff("Bea"))}
    fields |= {"on": FRIDAY.isoformat(), "at": "09:00", "name": "Zoë", "phone": "030 555 0199"}
    page = await operator.post("/console/diary/new", fields | {"name": " "})
    assert "Write the customer" in words(page)
    assert 'value="030 555 0199"' in page
    await operator.get(asked)
    await operator.post("/console/diary/new", fields)
    page = await led(operator)
    assert "09:00-10:15 Zoë Haircut + Blow-dry" in re.sub(r"\s+", " ", visits(page)[0])
    told = panel(page)
    assert "+49305550199" in told
    assert "Booked in the console" in told


async def test_who_calls_again_is_known_by_their_number(operator: Client, shop: Desk) -> None:
    cut = shop.want("haircut", "Bea").service
    await operator.get(f"{DAY}&do=new")
    for at, name in (("09:00", "Zoë"), ("11:00", "Zoe B.")):
        fields = {"service": str(cut), "on": FRIDAY.isoformat(), "at": at, "name": name}
        await operator.post("/console/diary/new", GRID | fields | {"phone": "+4930 5550199"})
        await led(operator)
    assert all("Zoë" in one for one in visits(operator.page))


async def test_time_is_blocked_and_given_back(operator: Client, shop: Desk) -> None:
    await operator.get(f"{DAY}&do=away")
    fields = {
        "who": str(shop.staff("Cem")),
        "on": FRIDAY.isoformat(),
        "from": "13:00",
        "to": "14.30",
    }
    page = await operator.post("/console/diary/block", GRID | fields)
    assert "Write a reason" in words(page)
    assert 'value="14.30"' in page
    await operator.post("/console/diary/block", GRID | fields | {"reason": "Dentist"})
    page = await led(operator)
    assert "13:00-14:30 Dentist Cem Blocked" in re.sub(r"\s+", " ", visits(page)[0])
    found = re.search(
        r'action="/console/diary/unblock".*?name="id" value="([^"]*)"', page, re.DOTALL
    )
    assert found
    await operator.post("/console/diary/unblock", GRID | {"id": found[1]})
    assert visits(await led(operator)) == []


async def test_what_is_in_the_way_of_a_block_is_listed(operator: Client, shop: Desk) -> None:
    one = await shop.book("Mia", "haircut", "Cem", "13:30")
    await operator.get(f"{DAY}&do=away")
    fields = {
        "who": str(shop.staff("Cem")),
        "on": FRIDAY.isoformat(),
        "from": "13:00",
        "to": "14:30",
    }
    page = await operator.post("/console/diary/block", GRID | fields | {"reason": "Dentist"})
    assert operator.status == 409
    assert "13:30-14:15 Mia, Haircut" in panel(page)
    assert f"id={one.booking_id}" in page.split('id="wrong"')[1]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"from": "15:00", "to": "14:00"}, "The end has to come after the start"),
        ({"from": "x", "to": "14:00"}, "Write a time"),
        ({"from": "13:00", "to": "14:00", "who": "nobody"}, "Choose who"),
        ({"from": "13:00", "to": "14:00", "on": "soon"}, "Choose a day"),
    ],
)
async def test_a_block_that_makes_no_sense_says_why(
    operator: Client, shop: Desk, fields: dict[str, str], said: str
) -> None:
    await operator.get(f"{DAY}&do=away")
    whole = {"who": str(shop.staff("Cem")), "on": FRIDAY.isoformat(), "reason": "x"} | fields
    page = await operator.post("/console/diary/block", GRID | whole)
    assert operator.status == 409
    assert said in words(page)


async def test_nothing_is_done_without_the_forms_own_token(operator: Client, shop: Desk) -> None:
    one = await shop.book()
    await operator.post("/console/diary/cancel", GRID | {"id": str(one.booking_id), "csrf": "x"})
    assert operator.status == 403
    assert (await shop.read(one)).status is Status.CONFIRMED
