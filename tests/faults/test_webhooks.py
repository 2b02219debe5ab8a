"""Whatever is posted to a door, the answer is a clear status; the next message is answered."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from io import BytesIO

import psycopg
import pytest

from foundation.house import House
from tests.faults.customers import Customer, said_to
from tests.faults.rivals import friday
from tests.faults.town import Salon, Town, broken, open_salon, settled

pytestmark = pytest.mark.xdist_group("fleet")

COUNTS = """
SELECT (SELECT count(*) FROM inbox WHERE salon_id = %(salon)s),
       (SELECT count(*) FROM turns WHERE salon_id = %(salon)s),
       (SELECT count(*) FROM outbox WHERE salon_id = %(salon)s)
"""
SPACES = b" " * 10_000_000
DEEP = b"[" * 100_000 + b"]" * 100_000
# What a body says, with `$` where the customer's own update goes on, beside the status it deserves.
BODIES: dict[str, tuple[Callable[[bytes], bytes], int]] = {
    "nothing": (lambda _: b"", 400),
    "no JSON": (lambda _: b"update_id=1", 400),
    "JSON that is no object": (lambda _: b"[1, 2]", 400),
    "an object without a number": (lambda _: b"{}", 400),
    "deep JSON": (lambda _: DEEP, 400),
    "deep JSON in an unknown field": (lambda good: good[:-1] + b',"x":' + DEEP + b"}", 400),
    "a number of 5,000 digits": (lambda _: b'{"update_id":' + b"9" * 5000 + b"}", 400),
    "a number beyond the database's": (lambda _: b'{"update_id":9223372036854775808}', 400),
    "not a number": (lambda _: b'{"update_id":NaN}', 400),
    "bad UTF-8": (lambda good: good.replace(b"hello", b"hel\xfflo"), 400),
    "half of an update": (lambda good: good[: len(good) // 2], 400),
    "an update of a kind nobody knows": (lambda _: b'{"update_id":1,"novelty":{"a":[1]}}', 200),
    "an update of a strange shape": (lambda _: b'{"update_id":2,"message":{"chat":7}}', 200),
    "the same key twice": (lambda good: good[:-1] + b',"message":null}', 200),
}
TEXTS = {
    "a NUL": "hel\x00lo",
    "a lone surrogate": "hel\ud800lo",
    "surrogates the wrong way round": "hel\udc00\ud800lo",
    "64 kB": "hello " * 11_000,
    "64 kB of one word": "x" * 65_536,
    "64 kB of combining marks": "a" + "\u0301" * 65_535,
    "nothing but spaces": " \t\n\u200b\u2060 ",
    "right to left": "\u202eolleh\u202c \u05e9\u05dc\u05d5\u05dd",
    "joined emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466" * 50,
    "SQL": "'; DROP TABLE bookings; --",
    "a template": "{{ 7*7 }} {0} %s ${x} <script>alert(1)</script>",
    "a header": "hello\r\nX-Injected: yes\r\n\r\n",
    "many digits": "9" * 4000,
    "many numbers": "1 2 3 " * 700,
    "brackets": "[" * 4096,
}


@pytest.fixture
async def mia(town: Town, salon: Salon) -> AsyncIterator[Customer]:
    """A customer who is answered at the end, whatever went before."""
    customer = Customer(town, salon)
    yield customer
    customer.heard = await said_to(town, salon, customer.number, 0, 0)
    said = await customer.asks(f"haircut with Bea on {friday():%A %-d %B} at 17:00")
    assert "Held for you" in said.text
    assert await broken(town.settings) == []


@pytest.mark.parametrize("what", BODIES)
async def test_a_hostile_body_gets_a_clear_status(mia: Customer, what: str) -> None:
    made, status = BODIES[what]
    assert await mia.town.post(mia.salon, made(mia.written("hello"))) == status


@pytest.mark.parametrize("what", TEXTS)
async def test_a_hostile_text_is_answered(mia: Customer, what: str) -> None:
    assert (await mia.asks(TEXTS[what])).text


async def chunks(body: bytes, size: int) -> AsyncIterator[bytes]:
    for number in range(0, len(body), size):
        yield body[number : number + size]


async def test_a_body_in_chunks_is_read(mia: Customer) -> None:
    assert await mia.town.post(mia.salon, chunks(mia.written("hello"), 7)) == 200
    assert (await mia.hears()).text


async def test_10_mb_are_too_large(mia: Customer) -> None:
    assert await mia.town.post(mia.salon, BytesIO(mia.written("hello") + SPACES)) == 413


async def test_10_mb_in_chunks_are_cut_off(mia: Customer) -> None:
    assert await mia.town.post(mia.salon, chunks(SPACES, 65_536)) == 413


@pytest.mark.parametrize("secret", ["", "wrong", "s" * 10_000])
async def test_a_wrong_secret_is_told_so_and_does_nothing(
    mia: Customer, superuser: psycopg.Connection, secret: str
) -> None:
    assert await mia.town.post(mia.salon, mia.written("hello"), secret=secret) == 401
    assert counted(superuser, mia.salon) == (0, 0, 0)


@pytest.mark.parametrize(
    "path",
    ["/hooks/telegram/unknown", "/hooks/pigeon/x", "/hooks/web/demo", "/hooks/terminal/demo"],
)
async def test_an_unknown_account_is_not_there(mia: Customer, path: str) -> None:
    stranger = replace(mia.salon, path=path)
    assert await mia.town.post(stranger, mia.written("hello")) == 404


async def test_an_account_without_its_secret_is_named(mia: Customer, hall: House) -> None:
    salon = await open_salon(hall, secret="")
    url = mia.town.doors[0] + salon.path
    async with mia.town.client.post(url, data=mia.written("hello")) as answer:
        assert answer.status == 503
        assert "secret_token" in await answer.text()


async def test_the_same_update_ten_times_through_all_doors_is_one_turn(
    mia: Customer, superuser: psycopg.Connection
) -> None:
    body = mia.written("hello")
    statuses = await asyncio.gather(*(mia.town.post(mia.salon, body) for _ in range(10)))
    assert statuses == [200] * 10
    await mia.hears()
    assert await mia.town.post(mia.salon, body) == 200
    assert counted(superuser, mia.salon) == (1, 1, 1)


async def test_a_crowd_of_updates_out_of_order_leaves_one_orderly_conversation(
    mia: Customer, superuser: psycopg.Connection
) -> None:
    texts = ["hello", "haircut", "with Bea", "can I talk to a human", "thanks", "10:00"]
    bodies = [mia.written(text) for text in texts]
    await asyncio.gather(*(mia.town.post(mia.salon, body) for body in reversed(bodies)))
    await settled(superuser, mia.salon.id, len(texts))
    heard, turns, replies = counted(superuser, mia.salon)
    assert heard == len(texts)
    assert turns == replies == len(await said_to(mia.town, mia.salon, mia.number, 0, 0))


def counted(admin: psycopg.Connection, salon: Salon) -> tuple[int, int, int]:
    """Count what was stored, how many turns it made, how many replies."""
    row = admin.execute(COUNTS, {"salon": salon.id}).fetchone()
    assert row
    return row[0], row[1], row[2]
