"""A request that is sent again: done once, answered the same, whatever happens in between."""

import asyncio
from dataclasses import replace

import psycopg
import pytest

from bot.api import keys, requests
from bot.api.keys import Scope
from tests.bot.api.program import Program
from tests.bot.api.test_bookings import FRIDAY, MIA, book, cut
from workers import tidy


def count(admin: psycopg.Connection, table: str) -> int:
    row = admin.execute(f"SELECT count(*) FROM {table}".encode()).fetchone()  # noqa: S608 - ours
    assert row
    return int(row[0])


async def test_the_same_request_again_gets_the_same_answer(
    program: Program, admin: psycopg.Connection
) -> None:
    first = await book(program, key="one")
    again = await book(program, key="one")
    assert again.body == first.body
    assert again.status == first.status == 201
    assert again.headers["location"] == first.headers["location"]
    assert again.headers["idempotency-replayed"] == "true"
    assert "idempotency-replayed" not in first.headers
    assert count(admin, "bookings") == 1


async def test_spelt_differently_it_is_the_same_request(program: Program) -> None:
    given = {"name": "Mia", "language": "en"}
    first = await program.post("/customers", given, "one")
    body = b'{ "language":"en",   "name" : "\\u004dia" }'
    assert (await program.post("/customers", body, "one")).json == first.json


async def test_another_request_under_the_same_key_is_refused(
    program: Program, admin: psycopg.Connection
) -> None:
    await book(program, key="one")
    other = await book(program, "2026-11-27T18:00:00+01:00", key="one")
    assert (other.status, other.code) == (422, "request_differs")
    elsewhere = await program.post("/customers", {"name": "Mia"}, "one")
    assert elsewhere.code == "request_differs"
    assert count(admin, "bookings") == 1


async def test_two_programs_may_use_the_same_key(
    program: Program, admin: psycopg.Connection
) -> None:
    async with program.house.database.unit_of_work(program.salon.salon_id) as tx:
        token = await keys.add(tx, program.house, "other", frozenset(Scope))
    other = replace(program, token=token)
    for one in (program, other):
        assert (await one.post("/customers", {"name": "Mia"}, "one")).status == 201
    assert count(admin, "customers") == 2


async def test_without_a_key_nothing_is_done(program: Program, admin: psycopg.Connection) -> None:
    for key, code in (("", "request_key_missing"), ("é", "request_key_wrong")):
        headers = {"authorization": f"Bearer {program.token}", "idempotency-key": key}
        headers["content-type"] = "application/json"
        found = await program.raw("POST", "/api/v1/customers", "", [b'{"name":"M"}'], headers)
        assert (found.status, found.code) == (400, code)
    assert count(admin, "customers") == 0


async def test_twins_sent_at_once_are_done_once(
    program: Program, admin: psycopg.Connection
) -> None:
    found = await asyncio.gather(*(book(program, key="one") for _ in range(5)))
    assert {one.status for one in found} == {201}
    assert len({one.body for one in found}) == 1
    assert sum("idempotency-replayed" in one.headers for one in found) == 4
    assert count(admin, "bookings") == 1


async def test_a_twin_does_not_wait_for_ever(program: Program, admin: psycopg.Connection) -> None:
    first = await book(program, key="one")
    assert first.status == 201
    with psycopg.connect(admin.info.dsn, password=admin.info.password) as busy:
        busy.execute(
            "INSERT INTO api_requests (salon_id, key_id, request_key, fingerprint)"
            " SELECT salon_id, key_id, 'two', 'x' FROM api_keys"
        )
        found = await book(program, "2026-11-27T18:00:00+01:00", key="two")
        busy.rollback()
    assert (found.status, found.code) == (409, "in_flight")
    assert found.headers["retry-after"] == "1"


async def test_what_was_refused_may_be_tried_again(program: Program) -> None:
    held = await program.post("/holds", {"start": FRIDAY, "services": cut(program, 0)})
    assert (await book(program, key="one")).status == 409
    await program.ask("DELETE", f"/holds/{held.json['id']}")
    assert (await book(program, key="one")).status == 201


async def test_a_crash_between_deed_and_answer_leaves_neither(
    program: Program, admin: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def crash(*_: object) -> None:
        raise asyncio.CancelledError

    with monkeypatch.context() as broken:
        broken.setattr(requests.Once, "keep", crash)
        with pytest.raises(asyncio.CancelledError):
            await book(program, key="one")
    assert count(admin, "bookings") == count(admin, "api_requests") == 0
    assert count(admin, "customers") == 0
    assert (await book(program, key="one")).status == 201


async def test_the_stored_answer_is_sealed(program: Program, admin: psycopg.Connection) -> None:
    await program.post("/customers", MIA)
    row = admin.execute("SELECT body FROM api_requests").fetchone()
    assert row
    assert b"Mia" not in bytes(row[0])


async def test_answers_are_forgotten_after_a_day(
    program: Program, admin: psycopg.Connection
) -> None:
    await program.post("/customers", MIA, "old")
    admin.execute("UPDATE api_requests SET created_at = created_at - interval '25 hours'")
    await program.post("/customers", MIA, "new")
    assert await tidy.forget(program.house) == 1
    assert admin.execute("SELECT request_key FROM api_requests").fetchall() == [("new",)]
