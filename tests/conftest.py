"""What tests stand on: real servers, a migrated database per worker, a browser if any."""

import base64
import os
import shutil
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from psycopg import sql
from redis import Redis

from bot import migrations
from foundation import clock, embedded
from foundation.crypto import Vault
from foundation.db import Database
from foundation.directory import Directory
from foundation.embedded import Servers
from foundation.house import House
from foundation.redis import Live
from foundation.settings import Settings, parse_keys
from tests.shelf import Shelf

FULL = os.environ.get("PARLANCE_SCALE") == "full"
KEY = base64.b64encode(bytes(range(100, 132))).decode()
TEMPLATE = "parlance_template"
_CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_MAC_CHROME = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")

# Deadlines measure the machine, not the code; sizes follow PARLANCE_SCALE.
hypothesis_settings.register_profile(
    "ci", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.register_profile("full", max_examples=1000, deadline=None)
hypothesis_settings.load_profile("full" if FULL else "ci")


@pytest.hookimpl(trylast=True)
def pytest_configure() -> None:
    """End at SIGTERM as at Ctrl-C: a run that a time limit stops leaves no servers behind."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of pages need a browser; tests that do one thing over and over are not traced."""
    for item in items:
        if _repeats(item):
            item.add_marker(pytest.mark.no_cover)
        if "browser" in item.path.relative_to(item.config.rootpath).parts[1:2]:
            item.add_marker(pytest.mark.usefixtures("chromium"))
        # pytest-xdist 3.8 notes a test's group where pytest 9.2 does not look any more: without
        # this, tests that share started processes would start them once per worker.
        if grouped := vars(item).get("_nodeid"):
            item._id = type(item.id).parse(grouped)  # noqa: SLF001 - no public way exists


def _repeats(item: pytest.Item) -> bool:
    """Tell whether a test runs the same lines many times: traced it takes up to ten times as long.

    What they run is measured by the examples beside them.
    """
    drawn = getattr(getattr(item, "function", None), "is_hypothesis_test", False)
    return bool(drawn) or "sized" in getattr(item, "fixturenames", ())


@pytest.fixture(scope="session")
def sized() -> Callable[[int, int], int]:
    """Choose between a size for every change and the full size of a soak."""
    return lambda ci, full: full if FULL else ci


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser's program; a named skip, or a failure where CI requires it."""
    found = next((path for name in _CHROMIUMS if (path := shutil.which(name))), None)
    if found or _MAC_CHROME.exists():
        return Path(found or _MAC_CHROME)
    return _absent("PARLANCE_REQUIRE_BROWSER", "no Chromium found: apt-get install chromium")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of recorded provider traffic; a named skip, or a failure where CI requires it."""
    folder = Settings(_env_file=None).shared
    if folder.is_dir():
        return folder
    return _absent("PARLANCE_REQUIRE_SHARED", f"no recorded traffic at {folder}: PARLANCE_SHARED")


def _absent(requirement: str, reason: str) -> Path:
    if os.environ.get(requirement) == "1":
        pytest.fail(f"{reason} ({requirement}=1)")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def worker(worker_id: str) -> int:
    """The number of this pytest worker, 0 when there is one only."""
    return int(worker_id.removeprefix("gw")) if worker_id.startswith("gw") else 0


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Servers]:
    """Postgres with Valkey, one pair for all workers of the run; the last to leave stops them."""
    base = tmp_path_factory.getbasetemp()
    data = (base if worker_id == "master" else base.parent) / "servers"
    blank = Settings(
        _env_file=None,
        database_url="",
        database_owner_url="",
        database_read_url="",
        redis_url="",
        data_dir=data,
        secret_keys=parse_keys(f"test:{KEY}"),
        env="demo",
        public_url="",
        fault="",
        quiet_seconds=0,  # a message alone is answered at once: few tests are about bursts
        paced=False,  # crowds before a stand-in are in a hurry
        door_failures=1_000_000,  # as many as a test likes: few are about these
        flood_messages=0,
        sms_per_prefix=0,
        telegram_api="http://127.0.0.1:9",  # nobody answers: no test reaches the real ones
        whatsapp_api="http://127.0.0.1:9",
        twilio_api="http://127.0.0.1:9",
        openphone_api="http://127.0.0.1:9",
    )
    running = embedded.start(blank, durable=False)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def settings(servers: Servers, worker: int) -> Settings:
    """Settings of the demo over this worker's own migrated database, its own Redis number."""
    name = f"parlance_test_{worker}"
    urls = _on_database(servers.settings, name)
    _clone(servers, name)
    redis = servers.settings.redis_url.removesuffix("/0")
    return servers.settings.model_copy(update={**urls, "redis_url": f"{redis}/{worker + 1}"})


def _on_database(settings: Settings, name: str) -> dict[str, str]:
    fields = ("database_url", "database_owner_url", "database_read_url")
    return {field: f"{getattr(settings, field).rpartition('/')[0]}/{name}" for field in fields}


def _clone(servers: Servers, name: str) -> None:
    """Copy the migrated template, which the first worker makes; the lock lets the others wait."""
    with psycopg.connect(servers.admin_url, autocommit=True) as admin:
        admin.execute("SELECT pg_advisory_lock(1)")
        known = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", (TEMPLATE,))
        if not known.fetchone():
            _migrated(servers, admin)
        _create(admin, "DROP DATABASE IF EXISTS {}", name)
        _create(admin, "CREATE DATABASE {} TEMPLATE {} OWNER parlance_owner", name, TEMPLATE)


def _migrated(servers: Servers, admin: psycopg.Connection) -> None:
    draft = f"{TEMPLATE}_draft"  # a failed migration leaves no half-made template behind
    _create(admin, "DROP DATABASE IF EXISTS {}", draft)
    _create(admin, "CREATE DATABASE {} OWNER parlance_owner", draft)
    with psycopg.connect(f"{servers.admin_url.rpartition('/')[0]}/{draft}") as inside:
        inside.execute("CREATE EXTENSION btree_gist")
    urls = _on_database(servers.settings, draft)
    migrations.upgrade(servers.settings.model_copy(update=urls), say=lambda _: None)
    _create(admin, "ALTER DATABASE {} RENAME TO {}", draft, TEMPLATE)


def _create(admin: psycopg.Connection, statement: LiteralString, *names: str) -> None:
    admin.execute(sql.SQL(statement).format(*(sql.Identifier(name) for name in names)))


@pytest.fixture(scope="session")
def admin(servers: Servers, settings: Settings) -> Iterator[psycopg.Connection]:
    """A superuser's connection to this worker's database, past every policy; autocommit."""
    database = settings.database_url.rpartition("/")[2]
    url = f"{servers.admin_url.rpartition('/')[0]}/{database}"
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


# Only tables that hold rows cost anything; what migrations themselves inserted stays.
_EMPTY = """
DO $$ DECLARE name regclass; found boolean; BEGIN
  SET LOCAL session_replication_role = replica;
  FOR name IN SELECT c.oid::regclass FROM pg_class c
      WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
        AND c.oid::regclass::text <> ALL (current_setting('tests.kept')::text[]) LOOP
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %s)', name) INTO found;
    IF found THEN EXECUTE format('DELETE FROM %s', name); END IF;
  END LOOP;
END $$
"""
_FILLED = """
SELECT c.oid::regclass::text FROM pg_class c
WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
  AND (xpath('//c/text()', query_to_xml(
    format('SELECT count(*) AS c FROM %s', c.oid::regclass), false, true, '')))[1]::text <> '0'
"""


@pytest.fixture(scope="session")
def _migrated_rows(admin: psycopg.Connection) -> list[str]:
    return [name for (name,) in admin.execute(_FILLED).fetchall()]


@pytest.fixture(scope="session")
def redis(settings: Settings) -> Iterator[Redis]:
    """A plain client of this worker's own Redis number."""
    with Redis.from_url(settings.redis_url, decode_responses=True) as client:
        yield client


@pytest.fixture(scope="session")
def empty(admin: psycopg.Connection, redis: Redis, _migrated_rows: list[str]) -> Callable[[], None]:
    """Give what empties this worker's database, its Redis too."""
    kept = "{" + ",".join(_migrated_rows) + "}"
    admin.execute("SELECT set_config('tests.kept', %s, false)", (kept,))

    def emptied() -> None:
        admin.execute(_EMPTY)
        redis.flushdb()

    return emptied


@pytest.fixture(scope="session")
def shelf(admin: psycopg.Connection, _migrated_rows: list[str]) -> Shelf:
    """What many tests begin with, such as the demo salon, laid out at the cost of its rows."""
    return Shelf(admin, _migrated_rows)


@pytest.fixture
def clean(empty: Callable[[], None], settings: Settings) -> Settings:
    """Empty this worker's database, its Redis too, before the test; gives the settings."""
    empty()
    return settings


@pytest.fixture
async def house(clean: Settings) -> AsyncIterator[House]:
    """A process's connections over an empty database, with the real clock."""
    database = Database(clean.database_url, size=10)
    live = Live(clean.redis_url)
    await database.open()
    yield House(
        settings=clean,
        database=database,
        live=live,
        vault=Vault(clean.secret_keys),
        directory=Directory(database),
        clock=clock.now,
        incarnation="test",
    )
    await live.close()
    await database.close()


@pytest.fixture
async def database(house: House) -> Database:
    """The open pools of the app role over an empty database."""
    return house.database
