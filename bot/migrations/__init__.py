"""The schema, one revision per room at a time."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, make_url, text

from foundation.settings import Settings

# Any constant does: two processes that migrate at once queue up behind one lock.
_LOCK = 7_275_637


def upgrade(settings: Settings, to: str = "head", say: Callable[[str], None] = print) -> None:
    """Bring the schema up to `to`, as the owner; safe to run from several processes at once."""
    _run(settings, command.upgrade, to, say)


def downgrade(settings: Settings, to: str = "base", say: Callable[[str], None] = print) -> None:
    """Take the schema down to `to`, as the owner."""
    _run(settings, command.downgrade, to, say)


def pending(settings: Settings) -> bool:
    """Tell whether the database is behind the code."""
    engine = create_engine(_owner(settings))
    try:
        with engine.connect() as connection:
            heads = set(MigrationContext.configure(connection).get_current_heads())
    finally:
        engine.dispose()
    return heads != set(ScriptDirectory.from_config(_config()).get_heads())


def _run(
    settings: Settings,
    move: Callable[[Config, str], None],
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


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    return config


def _owner(settings: Settings) -> str:
    url = make_url(settings.database_owner_url).set(drivername="postgresql+psycopg")
    return url.render_as_string(hide_password=False)
