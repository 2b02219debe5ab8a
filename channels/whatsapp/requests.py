"""The bodies of Cloud API requests."""

import re
from typing import Any, Final

import msgspec

from channels.message import Choice
from channels.whatsapp import templates
from channels.whatsapp.templates import Button, Link, Moment, Money, Parameter, Template
from foundation.errors import Permanent

OPENER: Final = "\u2630"
"""What a list's own button says where the message has no word for it: the sign of a menu."""

_encode: Final = msgspec.json.Encoder().encode
_PHONE: Final = re.compile(r"\+?([0-9]{5,20})")
_SCOPED: Final = re.compile(r"[A-Z]{2}\.(?:[A-Z]{2,8}\.)?[0-9A-Za-z]{1,128}")

Json = dict[str, Any]


def send_text(to: str, text: str) -> bytes:
    """Write a plain text; raises Permanent when `to` is no WhatsApp address."""
    return _message(to, "text", {"body": text})


def send_buttons(to: str, text: str, choices: tuple[Choice, ...]) -> bytes:
    """Write a text with at most three reply buttons; raises Permanent as `send_text`."""
    replies = [_told(one) for one in choices]
    buttons = [{"type": "reply", "reply": one} for one in replies]
    said = {"type": "button", "body": {"text": text}, "action": {"buttons": buttons}}
    return _message(to, "interactive", said)


def send_list(to: str, text: str, choices: tuple[Choice, ...], opener: str = "") -> bytes:
    """Write a text with a list of at most ten rows; raises Permanent as `send_text`.

    `opener` is the word on its button, at most 20 characters.
    """
    rows = [_told(one) for one in choices]
    action = {"button": opener or OPENER, "sections": [{"rows": rows}]}
    said = {"type": "list", "body": {"text": text}, "action": action}
    return _message(to, "interactive", said)


def send_template(
    to: str,
    name: str,
    language: str,
    parameters: tuple[Parameter, ...] = (),
    buttons: tuple[Button, ...] = (),
) -> bytes:
    """Write an approved template, filled in; raises Permanent where Meta would refuse it."""
    templates.check(Template(name, language, parameters, buttons))
    components: list[Json] = []
    if parameters:
        components.append({"type": "body", "parameters": [_parameter(one) for one in parameters]})
    components += [_button(one) for one in buttons]
    said: Json = {"name": name, "language": {"code": language}}
    return _message(to, "template", said | ({"components": components} if components else {}))


def seen(message_id: str) -> bytes:
    """Write that a message was read, together with "typing", which ends with our answer."""
    return _encode(
        {
            "messaging_product": "whatsapp",
            "status": "read",
            "message_id": message_id,
            "typing_indicator": {"type": "text"},
        }
    )


def _message(to: str, kind: str, said: Json) -> bytes:
    frame = {"messaging_product": "whatsapp", "recipient_type": "individual"}
    return _encode(frame | _recipient(to) | {"type": kind, kind: said})


def _recipient(to: str) -> Json:
    """Name a phone in `to`, a business-scoped id in `recipient`: Meta keeps the two apart."""
    if phone := _PHONE.fullmatch(to):
        return {"to": phone[1]}
    if _SCOPED.fullmatch(to):
        return {"recipient": to}
    raise Permanent("a WhatsApp address is a phone's digits or a business-scoped id")


def _told(choice: Choice) -> Json:
    return {"id": choice.id, "title": choice.title}


def _parameter(one: Parameter) -> Json:
    named = {"parameter_name": one.name} if one.name else {}
    if isinstance(one, Money):
        amount = {"code": one.currency, "amount_1000": one.thousandths}
        return {"type": "currency", "currency": {"fallback_value": one.shown} | amount} | named
    if isinstance(one, Moment):
        return {"type": "date_time", "date_time": {"fallback_value": one.shown}} | named
    return {"type": "text", "text": one.text} | named


def _button(button: Button) -> Json:
    if isinstance(button, Link):
        kind, filled = "url", {"type": "text", "text": button.suffix}
    else:
        kind, filled = "quick_reply", {"type": "payload", "payload": button.payload}
    place = {"type": "button", "sub_type": kind, "index": str(button.index)}
    return place | {"parameters": [filled]}
