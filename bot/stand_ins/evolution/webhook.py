"""Webhooks on their way, with what proves them: headers that were set, a token of ten minutes."""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Callable
from typing import Final

import aiohttp
import msgspec

from bot.stand_ins.courier import Custom, Letter, Reply
from bot.stand_ins.evolution.world import Instance
from bot.stand_ins.mail import Parcel

_KEY: Final = "jwt_key"
_TRIES: Final = 10
_LIVES: Final = 600  # seconds a token is good for


def _delay(tries: int) -> float | None:
    return min(5.0 * 2 ** (tries - 1), 300.0) if tries < _TRIES else None


def token(key: str, now: int) -> str:
    """Make the token that Evolution sends with a webhook; it does not cover the body."""
    head: dict[str, object] = {"alg": "HS256", "typ": "JWT"}
    times = {"iat": now, "exp": now + _LIVES}
    claims: dict[str, object] = {**times, "app": "evolution", "action": "webhook"}
    signed = f"{_part(head)}.{_part(claims)}"
    return f"{signed}.{_encoded(hmac.digest(key.encode(), signed.encode(), 'sha256'))}"


class ServerMail:
    """Writes events; gives up after ten tries, at once when the webhook says it is no use."""

    custom = Custom(_delay, patience=30, final=frozenset({400, 401, 403, 404, 422}))

    def __init__(self, seconds: Callable[[], int]) -> None:
        """Take the clock that tokens are dated by."""
        self._seconds = seconds

    def write(self, box: Instance, parcel: Parcel) -> Letter:
        """Give an event with the headers that were set; the key itself is never sent."""
        headers = {"Content-Type": "application/json", **box.headers}
        if key := headers.pop(_KEY, ""):
            headers["Authorization"] = f"Bearer {token(key, self._seconds())}"
        url = box.webhook.url
        if box.by_events:
            url += f"/{parcel.content['event'].replace('.', '-')}"
        content = parcel.content | {"destination": url}
        return Letter(url, msgspec.json.encode(content), headers)

    def heed(self, box: Instance, parcel: Parcel, reply: Reply) -> str:  # noqa: ARG002 - the port's shape
        """Read nothing: the status alone counts."""
        return ""

    async def greet(self, box: Instance, session: aiohttp.ClientSession) -> str:  # noqa: ARG002 - the port's shape
        """Ask nothing: Evolution calls what it was told."""
        return ""


def _part(said: dict[str, object]) -> str:
    return _encoded(msgspec.json.encode(said))


def _encoded(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
