from datetime import timedelta

import psycopg
import pytest

from booking import salons
from bot import opening
from bot.engine import Engine
from channels import transcript
from channels.message import Address, Inbound, Kind
from channels.transcript import Only, Side
from dialog import views
from dialog.views import Sitting
from foundation.house import House
from foundation.ids import ConversationId, SalonId

WISH = "haircut with Bea on Friday 17 December 2027 at 17:00"


class Chat:
    """A customer at the demo salon, with the views on what they said."""

    def __init__(self, house: House, engine: Engine, salon_id: SalonId) -> None:
        self.house, self.engine, self.salon_id = house, engine, salon_id

    async def say(self, text: str, address: str = "a") -> ConversationId:
        connected = await self.engine.web_account(opening.DEMO)
        assert connected
        inbound = Inbound(Kind.TEXT, Address(address), f"{address}:{text}", 1, text)
        talk = await self.engine.hear(connected, inbound)
        await self.engine.settle()
        return talk

    async def sitting(self, talk: ConversationId) -> Sitting | None:
        async with self.house.database.unit_of_work(self.salon_id) as tx:
            catalogue = await salons.load_catalogue(tx)
            return await views.sitting(tx, self.house.vault, catalogue, talk)

    async def card(self, talk: ConversationId, locale: str = "en") -> views.Card:
        async with self.house.database.unit_of_work(self.salon_id) as tx:
            catalogue = await salons.load_catalogue(tx)
            return await views.card(tx, catalogue, talk, locale)


@pytest.fixture
async def chat(house: House) -> Chat:
    salon_id = await opening.seed_demo(house)
    return Chat(house, Engine(house), salon_id)


async def test_an_unknown_conversation_is_none(chat: Chat) -> None:
    assert await chat.sitting(ConversationId(chat.salon_id)) is None


async def test_before_the_first_turn_nothing_stands(chat: Chat) -> None:
    assert (await chat.card(ConversationId(chat.salon_id))).empty


async def test_a_wish_stands_before_a_time_is_picked(chat: Chat) -> None:
    talk = await chat.say("haircut on 17 december 2027 after 4 with Bea or Ana")
    card = await chat.card(talk)
    assert card.service == "Haircut"
    assert set(card.stylists) == {"Ana", "Bea"}
    assert card.start is None
    assert card.wishes[0].start == 16 * 60
    assert str(card.price) == "40.00 EUR"


async def test_a_held_time_stands_with_its_end(chat: Chat) -> None:
    card = await chat.card(await chat.say(WISH), "de")
    assert card.service == "Haarschnitt"
    assert card.stylists == ("Bea",)
    assert card.start
    assert card.start.isoformat() == "2027-12-17T17:00:00+01:00"
    assert card.end
    assert card.end.isoformat() == "2027-12-17T17:45:00+01:00"
    assert card.until
    assert 590 < (card.until - chat.house.clock()).total_seconds() <= 600
    assert card.status == ""


async def test_a_booking_stands_until_something_new_is_wanted(chat: Chat) -> None:
    await chat.say(WISH)
    await chat.say("Mia")
    talk = await chat.say("yes")
    card = await chat.card(talk)
    assert (card.service, card.stylists, card.status) == ("Haircut", ("Bea",), "confirmed")
    assert card.until is None
    await chat.say("balayage")
    assert (await chat.card(talk)).service == "Balayage"


async def test_a_session_that_a_newer_version_wrote_shows_nothing(
    chat: Chat, admin: psycopg.Connection
) -> None:
    talk = await chat.say(WISH)
    admin.execute("""UPDATE dialog_sessions SET snapshot = '{"state": "teleporting"}'""")
    assert (await chat.card(talk)).empty


async def test_lines_stand_in_the_order_in_which_they_were_said(chat: Chat) -> None:
    await chat.say("hello")
    talk = await chat.say(WISH)
    sitting = await chat.sitting(talk)
    assert sitting
    sides = [line.side for line in sitting.lines]
    assert sides == [Side.CUSTOMER, Side.SALON, Side.CUSTOMER, Side.SALON]
    assert [line.text for line in sitting.lines][::2] == ["hello", WISH]


async def test_only_the_latest_lines_are_read(chat: Chat) -> None:
    talk = await chat.say("hello")
    await chat.say(WISH)
    async with chat.house.database.unit_of_work(chat.salon_id) as tx:
        lines = await transcript.lines(tx, chat.house.vault, talk, 3)
    assert [line.side for line in lines] == [Side.SALON, Side.CUSTOMER, Side.SALON]


async def test_turns_tell_what_they_did_the_newest_first(chat: Chat) -> None:
    await chat.say("hello")
    sitting = await chat.sitting(await chat.say(WISH))
    assert sitting
    assert [turn.revision for turn in sitting.turns] == [2, 1]
    assert any("Haircut" in step for step in sitting.turns[0].steps)


async def test_an_overview_names_who_is_known(chat: Chat) -> None:
    for text in (WISH, "Mia", "yes"):
        await chat.say(text, "known")
    await chat.say("hello", "unknown")
    async with chat.house.database.unit_of_work(chat.salon_id) as tx:
        entries = await views.overview(tx, chat.house.vault)
        booked = await views.overview(tx, chat.house.vault, only=Only.BOOKED)
        found = await views.overview(tx, chat.house.vault, search="mia")
        counts = await transcript.counts(tx)
    assert [entry.name for entry in entries] == ["", "Mia"]
    assert [entry.name for entry in booked] == ["Mia"]
    assert found == booked
    assert counts == {Only.ALL: 2, Only.WAITING: 0, Only.BOOKED: 1, Only.OPEN: 1}


async def test_a_name_sealed_for_another_salon_does_not_open(
    chat: Chat, admin: psycopg.Connection
) -> None:
    for text in (WISH, "Mia", "yes"):
        await chat.say(text)
    foreign = chat.house.vault.seal("Eve", b"another salon")
    admin.execute("UPDATE customers SET name_enc = %s", (foreign,))
    async with chat.house.database.unit_of_work(chat.salon_id) as tx:
        with pytest.raises(Exception, match="altered or belongs to another place"):
            await views.overview(tx, chat.house.vault)


async def test_the_pulse_moves_with_every_change_and_only_then(
    chat: Chat, admin: psycopg.Connection
) -> None:
    talk = await chat.say("hello")

    async def pulses() -> tuple[object, object]:
        async with chat.house.database.unit_of_work(chat.salon_id) as tx:
            salon = await transcript.salon_pulse(tx, timedelta(hours=1))
            return await transcript.pulse(tx, talk), salon

    before = await pulses()
    assert await pulses() == before
    admin.execute("UPDATE outbox SET status = 'unknown'")
    changed = await pulses()
    assert changed[0] != before[0]
    await chat.say("human please")
    after = await pulses()
    assert after[0] != changed[0]
    assert after[1] != changed[1]
    async with chat.house.database.unit_of_work(chat.salon_id) as tx:
        assert await transcript.pulse(tx, ConversationId(chat.salon_id)) == ()
