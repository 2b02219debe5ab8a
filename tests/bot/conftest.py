"""The real product behind a real server: the demo salon, a browser-like client, an operator."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from uuid import UUID

import aiohttp
import pytest
import uvicorn
from sqlalchemy import insert
from yarl import URL

from booking import seed
from bot import app, opening
from bot.console import operators, passwords, sessions, tables
from bot.engine import Engine
from foundation.house import House
from foundation.ids import OperatorId, SalonId
from foundation.settings import Settings
from tests.shelf import Shelf

OPERATOR = OperatorId(UUID(int=9))


class Started(uvicorn.Server):
    """uvicorn's server that can be waited for."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.serves = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.serves.set()


@dataclass
class Site:
    """The served product; `engine` is the running process's own."""

    base: str
    server: uvicorn.Server
    engine: Engine
    house: House
    salon_id: SalonId = field(default_factory=lambda: seed.demo().salon_id)


@dataclass
class Client:
    """A browser without a screen: keeps cookies, sends forms with the token of the last page."""

    http: aiohttp.ClientSession
    site: Site
    page: str = ""
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)

    async def get(self, path: str, **headers: str) -> str:
        asked = {"accept": "text/html"} | headers
        async with self.http.get(
            self.site.base + path, headers=asked, allow_redirects=False
        ) as answer:
            return await self._read(answer)

    async def post(self, path: str, fields: dict[str, str], **headers: str) -> str:
        form = {"csrf": self.token} | fields
        async with self.http.post(
            self.site.base + path, data=form, headers=headers, allow_redirects=False
        ) as answer:
            return await self._read(answer)

    @property
    def token(self) -> str:
        found = re.search(r'name="csrf" value="([^"]*)"', self.page)
        return found[1] if found else ""

    async def _read(self, answer: aiohttp.ClientResponse) -> str:
        text = await answer.text()
        self.status, self.headers = answer.status, {k.lower(): v for k, v in answer.headers.items()}
        if 'name="csrf"' in text and "<html" in text:
            self.page = text
        return text

    def cookie(self, name: str) -> str:
        return next((one.value for one in self.http.cookie_jar if one.key == name), "")

    def put_cookie(self, name: str, value: str) -> None:
        self.http.cookie_jar.update_cookies({name: value}, URL(self.site.base))


@asynccontextmanager
async def serving(settings: Settings, house: House) -> AsyncIterator[Site]:
    """Run the product's own web doors on a free port of this process."""
    application = app.web(settings, alone=False)
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as sock:
        sock.bind(("127.0.0.1", 0))
        config = uvicorn.Config(
            application, log_config=None, access_log=False, timeout_graceful_shutdown=3
        )
        server = Started(config)
        task = asyncio.create_task(server.serve([sock]))
        await server.serves.wait()
        base = f"http://127.0.0.1:{sock.getsockname()[1]}"
        engine = application.state.engine
        yield Site(base, server, engine, house)
        engine.closing.set()
        server.should_exit = True
        await task


@asynccontextmanager
async def browsing(site: Site) -> AsyncIterator[Client]:
    """Open a client with its own cookies."""
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar) as http:
        yield Client(http, site)


@pytest.fixture(scope="session")
def demo_hash() -> str:
    """The demo password's hash: made once, it costs a third of a second."""
    return asyncio.run(passwords.hashed(opening.DEMO_PASSWORD))


@pytest.fixture
async def site(house: House, demo_hash: str, shelf: Shelf) -> AsyncIterator[Site]:
    """The demo salon with its operator, served."""

    async def furnished() -> None:
        nobody = replace(house, settings=house.settings.model_copy(update={"env": "production"}))
        salon_id = await opening.seed_demo(nobody)
        async with house.database.unit_of_work(salon_id) as tx:
            await house.directory.enter(tx, operators.KIND, opening.DEMO_LOGIN)
            row = {"salon_id": salon_id, "operator_id": OPERATOR, "login": opening.DEMO_LOGIN}
            await tx.execute(
                insert(tables.operators).values(row | {"name": "Ana", "password_hash": demo_hash})
            )

    await shelf.lay_out("site", furnished)
    async with serving(house.settings, house) as running:
        yield running


@pytest.fixture
async def customer(site: Site) -> AsyncIterator[Client]:
    """A customer who has the web chat open."""
    async with browsing(site) as client:
        await client.get("/chat/demo")
        yield client


@pytest.fixture
async def visitor(site: Site) -> AsyncIterator[Client]:
    """Somebody who has not signed in to the console."""
    async with browsing(site) as client:
        yield client


@pytest.fixture
async def operator(visitor: Client) -> Client:
    """The demo's operator, already signed in."""
    async with visitor.site.house.database.unit_of_work(visitor.site.salon_id) as tx:
        cookie = await sessions.begin(tx, OPERATOR)
    visitor.put_cookie("parlance_console", cookie)
    await visitor.get("/console/conversations")
    assert visitor.status == 200
    return visitor
