"""Servers of a benchmark's own, made for one run, as durable as production's."""

import base64
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from foundation import embedded
from foundation.embedded import Servers
from foundation.settings import Settings, parse_keys


@contextmanager
def own_servers() -> Iterator[tuple[Servers, str]]:
    """Start Postgres with Valkey in a new folder, give them beside the run's secret keys."""
    keys = f"bench:{base64.b64encode(secrets.token_bytes(32)).decode()}"
    with tempfile.TemporaryDirectory(prefix="parlance-bench-") as folder:
        blank = Settings(
            _env_file=None,
            database_url="",
            database_owner_url="",
            database_read_url="",
            redis_url="",
            data_dir=Path(folder),
            secret_keys=parse_keys(keys),
            env="demo",
        )
        servers = embedded.start(blank)
        try:
            yield servers, keys
        finally:
            servers.stop()
