"""Values of a call as Postgres reads them."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import psycopg
from psycopg.pq import Format

Encoded = tuple[bytes | None, Format]


def encode(value: object) -> Encoded:
    """Write a value for its parameter: an id, text, bytes, a number, a truth, a time, a list.

    Raises psycopg.DataError for a text with a NUL, which would be cut there, TypeError for a value
    of any other type.
    """
    try:
        encoder = _ENCODERS[type(value)]
    except KeyError:
        raise TypeError(f"no call takes a {type(value).__name__}") from None
    return encoder(value)


def _text(value: str) -> Encoded:
    if "\0" in value:
        raise psycopg.DataError("a text in Postgres holds no NUL")
    return value.encode(), Format.TEXT


def _list(values: Sequence[object]) -> Encoded:
    """Write an array literal (PostgreSQL manual, 8.15.2)."""
    return b"{%b}" % b",".join(_ITEMS[type(value)](value) for value in values), Format.TEXT


def _quoted(value: str) -> bytes:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return b'"%b"' % (_text(escaped)[0] or b"")


_ITEMS: dict[type, Callable[..., bytes]] = {
    str: _quoted,
    UUID: lambda value: str(value).encode(),
    int: lambda value: b"%d" % value,
    bytes: lambda value: b'"\\\\x%b"' % value.hex().encode(),
}
_ENCODERS: dict[type, Callable[..., Encoded]] = {
    type(None): lambda _: (None, Format.TEXT),
    UUID: lambda value: (value.bytes, Format.BINARY),
    str: _text,
    bytes: lambda value: (value, Format.BINARY),
    bool: lambda value: (b"t" if value else b"f", Format.TEXT),
    int: lambda value: (b"%d" % value, Format.TEXT),
    datetime: lambda value: (value.isoformat().encode(), Format.TEXT),
    timedelta: lambda value: (b"%f s" % value.total_seconds(), Format.TEXT),
    list: _list,
    tuple: _list,
}
