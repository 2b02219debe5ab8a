"""What customers do in the web chat, for tests that read as sentences."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Literal

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, expect

from bot.stand_ins import app, kinds
from bot.stand_ins.app import Habits
from bot.stand_ins.evolution.world import APIKEY, INSTANCE

_DESK, _PHONE, _SMALL_PHONE = 1440, 390, 320
_EACH_WAY: tuple[tuple[Literal["light", "dark"], int], ...] = (
    ("light", _DESK), ("dark", _DESK), ("light", _PHONE), ("dark", _PHONE),
)  # fmt: skip


async def say(page: Page, text: str) -> None:
    """Type a message, send it, see the answer come in by itself."""
    answers = await page.locator(".line:not(.own)").count()
    await page.locator("#text").fill(text)
    await page.locator("#composer button").click()
    await expect(page.locator(".line:not(.own)")).to_have_count(answers + 1)


async def tap(page: Page, title: str) -> None:
    """Tap a live choice, see the answer come in by itself."""
    answers = await page.locator(".line:not(.own)").count()
    await page.locator(".choices:not([inert]) button", has_text=title).first.click()
    await expect(page.locator(".line:not(.own)")).to_have_count(answers + 1)


async def book(page: Page, day: str, name: str) -> str:
    """Book a haircut by typing and tapping; give the title of the time that was taken."""
    await say(page, f"haircut on {day} after 12")
    time = await page.locator(".choices:not([inert]) button").first.inner_text()
    await tap(page, time)
    await say(page, name)
    await tap(page, "Yes, book")
    await expect(page.locator("#card")).to_contain_text("Booked")
    return time


@asynccontextmanager
async def connected(console: Page) -> AsyncIterator[None]:
    """Connect WhatsApp through a server of this program, from the page of channels."""
    async with app.running(kinds.make("evolution", Habits())) as (base, _):
        await console.get_by_role("link", name="Evolution").last.click()
        await console.get_by_label("Server address").fill(base)
        await console.get_by_label("Instance").fill(INSTANCE)
        await console.get_by_label("API key").fill(APIKEY)
        await console.get_by_role("button", name="Test and connect").click()
        await expect(console.get_by_text("Connected.", exact=True)).to_be_visible()
        yield


async def sits_still(page: Page) -> None:
    """Wait until nothing on the page moves."""
    await page.evaluate(
        "Promise.all(document.getAnimations().map(one => one.finished.catch(() => 0)))"
    )


async def flaws(page: Page) -> list[str]:
    """Give what axe finds on the page as it stands, one line each."""
    await sits_still(page)
    results = await Axe().run(page)
    return [
        f"{found['id']}: {node['html'][:120]} {node['failureSummary'][:200]}"
        for found in results.response["violations"]
        for node in found["nodes"]
    ]


async def overflows(page: Page) -> bool:
    """Tell whether the page can be scrolled sideways."""
    wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    return bool(await page.evaluate(wider))


async def looks_right(page: Page, *, all_ways: bool) -> None:
    """See that axe finds nothing wrong, that no phone scrolls sideways.

    Light is looked at on a desk, dark on a phone; `all_ways` looks at each on both.
    """
    for scheme, width in _EACH_WAY if all_ways else (_EACH_WAY[0], _EACH_WAY[-1]):
        await page.emulate_media(color_scheme=scheme)
        await page.set_viewport_size({"width": width, "height": 900 if width > _PHONE else 700})
        assert await flaws(page) == []
    for width in (_PHONE, _SMALL_PHONE):
        await page.set_viewport_size({"width": width, "height": 700})
        assert not await overflows(page)


async def listed(console: Page) -> list[str]:
    """Give the conversations in the order of the list."""
    ids = "rows => rows.map(row => row.dataset.open)"
    return list(await console.locator("#list [data-open]").evaluate_all(ids))
