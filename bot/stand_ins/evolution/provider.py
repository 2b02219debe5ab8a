"""Evolution as the shared page, the shared control doors know it: its webhooks' words."""

import re
from collections.abc import Mapping
from typing import Any, Final

import msgspec

from bot.stand_ins.evolution.world import APIKEY, INSTANCE, OWN, Instance, World
from bot.stand_ins.lines import LAPTOP, Lines
from bot.stand_ins.mail import Json, Parcel
from bot.stand_ins.provider import Facts, Knob
from bot.stand_ins.world import Chat, Said
from foundation import ids

_PHONE: Final = re.compile(r"\+?([1-9][0-9]{6,14})(?:@s\.whatsapp\.net)?")
_HIDDEN: Final = re.compile(r"[0-9]{5,24}@lid")
_STATES: Final = {"sent": "SERVER_ACK", "delivered": "DELIVERY_ACK", "read": "READ"}
_PHONES: Final = Knob(
    "phone", "The salon's phone", {"open": "is linked", "close": "is not linked any more"}
)
_GONE: Final = "none"


class Evolution(Lines[Instance]):
    """Instances, the people who write to their phones."""

    facts = Facts(
        kind="evolution",
        title="Evolution",
        icon="chat",
        account="Instance",
        customer="5511988887777",
        pattern=r"\+?[0-9]{7,15}|[0-9]{5,24}@lid",
        faults=frozenset({"400", "401", "404", "429", "500", "502", "503", "504"}),
    )
    fates: Mapping[str, str] = {
        "": "arrive",
        "read": "arrive, are read at once",
        "sent": "are sent, never arrive",
        "error": "fail later (status ERROR)",
        _GONE: "are refused: no WhatsApp there",
    }
    tells_reading = True

    def __init__(self, world: World) -> None:
        """Take what exists."""
        super().__init__(world)
        self._evolution = world

    def address(self, who: str) -> str | None:
        """Give a phone's digits, or the id of someone who hides them."""
        if _HIDDEN.fullmatch(who):
            return who
        phone = _PHONE.fullmatch(who.strip())
        return phone[1] if phone else None

    def new_id(self) -> str:
        """Make a message's id as WhatsApp's web client does."""
        return f"3EB0{ids.new().hex[-18:].upper()}"

    def exists(self, room: Chat) -> bool:
        """Tell whether the number has WhatsApp."""
        return room.fate != _GONE

    def sent(self, account: Instance, room: Chat, message: Said) -> None:
        """Put a message of ours into a chat; Evolution echoes it to the webhook."""
        self.tell(account, room.who, "send.message", self._message(account, room, message))
        if room.fate == "error":
            room.add(message)
            self._move(account, room, message, "failed")
        else:
            super().sent(account, room, message)

    def knobs(self, account: Instance, room: Chat | None) -> Mapping[Knob, str]:
        """Give what becomes of messages, whether the phone is linked."""
        return {**super().knobs(account, room), _PHONES: account.state}

    def turn(self, account: Instance, room: Chat, knob: str, value: str) -> None:
        """Set what becomes of messages, link the phone or end that."""
        super().turn(account, room, knob, value)
        if knob == _PHONES.name:
            account.state = value
            reason = 200 if value == "open" else 401
            said = {"instance": account.key, "state": value, "statusReason": reason}
            self.tell(account, "", "connection.update", said)

    def written(self, account: Instance, room: Chat, said: Said) -> Json:
        """Give the webhook of a text."""
        return self.frame(account, "messages.upsert", self._message(account, room, said))

    def tapped(self, account: Instance, room: Chat, said: Said, offer: Said, data: str) -> Json:
        """Give the webhook of a list's row or of a button of the native kind."""
        content: Json
        if offer.listed:
            row = {"title": said.text, "listType": 1, "singleSelectReply": {"selectedRowId": data}}
            kind, content = "listResponseMessage", row
        else:
            params = msgspec.json.encode({"id": data, "display_text": said.text}).decode()
            flow = {"name": "quick_reply", "paramsJson": params}
            kind = "interactiveResponseMessage"
            content = {"body": {"text": said.text}, "nativeFlowResponseMessage": flow}
        message = self._message(account, room, said)
        message |= {"message": {kind: content}, "messageType": kind}
        message["contextInfo"] = {"stanzaId": offer.id}
        return self.frame(account, "messages.upsert", message)

    def receipt(
        self,
        account: Instance,
        room: Chat,
        message: Said,
        state: str,
        code: int,  # noqa: ARG002 - Evolution names no codes
    ) -> Parcel | None:
        """Give the webhook of a status, where it is wanted."""
        if not account.wants("messages.update"):
            return None
        said = {"keyId": message.id, "remoteJid": jid(room.who), "fromMe": True}
        said |= {"participant": None, "status": _STATES.get(state, "ERROR")}
        said |= {"instanceId": account.id}
        return Parcel(self.frame(account, "messages.update", said), room.who, f"status {state}")

    def tell(self, account: Instance, who: str, event: str, data: Json) -> None:
        """Have an event delivered, where it is wanted."""
        if account.wants(event):
            self._world.put(account, Parcel(self.frame(account, event, data), who, event))

    def frame(self, account: Instance, event: str, data: Json) -> Json:
        """Put an event into its envelope; the time is the server's own, written with a Z."""
        return {
            "event": event,
            "instance": account.key,
            "data": data,
            "destination": account.webhook.url,
            "date_time": f"{self._world.clock():%Y-%m-%dT%H:%M:%S.000Z}",
            "sender": jid(OWN),
            "server_url": self._evolution.base,
            "apikey": None,
        }

    def steps(self, base: str) -> list[str]:
        """Give the commands that connect an instance: its address is a secret of the account."""
        return [
            f"export {LAPTOP}",
            (
                f"parlance channel add evolution --salon demo url={base} apikey={APIKEY}"
                f" instance={INSTANCE}"
            ),
        ]

    def _message(self, account: Instance, room: Chat, said: Said) -> dict[str, Any]:
        ours = said.by == "bot"
        hidden = {"addressingMode": "lid"} if "@" in room.who else {}
        return {
            "key": {"remoteJid": jid(room.who), "fromMe": ours, "id": said.id, **hidden},
            "pushName": "" if ours else room.name,
            "status": "PENDING" if ours else "DELIVERY_ACK",
            "message": {"conversation": said.text},
            "contextInfo": None,
            "messageType": "conversation",
            "messageTimestamp": said.at,
            "instanceId": account.id,
            "source": "unknown" if ours else "android",
        }


def jid(who: str) -> str:
    """Give a customer's address as WhatsApp's web client writes it."""
    return who if "@" in who else f"{who}@s.whatsapp.net"
