"""Answer what customers wrote: at once where it was heard, by a sweep where nobody did."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import structlog

from booking import salons
from booking.catalogue import Catalogue
from channels import registry
from channels.accounts import Accounts
from channels.inbox import Talk
from dialog import conductor, store
from dialog.conductor import Turned
from foundation.house import House
from foundation.ids import ConversationId, SalonId
from workers import deliver

log = structlog.get_logger(__name__)

_UNANSWERED = "SELECT salon, conversation FROM unanswered(%s, %s)"
_OVERDUE = timedelta(seconds=2)
"""How long the process that heard a message has before a sweep answers it."""


class Chains:
    """One line per conversation in this process: its turns and sends go one after another."""

    def __init__(self) -> None:
        """Start with nobody waiting."""
        self._locks: dict[ConversationId, tuple[asyncio.Lock, int]] = {}

    @asynccontextmanager
    async def turn(self, conversation_id: ConversationId) -> AsyncIterator[None]:
        """Wait for one's place in the conversation's line."""
        lock, waiting = self._locks.get(conversation_id, (asyncio.Lock(), 0))
        self._locks[conversation_id] = (lock, waiting + 1)
        try:
            async with lock:
                yield
        finally:
            lock, waiting = self._locks[conversation_id]
            if waiting == 1:
                del self._locks[conversation_id]
            else:
                self._locks[conversation_id] = (lock, waiting - 1)


class Answering:
    """What a process needs to answer: the house, its accounts, the catalogues it has read."""

    def __init__(self, house: House, accounts: Accounts) -> None:
        """Start with no catalogue read."""
        self.house = house
        self.accounts = accounts
        self.chains = Chains()
        self._catalogues: dict[SalonId, Catalogue] = {}

    async def now(self, talk: Talk, *, request_id: str = "") -> Turned | None:
        """Answer all that is unanswered in the conversation, then send what this process may."""
        async with self.chains.turn(talk.conversation_id):
            catalogue = await self.catalogue(talk.salon_id, talk.catalogue_revision)
            connected = await self.accounts.by_id(talk.salon_id, talk.account_id)
            hosted = registry.adapter(connected.account.kind).hosted
            turned = await conductor.turn(
                self.house, talk, catalogue, hosted=hosted, request_id=request_id
            )
            if turned is not None:
                await deliver.now(self.house, self.accounts, turned.parcels)
            return turned

    async def catalogue(self, salon_id: SalonId, revision: int) -> Catalogue:
        """Give the salon's catalogue, read again only when it has another revision."""
        known = self._catalogues.get(salon_id)
        if known is None or known.revision != revision:
            async with self.house.database.unit_of_work(salon_id) as tx:
                known = await salons.load_catalogue(tx)
            self._catalogues[salon_id] = known
        return known

    async def sweep(self, older: timedelta = _OVERDUE, most: int = 50) -> int:
        """Answer conversations whose message nobody answered in time; tell how many there were."""
        async with self.house.database.hot.connection() as connection:
            cursor = await connection.execute(_UNANSWERED, (older, most))
            rows = await cursor.fetchall()
        for salon, conversation in rows:
            try:
                await self._again(SalonId(salon), ConversationId(conversation))
            except Exception:  # it must not keep the others from their answer
                log.exception("answer_failed", conversation_id=str(conversation))
        return len(rows)

    async def _again(self, salon_id: SalonId, conversation_id: ConversationId) -> None:
        async with self.house.database.unit_of_work(salon_id) as tx:
            talk = await store.talk(tx, self.house, conversation_id)
        await self.now(talk, request_id="sweep")
