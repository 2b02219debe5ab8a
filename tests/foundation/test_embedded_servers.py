"""Embedded servers: started, joined, left, found again after a crash."""

import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from redis import Redis

from foundation import embedded
from foundation.embedded import CannotStart, Servers, binaries
from foundation.embedded.launch import wait_until
from tests.foundation.embedding import Run, recall, remember, runs, settings, start


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A data folder, with a space in its path, that must be at rest in the end."""
    place = tmp_path / "a salon"
    yield place
    left = (*place.glob("pg/*/postmaster.pid"), *place.glob("valkey*/*.pid"))
    alive = [pid for path in left if runs(pid := int(path.read_text().split("\n")[0]))]
    for pid in alive:
        os.kill(pid, signal.SIGKILL)
    assert not alive, "servers outlived their users"


@pytest.fixture
def running(folder: Path) -> Iterator[Servers]:
    servers = start(folder)
    yield servers
    servers.stop()


@pytest.mark.parametrize("kind", ["system", "bundled"])
def test_either_kind_starts_stops_and_goes_on_with_its_data(kind: str, folder: Path) -> None:
    if kind == "system" and not list(binaries.system_postgres()):
        pytest.skip("this machine has no PostgreSQL of its own")
    first = start(folder, kind)
    pids = first.pids
    assert len(pids) == 2
    assert Redis.from_url(first.settings.redis_url).ping()
    remember(first.settings.database_owner_url, "kept")
    first.stop()
    assert not any(map(runs, pids))
    second = start(folder, kind)
    assert recall(second.settings.database_owner_url) == ["kept"]
    assert second.settings == first.settings, "ports and passwords stay"
    second.stop()


def test_no_role_of_the_product_is_above_the_policies(running: Servers) -> None:
    for url in (
        running.settings.database_url,
        running.settings.database_owner_url,
        running.settings.database_read_url,
    ):
        with psycopg.connect(url) as connection:
            row = connection.execute(
                "SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles"
                " WHERE rolname = current_user"
            ).fetchone()
        assert row == (False, False, False)


def test_the_owner_can_guard_time_ranges(running: Servers) -> None:
    with psycopg.connect(running.settings.database_owner_url) as connection:
        connection.execute(
            "CREATE TABLE chairs (chair int, during tstzrange,"
            " EXCLUDE USING gist (chair WITH =, during WITH &&))"
        )
        connection.rollback()


def test_nobody_gets_in_without_the_password(running: Servers) -> None:
    wrong = running.settings.database_url.replace(":", ":x", 2).replace(":x//", "://", 1)
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)


@pytest.mark.usefixtures("running")
def test_passwords_are_readable_by_their_owner_alone(folder: Path) -> None:
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "servers.json").stat().st_mode & 0o077 == 0


def test_a_second_user_joins_and_the_last_one_to_leave_stops_the_servers(folder: Path) -> None:
    first, second = start(folder), Run(folder)
    assert second.pids == first.pids
    first.stop()
    assert all(map(runs, second.pids))
    second.stop()
    assert not any(map(runs, second.pids))


def test_users_that_arrive_together_share_one_pair(folder: Path) -> None:
    runs_at_once = [Run(folder) for _ in range(3)]
    assert len({tuple(run.pids) for run in runs_at_once}) == 1
    for run in runs_at_once:
        run.stop()


def test_stopping_twice_takes_nothing_from_others(running: Servers, folder: Path) -> None:
    other = start(folder)
    other.stop()
    other.stop()
    assert all(map(runs, running.pids))


def test_no_lock_file_is_left_behind(folder: Path) -> None:
    start(folder).stop()
    assert not list(folder.rglob("*.lock"))
    assert not list(folder.rglob("*.pid"))


def test_two_folders_live_side_by_side(running: Servers, tmp_path: Path) -> None:
    other = start(tmp_path / "another salon")
    assert not set(other.pids) & set(running.pids)
    remember(other.settings.database_owner_url, "other")
    with pytest.raises(psycopg.errors.UndefinedTable):
        recall(running.settings.database_owner_url)
    other.stop()
    assert all(map(runs, running.pids))


def test_a_copy_of_a_running_folder_gets_servers_of_its_own(
    running: Servers, folder: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    for path in (*copy.glob("pg/*"), copy / "valkey"):
        _own_like(folder / path.relative_to(copy), path)
    other = start(copy)
    assert not set(other.pids) & set(running.pids)
    other.stop()
    assert all(map(runs, running.pids))


def _own_like(original: Path, copy: Path) -> None:
    owner = original.stat()
    for path in (copy, *copy.rglob("*")):
        os.chown(path, owner.st_uid, owner.st_gid)


def test_servers_of_a_killed_run_are_taken_over(folder: Path) -> None:
    killed = Run(folder)
    remember(killed.url, "before the kill")
    killed.kill()
    assert all(map(runs, killed.pids))
    taken = start(folder)
    assert taken.pids == killed.pids
    assert recall(taken.settings.database_owner_url) == ["before the kill"]
    taken.stop()
    assert not any(map(runs, killed.pids))


def test_servers_killed_with_their_user_start_again(folder: Path) -> None:
    killed = Run(folder)
    remember(killed.url, "committed")
    killed.kill()
    for pid in killed.pids:
        os.kill(pid, signal.SIGKILL)
    again = start(folder)
    assert recall(again.settings.database_owner_url) == ["committed"]
    again.stop()


def test_one_dead_server_of_the_pair_is_started_again(folder: Path) -> None:
    first = start(folder)
    valkey = first.pids[1]
    os.kill(valkey, signal.SIGKILL)
    assert wait_until(lambda: not runs(valkey), 5)
    joined = start(folder)
    assert joined.pids[0] == first.pids[0]
    assert joined.pids[1] != valkey
    first.stop()
    joined.stop()


def test_a_lock_file_with_the_number_of_a_strange_program_does_not_stop_the_start(
    folder: Path,
) -> None:
    start(folder).stop()
    (cluster,) = folder.glob("pg/*")
    owner = cluster.stat()
    as_owner = {"user": owner.st_uid, "group": owner.st_gid} if os.geteuid() == 0 else {}
    with subprocess.Popen(["sleep", "60"], **as_owner) as stranger:  # type: ignore[call-overload]  # a mapping of options
        lock = cluster / "postmaster.pid"
        lock.write_text(f"{stranger.pid}\n{cluster}\n1\n5432\n\n127.0.0.1\n\n\n")
        _own_like(cluster / "PG_VERSION", lock)
        servers = start(folder)
        assert stranger.pid not in servers.pids
        assert stranger.poll() is None, "strangers are left alone"
        servers.stop()
        stranger.kill()


def test_a_port_taken_meanwhile_is_replaced(folder: Path) -> None:
    before = start(folder)
    before.stop()
    port = int(before.settings.redis_url.rpartition(":")[2].partition("/")[0])
    with closing(socket.create_server(("127.0.0.1", port))):
        after = start(folder)
        assert after.settings.redis_url != before.settings.redis_url
        assert Redis.from_url(after.settings.redis_url).ping()
        after.stop()


def test_an_interrupted_start_leaves_nothing_running(folder: Path) -> None:
    seen: list[int] = []

    def interrupt(line: str) -> None:
        if line.startswith("Starting PostgreSQL"):
            seen.extend(int(path.read_text()) for path in folder.glob("valkey/*.pid"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        embedded.start(settings(folder), interrupt, durable=False)
    assert seen
    assert not any(map(runs, seen))


def test_a_second_press_of_ctrl_c_does_not_cut_the_stop_short(folder: Path) -> None:
    servers = start(folder)
    pids = servers.pids
    servers.stop(lambda _: os.kill(os.getpid(), signal.SIGINT))
    assert not any(map(runs, pids))


def test_remains_of_an_interrupted_creation_are_cleared(folder: Path) -> None:
    half = folder / "pg" / "new-half"
    half.mkdir(parents=True)
    folder.chmod(0o700)
    (half / "PG_VERSION").write_text("15")
    start(folder).stop()
    assert not half.exists()


def test_addresses_that_are_given_are_not_started(folder: Path) -> None:
    given = {
        "database_url": "postgresql://a@127.0.0.1:1/x",
        "database_owner_url": "postgresql://o@127.0.0.1:1/x",
        "database_read_url": "postgresql://r@127.0.0.1:1/x",
    }
    only_valkey = embedded.start(settings(folder, **given), durable=False)
    assert len(only_valkey.pids) == 1
    assert only_valkey.settings.database_url == given["database_url"]
    only_valkey.stop()
    nothing = settings(folder / "untouched", **given, redis_url="redis://127.0.0.1:1")
    assert embedded.start(nothing).pids == []
    assert not (folder / "untouched").exists()


def test_a_store_that_cannot_be_read_is_put_aside_not_deleted(folder: Path) -> None:
    start(folder).stop()
    (manifest,) = folder.glob("valkey/appendonlydir/*.manifest")
    manifest.write_text("nonsense\n")
    said: list[str] = []
    servers = start(folder, said=said)
    assert any("moved to" in line for line in said)
    assert list(folder.glob("valkey-unread-*/appendonlydir/*.manifest"))
    servers.stop()


def test_a_lost_password_file_is_told_with_its_cure(folder: Path) -> None:
    start(folder).stop()
    kept = (folder / "servers.json").read_text()
    (folder / "servers.json").unlink()
    with pytest.raises(CannotStart, match=r"servers\.json.*Cure:"):
        start(folder)
    (folder / "servers.json").write_text(kept)
    start(folder).stop()
