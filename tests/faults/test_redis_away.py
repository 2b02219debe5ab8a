"""Redis is a copy: empty, frozen or dead, it costs a read and nothing that a customer said."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace

import msgspec
import psycopg
import pytest
from redis import Redis

from booking import listings, salons, seed
from channels import accounts, registry
from dialog.session import State
from dialog.table import OPEN
from foundation import ids
from foundation.clock import monotonic
from foundation.house import House
from foundation.ids import SalonId
from foundation.redis import Live
from tests.faults.customers import Customer
from tests.faults.rivals import friday
from tests.faults.town import Salon, Town, broken
from tests.foundation.own_redis import OwnRedis
from tests.journeys.player import Journey, Player, read
from tests.journeys.test_journeys import FOLDER

JOURNEYS = [read(path) for path in sorted(FOLDER.glob("*.chat"))]


class Wiped(Live):
    """Redis as it is when somebody empties it before every load; notes in which states."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self._wipe = Redis.from_url(url)
        self._stored: dict[str, State] = {}
        self.wiped: set[State] = set()

    async def load(self, key: str, revision: int | None = None) -> bytes | None:
        self._wipe.flushdb()
        self.wiped.add(self._stored[key])
        return await super().load(key, revision)

    async def store(
        self, key: str, revision: int, value: bytes, *, tell: tuple[str, ...] = ()
    ) -> bool:
        self._stored[key] = State(msgspec.json.decode(value)["state"])
        return await super().store(key, revision, value, tell=tell)

    async def close(self) -> None:
        self._wipe.close()
        await super().close()


async def play_all(house: House, admin: psycopg.Connection) -> None:
    """Play every golden conversation, each at a salon of its own; they go as written."""
    for number, journey in enumerate(JOURNEYS):
        admin.execute("DELETE FROM listings")  # nobody finds the salons of the one before
        player = await _at_own_salon(house, admin, journey, f"salon-{number}")
        assert await player.play(journey.lines) == list(journey.lines)
        await registry.close()


async def _at_own_salon(
    house: House, admin: psycopg.Connection, journey: Journey, slug: str
) -> Player:
    salon = replace(seed.demo(), salon_id=SalonId(ids.new()), slug=slug)
    async with house.database.unit_of_work(salon.salon_id, actor="seed") as tx:
        await salons.replace(tx, salon)
        await listings.save(tx, seed.LISTING)
        await accounts.connect(tx, house, "terminal", "Terminal", {}, slug)
    return Player(house, salon.salon_id, admin, replace(journey.options, salon=slug))


async def test_emptied_in_every_state_it_takes_nothing_from_any_conversation(
    house: House, admin: psycopg.Connection
) -> None:
    live = Wiped(house.settings.redis_url)
    await play_all(replace(house, live=live), admin)
    await live.close()
    # Which salon is asked where an account is shared, before any conversation is one salon's.
    assert live.wiped == set(OPEN) - {State.WHICH_SALON}
    assert (live.hits, live.misses > 20) == (0, True)


async def test_in_steady_state_sessions_come_from_redis(
    house: House, admin: psycopg.Connection
) -> None:
    await play_all(house, admin)
    loads = house.live.hits + house.live.misses
    assert loads > 20
    assert house.live.hits >= 0.99 * loads


def wishes(town: Town, salon: Salon, many: int) -> Iterator[tuple[Customer, str]]:
    """Give customers who want different times of one day."""
    staff = ("Ana", "Bea", "Cem")
    for number in range(many):
        hour, who = 9 + number // len(staff), staff[number % len(staff)]
        wish = f"haircut with {who} on {friday():%A %-d %B} at {hour}:00"
        yield Customer(town, salon), wish


async def books(customer: Customer) -> None:
    """Go on from what is held to the booking."""
    assert "Your first name?" in customer.heard[-1].text
    await customer.asks(customer.name)
    said = await customer.picks(customer.heard[-1].choice("Yes"))
    assert "Booked" in said.text


@pytest.mark.xdist_group("fleet")
async def test_emptied_over_and_over_it_stops_no_booking(
    town: Town, salon: Salon, own_valkey: OwnRedis
) -> None:
    async def visit(customer: Customer, wish: str) -> None:
        await customer.asks(wish)
        await books(customer)

    async def wipe(redis: Redis) -> None:
        while True:
            redis.flushall()
            await asyncio.sleep(0.01)

    with Redis.from_url(own_valkey.url) as redis:
        wiping = asyncio.create_task(wipe(redis))
        await asyncio.gather(*(visit(*one) for one in wishes(town, salon, 24)))
        wiping.cancel()
    assert await broken(town.settings) == []


@contextmanager
def dead(redis: OwnRedis) -> Iterator[None]:
    redis.stop()
    yield
    redis.start()


@contextmanager
def frozen(redis: OwnRedis) -> Iterator[None]:
    assert redis.process
    redis.process.send_signal(signal.SIGSTOP)
    yield
    redis.process.send_signal(signal.SIGCONT)


@pytest.mark.xdist_group("fleet")
@pytest.mark.parametrize("away", [dead, frozen])
async def test_while_it_is_away_every_message_is_taken_and_answered(
    town: Town,
    salon: Salon,
    own_valkey: OwnRedis,
    sized: Callable[[int, int], int],
    away: Callable[[OwnRedis], AbstractContextManager[None]],
) -> None:
    come = list(wishes(town, salon, 12))
    await asyncio.gather(*(customer.asks(wish) for customer, wish in come))
    until = monotonic() + sized(3, 30)

    async def chats(customer: Customer) -> None:
        while monotonic() < until:
            said = await customer.asks("can I talk to a human")
            assert "Your first name?" in said.text

    with away(own_valkey):
        await asyncio.gather(*(chats(customer) for customer, _ in come))
    await asyncio.gather(*(books(customer) for customer, _ in come))
    assert await broken(town.settings) == []
    customer, _ = come[0]
    with Redis.from_url(own_valkey.url) as redis:
        for _ in range(100):  # it is given a rest of a second first
            await customer.asks("thanks")
            if redis.dbsize():
                return
    pytest.fail("it is not used again")
