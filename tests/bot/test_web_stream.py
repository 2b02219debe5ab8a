import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import aiohttp

from bot.guard.pace import Pace, Seats
from bot.page import live
from channels import inbox
from channels.message import Address, Inbound, Kind
from tests.bot.conftest import Client, Site, browsing

EVENTS = "/chat/demo/events"


@dataclass
class Event:
    name: str
    data: str
    id: str


class Reader:
    """Reads server-sent events as a browser does."""

    def __init__(self, answer: aiohttp.ClientResponse) -> None:
        self.answer = answer

    async def next(self, limit: float = 5.0) -> Event:
        async with asyncio.timeout(limit):
            while True:
                block = await self._block()
                if "event" in block:
                    return Event(block["event"], block.get("data", ""), block.get("id", ""))

    async def ended(self, limit: float = 5.0) -> bool:
        async with asyncio.timeout(limit):
            while not self.answer.content.at_eof():
                await self.answer.content.readany()
        return True

    async def _block(self) -> dict[str, str]:
        block: dict[str, str] = {}
        while True:
            line = (await self.answer.content.readline()).decode().rstrip("\n")
            if not line:
                if self.answer.content.at_eof():
                    raise EOFError
                return block
            key, _, value = line.partition(": ")
            block[key] = f"{block[key]}\n{value}" if key in block else value


@asynccontextmanager
async def reading(client: Client, path: str = EVENTS, **headers: str) -> AsyncIterator[Reader]:
    async with client.http.get(client.site.base + path, headers=headers) as answer:
        assert answer.status == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield Reader(answer)


async def until(reader: Reader, text: str) -> Event:
    while True:
        event = await reader.next()
        if text in event.data:
            return event


async def say(client: Client, text: str) -> None:
    await client.post("/chat/demo/messages", {"text": text})
    assert client.status == 303


async def test_a_stranger_has_no_stream(site: Site) -> None:
    async with browsing(site) as stranger:
        await stranger.get(EVENTS)
        assert stranger.status == 204


async def test_before_the_first_message_the_stream_ends_at_once(customer: Client) -> None:
    async with reading(customer) as reader:
        assert await reader.ended()


async def test_an_answer_comes_in_by_itself(customer: Client) -> None:
    await say(customer, "hello")
    async with reading(customer) as reader:
        await until(reader, "Luma assistant")
        await say(customer, "haircut with Bea on Friday 17 December 2027 at 17:00")
        event = await until(reader, "Held for you")
    assert event.name == "put"
    assert 'id="card"' in event.data


async def test_a_reconnect_goes_on_after_what_was_seen(customer: Client) -> None:
    for n in range(8):
        await say(customer, f"hello {n}")
        await asyncio.sleep(0.05)
    async with reading(customer) as reader:
        event = await until(reader, "hello 7")
    assert "hello 0" in event.data
    async with reading(customer, **{"Last-Event-ID": event.id}) as reader:
        again = await reader.next()
    assert "hello 0" not in again.data
    assert "hello 7" in again.data  # the last ones come again: the page knows them by their id


async def test_a_cursor_that_makes_no_sense_is_the_beginning(customer: Client) -> None:
    await say(customer, "hello")
    for cursor in ("", "x.y", "-1.-1", "9" * 40, "1.2.3", "②.②"):
        async with reading(customer, f"{EVENTS}?after={cursor}") as reader:
            assert "hello" in (await reader.next()).data


async def test_what_nobody_told_is_found_by_the_poll(customer: Client, site: Site) -> None:
    await say(customer, "hello")
    connected = await site.engine.web_account("demo")
    address = Address(customer.cookie("parlance_chat").split(".")[0], "en")
    silent = Inbound(Kind.TEXT, address, "told.nobody-12", 9 * 10**12, "out of the blue")
    assert connected
    async with reading(customer) as reader:
        await until(reader, "Luma assistant")
        await inbox.hear(site.house, connected, silent)
        event = await until(reader, "out of the blue")
    assert 'id="typing" data-at="9000000000000000" data-v="on"' in event.data


async def test_an_open_stream_ends_when_the_server_stops(customer: Client, site: Site) -> None:
    await say(customer, "hello")
    async with reading(customer) as reader:
        await reader.next()
        site.engine.closing.set()
        assert await reader.ended(limit=1.0)


async def test_a_reader_who_leaves_leaves_nothing_running(customer: Client) -> None:
    await say(customer, "hello")
    before = len(asyncio.all_tasks())
    async with reading(customer) as reader:
        await reader.next()
        during = len(asyncio.all_tasks())
    for _ in range(100):
        if len(asyncio.all_tasks()) <= before:
            break
        await asyncio.sleep(0.02)
    assert len(asyncio.all_tasks()) <= before < during


async def test_a_reader_may_have_eight_pages_open_and_again_when_one_is_closed(
    customer: Client,
) -> None:
    await say(customer, "hello")
    async with AsyncExitStack() as stack:
        for _ in range(7):
            await (await stack.enter_async_context(reading(customer))).next()
        async with reading(customer) as eighth:
            await eighth.next()
            async with customer.http.get(customer.site.base + EVENTS) as ninth:
                assert ninth.status == 429
                assert ninth.headers["retry-after"] == "20"
    for _ in range(250):  # the server has yet to notice who left
        if await opens(customer) == 200:
            return
        await asyncio.sleep(0.02)
    raise AssertionError("no seat became free")


async def opens(client: Client) -> int:
    async with client.http.get(client.site.base + EVENTS) as answer:
        return answer.status


def test_seats_are_counted_each_and_in_all() -> None:
    seats = Seats(most=3, each=2)
    assert [seats.take("a"), seats.take("a"), seats.take("a")] == [True, True, False]
    assert [seats.take("b"), seats.take("b")] == [True, False]
    seats.leave("a")
    assert [seats.take("b"), seats.take("b")] == [True, False]


def test_a_pace_is_kept_per_key_and_forgotten_in_time() -> None:
    now = [0.0]
    pace = Pace(2, 10.0, lambda: now[0])
    assert [pace.allows("a"), pace.allows("a"), pace.allows("a")] == [True, True, False]
    assert pace.allows("b")
    now[0] = 10.0
    assert pace.allows("a")


def test_a_flood_of_keys_does_not_grow_the_memory() -> None:
    pace = Pace(1, 10.0, lambda: 0.0)
    for number in range(20_001):
        assert pace.allows(str(number))
    assert pace.allows("0")  # forgotten: the oldest goes first
    assert not pace.allows("20000")


def test_an_event_stays_one_whatever_it_holds() -> None:
    text = live.event("put", "a\r\n\r\nevent: forged\rdata: x\n\nb", "1.2")
    assert text.count("\n\n") == 1
    assert [line.split(": ")[0] for line in text.strip().split("\n")][:2] == ["id", "event"]
    assert all(line.startswith("data: ") for line in text.strip().split("\n")[2:])
