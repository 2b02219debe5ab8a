"""Nothing is written freely to who was silent for a day, whatever happens meanwhile."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from types import SimpleNamespace
from typing import cast

import pytest

from channels import limits, window
from channels.message import Address, Limits, Outbound
from channels.outbox import Parcel
from channels.port import Account, Channel, WindowClosed
from foundation.house import House
from foundation.ids import AccountId, ConversationId, OutboxId, SalonId, new
from tests.dialog.dice import Dice
from workers import windows

DAY = 86_400.0
ACCOUNT = Account("whatsapp", "path", {})


@dataclass
class Life:
    """One customer before a fake clock: the own one, the database's, the provider's."""

    dice: Dice
    limits: Limits = limits.WHATSAPP
    now: float = 1_000_000.0
    heard: list[float] = field(default_factory=list)
    free: list[float] = field(default_factory=list)
    closed: int = 0

    def __post_init__(self) -> None:
        # What an adapter's limit allows for: a minute in all.
        self.skew = self.dice.below(39) - 19.0
        self.database = self

    def monotonic(self) -> float:
        return self.now

    async def rows(self, _statement: str, values: tuple[object, ...]) -> list[tuple[int]]:
        """Answer as the database's function does, after a while."""
        length = cast("timedelta", values[2]).total_seconds()
        self.now += self.dice.one_of((0.0, 0.01, 5.0))
        last = max(self.heard, default=-9e9) + self.skew
        left = int((last + length - (self.now + self.skew)) * 1000)
        self.now += self.dice.one_of((0.0, 0.01, 5.0))
        return [(left,)]

    async def still(self) -> bool:
        """Tell that the message is ours, at times after waiting long for it."""
        self.now += self.dice.one_of((0.0, 0.0, 0.01, 90.0))
        return True

    async def send(self, _account: Account, _address: Address, _message: Outbound) -> str:
        """Arrive at the provider after its way there."""
        arrives = self.now + self.dice.below(21) + self.dice.below(39) - 19
        silent = arrives - max(self.heard, default=-9e9)
        self.free.append(silent)
        return "1"

    async def says(self) -> None:
        """Send a message that answers something, or begins anew; it may have waited for long."""
        fresh = self.dice.chance(40)
        parcel = Parcel(
            *(SalonId(new()), OutboxId(1), AccountId(new()), ConversationId(new())),
            "1",
            Outbound("x"),
            heard=self.heard[-1] if self.heard and fresh else None,
        )
        if self.dice.chance(30):
            self.now += self.dice.one_of((5, 3000, DAY / 2, DAY - 30, DAY * 3))
        channel, house = cast("Channel", self), cast("House", self)
        try:
            await windows.sent(house, channel, ACCOUNT, parcel, self.still)
        except WindowClosed:
            self.closed += 1

    async def lives(self) -> None:
        for _ in range(2 + self.dice.below(6)):
            what = self.dice.below(100)
            if what < 35:
                self.heard.append(self.now)
            elif what < 60:
                edge = self.dice.one_of((-90, -61, -60, -59, -1, -0.001, 0, 0.001, 1))
                self.now += self.dice.one_of((1.0, 600.0, DAY / 2, DAY + edge, DAY * 2))
            else:
                await self.says()


async def lived(
    monkeypatch: pytest.MonkeyPatch, many: int, of: Limits = limits.WHATSAPP
) -> list[Life]:
    """Live so many lives, each with its own dice."""
    lives = [Life(Dice(seed), of) for seed in range(many)]
    for one in lives:
        for place in (window, windows):
            monkeypatch.setattr(place, "monotonic", one.monotonic)
        await one.lives()
    return lives


async def test_on_no_timeline_a_free_message_reaches_who_was_silent_for_a_day(
    monkeypatch: pytest.MonkeyPatch, sized: Callable[[int, int], int]
) -> None:
    lives = await lived(monkeypatch, sized(1_500, 10_000))
    silences = [silent for one in lives for silent in one.free]
    assert max(silences) < DAY
    assert max(silences) > DAY - 200, "nor is the window shut long before its time"
    assert sum(one.closed for one in lives) > len(lives) / 10


async def test_without_a_window_the_same_timelines_break_the_rule(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lives = await lived(monkeypatch, 100, replace(limits.WHATSAPP, window=None))
    assert max(silent for one in lives for silent in one.free) >= DAY


async def test_a_fresh_reply_asks_the_database_nothing() -> None:
    asked: list[object] = []

    async def rows(*values: object) -> list[tuple[int]]:
        asked.append(values)
        return [(0,)]

    house = cast("House", SimpleNamespace(database=SimpleNamespace(rows=rows)))
    ids = (SalonId(new()), OutboxId(1), AccountId(new()), ConversationId(new()))
    parcel = Parcel(*ids, "1", Outbound("x"))
    now = asyncio.get_running_loop().time()
    length = timedelta(hours=24)
    closes = await window.closes(house, replace(parcel, heard=now), length)
    assert closes == pytest.approx(now + DAY - window.MARGIN.total_seconds())
    assert asked == []
    assert await window.closes(house, parcel, length) <= now
    assert await window.closes(house, replace(parcel, heard=now - 7200), length) <= now
    assert len(asked) == 2, "what is hours old is asked again"
