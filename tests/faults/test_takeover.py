"""Once a takeover is answered the bot says nothing more, whoever was thinking or sending."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import aiohttp
import psycopg
import pytest
from sqlalchemy import insert

from bot import app
from bot.console import sessions, tables
from bot.guard import seals
from channels import transcript
from foundation import clock, ids
from foundation.clock import monotonic
from foundation.embedded import Servers
from foundation.house import House
from foundation.ids import ConversationId, OperatorId
from foundation.settings import Settings
from tests.faults.conftest import Fleet, database, running
from tests.faults.customers import Customer, said_to
from tests.faults.town import PATIENCE, Salon, Town, broken, open_salon, settled, visit

pytestmark = pytest.mark.xdist_group("fleet")

_TRIES = 5
_AT_ONCE = 40
_SEND = 0.25  # seconds
WORDS = ("haircut", "on friday", "after 4", "with Ana please", "hello?")
# The bot's messages whose sending ended after the moment at which the takeover was answered.
LATE = """
SELECT outbox_id FROM outbox
 WHERE salon_id = %s AND conversation_id = %s AND kind = 'bot' AND status = 'sent' AND sent_at > %s
"""
DROPPED = "SELECT count(*) FROM outbox WHERE salon_id = %s AND status = 'dropped'"


@dataclass(frozen=True, slots=True)
class Desk:
    """An operator's browser: the cookie of a session, the token of its forms."""

    town: Town
    cookie: str
    csrf: str

    async def takes(self, talk: ConversationId, version: int = 0) -> int:
        """Send the form that takes a conversation over to whichever door comes next."""
        url = f"{next(self.town.turns)}/console/conversations/{talk}/take"
        form = {"csrf": self.csrf, "version": str(version)}
        headers = {"cookie": f"parlance_console={self.cookie}", "accept": "text/html"}
        # A form is no webhook: nobody sends it again, so it goes over a connection of its own.
        async with (
            aiohttp.ClientSession() as client,
            client.post(url, data=form, headers=headers, allow_redirects=False) as answer,
        ):
            return answer.status


@dataclass(slots=True)
class Guest:
    """A customer who writes in bursts while an operator takes the conversation over."""

    customer: Customer
    desk: Desk
    bursts: int
    room: asyncio.Semaphore
    posted: int = 0
    taken_at: datetime | None = None
    heard_then: int = 0
    talk: ConversationId | None = None
    began: asyncio.Event = field(default_factory=asyncio.Event)

    async def visits(self, hall: House) -> None:
        """Come in, write, be taken over at a moment of one's own luck, write on."""
        async with self.room:
            await asyncio.gather(self._writes(), self._is_taken(hall))

    async def _writes(self) -> None:
        for burst in range(self.bursts):
            for number in range(2 + self._luck(f"many {burst}") % 4):
                await self._says(WORDS[number % len(WORDS)])
                self.posted += 1
                self.began.set()
                await asyncio.sleep(self._luck(f"pause {burst} {number}") % 300 / 1000)

    async def _says(self, text: str) -> None:
        """Post an update, the very same again when the connection broke, as a provider does."""
        body = self.customer.written(text)
        for _ in range(_TRIES):
            with suppress(aiohttp.ClientConnectionError):
                assert await self.customer.town.post(self.customer.salon, body) == 200
                return
        pytest.fail("no door takes the message")

    async def _is_taken(self, hall: House) -> None:
        await self.began.wait()
        salon = self.customer.salon
        async with hall.database.unit_of_work(salon.id) as tx:
            self.talk = await transcript.find(
                tx, hall.vault, salon.account_id, str(self.customer.number)
            )
        assert self.talk is not None
        # About when the bot has waited long enough to answer.
        await asyncio.sleep((500 + self._luck("taken") % 900) / 1000)
        assert await self.desk.takes(self.talk) == 303
        self.taken_at = clock.now()
        self.heard_then = len(await self._heard())

    async def heard_after(self) -> int:
        """Tell how many messages reached the customer after the takeover was answered."""
        return len(await self._heard()) - self.heard_then

    async def _heard(self) -> list[object]:
        one = self.customer
        for _ in range(_TRIES):
            with suppress(aiohttp.ClientConnectionError):
                return list(await said_to(one.town, one.salon, one.number, 0, 0))
        pytest.fail("the stand-in does not say what it has")

    def _luck(self, what: str) -> int:
        throw = sha256(f"{self.customer.number} {what}".encode()).digest()
        return int.from_bytes(throw[:4], "big")


async def hire(hall: House, salon: Salon, town: Town) -> Desk:
    """Give the salon an operator who is signed in."""
    operator = OperatorId(ids.new())
    async with hall.database.unit_of_work(salon.id) as tx:
        row = {"salon_id": salon.id, "operator_id": operator, "login": str(operator)}
        await tx.execute(
            insert(tables.operators).values(row | {"name": "Ana", "password_hash": "x"})
        )
        cookie = await sessions.begin(tx, operator)
    return Desk(town, cookie, seals.form_token(hall.vault, cookie.partition(".")[2]))


async def crowd(
    hall: House, town: Town, salon: Salon, many: int, admin: psycopg.Connection
) -> list[Guest]:
    """Let so many customers write and be taken over; all is quiet when this returns."""
    desk = await hire(hall, salon, town)
    # So many talk at once, however slow the machine is; one operator takes all of them over.
    room = asyncio.Semaphore(_AT_ONCE)
    guests = [Guest(Customer(town, salon), desk, 2, room) for _ in range(many)]
    async with slow_sends(town):
        await asyncio.gather(*(one.visits(hall) for one in guests))
        await settled(admin, salon.id, sum(one.posted for one in guests))
    return guests


@asynccontextmanager
async def slow_sends(town: Town) -> AsyncIterator[None]:
    """Let every send take a while: no luck decides whether one is under way at a takeover."""
    faults = f"{town.telegram}/_stand_in/fault"
    slow = {"method": "sendMessage", "kind": "slow", "seconds": _SEND, "times": 1_000_000}
    async with town.client.post(faults, json=slow) as answer:
        assert answer.status == 200
    yield
    async with town.client.delete(faults) as answer:
        assert answer.status == 200


def late(admin: psycopg.Connection, salon: Salon, guests: list[Guest]) -> int:
    """Count what the bot sent after takeovers were answered, by the rows of what was sent."""
    return sum(
        len(admin.execute(LATE, (salon.id, one.talk, one.taken_at)).fetchall()) for one in guests
    )


@pytest.mark.timeout(900)  # the full size is some 7,000 messages
async def test_after_a_takeover_is_answered_the_bot_says_nothing(
    town: Town,
    hall: House,
    salon: Salon,
    superuser: psycopg.Connection,
    sized: Callable[[int, int], int],
    record_property: Callable[[str, object], None],
) -> None:
    begun = monotonic()
    guests = await crowd(hall, town, salon, sized(20, 500), superuser)
    assert late(superuser, salon, guests) == 0
    assert [after for one in guests if (after := await one.heard_after())] == []
    [dropped] = superuser.execute(DROPPED, (salon.id,)).fetchone() or (0,)
    record_property("messages dropped", dropped)
    record_property("seconds", round(monotonic() - begun))
    assert await broken(town.settings) == []


@asynccontextmanager
async def opened(fleet: Fleet) -> AsyncIterator[tuple[Town, House, Salon]]:
    async with visit(fleet.settings, fleet.doors) as town, app.house(town.settings) as hall:
        yield town, hall, await open_salon(hall)


@pytest.fixture(scope="module")
def hasty(servers: Servers, city: Settings, folder: Path) -> Iterator[Fleet]:
    """A fleet over a database that does not say what the bot is sending."""
    name = f"{city.database_url.rpartition('/')[2]}_hasty"
    with database(servers, name) as bare:
        with psycopg.connect(bare.database_owner_url) as owner:
            owner.execute(
                "CREATE OR REPLACE FUNCTION bot_sends(salon uuid, talk uuid) RETURNS boolean"
                " LANGUAGE plpgsql AS $$ BEGIN RETURN false; END $$"
            )
        more = {"redis_url": city.redis_url, "telegram_api": city.telegram_api}
        settings = bare.model_copy(update={**more, "public_url": city.public_url})
        with running(settings, folder, "hasty") as fleet:
            yield fleet


async def test_without_the_look_at_what_is_being_sent_some_comes_after(
    hasty: Fleet, servers: Servers
) -> None:
    """The control: the same crowds, until one is overtaken by a message of the bot."""
    name = hasty.settings.database_url.rpartition("/")[2]
    url = f"{servers.admin_url.rpartition('/')[0]}/{name}"
    until = monotonic() + 3 * PATIENCE
    with psycopg.connect(url, autocommit=True) as admin:
        while monotonic() < until:
            async with opened(hasty) as (town, hall, salon):
                if late(admin, salon, await crowd(hall, town, salon, 30, admin)):
                    return
    pytest.fail("no message of the bot ever came after a takeover: the test proves nothing")
