"""The log: one line per event, with no personal data in it.

Every file asks `structlog.get_logger(__name__)`; what is set here decides what becomes of it.
"""

import logging
import re
import sys
import traceback
from collections.abc import Iterator
from datetime import datetime
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import TextIO
from uuid import UUID

import msgspec
import structlog
from structlog.typing import EventDict, Processor

from foundation import clock
from foundation.errors import Permanent, Refused, Transient, Unknown

_WITHHELD = "[withheld]"
_LONGEST = 500
_FRAMES = 6
# Fields that may be logged as text, beside those that end in `_id`. All other text is withheld: a
# list of what is harmless stays true when a field is added, a list of what is personal does not.
_HARMLESS = frozenset(
    {
        "at",
        "level",
        "event",
        "logger",
        "request_id",
        "actor",
        "error",
        "where",
        "reason",
        "sqlstate",
    }
    | {"fact", "key", "kind", "state", "status", "outcome", "locale", "version", "setting"}
    | {"method", "route", "room", "task", "queue", "sweep", "channel", "point", "constraint"}
)
# Only these tell why in words of ours, or of types alone. Others may quote a customer.
_SPEAKING = (Refused, Transient, Permanent, Unknown, AttributeError, ImportError, TimeoutError)
# Libraries whose messages name servers, jobs and settings, never what a customer wrote.
_TRUSTED = ("alembic", "procrastinate", "psycopg", "uvicorn.error")
_SECRETS = re.compile(
    r"(?P<path>/(?:hooks/[a-z_]+|calendar)/)[^/?#\s\"']+"  # the token in a webhook's, a feed's path
    r"|(?P<url>://[^:@/\s]*:)[^@/\s]+(?=@)"  # the password in a server's address
    r"|(?<!\d)\d{5,}:[A-Za-z0-9_-]{30,}"  # a Telegram bot's token
    r"|(?P<word>\b(?:password|secret|token|authorization)[\"']?\s?[=:]\s?(?:bearer\s)?)[^\s,;&\"']+"
    r"|[\w.+-]+@[\w-]+\.[\w.]+"  # a mail address
    r"|\+\d[\d ().-]{6,}\d",  # a phone number
    re.IGNORECASE,
)


def bind_request(request_id: str) -> None:
    """Mark every line that this task logs from here on with `request_id`."""
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=request_id)


def configure(*, pretty: bool = False, level: str = "info", out: TextIO | None = None) -> None:
    """Send every event, also those of libraries, to `out` (standard error): JSON, or `pretty`.

    Uvicorn must be started with `log_config=None` and `access_log=False`: its access log would
    write webhook tokens and is not wanted.
    """
    out = out or sys.stderr
    render: Processor = structlog.dev.ConsoleRenderer(colors=out.isatty()) if pretty else _json
    structlog.configure(
        processors=[structlog.contextvars.merge_contextvars, _stamp, explain, withhold, render],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *name: _Lines(out, *name),
        cache_logger_on_first_use=False,  # a process configures again when it turns pretty
    )
    root = logging.getLogger()
    root.handlers = [kept for kept in root.handlers if not isinstance(kept, _Bridge)] + [_Bridge()]
    root.setLevel(logging.WARNING)
    # It says every second that it waits for the database; who waits says so once.
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
    logging.getLogger("uvicorn.access").disabled = True


def withhold(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Keep what is harmless of an event: numbers, ids, closed sets, text under a harmless name."""
    return {key: _harmless(key, value) for key, value in event.items()}


def explain(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Turn an exception into its type, the way it came, and its reason when that is ours."""
    found = event.pop("exc_info", None)
    if found is True:
        found = sys.exc_info()
    failure = found[1] if isinstance(found, tuple) else found
    if isinstance(failure, BaseException):
        event.update(_told(failure))
    return event


def _told(failure: BaseException) -> EventDict:
    cause = getattr(failure, "orig", None) or failure.__cause__
    told = {"error": type(failure).__name__, "where": " < ".join(_frames(failure.__traceback__))}
    if isinstance(failure, _SPEAKING):
        told["reason"] = str(failure)
    if cause is not None:
        told["error"] += f" < {type(cause).__name__}"
    if sqlstate := getattr(cause or failure, "sqlstate", None):
        told["sqlstate"] = sqlstate
    return told


def _frames(trail: TracebackType | None) -> Iterator[str]:
    for frame, line in reversed(list(traceback.walk_tb(trail))[-_FRAMES:]):
        code = frame.f_code
        yield f"{'/'.join(Path(code.co_filename).parts[-2:])}:{line} {code.co_name}"


def _harmless(key: str, value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, UUID | Enum | datetime):
        return str(value.value if isinstance(value, Enum) else value)
    if isinstance(value, list | tuple | set | frozenset):
        return [_harmless(key, one) for one in value]
    if isinstance(value, str) and (key in _HARMLESS or key.endswith("_id")):
        return _clean(value)
    return _WITHHELD


def _clean(text: str) -> str:
    text = _SECRETS.sub(_mask, text[:_LONGEST])
    if text.isprintable():
        return text
    # One event is one line, and no control character reaches a terminal.
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def _mask(found: re.Match[str]) -> str:
    kept = found["path"] or found["url"] or found["word"] or ""
    return kept + _WITHHELD


def _stamp(lines: "_Lines", method: str, event: EventDict) -> EventDict:
    at = clock.now().isoformat(timespec="milliseconds")
    return {"at": at, "level": method, "logger": lines.name, **event}


def _json(_logger: object, _method: str, event: EventDict) -> str:
    return msgspec.json.encode(event).decode()


class _Lines:
    """Writes rendered events of one logger to a stream."""

    def __init__(self, out: TextIO, name: str = "") -> None:
        self.out = out
        self.name = name

    def msg(self, line: str) -> None:
        """Write one line, at once."""
        self.out.write(line + "\n")
        self.out.flush()

    debug = info = warning = error = critical = msg


class _Bridge(logging.Handler):
    """Brings what libraries log through the same gate."""

    def emit(self, record: logging.LogRecord) -> None:
        """Log a record's first line under its library's name, its text arguments withheld."""
        structlog.get_logger(record.name).log(
            record.levelno, _first_line(record), exc_info=record.exc_info
        )


def _first_line(record: logging.LogRecord) -> str:
    # Lines below the first are exceptions' own words, at asyncio's and aiogram's for example.
    if record.name.startswith(_TRUSTED):
        return record.getMessage().partition("\n")[0]
    template = str(record.msg).partition("\n")[0]
    if not isinstance(record.args, tuple):
        return template
    given = tuple(_harmless("", one) for one in record.args)
    try:
        return template % given[: template.replace("%%", "").count("%")]
    except (TypeError, ValueError):
        return template
