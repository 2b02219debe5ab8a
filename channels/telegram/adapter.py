"""The Telegram adapter of the port."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Final, TypeVar
from urllib.parse import urlsplit

import msgspec

from channels import limits
from channels.message import Address, Event, Inbound, Kind, Outbound
from channels.port import Account, AccountTrouble, Request, Said
from channels.render import fit
from channels.sending import in_order, repeatable
from channels.telegram import proof, requests, updates
from channels.telegram.line import PATIENCE, Line
from channels.telegram.polling import Pause, poll
from foundation.errors import Permanent, Transient, Unknown

T = TypeVar("T", bound=msgspec.Struct)

PUBLIC_API: Final = "https://api.telegram.org"
_STANDING: Final = frozenset({Kind.BLOCKED, Kind.UNBLOCKED})  # nobody waits for an answer
_ACKNOWLEDGE: Final = 5.0  # seconds: a spinner is worth no longer wait


class Sent(msgspec.Struct, frozen=True):
    """A sent message; if its id is missing it was sent all the same."""

    message_id: int | None = None


class Me(msgspec.Struct, frozen=True):
    """The bot itself."""

    username: str = ""


class Hook(msgspec.Struct, frozen=True):
    """Where updates go, as getWebhookInfo tells it."""

    url: str = ""
    pending_update_count: int = 0
    last_error_message: str = ""


class Telegram:
    """One Bot API server for all Telegram accounts of the process.

    An account's secrets are `token` (the bot's, from @BotFather) and `secret_token` (ours, sent
    back in the webhook's header).
    """

    limits = limits.TELEGRAM
    hosted = False

    def __init__(
        self, api: str = PUBLIC_API, *, patience: float = PATIENCE, pause: Pause = asyncio.sleep
    ) -> None:
        """Take the server's base address; an answer may take `patience` seconds."""
        self._line = Line(api, patience)
        self._pause = pause

    def verify(self, account: Account, request: Request) -> None:
        """Compare the secret header; raises Unauthentic or MissingSecret."""
        proof.verify(account, request)

    def parse(self, request: Request) -> tuple[Event, ...]:
        """Read an update; unknown kinds give (), nonsense raises Unreadable."""
        return updates.parse(request.body)

    def acknowledgement(self, events: Sequence[Event]) -> Said:
        """Stop a tapped button's spinner, or show that we type, by the webhook's own answer."""
        for one in events:
            if isinstance(one, Inbound) and one.kind not in _STANDING:
                body = requests.seen(one.callback, one.address.value)
                return Said(body, seen=frozenset({one.provider_id}))
        return Said()

    async def acknowledge(self, account: Account, inbound: Inbound) -> None:
        """Stop the tapped button's spinner; nothing depends on it, so no failure leaves here.

        That we type is not worth a request: a webhook's answer shows it for nothing.
        """
        if not inbound.callback:
            return
        body = requests.answer_tap(inbound.callback)
        with suppress(Transient, Permanent, Unknown):
            await self._line.call(_token(account), "answerCallbackQuery", body, wait=_ACKNOWLEDGE)

    async def send(self, account: Account, address: Address, message: Outbound) -> str:
        """Send all parts, give the last one's id; raises Transient, Permanent or Unknown."""
        bodies = [
            requests.send_message(_chat(address), text, choices)
            for text, choices in fit(message, self.limits).hung
        ]
        return await in_order(bodies, partial(self._part, account))

    async def _part(self, account: Account, body: bytes) -> str:
        sent = _read(await self._line.call(_token(account), "sendMessage", body), Sent)
        return "" if sent.message_id is None else str(sent.message_id)

    async def check(self, account: Account) -> str:
        """Say who the bot is and where its updates go; raises Permanent or Transient if not."""
        me = _read(await self._ask(account, "getMe"), Me)
        hook = _read(await self._ask(account, "getWebhookInfo"), Hook)
        place = f"webhook at {urlsplit(hook.url).netloc}" if hook.url else "no webhook, polled"
        line = f"@{me.username}, {place}, {hook.pending_update_count} updates waiting"
        return f"{line}, last error: {hook.last_error_message}" if hook.last_error_message else line

    async def set_webhook(self, account: Account, url: str) -> None:
        """Have Telegram deliver updates to `url`; raises Transient, Permanent or MissingSecret."""
        await self._ask(account, "setWebhook", requests.set_webhook(url, proof.secrets(account)[0]))

    def poll(self, account: Account) -> AsyncIterator[bytes]:
        """Yield raw updates, each confirmed only after the next is asked for; ends a webhook."""
        return poll(self._line, _token(account), self._pause)

    async def close(self) -> None:
        """Close the connections."""
        await self._line.close()

    async def _ask(self, account: Account, method: str, body: bytes = b"{}") -> msgspec.Raw:
        """Call what may be called twice."""
        with repeatable():
            return await self._line.call(_token(account), method, body)


def _token(account: Account) -> str:
    token = account.secrets.get("token", "")
    if not token:
        raise AccountTrouble("the account lacks its secret `token`")
    return token


def _chat(address: Address) -> int:
    try:
        return int(address.value)
    except ValueError as error:
        raise Permanent("a Telegram address is a chat's number") from error


def _read(result: msgspec.Raw, shape: type[T]) -> T:
    """Read a result, or its defaults when it has another shape: the call itself succeeded."""
    try:
        return msgspec.json.decode(result, type=shape)
    except ValueError:
        return shape()
