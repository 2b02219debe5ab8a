"""The product behind a real socket in a thread of its own, for clients that block."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import uvicorn
from hypothesis import strategies as st
from starlette.applications import Starlette

from booking import customers, desk, seed
from booking.catalogue import Catalogue
from booking.desk import Order
from booking.plan import Want
from bot import app
from bot.api import keys
from bot.api.keys import Scope
from bot.engine import Engine
from foundation import clock, ids
from foundation.db import Tx
from foundation.house import House
from foundation.ids import CustomerId
from foundation.settings import Settings

NOW = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
TIMES = tuple(
    f"2026-11-{day}T{hour:02}:00:00+01:00" for day in (24, 25, 27) for hour in range(9, 18)
)
DAYS = ("2026-11-24", "2026-11-25", "2026-11-27", "2026-12-01")


@dataclass
class Served:
    """Where it listens, a key that opens all, ids that its salon knows by the field's name."""

    base: str
    headers: dict[str, str]
    known: dict[str, list[str]]


@contextmanager
def serving(settings: Settings) -> Iterator[Served]:
    """Serve the demo salon with something of everything in it."""
    token, known = asyncio.run(_filled(settings))
    config = uvicorn.Config(_doors(settings), port=0, log_config=None, access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            thread.join(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield Served(f"http://127.0.0.1:{port}/api", {"Authorization": f"Bearer {token}"}, known)
    finally:
        server.should_exit = True
        thread.join()


def _doors(settings: Settings) -> Starlette:
    """Give the product's own doors; it is Monday 23 November 2026, 14:05."""

    @asynccontextmanager
    async def lifespan(application: Starlette) -> AsyncIterator[None]:
        async with app.house(settings, clock.fixed(NOW)) as house:
            application.state.engine = Engine(house)
            yield

    return Starlette(routes=app.routes(), lifespan=lifespan)


async def _filled(settings: Settings) -> tuple[str, dict[str, list[str]]]:
    async with app.house(settings) as house, house.database.unit_of_work(seed.SALON_ID) as tx:
        salon = await seed.seed_demo(tx, house.directory)
        token = await keys.add(tx, house, "test", frozenset(Scope))
        people = [await _person(tx, house) for _ in range(2)]
        bookings = [str(await _booked(tx, salon, who, n)) for n, who in enumerate(people * 3)]
        services = [str(one.id) for one in salon.services]
        staff = [str(one.id) for one in salon.staff]
        named = [str(one) for one in people]
        return token, {
            "booking_id": bookings,
            "customer_id": named,
            "customer": named,
            "id": named,
            "service_id": services,
            "service": services,
            "staff_id": staff,
            "staff_ids": staff,
            "staff": staff,
            "resource_id": [str(one.id) for one in salon.resources],
            "addon_ids": [str(one.id) for one in salon.addons],
            "addon": [str(one.id) for one in salon.addons],
            "start": list(TIMES),
            "end": list(TIMES),
            "from": list(DAYS[:2]),
            "to": list(DAYS[2:]),
        }


async def _person(tx: Tx, house: House) -> CustomerId:
    made = CustomerId(ids.new())
    await customers.keep(tx, house.vault, made, {"name": "Mia"})
    return made


async def _booked(tx: Tx, salon: Catalogue, who: CustomerId, number: int) -> UUID:
    start = NOW + timedelta(days=7, hours=number - 4, minutes=-5)
    wish = ((Want(salon.services[0].id),),)
    [made] = await desk.book(
        tx, salon, wish=wish, start=start, customers=(who,), order=Order(), now=NOW
    )
    return made.booking_id


@st.composite
def at_home(draw: st.DrawFn, value: Any, known: dict[str, list[str]], name: str = "") -> Any:  # noqa: ANN401 - JSON
    """Put ids and times that the salon knows in the place of random ones."""
    if name == "customer" and isinstance(value, dict):
        return {"id": draw(st.sampled_from(known[name]))}
    if isinstance(value, dict):
        return {key: draw(at_home(one, known, key)) for key, one in value.items()}
    if isinstance(value, list):
        given = known.get(name, [""])
        return [draw(at_home(one, known, name)) for one in value] if given else []
    if isinstance(value, str) and known.get(name):
        return draw(st.sampled_from(known[name]))
    return value


def sensible(body: dict[str, Any], known: dict[str, list[str]]) -> dict[str, Any]:
    """Make a booking of what may be one: few random bodies would have all that belongs together."""
    new = {"start": known["start"][0], "services": [{"service_id": known["service_id"][0]}]}
    left_out = {"hold_id", "companions", "override"}
    return {key: one for key, one in (new | body).items() if key not in left_out and one}
