"""The pictures of docs/pictures, taken of a demo of its own: `python -m tests.browser.pictures`."""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

import psycopg
from babel.dates import format_date
from playwright.async_api import Browser, Page, async_playwright, expect

from bot import opening
from foundation import clock, embedded
from foundation.settings import Settings
from tests.browser import week
from tests.browser.conftest import LIMIT, QUIET
from tests.browser.deeds import connected, say, tap
from tests.browser.demo import Demo

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
SIZES = {390: 844, 1440: 900}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

BERLIN = ZoneInfo("Europe/Berlin")
Talk = Callable[[Page], Awaitable[None]]


class Studio:
    """A demo salon on a busy morning, with a browser to look at it."""

    def __init__(self, browser: Browser, demo: Demo) -> None:
        """Look at `demo` through `browser`."""
        self.browser, self.demo = browser, demo

    @asynccontextmanager
    async def page(self, path: str, **wishes: object) -> AsyncIterator[Page]:
        """Open a page in a context of its own."""
        context = await self.browser.new_context(
            base_url=self.demo.base,
            reduced_motion="reduce",
            **wishes,  # type: ignore[arg-type]  # Playwright's own options
        )
        page = await context.new_page()
        await page.goto(path)
        yield page
        await context.close()

    async def take(self, page: Page, name: str, sizes: Mapping[int, int] = SIZES) -> None:
        """Take the page's picture in light and dark, on a phone and on a desk."""
        for scheme in SCHEMES:
            await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            for width, height in sizes.items():
                await page.set_viewport_size({"width": width, "height": height})
                await page.evaluate("document.querySelectorAll('#log, #lines').forEach("
                                    "one => { one.scrollTop = one.scrollHeight })")  # fmt: skip
                await page.wait_for_timeout(200)
                await page.screenshot(path=FOLDER / f"{name}-{width}-{scheme}.png")

    async def sign_in(self, page: Page) -> None:
        """Sign the demo's operator in."""
        await page.get_by_label("Login").fill(opening.DEMO_LOGIN)
        await page.get_by_label("Password").fill(opening.DEMO_PASSWORD)
        await page.get_by_role("button", name="Sign in").click()
        await page.wait_for_url("**/console/conversations")


async def asks_for_times(page: Page) -> None:
    """Somebody is choosing a time, in German."""
    await say(page, f"Haarschnitt am {soon('de')} ab 14 Uhr bei Ana bitte")


async def books(page: Page) -> None:
    """Somebody books to the end."""
    await say(page, f"beard trim with Cem on {soon('en')} after 11")
    await page.locator(".choices:not([inert]) button").first.click()
    await expect(page.locator(".line").last).to_contain_text("name")
    await say(page, "Tom")
    await tap(page, "Yes, book")


async def wants_a_person(page: Page) -> None:
    """Somebody wants to talk to a person."""
    await say(page, "my colour went orange last time, can I talk to a human?")


async def says_hello(page: Page) -> None:
    """Somebody has just come in."""
    await say(page, "hello!")


async def is_about_to_confirm(page: Page) -> None:
    """Somebody has a time held and is asked for the yes."""
    await say(page, f"hi can i get a haircut on {soon('en').lower()} after 4")
    await page.locator(".choices:not([inert]) button").nth(1).click()
    await expect(page.locator("#card")).to_contain_text("Held for you")
    await say(page, "Mia")


def soon(locale: str) -> str:
    """Name the next day but one or later on which everybody works."""
    day = clock.now().date() + timedelta(days=2)
    while day.weekday() not in {2, 3, 4}:
        day += timedelta(days=1)
    return format_date(day, "EEEE", locale=locale)


async def morning(studio: Studio) -> None:
    """Let customers come in, some time apart."""
    earlier: list[tuple[Talk, dict[str, object], int]] = [
        (books, {}, 64),
        (asks_for_times, {"locale": "de-DE"}, 12),
        (wants_a_person, {}, 6),
        (says_hello, {}, 3),
    ]
    for talk, wishes, minutes in earlier:
        async with studio.page("/chat/demo", **wishes) as page:
            await talk(page)
        age(studio.demo, minutes)


def age(demo: Demo, minutes: int) -> None:
    """Make what was said in the last minute as old as that."""
    servers = embedded.start(Settings(_env_file=None, data_dir=demo.folder / "data"))
    columns = {
        "inbox": ("received_at",),
        "outbox": ("created_at", "sent_at"),
        "conversations": ("last_at", "created_at", "waiting_since"),
        "turns": ("at",),
    }
    with psycopg.connect(servers.admin_url) as admin:
        for table, times in columns.items():
            moved = ", ".join(f"{one} = {one} - make_interval(mins => {minutes})" for one in times)
            recent = f"{times[0]} > clock_timestamp() - interval '1 minute'"
            admin.execute(f"UPDATE {table} SET {moved} WHERE {recent}".encode())  # noqa: S608 - fixed names
    servers.stop()


async def take_all(studio: Studio) -> None:
    """Take every page's pictures."""
    await morning(studio)
    async with studio.page("/chat/demo") as page:
        await studio.take(page, "chat-first-visit")
        await is_about_to_confirm(page)
        await studio.take(page, "chat-held")
        async with studio.page("/console/login") as console:
            await studio.take(console, "console-login")
            await studio.sign_in(console)
            await studio.take(console, "console-list")
            await tap(page, "Yes, book")
            await studio.take(page, "chat-booked")
            await console.goto("/console/conversations")
            await console.locator("#list [data-open]", has_text="Mia").click()
            await expect(console.locator("#known")).to_contain_text("Booked")
            await studio.take(console, "console-conversation")
            await console.set_viewport_size({"width": 390, "height": 844})
            await console.get_by_role("link", name="Facts").click()
            for scheme in SCHEMES:
                await console.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                await console.screenshot(path=FOLDER / f"console-facts-390-{scheme}.png")


async def take_handoff(studio: Studio) -> None:
    """Take the pictures of an operator at work on a conversation, of their quick replies."""
    async with studio.page("/chat/demo") as page, studio.page("/console/login") as console:
        await say(page, "last time my colour went orange, what can you do about it?")
        await studio.sign_in(console)
        await console.goto("/console/quick-replies")
        for title, text in (
            ("On our way", "Hi {name}, we are with you in a minute."),
            ("Price", "The {service} is {price}."),
            ("Where we are", "You find us at {address}, call {phone} if you get lost."),
        ):
            await console.get_by_label("Title").last.fill(title)
            await console.get_by_label("Text").last.fill(text)
            await console.get_by_role("button", name="Keep it").click()
        await studio.take(console, "handoff-quick-replies")
        await console.set_viewport_size({"width": 1440, "height": 900})
        await console.goto("/console/conversations")
        newest = await console.locator("#list [data-open]").evaluate_all(
            "rows => rows.map(row => [row.querySelector('time').dateTime, row.dataset.open])"
            ".sort().at(-1)[1]"
        )
        await console.locator(f'[data-open="{newest}"]').click()
        await studio.take(console, "handoff-bot")
        await console.get_by_role("button", name="Take over").click()
        await expect(console.locator("#speaker")).to_contain_text("You speak as Ana")
        await console.locator("#text").fill("Hi, so sorry! Come on Thursday, Bea corrects it.")
        await console.get_by_role("button", name="Send").click()
        await expect(page.locator("#log")).to_contain_text("Bea corrects it")
        await page.locator("#text").fill("ok thanks")
        await page.locator("#composer button").click()
        await expect(console.locator("#lines")).to_contain_text("ok thanks")
        await console.get_by_text("Quick replies", exact=True).click()
        await studio.take(console, "handoff-taken")
        await _arranges(studio, console)
        await console.get_by_role("button", name="Hand back").click()
        await expect(console.locator("#lines")).to_contain_text("assistant again")
        await studio.take(console, "handoff-back")


def _thursday() -> date:
    today = clock.now().astimezone(BERLIN).date()
    return today + timedelta(days=7 + (3 - today.weekday()) % 7)


async def _arranges(studio: Studio, console: Page) -> None:
    await console.set_viewport_size({"width": 1440, "height": 900})
    await console.get_by_role("link", name="Book", exact=True).click()
    await console.get_by_label("Service", exact=True).select_option(index=2)
    await console.get_by_label("Day", exact=True).fill(f"{_thursday()}")
    await console.get_by_role("button", name="Show free times").click()
    await expect(console.locator("#arrange")).to_contain_text("Free on")
    await console.locator(".slot").first.click()
    await console.get_by_label("Customer's name").fill("Mia")
    await studio.take(console, "handoff-booking", {1440: 900})
    await console.set_viewport_size({"width": 1440, "height": 900})
    await console.get_by_role("button", name="Book", exact=True).click()
    await expect(console.locator("#arranging")).to_contain_text("with")


async def take_diary(studio: Studio) -> None:
    """Take the pictures of a full week, of its fullest day, of a booking beside it."""
    today = clock.now().astimezone(BERLIN).date()
    saturday = today + timedelta(days=5 - today.weekday())
    wishes: dict[str, object] = {"viewport": {"width": 1440, "height": 900}}
    async with studio.page("/console/login", **wishes) as console:
        await studio.sign_in(console)
        for name, query in (
            ("diary-day", f"view=day&day={saturday}"),
            ("diary-week", f"view=week&day={saturday}"),
        ):
            for width, height in SIZES.items():
                # Opened anew at each size: a page begins where there is most to see.
                await console.set_viewport_size({"width": width, "height": height})
                await console.goto(f"/console/diary?{query}")
                await studio.take(console, name, {width: height})
        await console.locator(".visit", has_text="Heidi").click()
        await expect(console.locator("#panel-title")).to_have_text("Heidi")
        await studio.take(console, "diary-booking")
        await console.get_by_role("link", name="Move", exact=True).click()
        await expect(console.locator("#panel-title")).to_have_text("Move Heidi")
        await studio.take(console, "diary-move")


async def take_channels(studio: Studio) -> None:
    """Take the pictures of what is connected, of the form that connects a bot."""
    async with studio.page("/console/login") as console:
        await studio.sign_in(console)
        await console.goto("/console/channels")
        async with connected(console):
            await console.goto("/console/channels")
            await expect(console.get_by_text("It can send")).to_be_visible()
            await studio.take(console, "channels")
        await console.goto("/console/channels/connect/telegram")
        await studio.take(console, "channel-connect")


async def look_at(demo: Demo, chromium: str) -> None:
    """Take the pictures of a running demo."""
    expect.set_options(timeout=LIMIT)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        studio = Studio(browser, demo)
        await take_diary(studio)
        await take_all(studio)
        await take_handoff(studio)
        await take_channels(studio)
        await browser.close()


def main(chromium: str = "/usr/bin/chromium") -> None:
    """Start a demo, take the pictures, stop it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        demo = Demo(Path(folder))
        demo.start()
        now = clock.now()
        today = now.astimezone(BERLIN).date()
        week.fill(demo, today - timedelta(days=today.weekday()), now)
        try:
            asyncio.run(look_at(demo, chromium))
        finally:
            demo.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
