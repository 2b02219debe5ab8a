"""Webhooks on their way, signed as Meta signs them."""

import hmac
import json
from typing import Final
from urllib.parse import urlencode

import aiohttp

from bot.stand_ins.courier import Custom, Letter, Reply
from bot.stand_ins.mail import Json, Parcel
from bot.stand_ins.whatsapp.world import APP_SECRET, VERIFY_TOKEN
from bot.stand_ins.world import Line
from foundation import ids

_LONGEST: Final = 600.0  # seconds between two tries
_DAYS: Final = 7 * 24 * 6  # so many of the longest make a week


def _delay(tries: int) -> float | None:
    return min(float(2 ** min(tries, 20)), _LONGEST) if tries < _DAYS else None


def encoded(content: Json) -> bytes:
    """Write a body as Meta does: compact, with slashes, what is not ASCII escaped."""
    return json.dumps(content, separators=(",", ":")).replace("/", "\\/").encode()


def signature(body: bytes, secret: str = APP_SECRET) -> str:
    """Give the header that proves a body."""
    return f"sha256={hmac.digest(secret.encode(), body, 'sha256').hex()}"


class CloudMail:
    """Writes signed batches, asks a new webhook for its token first."""

    custom = Custom(_delay, patience=20)

    def write(self, box: Line, parcel: Parcel) -> Letter:
        """Give a batch with its signature."""
        body = encoded(parcel.content)
        headers = {"Content-Type": "application/json", "X-Hub-Signature-256": signature(body)}
        return Letter(box.webhook.url, body, headers)

    def heed(self, box: Line, parcel: Parcel, reply: Reply) -> str:  # noqa: ARG002 - the port's shape
        """Read nothing: the status alone counts."""
        return ""

    async def greet(self, box: Line, session: aiohttp.ClientSession) -> str:
        """Ask the webhook to give a challenge back to whoever knows the verify token."""
        challenge = f"0{ids.new().int % 10**9}"
        asked = {
            "hub.mode": "subscribe",
            "hub.challenge": challenge,
            "hub.verify_token": VERIFY_TOKEN,
        }
        mark = "&" if "?" in box.webhook.url else "?"
        async with session.get(f"{box.webhook.url}{mark}{urlencode(asked)}") as answer:
            if answer.status == 200 and await answer.text() == challenge:
                return ""
            return f"The callback URL or verify token could not be validated: {answer.status}"
