"""What comes in from outside, made harmless at the edge."""

import re
import unicodedata
from typing import Final, TypeVar

import msgspec

from channels.port import Unreadable

LONGEST: Final = 4096  # characters kept of one inbound text, Telegram's own bound

T = TypeVar("T")

# Every backslash escape of a JSON text in one linear pass; the pair comes first, so that what is
# left under "lone" has no partner. An escaped backslash is eaten whole, its follower stays text.
_ESCAPE: Final = re.compile(
    rb"\\(?:(?P<pair>u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    rb"|(?P<lone>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)
_LINE_ENDS: Final = re.compile("\r\n?")
_CONTROLS: Final = {
    code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"
}
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_ANYTHING: Final = msgspec.json.Decoder()


def clean(text: str) -> str:
    """Keep what a person can have meant: no control characters, NFC, at most 4,096 characters.

    Newline and tab stay, lone surrogates become U+FFFD. The cut comes before the composition too:
    normalising a long run of combining marks costs its square.
    """
    if len(text) <= LONGEST and text.isascii() and text.isprintable():
        return text
    text = _LINE_ENDS.sub("\n", text[: 2 * LONGEST])
    text = text.translate(_CONTROLS)[:LONGEST]
    return unicodedata.normalize("NFC", _SURROGATES.sub("\ufffd", text))[:LONGEST]


def read_json(body: bytes) -> object:
    """Read a JSON body of any shape; raises Unreadable."""
    return read_as(_ANYTHING, body)


def read_as(decoder: msgspec.json.Decoder[T], body: bytes) -> T:
    """Read a JSON body into the decoder's type; raises Unreadable, nothing else.

    A lone surrogate escape is not JSON for a strict reader; the message around it is still
    understood, with U+FFFD in its place. Too deep, too large a number, NaN and bad UTF-8 are
    unreadable.
    """
    try:
        return decoder.decode(body)
    except (ValueError, RecursionError) as first:
        mended = _ESCAPE.sub(_mend, body)
        if mended == body:
            raise Unreadable("the body is not readable JSON") from first
    try:
        return decoder.decode(mended)
    except (ValueError, RecursionError) as again:
        raise Unreadable("the body is not readable JSON") from again


def shaped(value: object, shape: type[T]) -> T | None:
    """Give a part of a JSON body (`read_json`) as its type, None when it has another shape."""
    try:
        return msgspec.convert(value, shape)
    except ValueError:
        return None


def each(values: object, shape: type[T]) -> list[T]:
    """Give the members of a list that have the shape; what is no list has none."""
    members = values if isinstance(values, list) else ()
    return [found for one in members if (found := shaped(one, shape)) is not None]


def _mend(escape: re.Match[bytes]) -> bytes:
    return rb"\ufffd" if escape["lone"] else escape[0]
