"""Reading an update's bytes into events of the house."""

from typing import Final

from channels.clean import clean, read_as, read_json
from channels.message import Address, Inbound, Kind
from channels.port import Unreadable
from channels.telegram.wire import (
    ENVELOPE,
    UPDATE,
    Chat,
    Membership,
    Message,
    Reaction,
    Tap,
    Update,
    User,
)

Facts = dict[str, str | float | bool | None]

_STANDING: Final = {"kicked": Kind.BLOCKED, "member": Kind.UNBLOCKED}
_MEDIA: Final = {
    "photo": "image",
    "voice": "audio",
    "audio": "audio",
    "video": "video",
    "video_note": "video",
    "animation": "video",
    "document": "document",
    "sticker": "sticker",
}
_LONGEST_TAG: Final = 35  # a language tag's customary bound, RFC 5646 section 4.4.1
_LONGEST_DATA: Final = 64  # bytes of callback_data


def parse(body: bytes) -> tuple[Inbound, ...]:
    """Read all that an update means, edits and reactions too; raises Unreadable."""
    update = _read(body)
    found = _event(update) if update else None
    return (found,) if found else ()


def _read(body: bytes) -> Update | None:
    # An update of a strange shape is acknowledged, or Telegram would repeat it for a day.
    try:
        return read_as(UPDATE, body)
    except Unreadable:
        read_json(body)  # while what is no JSON at all (bad UTF-8 in a text, too) is refused
        read_as(ENVELOPE, body)
        return None


def _event(update: Update) -> Inbound | None:
    number = update.update_id
    if update.message:
        return _message(number, update.message)
    if update.callback_query:
        return _tap(number, update.callback_query)
    if update.my_chat_member:
        return _membership(number, update.my_chat_member)
    if update.edited_message:
        return _edit(number, update.edited_message)
    if update.message_reaction:
        return _reaction(number, update.message_reaction)
    return None


def _message(number: int, message: Message) -> Inbound | None:
    address = _address(message.chat, message.sender)
    if not address:
        return None
    facts = _facts(message)
    if message.text:
        kind, text = _written(message.text, facts)
    elif message.contact:
        kind, text = Kind.CONTACT, _contact(message, facts)
    elif message.location:
        kind, text = Kind.LOCATION, ""
        facts["latitude"] = message.location.latitude
        facts["longitude"] = message.location.longitude
    elif media := next((name for name in _MEDIA if getattr(message, name) is not None), None):
        kind, text = Kind.MEDIA, clean(message.caption)
        facts["media_type"] = _MEDIA[media]
    else:
        return None
    return Inbound(kind, address, str(number), number, text, facts=facts)


def _facts(message: Message) -> Facts:
    facts: Facts = {"message_id": str(message.message_id)}
    if message.sender:
        facts["name"] = _name(message.sender)
    if message.reply_to_message:
        facts["reply_to"] = str(message.reply_to_message.message_id)
    return facts


def _written(text: str, facts: Facts) -> tuple[Kind, str]:
    if not text.startswith("/start"):
        return Kind.TEXT, clean(text)
    command, _, payload = text.partition(" ")
    if command.partition("@")[0] != "/start":
        return Kind.TEXT, clean(text)
    payload = clean(payload.strip())
    facts["payload"] = payload or None
    return Kind.START, payload


def _contact(message: Message, facts: Facts) -> str:
    """Give the number only when it is the sender's own: any card can be shared."""
    card, sender = message.contact, message.sender
    own = bool(card and sender and card.user_id == sender.id)
    phone = clean(card.phone_number) if card else ""
    facts["own"], facts["phone"] = own, phone
    return phone if own else ""


def _tap(number: int, tap: Tap) -> Inbound | None:
    if not tap.data or tap.inline_message_id or tap.sender.is_bot:
        return None
    chat = tap.message.chat if tap.message else Chat(tap.sender.id, "private")
    address = _address(chat, tap.sender)
    if not address:
        return None
    facts: Facts = {"name": _name(tap.sender)}
    if tap.message:
        facts["message_id"] = str(tap.message.message_id)
    picked = clean(tap.data).encode()[:_LONGEST_DATA].decode(errors="ignore")
    return Inbound(
        Kind.CHOICE, address, str(number), number, "", picked, clean(tap.id), facts=facts
    )


def _membership(number: int, change: Membership) -> Inbound | None:
    kind = _STANDING.get(change.new_chat_member.status)
    address = _address(change.chat, change.sender)
    return Inbound(kind, address, str(number), number) if kind and address else None


def _edit(number: int, message: Message) -> Inbound | None:
    address = _address(message.chat, message.sender)
    if not address:
        return None
    text = clean(message.text or message.caption)
    return Inbound(Kind.EDIT, address, str(number), number, text, facts=_facts(message))


def _reaction(number: int, change: Reaction) -> Inbound | None:
    address = _address(change.chat, None)
    if not address:
        return None
    emoji = clean(change.new_reaction[0].emoji) if change.new_reaction else None
    facts: Facts = {"message_id": str(change.message_id), "emoji": emoji}
    return Inbound(Kind.REACTION, address, str(number), number, facts=facts)


def _address(chat: Chat, sender: User | None) -> Address | None:
    """Give the private chat; groups, channels and bots are no customers."""
    if chat.type != "private" or (sender and sender.is_bot):
        return None
    tag = sender.language_code if sender else ""
    plain = tag.isascii() and tag.isprintable() and 0 < len(tag) <= _LONGEST_TAG
    return Address(str(chat.id), tag if plain else None)


def _name(sender: User) -> str:
    return clean(f"{sender.first_name} {sender.last_name}".strip())
