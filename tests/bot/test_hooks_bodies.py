"""Bodies that come too slowly, too large, in pieces, by half."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass

import psycopg
import pytest
from yarl import URL

from bot.web import hooks
from channels import accounts
from tests.bot.conftest import Site
from tests.parlour import until

PLACE = {"message_id": 1, "chat": {"id": 1001, "type": "private"}}
HELLO = json.dumps({"update_id": 1, "message": {**PLACE, "text": "hello"}}).encode()


@dataclass
class Wire:
    """A bare connection to the webhook's door."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    def begin(self, *headers: str) -> None:
        """Send the head of a request."""
        lines = ("POST /hooks/telegram/path HTTP/1.1", "Host: luma", *headers)
        secret = "X-Telegram-Bot-Api-Secret-Token: s3cret"
        self.writer.write("\r\n".join((*lines, secret, "", "")).encode())

    async def status(self) -> int:
        async with asyncio.timeout(20):
            line = await self.reader.readline()
        return int(line.split()[1])


@pytest.fixture
async def wire(site: Site) -> AsyncIterator[Wire]:
    secrets = {"token": "1:abc", "secret_token": "s3cret"}
    async with site.house.database.unit_of_work(site.salon_id) as tx:
        await accounts.connect(tx, site.house, "telegram", "Telegram", secrets, "path")
    url = URL(site.base)
    reader, writer = await asyncio.open_connection(url.host, url.port)
    yield Wire(reader, writer)
    writer.close()
    await writer.wait_closed()


def stored(admin: psycopg.Connection) -> int:
    row = admin.execute("SELECT count(*) FROM inbox").fetchone()
    assert row
    return int(row[0])


async def test_a_body_in_pieces_is_read_whole(wire: Wire, admin: psycopg.Connection) -> None:
    wire.begin(f"Content-Length: {len(HELLO)}")
    wire.writer.write(HELLO[:10])
    await wire.writer.drain()
    wire.writer.write(HELLO[10:])
    assert await wire.status() == 200
    assert stored(admin) == 1


async def test_a_stored_message_is_answered_by_the_same_process(
    wire: Wire, admin: psycopg.Connection
) -> None:
    wire.begin(f"Content-Length: {len(HELLO)}")
    wire.writer.write(HELLO)
    assert await wire.status() == 200
    answered = "SELECT count(answered_revision) FROM inbox"
    await until(lambda: admin.execute(answered).fetchone() == (1,))


async def test_a_body_that_does_not_come_is_not_waited_for(
    wire: Wire, admin: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hooks, "SLOWEST", 0.2)
    wire.begin("Transfer-Encoding: chunked")
    wire.writer.write(b"1\r\n{\r\n")
    assert await wire.status() == 408
    assert stored(admin) == 0


async def test_a_body_without_end_is_cut_off(wire: Wire, admin: psycopg.Connection) -> None:
    wire.begin("Transfer-Encoding: chunked")
    for _ in range(hooks.LARGEST // 65_536 + 1):
        wire.writer.write(b"10000\r\n" + b" " * 65_536 + b"\r\n")
    assert await wire.status() == 413
    assert stored(admin) == 0


@pytest.mark.parametrize("length", [hooks.LARGEST + 1, 10**30])
async def test_a_length_beyond_the_limit_is_refused_before_the_body(
    wire: Wire, length: int
) -> None:
    wire.begin(f"Content-Length: {length}")
    assert await wire.status() in {400, 413}


@pytest.mark.parametrize("length", ["-1", "abc", "1_0"])
async def test_a_length_that_is_no_number_is_refused(wire: Wire, length: str) -> None:
    wire.begin(f"Content-Length: {length}")
    assert await wire.status() == 400


async def test_half_a_body_is_nothing(wire: Wire, site: Site, admin: psycopg.Connection) -> None:
    wire.begin(f"Content-Length: {len(HELLO)}")
    wire.writer.write(HELLO[:20])
    await wire.writer.drain()
    wire.writer.close()
    await site.engine.settle()
    assert stored(admin) == 0
