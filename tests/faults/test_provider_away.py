"""A provider that fails for a while: nothing lost, nothing doubled, nobody else waits."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from operator import itemgetter

import psycopg
import pytest

from booking import salons, seed
from bot.stand_ins.telegram.app import Habits, StandIn, running
from bot.stand_ins.telegram.faults import Fault, Flood
from bot.stand_ins.telegram.rules import Refusal
from channels import accounts, breaker, inbox, outbox, registry
from channels.accounts import Accounts, Connected
from channels.message import Address, Inbound, Kind, Outbound, Pace
from channels.outbox import Stamp
from channels.pace import Paces
from channels.port import Account, Busy
from channels.telegram.adapter import Telegram
from dialog import store
from foundation.clock import monotonic
from foundation.house import House
from foundation.ids import AccountId, ConversationId
from tests.faults.town import broken
from workers import deliver

AWAY, WELL = "42:away", "43:well"
PATIENCE = 0.4  # seconds that a send may hang here
PROCESSES = 2
TICK = 0.02
SPARE = 0.2  # seconds that a place is given before the provider counts it: a fifth of its second
STALLED = 3.0  # seconds: the longest that a stall, the rest of Redis behind it, has an effect
LEFT = "SELECT count(*) FROM outbox WHERE status IN ('queued', 'sending')"


@dataclass
class Line(Telegram):
    """The adapter, noting when a send began, what it came to."""

    base: str
    began: list[tuple[str, float]] = field(default_factory=list)
    told_to_wait: list[tuple[float, float]] = field(default_factory=list)
    places: list[tuple[ConversationId, float]] = field(default_factory=list)
    stalls: list[float] = field(default_factory=list)

    def note_places(self, patch: pytest.MonkeyPatch, account_id: AccountId) -> None:
        """Note when which conversation of an account may send, in every process here."""
        given = Paces.place

        async def place(paces: Paces, account: AccountId, talk: ConversationId, at: Pace) -> float:
            wait = await given(paces, account, talk, at)
            if not wait and account == account_id:
                self.places.append((talk, monotonic()))
            return wait

        patch.setattr(Paces, "place", place)

    def __post_init__(self) -> None:
        super().__init__(self.base, patience=PATIENCE)

    async def send(self, account: Account, address: Address, message: Outbound) -> str:
        self.began.append((account.secrets["token"], monotonic()))
        try:
            return await super().send(account, address, message)
        except Busy as busy:
            self.told_to_wait.append((monotonic(), busy.retry_after or 0.0))
            raise


@dataclass
class Post:
    """Two bots of one salon before the stand-in, processes that deliver for both."""

    house: House
    admin: psycopg.Connection
    provider: StandIn
    line: Line
    away: Connected
    well: Connected

    async def write(self, connected: Connected, chat: int, text: str) -> None:
        """Queue a message as a sweep finds it."""
        said = Inbound(Kind.TEXT, Address(str(chat)), f"{text}", 1, "hello")
        talk = await inbox.hear(self.house, connected, said)
        async with self.house.database.unit_of_work(talk.salon_id) as tx:
            talk = await store.talk(tx, self.house, talk.conversation_id)
            stamp = Stamp(outbox.Kind.NOTICE)
            await outbox.put(tx, self.house, talk, Outbound(text), stamp, hosted=False)
        self.admin.execute(
            "UPDATE outbox SET status = 'queued', lease_owner = NULL, leased_until = NULL"
            " WHERE status = 'sending' AND conversation_id = %s",
            (talk.conversation_id,),
        )

    def fail(self, kind: str, chats: range) -> None:
        """Let every call for these chats fail, every look at an account too."""
        faults = [Fault("sendMessage", kind, 10**6, chat=chat) for chat in chats]
        self.provider.script.faults += [*faults, Fault("getMe", kind, 10**6)]

    def arrived(self, token: str = AWAY) -> Counter[str]:
        """Count what customers have been shown, by its text."""
        bot = self.provider.world.bot(token)
        assert bot
        shown = (one for chat in bot.chats.values() for one in chat.messages)
        return Counter(one["text"] for one in shown if one["from"]["is_bot"])

    def has_arrived(self, text: str) -> bool:
        """Tell whether a customer of the other bot has been shown a text."""
        return text in self.arrived(WELL)

    def count(self, query: str) -> int:
        row = self.admin.execute(query.encode()).fetchone()
        assert row
        return int(row[0])


async def watched(post: Post) -> None:
    """Note when the machine held everybody up, or Redis, for longer than the pace has to spare."""
    failures = post.house.live.failures
    while True:
        begun = monotonic()
        await asyncio.sleep(TICK)
        if monotonic() - begun > SPARE or post.house.live.failures != failures:
            post.line.stalls.append(monotonic())
        failures = post.house.live.failures


@asynccontextmanager
async def delivering(post: Post) -> AsyncIterator[None]:
    """Run the sweeps of so many processes."""

    async def process(number: int) -> None:
        house = replace(post.house, incarnation=f"process {number}")
        known = Accounts(house)
        while True:
            await deliver.sweep(house, known)
            await asyncio.sleep(0.05)

    tasks = [asyncio.create_task(process(number)) for number in range(PROCESSES)]
    tasks.append(asyncio.create_task(watched(post)))
    try:
        yield
        assert not any(task.done() for task in tasks), "no sweep has ended"
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@pytest.fixture
async def post(
    house: House, admin: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Post]:
    """The demo salon with two bots; accounts rest a twentieth of what they do in earnest."""
    monkeypatch.setattr(breaker, "_FIRST", 0.25)
    monkeypatch.setattr(breaker, "_LONGEST", 1.0)
    house = replace(house, settings=house.settings.model_copy(update={"paced": True}))
    async with house.database.unit_of_work(seed.SALON_ID) as tx:
        await salons.replace(tx, seed.demo())
        away = await accounts.connect(tx, house, "telegram", "Away", {"token": AWAY}, "away")
        well = await accounts.connect(tx, house, "telegram", "Well", {"token": WELL}, "well")
    async with running(Habits(flood=True)) as (base, provider):
        line = Line(base)
        line.note_places(monkeypatch, away.account_id)
        registry.use("telegram", line)
        yield Post(house, admin, provider, line, away, well)
        await registry.close()


async def until(true: Callable[[], object], seconds: float = 20) -> None:
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - another process does it
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("kind", ["429", "500", "hang", "reset"])
async def test_an_outage_loses_nothing_doubles_nothing_and_is_nobody_else_s(
    post: Post, sized: Callable[[int, int], int], kind: str
) -> None:
    many, seconds = sized(36, 1000), sized(1, 60)
    chats = range(1, many + 1)
    for chat in chats:
        await post.write(post.away, chat, f"message {chat}")
    await post.write(post.away, 1, "a second one")
    post.fail(kind, chats)
    waits: list[float] = []
    async with delivering(post):
        over = monotonic() + seconds
        while monotonic() < over:
            begun = monotonic()
            text = f"beside {len(waits)}"
            await post.write(post.well, 10_000 + len(waits), text)
            await until(partial(post.has_arrived, text))
            waits.append(monotonic() - begun)
        assert sum(post.arrived().values()) == 0
        assert post.count("SELECT count(*) FROM cases") >= (kind != "429")
        post.provider.script.faults.clear()
        back = monotonic()
        await until(lambda: not post.count(LEFT), 20 + many / 10)
    unknown = post.count("SELECT count(*) FROM outbox WHERE status = 'unknown'")
    shown = post.arrived()
    assert set(shown.values()) == {1}, "nothing twice"
    assert len(shown) + unknown == many + 1, "nothing lost"
    assert unknown <= (breaker.TRIPS + 12 * (kind in {"hang", "reset"})) * (
        kind not in {"429", "500"}
    )
    assert post.count("SELECT count(*) FROM outbox WHERE status = 'failed'") == 0
    assert unexcused(post.line, too_fast(post.line), back) == [], "not too fast"
    refused = unexcused(post.line, (at for at, _ in post.line.told_to_wait), back + PATIENCE)
    assert len(refused) <= PROCESSES, "hardly ever refused"
    assert max(waits) < 5, "nobody else waits"
    assert early(post.line) == []
    found = await broken(post.house.settings)
    assert [one for one in found if "belongs to a turn" not in one] == [], "none was made here"


def too_fast(line: Line) -> list[float]:
    """Find places beyond the provider's limits.

    Places are judged, not arrivals: what a slow machine holds up behind its place comes beside
    the next one, whatever the pace.
    """
    flood, beyond = Flood(), []
    for talk, at in sorted(line.places, key=itemgetter(1)):
        try:
            flood.check(talk, at)
        except Refusal:
            beyond.append(at)
    return beyond


def unexcused(line: Line, moments: Iterable[float], since: float) -> list[float]:
    """Leave out what was before, what came soon after a stall: that bunches what it holds up."""
    return [
        at
        for at in moments
        if at > since and not any(0 <= at - one < STALLED for one in line.stalls)
    ]


def early(line: Line) -> list[float]:
    """Find sends that began while the provider had asked to wait; those under way are none."""
    began = [at for token, at in line.began if token == AWAY]
    return [
        at - told
        for told, wait in line.told_to_wait
        for at in began
        if told + 0.1 < at < told + wait
    ]


async def test_without_a_pace_the_limit_is_exceeded(post: Post) -> None:
    hasty = post.house.settings.model_copy(update={"paced": False})
    post.house = replace(post.house, settings=hasty)
    for number in range(5):
        await post.write(post.away, 1, f"message {number}")
    async with delivering(post):
        await until(lambda: too_fast(post.line))
