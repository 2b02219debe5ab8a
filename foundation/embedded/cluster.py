"""The data directory of the embedded Postgres: one per major version, made once."""

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from foundation.embedded import launch
from foundation.embedded.binaries import Postgres
from foundation.embedded.folder import Folder
from foundation.embedded.launch import Account, CannotStart, Way

ADMIN = "postgres"


@dataclass(frozen=True, slots=True)
class Cluster:
    """One data directory; the user its server runs as, the file its server logs to."""

    path: Path
    user: Account | None
    log: Path

    @property
    def exists(self) -> bool:
        """Whether the directory holds data."""
        return (self.path / "PG_VERSION").is_file()

    @property
    def major(self) -> int:
        """The version of Postgres that can read the data."""
        return int(self.path.name)

    @property
    def mark(self) -> str:
        """What the server of this very directory carries in its command line."""
        return f"parlance.folder={launch.mark(self.path)}"

    @property
    def pid(self) -> int | None:
        """The process that serves this directory, if it lives."""
        try:
            pid = int((self.path / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return None
        return pid if launch.alive(pid, self.mark) else None


def of(folder: Folder, major: int) -> Cluster:
    """Name the data folder's cluster of that version, there or not."""
    path = folder.clusters / str(major)
    return Cluster(path, launch.account(path), folder.root / "postgres.log")


def existing(folder: Folder) -> list[Cluster]:
    """List the clusters that hold data, newest version first."""
    majors = (int(path.name) for path in folder.clusters.iterdir() if path.name.isdigit())
    found = (of(folder, major) for major in sorted(majors, reverse=True))
    return [cluster for cluster in found if cluster.exists]


def create(cluster: Cluster, program: Postgres, password: str) -> None:
    """Run initdb beside the cluster's place, then move the result there, whole or not at all."""
    for remains in cluster.path.parent.glob("new-*"):  # of a start that was killed half-way
        shutil.rmtree(remains)
    # Upper and lower case beyond ASCII where the system knows the locale; the order of bytes.
    fault: str | None = ""
    for ctype in ("C.UTF-8", "C"):
        draft = Path(tempfile.mkdtemp(dir=cluster.path.parent, prefix="new-"))
        launch.own_folder(draft, cluster.user)
        fault = _initdb(program, draft, cluster.user, ctype, password)
        if fault is None:
            draft.rename(cluster.path)
            return
        shutil.rmtree(draft)
    raise CannotStart(f"{program.bin}/initdb failed: {fault}")


def _initdb(
    program: Postgres, draft: Path, user: Account | None, ctype: str, password: str
) -> str | None:
    """Give what went wrong."""
    with tempfile.TemporaryFile("w+") as secret:
        secret.write(password)
        secret.flush()
        secret.seek(0)
        if user:
            os.fchown(secret.fileno(), user.uid, user.gid)
        with launch.opened(draft, user) as (name, inherited):
            command = [
                str(program.bin / "initdb"),
                f"--pgdata={name}",
                f"--username={ADMIN}",
                "--pwfile=/dev/stdin",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                f"--lc-ctype={ctype}",
            ]
            done = launch.run(command, Way(user, inherited=inherited), secret)
    return done.stderr.strip() if done.returncode else None
