from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from redis import Redis

from bot import doctor
from bot.doctor import Remark
from foundation import clock
from foundation.settings import Settings
from tests.foundation import own_redis

CLOSED = "127.0.0.1:9"


async def wrong(settings: Settings, **changes: object) -> list[Remark]:
    """Examine `settings` with changes; give what is wrong."""
    changed = settings.model_copy(update=changes)
    return [remark for remark in await doctor.examine(changed) if not remark.ok]


async def test_a_healthy_installation_is_told_line_by_line(clean: Settings) -> None:
    lines = [remark.line for remark in await doctor.examine(clean)]
    assert all(line.startswith("ok    ") for line in lines)
    subjects = [line.removeprefix("ok    ").partition(":")[0] for line in lines]
    assert subjects == [
        "settings",
        "database, app role",
        "database, owner role",
        "database, read role",
        "schema",
        "redis",
    ]


async def test_without_servers_the_cure_starts_them(clean: Settings) -> None:
    (remark,) = await wrong(clean, database_url="")
    assert remark.cure == "parlance up"


@pytest.mark.parametrize(
    ("field", "setting"),
    [
        ("database_url", "DATABASE_URL"),
        ("database_owner_url", "PARLANCE_DATABASE_OWNER_URL"),
        ("database_read_url", "PARLANCE_DATABASE_READ_URL"),
    ],
)
async def test_a_closed_database_names_its_setting_not_its_password(
    clean: Settings, field: str, setting: str
) -> None:
    url = f"postgresql://someone:hidden@{CLOSED}/parlance"
    (remark,) = await wrong(clean, **{field: url})
    assert f"{CLOSED}/parlance does not let someone in (Connection refused)" in remark.line
    assert setting in remark.cure
    assert "hidden" not in remark.line


async def test_a_wrong_password_is_told(clean: Settings) -> None:
    host = clean.database_url.rpartition("@")[2]
    (remark,) = await wrong(clean, database_url=f"postgresql://parlance_app:hidden@{host}")
    assert "password authentication failed" in remark.line
    assert "hidden" not in remark.line


async def test_one_role_for_two_doors_is_wrong(clean: Settings) -> None:
    (remark,) = await wrong(clean, database_url=clean.database_owner_url)
    assert "use one role" in remark.line


async def test_a_superuser_is_no_runtime_role(clean: Settings, admin: psycopg.Connection) -> None:
    name = sql.Identifier(f"mighty_{clean.database_url.rpartition('_')[2]}")
    admin.execute(sql.SQL("CREATE ROLE {} LOGIN SUPERUSER PASSWORD 'x'").format(name))
    host = clean.database_url.rpartition("@")[2]
    try:
        (remark,) = await wrong(
            clean, database_url=f"postgresql://{name.as_string()[1:-1]}:x@{host}"
        )
    finally:
        admin.execute(sql.SQL("DROP ROLE {}").format(name))
    assert "steps around row-level security" in remark.line
    assert "NOSUPERUSER" in remark.cure


async def test_a_schema_behind_the_code_is_cured_by_migrating(
    clean: Settings, admin: psycopg.Connection
) -> None:
    (head,) = admin.execute("DELETE FROM alembic_version RETURNING version_num").fetchone() or ("",)
    try:
        (remark,) = await wrong(clean)
    finally:
        admin.execute("INSERT INTO alembic_version VALUES (%s)", (head,))
    assert (remark.subject, remark.cure) == ("schema", "parlance migrate")


async def test_clocks_that_differ_are_told_for_each_door(clean: Settings) -> None:
    remarks = await doctor.examine(clean, now=lambda: clock.now() - timedelta(minutes=5))
    told = [remark.line for remark in remarks if not remark.ok]
    assert len(told) == 3
    assert all("differ by 300 s" in line for line in told)


async def test_a_redis_that_is_gone_is_told(clean: Settings) -> None:
    (remark,) = await wrong(clean, redis_url=f"redis://:hidden@{CLOSED}/0")
    assert f"{CLOSED} does not answer (" in remark.line
    assert "hidden" not in remark.line


async def test_a_wrong_redis_password_is_told(clean: Settings) -> None:
    host = clean.redis_url.rpartition("@")[2]
    (remark,) = await wrong(clean, redis_url=f"redis://:hidden@{host}")
    assert "refuses the login" in remark.line
    assert "hidden" not in remark.line


async def test_a_redis_that_forgets_is_told(clean: Settings, tmp_path: Path) -> None:
    with own_redis.running(tmp_path) as redis:
        with Redis.from_url(redis.url) as client:
            client.config_set("maxmemory-policy", "allkeys-lru")
        assert [remark.subject for remark in await wrong(clean, redis_url=redis.url)] == [
            "redis memory"
        ]
        production = {"env": "production", "public_url": "https://luma.example"}
        assert [
            remark.subject for remark in await wrong(clean, redis_url=redis.url, **production)
        ] == ["redis memory", "redis persistence"]


async def test_production_needs_a_public_address(clean: Settings) -> None:
    (remark,) = await wrong(clean, env="production")
    assert "PARLANCE_PUBLIC_URL" in remark.line


async def test_probes_are_asked_once_the_servers_work(clean: Settings) -> None:
    asked = []

    async def webhook() -> Sequence[Remark]:
        asked.append(1)
        return [Remark("webhook", wrong="it is not set", cure="parlance channel add")]

    healthy = await doctor.examine(clean, [webhook])
    assert healthy[-1].line == "WRONG webhook: it is not set. Cure: parlance channel add"
    sick = clean.model_copy(update={"database_url": f"postgresql://x@{CLOSED}/x"})
    await doctor.examine(sick, [webhook])
    assert asked == [1]


async def test_a_database_without_its_extension_is_told(clean: Settings) -> None:
    elsewhere = f"{clean.database_url.rpartition('/')[0]}/postgres"
    (remark,) = await wrong(clean, database_url=elsewhere)
    assert remark.cure == "as a superuser: CREATE EXTENSION btree_gist"


async def test_a_server_too_old_is_told(clean: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_POSTGRES", 99)
    assert all("is too old, 99 is the least" in remark.line for remark in await wrong(clean))
