from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Opens
from tests.browser.deeds import book, connected, flaws, looks_right, overflows, say
from tests.browser.demo import workday

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.xdist_group("browser")]

Scene = Callable[[Opens, Opens, Opens, dict[str, object]], Awaitable[Page]]


async def first_visit(
    chat: Opens, _console: Opens, _page: Opens, wishes: dict[str, object]
) -> Page:
    return await chat(**wishes)


async def times_offered(
    chat: Opens, _console: Opens, _page: Opens, wishes: dict[str, object]
) -> Page:
    page = await chat(**wishes)
    await say(page, f"haircut on {workday()} after 12")
    return page


async def visit_booked(
    chat: Opens, _console: Opens, _page: Opens, wishes: dict[str, object]
) -> Page:
    page = await chat(**wishes)
    await book(page, workday(), "Ada")
    return page


async def message_failed(
    chat: Opens, _console: Opens, _page: Opens, wishes: dict[str, object]
) -> Page:
    page = await chat(accepts=("Failed to load", "ERR_"), **wishes)
    await page.context.set_offline(offline=True)
    await page.get_by_label("Your message").fill("hello")
    await page.get_by_role("button", name="Send").click()
    await expect(page.locator(".line.failed")).to_be_visible()
    return page


async def no_salon(_chat: Opens, _console: Opens, page: Opens, wishes: dict[str, object]) -> Page:
    return await page("/chat/nowhere", accepts=("404",), **wishes)


async def front_door(_chat: Opens, _console: Opens, page: Opens, wishes: dict[str, object]) -> Page:
    return await page("/", **wishes)


async def signing_in(_chat: Opens, _console: Opens, page: Opens, wishes: dict[str, object]) -> Page:
    opened = await page("/console/login", accepts=("401", "429"), **wishes)
    await opened.get_by_label("Login").fill("nobody")
    await opened.get_by_label("Password").fill("wrong")
    await opened.get_by_role("button", name="Sign in").click()
    await expect(opened.get_by_role("alert")).to_be_visible()
    return opened


async def the_list(_chat: Opens, console: Opens, _page: Opens, wishes: dict[str, object]) -> Page:
    return await console(**wishes)


async def nothing_found(
    _chat: Opens, console: Opens, _page: Opens, wishes: dict[str, object]
) -> Page:
    page = await console(**wishes)
    await page.goto("/console/conversations?q=xyzzy")
    return page


async def one_conversation(
    chat: Opens, console: Opens, _page: Opens, wishes: dict[str, object]
) -> Page:
    customer = await chat()
    await book(customer, workday(), "Zoë")
    await say(customer, "I want to talk to a human")
    page = await console(**wishes)
    await page.locator("#list [data-open]", has_text="Zoë").first.click()
    await expect(page.locator("#lines")).to_contain_text("human")
    return page


async def its_facts(chat: Opens, console: Opens, page: Opens, wishes: dict[str, object]) -> Page:
    opened = await one_conversation(chat, console, page, wishes)
    facts = opened.get_by_role("link", name="Facts")
    if await facts.is_visible():
        await facts.click()
    return opened


async def taken_over(chat: Opens, console: Opens, page: Opens, wishes: dict[str, object]) -> Page:
    opened = await one_conversation(chat, console, page, wishes)
    await opened.get_by_role("button", name="Take over").click()
    await expect(opened.locator("#speaker")).to_contain_text("You speak as Ana")
    await opened.get_by_label("Write to the customer").fill("Hi, this is Ana.")
    await opened.get_by_role("button", name="Send").click()
    await expect(opened.locator("#lines")).to_contain_text("Hi, this is Ana.")
    await opened.get_by_text("Quick replies", exact=True).click()
    return opened


async def arranging(chat: Opens, console: Opens, page: Opens, wishes: dict[str, object]) -> Page:
    opened = await taken_over(chat, console, page, wishes)
    await opened.get_by_role("link", name="Book", exact=True).click()
    await opened.get_by_label("Service", exact=True).select_option(label="Haircut, 45 min, 40 EUR")
    await opened.get_by_role("button", name="Show free times").click()
    await expect(opened.locator("#arrange")).to_contain_text("Free on")
    return opened


async def quick_replies(
    _chat: Opens, console: Opens, _page: Opens, wishes: dict[str, object]
) -> Page:
    page = await console(**wishes)
    await page.goto("/console/quick-replies")
    await page.get_by_label("Title").last.fill("Price")
    await page.get_by_label("Text").last.fill("It is {price}.")
    await page.get_by_role("button", name="Keep it").click()
    await expect(page.get_by_role("button", name="Throw away Price").first).to_be_visible()
    return page


async def channels(_chat: Opens, console: Opens, _page: Opens, wishes: dict[str, object]) -> Page:
    page = await console(**wishes)
    await page.goto("/console/channels")
    await expect(page.get_by_role("link", name="Telegram")).to_be_visible()
    return page


async def channel_refused(
    _chat: Opens, console: Opens, _page: Opens, wishes: dict[str, object]
) -> Page:
    page = await console("/console/channels/connect/whatsapp", accepts=("422",), **wishes)
    for label in ("Phone number ID", "Access token", "App secret"):
        await page.get_by_label(label).fill("a name")
    await page.get_by_role("button", name="Test and connect").click()
    await expect(page.get_by_role("alert")).to_contain_text("Look whether the token")
    await expect(page.get_by_label("Phone number ID")).to_have_value("a name")
    await expect(page.get_by_label("App secret")).to_have_value("")
    return page


async def channel_connected(
    _chat: Opens, console: Opens, _page: Opens, wishes: dict[str, object]
) -> Page:
    page = await console("/console/channels", **wishes)
    async with connected(page):
        await page.get_by_text("What happens then").click()
    return page


async def keyboard_help(
    _chat: Opens, console: Opens, _page: Opens, wishes: dict[str, object]
) -> Page:
    page = await console(**wishes)
    await page.get_by_role("button", name="Keyboard help").click()
    return page


SCENES = (
    first_visit,
    times_offered,
    visit_booked,
    message_failed,
    no_salon,
    front_door,
    signing_in,
    the_list,
    nothing_found,
    one_conversation,
    its_facts,
    taken_over,
    arranging,
    quick_replies,
    channels,
    channel_refused,
    channel_connected,
    keyboard_help,
)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
async def test_axe_finds_nothing_in_light_or_dark_nor_does_a_phone_scroll_sideways(
    chat: Opens,
    console: Opens,
    open_page: Opens,
    scene: Scene,
    sized: Callable[[int, int], int],
) -> None:
    page = await scene(chat, console, open_page, {"viewport": {"width": 1440, "height": 900}})
    await looks_right(page, all_ways=sized(0, 1) == 1)


async def test_axe_finds_what_is_wrong(chat: Opens) -> None:
    """The control: a page without a label or contrast is not clean."""
    page = await chat()
    await page.evaluate(
        "document.querySelector('label').remove();"
        "document.querySelector('#text').placeholder = '';"
        "document.querySelector('h1').style.color = '#eee'"
    )
    assert len(await flaws(page)) >= 2
    await page.evaluate("document.body.style.width = '2000px'")
    assert await overflows(page)


async def test_targets_are_large_enough_for_a_finger(chat: Opens) -> None:
    page = await chat(viewport={"width": 390, "height": 844}, has_touch=True)
    await say(page, f"haircut on {workday()} after 12")
    for target in await page.locator("button:visible, a:visible, textarea:visible").all():
        box = await target.bounding_box()
        assert box
        assert box["height"] >= 44
        assert box["width"] >= 44


async def test_nothing_moves_for_who_wants_no_motion(chat: Opens) -> None:
    page = await chat(reduced_motion="reduce")
    await say(page, "hello")
    assert await page.evaluate("document.getAnimations().length") == 0


async def test_a_chat_does_not_jump_when_an_answer_comes_in(chat: Opens) -> None:
    page = await chat(viewport={"width": 390, "height": 844})
    await say(page, "hello")
    field = page.get_by_label("Your message")
    before = await field.bounding_box()
    await say(page, f"haircut on {workday()} after 12")
    assert await field.bounding_box() == before
    box = await page.locator(".line").last.bounding_box()
    assert box
    assert before
    assert box["y"] + box["height"] <= before["y"]  # the last word is in view


async def test_who_reads_back_is_not_pulled_down(chat: Opens) -> None:
    page = await chat(viewport={"width": 390, "height": 600})
    for _ in range(4):
        await say(page, f"haircut on {workday()} after 12")
    second = await page.context.new_page()
    await second.goto("/chat/demo")
    await page.locator("#log").evaluate("log => { log.scrollTop = 0 }")
    await say(second, "hello")
    await expect(page.locator(".line")).to_have_count(10)
    assert await page.locator("#log").evaluate("log => log.scrollTop") == 0
