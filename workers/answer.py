"""Answer what customers wrote: soon where it was heard, by a sweep where nobody did."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import structlog

from booking import salons
from booking.catalogue import Catalogue
from channels import inbox, registry
from channels.accounts import Accounts, Connected
from channels.floods import Floods
from channels.inbox import Talk
from channels.sharing import Roads
from dialog import conductor, giving_up, store
from dialog.conductor import Turned
from foundation.house import House
from foundation.ids import ConversationId, InboxId, SalonId
from workers import deliver

log = structlog.get_logger(__name__)

_CLAIM = "SELECT salon, conversation, tried FROM claim_unanswered(%s, %s, %s)"
_GRACE = timedelta(seconds=1)
"""How long after its moment a sweep leaves a message to the process that heard it."""
_WAITS = tuple(timedelta(seconds=seconds) for seconds in (5, 30, 120, 60))
"""How long nobody tries again after each try of a sweep."""
TRIES = len(_WAITS)
"""Tries of sweeps after which a message is given up; the process that heard it made one before."""


class Pauses:
    """Who of this process waits for which conversation to become quiet: the last who heard."""

    def __init__(self) -> None:
        """Start with nobody waiting."""
        self._newest: dict[ConversationId, InboxId] = {}

    async def passed(self, talk: Talk) -> bool:
        """Wait until the conversation is due; False if a message was heard here meanwhile.

        Whoever heard that one waits for it: a burst at one door is looked at once.
        """
        conversation, mine = talk.conversation_id, talk.newest
        self._newest[conversation] = max(mine, self._newest.get(conversation, mine))
        await asyncio.sleep(talk.wait)
        if self._newest.get(conversation) != mine:
            return False
        del self._newest[conversation]
        return True


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
        self.pauses = Pauses()
        self.floods = Floods(house)
        self._catalogues: dict[SalonId, Catalogue] = {}

    async def soon(self, talk: Talk) -> Turned | None:
        """Answer once the customer pauses; None when that is up to whoever heard a later message.

        The stored moment decides, whichever process heard which message. Where turns have failed
        the moment is far: that is for the sweeps.
        """
        while talk.wait:
            far = talk.wait > self.house.settings.burst_seconds
            if far or not await self.pauses.passed(talk):
                return None
            found = await inbox.gather(self.house, talk)
            if found.wait and found.newest != talk.newest:
                return None
            talk = found
        return await self.now(talk)

    async def now(self, talk: Talk, *, request_id: str = "") -> Turned | None:
        """Answer all that is unanswered in the conversation, then send what this process may."""
        async with self.chains.turn(talk.conversation_id):
            catalogue = await self.catalogue(talk.salon_id, talk.catalogue_revision)
            connected = await self.accounts.by_id(talk.salon_id, talk.account_id)
            hosted = registry.adapter(connected.account.kind).hosted
            turned = await conductor.turn(
                self.house,
                talk,
                catalogue,
                hosted=hosted,
                request_id=request_id,
                roads=self._roads(connected, talk),
            )
            if turned is not None:
                await deliver.now(self.house, self.accounts, turned.parcels)
        if turned is not None and turned.onward is not None:
            await self._onward(turned.onward)
        return turned

    async def _onward(self, talk: Talk) -> None:
        """Let the chosen salon answer, in a line of its own; a sweep does if this fails."""
        try:
            await self.soon(talk)
        except Exception:  # this conversation's turn is written: its failure would be another's
            log.exception("answer_failed", conversation_id=str(talk.conversation_id))

    def _roads(self, connected: Connected, talk: Talk) -> Roads | None:
        """Give the ways to the other salons of a shared account; None where there are none."""
        if not connected.salons:
            return None
        return Roads(self.house, self.accounts, connected, talk.address)

    async def catalogue(self, salon_id: SalonId, revision: int) -> Catalogue:
        """Give the salon's catalogue, read again only when it has another revision."""
        known = self._catalogues.get(salon_id)
        if known is None or known.revision != revision:
            async with self.house.database.unit_of_work(salon_id) as tx:
                known = await salons.load_catalogue(tx)
            self._catalogues[salon_id] = known
        return known

    async def sweep(self, grace: timedelta = _GRACE, most: int = 50) -> int:
        """Answer conversations that nobody answered `grace` after they were due; tell how many.

        Each is tried less and less often, then left to a person.
        """
        async with self.house.database.hot.connection() as connection:
            cursor = await connection.execute(_CLAIM, (grace, list(_WAITS), most))
            claimed = await cursor.fetchall()
        for salon, conversation, tried in claimed:
            try:
                await self._try(SalonId(salon), ConversationId(conversation), tried)
            except Exception:  # it must not keep the others from their answer
                log.exception("giving_up_failed", conversation_id=str(conversation))
        return len(claimed)

    async def _try(self, salon_id: SalonId, conversation_id: ConversationId, tried: int) -> None:
        reason = "nobody who tried has lived to tell"
        if tried <= TRIES:
            try:
                await self._again(salon_id, conversation_id)
            except Exception as failure:
                reason = type(failure).__name__
                log.exception("answer_failed", conversation_id=str(conversation_id), tried=tried)
            else:
                return
        if tried >= TRIES:
            await self._give_up(salon_id, conversation_id, reason)

    async def _again(self, salon_id: SalonId, conversation_id: ConversationId) -> None:
        async with self.house.database.unit_of_work(salon_id) as tx:
            talk = await store.talk(tx, self.house, conversation_id)
        await self.now(talk, request_id="sweep")

    async def _give_up(self, salon_id: SalonId, conversation_id: ConversationId, why: str) -> None:
        async with self.house.database.unit_of_work(salon_id) as tx:
            talk = await store.standing(tx, self.house, conversation_id)
        connected = await self.accounts.by_id(salon_id, talk.account_id)
        parcels = await giving_up.give_up(
            self.house,
            salon_id,
            conversation_id,
            await self.catalogue(salon_id, talk.catalogue_revision),
            tries=TRIES,
            reason=why,
            hosted=registry.adapter(connected.account.kind).hosted,
        )
        log.error("answer_given_up", conversation_id=str(conversation_id), reason=why)
        await deliver.now(self.house, self.accounts, parcels)
