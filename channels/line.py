"""The line to a provider's HTTP API: one kept-alive session for all its accounts in a process."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import aiohttp

from foundation.errors import Permanent, Transient, Unknown

PATIENCE: Final = 20.0  # seconds for an answer; less than the 30 s lease of an outbox row
_CONNECT: Final = 5.0
_MOST: Final = 4 * 1024 * 1024
"""Bytes of an answer, unpacked: one without end would fill the memory of the process."""

_NO_ADDRESS: Final = (aiohttp.InvalidURL, aiohttp.NonHttpUrlClientError)
_NOTHING_WRITTEN: Final = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a provider's API said: `headers` by lower-case name."""

    status: int
    body: bytes
    headers: Mapping[str, str]

    @property
    def good(self) -> bool:
        """Tell whether it is a success."""
        return 200 <= self.status < 300

    @property
    def retry_after(self) -> float | None:
        """Give the seconds of a Retry-After header, None without one that is a number."""
        given = self.headers.get("retry-after", "")
        return float(given) if given.isdecimal() and len(given) < 7 else None


class Line:
    """Calls a provider; what its answers mean is the adapter's own knowledge."""

    def __init__(self, provider: str, patience: float = PATIENCE) -> None:
        """Name the provider for failures' reasons; nothing is opened before the first call."""
        self._provider = provider
        self._patience = patience
        self._session: aiohttp.ClientSession | None = None

    async def call(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str],
        body: bytes = b"",
        wait: float | None = None,
    ) -> Answer:
        """Send one request; raises Transient, Permanent or Unknown where no answer came.

        `wait` bounds the whole call in seconds, `patience` by default. A connection that could not
        be made wrote nothing (Transient); once it was made, silence proves nothing (Unknown).
        """
        bounds = aiohttp.ClientTimeout(total=wait or self._patience, connect=_CONNECT)
        try:
            async with self._opened().request(
                method, url, data=body, headers=headers, timeout=bounds, allow_redirects=False
            ) as answer:
                given = {name.lower(): value for name, value in answer.headers.items()}
                return Answer(answer.status, await self._read(answer), given)
        except _NOTHING_WRITTEN as error:
            reason = f"{self._provider} cannot be reached: {type(error).__name__}"
            raise Transient(reason) from error
        except (*_NO_ADDRESS, ValueError) as error:
            raise Permanent(f"the address of {self._provider} is no address") from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Unknown(f"{self._provider} fell silent: {type(error).__name__}") from error

    async def close(self) -> None:
        """Close the connections."""
        if self._session:
            await self._session.close()
            self._session = None

    async def _read(self, answer: aiohttp.ClientResponse) -> bytes:
        """Read a whole answer; raises Unknown for one that no provider would give."""
        body = bytearray()
        async for piece in answer.content.iter_any():
            body += piece
            if len(body) > _MOST:
                raise Unknown(f"{self._provider} said more than anybody reads")
        return bytes(body)

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        return self._session
