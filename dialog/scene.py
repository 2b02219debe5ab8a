"""The stage of one turn: reads go without a transaction, the first write takes the row's lock."""

from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from channels.inbox import Talk
from channels.sharing import Roads
from dialog import store
from foundation import faults
from foundation.db import Bound, HotTx
from foundation.house import House


class Moved(Exception):
    """Another turn was written meanwhile: think again on what it left."""


@dataclass(slots=True)
class Scene:
    """One attempt at a turn; `tx` is open only once something must be written with it.

    `roads` lead to the other salons of a shared account.
    """

    house: House
    talk: Talk
    stack: AsyncExitStack
    request_id: str
    roads: Roads | None = None
    open_tx: Bound | None = field(default=None)

    async def tx(self) -> Bound:
        """Give the turn's transaction, opened under the conversation's lock at the first call.

        Raises Moved when the conversation has another revision than the one thought on.
        """
        if self.open_tx is None:
            tx = await self._open()
            revision = await store.lock(tx, self.talk.conversation_id, self.request_id)
            faults.point("locked")
            if revision != self.talk.revision:
                raise Moved
            self.open_tx = tx
        return self.open_tx

    async def lock(self) -> None:
        """Take the lock first, then look: nothing can move any more."""
        tx = await self._open()
        await store.lock(tx, self.talk.conversation_id, self.request_id)
        self.talk = await store.talk(tx, self.house, self.talk.conversation_id)
        self.open_tx = tx

    async def _open(self) -> HotTx:
        work = self.house.database.hot_work(self.talk.salon_id)
        return await self.stack.enter_async_context(work)
