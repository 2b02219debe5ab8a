"""Quick replies as rows, their places filled from facts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, insert, select, update

from bot.console import tables as t
from foundation import ids
from foundation.db import Tx
from foundation.errors import Refused

PLACES = ("name", "service", "price", "time", "salon", "phone", "address")
"""What a reply may leave a place for, in braces: `{name}`."""

MOST = 50
_TITLE, _TEXT = 40, 1000
_PLACE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class QuickReply:
    """One reply as the salon wrote it."""

    id: UUID
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A reply for one conversation; `missing` are the places nobody knows the fact for yet."""

    id: UUID
    title: str
    text: str
    missing: tuple[str, ...] = ()


async def listed(tx: Tx) -> tuple[QuickReply, ...]:
    """Give the salon's replies in its own order."""
    query = (
        select(t.quick_replies.c.reply_id, t.quick_replies.c.title, t.quick_replies.c.text)
        .where(t.quick_replies.c.salon_id == tx.salon_id)
        .order_by(t.quick_replies.c.position, t.quick_replies.c.reply_id)
    )
    found = await tx.execute(query)
    return tuple(QuickReply(row.reply_id, row.title, row.text) for row in found)


async def keep(tx: Tx, reply_id: UUID | None, title: str, text: str) -> None:
    """Write a reply, a new one at the end without an id.

    Raises Refused: no_title, no_text, no_such_place (place), too_many, no_such_reply.
    """
    title, text = title.strip()[:_TITLE], text.strip()[:_TEXT]
    _check(title, text)
    row = t.quick_replies
    if reply_id is not None:
        where = (row.c.salon_id == tx.salon_id) & (row.c.reply_id == reply_id)
        changed = await tx.execute(update(row).where(where).values(title=title, text=text))
        if not changed.rowcount:
            raise Refused("no_such_reply")
        return
    known = len(await listed(tx))
    if known >= MOST:
        raise Refused("too_many")
    # In the order they were made: ids are ordered by time too.
    key = {"salon_id": tx.salon_id, "reply_id": ids.new(), "position": 0}
    await tx.execute(insert(row).values(key | {"title": title, "text": text}))


async def remove(tx: Tx, reply_id: UUID) -> None:
    """Throw a reply away; one that is gone already stays gone."""
    row = t.quick_replies
    where = (row.c.salon_id == tx.salon_id) & (row.c.reply_id == reply_id)
    await tx.execute(delete(row).where(where))


def filled(reply: QuickReply, facts: Mapping[str, str]) -> Filled:
    """Put the facts into their places; what is not known is told, never guessed."""
    wanted = dict.fromkeys(_PLACE.findall(reply.text))
    missing = tuple(place for place in wanted if not facts.get(place))
    text = _PLACE.sub(lambda found: facts.get(found[1], ""), reply.text)
    return Filled(reply.id, reply.title, "" if missing else text, missing)


def _check(title: str, text: str) -> None:
    if not title:
        raise Refused("no_title")
    if not text:
        raise Refused("no_text")
    for place in _PLACE.findall(text):
        if place not in PLACES:
            raise Refused("no_such_place", place=place)
