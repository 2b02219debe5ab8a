"""A browser beside the running demo; every page of it is watched for errors."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    StorageState,
    async_playwright,
    expect,
)

from bot import opening
from tests.browser.demo import Demo

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
LIMIT = 15_000
"""Milliseconds anything may take to show up on a busy machine."""

expect.set_options(timeout=LIMIT)

Opens = Callable[..., Awaitable[Page]]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo, running; it must end by Ctrl-C."""
    running = Demo(tmp_path_factory.mktemp("demo"))
    running.start()
    yield running
    running.stop()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium: Path) -> AsyncIterator[Browser]:
    """One browser for all tests."""
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield running
        await running.close()


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(browser: Browser, demo: Demo) -> AsyncIterator[Opens]:
    """Opens a page of the demo in a context of its own; fails the test if any page complains."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    async def opens(path: str, *, accepts: tuple[str, ...] = (), **wishes: object) -> Page:
        context = await browser.new_context(base_url=demo.base, **wishes)  # type: ignore[arg-type]  # Playwright's own options
        context.set_default_timeout(LIMIT)
        contexts.append(context)
        page = await context.new_page()

        def complain(text: str) -> None:
            if not any(known in text for known in accepts):
                complaints.append(text)

        def hear(said: ConsoleMessage) -> None:
            if said.type == "error":
                complain(said.text)

        page.on("pageerror", lambda error: complain(str(error)))
        page.on("console", hear)
        await page.goto(path)
        return page

    yield opens
    for context in contexts:
        await context.close()
    assert complaints == []


@pytest.fixture
def chat(open_page: Opens) -> Opens:
    """Opens the web chat as a new customer."""

    async def opens(**wishes: object) -> Page:
        return await open_page("/chat/demo", **wishes)

    return opens


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def signed_in(browser: Browser, demo: Demo) -> StorageState:
    """The cookies of the demo's operator, who has signed in once."""
    async with await browser.new_context(base_url=demo.base) as context:
        page = await context.new_page()
        await page.goto("/console/login")
        await sign_in(page)
        return await context.storage_state()


@pytest.fixture
def console(open_page: Opens, signed_in: StorageState) -> Opens:
    """Opens the console, signed in as the demo's operator."""

    async def opens(path: str = "/console/conversations", **wishes: object) -> Page:
        return await open_page(path, storage_state=signed_in, **wishes)

    return opens


async def sign_in(page: Page) -> None:
    """Sign the demo's operator in by the form that is open."""
    await page.get_by_label("Login").fill(opening.DEMO_LOGIN)
    await page.get_by_label("Password").fill(opening.DEMO_PASSWORD)
    await page.get_by_role("button", name="Sign in").click()
    await page.wait_for_url("**/console/conversations")
