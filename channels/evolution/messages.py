"""What one message of a customer means, by the content it has."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from channels.clean import clean, read_json, shaped
from channels.evolution.wire import (
    Card,
    Cards,
    Fields,
    Interactive,
    Listed,
    Location,
    Media,
    Params,
    Pressed,
    Protocol,
    Reaction,
    Row,
    Wrapper,
    Written,
)
from channels.message import Kind
from channels.port import Unreadable

Facts = dict[str, str | float | bool | None]

_DEEPEST: Final = 5
_LONGEST_ID: Final = 256  # bytes of a button's id, as on the Cloud API
_REVOKED: Final = frozenset({"REVOKE", 0})
_EDITED: Final = frozenset({"MESSAGE_EDIT", 14})
_WA_ID: Final = re.compile(r"waid=([0-9]{5,20})")
_TEL: Final = re.compile(r"^(?:item\d+\.)?TEL[^:\n]*:([^\r\n]{1,40})", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Meant:
    """What a message is, said in the house's words; `facts` come on top of its sender's."""

    kind: Kind
    facts: Facts
    text: str = ""
    choice: str = ""


def meaning(content: Fields, sender: str) -> Meant | None:
    """Tell what a message means; None for what no person said, UNSUPPORTED for the unknown."""
    content = unwrapped(content)
    if "protocolMessage" in content:
        change = shaped(content["protocolMessage"], Protocol)
        return changed(change) if change else None
    return _spoken(content, sender)


def _spoken(content: Fields, sender: str) -> Meant | None:
    for name, reader in _READERS.items():
        if content.get(name) is not None:
            return reader(content[name], sender) or Meant(Kind.UNSUPPORTED, {})
    for name, media_type in _MEDIA.items():
        if content.get(name) is not None:
            return _media(content[name], media_type)
    said = {name for name, value in content.items() if value is not None} - _SILENT
    return Meant(Kind.UNSUPPORTED, {}) if said else None


def unwrapped(content: Fields) -> Fields:
    """Open what is wrapped around a message: disappearing, to be seen once, with a caption."""
    for _ in range(_DEEPEST):
        inside = (shaped(content[name], Wrapper) for name in _WRAPPERS if name in content)
        found = next((one.message for one in inside if one and one.message), None)
        if found is None:
            break
        content = found
    return content


def changed(change: Protocol) -> Meant | None:
    """Tell which earlier message was rewritten or taken back; other protocol is nobody's word."""
    target = clean(change.key.id or "")
    if not target:
        return None
    if change.type in _REVOKED:
        return Meant(Kind.DELETE, {"target": target})
    if change.type in _EDITED or (change.type is None and change.edited_message):
        # What it says now is no change of yet another message: no depth to get lost in.
        now = _spoken(unwrapped(change.edited_message or {}), "")
        return Meant(Kind.EDIT, {"target": target}, now.text if now else "")
    return None


def _conversation(said: object, _sender: str) -> Meant | None:
    return _text(said if isinstance(said, str) else "")


def _extended(said: object, _sender: str) -> Meant | None:
    found = shaped(said, Written)
    return _text((found and found.text) or "")


def _text(text: str) -> Meant | None:
    written = clean(text)
    return Meant(Kind.TEXT, {}, written) if written else None


def _listed(said: object, _sender: str) -> Meant | None:
    found = shaped(said, Listed) or Listed()
    return _picked((found.single_select_reply or Row()).selected_row_id, found.title)


def _pressed(said: object, _sender: str) -> Meant | None:
    found = shaped(said, Pressed) or Pressed()
    chosen = found.selected_button_id or found.selected_id
    return _picked(chosen, found.selected_display_text)


def _native(said: object, _sender: str) -> Meant | None:
    found = shaped(said, Interactive) or Interactive()
    native = found.native_flow_response_message
    try:
        given = ((native and native.params_json) or "").encode(errors="replace")
        params = shaped(read_json(given), Params) or Params()
    except Unreadable:
        params = Params()
    shown = found.body and found.body.text
    return _picked(params.id, shown or params.display_text)


def _picked(chosen: str | None, title: str | None) -> Meant | None:
    number = clean(chosen or "").encode()[:_LONGEST_ID].decode(errors="ignore")
    if number:
        return Meant(Kind.CHOICE, {}, clean(title or ""), number)
    return _text(title or "")


def _location(said: object, _sender: str) -> Meant | None:
    place = shaped(said, Location)
    if not place:
        return None
    facts: Facts = {"latitude": place.degrees_latitude, "longitude": place.degrees_longitude}
    named = ", ".join(filter(None, (place.name, place.address)))
    if named:
        facts["place"] = clean(named)
    return Meant(Kind.LOCATION, facts)


def _card(said: object, sender: str) -> Meant | None:
    found = shaped(said, Card)
    return _contact(found.vcard or "", sender) if found else None


def _cards(said: object, _sender: str) -> Meant | None:
    found = shaped(said, Cards)
    # Several cards are never one's own.
    return _contact(found.contacts[0].vcard or "", "") if found and found.contacts else None


def _contact(vcard: str, sender: str) -> Meant:
    known, written = _WA_ID.search(vcard), _TEL.search(vcard)
    phone = clean(written[1].strip()) if written else ""
    own = bool(sender and known and known[1] == sender)
    return Meant(Kind.CONTACT, {"own": own, "phone": phone}, phone if own else "")


def _reaction(said: object, _sender: str) -> Meant | None:
    found = shaped(said, Reaction)
    if not found:
        return None
    emoji = clean(found.text or "") or None
    return Meant(Kind.REACTION, {"target": clean(found.key.id or ""), "emoji": emoji})


def _order(_said: object, _sender: str) -> Meant:
    return Meant(Kind.ORDER, {})


def _media(said: object, media_type: str) -> Meant:
    found = shaped(said, Media) or Media()
    facts: Facts = {"media_type": media_type}
    if found.mimetype:
        facts["mime_type"] = clean(found.mimetype)
    if found.ptt is not None:
        facts["voice"] = found.ptt
    return Meant(Kind.MEDIA, facts, clean(found.caption or ""))


_READERS: Final[Mapping[str, Callable[[object, str], Meant | None]]] = {
    "conversation": _conversation,
    "extendedTextMessage": _extended,
    "listResponseMessage": _listed,
    "buttonsResponseMessage": _pressed,
    "templateButtonReplyMessage": _pressed,
    "interactiveResponseMessage": _native,
    "locationMessage": _location,
    "liveLocationMessage": _location,
    "contactMessage": _card,
    "contactsArrayMessage": _cards,
    "reactionMessage": _reaction,
    "orderMessage": _order,
}
_MEDIA: Final = {
    "imageMessage": "image",
    "videoMessage": "video",
    "ptvMessage": "video",
    "audioMessage": "audio",
    "documentMessage": "document",
    "stickerMessage": "sticker",
    "lottieStickerMessage": "sticker",
}
_WRAPPERS: Final = (
    "ephemeralMessage",
    "viewOnceMessage",
    "viewOnceMessageV2",
    "viewOnceMessageV2Extension",
    "documentWithCaptionMessage",
    "editedMessage",
)
# What phones tell each other beside or instead of a person's words.
_SILENT: Final = frozenset(
    {
        "base64",
        "encReactionMessage",
        "keepInChatMessage",
        "mediaUrl",
        "messageContextInfo",
        "pinInChatMessage",
        "pollUpdateMessage",
        "senderKeyDistributionMessage",
    }
)
