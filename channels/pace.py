"""The speed of sends: what all processes together may send is taken place by place in Redis."""

import asyncio
import math
from collections.abc import Coroutine
from dataclasses import dataclass, field

from channels.message import Pace
from foundation.clock import monotonic
from foundation.ids import AccountId, ConversationId
from foundation.redis import Live, Place

_PATIENCE = 1.0  # seconds a sender waits for its place; longer waits are the outbox's
_CALM = 1.0  # seconds without a send after which one more can do no harm
_FILLED = 0.8
"""How much of a provider's limits is given out.

The rest is for those who need not ask, for the time between a place and what arrives there.
"""
_SHARE = 4  # processes among whom the limit is divided while nobody keeps the common line
_MOST_KNOWN = 10_000
_HELD_ELSEWHERE = 0.5  # seconds: the outbox knows for how long


@dataclass(slots=True)
class Lines:
    """What `Live.place` does, within one process: the line while Redis is away."""

    taken: dict[str, float] = field(default_factory=dict)

    def place(self, line: str, who: str, pace: Place, now: float) -> tuple[bool, float]:
        """Take the next place at `now` in seconds; the answer is as that of `Live.place`."""
        own = max(self.taken.get(who, 0.0), now)
        if own - pace.room > now:
            return False, own - pace.room - now
        at = max(self.taken.get(line, 0.0), now)
        if at - now > pace.patience:
            return False, at - now - pace.patience
        if len(self.taken) > _MOST_KNOWN:
            self.taken = {key: until for key, until in self.taken.items() if until > now}
        self.taken[line], self.taken[who] = at + pace.gap, max(own, at) + pace.each
        return True, at - now


class Paces:
    """How fast one process sends on each account, together with all others."""

    def __init__(self, live: Live, *, on: bool = True) -> None:
        """Keep to the limits by the common line in `live`, or to none unless `on`."""
        self._live = live
        self._on = on
        self._alone = Lines()
        self._last: dict[AccountId, float] = {}
        self._held: dict[AccountId, float] = {}
        self._asking: set[asyncio.Task[tuple[bool, float]]] = set()

    async def hold(self, account_id: AccountId, seconds: float) -> None:
        """Let nobody send on an account for so long who has a message of it already.

        Nobody gets another: who is held is known to the outbox too.
        """
        until = monotonic() + seconds
        self._held[account_id] = max(until, self._held.get(account_id, until))
        await self._live.keep(_hold(account_id), b"", max(1, math.ceil(seconds)))

    async def place(self, account_id: AccountId, talk: ConversationId, pace: Pace) -> float:
        """Wait for one's turn to send; gives 0 when it has come, else after how long to try again.

        On an account that is calm nobody waits: that place is taken while the message goes.
        """
        wait = await self._waited(account_id, talk, pace) if self._on and pace.most else 0.0
        return max(wait, self._held.get(account_id, 0.0) - monotonic(), 0.0)

    async def _waited(self, account_id: AccountId, talk: ConversationId, pace: Pace) -> float:
        begun = monotonic()
        calm = begun - self._last.get(account_id, -_CALM) >= _CALM
        self._last[account_id] = begun
        if calm:
            self._beside(self._ask(account_id, talk, pace))
            return 0.0
        while True:
            granted, wait = await self._ask(account_id, talk, pace)
            if not granted and monotonic() + wait > begun + _PATIENCE:
                return wait
            await asyncio.sleep(wait)
            if wait and await self._live.kept(_hold(account_id)) is not None:
                return _HELD_ELSEWHERE
            if granted:
                self._last[account_id] = monotonic()
                return 0.0

    async def _ask(
        self, account_id: AccountId, talk: ConversationId, pace: Pace
    ) -> tuple[bool, float]:
        line, who = f"line:{account_id}", f"line:{account_id}:{talk}"
        each = pace.every / _FILLED
        rules = Place(1 / (pace.most * _FILLED), each, each * (pace.burst - 1), _PATIENCE)
        found = await self._live.place(line, who, rules)
        if found is not None:
            return found
        alone = Place(rules.gap * _SHARE, rules.each, rules.room, rules.patience)
        return self._alone.place(line, who, alone, monotonic())

    def _beside(self, asking: Coroutine[None, None, tuple[bool, float]]) -> None:
        task = asyncio.create_task(asking)
        self._asking.add(task)
        task.add_done_callback(self._asking.discard)


def _hold(account_id: AccountId) -> str:
    return f"held:{account_id}"
