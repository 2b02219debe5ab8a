"""`parlance doctor`: what is wrong with this installation, each with the command that cures it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import psycopg
from psycopg.rows import class_row
from sqlalchemy.engine import make_url

from bot import migrations
from foundation import clock
from foundation.redis import Live
from foundation.settings import Settings

_POSTGRES = 15  # the oldest major version the schema is written for
_SKEW = timedelta(seconds=2)
_PATIENCE = 5  # seconds a server may take to answer

_ASK = """
SELECT current_user AS role, current_setting('server_version') AS version,
       current_setting('server_version_num')::int / 10000 AS major,
       rolsuper OR rolbypassrls AS mighty, clock_timestamp() AS at,
       EXISTS (SELECT FROM pg_extension WHERE extname = 'btree_gist') AS gist
  FROM pg_roles WHERE rolname = current_user
"""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing looked at: how it is, or what is wrong beside the command that cures it."""

    subject: str
    fact: str = ""
    wrong: str = ""
    cure: str = ""

    @property
    def ok(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.wrong

    @property
    def line(self) -> str:
        """Say it in one line."""
        if self.ok:
            return f"ok    {self.subject}: {self.fact}"
        return f"WRONG {self.subject}: {self.wrong}. Cure: {self.cure}"


Probe = Callable[[], Awaitable[Sequence[Remark]]]
"""What another part looks at, an account's webhook for example."""


@dataclass(frozen=True, slots=True)
class _Door:
    """One of the three ways into the database."""

    name: str
    setting: str
    url: str


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a door answered of the server behind it."""

    role: str
    version: str
    major: int
    mighty: bool
    gist: bool
    at: datetime


async def examine(
    settings: Settings, probes: Sequence[Probe] = (), *, now: clock.Clock = clock.now
) -> list[Remark]:
    """Look at settings, servers and schema, then at what `probes` add. Nothing is changed."""
    remarks = _settings(settings)
    if not settings.database_url or not settings.redis_url:
        return [*remarks, _nothing_runs()]
    remarks += await _database(settings, now)
    remarks += await _redis(settings)
    if all(remark.ok for remark in remarks):  # a probe needs servers that work
        for probe in probes:
            remarks += await probe()
    return remarks


def _settings(settings: Settings) -> list[Remark]:
    remarks = [Remark("settings", f"{settings.env}, data in {settings.data_dir}")]
    if settings.env == "production" and not settings.public_url.startswith("https://"):
        wrong = (
            "PARLANCE_PUBLIC_URL is no https address, so that no provider can reach the webhooks"
        )
        remarks.append(
            Remark("address", wrong=wrong, cure="export PARLANCE_PUBLIC_URL=https://...")
        )
    return remarks


def _nothing_runs() -> Remark:
    wrong = "DATABASE_URL and REDIS_URL are not given and no embedded servers run"
    return Remark("servers", wrong=wrong, cure="parlance up")


async def _database(settings: Settings, now: clock.Clock) -> list[Remark]:
    doors = (
        _Door("database, app role", "DATABASE_URL", settings.database_url),
        _Door("database, owner role", "PARLANCE_DATABASE_OWNER_URL", settings.database_owner_url),
        _Door("database, read role", "PARLANCE_DATABASE_READ_URL", settings.database_read_url),
    )
    remarks = [remark for door in doors for remark in await _enter(door, now)]
    if len({make_url(door.url).username for door in doors}) < len(doors):
        remarks.append(_one_role_for_two())
    if all(remark.ok for remark in remarks):
        remarks.append(await _schema(settings))
    return remarks


async def _enter(door: _Door, now: clock.Clock) -> list[Remark]:
    try:
        async with await psycopg.AsyncConnection.connect(
            door.url, autocommit=True, connect_timeout=_PATIENCE, row_factory=class_row(_Seen)
        ) as connection:
            asked_at = now()
            seen = await (await connection.execute(_ASK)).fetchone()
            took = now() - asked_at
    except psycopg.Error as error:
        return [_closed(door, error)]
    if seen is None:
        return [_closed(door, psycopg.DataError("the server does not know its own role"))]
    return [_judged(door, seen), *_ahead(door, seen.at - (asked_at + took / 2))]


def _closed(door: _Door, error: psycopg.Error) -> Remark:
    url = make_url(door.url)
    where = f"{url.host or 'localhost'}:{url.port or 5432}/{url.database or ''}"
    # libpq's first line ends with the reason and never holds the password.
    why = str(error).strip().partition("\n")[0].rpartition(": ")[2].strip()
    return Remark(
        door.name,
        wrong=f"{where} does not let {url.username} in ({why or 'no reason given'})",
        cure=f"correct {door.setting}, or unset all three addresses for the embedded database",
    )


def _judged(door: _Door, seen: _Seen) -> Remark:
    wrong, cure = "", ""
    if seen.major < _POSTGRES:
        wrong = f"PostgreSQL {seen.version} is too old, {_POSTGRES} is the least"
        cure = f"install PostgreSQL {_POSTGRES} or later, or unset the three addresses"
    elif seen.mighty:
        wrong = f"{seen.role} steps around row-level security"
        cure = f"as a superuser: ALTER ROLE {seen.role} NOSUPERUSER NOBYPASSRLS"
    elif not seen.gist:
        wrong = "the extension btree_gist is missing"
        cure = "as a superuser: CREATE EXTENSION btree_gist"
    return Remark(door.name, f"{seen.role}, PostgreSQL {seen.version}", wrong, cure)


def _ahead(door: _Door, skew: timedelta) -> list[Remark]:
    if abs(skew) <= _SKEW:
        return []
    wrong = f"the clocks of this machine and of the database differ by {skew.total_seconds():.0f} s"
    return [Remark(f"clock, {door.name}", wrong=wrong, cure="timedatectl set-ntp true, on both")]


def _one_role_for_two() -> Remark:
    return Remark(
        "database roles",
        wrong="two of the three addresses use one role, so that walls between salons may not hold",
        cure="give app, owner and read role an address each: see .env.example",
    )


async def _schema(settings: Settings) -> Remark:
    if await asyncio.to_thread(migrations.pending, settings):
        return Remark("schema", wrong="it is behind the code", cure="parlance migrate")
    return Remark("schema", "up to date")


async def _redis(settings: Settings) -> list[Remark]:
    live = Live(settings.redis_url)
    about = await live.about()
    await live.close()
    if not about:
        url = make_url(settings.redis_url)
        wrong = f"{url.host}:{url.port or 6379} does not answer ({live.trouble})"
        return [Remark("redis", wrong=wrong, cure="start redis-server, or correct REDIS_URL")]
    named = "valkey_version" if "valkey_version" in about else "redis_version"
    remarks = [Remark("redis", f"{named.removesuffix('_version')} {about[named]}")]
    if about.get("maxmemory_policy", "noeviction") != "noeviction":
        wrong = f"it throws sessions away when full ({about['maxmemory_policy']})"
        cure = "redis-cli CONFIG SET maxmemory-policy noeviction"
        remarks.append(Remark("redis memory", wrong=wrong, cure=cure))
    if settings.env == "production" and about.get("aof_enabled") == "0":
        wrong = "it keeps nothing over a restart"
        cure = "redis-cli CONFIG SET appendonly yes"
        remarks.append(Remark("redis persistence", wrong=wrong, cure=cure))
    return remarks
