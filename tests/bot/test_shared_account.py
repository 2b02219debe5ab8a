"""One account, several salons: asked once which, answered by the one that was chosen."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import product
from uuid import UUID

import psycopg
import pytest

from booking import salons, seed
from bot import connecting
from bot.stand_ins.telegram import customer
from bot.stand_ins.telegram.app import running
from channels import accounts, port, registry, sharing
from channels.accounts import Accounts, Connected
from channels.consent import ledger
from channels.inbox import Talk
from channels.message import Address, Fate, Inbound, Kind, Receipt
from channels.sharing import Roads
from dialog import branch, recall, replay
from foundation.errors import Permanent, Transient
from foundation.ids import SalonId
from tests.bot.conftest import Site
from tests.parlour import Parlour, parlour, until

__all__ = ["parlour"]

WEST = SalonId(UUID("0197f2b6-0000-7000-8000-00000000abcd"))
MITTE = seed.SALON_ID
TOKEN = "42:stand-in"
WISH = "haircut on friday at 17:00 with Bea"


@dataclass
class Chain:
    """Two salons behind one account, a customer of it."""

    parlour: Parlour
    connected: Connected
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    hours: Iterator[int] = field(default_factory=itertools.count)

    async def hears(self, inbound: Inbound) -> Talk:
        known = self.parlour.answering.accounts
        return await sharing.hear(self.parlour.house, known, self.connected, inbound)

    def said(self, text: str, who: str = "mia", choice_id: str = "") -> Inbound:
        number = next(self.numbers)
        kind = Kind.CHOICE if choice_id else Kind.TEXT
        return Inbound(kind, Address(who, "en"), str(number), number, text, choice_id)

    async def says(self, text: str, who: str = "mia", choice_id: str = "") -> list[str]:
        before = len(self.parlour.shown(who))
        talk = await self.hears(self.said(text, who, choice_id))
        await self.parlour.answering.now(talk)
        return self.parlour.shown(who)[before:]

    async def taps(self, title: str, who: str = "mia", message: int = -1) -> list[str]:
        choices = self.parlour.rendered(who)[message].choices
        wanted = next(one.id for one in choices if one.title.startswith(title))
        return await self.says("", who, wanted)

    def when(self) -> str:
        """Wish for another time than anybody before."""
        return f"on friday at {10 + next(self.hours)}:00 with Bea"

    async def goes_on(self, who: str, tap: Inbound) -> None:
        """Write on after a crash; sweeps do what is left, the provider delivers the tap again."""
        await self.says(self.when(), who)
        for _ in range(3):
            await self.parlour.answering.sweep(timedelta())
        await self.hears(tap)
        await self.parlour.answering.sweep(timedelta())


@pytest.fixture
async def chain(parlour: Parlour) -> Chain:
    house = parlour.house
    mitte = replace(seed.demo(), name="Luma Mitte")
    async with house.database.unit_of_work(MITTE) as tx:
        await salons.replace(tx, mitte)
    async with house.database.unit_of_work(WEST) as tx:
        west = replace(mitte, salon_id=WEST, slug="west", name="Luma West")
        await salons.replace(tx, replace(west, address="Kantstr. 1"))
        await house.directory.enter(tx, "slug", "west")
    made = await sharing.share(house, parlour.connected, WEST)
    parlour.answering.accounts = Accounts(house)
    async with house.database.unit_of_work(MITTE) as tx:
        parlour.salon = await salons.load_catalogue(tx)
    return Chain(parlour, made)


def asked(said: list[str]) -> bool:
    return said == ["Which salon?"]


async def test_who_never_chose_is_asked_once_and_not_for_what_was_said(chain: Chain) -> None:
    assert asked(await chain.says(WISH))
    assert [one.title for one in chain.parlour.rendered()[-1].choices] == [
        "Luma Mitte",
        "Luma West",
    ]
    [reply] = await chain.taps("Luma West")
    assert reply.startswith("Hi, I'm the Luma West assistant")
    assert "Haircut with Bea, Friday 27 November, 17:00-17:45" in reply
    await chain.says("Mia")
    assert (await chain.says("yes"))[0].startswith("Booked, Mia")
    assert "Kantstr. 1" in (await chain.says("where are you?"))[0]


async def test_a_salon_is_chosen_as_choices_are_elsewhere(chain: Chain) -> None:
    for answer in ("2", "the second", "west", "Luma West", "luma wset please"):
        assert asked(await chain.says("haircut please", answer))
        [reply] = await chain.says(answer, answer)
        assert reply.startswith("Hi, I'm the Luma West assistant"), answer
        assert "Haircut, 45 min" in reply


async def test_who_names_the_salon_at_once_is_not_asked(chain: Chain) -> None:
    [reply] = await chain.says(f"{WISH} at Luma West")
    assert reply.startswith("Hi, I'm the Luma West assistant")
    assert "17:00-17:45" in reply
    [reply] = await chain.says("haircut in Mitte please", "tom")
    assert reply.startswith("Hi, I'm the Luma Mitte assistant")
    assert "Haircut, 45 min" in reply


async def test_the_home_salon_answers_what_was_said_before_it_was_chosen(chain: Chain) -> None:
    await chain.says("haircut")
    assert asked(await chain.says("on friday at 17:00 with Bea"))
    [reply] = await chain.says("mitte")
    assert reply.startswith("Hi, I'm the Luma Mitte assistant")
    assert "17:00-17:45" in reply


async def test_a_person_is_called_and_the_third_riddle_calls_one(chain: Chain) -> None:
    [reply] = await chain.says("human")
    assert reply.startswith("I have told the team")
    assert reply.endswith("Which salon?")
    for word in ("hm", "well", "blue"):
        [reply] = await chain.says(word, "tom")
    assert asked([reply])
    [reply] = await chain.says("green", "tom")
    assert reply.startswith("I have told the team")


async def test_stop_is_a_word_to_the_number_so_to_all_salons(chain: Chain) -> None:
    house = chain.parlour.house
    await chain.says("hello")
    there = await chain.hears(chain.said("west"))
    await chain.parlour.answering.now(there)
    west = await chain.hears(chain.said("STOP"))
    await chain.parlour.answering.now(west)
    assert (west.salon_id, there.salon_id) == (WEST, MITTE)

    async def out() -> list[bool]:
        found = []
        for talk in (west, there):
            async with house.database.unit_of_work(talk.salon_id) as tx:
                found.append(bool(await ledger.opted_out(tx, talk.conversation_id)))
        return found

    assert await out() == [True, True]
    assert await chain.says("haircut") == []
    await chain.says("START")
    assert await out() == [False, False]


async def test_another_salon_is_asked_for_and_what_was_open_goes_on(chain: Chain) -> None:
    await chain.says("haircut")
    await chain.says("west")
    assert asked(await chain.says("can I change the salon?"))
    assert (await chain.says("never mind"))[0].startswith("I have ")
    assert asked(await chain.says("another salon"))
    assert (await chain.says("1"))[0].startswith("Hi, I'm the Luma Mitte assistant")
    [reply] = await chain.says("another salon, west")
    assert reply.startswith("I have "), "what was open here goes on"
    [reply] = await chain.says("on friday at 17:00 with Bea")
    assert "Haircut with Bea" in reply, "what was said here before is still known"


async def test_a_salons_button_is_never_anothers(chain: Chain) -> None:
    await chain.says("hi")
    await chain.taps("Luma Mitte")
    haircut = chain.parlour.rendered()[-1].choices[0].id
    await chain.says("change salon")
    await chain.taps("Luma West")
    shown = {one.id for one in chain.parlour.rendered()[-1].choices}
    assert haircut not in shown
    assert "button" in (await chain.says("", choice_id=haircut))[0]
    [reply] = await chain.says("", choice_id=branch.choice(MITTE))
    assert reply.startswith("What would you like"), "the question's own buttons always count"


async def test_buttons_of_two_salons_are_the_same_where_both_count_from_one(
    chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Roads, "first_offer", 0)
    shown = []
    for lines in (("hi", "mitte"), ("hi", "west", "haircut", "other times")):
        for line in lines:
            await chain.says(line, lines[1])
        shown.append({one.id for one in chain.parlour.rendered(lines[1])[-1].choices})
    assert shown[0] & shown[1]


async def test_the_question_and_the_answer_are_in_the_customers_language(chain: Chain) -> None:
    assert await chain.says("Haarschnitt am Freitag um 17 Uhr bei Bea bitte") == ["Welcher Salon?"]
    assert "Freitag, 27. November" in (await chain.says("in Mitte bitte"))[0]
    [reply] = await chain.says("Haarschnitt in Luma West am Freitag um 17 Uhr bei Bea", "tom")
    assert "Freitag, 27. November" in reply
    assert await chain.says("anderer Salon", "tom") == ["Welcher Salon?"]


async def test_taps_that_come_twice_are_answered_once(chain: Chain) -> None:
    await chain.says("haircut")
    tap = chain.said("", choice_id=branch.choice(WEST))
    assert len(await chain.says("", choice_id=branch.choice(WEST))) == 1
    before = len(chain.parlour.shown())
    for one in (tap, replace(tap, provider_id="again")):
        await chain.parlour.answering.now(await chain.hears(one))
    assert len(chain.parlour.shown()) == before


async def test_everything_stays_in_its_own_salon(chain: Chain, admin: psycopg.Connection) -> None:
    await chain.says(WISH)
    for line in ("west", "Mia", "yes"):
        await chain.says(line)

    def rows(table: str) -> dict[UUID, int]:
        query = f"SELECT salon_id, count(*) FROM {table} GROUP BY 1"  # noqa: S608 - the test's own
        return dict(admin.execute(query.encode()).fetchall())

    assert rows("bookings") == rows("customers") == {WEST: 1}
    assert rows("conversations") == {MITTE: 1, WEST: 1}
    assert rows("outbox") == {MITTE: 1, WEST: 3}
    assert rows("inbox") == {MITTE: 2, WEST: 4}
    house = chain.parlour.house
    async with house.database.unit_of_work(MITTE) as tx:
        assert not await tx.rows("SELECT FROM accounts WHERE salon_id = %s", (WEST,))


class Died(BaseException):
    """The process is gone."""


@pytest.mark.parametrize("name", ["choose", "hand_on"])
async def test_whoever_dies_on_the_way_loses_nothing_and_doubles_nothing(
    chain: Chain, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    whole = getattr(Roads, name)
    for done, to in product((False, True), (WEST, MITTE)):

        async def dies(*given: object, done: bool = done) -> None:
            if done:
                await whole(*given)
            raise Died

        who = f"{done} {to}"
        await chain.says("haircut", who)
        tap = chain.said("", who, branch.choice(to))
        talk = await chain.hears(tap)
        with monkeypatch.context() as dying:
            dying.setattr(Roads, name, dies)
            if name == "choose" or to == WEST:
                with pytest.raises(Died):
                    await chain.parlour.answering.now(talk)
        assert len(chain.parlour.shown(who)) == 1, "nothing but the question"
        await chain.goes_on(who, tap)
        shown = " ".join(chain.parlour.shown(who))
        assert shown.count("assistant (type") == 1
        assert shown.count("Which salon?") <= 2
        assert f"the {'Luma West' if to == WEST else 'Luma Mitte'} assistant" in shown
        [reply] = await chain.says("what was it?", who)
        assert "first name" in reply, "the wish was heard whole"


async def test_sharing_twice_is_harmless_and_renewed_secrets_reach_both(chain: Chain) -> None:
    house = chain.parlour.house
    again = await sharing.share(house, chain.connected, WEST)
    assert again.salons == (MITTE, WEST)
    async with house.database.unit_of_work(MITTE) as tx:
        new = await accounts.connect(tx, house, "terminal", "Terminal", {"token": "new"}, "demo")
    await sharing.spread(house, new)
    for salon in (MITTE, WEST):
        async with house.database.unit_of_work(salon) as tx:
            [one] = await accounts.listed(tx, house)
        assert one.account.secrets == {"token": "new"}
        assert one.salons == (MITTE, WEST)
        assert one.at_home == (salon == MITTE)
    assert await house.directory.find("account:terminal", "demo") == MITTE


async def test_a_receipt_finds_the_salon_whose_message_it_is_of(
    chain: Chain, admin: psycopg.Connection
) -> None:
    await chain.says("haircut")
    await chain.says("west")
    [(number, reference)] = admin.execute(
        "SELECT outbox_id, provider_ref FROM outbox WHERE salon_id = %s", (WEST,)
    ).fetchall()
    house, known = chain.parlour.house, chain.parlour.answering.accounts
    receipt = Receipt(reference, Fate.READ)
    changed = await sharing.told(house, known, chain.connected, [receipt])
    assert [bool(talks) for _, talks in changed] == [False, True]
    query = "SELECT fate FROM outbox WHERE outbox_id = %s"
    assert admin.execute(query, (number,)).fetchone() == ("read",)


async def test_an_account_of_one_salon_pays_nothing_for_it(
    parlour: Parlour, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(*_: object) -> None:
        raise AssertionError("nobody has to ask which salon this is")

    monkeypatch.setattr(Roads, "chosen", never)
    monkeypatch.setattr(type(parlour.house.directory), "choice", never)
    alone = Chain(parlour, parlour.connected)
    [reply] = await alone.says(WISH)
    assert "17:00-17:45" in reply
    assert not asked(await alone.says("another salon"))


async def test_turns_of_a_shared_account_are_replayed_alike(chain: Chain) -> None:
    for line in (WISH, "mitte", "another salon", "west", "haircut", "another salon", "1"):
        await chain.says(line)
    async with chain.parlour.house.database.unit_of_work(MITTE) as tx:
        for talk in await recall.latest(tx, 9):
            turns = await recall.turns(tx, chain.parlour.house.vault, talk)
            assert turns
            assert replay.differences(turns, chain.parlour.salon) == []


async def test_a_chain_talks_over_one_telegram_bot_by_real_webhooks(
    site: Site, admin: psycopg.Connection
) -> None:
    house = site.house
    async with house.database.unit_of_work(WEST) as tx:
        await salons.replace(tx, replace(seed.demo(), salon_id=WEST, slug="west", name="Luma West"))
    async with running() as (base, stand_in):
        await registry.close()
        registry.configure({"telegram": base})
        secrets = {"token": TOKEN, "secret_token": "s3cret"}
        async with house.database.unit_of_work(MITTE) as tx:
            made = await accounts.connect(tx, house, "telegram", "Telegram", secrets, "path")
        await sharing.share(house, made, WEST)
        channel = registry.adapter("telegram")
        assert isinstance(channel, port.Told)
        await channel.set_webhook(made.account, f"{site.base}/hooks/telegram/path")
        bot = stand_in.world.bot(TOKEN)
        assert bot is not None
        chat = bot.chat(1001)
        customer.say(stand_in.world, bot, chat, "haircut", times=2)
        await until(lambda: chat.said == 1)
        assert chat.messages[-1]["text"] == "Which salon?"
        customer.tap(stand_in.world, bot, chat, branch.choice(WEST), times=2)
        await until(lambda: chat.said == 2)
        assert chat.messages[-1]["text"].startswith("Hi, I'm the Luma West assistant")
        customer.say(stand_in.world, bot, chat, "human")
        await until(lambda: chat.said == 3)
        await site.engine.settle()
        await registry.close()
        registry.configure({})
    waits = "SELECT salon_id FROM conversations WHERE waiting_since IS NOT NULL"
    assert admin.execute(waits.encode()).fetchall() == [(WEST,)]


async def test_the_command_shares_an_account_of_the_home_alone(
    chain: Chain, admin: psycopg.Connection
) -> None:
    house, said = chain.parlour.house, list[str]()
    given = ["account_sid=AC1", "from=+14155550199", "auth_token=first"]

    async def added(slug: str, given: list[str]) -> None:
        with pytest.raises((Permanent, Transient)):
            await connecting.add(house.settings, "twilio", slug, given, said.append)

    await added("demo", given)
    for _ in range(2):
        await connecting.share(house.settings, "twilio", "demo", "west", said.append)
    assert said[-1] == "twilio account SMS (Twilio) serves 2 salons: customers are asked"
    with pytest.raises(Permanent, match="west has no twilio account of its own"):
        await connecting.share(house.settings, "twilio", "west", "demo", said.append)
    with pytest.raises(Permanent, match="another one"):
        await connecting.share(house.settings, "twilio", "demo", "demo", said.append)
    with pytest.raises(Permanent, match="another salon shares this account"):
        await connecting.add(house.settings, "twilio", "west", given, said.append)
    await added("demo", [*given[:2], "auth_token=second"])
    async with house.database.unit_of_work(WEST) as tx:
        [one] = [one for one in await accounts.listed(tx, house) if one.account.kind == "twilio"]
    assert one.account.secrets["auth_token"] == "second,first"
    query = "SELECT count(DISTINCT account_id), count(*) FROM accounts WHERE kind = 'twilio'"
    assert admin.execute(query).fetchone() == (1, 2)
