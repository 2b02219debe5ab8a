"""The line to a Bot API server: one kept-alive aiogram session for all bots of a process."""

import re
from typing import Final

import aiohttp
import msgspec
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from channels.port import AccountTrouble
from channels.telegram.answers import settle
from foundation.errors import Permanent, Transient, Unknown

# What a token may look like: anything else would change the path of the request.
_TOKEN: Final = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{1,80}")
_JSON: Final = {"Content-Type": "application/json"}
_CONNECT: Final = 5.0  # seconds
PATIENCE: Final = 20.0  # seconds for an answer; less than the 30 s lease of an outbox row

_NO_ADDRESS: Final = (aiohttp.InvalidURL, aiohttp.NonHttpUrlClientError)
_NOTHING_WRITTEN: Final = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)


class Line:
    """Calls a Bot API method with a ready JSON body.

    aiogram's session keeps the connections and knows the addresses; its typed Bot is left out,
    since building and parsing its models costs more than the rest of a reply.
    """

    def __init__(self, api: str, patience: float = PATIENCE) -> None:
        """Take the server's base address; nothing is opened before the first call."""
        self._patience = patience
        self._client: aiohttp.ClientSession | None = None
        self._session = AiohttpSession(api=TelegramAPIServer.from_base(api))

    async def call(
        self, token: str, method: str, body: bytes, *, wait: float | None = None
    ) -> msgspec.Raw:
        """Give the result's JSON; raises Transient, Permanent or Unknown.

        `wait` bounds the whole call in seconds, `patience` by default. A connection that could not
        be made wrote nothing (Transient); once it was made, silence proves nothing (Unknown).
        """
        if not _TOKEN.fullmatch(token):
            raise AccountTrouble("the bot token is not one that Telegram gives out")
        client = self._client = await self._session.create_session()
        url = self._session.api.api_url(token, method)
        bounds = aiohttp.ClientTimeout(total=wait or self._patience, connect=_CONNECT)
        try:
            async with client.post(
                url, data=body, headers=_JSON, timeout=bounds, allow_redirects=False
            ) as answer:
                status, content = answer.status, await answer.read()
        except _NOTHING_WRITTEN as error:
            raise Transient(f"Telegram cannot be reached: {type(error).__name__}") from error
        except _NO_ADDRESS as error:
            raise Permanent("the Bot API's base address is no address") from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Unknown(f"Telegram fell silent: {type(error).__name__}") from error
        return settle(status, content)

    async def close(self) -> None:
        """Close the connections; aiogram's own close would sleep a quarter second."""
        if self._client:
            await self._client.close()
