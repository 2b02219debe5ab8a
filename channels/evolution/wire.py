"""The few fields of an Evolution webhook that are read (v2.3; all others are skipped).

`apikey`, `server_url` and the QR code's picture are among those that are never read.
"""

from typing import Annotated

import msgspec

Text = str | None
Fields = dict[str, object]
Number = Annotated[int, msgspec.Meta(ge=-(2**53), le=2**53)]


class Envelope(msgspec.Struct, frozen=True, gc=False):
    """One event of one instance; `data` is one thing or a list of them."""

    event: Text = None
    instance: Text = None
    sender: Text = None
    data: object = None


class Key(msgspec.Struct, frozen=True, gc=False):
    """Which message of which chat; the alternative address tells whose hidden number it is."""

    id: Text = None
    remote: Text = msgspec.field(default=None, name="remoteJid")
    other: Text = msgspec.field(default=None, name="remoteJidAlt")
    ours: bool | None = msgspec.field(default=None, name="fromMe")


class Upsert(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    """A message; without content it could not be decrypted, then comes again once it was."""

    key: Key
    push_name: Text = None
    message: Fields | None = None
    message_timestamp: object = None
    context_info: object = None


class Context(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    """What a message answers."""

    stanza_id: Text = None


class Status(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    """What became of a message."""

    key_id: str
    remote: Text = msgspec.field(default=None, name="remoteJid")
    ours: bool | None = msgspec.field(default=None, name="fromMe")
    status: Text = None


class Protocol(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    """A change of an earlier message: 0 or REVOKE takes it back, 14 or MESSAGE_EDIT rewrites it."""

    key: Key
    type: str | int | None = None
    edited_message: Fields | None = None
    timestamp_ms: object = None


class Connection(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    """Whether the phone is linked: open, connecting, close."""

    state: Text = None
    status_reason: Number | None = None


class Wrapper(msgspec.Struct, frozen=True, gc=False):
    """A message around a message (disappearing, to be seen once)."""

    message: Fields | None = None


class Written(msgspec.Struct, frozen=True, gc=False):
    """A text with a preview."""

    text: Text = None


class Row(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    """The picked row."""

    selected_row_id: Text = None


class Listed(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    """A row picked from a list."""

    title: Text = None
    single_select_reply: Row | None = None


class Pressed(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    """A pressed button of the two older kinds."""

    selected_button_id: Text = None
    selected_id: Text = None
    selected_display_text: Text = None


class Params(msgspec.Struct, frozen=True, gc=False):
    """What a native button carries, as JSON within a string."""

    id: Text = None
    display_text: Text = None


class Native(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    """A pressed native button."""

    params_json: Text = None


class Interactive(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    """An answer to something interactive."""

    body: Written | None = None
    native_flow_response_message: Native | None = None


class Media(msgspec.Struct, frozen=True, gc=False):
    """A file, encrypted where it lies: Evolution hands it out by the message's id."""

    caption: Text = None
    mimetype: Text = None
    ptt: bool | None = None


class Location(msgspec.Struct, frozen=True, gc=False, rename="camel"):
    """A place in degrees."""

    degrees_latitude: float
    degrees_longitude: float
    name: Text = None
    address: Text = None


class Card(msgspec.Struct, frozen=True, gc=False):
    """A shared contact card."""

    vcard: Text = None


class Cards(msgspec.Struct, frozen=True, gc=False):
    """Several shared contact cards."""

    contacts: tuple[Card, ...] = ()


class Reaction(msgspec.Struct, frozen=True, gc=False):
    """An emoji under a message; without one it was taken back."""

    key: Key
    text: Text = None
