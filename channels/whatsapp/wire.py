"""The few fields of a Cloud API webhook that are read (Graph API v26; all others are skipped).

Each part is read for itself, so lists hold objects of any shape until then.
"""

from typing import Annotated

import msgspec

Text = str | None
Code = Annotated[int, msgspec.Meta(ge=0, le=2**31)]


class Envelope(msgspec.Struct, frozen=True, gc=False):
    """A batch: each entry is a business account's."""

    entry: object = None


class Entry(msgspec.Struct, frozen=True, gc=False):
    """What changed at one business account."""

    changes: object = None


class Metadata(msgspec.Struct, frozen=True, gc=False):
    """The salon's number that a change is about."""

    phone_number_id: Text = None


class Value(msgspec.Struct, frozen=True, gc=False):
    """What changed: messages, what became of ours, trouble of the account, or several of them."""

    metadata: Metadata | None = None
    contacts: object = None
    messages: object = None
    statuses: object = None
    errors: object = None


class Change(msgspec.Struct, frozen=True, gc=False):
    """One change; `messages` is the only field whose values are read."""

    field: str
    value: Value


class Profile(msgspec.Struct, frozen=True, gc=False):
    """How a person calls themselves."""

    name: Text = None


class Contact(msgspec.Struct, frozen=True, gc=False):
    """Who wrote: a phone's digits, a business-scoped id, or both."""

    wa_id: Text = None
    user_id: Text = None
    profile: Profile | None = None


class Error(msgspec.Struct, frozen=True, gc=False):
    """What went wrong, by Meta's number."""

    code: Code | None = None
    title: Text = None


class Status(msgspec.Struct, frozen=True, gc=False):
    """What became of a message of ours."""

    id: str
    status: str
    timestamp: str | int | None = None
    recipient_id: Text = None
    recipient_user_id: Text = None
    biz_opaque_callback_data: Text = None
    errors: object = None


class Body(msgspec.Struct, frozen=True, gc=False):
    """What was written."""

    body: Text = None


class Media(msgspec.Struct, frozen=True, gc=False):
    """A file: its id buys an address for a few minutes, with the account's token."""

    id: Text = None
    caption: Text = None
    mime_type: Text = None
    voice: bool | None = None


class Location(msgspec.Struct, frozen=True, gc=False):
    """A place in degrees."""

    latitude: float
    longitude: float
    name: Text = None
    address: Text = None


class Phone(msgspec.Struct, frozen=True, gc=False):
    """One number of a shared card; `wa_id` where WhatsApp knows it."""

    phone: Text = None
    wa_id: Text = None


class Card(msgspec.Struct, frozen=True, gc=False):
    """A shared contact card."""

    phones: tuple[Phone, ...] | None = None


class Reaction(msgspec.Struct, frozen=True, gc=False):
    """An emoji under a message; without one it was taken back."""

    message_id: Text = None
    emoji: Text = None


class Picked(msgspec.Struct, frozen=True, gc=False):
    """A tapped button or row."""

    id: Text = None
    title: Text = None


class Form(msgspec.Struct, frozen=True, gc=False):
    """A filled form; its answers are JSON within a string."""

    response_json: Text = None


class Interactive(msgspec.Struct, frozen=True, gc=False):
    """An answer to something that could be tapped."""

    button_reply: Picked | None = None
    list_reply: Picked | None = None
    nfm_reply: Form | None = None


class Button(msgspec.Struct, frozen=True, gc=False):
    """A tapped button of a template."""

    payload: Text = None
    text: Text = None


class Order(msgspec.Struct, frozen=True, gc=False):
    """A cart sent from a catalogue."""

    text: Text = None
    catalog_id: Text = None
    product_items: object = None


class System(msgspec.Struct, frozen=True, gc=False):
    """WhatsApp's own news of a customer, such as a new number."""

    type: Text = None
    wa_id: Text = None
    new_wa_id: Text = None
    user_id: Text = None


class Content(msgspec.Struct, frozen=True, gc=False):
    """What an edited message says now."""

    text: Body | None = None
    image: Media | None = None
    video: Media | None = None
    document: Media | None = None


class Edit(msgspec.Struct, frozen=True, gc=False):
    """A change of an earlier message."""

    original_message_id: Text = None
    message: Content | None = None


class Revoke(msgspec.Struct, frozen=True, gc=False):
    """A message taken back."""

    original_message_id: Text = None


class Context(msgspec.Struct, frozen=True, gc=False):
    """The message that is answered, if any."""

    id: Text = None


class Referral(msgspec.Struct, frozen=True, gc=False):
    """The advertisement that the customer came from."""

    source_id: Text = None


class Head(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """What a message of any kind has; one of the two senders may be absent."""

    id: str
    type: Text = None
    timestamp: str | int | None = None
    sender: Text = msgspec.field(default=None, name="from")
    from_user_id: Text = None
    group_id: Text = None
    errors: object = None


class Message(Head, frozen=True, gc=False, kw_only=True):
    """One message; `type` names the field that holds its content."""

    context: Context | None = None
    referral: Referral | None = None
    text: Body | None = None
    image: Media | None = None
    video: Media | None = None
    audio: Media | None = None
    voice: Media | None = None
    document: Media | None = None
    sticker: Media | None = None
    location: Location | None = None
    contacts: tuple[Card, ...] | None = None
    reaction: Reaction | None = None
    interactive: Interactive | None = None
    button: Button | None = None
    order: Order | None = None
    system: System | None = None
    edit: Edit | None = None
    revoke: Revoke | None = None


class Answers(msgspec.Struct, frozen=True, gc=False):
    """Of a form's answers, the token that says which form it was."""

    flow_token: Text = None
