"""Receipts at the webhooks' door: they reach the message of their own account, nobody else's."""

import hashlib
import hmac
import json

import aiohttp
import psycopg

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
            data=body,
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
