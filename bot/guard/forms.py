"""Posted forms, read within bounds."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

LARGEST = 256 * 1024
"""Bytes of a form: 64 kB of text, every byte percent-encoded, with room for the other fields."""

_FIELDS = 16


class TooLarge(Exception):
    """The form is larger than any of ours: answer 413."""


class NotAForm(Exception):
    """The body is not a form of ours: answer 415."""


async def read_form(request: Request) -> Mapping[str, str]:
    """Read a urlencoded form, the last value of each field; whatever bytes it holds, it is text.

    Raises TooLarge after LARGEST bytes without reading on, NotAForm for any other kind of body.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise NotAForm
    body = await _bounded(request)
    try:
        pairs = parse_qsl(
            body.decode("ascii", "replace"),
            keep_blank_values=True,
            errors="replace",
            max_num_fields=_FIELDS,
        )
    except ValueError as error:
        raise NotAForm from error
    return dict(pairs)


async def _bounded(request: Request) -> bytes:
    if int(_digits(request.headers.get("content-length", ""))) > LARGEST:
        raise TooLarge
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST:
                raise TooLarge
    except ClientDisconnect as error:
        raise NotAForm from error
    return bytes(body)


def _digits(length: str) -> str:
    # A number of 5,000 digits is a ValueError for int(); the server has checked honest ones.
    return length if length.isdigit() and len(length) < 16 else "0"
