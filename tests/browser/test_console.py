import asyncio

import aiohttp
import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Opens, sign_in
from tests.browser.deeds import listed, say
from tests.browser.demo import Demo

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.xdist_group("browser")]

ROWS = "#list [data-open]"


async def guests(demo: Demo, count: int, text: str) -> None:
    """Let several customers write, each once."""

    async def write(number: int) -> None:
        jar = aiohttp.CookieJar(unsafe=True)
        async with aiohttp.ClientSession(demo.base, cookie_jar=jar) as http:
            async with http.get("/chat/demo") as answer:
                token = (await answer.text()).split('name="csrf" value="')[1].split('"')[0]
            fields = {"csrf": token, "text": f"{text} {number}"}
            async with http.post("/chat/demo/messages", data=fields) as answer:
                assert answer.status == 200

    await asyncio.gather(*(write(number) for number in range(count)))


async def focused(page: Page) -> str:
    """Give the conversation whose row has the focus."""
    return str(await page.evaluate("document.activeElement.dataset.open || ''"))


async def test_the_keyboard_leads_through_the_list(console: Opens, demo: Demo) -> None:
    await guests(demo, 3, "hello from afar")
    page = await console()
    first, second, *_ = await listed(page)
    await page.keyboard.press("j")
    assert await focused(page) == first
    await page.keyboard.press("j")
    assert await focused(page) == second
    await page.keyboard.press("k")
    assert await focused(page) == first
    await page.keyboard.press("Enter")
    await expect(page.locator("#lines .line").first).to_be_visible()
    assert page.url.endswith(first)
    await page.keyboard.press("/")
    assert await page.evaluate("document.activeElement.id") == "q"
    await page.keyboard.type("j?")
    assert await page.get_by_label("Search").input_value() == "j?"
    await page.keyboard.press("Escape")
    await page.keyboard.press("?")
    await expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_single_keys_can_be_switched_off(console: Opens) -> None:
    page = await console()
    await page.keyboard.press("?")
    await page.get_by_label("Single keys work").uncheck()
    await page.get_by_role("button", name="Close").click()
    await page.keyboard.press("/")
    assert await page.evaluate("document.activeElement.id") != "q"
    await page.reload()
    await page.keyboard.press("/")
    assert await page.evaluate("document.activeElement.id") != "q"


async def test_opening_a_conversation_keeps_the_list_where_it_is(
    console: Opens, demo: Demo
) -> None:
    await guests(demo, 14, "row")
    page = await console(viewport={"width": 1440, "height": 500})
    await page.evaluate("window.unreloaded = true")
    scroll = page.locator("#scroll")
    row = page.locator(ROWS).nth(6)
    await row.scroll_into_view_if_needed()
    left = await scroll.evaluate("pane => pane.scrollTop")
    talk = await row.get_attribute("data-open")
    assert left > 0
    await row.click()
    await expect(page.locator("#lines .line").first).to_be_visible()
    assert page.url.endswith(str(talk))
    assert await scroll.evaluate("pane => pane.scrollTop") == left
    await expect(row).to_have_attribute("aria-current", "page")
    await page.go_back()
    await expect(page.get_by_role("heading", name="Conversations")).to_be_visible()
    assert await page.evaluate("window.unreloaded") is True


@pytest.mark.parametrize("number", [3, 8, 12])
async def test_news_keeps_focus_selection_and_scroll(
    chat: Opens, console: Opens, demo: Demo, number: int
) -> None:
    customer = await chat()
    await say(customer, "hello")
    await guests(demo, 14, "row")
    page = await console(viewport={"width": 1440, "height": 500})
    talk = str(await page.locator(ROWS).nth(number).get_attribute("data-open"))
    row = page.locator(f'[data-open="{talk}"]')
    await row.click()
    await expect(page.locator("#lines .line").first).to_be_visible()
    await row.focus()
    seen = await row.bounding_box()
    await say(customer, "a human please")
    await expect(page.locator(ROWS).first).to_contain_text("Waiting for a person")
    assert await focused(page) == talk
    await expect(row).to_have_attribute("aria-current", "page")
    now = await row.bounding_box()
    assert seen
    assert now
    assert abs(now["y"] - seen["y"]) <= 1


async def test_rows_that_come_in_do_not_move_what_is_read(
    chat: Opens, console: Opens, demo: Demo
) -> None:
    await guests(demo, 14, "row")
    page = await console(viewport={"width": 1440, "height": 500})
    scroll = page.locator("#scroll")
    await page.mouse.move(900, 250)
    await scroll.evaluate("pane => { pane.scrollTop = 450 }")
    row = page.locator(
        f'[data-open="{await page.locator(ROWS).nth(8).get_attribute("data-open")}"]'
    )
    seen = await row.bounding_box()
    customer = await chat()
    await say(customer, "a human please")
    await expect(page.locator(ROWS).first).to_contain_text("Waiting for a person")
    await expect(page.locator("#list")).to_contain_text("a person will read this")
    now = await row.bounding_box()
    assert seen
    assert now
    assert abs(now["y"] - seen["y"]) <= 1
    assert await scroll.evaluate("pane => pane.scrollTop") > 450


async def test_filters_and_search_work_without_a_reload(chat: Opens, console: Opens) -> None:
    customer = await chat()
    await say(customer, "a most peculiar hello")
    await say(customer, "a human please")
    page = await console()
    await page.evaluate("window.unreloaded = true")
    await page.get_by_role("group", name="Filter").get_by_text("Waiting").click()
    await expect(page.locator("#chips [aria-current]")).to_contain_text("Waiting")
    for row in await page.locator(ROWS).all():
        await expect(row).to_contain_text("Waiting for a person")
    await page.get_by_label("Search").fill("no such words at all")
    await expect(page.locator("#nothing")).to_contain_text("Nothing found")
    await expect(page.locator(ROWS)).to_have_count(0)
    await page.get_by_label("Search").fill("guest")
    await expect(page.locator(ROWS).first).to_be_visible()
    assert "only=waiting" in page.url
    assert "q=guest" in page.url
    assert await page.evaluate("window.unreloaded") is True


async def test_a_phone_shows_one_pane_at_a_time(chat: Opens, console: Opens) -> None:
    customer = await chat()
    await say(customer, "hello from the street")
    page = await console(viewport={"width": 390, "height": 844}, has_touch=True)
    await expect(page.locator("#talk")).to_be_hidden()
    await page.locator(ROWS).first.tap()
    await expect(page.locator("#lines .line").first).to_be_visible()
    await expect(page.locator("#list")).to_be_hidden()
    await page.get_by_role("link", name="Facts").tap()
    await expect(page.get_by_role("heading", name="Steps")).to_be_visible()
    await expect(page.locator("#lines")).to_be_hidden()
    await page.get_by_role("link", name="Back to the transcript").tap()
    await expect(page.locator("#lines")).to_be_visible()
    await page.get_by_role("link", name="Back to the list").tap()
    await expect(page.locator("#list")).to_be_visible()


async def test_light_and_dark_are_a_choice(console: Opens) -> None:
    page = await console(color_scheme="light")
    background = "getComputedStyle(document.body).backgroundColor"
    light = await page.evaluate(background)
    async with page.expect_response("**/console/theme"):
        await page.get_by_role("button", name="Switch to dark").click()
    await expect(page.get_by_role("button", name="Switch to light")).to_be_focused()
    dark = await page.evaluate(background)
    assert light != dark
    await page.reload()
    assert await page.evaluate(background) == dark


async def test_signing_out_leads_to_the_login(open_page: Opens) -> None:
    page = await open_page("/console/login")
    await sign_in(page)
    await page.get_by_role("button", name="Sign out").click()
    await expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    await page.goto("/console/conversations")
    await expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


async def test_the_console_works_without_script(chat: Opens, console: Opens) -> None:
    customer = await chat()
    await say(customer, "hello without script")
    page = await console(java_script_enabled=False)
    await page.locator(ROWS).first.click()
    await expect(page.locator("#lines .line").first).to_be_visible()
    await page.get_by_label("Search").fill("xyzzy")
    await page.keyboard.press("Enter")
    await expect(page.locator("#nothing")).to_contain_text("Nothing found")
    await page.get_by_role("button", name="Switch to dark").click()
    assert await page.locator("html").get_attribute("data-theme") == "dark"
