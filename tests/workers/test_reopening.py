"""Who was silent for a day gets an approved template, else another channel, else a person's call.

Before WhatsApp's stand-in, which refuses what comes outside the window.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Final

import psycopg
import pytest

from booking import customers
from bot.stand_ins.whatsapp import app
from bot.stand_ins.whatsapp.app import StandIn
from bot.stand_ins.whatsapp.refusals import refuse
from bot.stand_ins.whatsapp.world import APP_SECRET, BUSINESS, NUMBER_ID, TOKEN, Template
from bot.stand_ins.world import Chat
from channels import accounts, inbox, limits, outbox, registry, transcript
from channels.accounts import Accounts, Connected
from channels.inbox import Talk
from channels.message import Address, Choice, Filled, Inbound, Kind, Opening, Outbound
from channels.openings import approvals
from channels.openings.choosing import Approval, Status
from channels.openings.texts import BUTTONS
from channels.outbox import Kind as Whose
from channels.outbox import Parcel, Stamp
from channels.simulator import Simulator
from channels.whatsapp import gaps
from channels.whatsapp.adapter import WhatsApp
from dialog import store
from foundation import clock, ids
from foundation.house import House
from foundation.ids import CustomerId
from tests.dialog.dice import Dice
from tests.parlour import Parlour
from workers import deliver

SECRETS: Final = {
    "token": TOKEN,
    "app_secret": APP_SECRET,
    "phone_number_id": NUMBER_ID,
    "business_account_id": BUSINESS,
}
DAY: Final = timedelta(days=1)
KEY: Final = "waitlist_offer_v1"
WORDS: Final = ("Friday 27 November, 17:00", "Ana", "Haircut", "40 EUR", "18:30")
CHOICES: Final = (Choice("3.1", "Take it"), Choice("3.2", "No thanks"))
OFFER: Final = Outbound(
    "Good news!", CHOICES, "Choose", Opening(KEY, (Filled("de", WORDS), Filled("en", WORDS)))
)
PLAIN: Final = Outbound("Anything")
ROWS: Final = "SELECT status, error, said_as FROM outbox ORDER BY outbox_id"
CASES: Final = "SELECT kind FROM cases WHERE closed_at IS NULL"
LATER: Final = """
UPDATE inbox SET received_at = received_at - %s, sequence = sequence - %s
 WHERE conversation_id = %s
"""


@dataclass
class Meta:
    """A salon's number at the stand-in, whose customers time passes for."""

    house: House
    connected: Connected
    served: StandIn
    admin: psycopg.Connection
    refused: list[int]
    known: Accounts = field(init=False)
    number: int = 0
    one: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        self.known = Accounts(self.house)

    def chat(self, who: str = "16505551234") -> Chat:
        line = self.served.world.line(NUMBER_ID)
        assert line
        return line.chat(who)

    def said(self, who: str = "16505551234") -> list[tuple[str, str]]:
        """Give what a customer was told: the text with what kind of message it was."""
        ours = [one for one in self.chat(who).messages if one.by == "bot"]
        return [(one.text, one.note) for one in ours]

    async def writes(self, who: str = "16505551234", ago: timedelta = timedelta()) -> Talk:
        """Let a customer write; their webhook comes only after `ago`."""
        self.number += 1
        at = int((clock.now() - ago).timestamp())
        facts = {"timestamp": at}
        letter = Inbound(
            Kind.TEXT, Address(who), f"wamid.{self.number}", at * 1000, "hi", facts=facts
        )
        chat = self.chat(who)
        chat.heard_at = max(chat.heard_at, at)
        return await inbox.hear(self.house, self.connected, letter)

    def passes(self, talk: Talk, time: timedelta) -> Talk:
        """Let time pass in one conversation: all that was heard is so much older."""
        seconds = int(time.total_seconds())
        self.admin.execute(LATER, (time, seconds * 1000, talk.conversation_id))
        self.chat(talk.address).heard_at -= seconds
        return talk if talk.heard is None else replace(talk, heard=talk.heard - seconds)

    async def puts(self, talk: Talk, message: Outbound, whose: Whose = Whose.NOTICE) -> Parcel:
        """Write a message that begins the conversation anew."""
        async with self.house.database.unit_of_work(talk.salon_id) as tx:
            await store.lock(tx, talk.conversation_id, "test")
            [parcel] = await outbox.put(tx, self.house, talk, message, Stamp(whose), hosted=False)
        return parcel

    async def sends(self, parcel: Parcel) -> None:
        await deliver.now(self.house, self.known, [parcel])

    async def tells(self, talk: Talk, message: Outbound) -> tuple[str, str | None, str | None]:
        """Write a message, send it; gives what became of it."""
        await self.sends(await self.puts(talk, message))
        return self.rows()[-1]

    async def shown(self, talk: Talk) -> str:
        """Give what the console adds to the last line."""
        async with self.house.database.unit_of_work(talk.salon_id) as tx:
            lines = await transcript.lines(tx, self.house.vault, talk.conversation_id, 5)
        return lines[-1].why

    async def approve(self, *languages: str, there: bool = True) -> None:
        """Know a template as approved, as it is at Meta unless that has changed its mind."""
        self.served.world.templates.clear()
        for one in languages if there else ():
            made = Template(KEY, one, gaps.body(KEY, one), buttons=BUTTONS[KEY][one])
            self.served.world.templates[KEY, one] = made
        found = [Approval(KEY, one, Status.APPROVED) for one in languages]
        async with self.one, self.house.database.unit_of_work(self.connected.salon_id) as tx:
            await approvals.keep(tx, self.connected.account_id, found)

    def rows(self) -> list[tuple[str, str | None, str | None]]:
        return self.admin.execute(ROWS).fetchall()

    def cases(self) -> list[str]:
        return [kind for (kind,) in self.admin.execute(CASES).fetchall()]


@pytest.fixture
async def meta(
    parlour: Parlour, admin: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Meta]:
    """WhatsApp's stand-in before the demo salon, on the real clock that Postgres has."""
    house = replace(parlour.house, clock=clock.now)
    refused: list[int] = []

    def noted(code: int, status: int = 0) -> Exception:
        refused.append(code)
        return refuse(code, status)

    monkeypatch.setattr("bot.stand_ins.whatsapp.api.refuse", noted)
    async with house.database.unit_of_work(parlour.salon.salon_id) as tx:
        connected = await accounts.connect(tx, house, "whatsapp", "WA", SECRETS, "wa")
    async with app.running() as (base, served):
        registry.use("whatsapp", WhatsApp(f"{base}/v26.0"))
        yield Meta(house, connected, served, admin, refused)


async def test_within_a_day_it_is_said_freely(meta: Meta) -> None:
    talk = meta.passes(await meta.writes(), DAY - timedelta(minutes=2))
    assert (await meta.tells(talk, OFFER))[0] == "sent"
    assert meta.said() == [("Good news!", "")]


async def test_after_a_day_a_template_says_it_in_the_customers_language(meta: Meta) -> None:
    await meta.approve("de", "en")
    talk = meta.passes(await meta.writes(), DAY)
    assert await meta.tells(talk, OFFER) == ("sent", None, f"{KEY} (de)")
    assert await meta.shown(talk) == f"as template {KEY} (de)"
    [(text, note)] = meta.said()
    assert (text[:14], note) == ("Gute Nachricht", f"template {KEY}")
    assert [one for one, _ in meta.chat().messages[-1].choices] == ["3.1", "3.2"]
    assert meta.refused == []
    assert meta.cases() == []


async def test_in_english_where_the_own_language_is_not_approved(meta: Meta) -> None:
    await meta.approve("en")
    talk = meta.passes(await meta.writes(), DAY)
    assert (await meta.tells(talk, OFFER))[2] == f"{KEY} (en)"
    assert meta.said()[0][0].startswith("Good news: Friday 27 November")


async def test_what_meta_has_withdrawn_is_used_no_more(meta: Meta) -> None:
    await meta.approve("de", "en")
    meta.served.world.templates[KEY, "de"].status = "PAUSED"
    talk = meta.passes(await meta.writes(), DAY)
    assert await meta.tells(talk, OFFER) == ("sent", None, f"{KEY} (en)")
    async with meta.house.database.unit_of_work(talk.salon_id) as tx:
        known = await approvals.known(tx, meta.connected.account_id)
    assert {one.language: one.status for one in known} == {
        "de": Status.PAUSED, "en": Status.APPROVED,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("message", "why"), [(PLAIN, "only a template"), (OFFER, f"{KEY} is not approved")]
)
async def test_what_no_template_says_is_a_persons_to_tell(
    meta: Meta, message: Outbound, why: str
) -> None:
    talk = meta.passes(await meta.writes(), DAY)
    status, error, said_as = await meta.tells(talk, message)
    assert (status, said_as) == ("failed", None)
    assert why in (error or "")
    assert meta.cases() == ["window_closed"]
    assert meta.said() == []
    assert meta.refused == []
    assert why in await meta.shown(talk)


async def test_the_same_person_is_told_by_sms_where_whatsapp_cannot(
    meta: Meta, parlour: Parlour
) -> None:
    async with meta.house.database.unit_of_work(meta.connected.salon_id) as tx:
        phone = await accounts.connect(tx, meta.house, "twilio", "SMS", {}, "sms")
        customer, again = (CustomerId(ids.new()) for _ in range(2))
        for one in (customer, again):
            await customers.keep(tx, meta.house.vault, one, {"name": "Mia"})
        await tx.rows("SELECT link_customers(%s, %s, %s)", (tx.salon_id, again, customer))
    simulator = Simulator(limits.TWILIO)
    registry.use("twilio", simulator)
    sms = replace(parlour, connected=phone, simulator=simulator, house=meta.house)
    await sms.hears("hello")
    talk = meta.passes(await meta.writes(), DAY)
    link = "UPDATE conversations SET customer_id = %s WHERE account_id = %s"
    meta.admin.execute(link, (customer, phone.account_id))
    meta.admin.execute(link, (again, meta.connected.account_id))
    status, error, _ = await meta.tells(talk, OFFER)
    assert sms.shown() == ["Good news! Bitte antworte auf WhatsApp."]
    assert meta.cases() == []
    assert [one[0] for one in meta.rows()] == ["failed", "sent"], (status, error)


async def test_where_our_clock_was_wrong_whatsapps_word_counts(meta: Meta) -> None:
    await meta.approve("de")
    talk = await meta.writes()
    meta.chat().heard_at -= 100_000
    assert await meta.tells(talk, OFFER) == ("sent", None, f"{KEY} (de)")
    assert meta.refused == [131047], "the second net, here needed"


async def test_a_webhook_that_is_days_late_opens_no_window(meta: Meta) -> None:
    talk = await meta.writes(ago=DAY)
    assert talk.fresh
    parcel = replace(await meta.puts(talk, PLAIN), heard=talk.heard)
    await meta.sends(parcel)
    assert meta.rows()[-1][0] == "failed"
    assert meta.refused == []


async def lives(meta: Meta, seed: int) -> int:
    """Let one customer live through a random timeline; gives how many messages they were sent."""
    dice, who = Dice(seed), f"1650{seed:07}"
    talk = await meta.writes(who)
    told = 0
    for _ in range(2 + dice.below(3)):
        if dice.chance(30):
            talk = await meta.writes(who, timedelta(hours=dice.one_of((0, 0, 0, 23, 24, 30))))
        if dice.chance(40):
            languages = [one for one in ("de", "en") if dice.chance(50)]
            await meta.approve(*languages, there=dice.chance(70))
        talk = meta.passes(talk, _time(dice))
        parcel = await meta.puts(talk, dice.one_of((OFFER, PLAIN)))
        waits = _time(dice) if dice.chance(40) else timedelta()
        talk = meta.passes(talk, waits)
        fresh = talk.heard if dice.chance(50) else None
        await meta.sends(replace(parcel, heard=fresh))
        told += 1
    return told


def _time(dice: Dice) -> timedelta:
    edge = timedelta(seconds=dice.one_of((-3600, -61, -30, -1, 0, 1)))
    return dice.one_of((timedelta(), timedelta(minutes=5), DAY / 2, DAY + edge, DAY * 3))


@pytest.mark.timeout(3600)  # the full size is some 9,000 messages
async def test_on_no_timeline_whatsapp_has_to_refuse_nor_is_anything_lost(
    meta: Meta, sized: Callable[[int, int], int]
) -> None:
    told, side_by_side = 0, 5
    for seed in range(0, sized(25, 3_000), side_by_side):
        told += sum(await asyncio.gather(*(lives(meta, seed + n) for n in range(side_by_side))))
    assert 131047 not in meta.refused
    states = [status for status, _, _ in meta.rows()]
    assert len(states) == told
    assert {*states} == {"sent", "failed"}
    assert meta.cases().count("window_closed") == states.count("failed"), "none fails silently"
    assert any(said_as for _, _, said_as in meta.rows())


async def test_without_the_clock_the_same_timelines_are_refused(
    meta: Meta, monkeypatch: pytest.MonkeyPatch
) -> None:
    blind = replace(limits.WHATSAPP, window=None)
    monkeypatch.setattr(registry.adapter("whatsapp"), "limits", blind)
    for seed in range(5):
        await lives(meta, seed)
    assert 131047 in meta.refused
