"""Bodies that no honest program sends."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from starlette.types import Message

from bot.api import bodies
from tests.bot.api.program import Answer, Program

NAME = b'{"name": %s}'


async def send(program: Program, *parts: bytes, kind: str = "application/json") -> Answer:
    headers = {
        "authorization": f"Bearer {program.token}",
        "content-type": kind,
        "idempotency-key": f"h{next(program.numbers)}",
    }
    return await program.raw("POST", "/api/v1/customers", "", list(parts), headers)


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"\xff\xfe",
        b"[" * 100_00,
        b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
        b'{"name": ' + b"9" * 5_000 + b"}",
        b'{"name": NaN}',
        b'{"name": -Infinity}',
        b'{"name": 1e999}',
        b'{"name": "Mia", "name": "Tom"}',
        b'{"name": "Mia"} trailing',
        json.dumps({"name": [[[[[[[[[[[[[1]]]]]]]]]]]]]}).encode(),
    ],
)
async def test_what_is_no_sound_json_is_a_400(program: Program, body: bytes) -> None:
    found = await send(program, body)
    assert (found.status, found.code) == (400, "unreadable")


@pytest.mark.parametrize("letter", [b'"a\\u0000b"', b'"\\ud800"', b'"\\udc00 x"'])
async def test_letters_that_are_none_are_named(program: Program, letter: bytes) -> None:
    found = await send(program, NAME % letter)
    assert (found.status, found.fields) == (422, ["/name"])


async def test_a_key_of_an_object_is_a_text_too(program: Program) -> None:
    found = await send(program, b'{"name": "Mia", "preferences": {"a\\u0000": 1}}')
    assert (found.status, found.fields) == (422, ["/preferences"])


@pytest.mark.parametrize("body", [b"null", b"[]", b'"x"', b"7", b"true", b"{}"])
async def test_json_of_another_shape_is_a_422(program: Program, body: bytes) -> None:
    assert (await send(program, body)).status == 422


@pytest.mark.parametrize("kind", ["text/plain", "", "application/x-www-form-urlencoded"])
async def test_another_kind_of_body_is_a_415(program: Program, kind: str) -> None:
    found = await send(program, b'{"name": "Mia"}', kind=kind)
    assert (found.status, found.code) == (415, "not_json")


async def test_a_body_in_pieces_is_read_whole(program: Program) -> None:
    assert (await send(program, b'{"na', b'me": "M', b'ia"}')).status == 201


async def test_a_body_of_ten_megabytes_is_refused(program: Program) -> None:
    found = await send(program, *[b" " * 65_536] * 160)
    assert (found.status, found.code) == (413, "too_large")


@pytest.mark.parametrize("length", ["10485760", "9" * 5_000])
async def test_a_length_beyond_the_limit_is_refused_before_the_body(
    program: Program, length: str
) -> None:
    headers = {"authorization": f"Bearer {program.token}", "content-length": length}
    found = await program.raw("POST", "/api/v1/customers", "", [], headers)
    assert (found.status, found.code) == (413, "too_large")


async def test_half_a_body_is_nothing(program: Program) -> None:
    headers = {"authorization": f"Bearer {program.token}", "content-type": "application/json"}
    found = await program.raw("POST", "/api/v1/customers", "", [], headers)
    assert (found.status, found.code) == (400, "unreadable")


async def endless() -> AsyncIterator[Message]:
    while True:
        yield {"type": "http.request", "body": b" ", "more_body": True}
        await asyncio.sleep(0.01)


async def test_a_body_that_does_not_end_is_not_waited_for(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "SLOWEST", 0.1)
    coming = endless()
    told: list[Message] = []

    async def send_on(message: Message) -> None:
        told.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "scheme": "http",
        "path": "/api/v1/customers",
        "query_string": b"",
        "root_path": "",
        "client": ("10.0.0.1", 1),
        "headers": [(b"authorization", f"Bearer {program.token}".encode())],
    }
    await program.app(scope, coming.__anext__, send_on)
    assert told[0]["status"] == 408


async def test_a_query_that_no_database_takes_is_refused(program: Program) -> None:
    headers = {"authorization": f"Bearer {program.token}"}
    for query in ("name=a%00b", "name=%ED%A0%80", "phone=%00", "cursor=" + "A" * 300, "limit=9e9"):
        found = await program.raw("GET", "/api/v1/customers", query, [b""], headers)
        assert found.status in {200, 422}, query
    found = await program.raw("GET", "/api/v1/bookings/%00", "", [b""], headers)
    assert found.status == 404


@pytest.mark.parametrize(
    "start",
    ["0001-01-01T00:00:00+00:00", "9999-12-31T23:59:00-23:59", "2026-11-27T17:00:00", "1764259200",
     "2026-11-27T17:00:30+01:00", "2026-11-27", "2026-13-27T17:00:00Z"],
)  # fmt: skip
async def test_moments_that_no_diary_knows_are_named(program: Program, start: str) -> None:
    services = [{"service_id": str(program.salon.services[0].id)}]
    found = await program.post("/holds", {"start": start, "services": services})
    assert (found.status, found.fields) == (422, ["/start"])
