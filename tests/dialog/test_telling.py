"""What happens elsewhere enters a conversation as one turn, once per key."""

import asyncio

import psycopg
import pytest

from bot import check
from channels import ownership
from channels.ownership import Holder, Voice
from dialog import relay
from dialog.events import Heard
from dialog.relay import Place
from dialog.telling import tell
from dialog.understand.reading import Intent, Understanding
from foundation import ids
from foundation.errors import Refused
from foundation.ids import ConversationId
from tests.parlour import Parlour

NEWS = Heard(Understanding(intent=Intent.GREET))


async def place(parlour: Parlour) -> Place:
    """Open a conversation by saying something."""
    talk = await parlour.hears("hello")
    await parlour.answering.now(talk)
    return Place(parlour.house, parlour.salon.salon_id, talk.conversation_id, hosted=False)


def turns(admin: psycopg.Connection) -> int:
    [(count,)] = admin.execute("SELECT count(*) FROM turns").fetchall()
    return int(count)


async def test_news_told_twice_at_once_are_one_turn(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    at = await place(parlour)
    before = turns(admin)
    told = await asyncio.gather(*(tell(at, NEWS, "reminder-1") for _ in range(4)))
    assert sum(map(len, told)) == 1
    assert turns(admin) == before + 1
    assert len(await tell(at, NEWS, "reminder-2")) == 0  # it waits behind the one not sent yet
    assert turns(admin) == before + 2
    found = await check.run(parlour.house.settings.database_read_url)
    assert [one.line for one in found if not one.ok] == []


async def test_a_message_that_came_meanwhile_is_answered_after_the_news(parlour: Parlour) -> None:
    at = await place(parlour)
    talk = await parlour.hears("haircut on friday")
    assert len(await tell(at, NEWS, "k")) == 1
    turned = await parlour.answering.now(talk)
    assert turned is not None
    assert turned.session.draft.service is not None


async def test_while_a_person_has_it_the_customer_is_told_and_asked_nothing(
    parlour: Parlour, admin: psycopg.Connection
) -> None:
    at = await place(parlour)
    await relay.take(at, Voice(Holder.PHONE), 0)
    [parcel] = await tell(at, NEWS, "k")
    assert parcel.message.choices == ()
    kinds = admin.execute("SELECT kind FROM outbox ORDER BY outbox_id").fetchall()
    assert kinds[-1] == ("notice",)
    async with at.house.database.unit_of_work(at.salon_id) as tx:
        assert (await ownership.read(tx, at.conversation_id)).human


async def test_nobodys_conversation_is_refused(parlour: Parlour) -> None:
    at = Place(parlour.house, parlour.salon.salon_id, ConversationId(ids.new()), hosted=False)
    with pytest.raises(Refused, match="no_such_conversation"):
        await tell(at, NEWS, "k")
