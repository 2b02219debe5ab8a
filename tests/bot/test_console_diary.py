import re
from contextlib import aclosing
from datetime import date, datetime, timedelta

import psycopg
import pytest

from booking import desk, seed
from booking.desk import Order
from booking.status import Status
from bot.console import sessions
from bot.console.diary import live, show
from bot.console.diary.sight import local_time
from bot.console.diary.wish import a_day, an_id, wish
from bot.page import assets
from foundation import clock, ids
from foundation.ids import ConversationId
from tests.bot.conftest import OPERATOR, Client, Site, browsing
from tests.bot.counter import (
    BERLIN,
    DAY,
    FRIDAY,
    GRID,
    WEEK,
    Desk,
    beside,
    led,
    opened,
    panel,
    visits,
)
from tests.bot.test_console_conversations import words
from tests.bot.test_web_stream import reading, until


@pytest.fixture
async def shop(site: Site) -> Desk:
    return await opened(site)


async def test_an_empty_day_says_who_is_free_when(operator: Client) -> None:
    page = words(await operator.get(DAY))
    assert "Nothing booked on Friday. Free: Ana 09:00-20:00, Bea 09:00-20:00" in page
    assert "Fri 17 December 2027" in page


async def test_a_visit_says_when_who_what_and_how_it_stands(operator: Client, shop: Desk) -> None:
    await shop.book()
    [visit] = visits(await operator.get(DAY))
    assert re.sub(r"\s+", " ", visit) == "10:00-10:45 Mia Haircut Bea Booked"
    assert "Nothing booked on Friday" not in words(operator.page)


async def test_a_visit_stands_in_its_rows_and_its_column(operator: Client, shop: Desk) -> None:
    await shop.book(who="Bea")
    page = await operator.get(DAY)
    assert re.search(r'class="visit booking confirmed long l1 a12 z21"', page)


async def test_a_week_has_a_column_for_every_day(operator: Client, shop: Desk) -> None:
    await shop.book()
    await shop.book("Tom", "beard_trim", "Cem", "09:00", FRIDAY - timedelta(days=1))
    page = await operator.get(WEEK)
    assert len(re.findall(r'<section class="day-column', page)) == 7
    assert [one.split()[1] for one in visits(page)] == ["Tom", "Mia"]
    assert "13 - 19 December 2027" in words(page)


async def test_a_phone_gets_the_day_a_desk_the_week(operator: Client) -> None:
    phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148"
    assert "by-day" in await operator.get("/console/diary", **{"user-agent": phone})
    assert "by-week" in await operator.get("/console/diary")


async def test_columns_can_be_rooms_or_one_stylist_alone(operator: Client, shop: Desk) -> None:
    await shop.book("Nina", "colour", "Bea", "10:00")
    await shop.book("Tom", "haircut", "Cem", "10:00")
    page = await operator.get(f"{DAY}&by=resource")
    [visit] = visits(page)
    assert "Nina Colour, Bea" in visit
    assert "Colour station" in words(page)
    page = await operator.get(f"{DAY}&staff={shop.staff('Cem')}")
    assert len(visits(page)) == 1
    assert "Tom" in visits(page)[0]


async def test_a_gap_is_free_to_book_until_somebody_is_in_it(operator: Client, shop: Desk) -> None:
    await shop.book("Nina", "colour", "Bea", "10:00")
    assert "Free to book" in words(await operator.get(DAY))
    await shop.book("Sara", "blow_dry", "Bea", "10:45")
    page = await operator.get(DAY)
    assert "Free to book" not in words(page)
    assert re.search(r'class="visit booking confirmed middle inside', page)


async def test_overrides_and_parties_are_marked(operator: Client, shop: Desk) -> None:
    await shop.book("Eve", "haircut", "Ana", "08:00", override="an old friend")
    party = (shop.want("haircut", "Cem"),)
    one = await shop.book("Ella", "haircut", "Ana", "12:00", FRIDAY, party)
    seen = visits(await operator.get(DAY))
    assert "Override" in seen[0]
    assert "Party" in seen[1]
    assert "Party" in seen[2]
    assert "Haircut with Cem" in panel(await operator.get(beside(one)))


async def test_a_held_time_counts_down(operator: Client, site: Site, shop: Desk) -> None:
    async with site.house.database.unit_of_work(site.salon_id) as tx:
        await desk.hold(
            tx,
            shop.salon,
            holder=ConversationId(ids.new()),
            wish=((shop.want("haircut", "Ana"),),),
            start=datetime(2027, 12, 17, 11, tzinfo=BERLIN),
            draft_version=1,
            now=clock.now() - timedelta(days=60),
        )
    page = await operator.get(DAY)
    assert "Held Haircut Ana 10 min left" in re.sub(r"\s+", " ", visits(page)[0])
    assert 'data-left="' in page


async def test_a_booking_tells_price_terms_and_history(operator: Client, shop: Desk) -> None:
    one = await shop.book()
    told = panel(await operator.get(beside(one)))
    for expected in (
        "Mia",
        "10:00-10:45 Friday 17 December",
        "Haircut with Bea",
        "Total 40 EUR",
        "No-show 40 EUR by the terms",
        "Cancelling Free of charge now",
        "Moving Free of charge now",
        "Booked in the chat",
    ):
        assert expected in told
    assert "Complete" not in told  # it has not begun


@pytest.mark.parametrize(
    ("deed", "said", "becomes"),
    [("approve", "Approved.", Status.CONFIRMED), ("decline", "Declined.", Status.CANCELLED)],
)
async def test_what_waits_for_a_word_gets_one(
    operator: Client, shop: Desk, deed: str, said: str, becomes: Status
) -> None:
    one = await shop.book(status=Status.AWAITING_APPROVAL)
    page = await operator.get(beside(one))
    assert "Asked" in panel(page)
    await operator.post(f"/console/diary/{deed}", GRID | {"id": str(one.booking_id)})
    assert said in words(await led(operator))
    assert (await shop.read(one)).status is becomes


async def test_who_comes_is_checked_in_completed_taken_back(operator: Client, shop: Desk) -> None:
    now = clock.now().astimezone(BERLIN)
    today = now.date()
    one = await shop.book(
        at=f"{max(0, now.hour - 1):02}:00", day=today, override="a test", who="Bea"
    )
    grid = GRID | {"day": today.isoformat(), "id": str(one.booking_id)}
    page = ""
    await operator.get(f"/console/diary?view=day&day={today}&do=booking&id={one.booking_id}")
    for deed, becomes in (
        ("check_in", Status.CHECKED_IN),
        ("reopen", Status.CONFIRMED),
        ("no_show", Status.NO_SHOW),
        ("reopen", Status.CONFIRMED),
        ("complete", Status.COMPLETED),
    ):
        await operator.post(f"/console/diary/{deed}", grid)
        page = await led(operator)
        assert (await shop.read(one)).status is becomes
    assert "Ana" in panel(page)  # the operator by name
    assert "Taken back" in panel(page)


async def test_a_cancellation_says_its_fee_and_can_be_undone(operator: Client, shop: Desk) -> None:
    one = await shop.book()
    page = await operator.get(beside(one, "cancel"))
    assert "Free of charge now" in panel(page)
    fields = GRID | {"id": str(one.booking_id), "reason": "has a cold"}
    await operator.post("/console/diary/cancel", fields)
    page = await led(operator)
    assert "The time is free again." in words(page)
    assert visits(page) == []
    assert "1 cancelled" in words(page)
    assert "has a cold" in panel(await operator.get(beside(one)))
    await operator.post("/console/diary/again", GRID | {"id": str(one.booking_id)})
    assert "Booked again" in words(await led(operator))
    assert len(visits(operator.page)) == 1


async def test_a_cancellation_cannot_be_undone_when_somebody_has_the_time(
    operator: Client, shop: Desk
) -> None:
    one = await shop.book()
    await operator.get(beside(one))
    await operator.post("/console/diary/cancel", GRID | {"id": str(one.booking_id)})
    await shop.book("Tom")
    page = await operator.post("/console/diary/again", GRID | {"id": str(one.booking_id)})
    assert operator.status == 409
    assert "Somebody has that time." in words(page)


async def test_a_party_is_cancelled_whole_when_asked(operator: Client, shop: Desk) -> None:
    party = (shop.want("haircut", "Cem"),)
    one = await shop.book("Ella", "haircut", "Ana", "12:00", FRIDAY, party)
    assert "whole party" in panel(await operator.get(beside(one, "cancel")))
    await operator.post("/console/diary/cancel", GRID | {"id": str(one.booking_id), "party": "yes"})
    assert visits(await led(operator)) == []


async def test_another_salons_booking_is_not_there(operator: Client) -> None:
    for do in ("booking", "move", "cancel"):
        await operator.get(f"{DAY}&do={do}&id={ids.new()}")
        assert operator.status == 404
    await operator.get(DAY)
    for deed in ("check_in", "cancel", "move", "again"):
        fields = GRID | {"id": str(ids.new()), "on": FRIDAY.isoformat(), "at": "10:00"}
        await operator.post(f"/console/diary/{deed}", fields)
        assert operator.status in {404, 409}
    await operator.post("/console/diary/unblock", GRID | {"id": str(ids.new())})
    assert operator.status == 409
    await operator.post("/console/diary/nonsense", GRID)
    assert operator.status == 404


async def test_strangers_are_led_to_the_login(site: Site, shop: Desk) -> None:
    await shop.book("Secret")
    async with browsing(site) as stranger:
        for path in (DAY, "/console/diary/events"):
            assert "Secret" not in await stranger.get(path)
            assert stranger.status in {303, 401}


async def test_names_are_text_never_markup(operator: Client, shop: Desk) -> None:
    await shop.book("<script>alert(1)</script>")
    assert "<script>alert" not in await operator.get(DAY)
    await operator.get(f'{DAY}&do=new&name="><script>alert(2)</script>')
    assert "<script>alert" not in operator.page


async def test_an_open_diary_moves_by_itself(operator: Client, shop: Desk) -> None:
    await operator.get(DAY)
    known = re.search(r'data-known="([^"]*)"', operator.page)
    assert known
    path = f"/console/diary/events?view=day&day={FRIDAY}&known={known[1]}"
    async with reading(operator, path) as reader:
        one = await shop.book()
        event = await until(reader, "Mia")
        assert event.name == "put"
        assert f'data-open="{one.booking_id}"' in event.data
        async with shop.site.house.database.unit_of_work(shop.site.salon_id) as tx:
            await desk.cancel(tx, shop.salon, one.booking_id, order=Order(), now=clock.now())
        await until(reader, "data-gone")


async def test_a_page_that_is_up_to_date_is_not_told_again(operator: Client, shop: Desk) -> None:
    await shop.book()
    await operator.get(DAY)
    known = re.search(r'data-known="([^"]*)"', operator.page)
    signed = await sessions.use(operator.site.house, operator.cookie("parlance_console"))
    assert known
    assert signed
    wanted = wish({"view": "day", "day": FRIDAY.isoformat()}, FRIDAY)
    async with aclosing(live.events(operator.site.house, signed, wanted, known[1])) as events:
        assert await anext(events) == ""
    async with aclosing(live.events(operator.site.house, signed, wanted, "older")) as events:
        assert "Mia" in await anext(events)


async def test_a_diarys_stream_ends_with_its_session(
    operator: Client, admin: psycopg.Connection
) -> None:
    async with reading(operator, f"/console/diary/events?day={FRIDAY}&known=x") as reader:
        await reader.next()
        admin.execute("DELETE FROM operator_sessions")
        while (await reader.next()).name != "over":
            pass
        assert await reader.ended(limit=1.0)


async def test_both_rooms_lead_to_each_other(operator: Client) -> None:
    assert 'href="/console/diary"' in await operator.get("/console/conversations")
    assert 'href="/console/conversations"' in await operator.get(DAY)


async def test_odd_addresses_show_a_diary_all_the_same(operator: Client) -> None:
    for odd in (
        "day=0000-00-00", "day=9999-12-31", "view=month&by=x", "staff=x", "do=booking",
        "do=block&id=x", f"do=hold&id={OPERATOR}", "on=%00&do=new&with=x&service=y", "do=move&id=1",
    ):  # fmt: skip
        await operator.get(f"/console/diary?{odd}")
        assert operator.status == 200, odd


async def test_a_day_of_clock_change_has_its_hours(operator: Client, shop: Desk) -> None:
    sunday = date(2027, 10, 31)
    await shop.book("Nox", "haircut", "Bea", "01:30", sunday, override="after a wedding")
    await shop.book("Lux", "haircut", "Bea", "04:00", sunday, override="after a wedding")
    page = await operator.get(f"/console/diary?view=day&day={sunday}")
    assert re.search(r"long l1 a6 z15.*Nox", page, re.DOTALL)
    assert re.search(r"long l1 a48 z57.*Lux", page, re.DOTALL)  # 02:00 to 03:00 comes twice
    rows = re.findall(r'<span class="a(\d+)">(\d\d:\d\d)</span>', page)
    assert ("12", "02:00") in rows
    assert ("24", "02:00") in rows


def test_times_are_read_as_people_write_them() -> None:
    salon = seed.demo()
    for text, expected in (
        ("14:30", "2027-12-17T14:30:00+01:00"),
        ("9", "2027-12-17T09:00:00+01:00"),
        ("9.15", "2027-12-17T09:15:00+01:00"),
        ("26:00", "2027-12-18T02:00:00+01:00"),
    ):
        found = local_time(salon, FRIDAY, text)
        assert found is not None
        assert found.isoformat() == expected
    for text in ("", "x", "14:3", "14:60", "99:00", "-1:00", "٣:00", "1" * 5000):
        assert local_time(salon, FRIDAY, text) is None


def test_a_wish_is_read_from_an_address_and_written_into_one() -> None:
    wanted = wish({"view": "week", "day": "2027-12-17", "by": "resource"}, FRIDAY)
    assert (wanted.first, wanted.last) == (date(2027, 12, 13), date(2027, 12, 19))
    assert wanted.grid == "/console/diary?view=week&day=2027-12-17&by=resource"
    assert wanted.moved(7).day == date(2027, 12, 24)
    assert a_day("17.12.2027") is None
    assert an_id("{0190b5a0-0000-7000-8000-000000000000}") is None


def test_the_style_sheet_knows_every_row_and_column() -> None:
    rows = assets.files()["rows.css"].decode()
    for number in range(show.ROWS + 1):
        assert f".a{number}{{grid-row-start:{number + 1}}}" in rows
        assert f".z{number}{{grid-row-end:{number + 1}}}" in rows
    for number in range(show.LANES):
        assert f".l{number}{{grid-column:{number + 1}}}" in rows
        assert f".n{number + 1}{{--lanes:{number + 1}}}" in rows
