"""Stylists' calendars as a subscriber's program sees them."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from icalendar import Calendar

from booking import blocks, feeds, seed
from bot.web import calendar as door
from foundation.ids import StaffId
from foundation.settings import Settings
from tests.bot.conftest import Client, Site
from tests.bot.test_cli import Shell

ANA = seed.demo().staff[0].id


@pytest.fixture
async def token(site: Site) -> AsyncIterator[str]:
    """The secret part of Ana's link; a block of hers is in the diary."""
    async with site.house.database.unit_of_work(site.salon_id) as tx:
        made = await feeds.give(tx, site.house.directory, StaffId(ANA))
    await _block(site, "training")
    yield made
    door._PER_ADDRESS._seen.clear()  # noqa: SLF001 - other tests come from the same address


async def _block(site: Site, reason: str) -> None:
    start = site.house.clock().replace(microsecond=0) + timedelta(days=3)
    async with site.house.database.unit_of_work(site.salon_id) as tx:
        await blocks.block(
            tx,
            staff_id=StaffId(ANA),
            start=start,
            end=start + timedelta(hours=1),
            reason=reason,
            by="operator:1",
        )


async def test_whoever_has_the_link_reads_the_calendar(visitor: Client, token: str) -> None:
    body = await visitor.get(f"/calendar/{token}.ics")
    assert visitor.status == 200
    assert visitor.headers["content-type"] == "text/calendar; charset=utf-8"
    assert visitor.headers["cache-control"].startswith("private")
    assert visitor.headers["x-content-type-options"] == "nosniff"
    assert visitor.headers["x-robots-tag"] == "noindex"
    [event] = Calendar.from_ical(body.encode()).walk("VEVENT")
    assert event["SUMMARY"] == "training"


async def test_who_has_it_already_is_told_so_until_it_changes(
    visitor: Client, token: str, site: Site
) -> None:
    await visitor.get(f"/calendar/{token}.ics")
    mark = visitor.headers["etag"]
    assert await visitor.get(f"/calendar/{token}.ics", **{"if-none-match": mark}) == ""
    assert (visitor.status, visitor.headers["etag"]) == (304, mark)
    async with site.house.database.unit_of_work(site.salon_id) as tx:
        await tx.rows("UPDATE blocks SET removed_at = clock_timestamp()")
    assert await visitor.get(f"/calendar/{token}.ics", **{"if-none-match": mark})
    assert (visitor.status, visitor.headers["etag"] != mark) == (200, True)


async def test_a_dead_link_leads_nowhere(visitor: Client, token: str, site: Site) -> None:
    async with site.house.database.unit_of_work(site.salon_id) as tx:
        fresh = await feeds.give(tx, site.house.directory, StaffId(ANA))
    for path in (
        f"/calendar/{token}.ics",
        f"/calendar/{fresh}x.ics",
        f"/calendar/{fresh.swapcase()}.ics",
        "/calendar/.ics",
        "/calendar/%00.ics",
        "/calendar/%ed%a0%80.ics",
        f"/calendar/{'x' * 5000}.ics",
        f"/calendar/{fresh}",
    ):
        await visitor.get(path)
        assert visitor.status == 404, path
    await visitor.get(f"/calendar/{fresh}.ics")
    assert visitor.status == 200
    await visitor.post(f"/calendar/{fresh}.ics", {})
    assert visitor.status == 405


async def test_a_flood_from_one_address_is_turned_away(visitor: Client, token: str) -> None:
    statuses = []
    for _ in range(30):
        await asyncio.gather(*(visitor.get("/calendar/x.ics") for _ in range(10)))
        statuses.append(visitor.status)
    assert statuses[0] == 404
    assert statuses[-1] == 429
    await visitor.get(f"/calendar/{token}.ics")
    assert visitor.status == 429
    assert visitor.headers["retry-after"] == "60"


def test_links_are_given_and_given_up_on_the_command_line(clean: Settings) -> None:
    shell = Shell(clean)
    given = shell.run("calendar", "link", "--salon", "demo", "--staff", "ana")
    assert given.returncode == 0, given.stderr
    assert given.stdout.startswith("http://127.0.0.1:8000/calendar/")
    assert given.stdout.rstrip().endswith(".ics")
    assert "nowhere now" in shell.run("calendar", "revoke", "--staff", "Ana").stdout
    assert "no link" in shell.run("calendar", "revoke", "--staff", str(ANA)).stdout
    wrong = shell.run("calendar", "link", "--staff", "Zoe")
    assert wrong.returncode == 1
    assert "no such stylist" in wrong.stderr
