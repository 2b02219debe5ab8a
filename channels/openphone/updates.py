"""Reading OpenPhone's webhooks into events of the house."""

from datetime import UTC, datetime
from typing import Final

from channels import carrier
from channels.clean import clean, each, read_json, shaped
from channels.message import Address, Fate, Inbound, Receipt
from channels.message import Event as Meant
from channels.openphone.wire import Context, Event, Media, Message, Phone
from channels.port import Request

_RECEIVED: Final = "message.received"
_FATES: Final = {
    "message.delivered": Fate.DELIVERED,
    "message.failed": Fate.FAILED,
    "message.undelivered": Fate.FAILED,
}


def parse(request: Request) -> tuple[Meant, ...]:
    """Read the one event that a webhook brings; raises Unreadable.

    A message's meaning is its type with its direction: a received one has the status "delivered".
    Facts name the `phone_number_id` it is meant for.
    """
    # An event of a strange shape is acknowledged, or it would be repeated for a day.
    event = shaped(read_json(request.body), Event)
    message = event and (
        shaped(event.data.message, Message) or shaped(event.data.resource, Message)
    )
    found = _event(event, message, request) if event and message and message.id else None
    return (found,) if found else ()


def _event(event: Event, message: Message, request: Request) -> Meant | None:
    if event.type == _RECEIVED and message.direction != "outgoing":
        return _message(event, message, request)
    if event.type in _FATES and message.direction != "incoming":
        return Receipt(clean(message.id), _FATES[event.type])
    return None


def _message(event: Event, message: Message, request: Request) -> Inbound | None:
    context = shaped(event.data.context, Context) or Context()
    sender = clean(message.sender or context.sender_identifier or "")
    to = _listed(message.to) or _listed(context.recipient_identifiers)
    # A message to one cannot answer a group; our own number's echo asks for no answer.
    if not carrier.is_number(sender) or len(to) > 1 or sender in to:
        return None
    text = clean(message.text or message.body or "")
    media = _media(message.media)
    facts: carrier.Facts = {
        "message_id": clean(message.id),
        "to": to[0] if to else None,
        "phone_number_id": _phone(message, context),
    }
    return Inbound(
        carrier.kind(text, media=bool(media)),
        Address(sender),
        # Not the delivery's id: where webhooks of both generations are set each brings the message.
        clean(message.id),
        _moment(message, request),
        text,
        facts=facts | carrier.media_facts(media),
    )


def _moment(message: Message, request: Request) -> int:
    """Give when the message was made in milliseconds, else when it came."""
    try:
        made = datetime.fromisoformat(_text(message.created_at))
        known = made if made.tzinfo else made.replace(tzinfo=UTC)
        return max(0, round(known.timestamp() * 1000))
    except (ValueError, OverflowError):
        return round(request.at * 1000)


def _phone(message: Message, context: Context) -> str | None:
    phone = shaped(context.phone_number, Phone) or Phone()
    return clean(_text(message.phone_number_id) or phone.id) or None


def _listed(given: object) -> list[str]:
    several = [given] if isinstance(given, str) else each(given, str)
    return [clean(one) for one in several if one]


def _media(given: object) -> list[tuple[str, str]]:
    """Give each medium's address with its MIME type; some send nothing but the address."""
    found = each([{"url": one} if isinstance(one, str) else one for one in _items(given)], Media)
    return [(clean(one.url), clean(one.type or "")) for one in found if one.url]


def _items(given: object) -> list[object]:
    return given if isinstance(given, list) else []


def _text(given: object) -> str:
    return given if isinstance(given, str) else ""
