"""The schema, one revision per room at a time."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from sqlalchemy import create_engine, make_url, text

from foundation.settings import Settings

if TYPE_CHECKING:
    from alembic.config import Config

_VERSIONS = Path(__file__).parent / "versions"
# Any constant does: two processes that migrate at once queue up behind one lock.
_LOCK = 7_275_637


def upgrade(settings: Settings, to: str = "head", say: Callable[[str], None] = print) -> None:
    """Bring the schema up to `to`, as the owner; safe to run from several processes at once."""
    from alembic import command  # noqa: PLC0415 - it loads all revisions: most commands need none

    _run(settings, command.upgrade, to, say)


def downgrade(settings: Settings, to: str = "base", say: Callable[[str], None] = print) -> None:
    """Take the schema down to `to`, as the owner."""
    from alembic import command  # noqa: PLC0415 - as above

    _run(settings, command.downgrade, to, say)


def newest() -> str:
    """Name the code's newest revision, without loading any."""
    return max(file.stem for file in _VERSIONS.glob("[0-9]*.py"))


def pending(settings: Settings) -> bool:
    """Tell whether the database is behind the code."""
    owner = make_url(settings.database_owner_url).set(drivername="postgresql")
    with psycopg.connect(owner.render_as_string(hide_password=False)) as connection:
        known = connection.execute("SELECT to_regclass('alembic_version')").fetchone()
        if known == (None,):
            return True
        rows = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    return rows != [(newest(),)]


def _run(
    settings: Settings,
    move: Callable[["Config", str], None],
    to: str,
    say: Callable[[str], None],
) -> None:
    engine = create_engine(_owner(settings))
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _LOCK})
            connection.commit()
            config = _config()
            config.attributes.update(
                connection=connection,
                app_role=make_url(settings.database_url).username,
                read_role=make_url(settings.database_read_url).username,
                say=say,
            )
            move(config, to)
    finally:
        engine.dispose()


def _config() -> "Config":
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    return config


def _owner(settings: Settings) -> str:
    url = make_url(settings.database_owner_url).set(drivername="postgresql+psycopg")
    return url.render_as_string(hide_password=False)
