"""The few fields of a Bot API update that are read (Bot API 10; all others are skipped)."""

from typing import Annotated, Final

import msgspec

# Ids reach 52 significant bits; the bound keeps a hostile one out of a bigint column.
Id = Annotated[int, msgspec.Meta(ge=-(2**62), le=2**62)]


class Chat(msgspec.Struct, frozen=True, gc=False):
    """Where something was said; `private` chats alone are conversations."""

    id: Id
    type: str = ""


class User(msgspec.Struct, frozen=True, gc=False):
    """Who did something; all but the id may be missing."""

    id: Id
    is_bot: bool = False
    first_name: str = ""
    last_name: str = ""
    language_code: str = ""


class Contact(msgspec.Struct, frozen=True, gc=False):
    """A shared contact card; `user_id` tells whose it is."""

    phone_number: str = ""
    user_id: Id | None = None


class Location(msgspec.Struct, frozen=True, gc=False):
    """A shared place in degrees."""

    latitude: float
    longitude: float


class Mention(msgspec.Struct, frozen=True, gc=False):
    """A message that another one points to; it may be inaccessible, so little else is certain."""

    message_id: Id
    chat: Chat


class Message(msgspec.Struct, frozen=True, gc=False):
    """A message, new or edited; media are only noticed, never opened."""

    message_id: Id
    chat: Chat
    sender: User | None = msgspec.field(default=None, name="from")
    text: str = ""
    caption: str = ""
    contact: Contact | None = None
    location: Location | None = None
    reply_to_message: Mention | None = None
    photo: object = None
    voice: object = None
    audio: object = None
    video: object = None
    video_note: object = None
    animation: object = None
    document: object = None
    sticker: object = None


class Tap(msgspec.Struct, frozen=True, gc=False):
    """A pressed inline button; `data` is absent for games, `message` for very old ones."""

    id: str
    sender: User = msgspec.field(name="from")
    data: str = ""
    message: Mention | None = None
    inline_message_id: str = ""


class Member(msgspec.Struct, frozen=True, gc=False):
    """The bot's standing in a chat: `kicked` is a block in a private one."""

    status: str = ""


class Membership(msgspec.Struct, frozen=True, gc=False):
    """A change of the bot's standing."""

    chat: Chat
    new_chat_member: Member
    sender: User | None = msgspec.field(default=None, name="from")


class Emoji(msgspec.Struct, frozen=True, gc=False):
    """One reaction; a custom one has no emoji."""

    emoji: str = ""


class Reaction(msgspec.Struct, frozen=True, gc=False):
    """A change of a person's reactions to one message."""

    chat: Chat
    message_id: Id
    new_reaction: tuple[Emoji, ...] = ()


class Update(msgspec.Struct, frozen=True, gc=False):
    """One update; at most one of the optional fields is set, unknown kinds set none."""

    update_id: Annotated[int, msgspec.Meta(ge=0, le=2**62)]
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: Tap | None = None
    my_chat_member: Membership | None = None
    message_reaction: Reaction | None = None


class Envelope(msgspec.Struct, frozen=True, gc=False):
    """What an update of any shape has at least."""

    update_id: Annotated[int, msgspec.Meta(ge=0, le=2**62)]


UPDATE: Final = msgspec.json.Decoder(Update)
ENVELOPE: Final = msgspec.json.Decoder(Envelope)
KINDS_WANTED: Final = ("message", "callback_query", "my_chat_member")
"""What setWebhook and getUpdates ask for: the kinds that a dialog answers."""
