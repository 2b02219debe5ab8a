"""Operators at work on a conversation's page, customers beside them, without a reload."""

import re
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Page, expect

from foundation import clock
from tests.browser.conftest import Opens
from tests.browser.deeds import say

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.xdist_group("browser")]


def thursday() -> date:
    """Give a Thursday that is one to two weeks away."""
    today = clock.now().astimezone(ZoneInfo("Europe/Berlin")).date()
    return today + timedelta(days=7 + (3 - today.weekday()) % 7)


async def latest(page: Page) -> None:
    """Open the conversation that was written in last."""
    await page.goto("/console/conversations")
    rows = page.locator("#list [data-open]")
    newest = await rows.evaluate_all(
        "rows => rows.map(row => [row.querySelector('time').dateTime, row.dataset.open])"
        ".sort().at(-1)[1]"
    )
    await page.locator(f'[data-open="{newest}"]').click()
    await expect(page.locator("#lines .line").first).to_be_visible()
    await page.evaluate("window.unreloaded = true")


async def stays(page: Page) -> bool:
    """Tell whether the page was never loaded anew."""
    return bool(await page.evaluate("window.unreloaded === true"))


async def writes(page: Page, words: str) -> None:
    """Write as a customer whom nobody but a person answers."""
    own = await page.locator(".line.own").count()
    await page.locator("#text").fill(words)
    await page.locator("#composer button").click()
    await expect(page.locator(".line.own")).to_have_count(own + 1)


async def test_by_keyboard_from_taking_over_to_handing_back(chat: Opens, console: Opens) -> None:
    customer = await chat()
    await say(customer, "hello there")
    page = await console()
    await latest(page)
    await page.keyboard.press("t")
    await expect(page.locator("#speaker")).to_contain_text("You speak as Ana")
    await expect(page.locator("#lines")).to_contain_text("Ana took over")
    await page.locator("#text").click()
    await page.keyboard.type("Hi, Ana here. The t and h keys write now.")
    await page.keyboard.press("Control+Enter")
    await expect(customer.locator("#log")).to_contain_text("Hi, Ana here. The t and h keys")
    await expect(page.locator("#text")).to_have_value("")
    await expect(page.locator("#text")).to_be_focused()
    answers = await customer.locator(".line:not(.own)").count()
    await writes(customer, "thank you, Ana")
    await expect(page.locator("#lines")).to_contain_text("thank you, Ana")
    await expect(page.locator("#lines .line").last).to_contain_text("For Ana")
    await page.keyboard.press("Escape")
    await page.keyboard.press("h")
    await expect(page.locator("#speaker")).to_contain_text("The assistant answers")
    assert await customer.locator(".line:not(.own)").count() == answers, "not a word of the bot"
    assert await stays(page)
    await say(customer, "haircut")


async def test_what_is_being_written_survives_news_and_a_colleague_s_takeover(
    chat: Opens, console: Opens
) -> None:
    customer = await chat()
    await say(customer, "hello")
    page, other = await console(), await console()
    await latest(page)
    await latest(other)
    await page.locator("#text").fill("half a sen")
    await other.get_by_role("button", name="Take over").click()
    await expect(page.locator("#speaker")).to_contain_text("You speak as Ana")
    await writes(customer, "are you there?")
    await expect(page.locator("#lines")).to_contain_text("are you there?")
    await expect(page.locator("#text")).to_have_value("half a sen")
    assert await stays(page)


async def test_a_quick_reply_is_picked_with_its_facts(chat: Opens, console: Opens) -> None:
    customer = await chat()
    await say(customer, f"blow-dry with Ana on {thursday():%-d %B %Y}")
    page = await console("/console/quick-replies")
    await page.get_by_label("Title").last.fill("Cost")
    await page.get_by_label("Text").last.fill("A {service} is {price}.")
    await page.get_by_role("button", name="Keep it").click()
    await latest(page)
    await page.get_by_text("Quick replies", exact=True).click()
    await page.get_by_role("link", name="Cost", exact=True).click()
    await expect(page.locator("#text")).to_have_value("A Blow-dry is 25 EUR.")
    assert await stays(page)
    await page.keyboard.press("Control+Enter")
    await expect(customer.locator("#log")).to_contain_text("A Blow-dry is 25 EUR.")


async def test_a_booking_for_the_customer_is_confirmed_once_by_the_bot(
    chat: Opens, console: Opens
) -> None:
    customer = await chat()
    await say(customer, "my colour went orange")
    page = await console()
    await latest(page)
    await page.get_by_role("button", name="Take over").click()
    await page.get_by_role("link", name="Book", exact=True).click()
    await expect(page.get_by_role("heading", name="Book for the customer")).to_be_focused()
    await page.get_by_label("Service", exact=True).select_option(label="Haircut, 45 min, 40 EUR")
    await page.get_by_label("With", exact=True).select_option(label="Bea")
    await page.get_by_label("Day", exact=True).fill(f"{thursday()}")
    await page.get_by_role("button", name="Show free times").click()
    await page.locator(".slot").first.click()
    time = await page.locator(".slot input:checked").get_attribute("value")
    await page.get_by_label("Customer's name").fill("Ida")
    await page.get_by_role("button", name="Book", exact=True).click()
    await expect(page.locator("#arranging")).to_contain_text(f"{time}-")
    await expect(page.locator("#arrange")).to_have_count(0)
    await expect(customer.locator("#log")).not_to_contain_text("Booked by")
    await page.get_by_role("button", name="Hand back").click()
    told = f"The Luma assistant again. Booked by Ana: Haircut with Bea, {thursday():%A %-d %B}"
    await expect(customer.locator("#log")).to_contain_text(f"{told}, {time}, 40 EUR.")
    assert await stays(page)


async def test_what_the_desk_refuses_is_said_beside_the_form(chat: Opens, console: Opens) -> None:
    customer = await chat()
    await say(customer, "hello")
    page = await console()
    page.context.set_default_timeout(15_000)
    await latest(page)
    await page.get_by_role("button", name="Take over").click()
    await page.get_by_role("link", name="Book", exact=True).click()
    await page.get_by_label("Service", exact=True).select_option(label="Haircut, 45 min, 40 EUR")
    sunday = thursday() + timedelta(days=3)
    await page.get_by_label("Day", exact=True).fill(f"{sunday}")
    await page.get_by_role("button", name="Show free times").click()
    await expect(page.locator("#arrange")).to_contain_text("Nothing is free that day")
    await page.get_by_label("Time", exact=True).fill("10:00")
    await page.get_by_label("Customer's name").fill("Ida")
    await page.get_by_role("link", name="Close").click()
    await expect(page.locator("#arrange")).to_have_count(0)
    assert await stays(page)


async def test_it_all_works_without_a_script(chat: Opens, console: Opens) -> None:
    customer = await chat()
    await say(customer, "hello without script")
    page = await console(java_script_enabled=False)
    rows = page.locator("#list [data-open]")
    await rows.nth(await _newest(console)).click()
    await page.get_by_role("button", name=re.compile("^Take over")).click()
    await expect(page.locator("#speaker")).to_contain_text("You speak as Ana")
    await page.locator("#text").fill("No script needed")
    await page.get_by_role("button", name="Send").click()
    await expect(page.locator("#lines")).to_contain_text("No script needed")
    await page.get_by_role("link", name="Book", exact=True).click()
    await expect(page.get_by_role("heading", name="Book for the customer")).to_be_visible()
    await page.get_by_role("button", name="Hand back").click()
    await expect(page.locator("#speaker")).to_contain_text("The assistant answers")


async def _newest(console: Opens) -> int:
    """Tell which row was written in last: who waits stands before it."""
    page = await console()
    times = "rows => rows.map(row => row.querySelector('time').dateTime)"
    listed = await page.locator("#list [data-open]").evaluate_all(times)
    return int(listed.index(max(listed)))


async def test_on_a_phone_the_field_is_in_reach(chat: Opens, console: Opens) -> None:
    customer = await chat()
    await say(customer, "hello from the tram")
    page = await console(viewport={"width": 320, "height": 640}, has_touch=True)
    await latest(page)
    await page.get_by_role("button", name="Take over").tap()
    await expect(page.locator("#speaker")).to_contain_text("You speak as Ana")
    await page.locator("#text").fill("On my way")
    await page.get_by_role("button", name="Send").tap()
    await expect(page.locator("#lines")).to_contain_text("On my way")
    # Asked of the page itself: news may put another button in the place of the one looked at.
    send = page.get_by_role("button", name="Send")
    box = await send.evaluate("(one) => one.getBoundingClientRect().toJSON()")
    assert box["y"] + box["height"] <= 640
    assert box["height"] >= 44
    await page.get_by_role("link", name="Facts").tap()
    await page.get_by_role("link", name="Book", exact=True).tap()
    await expect(page.get_by_role("heading", name="Book for the customer")).to_be_visible()
