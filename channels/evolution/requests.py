"""The bodies of Evolution API requests."""

import re
from typing import Final

import msgspec

from channels.evolution.updates import WANTED
from foundation.errors import Permanent

_encode: Final = msgspec.json.Encoder().encode
_NUMBER: Final = re.compile(r"\+?([0-9]{5,20}|[0-9]{5,24}@lid)")


def send_text(to: str, text: str) -> bytes:
    """Write a text without a preview; raises Permanent when `to` is no WhatsApp address."""
    number = _NUMBER.fullmatch(to)
    if not number:
        raise Permanent("a WhatsApp address is a phone's digits or a hidden id")
    return _encode({"number": number[1], "text": text, "linkPreview": False})


def set_webhook(url: str, jwt_key: str) -> bytes:
    """Write where events go; the key makes the server sign each call with a token."""
    return _encode(
        {
            "webhook": {
                "enabled": True,
                "url": url,
                "headers": {"jwt_key": jwt_key},
                "byEvents": False,
                "base64": False,
                "events": WANTED,
            }
        }
    )
