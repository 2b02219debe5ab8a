"""The Cloud API's address space: `/v26.0/<number id>/messages` with its neighbours."""

import asyncio
import re
from collections.abc import Callable
from typing import Final

import msgspec

from bot.stand_ins.door import Answer, Call, Wish
from bot.stand_ins.faults import Buckets, Fault
from bot.stand_ins.mail import Json
from bot.stand_ins.whatsapp import messages, refusals, templates
from bot.stand_ins.whatsapp.provider import WhatsApp
from bot.stand_ins.whatsapp.refusals import bad, missing, refuse, unknown_object
from bot.stand_ins.whatsapp.world import BUSINESS, DISPLAYED, TOKEN, WINDOW, World
from bot.stand_ins.world import Chat, Line, Said

_PATH: Final = re.compile(r"(?:/v\d+\.\d+)?/(\d{1,32})(?:/(\w+))?")
_SECOND: Final = 80  # messages from one number
_PAIR: Final = (1 / 6, 45)  # to one customer: one in six seconds, bursts are repaid


class CloudApi:
    """Answers calls about the business's numbers, its templates."""

    def __init__(self, world: World, provider: WhatsApp, *, flood: bool = False) -> None:
        """Take what exists, whether the rate limits hold."""
        self._world = world
        self._provider = provider
        self._numbers = Buckets(_SECOND, _SECOND) if flood else None
        self._pairs = Buckets(*_PAIR)

    async def read(self, call: Call) -> Wish:
        """Check the token, find the number; raises Refusal."""
        found = _PATH.fullmatch(call.path)
        if call.header(b"authorization") != f"Bearer {TOKEN}":
            raise refuse(190)
        if not found:
            raise unknown_object(call.path.strip("/"))
        said = _object(call.body) if call.method == "POST" else {}
        key, edge = found[1], found[2] or ""
        if key == BUSINESS and edge == "message_templates":
            return Wish(edge, None, lambda: self._templates(call, said))
        line = self._world.line(key)
        does = self._does(call.method, edge, line, said) if line else None
        if does is None:
            raise unknown_object(key)
        return Wish(edge or "number", said.get("to", said.get("recipient")), does)

    def failure(self, fault: Fault) -> Answer:
        """Give Meta's words for a scripted failure."""
        return refusals.failure(fault)

    def _does(self, method: str, edge: str, line: Line, said: Json) -> Callable[[], Answer] | None:
        if (method, edge) == ("GET", ""):
            return lambda: _number(line)
        if (method, edge) == ("POST", "messages"):
            return lambda: self._seen(line, said) if "status" in said else self._sent(line, said)
        return None

    def _templates(self, call: Call, said: Json) -> Answer:
        if call.method == "POST":
            return templates.submitted(self._world, said)
        return templates.listed(self._world, call.path, call.query)

    def _sent(self, line: Line, said: Json) -> Answer:
        if said.get("messaging_product") != "whatsapp":
            raise missing("messaging_product")
        chat = self._chat(line, said)
        text, choices, listed = messages.read(self._world, said)
        now = self._world.seconds()
        if said.get("type", "text") != "template" and now - chat.heard_at >= WINDOW:
            raise refuse(131047)
        self._flood(line, chat)
        message = Said(self._provider.new_id(), "bot", text, now, choices, listed)
        if said.get("type") == "template":
            message.note = f"template {said['template']['name']}"
        self._provider.sent(line, chat, message, str(said.get("biz_opaque_callback_data", "")))
        contact = {"input": str(said.get("to") or chat.who), "wa_id": chat.who}
        accepted = {"id": message.id, "message_status": "accepted"}
        return Answer(
            200,
            {"messaging_product": "whatsapp", "contacts": [contact], "messages": [accepted]},
        )

    def _chat(self, line: Line, said: Json) -> Chat:
        who = said.get("to") or said.get("recipient")
        if not isinstance(who, str):
            raise missing("to")
        address = self._provider.address(who)
        if address is None:
            raise bad(f"to: {who!r} is not a valid WhatsApp account", 131009)
        return line.chat(address)

    def _flood(self, line: Line, chat: Chat) -> None:
        if self._numbers is not None:
            now = asyncio.get_running_loop().time()
            if self._pairs.wait(f"{line.key}:{chat.who}", now):
                raise refuse(131056)
            if self._numbers.wait(line.key, now):
                raise refuse(130429)

    def _seen(self, line: Line, said: Json) -> Answer:
        """Mark a customer's message as read, show "typing" to nobody."""
        for chat in line.chats.values():
            for message in chat.messages:
                if message.id == said.get("message_id") and message.by == "customer":
                    message.state = "read"
                    chat.changed()
                    return Answer(200, {"success": True})
        raise bad("Message id does not belong to a message of a customer")


def _number(line: Line) -> Answer:
    said = {"verified_name": "Stand-in Salon", "display_phone_number": f"+{DISPLAYED}"}
    return Answer(200, said | {"quality_rating": "GREEN", "id": line.key})


def _object(body: bytes) -> Json:
    try:
        found = msgspec.json.decode(body)
    except (ValueError, RecursionError) as error:
        raise bad("The request body is not JSON", 100, "Invalid parameter") from error
    if not isinstance(found, dict):
        raise bad("The request body is no object", 100, "Invalid parameter")
    return found
