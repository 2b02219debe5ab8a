"""All processes together keep to a provider's speed; a calm account is kept waiting by nobody."""

import asyncio
from collections.abc import Callable

import pytest

from channels.message import Pace
from channels.pace import Lines, Paces
from foundation import ids
from foundation.clock import monotonic
from foundation.house import House
from foundation.ids import AccountId, ConversationId
from foundation.redis import Live, Place

FAST = Pace(most=50)
SLOW = Pace(most=50, every=0.3)
NOBODY = "redis://127.0.0.1:9/0"


def account() -> AccountId:
    return AccountId(ids.new())


def talk() -> ConversationId:
    return ConversationId(ids.new())


async def sent(paces: list[Paces], of: AccountId, many: int, pace: Pace) -> list[float]:
    """Send as many, each to another customer, by turns in each process; gives the moments."""
    moments = []

    async def one(number: int) -> None:
        who = talk()
        while wait := await paces[number % len(paces)].place(of, who, pace):  # noqa: ASYNC110 - told how long
            await asyncio.sleep(wait)
        moments.append(monotonic())

    await asyncio.gather(*(one(number) for number in range(many)))
    return sorted(moments)


def most_in_a_second(moments: list[float]) -> int:
    return max(sum(begun <= one < begun + 1 for one in moments) for begun in moments)


async def test_processes_share_one_limit(house: House, sized: Callable[[int, int], int]) -> None:
    paces = [Paces(house.live), Paces(house.live)]
    moments = await sent(paces, account(), sized(90, 300), FAST)
    assert most_in_a_second(moments) <= FAST.most
    assert moments[-1] - moments[0] > 1.8, "some 40 a second"


async def test_without_the_limit_it_would_be_exceeded(house: House) -> None:
    moments = await sent([Paces(house.live, on=False)], account(), 90, FAST)
    assert most_in_a_second(moments) == 90


async def test_while_redis_is_away_each_process_takes_its_part() -> None:
    live = Live(NOBODY)
    moments = await sent([Paces(live)], account(), 20, FAST)
    assert 1 <= most_in_a_second(moments) <= FAST.most / 4 + 2
    await live.close()


async def test_a_calm_account_is_asked_beside_the_send(house: House) -> None:
    paces, of, who = Paces(house.live), account(), talk()
    begun = monotonic()
    assert await paces.place(of, who, SLOW) == 0
    await asyncio.sleep(0.05)
    assert await Paces(house.live).place(of, talk(), SLOW) == 0, "calm there too"
    assert await paces.place(of, who, SLOW) == 0
    assert monotonic() - begun > 0.25, "the same person waits"


async def test_a_person_s_wait_delays_nobody_else(house: House) -> None:
    paces, of, who = Paces(house.live), account(), talk()
    slow = Pace(most=50, every=24)
    assert await paces.place(of, who, slow) == 0
    await asyncio.sleep(0.05)
    assert await paces.place(of, who, slow) == pytest.approx(30, abs=2)
    begun = monotonic()
    assert await paces.place(of, talk(), slow) == 0
    assert monotonic() - begun < 0.5


async def test_a_burst_is_let_through(house: House) -> None:
    paces, of, who = Paces(house.live), account(), talk()
    pace = Pace(most=50, every=24, burst=3)
    waits = []
    for _ in range(4):
        waits.append(await paces.place(of, who, pace))
        await asyncio.sleep(0.02)
    assert waits[:3] == [0, 0, 0]
    assert waits[3] == pytest.approx(30, abs=2)


async def test_what_is_held_waits_for_all_of_the_account(house: House) -> None:
    paces, of = Paces(house.live), account()
    await paces.hold(of, 20)
    await paces.hold(of, 5)
    assert await paces.place(of, talk(), Pace()) == pytest.approx(20, abs=1)
    assert await paces.place(account(), talk(), Pace()) == 0


async def test_who_waits_in_line_elsewhere_hears_of_a_hold(house: House) -> None:
    here, there, of = Paces(house.live), Paces(house.live), account()
    for _ in range(2):
        await there.place(of, talk(), Pace(most=5))
    waiting = asyncio.create_task(there.place(of, talk(), Pace(most=5)))
    await asyncio.sleep(0.05)
    await here.hold(of, 20)
    assert await waiting > 0


def test_the_line_of_one_process_is_the_common_one_s_twin() -> None:
    lines, rules = Lines(), Place(gap=1, each=3, room=3, patience=2)
    assert lines.place("l", "a", rules, 10) == (True, 0)
    assert lines.place("l", "a", rules, 10) == (True, 1), "a burst of two"
    assert lines.place("l", "a", rules, 10) == (False, 3)
    assert lines.place("l", "b", rules, 10) == (True, 2)
    assert lines.place("l", "c", rules, 10) == (False, 1)
    assert lines.place("l", "c", rules, 13) == (True, 0)


async def test_the_common_line_gives_the_same_answers(house: House) -> None:
    rules = Place(gap=1, each=3, room=3, patience=2)
    found = [await house.live.place("l", who, rules) for who in ("a", "a", "a", "b", "c")]
    assert [(one[0], round(one[1])) for one in found if one] == [
        (True, 0), (True, 1), (False, 3), (True, 2), (False, 1),
    ]  # fmt: skip


def test_the_lines_of_long_ago_are_forgotten() -> None:
    lines, rules = Lines(), Place(gap=0, each=1, room=0, patience=1)
    for number in range(30_000):
        lines.place("l", str(number), rules, number)
    assert len(lines.taken) < 20_000
