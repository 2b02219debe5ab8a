import threading
from importlib.metadata import version
from itertools import pairwise

import psycopg
import pytest
from alembic.script import ScriptDirectory
from procrastinate.schema import SchemaManager
from sqlalchemy import create_engine, inspect, make_url

from bot import migrations
from bot.migrations import tables
from foundation.settings import Settings
from tests.foundation import schema

ALEMBIC = "alembic_version"


def silent(_: str) -> None:
    return


def revisions() -> list[str]:
    scripts = ScriptDirectory.from_config(migrations._config())  # noqa: SLF001 - its own folder
    return [script.revision for script in reversed(list(scripts.walk_revisions()))]


def lines(settings: Settings) -> list[str]:
    return [line for line in schema.lines(settings.database_owner_url) if ALEMBIC not in line]


def test_up_down_up_leaves_the_same_schema(blank: Settings) -> None:
    empty = lines(blank)
    migrations.upgrade(blank, say=silent)
    first = lines(blank)
    migrations.downgrade(blank, say=silent)
    assert lines(blank) == empty
    migrations.upgrade(blank, say=silent)
    assert lines(blank) == first


def test_each_revision_can_be_taken_back(blank: Settings) -> None:
    seen = [lines(blank)]
    for revision in revisions():
        migrations.upgrade(blank, revision, silent)
        seen.append(lines(blank))
    assert all(before != after for before, after in pairwise(seen))
    for before, revision in zip(reversed(seen[:-1]), ["base", *revisions()][-2::-1], strict=True):
        migrations.downgrade(blank, revision, silent)
        assert lines(blank) == before


def test_there_is_one_head(blank: Settings) -> None:
    assert migrations.pending(blank)
    migrations.upgrade(blank, say=silent)
    assert not migrations.pending(blank)
    assert migrations.newest() == revisions()[-1]
    migrations.downgrade(blank, revisions()[-2], silent)
    assert migrations.pending(blank)


def test_two_processes_may_migrate_at_once(blank: Settings) -> None:
    failures: list[BaseException] = []

    def migrate() -> None:
        try:
            migrations.upgrade(blank, say=silent)
        except BaseException as failure:  # noqa: BLE001 - told to the test
            failures.append(failure)

    threads = [threading.Thread(target=migrate) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert not migrations.pending(blank)


def test_the_jobs_tables_are_procrastinate_s_own(blank: Settings, settings: Settings) -> None:
    with psycopg.connect(blank.database_owner_url, autocommit=True) as connection:
        connection.execute(SchemaManager.get_schema().encode())
    ours = schema.lines(settings.database_owner_url)
    assert [_without_grants(line) for line in ours if _of_the_engine(line)] == [
        _without_grants(line) for line in lines(blank) if _of_the_engine(line)
    ]


def _of_the_engine(line: str) -> bool:
    return "procrastinate" in line and not line.startswith("view ")


def _without_grants(line: str) -> str:
    return " ".join(line.split()[:5]) if line.startswith("relation ") else line


def test_procrastinate_is_the_version_the_schema_was_made_for() -> None:
    # Its later versions ship migrations of their own: add them as a revision, then raise this.
    assert version("procrastinate").startswith("3.10.")


@pytest.mark.parametrize("name", sorted(tables.metadata.tables))
def test_the_code_s_tables_are_the_schema_s(settings: Settings, name: str) -> None:
    url = make_url(settings.database_owner_url).set(drivername="postgresql+psycopg")
    engine = create_engine(url)
    try:
        found = {column["name"]: column for column in inspect(engine).get_columns(name)}
    finally:
        engine.dispose()
    for column in tables.metadata.tables[name].columns:
        assert column.name in found
        real = found[column.name]
        assert column.type.compile(engine.dialect) == real["type"].compile(engine.dialect)
        assert (column.nullable or column.primary_key) or not real["nullable"]


def test_the_read_role_may_read_every_table(admin: psycopg.Connection) -> None:
    unreadable = admin.execute(
        "SELECT relname FROM pg_class WHERE relkind IN ('r', 'v') AND relname <> %s"
        " AND relnamespace = 'public'::regnamespace"
        " AND NOT has_table_privilege('parlance_read', oid, 'SELECT')",
        (ALEMBIC,),
    ).fetchall()
    assert unreadable == []
