"""Delivery to webhooks, by each provider's own custom."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import Generic, Protocol, TypeVar

import aiohttp

from bot.stand_ins.mail import Mailbox, Parcel, Webhook

B = TypeVar("B", bound=Mailbox)
B_contra = TypeVar("B_contra", bound=Mailbox, contravariant=True)


@dataclass(frozen=True, slots=True)
class Custom:
    """How a provider delivers: `delay` gives the seconds after the nth failed try, None to give up.

    An ordered one holds a chat's later news back until the earlier are taken. `obeyed` is the
    longest Retry-After (s) that is heeded, `final` the statuses after which nothing is repeated.
    """

    delay: Callable[[int], float | None]
    patience: float = 30.0
    ordered: bool = False
    obeyed: float = 0.0
    final: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Letter:
    """A delivery as it goes out, signed at the moment of its trying."""

    url: str
    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a webhook said: header names in lower case."""

    status: int
    body: bytes
    headers: Mapping[str, str]


class Mail(Protocol[B_contra]):
    """What a provider's folder knows of its webhooks."""

    custom: Custom

    def write(self, box: B_contra, parcel: Parcel) -> Letter:
        """Put a delivery into its exact words, with the proof of its sender."""

    def heed(self, box: B_contra, parcel: Parcel, reply: Reply) -> str:
        """Do what the answer to a taken delivery asks; a sentence about what is wrong with it."""

    async def greet(self, box: B_contra, session: aiohttp.ClientSession) -> str:
        """Ask a new webhook who it is; a sentence about what is wrong, empty when it may be used.

        Raises what aiohttp raises.
        """


class Courier(Generic[B]):
    """Posts each parcel until it is taken: one at a time per chat, chats side by side."""

    def __init__(
        self, mail: Mail[B], seconds: Callable[[], int], first_delay: float | None = None
    ) -> None:
        """Deliver as `mail` says; `first_delay` (s) shortens all its delays in proportion."""
        self.mail = mail
        self._seconds = seconds
        usual = mail.custom.delay(1)
        self._pace = first_delay / usual if first_delay is not None and usual else 1.0
        self._client: aiohttp.ClientSession | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    def deliver(self, box: B) -> None:
        """Start all deliveries that may start now."""
        if self._closed:
            return
        for parcel in list(_ready(box)):
            parcel.busy = True
            task = asyncio.create_task(self._carry(box, parcel))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Stop delivering; what is undelivered stays queued."""
        self._closed = True
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._client:
            await self._client.close()

    async def _carry(self, box: B, parcel: Parcel) -> None:
        hook = box.webhook
        try:
            while hook is box.webhook:
                wait = await self._try(box, hook, parcel)
                if wait is None:
                    _settle(box, parcel)
                    return
                await self._rest(box, hook, parcel, wait)
        finally:
            parcel.busy = parcel.resting = False
            self.deliver(box)

    async def _rest(self, box: B, hook: Webhook, parcel: Parcel, wait: float) -> None:
        """Pause before the next try; unless the order matters, the chat's next goes meanwhile."""
        if not self.mail.custom.ordered:
            parcel.busy, parcel.resting = False, True
            self.deliver(box)
        with suppress(TimeoutError):
            await asyncio.wait_for(hook.replaced.wait(), wait)
        parcel.busy, parcel.resting = True, False

    async def _try(self, box: B, hook: Webhook, parcel: Parcel) -> float | None:
        """Try once: the seconds until the next try, None when there will be none."""
        parcel.tries += 1
        try:
            if not (hook.greeted or parcel.url):
                refused = await self.mail.greet(box, self._session())
                hook.greeted = not refused
                if refused:
                    return self._failed(hook, parcel, refused, 0)
            reply = await self._post(self.mail.write(box, parcel))
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            return self._failed(hook, parcel, f"Connection failed: {type(error).__name__}", 0)
        words = _words(reply.status)
        if 200 <= reply.status < 300:
            parcel.taken = True
            wrong = self.mail.heed(box, parcel, reply)
            parcel.outcome = f"{words}, {wrong}" if wrong else words
            return None
        wish = _wish(reply.headers.get("retry-after", ""), self.mail.custom.obeyed)
        wait = self._failed(hook, parcel, f"Wrong response from the webhook: {words}", wish)
        return None if reply.status in self.mail.custom.final else wait

    def _failed(self, hook: Webhook, parcel: Parcel, words: str, wish: float) -> float | None:
        hook.last_error, hook.last_error_at = words, self._seconds()
        parcel.outcome = words
        usual = self.mail.custom.delay(parcel.tries)
        return None if usual is None else wish or usual * self._pace

    async def _post(self, letter: Letter) -> Reply:
        bounds = aiohttp.ClientTimeout(total=self.mail.custom.patience)
        async with self._session().post(
            letter.url, data=letter.body, headers=letter.headers, timeout=bounds
        ) as answer:
            given = {name.lower(): value for name, value in answer.headers.items()}
            return Reply(answer.status, await answer.read(), given)

    def _session(self) -> aiohttp.ClientSession:
        if self._client is None:
            self._client = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0),
                cookie_jar=aiohttp.DummyCookieJar(),
                skip_auto_headers=("Content-Type",),
            )
        return self._client


def _words(status: int) -> str:
    known = status in HTTPStatus.__members__.values()
    return f"{status} {HTTPStatus(status).phrase}" if known else str(status)


def _settle(box: Mailbox, parcel: Parcel) -> None:
    if parcel in box.updates:  # a provider told to drop what waits has dropped it
        box.updates.remove(parcel)
        box.over.append(parcel)


def _ready(box: Mailbox) -> Iterator[Parcel]:
    """Yield each chat's first parcel, unless one is on its way, within the hook's connections."""
    busy = {parcel.chat for parcel in box.updates if parcel.busy}
    free = box.webhook.connections - len(busy)
    for parcel in box.updates:
        if free <= 0:
            return
        startable = not parcel.resting and (parcel.url or box.webhook.url)
        if startable and parcel.chat not in busy:
            busy.add(parcel.chat)
            free -= 1
            yield parcel


def _wish(header: str, longest: float) -> float:
    return min(float(header), longest) if header.isdecimal() else 0.0
