"""Customers who write one wish in several short messages, at whichever doors."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from itertools import pairwise

import aiohttp
import psycopg

from foundation.clock import monotonic
from tests.faults.customers import Customer, Said, said_to
from tests.faults.rivals import friday
from tests.faults.town import PATIENCE, Salon, Town

LONGEST_GAP = 0.3  # seconds between two messages of a burst
STYLISTS = ("Bea", "Bea", "Cem", "Ana", "Ana")
"""Whom the customer wants in the end, by how many messages they have written."""

# When each message was stored, by which turn it was answered, in the order of writing.
_STORED = """
SELECT conversation_id, array_agg(extract(epoch FROM received_at)::float8 ORDER BY sequence),
       array_agg(answered_revision ORDER BY sequence)
  FROM inbox WHERE salon_id = %s GROUP BY conversation_id
"""
_CHAINS = """
SELECT t.conversation_id, count(DISTINCT t.revision),
       (SELECT count(*) FROM outbox o WHERE o.salon_id = t.salon_id
          AND o.conversation_id = t.conversation_id)
  FROM turns t WHERE t.salon_id = %s GROUP BY t.salon_id, t.conversation_id
"""


@dataclass(slots=True)
class Writer:
    """One of them: `texts` with the seconds before each; `took` is from the last to the reply."""

    customer: Customer
    texts: tuple[str, ...]
    gaps: tuple[float, ...]
    took: float = 0.0
    heard: list[Said] = field(default_factory=list)

    async def writes(self, start: float) -> None:
        """Post each message at its moment, whether or not the one before was taken by then."""
        await asyncio.sleep(start)
        posts: list[asyncio.Task[None]] = []
        for gap, text in zip(self.gaps, self.texts, strict=True):
            await asyncio.sleep(gap)
            posts.append(asyncio.create_task(self._delivered(self.customer.written(text))))
        await asyncio.gather(*posts)
        written = monotonic()
        town, salon, chat = self.customer.town, self.customer.salon, self.customer.number
        self.heard = await said_to(town, salon, chat, 0, PATIENCE)
        self.took = monotonic() - written

    async def everything(self) -> list[Said]:
        """Give all that the customer was told by now."""
        town, salon, chat = self.customer.town, self.customer.salon, self.customer.number
        return await said_to(town, salon, chat, 0, 0)

    @property
    def stylist(self) -> str:
        """Whom they want in the end: read in another order it would be somebody else."""
        return STYLISTS[len(self.texts) - 1]

    async def _delivered(self, body: bytes) -> None:
        """Post as a provider does: again, at the next door, until one has taken it."""
        until = monotonic() + PATIENCE
        while monotonic() < until:
            try:
                if await self.customer.town.post(self.customer.salon, body) == 200:
                    return
            except aiohttp.ClientError:
                await asyncio.sleep(0.01)
        raise AssertionError("no door takes the message")


def writers(town: Town, salon: Salon, many: int) -> list[Writer]:
    """Let so many come, each with two to five messages 0 to 300 ms apart."""
    return [_writer(Customer(town, salon), number) for number in range(many)]


def _writer(customer: Customer, number: int) -> Writer:
    day = friday() + timedelta(days=7)
    dice = sha256(f"burst {number}".encode()).digest()
    wish = (f"haircut on {day:%A %-d %B}", "with Bea", "no with Cem", "no with Ana", "after 11")
    texts = wish[: 2 + dice[0] % 4]
    gaps = (0.0, *(one / 255 * LONGEST_GAP for one in dice[1 : len(texts)]))
    return Writer(customer, texts, gaps)


def album(customer: Customer, pictures: int) -> list[bytes]:
    """Write several pictures sent at once as the updates' bytes, the first with words under it."""
    updates: list[bytes] = []
    for number in range(pictures):
        update = json.loads(customer.written("haircut like this"))
        message = update["message"]
        text = message.pop("text")
        photo = {"file_id": f"f{number}", "file_unique_id": f"u{number}", "width": 9, "height": 9}
        message |= {"media_group_id": "1", "photo": [photo]}
        if number == 0:
            message["caption"] = text
        updates.append(json.dumps(update).encode())
    return updates


@dataclass(frozen=True, slots=True)
class Chain:
    """One conversation as the database tells of it: `stored` in seconds, `answered` by which turns.

    Both are in the order in which the messages were written.
    """

    stored: Sequence[float]
    answered: Sequence[int]
    turns: int
    replies: int

    def in_time(self, quiet: float, longest: float) -> bool:
        """Whether all messages were there before the first turn was due.

        A busy machine may store a message when its burst was over: that is another turn by right.
        """
        came = sorted(self.stored)
        gaps = (later - one for one, later in pairwise(came))
        return all(gap < quiet for gap in gaps) and came[-1] - came[0] < longest

    def in_order(self, quiet: float) -> bool:
        """Whether no message was answered before an earlier one that was there by then."""
        messages = list(zip(self.stored, self.answered, strict=True))
        return not any(
            answered > later and stored - came < quiet
            for number, (stored, answered) in enumerate(messages)
            for came, later in messages[number + 1 :]
        )


def chains(admin: psycopg.Connection, salon: Salon) -> list[Chain]:
    """Read what became of a salon's messages, one chain per conversation."""
    stored = {row[0]: row[1:] for row in admin.execute(_STORED, (salon.id,)).fetchall()}
    made = {row[0]: row[1:] for row in admin.execute(_CHAINS, (salon.id,)).fetchall()}
    return [Chain(*stored[one], *made[one]) for one in stored]
