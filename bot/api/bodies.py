"""Bodies of requests, read within bounds as strict JSON."""

import asyncio
import json
import math
from collections.abc import Iterator
from typing import Any, NoReturn

from starlette.requests import ClientDisconnect, Request

from bot.api.problems import Problem, wrong

LARGEST = 64 * 1024
"""Bytes of a body: a party of ten with all they want takes 10 kB."""

SLOWEST = 10.0
"""Seconds a body may take to arrive."""

DEEPEST = 12
"""How deep lists in objects may go; ours go four."""

_DIGITS = 18
"""Digits of a number: what a database's bigint holds."""


class Came(Request):
    """A request whose body has been read, with the value it is."""

    def __init__(self, request: Request, body: bytes, value: Any) -> None:  # noqa: ANN401 - JSON
        """Stand for `request`."""
        super().__init__(request.scope, request.receive)
        self._bytes, self.value = body, value

    async def body(self) -> bytes:
        """Give the body as it came."""
        return self._bytes

    async def json(self) -> Any:  # noqa: ANN401 - JSON
        """Give the value, read once."""
        return self.value


async def read(request: Request) -> Came:
    """Read the body of a request that changes something.

    Raises Problem: 408 too slow, 413 too large, 415 not JSON by its own word, 400 no JSON by ours,
    422 for a text that no database keeps (NUL, half of a surrogate pair).
    """
    body = await _bounded(request)
    if not body:
        return Came(request, b"", None)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Problem("not_json")
    value = _parsed(body)
    for pointer, text in _texts(value):
        if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
            raise wrong(pointer, "holds a letter that is none: NUL, or half of a pair")
    return Came(request, body, value)


def canonical(value: object) -> bytes:
    """Write a value the one way, so that the same request is known however it is spelt."""
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


async def _bounded(request: Request) -> bytes:
    length = request.headers.get("content-length", "")
    # Twelve digits are far beyond any limit, a number of 5,000 would be a ValueError.
    if length.isdigit() and int(length[:12]) > LARGEST:
        raise Problem("too_large")
    body = bytearray()
    try:
        async with asyncio.timeout(SLOWEST):
            async for chunk in request.stream():
                body += chunk
                if len(body) > LARGEST:
                    raise Problem("too_large")
    except TimeoutError:
        raise Problem("too_slow") from None
    except ClientDisconnect:
        raise Problem("unreadable", "cut off") from None
    return bytes(body)


def _parsed(body: bytes) -> Any:  # noqa: ANN401 - JSON is of any type
    try:
        text = body.decode("utf-8")
        value = json.loads(
            text,
            object_pairs_hook=_without_twins,
            parse_constant=_no_number,
            parse_int=_whole,
            parse_float=_finite,
        )
    except RecursionError:
        raise Problem("unreadable", "nested too deep") from None
    except ValueError as error:  # JSONDecodeError, UnicodeDecodeError
        said = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        raise Problem("unreadable", said[:200]) from None
    if _depth(value) > DEEPEST:
        raise Problem("unreadable", "nested too deep")
    return value


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Problem("unreadable", "an object names one key twice")
    return found


def _no_number(name: str) -> NoReturn:
    raise Problem("unreadable", f"{name} is no number of JSON's")


def _whole(digits: str) -> int:
    if len(digits.removeprefix("-")) > _DIGITS:
        raise Problem("unreadable", "a number is too long")
    return int(digits)


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise Problem("unreadable", "a number is too large")
    return number


def _depth(value: object) -> int:
    layer, depth = [value], 0
    while layer:
        depth += 1
        layer = [inner for one in layer for inner in _inside(one)]
    return depth


def _inside(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _texts(value: object, pointer: str = "") -> Iterator[tuple[str, str]]:
    """Give every text with the JSON pointer (RFC 6901) of its place; keys count as texts."""
    if isinstance(value, str):
        yield pointer, value
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _texts(one, f"{pointer}/{number}")
    elif isinstance(value, dict):
        for key, one in value.items():
            yield pointer, key
            yield from _texts(one, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}")
