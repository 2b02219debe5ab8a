"""A town of salons behind the doors of running processes."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import count, cycle

import aiohttp
import psycopg

from booking import salons, seed
from booking.catalogue import Catalogue
from bot import check
from channels import accounts
from foundation import ids
from foundation.clock import monotonic
from foundation.house import House
from foundation.ids import AccountId, SalonId
from foundation.settings import Settings

PATIENCE = 20.0  # seconds anything may take before a test fails
_LOOK = 0.05
_numbers = count(1001)

# How many of so many updates are not stored yet or not answered, how many replies are not gone.
_LEFT = """
SELECT %(updates)s - count(*) + count(*) FILTER (WHERE answered_revision IS NULL) + (
  SELECT count(*) FROM outbox WHERE salon_id = %(salon)s AND status IN ('queued', 'sending'))
  FROM inbox WHERE salon_id = %(salon)s
"""


@dataclass(frozen=True, slots=True)
class Salon:
    """A copy of the demo salon with a Telegram bot of its own."""

    catalogue: Catalogue
    account_id: AccountId
    token: str
    secret: str
    path: str

    @property
    def id(self) -> SalonId:
        return self.catalogue.salon_id

    @property
    def number(self) -> int:
        """The bot's, as Telegram counts them."""
        return int(self.token.partition(":")[0])


@dataclass(slots=True)
class Town:
    """The doors of running processes, taken in turn; Telegram's address; a client for both."""

    settings: Settings
    doors: tuple[str, ...]
    client: aiohttp.ClientSession
    updates: Iterator[int] = field(default_factory=lambda: count(1))
    turns: Iterator[str] = field(init=False)

    def __post_init__(self) -> None:
        self.turns = cycle(self.doors)

    @property
    def telegram(self) -> str:
        return self.settings.telegram_api

    async def post(
        self, salon: Salon, body: bytes | BytesIO | AsyncIterator[bytes], secret: str | None = None
    ) -> int:
        """Deliver a body as Telegram does; gives the status."""
        headers = {
            "Content-Type": "application/json",
            "X-Telegram-Bot-Api-Secret-Token": salon.secret if secret is None else secret,
        }
        url = next(self.turns) + salon.path
        async with self.client.post(url, data=body, headers=headers) as answer:
            return answer.status


@asynccontextmanager
async def visit(settings: Settings, doors: tuple[str, ...] = ()) -> AsyncIterator[Town]:
    """Come to the doors for one test."""
    # Less than the doors keep an idle connection, or they would close it under our feet.
    connector = aiohttp.TCPConnector(limit=0, keepalive_timeout=2)
    async with aiohttp.ClientSession(connector=connector) as client:
        yield Town(settings, doors, client)


async def open_salon(house: House, *, secret: str | None = None) -> Salon:
    """Copy the demo salon under a name of its own, with a bot that the stand-in knows."""
    number, path = next(_numbers), ids.token()
    catalogue = replace(seed.demo(), salon_id=SalonId(ids.new()), slug=f"salon-{number}")
    token, secret = f"{number}:{ids.token()}", ids.token() if secret is None else secret
    secrets = {"token": token} | ({"secret_token": secret} if secret else {})
    async with house.database.unit_of_work(catalogue.salon_id, actor="seed") as tx:
        await salons.replace(tx, catalogue)
        made = await accounts.connect(tx, house, "telegram", "Telegram", secrets, path)
    url = f"{house.settings.telegram_api}/bot{token}/getMe"
    async with aiohttp.ClientSession() as client, client.post(url) as answer:
        assert answer.status == 200
    return Salon(catalogue, made.account_id, token, secret, f"/hooks/telegram/{path}")


async def settled(admin: psycopg.Connection, salon: SalonId, updates: int) -> None:
    """Wait until so many updates were taken, all are answered, no reply is on its way."""
    values = {"salon": salon, "updates": updates}
    until = monotonic() + PATIENCE
    while (left := admin.execute(_LEFT, values).fetchone()) != (0,):
        assert monotonic() < until, f"{left} are left"
        await asyncio.sleep(_LOOK)


async def broken(settings: Settings) -> list[str]:
    """Ask what `parlance check` asks; give the promises that are not kept."""
    found = await check.run(settings.database_read_url)
    return [one.line for one in found if not one.ok]
