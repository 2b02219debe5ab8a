"""The embedded Postgres: started once for all its users, joined, ended."""

import signal
from dataclasses import replace

import psycopg

from foundation.embedded import cluster as clusters
from foundation.embedded import launch
from foundation.embedded.binaries import Kind, Postgres, find_postgres
from foundation.embedded.cluster import ADMIN, Cluster
from foundation.embedded.folder import Folder, Kept
from foundation.embedded.launch import LOOPBACK, CannotStart, Say, Way

# No socket: long paths break them. The log must not repeat what customers wrote: no statement,
# no DETAIL line.
_OPTIONS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "max_connections": "500",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "jit": "off",
}
# For tests alone: a crash of the machine may cost the data, a killed server still loses nothing
# (which `synchronous_commit=off` would not keep).
_FLEETING = {"fsync": "off", "full_page_writes": "off"}
_ATTEMPTS = 20
_RECOVERY_SECONDS = 300


def start(folder: Folder, kept: Kept, kind: Kind, say: Say, *, durable: bool) -> Kept:
    """Have the folder's Postgres run; give what is kept, its port up to date.

    Joins the server that runs already, also one whose starter was killed. Raises CannotStart.
    """
    there = clusters.existing(folder)
    if any(_joined(cluster, kept, say) for cluster in there):
        return kept
    majors = {cluster.major for cluster in there}
    program = find_postgres(kind, launch.account(folder.clusters), majors, say)
    cluster = clusters.of(folder, program.major)
    if not cluster.exists:
        say(f"Creating a PostgreSQL {program.major} cluster (once)")
        clusters.create(cluster, program, kept.admin)
    say(f"Starting PostgreSQL {program.major}")
    return _launched(cluster, program, folder, kept, durable=durable)


def stop(folder: Folder) -> None:
    """End the folder's Postgres, if it runs, by a fast shutdown: open transactions roll back."""
    fast, at_once, kill = signal.SIGINT, signal.SIGQUIT, signal.SIGKILL
    for cluster in clusters.existing(folder):
        if pid := cluster.pid:
            launch.end(pid, cluster.mark, (fast, 30), (at_once, 10), (kill, 5))


def pid(folder: Folder) -> int | None:
    """Tell the process of the folder's Postgres, for tests that kill it."""
    return next((found for one in clusters.existing(folder) if (found := one.pid)), None)


def address(kept: Kept, role: str, password: str, database: str) -> str:
    """Write the address of a database for a role."""
    return f"postgresql://{role}:{password}@{LOOPBACK}:{kept.postgres_port}/{database}"


def connect(kept: Kept, database: str = ADMIN) -> psycopg.Connection:
    """Connect as the superuser."""
    return psycopg.connect(
        address(kept, ADMIN, kept.admin, database),
        autocommit=True,
        connect_timeout=5,
        sslmode="disable",
        gssencmode="disable",
    )


def _answers(kept: Kept) -> bool:
    try:
        connect(kept).close()
    except psycopg.OperationalError as refusal:
        if "password authentication failed" in str(refusal):
            raise CannotStart(
                "The embedded PostgreSQL refuses the password in servers.json. Cure: put back the "
                "servers.json that lay beside this data, or set PARLANCE_DATA_DIR"
            ) from refusal
        return False
    return True


def _joined(cluster: Cluster, kept: Kept, say: Say) -> bool:
    """Join the server that already runs here; end one that never answers."""
    if cluster.pid is None:
        return False
    if not launch.wait_until(lambda: _answers(kept) or cluster.pid is None, 1):
        say("Waiting for the PostgreSQL of an earlier run")
        launch.wait_until(lambda: _answers(kept) or cluster.pid is None, 30)
    pid = cluster.pid
    if pid and not _answers(kept):
        launch.end(pid, cluster.mark, (signal.SIGQUIT, 10), (signal.SIGKILL, 5))
    return cluster.pid is not None


def _launched(
    cluster: Cluster, program: Postgres, folder: Folder, kept: Kept, *, durable: bool
) -> Kept:
    for _ in range(_ATTEMPTS):
        port = launch.free_port(kept.postgres_port)
        kept = folder.keep(replace(kept, postgres_port=port))
        with launch.opened(cluster.path, cluster.user) as (name, inherited):
            command = _command(program, name, cluster.mark, kept, durable=durable)
            way = Way(cluster.user, inherited=inherited)
            started = launch.spawn(command, way, cluster.log)
        if _ready(started, cluster, kept):
            return kept
        _clear_the_way(cluster)
    raise CannotStart(f"PostgreSQL does not start: {launch.tail(cluster.log)}")


def _command(
    program: Postgres, directory: str, mark: str, kept: Kept, *, durable: bool
) -> list[str]:
    options = _OPTIONS | {"port": str(kept.postgres_port)} | ({} if durable else _FLEETING)
    return [
        str(program.bin / "postgres"),
        "-D",
        directory,
        *(part for name, value in options.items() for part in ("-c", f"{name}={value}")),
        "-c",
        mark,
    ]


def _ready(pid: int, cluster: Cluster, kept: Kept) -> bool:
    """Wait for the first answer, through a recovery if one is due; False when the server died."""
    settled = launch.wait_until(
        lambda: not launch.alive(pid, cluster.mark) or _answers(kept), _RECOVERY_SECONDS
    )
    # It is not asked twice: a busy machine may be too slow for the second answer.
    return settled and launch.alive(pid, cluster.mark) and cluster.pid == pid


def _clear_the_way(cluster: Cluster) -> None:
    """Remove what made the last attempt fail, where it passes; raises CannotStart where not."""
    said = launch.tail(cluster.log)
    if "Address already in use" in said:
        return  # somebody was faster: the next attempt asks for another port
    if "postmaster.pid" in said and cluster.pid is None:
        # The number in the lock file went to a program that does not serve this directory.
        (cluster.path / "postmaster.pid").unlink(missing_ok=True)
    elif "shared memory block" in said:
        # The last children of a killed server are about to notice.
        launch.wait_until(lambda: False, 0.5)
    else:
        raise CannotStart(f"PostgreSQL does not start: {said}")
