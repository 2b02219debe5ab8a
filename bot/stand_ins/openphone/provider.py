"""OpenPhone as the shared page, the shared control doors know it: webhooks of both generations."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from bot.stand_ins.lines import LAPTOP, Lines
from bot.stand_ins.mail import Json, Parcel
from bot.stand_ins.openphone import refusals
from bot.stand_ins.openphone.world import (
    API_KEY,
    LEGACY,
    LEGACY_KEY,
    NUMBER,
    PHONE,
    STANDARD,
    STANDARD_KEY,
    Number,
)
from bot.stand_ins.provider import Facts, Knob
from bot.stand_ins.world import Chat, Said
from foundation import ids

_GENERATION: Final = Knob(
    "generation",
    "Webhooks are of",
    {STANDARD: "2026-03-30 (webhook-signature)", LEGACY: "v4 (openphone-signature)"},
)
_TOLD: Final = {"delivered": "message.delivered", "failed": "message.failed"}


class OpenPhone(Lines[Number]):
    """Phone numbers of one workspace, the people who write to them."""

    facts = Facts(
        kind="openphone",
        title="OpenPhone",
        icon="phone",
        account="Number",
        customer="+19876543210",
        pattern=r"\+[1-9][0-9]{6,14}",
        settable=True,
        faults=refusals.KINDS,
    )
    fates: Mapping[str, str] = {
        "": "arrive",
        "sent": "are sent, nobody knows more",
        "failed": "fail later",
    }

    def address(self, who: str) -> str | None:
        """Give a phone number with its plus."""
        number = who.strip()
        # A plus in a query that nobody escaped is a space.
        number = number if number.startswith("+") else f"+{number}"
        return number if PHONE.fullmatch(number) else None

    def new_id(self) -> str:
        """Make a message's id as OpenPhone does."""
        return f"AC{ids.new().hex}"

    def sent(self, account: Number, room: Chat, message: Said) -> None:
        """Put a message of ours into a chat; it may fail later."""
        if room.fate == "failed":
            room.add(message)
            self._move(account, room, message, "failed")
        else:
            super().sent(account, room, message)

    def knobs(self, account: Number, room: Chat | None) -> Mapping[Knob, str]:
        """Give what becomes of messages, which webhooks there are."""
        return {**super().knobs(account, room), _GENERATION: account.generation}

    def turn(self, account: Number, room: Chat, knob: str, value: str) -> None:
        """Set what becomes of messages, or the generation of what is told from now on."""
        super().turn(account, room, knob, value)
        if knob == _GENERATION.name:
            account.generation = value

    def written(self, account: Number, room: Chat, said: Said) -> Json:
        """Give the webhook of a message."""
        return self._event(account, room, said, "message.received")

    def tapped(self, account: Number, room: Chat, said: Said, offer: Said, data: str) -> Json:  # noqa: ARG002 - the port's shape
        """Give the webhook of what a forged tap says: an SMS has no buttons."""
        return self.written(account, room, said)

    def receipt(
        self,
        account: Number,
        room: Chat,
        message: Said,
        state: str,
        code: int,  # noqa: ARG002 - OpenPhone names no codes
    ) -> Parcel | None:
        """Give the webhook of a status; that a message was sent is told by nobody."""
        if state not in _TOLD:
            return None
        event = self._event(account, room, message, _TOLD[state])
        return Parcel(event, room.who, f"status {state}")

    def steps(self, base: str) -> list[str]:
        """Give the commands that connect a number."""
        return [
            f"export PARLANCE_OPENPHONE_API={base} {LAPTOP}",
            (
                f"parlance channel add openphone --salon demo api_key={API_KEY} from={NUMBER}"
                f" signing_key={STANDARD_KEY},{LEGACY_KEY}"
            ),
            "then set the webhook that it prints on this page, or start with --webhook URL",
        ]

    def _event(self, account: Number, room: Chat, said: Said, kind: str) -> Json:
        now = _stamp(self._world.clock())
        event = {"id": f"EV{ids.new().hex}", "apiVersion": account.generation, "createdAt": now}
        make = _legacy if account.generation == LEGACY else _standard
        data = make(account, room, said, _stamp(datetime.fromtimestamp(said.at, UTC)))
        frame = {"object": "event"} if account.generation == LEGACY else {}
        return event | frame | {"type": kind, "data": data}


def _legacy(account: Number, room: Chat, said: Said, at: str) -> Json:
    sender, to = _ends(account, room, said)
    return {
        "object": {
            "id": said.id,
            "object": "message",
            "from": sender,
            "to": [to],
            "direction": _direction(said),
            "text": said.text,
            "status": "failed" if said.state == "failed" else "delivered",
            "createdAt": at,
            "userId": "USstandin",
            "phoneNumberId": account.id,
            "contactIds": [],
        }
    }


def _standard(account: Number, room: Chat, said: Said, at: str) -> Json:
    sender, to = _ends(account, room, said)
    resource = {
        "id": said.id,
        "text": said.text,
        "direction": _direction(said),
        "status": said.state or "received",
        "createdAt": at,
        "updatedAt": at,
        "media": [],
    }
    context = {
        "orgId": "ORstandin",
        "senderIdentifier": sender,
        "recipientIdentifiers": [to],
        "phoneNumber": {"id": account.id},
        "conversation": {"id": f"CN{room.who[1:]}"},
        "contacts": {"lookupStatus": "unavailable"},
    }
    links = {"quo": f"https://my.quo.com/inbox/CN{room.who[1:]}"}
    return {"resource": resource, "context": context, "links": links}


def _ends(account: Number, room: Chat, said: Said) -> tuple[str, str]:
    return (account.key, room.who) if said.by == "bot" else (room.who, account.key)


def _direction(said: Said) -> str:
    return "outgoing" if said.by == "bot" else "incoming"


def _stamp(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03}Z"
