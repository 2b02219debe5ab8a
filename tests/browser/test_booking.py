import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import Opens
from tests.browser.deeds import book, say, tap
from tests.browser.demo import Demo, workday

# One demo, one browser, one loop for all pages.
pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.xdist_group("browser")]


def latest(operator: Page) -> Locator:
    """The conversation that moved last; those that wait for a person stand above it."""
    rows = operator.locator("#list [data-open]")
    return rows.filter(has_not_text="Waiting for a person").first


async def test_a_haircut_is_booked_while_the_operator_looks_on(chat: Opens, console: Opens) -> None:
    operator = await console()
    await operator.evaluate("window.unreloaded = true")
    customer = await chat()
    await say(customer, f"haircut on {workday()} after 12")
    row = latest(operator)
    await expect(row).to_contain_text("Choosing a time")
    await row.click()
    await expect(operator.locator("#lines")).to_contain_text(f"haircut on {workday()} after 12")

    time = await customer.locator(".choices:not([inert]) button").nth(1).inner_text()
    await tap(customer, time)
    await expect(customer.locator("#card")).to_contain_text("Held for you until")
    await expect(operator.locator("#known")).to_contain_text("Held until")
    await expect(operator.locator("#lines")).to_contain_text("Tapped")

    await say(customer, "Amélie")
    await expect(operator.get_by_role("heading", name="Amélie")).to_be_visible()
    await tap(customer, "Yes, book")
    await expect(customer.locator("#card")).to_contain_text("Booked")
    await expect(customer.locator("#log")).to_contain_text("Booked, Amélie")
    await expect(operator.locator("#known")).to_contain_text("Booked")
    await expect(operator.locator("#steps")).to_contain_text("booked:")
    await expect(row).to_contain_text("Booked")
    assert await operator.evaluate("window.unreloaded") is True


async def test_a_tapped_choice_is_the_customers_own_bubble(chat: Opens) -> None:
    page = await chat()
    await say(page, f"haircut on {workday()} after 12")
    time = await page.locator(".choices:not([inert]) button").first.inner_text()
    await tap(page, time)
    await expect(page.locator(".line.own.tapped .said")).to_contain_text(time)
    old = page.locator(".choices").first
    await expect(old).to_have_attribute("inert", "")
    assert await page.locator(".choices:not([inert])").count() <= 1


async def test_the_conversation_is_kept_over_a_reload(chat: Opens) -> None:
    page = await chat()
    await book(page, workday(), "Noor")
    before = await page.locator(".line .said").all_inner_texts()
    await page.reload()
    assert await page.locator(".line .said").all_inner_texts() == before
    await expect(page.locator("#card")).to_contain_text("Booked")
    await say(page, "thanks")


async def test_without_script_forms_do_the_same(chat: Opens) -> None:
    page = await chat(java_script_enabled=False)
    await page.get_by_label("Your message").fill(f"haircut on {workday()} after 12")
    await page.get_by_role("button", name="Send").click()
    live = page.locator(".choices:not([inert]) button")
    await expect(live.first).to_be_visible()  # the page asks again by itself while it waits
    await live.first.click()
    await expect(page.locator(".line").last).to_contain_text("first name")
    await page.get_by_label("Your message").fill("Kim")
    await page.get_by_role("button", name="Send").click()
    await live.filter(has_text="Yes, book").click()
    await expect(page.locator("#card")).to_contain_text("Booked")


async def test_the_keyboard_alone_is_enough(chat: Opens) -> None:
    page = await chat()
    await page.locator("body").press("Tab")
    for _ in range(12):
        if await page.evaluate("document.activeElement.id") == "text":
            break
        await page.keyboard.press("Tab")
    await page.keyboard.type(f"haircut on {workday()} after 12")
    await page.keyboard.press("Enter")
    first = page.locator(".choices:not([inert]) button").first
    await expect(first).to_be_visible()
    assert await page.evaluate("document.activeElement.id") == "text"
    for _ in range(12):
        await page.keyboard.press("Shift+Tab")
        if await first.evaluate("node => node === document.activeElement"):
            break
    ring = await first.evaluate("node => getComputedStyle(node).outlineStyle")
    assert ring == "solid"
    await page.keyboard.press("Enter")
    await expect(page.locator(".line").last).to_contain_text("first name")
    assert await page.evaluate("document.activeElement.id") == "text"
    await page.keyboard.type("Kit")
    await page.keyboard.press("Enter")
    await expect(page.locator(".choices:not([inert])")).to_contain_text("Yes, book")


async def test_a_german_browser_books_in_german(chat: Opens) -> None:
    page = await chat(locale="de-DE")
    assert await page.evaluate("document.documentElement.lang") == "de"
    await page.get_by_role("button", name="Haarschnitt am").click()
    await expect(page.locator(".line:not(.own)").first).to_contain_text("Haarschnitt")
    await expect(page.locator("#card")).to_contain_text("Leistung")


async def test_a_suggestion_is_sent_like_a_message(chat: Opens) -> None:
    page = await chat()
    await page.get_by_role("button", name="Beard trim with").click()
    await expect(page.locator(".line.own")).to_contain_text("Beard trim with")
    await expect(page.locator("#empty")).to_have_count(0)
    await expect(page.locator("#card")).to_contain_text("Beard trim")


async def test_two_tabs_of_a_customer_show_the_same(chat: Opens) -> None:
    page = await chat()
    await say(page, "hello")
    second = await page.context.new_page()
    await second.goto("/chat/demo")
    await say(second, f"haircut on {workday()} after 12")
    await expect(page.locator(".line")).to_have_count(4)
    assert (
        await page.locator(".line .said").all_inner_texts()
        == await second.locator(".line .said").all_inner_texts()
    )


async def test_too_long_a_text_is_told_before_it_is_sent(chat: Opens) -> None:
    page = await chat()
    await page.get_by_label("Your message").fill("x" * 5000)
    await page.get_by_role("button", name="Send").click()
    await expect(page.get_by_role("alert")).to_contain_text("5000 characters")
    assert await page.get_by_label("Your message").input_value() == "x" * 5000
    await expect(page.locator(".line")).to_have_count(0)


async def test_a_restarted_server_is_found_again_and_nothing_is_lost(
    chat: Opens, console: Opens, demo: Demo
) -> None:
    gone = ("Failed to load resource", "ERR_")
    customer = await chat(accepts=gone)
    operator = await console(accepts=gone)
    await say(customer, "hello")
    await expect(latest(operator)).to_contain_text("Luma assistant")
    assert demo.stop() < 15  # open streams do not hold it up
    await expect(customer.locator("#chat")).to_have_attribute("data-offline", "")
    await expect(operator.locator("#room")).to_have_attribute("data-offline", "")
    await customer.get_by_label("Your message").fill("are you there?")
    await customer.get_by_role("button", name="Send").click()
    failed = customer.locator(".line.failed")
    await expect(failed).to_contain_text("are you there?")
    await expect(failed.get_by_role("button", name="Try again")).to_be_in_viewport(ratio=1)
    await expect(customer.get_by_role("alert")).to_contain_text("kept")
    demo.start()
    await expect(customer.locator("#chat")).not_to_have_attribute("data-offline", "")
    await failed.get_by_role("button", name="Try again").click()
    await expect(customer.locator(".line.failed")).to_have_count(0)
    await expect(customer.locator(".line")).to_have_count(4)
    await expect(operator.locator("#room")).not_to_have_attribute("data-offline", "")
    await say(customer, f"haircut on {workday()} after 12")
    await expect(latest(operator)).to_contain_text("Choosing a time")
