"""The few fields of OpenPhone's webhooks that are read (all others are skipped)."""

import msgspec


class Phone(msgspec.Struct, frozen=True, gc=False):
    """A number of the workspace."""

    id: str = ""


class Context(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    """Who talks with whom, in the newer generation."""

    sender_identifier: str | None = None
    recipient_identifiers: object = None
    phone_number: object = None


class Media(msgspec.Struct, frozen=True, gc=False):
    """One picture, recording or file by its address; `type` is its MIME type."""

    url: str
    type: str | None = None


class Message(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    """A message; v2 has `body` with one `to`, v4 `text` with several, v2026 neither of the two."""

    id: str
    sender: str | None = msgspec.field(default=None, name="from")
    to: object = None
    direction: str | None = None
    text: str | None = None
    body: str | None = None
    media: object = None
    created_at: object = None
    phone_number_id: object = None


class Data(msgspec.Struct, frozen=True, gc=False):
    """What an event is about: an `object` in the legacy envelope, else a resource in context."""

    message: object = msgspec.field(default=None, name="object")
    resource: object = None
    context: object = None


class Event(msgspec.Struct, frozen=True, gc=False):
    """One event of either generation."""

    data: Data
    type: str
    id: object = None
