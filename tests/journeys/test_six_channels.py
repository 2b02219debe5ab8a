"""Whole conversations by every channel's own wire end the same inside."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware

from booking import seed
from bot import app, opening
from bot.engine import Engine
from bot.web import hooks, pages
from channels import accounts, port, registry
from foundation import clock
from foundation.house import House
from foundation.ids import ConversationId
from foundation.settings import Settings
from tests.bot.conftest import Started
from tests.journeys.facts import facts, session_of
from tests.journeys.phones import PROVIDERS, Browser, Exchange, Phone, exchange
from tests.journeys.player import Journey, read
from tests.shelf import Shelf

HERE = Path(__file__).parent
CHANNELS = (*PROVIDERS, "web")
TEN = (
    "01-happy-path", "03-ambiguous-day", "05-correction", "06-german", "07-human",
    "08-other-times", "09-not-understood", "10-several-things", "50-my-visits",
    "58-party-cancelled",
)  # fmt: skip
_LOOKS = 2000
_LEFT = """
SELECT (SELECT count(*) FROM inbox) - %s,
       (SELECT count(*) FROM inbox WHERE answered_revision IS NULL)
     + (SELECT count(*) FROM outbox WHERE status IN ('queued', 'sending'))
"""
_BOOKINGS = """
SELECT v.key, w.name, g.starts_at, g.ends_at, b.status, b.price ->> 'total', b.currency
  FROM bookings b JOIN booking_segments g USING (salon_id, booking_id)
  JOIN services v USING (salon_id, service_id)
  JOIN staff w ON (w.salon_id, w.staff_id) = (g.salon_id, g.staff_id)
 ORDER BY g.starts_at, g.position, w.name
"""
_HISTORY = """
SELECT h.seq, h.status, h.actor LIKE 'conversation%%' FROM booking_history h
  JOIN bookings USING (salon_id, booking_id) ORDER BY h.at, h.seq
"""
_SAID = """
SELECT side FROM (
  SELECT 'customer' AS side, received_at AS at, inbox_id AS number FROM inbox
  UNION ALL SELECT 'salon ' || kind || ' ' || status, created_at, outbox_id FROM outbox
) lines ORDER BY at, number
"""


@asynccontextmanager
async def doors(settings: Settings, moment: datetime) -> AsyncIterator[Settings]:
    """Serve the product at a fixed moment; gives its settings with the address it is under."""
    with socket.socket(proto=socket.IPPROTO_TCP) as opened:
        opened.bind(("127.0.0.1", 0))
        base = f"http://127.0.0.1:{opened.getsockname()[1]}"
        known = settings.model_copy(update={"public_url": base})

        @asynccontextmanager
        async def lifespan(made: Starlette) -> AsyncIterator[None]:
            async with app.house(known, clock.fixed(moment)) as house:
                made.state.engine = Engine(house)
                yield
                await made.state.engine.settle()

        doors = [Middleware(hooks.Door)]
        made = Starlette(
            routes=app.routes(), middleware=doors, lifespan=lifespan,
            exception_handlers=pages.ERRORS,
        )  # fmt: skip
        server = Started(uvicorn.Config(made, log_config=None, access_log=False))
        task = asyncio.create_task(server.serve([opened]))
        await server.serves.wait()
        try:
            yield known
        finally:
            server.should_exit = True
            await task


async def connect(house: House, square: Exchange, public_url: str) -> None:
    """Give the demo salon an account with every provider, deliveries included."""
    for kind in PROVIDERS:
        token = f"{kind}-at-the-square"
        ours = dict.fromkeys(registry.OURS.get(kind, ()), "made-up-by-us-0123456789abcdef")
        async with house.database.unit_of_work(seed.SALON_ID) as tx:
            secrets = ours | square.secrets(kind)
            made = await accounts.connect(tx, house, kind, kind, secrets, token)
        url = f"{public_url}/hooks/{kind}/{token}"
        channel = registry.adapter(kind)
        if isinstance(channel, port.Told):
            await channel.set_webhook(made.account, url)
        else:
            square.served[kind][1].point(url)


class Wire:
    """One customer who speaks over a channel's own wire, with what is true after each line."""

    def __init__(self, house: House, admin: psycopg.Connection, phone: Phone) -> None:
        self._house, self._admin, self._phone = house, admin, phone
        self._said = 0

    async def play(self, journey: Journey) -> list[tuple[str, object]]:
        """Say the customer's lines one by one; give the facts after each."""
        found = []
        for line in journey.lines:
            if line.startswith("> "):
                await self._says(line[2:])
                found.append((line, await self._true()))
        return found

    async def _says(self, text: str) -> None:
        talk = self._talk()
        session = await session_of(self._house, seed.SALON_ID, talk) if talk else None
        offered = session.offered if session else ()
        titles = [one.title.casefold() for one in offered]
        self._said += 1
        if text.casefold() not in titles:
            await self._phone.say(text)
        else:
            place = titles.index(text.casefold())
            if not await self._phone.tap(offered[place].id):
                await self._phone.say(str(place + 1))
        await self._settled()

    async def _settled(self) -> None:
        for _ in range(_LOOKS):
            if self._admin.execute(_LEFT, (self._said,)).fetchone() == (0, 0):
                return
            await asyncio.sleep(0.01)
        pytest.fail("a message was not answered, or an answer was not sent")

    async def _true(self) -> object:
        talk = self._talk()
        assert talk is not None
        session = await session_of(self._house, seed.SALON_ID, talk)
        assert session is not None
        return facts(self._admin, talk, session)

    def _talk(self) -> ConversationId | None:
        rows = self._admin.execute("SELECT conversation_id FROM conversations").fetchall()
        assert len(rows) <= 1
        return ConversationId(rows[0][0]) if rows else None

    def dump(self) -> dict[str, Any]:
        """Give what is left behind, without ids and without the channel."""
        statements = {"bookings": _BOOKINGS, "history": _HISTORY, "said": _SAID}
        return {name: self._admin.execute(each).fetchall() for name, each in statements.items()}


async def test_ten_conversations_are_the_same_inside_on_all_six_channels(
    house: House,
    admin: psycopg.Connection,
    empty: Callable[[], None],
    shelf: Shelf,
    sized: Callable[[int, int], int],
) -> None:
    # Of a change four are played, of a soak all ten.
    journeys = {name: read(HERE / f"{name}.chat") for name in TEN[:: sized(3, 1)]}
    [moment] = {one.options.moment for one in journeys.values()}
    assert moment is not None
    async with exchange() as square:
        settings = house.settings.model_copy(update=square.apis())
        async with doors(settings, moment.replace(tzinfo=seed.demo().zone)) as known:

            async def furnished() -> None:
                await opening.seed_demo(house)
                await connect(house, square, known.public_url)

            for number, (name, journey) in enumerate(journeys.items()):
                ends = {}
                for kind in CHANNELS:
                    empty()
                    await shelf.lay_out("six channels", furnished)
                    phone: Phone = (
                        Browser(square.client, known.public_url) if kind == "web"
                        else square.customer(kind, number)
                    )  # fmt: skip
                    wire = Wire(house, admin, phone)
                    ends[kind] = (await wire.play(journey), wire.dump())
                wrong = {kind: first_difference(ends["web"], end) for kind, end in ends.items()}
                assert not any(wrong.values()), f"{name}: {wrong}"


def first_difference(wanted: Any, found: Any) -> object:  # noqa: ANN401 - what was played
    """Give the first line after which something else is true, or what was left behind."""
    for one, other in zip(wanted[0], found[0], strict=True):
        if one != other:
            return one, other
    return None if wanted[1] == found[1] else (wanted[1], found[1])
