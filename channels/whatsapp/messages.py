"""What one message of a customer means, by its type."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from channels.clean import clean, read_json, shaped
from channels.message import Kind
from channels.port import Unreadable
from channels.whatsapp.wire import Answers, Form, Media, Message, Picked

Facts = dict[str, str | float | bool | None]

_LONGEST_ID: Final = 256  # bytes of a button's id, Meta's own bound


@dataclass(frozen=True, slots=True)
class Meant:
    """What a message is, said in the house's words; `facts` come on top of its sender's."""

    kind: Kind
    facts: Facts
    text: str = ""
    choice: str = ""


def meaning(message: Message) -> Meant:
    """Tell what a message means; what no reader understands is UNSUPPORTED."""
    reader = _READERS.get(message.type or "")
    return (reader(message) if reader else None) or Meant(Kind.UNSUPPORTED, {})


def _text(message: Message) -> Meant | None:
    written = clean((message.text and message.text.body) or "")
    return Meant(Kind.TEXT, {}, written) if written else None


def _media(message: Message) -> Meant | None:
    found: Media | None = getattr(message, message.type or "")
    if not found:
        return None
    facts: Facts = {"media_type": _MEDIA[message.type or ""], "media_id": clean(found.id or "")}
    if found.mime_type:
        facts["mime_type"] = clean(found.mime_type)
    if found.voice is not None:
        facts["voice"] = found.voice
    return Meant(Kind.MEDIA, facts, clean(found.caption or ""))


def _opened(_message: Message) -> Meant:
    # The chat was opened for the first time, where the salon has asked to be told.
    return Meant(Kind.START, {})


def _location(message: Message) -> Meant | None:
    place = message.location
    if not place:
        return None
    facts: Facts = {"latitude": place.latitude, "longitude": place.longitude}
    named = ", ".join(filter(None, (place.name, place.address)))
    if named:
        facts["place"] = clean(named)
    return Meant(Kind.LOCATION, facts)


def _cards(message: Message) -> Meant | None:
    """Read the first card; its number is the sender's own only where WhatsApp says so."""
    if not message.contacts:
        return None
    phones = message.contacts[0].phones or ()
    first = phones[0] if phones else None
    phone = clean((first and first.phone) or "")
    # Several cards are never one's own, whatever their numbers claim.
    alone = len(message.contacts) == 1
    own = bool(alone and first and message.sender and first.wa_id == message.sender)
    return Meant(Kind.CONTACT, {"own": own, "phone": phone}, phone if own else "")


def _reaction(message: Message) -> Meant | None:
    said = message.reaction
    if not said:
        return None
    facts: Facts = {
        "target": clean(said.message_id or ""),
        "emoji": clean(said.emoji or "") or None,
    }
    return Meant(Kind.REACTION, facts)


def _interactive(message: Message) -> Meant | None:
    # It may come without its object, with an error of the account beside it.
    said = message.interactive
    if not said:
        return None
    if said.nfm_reply:
        return _form(said.nfm_reply)
    picked = said.button_reply or said.list_reply
    return _picked(picked) if picked else None


def _picked(picked: Picked) -> Meant | None:
    title = clean(picked.title or "")
    chosen = clean(picked.id or "").encode()[:_LONGEST_ID].decode(errors="ignore")
    if chosen:
        return Meant(Kind.CHOICE, {}, title, chosen)
    return Meant(Kind.TEXT, {}, title) if title else None


def _form(form: Form) -> Meant:
    try:
        answers = shaped(read_json((form.response_json or "").encode(errors="replace")), Answers)
    except Unreadable:
        answers = None
    token = clean((answers and answers.flow_token) or "")
    return Meant(
        Kind.FLOW,
        {"flow_token": token or None, "payload": form.response_json and clean(form.response_json)},
    )


def _button(message: Message) -> Meant | None:
    tapped = message.button
    return _picked(Picked(tapped.payload, tapped.text)) if tapped else None


def _order(message: Message) -> Meant | None:
    order = message.order
    if not order:
        return None
    items = len(order.product_items) if isinstance(order.product_items, list) else 0
    facts: Facts = {"catalog_id": clean(order.catalog_id or ""), "items": items}
    return Meant(Kind.ORDER, facts, clean(order.text or ""))


def _system(message: Message) -> Meant | None:
    news = message.system
    if not news:
        return None
    number = clean(news.new_wa_id or news.wa_id or "")
    facts: Facts = {"system_type": clean(news.type or ""), "new_wa_id": number or None}
    if news.user_id:
        facts["new_user_id"] = clean(news.user_id)
    return Meant(Kind.SYSTEM, facts)


def _edit(message: Message) -> Meant | None:
    edit = message.edit
    if not edit or not edit.original_message_id:
        return None
    now = edit.message
    media = now and (now.image or now.video or now.document)
    text = (now and now.text and now.text.body) or (media and media.caption) or ""
    return Meant(Kind.EDIT, {"target": clean(edit.original_message_id)}, clean(text))


def _revoke(message: Message) -> Meant | None:
    gone = message.revoke
    if not gone or not gone.original_message_id:
        return None
    return Meant(Kind.DELETE, {"target": clean(gone.original_message_id)})


_MEDIA: Final = {
    "image": "image",
    "video": "video",
    "audio": "audio",
    "voice": "audio",
    "document": "document",
    "sticker": "sticker",
}
_READERS: Final[Mapping[str, Callable[[Message], Meant | None]]] = {
    "text": _text,
    "request_welcome": _opened,
    "location": _location,
    "contacts": _cards,
    "reaction": _reaction,
    "interactive": _interactive,
    "button": _button,
    "order": _order,
    "system": _system,
    "edit": _edit,
    "revoke": _revoke,
    **dict.fromkeys(_MEDIA, _media),
}
