"""Reading Twilio's webhooks into events of the house."""

from typing import Final

from channels import carrier
from channels.clean import read_json
from channels.message import Address, Event, Fate, Inbound, Kind, Receipt
from channels.port import Request
from channels.twilio.proof import is_json
from channels.twilio.wire import Posted, number, read

_RECEIVED: Final = frozenset({"", "received", "receiving"})
_FATES: Final = {
    "sent": Fate.SENT,
    "delivered": Fate.DELIVERED,
    "read": Fate.READ,
    "undelivered": Fate.FAILED,
    "failed": Fate.FAILED,
    "canceled": Fate.FAILED,
}
_CONSENT: Final = {"STOP": Kind.OPT_OUT, "START": Kind.OPT_IN, "HELP": Kind.HELP}


def parse(request: Request) -> tuple[Event, ...]:
    """Read the one message or status that a webhook brings; raises Unreadable.

    Media beyond the first are the facts `media_url_2`, `media_type_2` up to 10. JSON is what
    Twilio's event streams send: it is none of ours.
    """
    if is_json(request):
        read_json(request.body)
        return ()
    posted = read(request.body)
    found = _event(posted, posted.message_sid or posted.sms_sid, request)
    return (found,) if found else ()


def _event(posted: Posted, message_id: str, request: Request) -> Event | None:
    status = (posted.message_status or posted.sms_status).lower()
    if not message_id:
        return None
    if status in _RECEIVED:
        return _message(posted, message_id, round(request.at * 1000))
    if status in _FATES:
        return Receipt(message_id, _FATES[status], number(posted.error_code))
    return None  # it is on its way to being sent


def _message(posted: Posted, message_id: str, moment: int) -> Inbound | None:
    """Understand a message; Twilio tells no time of it, so the moment it came is its place."""
    # Other apps' addresses ("whatsapp:+1...") and names cannot be answered from a phone number.
    if not carrier.is_number(posted.sender) or posted.sender == posted.to:
        return None
    kind = _CONSENT.get(posted.opt_out_type.upper())
    return Inbound(
        kind or carrier.kind(posted.body, media=bool(posted.media)),
        Address(posted.sender),
        message_id,
        moment,
        posted.body,
        facts={"message_id": message_id, "to": posted.to} | carrier.media_facts(posted.media),
    )
