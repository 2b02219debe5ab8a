"""Who may come in, how fast, what all answers have in common."""

from dataclasses import replace

import psycopg
import pytest

from bot.api import keys, paces
from bot.api.keys import Scope
from foundation.redis import Live
from tests.bot.api.conftest import Hire
from tests.bot.api.program import Program


async def test_without_a_key_nobody_comes_in(program: Program) -> None:
    stranger = replace(program, token="plk_" + "x" * 44)
    for one in (stranger, replace(program, token=""), replace(program, token="é")):
        found = await one.get("/salon")
        assert (found.status, found.code) == (401, "no_key")
        assert found.headers["www-authenticate"] == 'Bearer realm="parlance"'
    assert (await program.get("/salon")).status == 200


async def test_a_revoked_key_opens_nothing(program: Program) -> None:
    async with program.house.database.unit_of_work(program.salon.salon_id) as tx:
        [listed] = await keys.listed(tx)
        assert listed.last_used_at is None
    await program.get("/salon")
    async with program.house.database.unit_of_work(program.salon.salon_id) as tx:
        [listed] = await keys.listed(tx)
        assert listed.last_used_at is not None
        await keys.revoke(tx, listed.key_id)
    assert (await program.get("/salon")).status == 401


async def test_the_token_is_stored_nowhere(program: Program, admin: psycopg.Connection) -> None:
    assert len(program.token) == 48
    row = admin.execute("SELECT k::text FROM api_keys k").fetchone()
    assert row
    assert program.token not in row[0]


@pytest.mark.parametrize(
    ("scope", "path"),
    [(Scope.BOOKINGS, "/salon"), (Scope.READ, "/customers"), (Scope.CUSTOMERS, "/bookings")],
)
async def test_a_key_is_good_for_its_scopes_alone(hire: Hire, scope: Scope, path: str) -> None:
    program = await hire(scope)
    found = await program.get(path)
    assert (found.status, found.code) == (403, "scope_missing")


async def test_every_failure_is_a_problem(program: Program) -> None:
    for method, path, status in (
        ("GET", "/nothing", 404),
        ("GET", "/salon/", 404),
        ("PUT", "/bookings", 405),
        ("GET", "/bookings/not-an-id", 404),
        ("GET", "/bookings?limit=0", 422),
    ):
        name, _, query = path.partition("?")
        found = await program.raw(
            method, f"/api/v1{name}", query, [b""], {"authorization": f"Bearer {program.token}"}
        )
        assert found.status == status
        assert found.json["status"] == status
        assert found.json["type"] == f"/api/v1/problems#{found.code}"
        assert found.headers["x-content-type-options"] == "nosniff"
        assert found.headers["x-request-id"]


async def test_a_wrong_method_is_told_the_right_ones(program: Program) -> None:
    found = await program.ask("PUT", "/bookings", {})
    assert found.headers["allow"] == "GET, POST"


async def test_all_problems_are_listed(program: Program) -> None:
    nobody = replace(program, token="")
    found = (await nobody.get("/problems")).json["problems"]
    assert {one["code"] for one in found} >= {"time_taken", "stale", "broken"}


async def test_a_program_that_asks_too_fast_is_told_when_to_come_back(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paces, "PER_KEY", paces.limit("key", 3, 60))
    left = [(await program.get("/salon")).headers["ratelimit"] for _ in range(3)]
    assert [one.partition(";t=")[0] for one in left] == ['"key";r=2', '"key";r=1', '"key";r=0']
    found = await program.get("/salon")
    assert (found.status, found.code) == (429, "too_many")
    assert 15 <= int(found.headers["retry-after"]) <= 20
    assert found.headers["ratelimit-policy"] == '"key";q=3;w=60'


async def test_an_address_that_asks_too_fast_waits_whatever_its_key(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paces, "PER_ADDRESS", paces.limit("address", 2, 60))
    stranger = replace(program, token="")
    assert [(await stranger.get("/salon")).status for _ in range(3)] == [401, 401, 429]
    assert (await program.get("/salon")).status == 429
    elsewhere = replace(program, address="10.0.0.2")
    assert (await elsewhere.get("/salon")).status == 200


async def test_without_redis_each_process_counts_for_itself(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paces, "PER_KEY", paces.limit("key", 2, 60))

    async def away(*_: object) -> None:
        return None

    monkeypatch.setattr(Live, "pace", away)
    found = [await program.get("/salon") for _ in range(3)]
    assert [one.status for one in found] == [200, 200, 429]
    assert "ratelimit" not in found[0].headers
