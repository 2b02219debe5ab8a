"""The page of a stand-in in a browser: one plays the customer, sees what was delivered."""

from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import async_playwright, expect

from bot.stand_ins import app
from bot.stand_ins.whatsapp.app import StandIn
from bot.stand_ins.whatsapp.world import NUMBER_ID, TOKEN
from tests.bot.stand_in_town import Caller, receiving
from tests.browser.deeds import looks_right

pytestmark = pytest.mark.xdist_group("browser")

BUTTON = {"type": "reply", "reply": {"id": "slot:1", "title": "10:00"}}
QUESTION = {
    "messaging_product": "whatsapp",
    "to": "16505551234",
    "type": "interactive",
    "interactive": {
        "type": "button",
        "body": {"text": "Friday at ten?"},
        "action": {"buttons": [BUTTON]},
    },
}


async def test_a_person_plays_the_customer(chromium: Path) -> None:
    async with (
        app.running(StandIn()) as (base, served),
        aiohttp.ClientSession() as client,
        receiving(statuses=[500]) as hook,
        async_playwright() as playwright,
    ):
        caller = Caller(base, served, client)
        browser = await playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        page = await browser.new_page()
        await page.goto(base)
        await page.get_by_label("Webhook address").fill(hook.url)
        await page.get_by_role("button", name="Set").first.click()
        await page.get_by_label("Message", exact=True).fill("haircut on friday")
        await page.keyboard.press("Enter")
        await expect(page.locator(".talk .customer")).to_contain_text("haircut on friday")
        path = f"/v26.0/{NUMBER_ID}/messages"
        await caller.call(path, QUESTION, authorization=f"Bearer {TOKEN}")
        await page.get_by_role("button", name="10:00").click()
        await expect(page.locator(".talk .customer").last).to_contain_text("10:00")
        await expect(page.locator(".deliveries")).to_contain_text("status read")
        await expect(page.get_by_text("Last failure")).to_contain_text("500")
        await looks_right(page, all_ways=False)
        await browser.close()
