"""The engine as the doors see it: store a message, answer it soon, know who may come in."""

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any

import structlog

from bot.guard.refusals import Refusals
from channels import receipts, registry, sharing
from channels.accounts import Accounts, Connected
from channels.inbox import Talk
from channels.message import Event, Fate, Inbound, Receipt
from channels.outbox import Parcel
from dialog import repeating, store
from foundation.house import House
from foundation.ids import ConversationId, SalonId
from workers import deliver
from workers.answer import Answering

log = structlog.get_logger(__name__)

_REFUSED = "INSERT INTO door_events (kind, reason) VALUES (%s, %s)"
_KINDS = 32  # letters of a door's kind worth keeping: it came from outside


class Engine:
    """One process's way from a stored message to its answer."""

    def __init__(self, house: House) -> None:
        """Build on the house's connections."""
        self.house = house
        self.accounts = Accounts(house)
        self.answering = Answering(house, self.accounts)
        self.refusals = Refusals(house)
        self._running: set[asyncio.Task[object]] = set()
        self.closing = asyncio.Event()

    async def store(self, connected: Connected, inbound: Inbound, raw: bytes | None = None) -> Talk:
        """Make a message ours; once this returns it will be answered, whatever happens."""
        talk = await sharing.hear(self.house, self.accounts, connected, inbound, raw)
        return await self.answering.floods.held(talk)

    def answer_soon(self, talk: Talk) -> None:
        """Answer in the background once the customer pauses; a sweep does if the process dies."""
        self._start(self.answering.soon(talk))

    def acknowledge_soon(self, connected: Connected, inbounds: Sequence[Inbound]) -> None:
        """Tell the provider in the background what was seen, where it wants to know."""
        channel = registry.adapter(connected.account.kind)
        for one in inbounds:
            self._start(channel.acknowledge(connected.account, one))

    def send_soon(self, parcels: Sequence[Parcel]) -> None:
        """Send in the background what was just written; a sweep does if the process dies."""
        if parcels:
            self._start(deliver.now(self.house, self.accounts, parcels))

    async def hear(self, connected: Connected, inbound: Inbound) -> ConversationId:
        """Store a message, answer it soon: what the web chat's door calls."""
        talk = await self.store(connected, inbound)
        watchers = store.watchers(talk.salon_id, talk.conversation_id)
        for channel in watchers:
            await self.house.live.publish(channel, str(talk.revision))
        if talk.fresh and talk.letters:
            self.answer_soon(talk)
        return talk.conversation_id

    async def told(self, connected: Connected, events: Sequence[Event]) -> None:
        """Take in what a webhook tells of our own messages, of the account itself."""
        for salon, changed in await sharing.told(self.house, self.accounts, connected, events):
            for moved in changed:
                for channel in store.watchers(salon, moved):
                    await self.house.live.publish(channel, "")
        codes = receipts.ELSEWHERE.get(connected.account.kind, frozenset())
        for one in events:
            if isinstance(one, Receipt) and one.fate is Fate.FAILED and one.code in codes:
                self._start(self._elsewhere(connected, one.reference))

    async def _elsewhere(self, connected: Connected, reference: str) -> None:
        """Send on another channel what this one could not deliver."""
        for salon in connected.salons or (connected.salon_id,):
            async with self.house.database.unit_of_work(salon) as tx:
                parcels = await repeating.elsewhere(
                    tx, self.house, connected.account_id, reference=reference
                )
            await deliver.now(self.house, self.accounts, parcels)

    async def salon(self, slug: str) -> SalonId | None:
        """Find a salon by its address' slug."""
        return await self.house.directory.find("slug", slug)

    async def web_account(self, slug: str) -> Connected | None:
        """Give the salon's own web chat account."""
        return await self.accounts.by_token("web", slug)

    async def refused_at_door(self, kind: str, reason: str) -> None:
        """Note what was turned away before a salon was known: a fact about the door, no content."""
        known = kind if kind in registry.KINDS else "other"
        async with self.house.database.hot.connection() as connection:
            await connection.execute(_REFUSED, (known[:_KINDS], reason))

    async def settle(self, limit: float = 5.0) -> None:
        """Let what is running come to its end, at most `limit` seconds."""
        if self._running:
            await asyncio.wait(tuple(self._running), timeout=limit)

    def _start(self, work: Coroutine[Any, Any, object]) -> None:
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[object]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("answer failed", error=type(error).__name__, exc_info=error)
