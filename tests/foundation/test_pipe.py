"""A pipe carries many calls at once; what goes wrong in one is that one's own."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg
import pytest

from foundation.pipe import Pipe
from foundation.settings import Settings

PID = "SELECT pg_backend_pid()"


@pytest.fixture
async def pipe(clean: Settings) -> AsyncIterator[Pipe]:
    connection = await psycopg.AsyncConnection.connect(clean.database_url, autocommit=True)
    made = Pipe(connection)
    yield made
    made.close()
    await connection.close()


async def test_calls_are_answered_in_the_order_they_were_made(pipe: Pipe) -> None:
    calls = [pipe.call("SELECT %s::bigint", (number,)) for number in range(100)]
    assert pipe.waiting == 100
    assert await asyncio.gather(*calls) == [[(number,)] for number in range(100)]
    assert pipe.waiting == 0


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (UUID(int=7), "uuid"),
        ("snow \u2603, quote ', backslash \\", "text"),
        (b"\x00\xff'\\", "bytea"),
        (-5, "integer"),
        (2**62, "bigint"),
        (True, "boolean"),
        (False, "boolean"),
        (None, "text"),
        (datetime(2026, 11, 27, 16, 30, tzinfo=UTC), "timestamptz"),
        (timedelta(days=2, seconds=30.25), "interval"),
        ([UUID(int=1), UUID(int=2)], "uuid[]"),
        ([1, 2, 3], "bigint[]"),
        ([b"", b'\x00"\\{},'], "bytea[]"),
        ([], "bigint[]"),
    ],
)
async def test_a_value_comes_back_as_it_went(pipe: Pipe, value: object, kind: str) -> None:
    assert await pipe.call(f"SELECT %s::{kind}", (value,)) == [(value,)]


async def test_a_text_with_a_nul_is_refused_before_it_is_cut(pipe: Pipe) -> None:
    with pytest.raises(psycopg.DataError):
        pipe.call("SELECT %s::text", ("a\0b",))
    assert await pipe.call("SELECT 1") == [(1,)]


async def test_a_value_of_an_unknown_type_is_refused(pipe: Pipe) -> None:
    with pytest.raises(TypeError, match="no call takes a dict"):
        pipe.call("SELECT %s", ({},))


async def test_an_error_belongs_to_its_call_alone(pipe: Pipe) -> None:
    before, wrong, after = (pipe.call("SELECT 1 / %s::int", (by,)) for by in (1, 0, 2))
    assert await before == [(1,)]
    with pytest.raises(psycopg.errors.DivisionByZero):
        await wrong
    assert await after == [(0,)]
    assert not pipe.lost


async def test_a_statement_that_cannot_be_prepared_is_tried_anew(pipe: Pipe) -> None:
    for _ in range(2):
        with pytest.raises(psycopg.errors.UndefinedTable):
            await pipe.call("SELECT * FROM novelty")
    await pipe.call("CREATE TEMPORARY TABLE novelty (one integer)")
    assert await pipe.call("SELECT * FROM novelty") == []


async def test_a_caller_who_leaves_disturbs_nobody(pipe: Pipe) -> None:
    left = pipe.call("SELECT 1 FROM pg_sleep(0.01)")
    stayed = pipe.call("SELECT 2")
    left.cancel()
    assert await stayed == [(2,)]


async def test_values_larger_than_the_systems_buffers_arrive_whole(pipe: Pipe) -> None:
    large = bytes(range(256)) * 40_000
    calls = [pipe.call("SELECT %s::bytea", (large,)) for _ in range(3)]
    assert all(rows == [(large,)] for rows in await asyncio.gather(*calls))


async def test_a_list_of_texts_arrives_as_it_is(pipe: Pipe) -> None:
    texts = ["plain", "", "NULL", "a,b", "{c}", 'say "d"', "back\\slash", " e ", "ü\n"]
    # One by one: an array itself is given as text.
    for place, text in enumerate(texts, 1):
        assert await pipe.call("SELECT (%s::text[])[%s::int]", (texts, place)) == [(text,)]
    with pytest.raises(psycopg.DataError):
        pipe.call("SELECT %s::text[]", (["a\0b"],))


async def test_a_lost_connection_is_told_to_all_who_wait(
    pipe: Pipe, admin: psycopg.Connection
) -> None:
    [(pid,)] = await pipe.call(PID)
    waiting = [pipe.call("SELECT pg_sleep(20)"), pipe.call("SELECT 1")]
    admin.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))
    for call in waiting:
        with pytest.raises(psycopg.OperationalError):
            await call
    assert pipe.lost


async def test_a_closed_pipe_answers_with_an_error(pipe: Pipe) -> None:
    pipe.close()
    with pytest.raises(psycopg.OperationalError):
        await pipe.call("SELECT 1")
