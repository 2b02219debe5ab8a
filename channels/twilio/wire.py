"""The few fields of Twilio's webhooks that are read (all others are skipped)."""

from typing import Final
from urllib.parse import unquote_to_bytes

import msgspec

from channels.clean import clean

_MOST_MEDIA: Final = 10


class Posted(msgspec.Struct, frozen=True, gc=False, rename="pascal"):
    """A form: an inbound message, or a status callback when its status is one of ours."""

    message_sid: str = ""
    sms_sid: str = ""
    message_status: str = ""
    sms_status: str = ""
    error_code: str = ""
    sender: str = msgspec.field(default="", name="From")
    to: str = ""
    body: str = ""
    opt_out_type: str = ""
    media: tuple[tuple[str, str], ...] = ()


def pairs(body: bytes) -> list[tuple[bytes, bytes]]:
    """Read a form's names with their values, decoded, untrimmed, empty ones and repeats too.

    In bytes, since a signature is over bytes; nothing that comes is no form.
    """
    found = (pair.partition(b"=") for pair in body.split(b"&") if pair)
    return [(_decoded(name), _decoded(value)) for name, _, value in found]


def read(body: bytes) -> Posted:
    """Read a form; broken UTF-8 becomes U+FFFD, fields that are missing are empty."""
    fields = {name.decode(errors="replace"): _text(value) for name, value in pairs(body)}
    given = {name: value for name, value in fields.items() if name != "Media"}
    return msgspec.convert(given | {"Media": _media(fields)}, Posted)


def number(text: str) -> int | None:
    """Read a number that is worth the name; None for everything else, zero too."""
    plain = text.isascii() and text.isdigit() and len(text) < 10
    return (int(text) if plain else 0) or None


def _media(fields: dict[str, str]) -> list[tuple[str, str]]:
    count = min(number(fields.get("NumMedia", "")) or 0, _MOST_MEDIA)
    return [
        (fields[f"MediaUrl{at}"], fields.get(f"MediaContentType{at}", ""))
        for at in range(count)
        if fields.get(f"MediaUrl{at}")
    ]


def _decoded(text: bytes) -> bytes:
    return unquote_to_bytes(text.replace(b"+", b" "))


def _text(value: bytes) -> str:
    return clean(value.decode(errors="replace"))
