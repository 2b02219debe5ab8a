"""WhatsApp as the shared page, the shared control doors know it: its webhooks' words."""

import re
from base64 import b64encode
from collections.abc import Mapping
from typing import Any, Final

from starlette.routing import Route

from bot.stand_ins.lines import LAPTOP, Lines
from bot.stand_ins.mail import Json, Parcel
from bot.stand_ins.provider import Facts, Knob
from bot.stand_ins.whatsapp import refusals
from bot.stand_ins.whatsapp.templates import Reviewing
from bot.stand_ins.whatsapp.world import (
    APP_SECRET,
    BUSINESS,
    DISPLAYED,
    NUMBER_ID,
    TOKEN,
    VERIFY_TOKEN,
    WINDOW,
    World,
)
from bot.stand_ins.world import Chat, Line, Said
from foundation import ids

_PHONE: Final = re.compile(r"\+?([1-9][0-9]{6,14})")
_SCOPED: Final = re.compile(r"[A-Z]{2}\.[0-9A-Za-z.]{1,128}")
_FAILURES: Final = (131026, 131047, 131049, 130472, 131048, 131056, 131042)
_WINDOW: Final = Knob(
    "window", "The customer wrote", {"": "within 24 hours", "closed": "more than 24 hours ago"}
)
_REVIEW: Final = Knob(
    "review",
    "New templates are",
    {"APPROVED": "approved at once", "PENDING": "left pending", "REJECTED": "turned down"},
)
_TEMPLATE: Final = "template "
"""How the note of a message begins that is a template."""


class WhatsApp(Lines[Line]):
    """Numbers of one business, their customers."""

    facts = Facts(
        kind="whatsapp",
        title="WhatsApp",
        icon="chat",
        account="Number",
        customer="16505551234",
        pattern=r"\+?[0-9]{7,15}|[A-Z]{2}\.[0-9A-Za-z.]+",
        settable=True,
        faults=refusals.KINDS,
    )
    fates: Mapping[str, str] = {
        "": "arrive",
        "read": "arrive, are read at once",
        "sent": "are sent, never arrive",
        **{str(code): f"fail later: {code} {refusals.title(code)[0]}" for code in _FAILURES},
    }
    tells_reading = True

    def __init__(self, world: World) -> None:
        """Take what exists."""
        super().__init__(world)
        self._business = world
        self._trackers: dict[str, str] = {}

    def address(self, who: str) -> str | None:
        """Give a phone's digits or a business-scoped id."""
        if phone := _PHONE.fullmatch(who.strip()):
            return phone[1]
        return who if _SCOPED.fullmatch(who) else None

    def new_id(self) -> str:
        """Make a message's id as WhatsApp does."""
        return f"wamid.{b64encode(ids.new().bytes + ids.new().bytes[:4]).decode()}"

    def sent(self, account: Line, room: Chat, message: Said, tracker: str = "") -> None:
        """Put a message of ours into a chat; its statuses carry the tracker."""
        if tracker:
            self._trackers[message.id] = tracker
        super().sent(account, room, message)

    def knobs(self, account: Line, room: Chat | None) -> Mapping[Knob, str]:
        """Give what becomes of messages beside the 24-hour window."""
        silent = room is None or self._world.seconds() - room.heard_at >= WINDOW
        window = {_WINDOW: "closed" if silent else ""}
        return {**super().knobs(account, room), **window, _REVIEW: self._business.review}

    def routes(self) -> list[Route]:
        """Give the door at which Meta reviews templates."""
        return [Route("/_stand_in/template", Reviewing(self._business).review, methods=["POST"])]

    def turn(self, account: Line, room: Chat, knob: str, value: str) -> None:
        """Set what becomes of messages, or let a day pass."""
        super().turn(account, room, knob, value)
        if knob == _WINDOW.name:
            room.heard_at = self._world.seconds() - (WINDOW + 60 if value else 0)
        if knob == _REVIEW.name:
            self._business.review = value

    def written(self, account: Line, room: Chat, said: Said) -> Json:
        """Give the webhook of a text."""
        return self._message(account, room, said, {"type": "text", "text": {"body": said.text}})

    def tapped(self, account: Line, room: Chat, said: Said, offer: Said, data: str) -> Json:
        """Give the webhook of a reply button, of a list's row or of a template's button."""
        if offer.note.startswith(_TEMPLATE):
            button = {"payload": data, "text": said.text}
            origin = {"from": DISPLAYED, "id": offer.id}
            told = {"context": origin, "type": "button", "button": button}
            return self._message(account, room, said, told)
        kind = "list_reply" if offer.listed else "button_reply"
        part = {
            "context": {"from": DISPLAYED, "id": offer.id},
            "type": "interactive",
            "interactive": {"type": kind, kind: {"id": data, "title": said.text}},
        }
        return self._message(account, room, said, part)

    def receipt(self, account: Line, room: Chat, message: Said, state: str, code: int) -> Parcel:
        """Give the webhook of a status."""
        status: dict[str, Any] = {
            "id": message.id,
            "status": state,
            "timestamp": str(self._world.seconds()),
            "recipient_id": room.who,
        }
        if code:
            words, details = refusals.title(code)
            error = {"code": code, "title": words, "message": words}
            status["errors"] = [error | {"error_data": {"details": details}}]
        else:
            pricing = {"billable": True, "pricing_model": "PMP", "category": "service"}
            status["pricing"] = pricing | {"type": "regular"}
        if tracker := self._trackers.get(message.id):
            status["biz_opaque_callback_data"] = tracker
        return Parcel(_batch(account, {"statuses": [status]}), room.who, f"status {state}")

    def steps(self, base: str) -> list[str]:
        """Give the commands that connect a number."""
        return [
            f"export PARLANCE_WHATSAPP_API={base}/v26.0 {LAPTOP}",
            (
                f"parlance channel add whatsapp --salon demo token={TOKEN} app_secret={APP_SECRET}"
                f" phone_number_id={NUMBER_ID} verify_token={VERIFY_TOKEN}"
                f" business_account_id={BUSINESS}"
            ),
            "parlance channel templates sync --salon demo --submit",
            "then set the webhook that it prints on this page, or start with --webhook URL",
        ]

    def _message(self, account: Line, room: Chat, said: Said, part: Json) -> Json:
        contact: dict[str, Any] = {"profile": {"name": room.name}}
        message: dict[str, Any] = {"id": said.id, "timestamp": str(said.at)}
        if room.who.isdecimal():
            contact["wa_id"] = message["from"] = room.who
        else:
            contact["user_id"] = message["from_user_id"] = room.who
        return _batch(account, {"contacts": [contact], "messages": [message | part]})


def _batch(account: Line, value: Json) -> Json:
    number = {"display_phone_number": DISPLAYED, "phone_number_id": account.key}
    frame = {"messaging_product": "whatsapp", "metadata": number}
    change = {"value": frame | value, "field": "messages"}
    return {
        "object": "whatsapp_business_account",
        "entry": [{"id": BUSINESS, "changes": [change]}],
    }
