"""Where a channel reaches a person: one address for all of a salon's accounts on it, pure."""

import re
from dataclasses import dataclass
from typing import Final

_CHANNELS: Final = {
    "twilio": "sms",
    "openphone": "sms",
    "whatsapp": "whatsapp",
    "evolution": "whatsapp",
}
_NUMBER: Final = re.compile(r"\+?([0-9]{5,15})(?:@(?:s\.whatsapp\.net|c\.us))?", re.ASCII)
PURPOSE: Final = "person"
"""What the keyed hash of a reach is for."""


@dataclass(frozen=True, slots=True)
class Reach:
    """A person as a channel reaches them: `value` is hashed, never stored."""

    channel: str
    value: str


def reach(kind: str, address: str) -> Reach:
    """Give the reach of an address on an account of this kind."""
    channel = _CHANNELS.get(kind, kind)
    return Reach(channel, value(channel, address))


def value(channel: str, address: str) -> str:
    """Write an address as all accounts of a channel do: a number by its digits."""
    number = _NUMBER.fullmatch(address) if channel in {"sms", "whatsapp"} else None
    return f"{channel}:{number[1] if number else address}"
