"""What all carriers of SMS have in common, whoever brings their messages."""

import re
from collections.abc import Sequence
from typing import Final

from channels.message import Kind

Facts = dict[str, str | float | bool | None]

_WORDS: Final = {
    **dict.fromkeys(
        ("STOP", "UNSUBSCRIBE", "END", "QUIT", "STOPALL", "REVOKE", "OPTOUT", "CANCEL"),
        Kind.OPT_OUT,
    ),
    **dict.fromkeys(("START", "UNSTOP"), Kind.OPT_IN),
    **dict.fromkeys(("HELP", "INFO"), Kind.HELP),
}
_NUMBER: Final = re.compile(r"\+?[0-9]{3,15}", re.ASCII)
_SHOWN: Final = frozenset({"image", "audio", "video"})
_MOST_MEDIA: Final = 10  # that one MMS can hold


def keyword(text: str) -> Kind | None:
    """Give what a message means to the carrier when it is nothing but one of its words.

    "YES" opts in too, yet it is also an answer: who keeps the consent looks at that.
    """
    return _WORDS.get(text.strip().upper())


def kind(text: str, *, media: bool) -> Kind:
    """Give what a customer did by a message with this text, with or without media."""
    if found := keyword(text):
        return found
    if media:
        return Kind.MEDIA
    return Kind.TEXT if text.strip() else Kind.UNSUPPORTED


def is_number(value: str) -> bool:
    """Tell whether an SMS can be sent there: a phone number or a short code, never a name."""
    return bool(_NUMBER.fullmatch(value))


def media_facts(found: Sequence[tuple[str, str]]) -> Facts:
    """Name a message's media, each an address with its MIME type, as facts.

    The first are `media_url` and `media_type`, the others `media_url_2`, `media_type_2`...
    """
    facts: Facts = {"media_count": len(found)} if found else {}
    for number, (url, mime) in enumerate(found[:_MOST_MEDIA], 1):
        ending = "" if number == 1 else f"_{number}"
        family = mime.partition("/")[0].lower()
        facts[f"media_url{ending}"] = url
        facts[f"media_type{ending}"] = family if family in _SHOWN else "document"
    return facts
