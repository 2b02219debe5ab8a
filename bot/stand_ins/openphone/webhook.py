"""Webhooks on their way, signed as OpenPhone signs those of either generation."""

import hmac
from base64 import b64decode, b64encode
from datetime import datetime
from typing import Final

import aiohttp
import msgspec

from bot.stand_ins.courier import Custom, Letter, Reply
from bot.stand_ins.mail import Parcel
from bot.stand_ins.openphone.world import LEGACY, LEGACY_KEY, STANDARD_KEY, Number
from foundation.clock import Clock

_DELAYS: Final = (5.0, 300.0, 1800.0, 7200.0, 18000.0, 36000.0, 36000.0)


def _delay(tries: int) -> float | None:
    return _DELAYS[tries - 1] if tries <= len(_DELAYS) else None


def legacy(body: bytes, now: datetime, key: str = LEGACY_KEY) -> dict[str, str]:
    """Give the headers that prove a body of the older generation: milliseconds, a decoded key."""
    stamp = str(round(now.timestamp() * 1000))
    return {"openphone-signature": f"hmac;1;{stamp};{_signed(key, f'{stamp}.'.encode() + body)}"}


def standard(body: bytes, now: datetime, delivery: str, key: str = STANDARD_KEY) -> dict[str, str]:
    """Give the headers that prove a body of the newer generation: seconds, the delivery's id."""
    stamp = str(int(now.timestamp()))
    signed = _signed(key.removeprefix("whsec_"), f"{delivery}.{stamp}.".encode() + body)
    return {
        "webhook-id": delivery,
        "webhook-timestamp": stamp,
        "webhook-signature": f"v1,{signed}",
    }


class PublicMail:
    """Writes signed events; eight tries over 27 hours."""

    custom = Custom(_delay, patience=10)

    def __init__(self, clock: Clock) -> None:
        """Take the clock that signatures are dated by."""
        self._clock = clock

    def write(self, box: Number, parcel: Parcel) -> Letter:
        """Give an event signed now."""
        body = msgspec.json.encode(parcel.content)
        now = self._clock()
        if parcel.content["apiVersion"] == LEGACY:
            proof = legacy(body, now)
        else:
            proof = standard(body, now, f"msg_{parcel.content['id']}")
        return Letter(box.webhook.url, body, {"Content-Type": "application/json", **proof})

    def heed(self, box: Number, parcel: Parcel, reply: Reply) -> str:  # noqa: ARG002 - the port's shape
        """Read nothing: the status alone counts."""
        return ""

    async def greet(self, box: Number, session: aiohttp.ClientSession) -> str:  # noqa: ARG002 - the port's shape
        """Ask nothing: there is no handshake."""
        return ""


def _signed(key: str, message: bytes) -> str:
    return b64encode(hmac.digest(b64decode(key), message, "sha256")).decode()
