"""Batches at the webhooks' door: each part reaches its own account, each body is kept once."""

import hashlib
import hmac
import io
import json

import aiohttp
import psycopg
import pytest

from bot.engine import Engine
from channels import accounts
from tests.bot.conftest import Site
from tests.bot.test_console_conversations import told

SECRET = "app secret"
OURS = "17"


def batch(*news: tuple[str, str, str]) -> bytes:
    """Make one webhook of statuses: the number it is for, the message, its status."""
    changes = [
        {
            "field": "messages",
            "value": {
                "messaging_product": "whatsapp",
                "metadata": {"display_phone_number": "1", "phone_number_id": number},
                "statuses": [
                    {"id": name, "status": status, "timestamp": "1", "recipient_id": "49"}
                ],
            },
        }
        for number, name, status in news
    ]
    entries = [{"id": "1", "changes": [one]} for one in changes]
    return json.dumps({"object": "whatsapp_business_account", "entry": entries}).encode()


async def post(site: Site, body: bytes) -> int:
    signed = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    async with (
        aiohttp.ClientSession() as http,
        http.post(
            f"{site.base}/hooks/whatsapp/path",
            data=io.BytesIO(body),
            headers={"x-hub-signature-256": f"sha256={signed}"},
        ) as answer,
    ):
        return answer.status


async def test_each_receipt_of_a_batch_moves_its_own_account_s_message_alone(
    site: Site, admin: psycopg.Connection
) -> None:
    secrets = {"token": "t", "app_secret": SECRET, "phone_number_id": OURS}
    async with site.house.database.unit_of_work(site.salon_id) as tx:
        added = await accounts.connect(tx, site.house, "whatsapp", "WhatsApp", secrets, "path")
    for name in ("wamid.A", "wamid.B", "wamid.C"):
        await told(site, "hello", name)
        admin.execute(
            "UPDATE outbox SET provider_ref = %s, account_id = %s WHERE provider_ref IS NULL",
            (name, added.account_id),
        )
    news = ((OURS, "wamid.A", "delivered"), ("18", "wamid.B", "read"), (OURS, "wamid.C", "failed"))
    body = batch(*news)
    assert [await post(site, body) for _ in range(3)] == [200] * 3, "repeated, it changes nothing"
    found = admin.execute("SELECT provider_ref, fate FROM outbox ORDER BY provider_ref")
    assert dict(found.fetchall()) == {
        "wamid.A": "delivered",
        "wamid.B": None,
        "wamid.C": "failed",
    }
    assert admin.execute("SELECT kind, seen FROM cases").fetchall() == [("undelivered", 1)]


async def test_a_batch_of_megabytes_is_heard_whole_and_kept_once(
    site: Site, admin: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("answer_soon", "acknowledge_soon"):
        monkeypatch.setattr(Engine, name, lambda *_: None)
    secrets = {"token": "t", "app_secret": SECRET, "phone_number_id": OURS}
    async with site.house.database.unit_of_work(site.salon_id) as tx:
        await accounts.connect(tx, site.house, "whatsapp", "WhatsApp", secrets, "path")

    def said(*numbers: int) -> bytes:
        messages = [
            {"from": f"49151000000{one}", "id": f"wamid.{one}", "timestamp": "1700000000"}
            | {"type": "text", "text": {"body": "hello" + " " * 500_000}}
            for one in numbers
        ]
        value = {"metadata": {"phone_number_id": OURS}, "messages": messages}
        entries = [{"id": "1", "changes": [{"field": "messages", "value": value}]}]
        return json.dumps({"object": "whatsapp_business_account", "entry": entries}).encode()

    assert await post(site, said(1, 2, 3)) == 200
    assert await post(site, said(3, 4, 5)) == 200
    assert await post(site, said(3, 4, 5)) == 200
    counts = "SELECT (SELECT count(*) FROM inbox), (SELECT count(*) FROM deliveries)"
    assert admin.execute(counts.encode()).fetchone() == (5, 2)
