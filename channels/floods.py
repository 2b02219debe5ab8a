"""Floods: what one address writes beyond all measure is kept, yet answered only once."""

from collections import OrderedDict
from dataclasses import replace
from datetime import timedelta
from typing import Final

from channels.inbox import Talk
from foundation.clock import monotonic
from foundation.house import House
from foundation.ids import ConversationId

WHILE: Final = timedelta(minutes=10)
"""For how long messages of one address are counted together."""

_HOLD: Final = "SELECT hold_flood(%s, %s, %s, %s)"
_PROCESSES: Final = 4
"""Doors over which a flood may be spread, each of which sees its part only."""
_MOST_KNOWN: Final = 10_000


class Floods:
    """What one process has heard from whom of late: whom nobody suspects costs no call."""

    def __init__(self, house: House) -> None:
        """Let through what `house.settings.flood_messages` says, 0 for everything."""
        self._house = house
        self._most = house.settings.flood_messages
        self._heard: OrderedDict[ConversationId, tuple[int, float]] = OrderedDict()

    async def held(self, talk: Talk) -> Talk:
        """Take out of a conversation what is beyond the measure; a case says so.

        It is decided by the database, over all processes.
        """
        if not (talk.fresh and self._suspect(talk.conversation_id)):
            return talk
        values = (talk.salon_id, talk.conversation_id, self._most, WHILE)
        [(held,)] = await self._house.database.rows(_HOLD, values)
        left = tuple(one for one in talk.letters if one.id not in set(held))
        return replace(talk, letters=left) if held else talk

    def _suspect(self, who: ConversationId) -> bool:
        now = monotonic()
        many, since = self._heard.pop(who, (0, now))
        if since < now - WHILE.total_seconds():
            # Half of what was heard may still be of the last minutes.
            many, since = min(many // 2, self._most), now
        self._heard[who] = (many + 1, since)
        if len(self._heard) > _MOST_KNOWN:
            self._heard.popitem(last=False)
        return 0 < self._most <= _PROCESSES * many
