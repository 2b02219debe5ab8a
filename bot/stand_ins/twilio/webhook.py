"""Webhooks on their way, signed as Twilio signs them; what their answers say."""

import hmac
import html
import re
from base64 import b64encode
from typing import Final
from urllib.parse import urlencode

import aiohttp

from bot.stand_ins.courier import Custom, Letter, Reply
from bot.stand_ins.mail import Json, Parcel
from bot.stand_ins.twilio.provider import Twilio
from bot.stand_ins.twilio.world import AUTH_TOKEN, Sender
from foundation import ids

_MESSAGE: Final = re.compile(
    r"<Message\b[^>]*>(?:\s*<Body>)?(.*?)(?:</Body>\s*)?</Message>", re.DOTALL
)


def signature(url: str, form: Json, secret: str = AUTH_TOKEN) -> str:
    """Give the header that proves a form: its fields in order behind the address."""
    covered = url + "".join(f"{name}{form[name]}" for name in sorted(form))
    return b64encode(hmac.digest(secret.encode(), covered.encode(), "sha1")).decode()


class RestMail:
    """Writes signed forms; a failed one is not repeated, as Twilio's default is."""

    custom = Custom(lambda _: None, patience=15)

    def __init__(self, provider: Twilio) -> None:
        """Take who sends what a webhook answers."""
        self._provider = provider

    def write(self, box: Sender, parcel: Parcel) -> Letter:
        """Give a form with its signature."""
        url = parcel.url or box.webhook.url
        headers = {
            "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
            "X-Twilio-Signature": signature(url, parcel.content),
            "I-Twilio-Idempotency-Token": str(ids.new()),
            "User-Agent": "TwilioProxy/1.1",
        }
        return Letter(url, urlencode(parcel.content).encode(), headers)

    def heed(self, box: Sender, parcel: Parcel, reply: Reply) -> str:
        """Send the messages of a TwiML answer; name the error of one that is no TwiML."""
        if parcel.url or not reply.body:
            return ""
        kind = reply.headers.get("content-type", "").partition(";")[0]
        if kind == "text/plain":  # Twilio sends plain text as one message
            self._send(box, parcel, reply.body.decode(errors="replace"))
            return ""
        if kind not in {"text/xml", "application/xml"}:
            return f"but error 12300: invalid Content-Type {kind}"
        for text in _MESSAGE.findall(reply.body.decode(errors="replace")):
            self._send(box, parcel, html.unescape(text))
        return ""

    async def greet(self, box: Sender, session: aiohttp.ClientSession) -> str:  # noqa: ARG002 - the port's shape
        """Ask nothing: Twilio calls what it was told."""
        return ""

    def _send(self, box: Sender, parcel: Parcel, text: str) -> None:
        self._provider.replied(box, box.chat(parcel.chat), text)
