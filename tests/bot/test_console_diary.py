import re
from contextlib import aclosing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import psycopg
import pytest

from booking import customers, desk, salons, seed
from booking.catalogue import Catalogue
from booking.desk import Booking, Order
from booking.plan import Want
from booking.status import Status
from bot.console import sessions
from bot.console.diary import live, show
from bot.console.diary.sight import at_the_counter, local_time
from bot.console.diary.wish import a_day, an_id, wish
from bot.page import assets
from foundation import clock, ids
from foundation.ids import ConversationId, CustomerId, StaffId
from tests.bot.conftest import OPERATOR, Client, Site, browsing
from tests.bot.test_console_conversations import words
from tests.bot.test_web_stream import reading, until

BERLIN = ZoneInfo("Europe/Berlin")
FRIDAY = date(2027, 12, 17)
DAY = f"/console/diary?view=day&day={FRIDAY}"
WEEK = f"/console/diary?view=week&day={FRIDAY}"
GRID = {"view": "day", "day": FRIDAY.isoformat(), "by": "staff", "staff": ""}


@dataclass
class Desk:
    """The demo salon's desk, for what others have booked."""

    site: Site
    salon: Catalogue

    def want(self, key: str, who: str) -> Want:
        service = next(one.id for one in self.salon.services if one.key == key)
        return Want(service, (self.staff(who),))

    def staff(self, name: str) -> StaffId:
        return next(one.id for one in self.salon.staff if one.name == name)

    async def book(
        self,
        name: str = "Mia",
        key: str = "haircut",
        who: str = "Bea",
        at: str = "10:00",
        day: date = FRIDAY,
        *others: tuple[Want, ...],
        status: Status = Status.CONFIRMED,
        override: str = "",
    ) -> Booking:
        house = self.site.house
        async with house.database.unit_of_work(self.site.salon_id) as tx:
            customer = CustomerId(ids.new())
            await customers.keep(tx, house.vault, customer, {"name": name})
            [made, *_] = await desk.book(
                tx,
                self.salon,
                wish=((self.want(key, who),), *others),
                start=datetime.combine(day, datetime.strptime(at, "%H:%M").time(), BERLIN),  # noqa: DTZ007 - a wall clock
                customers=[customer],
                order=Order(source="chat", status=status, override=override),
                now=house.clock() - timedelta(days=60),
            )
            return made

    async def read(self, one: Booking) -> Booking:
        async with self.site.house.database.unit_of_work(self.site.salon_id) as tx:
            return await desk.read(tx, one.booking_id)


@pytest.fixture
async def shop(site: Site) -> Desk:
    async with site.house.database.unit_of_work(site.salon_id) as tx:
        return Desk(site, at_the_counter(await salons.load_catalogue(tx)))


def visits(page: str) -> list[str]:
    return [words(one).strip() for one in re.findall(r'<a class="visit.*?</a>', page, re.DOTALL)]


def panel(page: str) -> str:
    return words(page.split('id="panel"')[1])


def beside(one: Booking, do: str = "booking") -> str:
    return f"{DAY}&do={do}&id={one.booking_id}"


async def led(operator: Client) -> str:
    """Follow where an action leads."""
    assert operator.status == 303, words(operator.page)
    return await operator.get(operator.headers["location"])


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
