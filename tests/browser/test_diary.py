import asyncio
import re
from collections.abc import Awaitable, Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Page, Route, expect

from foundation import clock
from tests.browser import week
from tests.browser.conftest import Opens
from tests.browser.deeds import looks_right, overflows
from tests.browser.demo import Demo

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.xdist_group("browser")]

BERLIN = ZoneInfo("Europe/Berlin")
WIDE: dict[str, object] = {"viewport": {"width": 1440, "height": 900}}
Scene = Callable[[Opens, date, dict[str, object]], Awaitable[Page]]


@pytest.fixture(scope="session")
def monday(demo: Demo) -> date:
    """A far week with one of everything in it, seen as on its Saturday afternoon."""
    today = clock.now().astimezone(BERLIN).date()
    first = today + timedelta(days=56 - today.weekday())
    week.fill(demo, first, datetime.combine(first + timedelta(days=5), time(14, 20), BERLIN))
    return first


@pytest.fixture(scope="session")
def ahead(demo: Demo, monday: date) -> date:
    """The week after that, in which nothing has taken place yet."""
    first = monday + timedelta(days=7)
    week.fill(demo, first, datetime.combine(first, time(6), BERLIN))
    return first


def day(one: date, **more: str) -> str:
    beside = "".join(f"&{key}={value}" for key, value in more.items())
    return f"/console/diary?view=day&day={one}{beside}"


def saturday(monday: date) -> str:
    return day(monday + timedelta(days=5))


async def shifted(page: Page) -> float:
    """Give how far things have jumped since the page was opened."""
    script = (
        "new Promise(done => { let sum = 0; new PerformanceObserver(list => {"
        " for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value;"
        " }).observe({ type: 'layout-shift', buffered: true }); setTimeout(() => done(sum), 300) })"
    )
    return float(await page.evaluate(script))


async def test_a_visit_is_opened_closed_by_keyboard(console: Opens, monday: date) -> None:
    page = await console(saturday(monday), **WIDE)
    await page.evaluate("window.unreloaded = true")
    mona = page.locator(".visit", has_text="Mona")
    await mona.focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("#panel-title")).to_be_focused()
    await expect(page.locator("#panel")).to_contain_text("Blow-dry with Ana")
    await expect(mona).to_have_attribute("aria-current", "true")
    await page.keyboard.press("Escape")
    await expect(page.locator("#panel")).to_be_hidden()
    await expect(mona).to_be_focused()
    assert await page.evaluate("window.unreloaded") is True


async def test_keys_lead_from_day_to_day(console: Opens, monday: date) -> None:
    page = await console(saturday(monday), **WIDE)
    await page.keyboard.press("ArrowLeft")
    await page.wait_for_url(f"**day={monday + timedelta(days=4)}*")
    await page.keyboard.press("ArrowRight")
    await page.wait_for_url(f"**day={monday + timedelta(days=5)}*")
    await page.keyboard.press("t")
    today = clock.now().astimezone(BERLIN).date()
    await page.wait_for_url(f"**day={today}*")
    await expect(page.locator("#today")).to_have_attribute("aria-current", "date")


async def test_a_booking_is_moved_by_form(console: Opens, ahead: date) -> None:
    page = await console(day(ahead + timedelta(days=1)), **WIDE)
    await page.locator(".visit", has_text="Lena").click()
    await page.get_by_role("link", name="Move", exact=True).click()
    await page.get_by_label("With").select_option(label="Bea")
    await expect(page.locator('#offer [name="with"]')).not_to_have_value("")
    await page.locator(".slot", has_text="13:00").click()
    await page.get_by_role("button", name="Move").click()
    await expect(page.locator("#done")).to_contain_text("Moved.")
    await expect(page.locator(".visit", has_text="Lena")).to_contain_text("13:00-13:45")
    await expect(page.locator("#panel")).to_contain_text("Haircut with Bea")
    await expect(page.locator(".history")).to_contain_text("Moved")
    assert "done=" not in page.url


async def test_a_refused_move_keeps_what_was_typed(console: Opens, ahead: date) -> None:
    page = await console(day(ahead + timedelta(days=1)), accepts=("409",), **WIDE)
    await page.locator(".visit", has_text="Olga").click()
    await page.get_by_role("link", name="Move", exact=True).click()
    await page.get_by_label("Another time").fill("21:30")
    await page.get_by_role("button", name="Move").click()
    await expect(page.get_by_role("alert")).to_contain_text("or override")
    assert await page.get_by_label("Another time").input_value() == "21:30"
    await page.get_by_text("Override the salon's rules").click()
    await page.get_by_label("Override", exact=True).check()
    await page.get_by_label("Reason").fill("she works late")
    await page.get_by_role("button", name="Move").click()
    await expect(page.locator(".visit", has_text="Olga")).to_contain_text("21:30")
    await expect(page.locator(".history")).to_contain_text("she works late")


async def test_time_is_blocked_undone_and_seen_by_others_at_once(
    console: Opens, ahead: date
) -> None:
    wednesday = day(ahead + timedelta(days=2))
    other = await console(wednesday, viewport={"width": 1440, "height": 600})
    await other.evaluate("window.unreloaded = true")
    await other.locator(".visit", has_text="Hugo").focus()
    scroll = "document.getElementById('sheet').scrollTop = 40"
    assert await other.evaluate(scroll) == await other.evaluate(scroll.partition(" =")[0])
    page = await console(wednesday, **WIDE)
    await page.get_by_role("link", name="Block time").click()
    await page.get_by_label("Who or what").select_option(label="Cem")
    await page.get_by_label("From").fill("18:00")
    await page.get_by_label("To", exact=True).fill("19:00")
    await page.get_by_label("Reason").fill("Stocktaking")
    await page.get_by_role("button", name="Block", exact=True).click()
    await expect(page.locator("#done")).to_contain_text("Blocked.")
    await expect(other.locator(".visit", has_text="Stocktaking")).to_be_visible()
    focused = "document.activeElement.querySelector('.name').textContent"
    assert await other.evaluate(focused) == "Hugo"
    assert await other.evaluate(scroll.partition(" =")[0]) == 40
    assert await shifted(other) < 0.001
    await page.get_by_role("button", name="Undo").click()
    await expect(page.locator(".visit", has_text="Stocktaking")).to_have_count(0)
    await expect(other.locator(".visit", has_text="Stocktaking")).to_have_count(0)
    assert await other.evaluate("window.unreloaded") is True


async def test_what_is_in_the_way_of_a_block_leads_there(console: Opens, ahead: date) -> None:
    page = await console(day(ahead + timedelta(days=4), do="away"), accepts=("409",), **WIDE)
    await page.get_by_label("Who or what").select_option(label="Cem")
    await page.get_by_label("From").fill("9:00")
    await page.get_by_label("To", exact=True).fill("10:00")
    await page.get_by_label("Reason").fill("Late")
    await page.get_by_role("button", name="Block", exact=True).click()
    await page.get_by_role("link", name=re.compile("David, Haircut")).click()
    await expect(page.locator("#panel-title")).to_have_text("David")


async def test_who_comes_today_is_checked_in(console: Opens) -> None:
    page = await console(day(clock.now().astimezone(BERLIN).date(), do="new"), **WIDE)
    await page.get_by_label("Service").select_option(index=1)
    await page.get_by_label("With").select_option(label="Bea")
    await expect(page.locator('#offer [name="with"]')).not_to_have_value("")
    await page.get_by_label(re.compile("Another time|^Time")).fill("0:30")
    await page.get_by_label("Customer's name").fill("Walter")
    await page.get_by_text("Override the salon's rules").click()
    await page.get_by_label("Override", exact=True).check()
    await page.get_by_label("Reason").fill("walk-in")
    await page.get_by_role("button", name="Book", exact=True).click()
    await expect(page.locator("#panel-title")).to_have_text("Walter")
    await page.get_by_role("button", name="Check in").click()
    await expect(page.locator("#panel .standing")).to_contain_text("Here")
    await expect(page.locator(".visit", has_text="Walter")).to_contain_text("Here")
    await page.get_by_role("button", name="Take back").click()
    await expect(page.locator("#panel .standing")).to_contain_text("Booked")


async def test_a_late_answer_takes_no_newer_choice_back(console: Opens, ahead: date) -> None:
    page = await console(day(ahead, do="new"), **WIDE)
    newer = asyncio.Event()

    async def last(route: Route) -> None:
        await newer.wait()
        await route.continue_()

    await page.route(re.compile(r"[?&]with=&"), last)
    async with page.expect_response(re.compile(r"[?&]with=&")) as answer:
        await page.get_by_label("Service").select_option(index=1)
        await page.get_by_label("With").select_option(label="Bea")
        await expect(page.locator('#offer [name="with"]')).not_to_have_value("")
        newer.set()
    await (await answer.value).finished()
    await page.wait_for_timeout(300)
    await expect(page.locator('#offer [name="with"]')).not_to_have_value("")


async def test_a_cancelled_visit_comes_back_by_undo(console: Opens, ahead: date) -> None:
    page = await console(day(ahead), **WIDE)
    await page.locator(".visit", has_text="Greta").click()
    await page.get_by_role("link", name="Cancel", exact=True).click()
    await page.get_by_label("Reason").fill("a cold")
    await page.get_by_role("button", name="Cancel this booking").click()
    await expect(page.locator(".visit", has_text="Greta")).to_have_count(0)
    await expect(page.locator("#gone")).to_contain_text("1 cancelled")
    await page.get_by_role("button", name="Undo").click()
    await expect(page.locator(".visit", has_text="Greta")).to_be_visible()


async def test_a_click_on_free_time_asks_for_a_booking_there(console: Opens, ahead: date) -> None:
    page = await console(day(ahead), **WIDE)
    lanes = page.locator(".lanes")
    box = await lanes.bounding_box()
    assert box
    row = float(await lanes.evaluate("one => parseFloat(getComputedStyle(one).gridAutoRows)"))
    await page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 39 * row + 3)
    await expect(page.locator("#panel-title")).to_have_text("New booking")
    assert await page.get_by_label("With").evaluate("one => one.selectedOptions[0].text") == "Bea"
    assert await page.locator("#time").input_value() == "12:15"


async def test_the_diary_works_without_script(console: Opens, ahead: date) -> None:
    page = await console(day(ahead + timedelta(days=3)), java_script_enabled=False, **WIDE)
    await page.locator(".visit", has_text="Kira").click()
    await page.get_by_role("link", name="Move", exact=True).click()
    await page.get_by_label("With").select_option(label="Bea")
    await page.get_by_role("button", name="Show free times").click()
    await page.locator(".slot", has_text="13:00").click()
    await page.get_by_role("button", name="Move").click()
    await expect(page.locator(".visit", has_text="Kira")).to_contain_text("13:00-13:30")
    await page.get_by_label("Day to show").fill(ahead.isoformat())
    await page.get_by_role("button", name="Go").click()
    await expect(page.locator(".visit", has_text="Nora")).to_be_visible()


async def test_the_week_shows_every_day_the_phone_a_list(console: Opens, monday: date) -> None:
    page = await console(f"/console/diary?view=week&day={monday}", **WIDE)
    await expect(page.locator(".day-column")).to_have_count(7)
    first = await page.locator(".visit", has_text="Nora").bounding_box()
    last = await page.locator(".visit", has_text="Tom").bounding_box()
    assert first
    assert last
    assert last["x"] > first["x"] + 600
    await page.set_viewport_size({"width": 390, "height": 844})
    names = await page.locator(".visit .name").all_inner_texts()
    assert len(names) > 40
    first = await page.locator(".visit", has_text="Nora").bounding_box()
    assert first
    assert first["height"] >= 44
    assert first["width"] > 340
    assert not await overflows(page)


async def test_a_phone_shows_one_thing_at_a_time(console: Opens, monday: date) -> None:
    page = await console(
        f"/console/diary?view=week&day={monday}", viewport={"width": 390, "height": 844}
    )
    await page.locator(".visit", has_text="Heidi").click()
    await expect(page.locator("#panel")).to_be_visible()
    await expect(page.locator("#sheet")).to_be_hidden()
    box = await page.locator("#panel").bounding_box()
    assert box
    assert box["width"] == 390
    await page.get_by_role("link", name="Close").click()
    await expect(page.locator("#sheet")).to_be_visible()
    await expect(page.locator("#panel")).to_be_hidden()


async def test_nothing_written_in_the_grid_is_cut_off(console: Opens, monday: date) -> None:
    cut = (
        "all => all.filter(one => one.scrollHeight > one.clientHeight + 1).map(one =>"
        " one.className + one.innerText)"
    )
    for view in ("day", "week"):
        page = await console(f"/console/diary?view={view}&day={monday + timedelta(days=5)}", **WIDE)
        assert await page.locator(".visit").evaluate_all(cut) == []
        await page.set_viewport_size({"width": 390, "height": 844})
        assert await page.locator(".visit").evaluate_all(cut) == []


async def the_day(console: Opens, monday: date, wishes: dict[str, object]) -> Page:
    return await console(saturday(monday), **wishes)


async def the_week(console: Opens, monday: date, wishes: dict[str, object]) -> Page:
    return await console(f"/console/diary?view=week&day={monday}", **wishes)


async def the_rooms(console: Opens, monday: date, wishes: dict[str, object]) -> Page:
    return await console(f"{saturday(monday)}&by=resource", **wishes)


async def nothing_booked(console: Opens, monday: date, wishes: dict[str, object]) -> Page:
    page = await console(day(monday + timedelta(days=15)), **wishes)
    await expect(page.locator(".empty")).to_contain_text("Nothing booked on Tuesday. Free: Ana")
    return page


async def one_booking(console: Opens, monday: date, wishes: dict[str, object]) -> Page:
    page = await console(saturday(monday), **wishes)
    await page.locator(".visit", has_text="Heidi").click()
    await expect(page.locator("#panel-title")).to_have_text("Heidi")
    return page


async def one_of_the_week(console: Opens, monday: date, wishes: dict[str, object]) -> Page:
    page = await the_week(console, monday, wishes)
    await page.locator(".visit", has_text="Heidi").click()
    await expect(page.locator("#panel-title")).to_have_text("Heidi")
    return page


async def its_move(console: Opens, monday: date, wishes: dict[str, object]) -> Page:
    page = await one_booking(console, monday, wishes)
    await page.get_by_role("link", name="Move", exact=True).click()
    await expect(page.locator("#panel-title")).to_have_text("Move Heidi")
    await page.get_by_text("Override the salon's rules").click()
    return page


async def a_held_time(console: Opens, monday: date, wishes: dict[str, object]) -> Page:
    page = await console(saturday(monday), **wishes)
    await page.locator(".visit.hold").click()
    await expect(page.locator("#panel-title")).to_have_text("Held time")
    return page


async def a_new_booking(console: Opens, monday: date, wishes: dict[str, object]) -> Page:
    page = await console(saturday(monday), **wishes)
    await page.get_by_role("link", name="New booking").click()
    await page.get_by_label("Service").select_option(index=3)
    await expect(page.locator(".slot").first).to_be_visible()
    return page


async def a_block(console: Opens, monday: date, wishes: dict[str, object]) -> Page:
    return await console(day(monday, do="away"), **wishes)


SCENES = (
    the_day, the_week, the_rooms, nothing_booked, one_booking, one_of_the_week, its_move,
    a_held_time, a_new_booking, a_block,
)  # fmt: skip


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
async def test_axe_finds_nothing_in_light_or_dark_nor_does_a_phone_scroll_sideways(
    console: Opens, monday: date, scene: Scene, sized: Callable[[int, int], int]
) -> None:
    page = await scene(console, monday, WIDE)
    await looks_right(page, all_ways=sized(0, 1) == 1)


async def test_the_grid_scrolls_within_itself_by_keyboard(console: Opens, monday: date) -> None:
    page = await console(day(monday), viewport={"width": 1440, "height": 600})
    sheet = page.locator("#sheet")
    await sheet.evaluate("sheet => { sheet.scrollTop = 0 }")
    await sheet.focus()
    await page.keyboard.press("End")
    await page.wait_for_timeout(400)
    assert await sheet.evaluate("sheet => sheet.scrollTop") > 50
    assert await page.evaluate("document.scrollingElement.scrollTop") == 0


async def test_nothing_jumps_while_the_page_opens(console: Opens, monday: date) -> None:
    for path in (saturday(monday), f"/console/diary?view=week&day={monday}"):
        page = await console(path, **WIDE)
        assert await shifted(page) < 0.01
