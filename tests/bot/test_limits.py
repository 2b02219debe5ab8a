"""The doors' limits: bad proofs of one address, messages of one customer without end."""

import json

import aiohttp
import psycopg
import pytest

from bot.guard.refusals import Refusals
from channels import accounts
from channels.floods import Floods
from foundation.redis import Live
from tests.bot.conftest import Site

SECRET = "x-telegram-bot-api-secret-token"
PERSON = {"id": 1001, "is_bot": False, "first_name": "Mia"}
CHAT = {"id": 1001, "type": "private"}
CASES = "SELECT kind, seen FROM cases WHERE closed_at IS NULL ORDER BY case_id"
JOURNAL = "SELECT count(*)::int FROM door_events"
INBOX = """
SELECT count(*)::int, count(*) FILTER (WHERE given_up = 'flood')::int,
       count(*) FILTER (WHERE answered_revision IS NULL)::int FROM inbox
"""


@pytest.fixture
async def site(site: Site, admin: psycopg.Connection) -> Site:
    """The served product with limits that are soon reached."""
    admin.execute("DELETE FROM door_events")
    wanted = site.house.settings.model_copy(update={"door_failures": 3, "flood_messages": 5})
    house = site.engine.house
    object.__setattr__(house, "settings", wanted)
    site.engine.refusals = Refusals(house)
    site.engine.answering.floods = Floods(house)
    secrets = {"token": "1:abc", "secret_token": "s3cret"}
    async with site.house.database.unit_of_work(site.salon_id) as tx:
        await accounts.connect(tx, site.house, "telegram", "Telegram", secrets, "path")
    return site


async def posts(
    site: Site, number: int = 1, text: str = "hi", proof: str = "s3cret", **more: str
) -> int:
    """Deliver a message as Telegram does; `more` are headers."""
    message = {"message_id": number, "from": PERSON, "chat": CHAT, "text": text}
    headers = {SECRET: proof} | {name.replace("_", "-"): one for name, one in more.items()}
    async with (
        aiohttp.ClientSession() as http,
        http.post(
            f"{site.base}/hooks/telegram/path",
            data=json.dumps({"update_id": number, "message": message}),
            headers=headers,
        ) as answer,
    ):
        return answer.status


async def forges(site: Site, **more: str) -> int:
    return await posts(site, 1, "hi", "guess", **more)


async def test_who_keeps_forging_is_put_off_at_no_cost(
    site: Site, admin: psycopg.Connection
) -> None:
    assert [await forges(site) for _ in range(6)] == [401] * 3 + [429] * 3
    assert admin.execute(JOURNAL.encode()).fetchone() == (3,)
    assert admin.execute(CASES).fetchall() == [("forged", 1)]


async def test_a_good_proof_is_taken_from_any_address(site: Site) -> None:
    for _ in range(5):
        await forges(site)
    assert await posts(site) == 200


async def test_a_claimed_address_gains_nothing(site: Site) -> None:
    """A proxy on this machine appends the true address to whatever was claimed."""
    tried = [await forges(site, x_forwarded_for=f"10.0.0.{n}, 203.0.113.7") for n in range(6)]
    assert tried == [401] * 3 + [429] * 3
    assert await forges(site, x_forwarded_for="203.0.113.8") == 401, "it counts by address"


async def test_neighbours_in_one_home_s_addresses_count_together(site: Site) -> None:
    refusals = site.engine.refusals
    found = [await refusals.too_many(f"2001:db8::{n}", None) for n in range(5)]
    assert found == [False] * 3 + [True] * 2
    assert not await refusals.too_many("2001:db8:0:1::1", None)


async def test_without_redis_webhooks_are_taken(site: Site) -> None:
    away = Live("redis://127.0.0.1:9/0")
    object.__setattr__(site.engine.house, "live", away)
    assert [await posts(site, number) for number in range(1, 4)] == [200] * 3
    await away.close()


async def test_a_flood_is_kept_yet_answered_once(site: Site, admin: psycopg.Connection) -> None:
    for number in range(1, 13):
        assert await posts(site, number) == 200
        await site.engine.settle()
    assert admin.execute(INBOX.encode()).fetchone() == (12, 6, 0)
    assert admin.execute(CASES).fetchall() == [("flood", 6)]


async def test_a_lively_customer_is_no_flood(site: Site, admin: psycopg.Connection) -> None:
    for number in range(1, 6):
        assert await posts(site, number) == 200
        await site.engine.settle()
    assert admin.execute(INBOX.encode()).fetchone() == (5, 0, 0)
    assert admin.execute(CASES).fetchall() == []


async def test_stop_is_heard_in_a_flood(site: Site, admin: psycopg.Connection) -> None:
    for number in range(1, 9):
        await posts(site, number)
        await site.engine.settle()
    assert await posts(site, 9, "stop") == 200
    await site.engine.settle()
    held = "SELECT given_up FROM inbox WHERE kind = 'opt_out'"
    assert admin.execute(held).fetchall() == [(None,)]
    out = "SELECT opted_out_at IS NOT NULL FROM conversations WHERE channel = 'telegram'"
    assert admin.execute(out).fetchall() == [(True,)]
