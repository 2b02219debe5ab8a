"""The words every channel speaks: what comes in, what goes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What an inbound event is, in the vocabulary all adapters share."""

    TEXT = "text"
    CHOICE = "choice"
    START = "start"
    CONTACT = "contact_card"
    LOCATION = "location"
    MEDIA = "media"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    EDIT = "edit"
    REACTION = "reaction"


UNHEARD = frozenset({Kind.EDIT, Kind.REACTION})
"""Kinds that an adapter understands yet no dialog answers: `Channel.parse` leaves them out."""


@dataclass(frozen=True, slots=True)
class Address:
    """Who one talks with on an account: `value` is the provider's own id, not always a phone."""

    value: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Inbound:
    """One thing a customer did, cleaned at the edge.

    `provider_id` is unique per account, `sequence` is the provider's own order. `text` is what was
    written: a caption, a start's payload, the phone number of one's own contact card. `choice_id`
    is what a tapped button carried (client-controlled: never trusted with facts), `callback` is
    what the provider wants acknowledged for the tap. `facts` is what else the provider said:
    message_id, name, reply_to, media_type, own, phone, latitude, longitude, payload, emoji.
    """

    kind: Kind
    address: Address
    provider_id: str
    sequence: int
    text: str = ""
    choice_id: str = ""
    callback: str = ""
    facts: Mapping[str, str | float | bool | None] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer a customer may pick: `id` at most 64 bytes of ASCII, `title` for people."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Outbound:
    """One message to a customer before it is fitted to a channel's limits."""

    text: str
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What a channel can carry; `buttons` = 0 means choices are printed as numbers."""

    text: int = 4096
    buttons: int = 8
    title: int = 64


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message as one channel will show it: its parts in order, buttons under the last."""

    parts: tuple[str, ...]
    choices: tuple[Choice, ...] = field(default=())
