import asyncio

from foundation.house import House


async def test_a_pace_lets_so_many_through_then_says_how_long_to_wait(house: House) -> None:
    seen = [await house.live.pace("who", 3, 60) for _ in range(4)]
    assert all(one is not None for one in seen)
    assert [one.left for one in seen if one] == [2, 1, 0, 0]
    assert [one.allowed for one in seen if one] == [True, True, True, False]
    last = seen[-1]
    assert last is not None
    assert 15 <= last.wait <= 20
    assert 55 <= last.reset <= 60


async def test_a_pace_comes_back_evenly(house: House) -> None:
    for _ in range(4):
        await house.live.pace("who", 4, 1)
    await asyncio.sleep(0.6)
    seen = [await house.live.pace("who", 4, 1) for _ in range(4)]
    allowed = sum(one.allowed for one in seen if one)
    assert 2 <= allowed <= 3


async def test_each_has_a_pace_of_their_own(house: House) -> None:
    for _ in range(2):
        await house.live.pace("who", 2, 60)
    other = await house.live.pace("another", 2, 60)
    assert other is not None
    assert other.allowed


async def test_many_at_once_are_counted_once_each(house: House) -> None:
    seen = await asyncio.gather(*(house.live.pace("who", 20, 60) for _ in range(50)))
    assert sum(one.allowed for one in seen if one) == 20
