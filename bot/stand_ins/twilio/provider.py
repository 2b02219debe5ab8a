"""Twilio as the shared page, the shared control doors know it: its webhooks, its opt-out."""

from collections.abc import Mapping
from typing import Final

from bot.stand_ins.lines import LAPTOP, Lines
from bot.stand_ins.mail import Json, Parcel
from bot.stand_ins.provider import Facts
from bot.stand_ins.twilio import refusals
from bot.stand_ins.twilio.world import AUTH_TOKEN, NUMBER, PHONE, SERVICE, SID, Sender, World
from bot.stand_ins.world import Chat, Said
from channels import gsm
from foundation import ids

_STOP: Final = frozenset(
    {"STOP", "UNSUBSCRIBE", "END", "QUIT", "STOPALL", "REVOKE", "OPTOUT", "CANCEL"}
)
_START: Final = frozenset({"START", "UNSTOP", "YES"})
_HELP: Final = frozenset({"HELP", "INFO"})
_UNSUBSCRIBED: Final = (
    "You have successfully been unsubscribed. You will not receive any more messages from this"
    " number. Reply START to resubscribe."
)
_SUBSCRIBED: Final = (
    "You have successfully been re-subscribed to messages from this number. Reply HELP for help."
    " Reply STOP to unsubscribe. Msg&Data Rates May Apply."
)
_UNREGISTERED: Final = 30034  # the one that never left Twilio
_HELPED: Final = "Reply STOP to unsubscribe. Msg&Data Rates May Apply."


class Twilio(Lines[Sender]):
    """Phone numbers, messaging services, the people who write to them."""

    facts = Facts(
        kind="twilio",
        title="Twilio",
        icon="phone",
        account="Number",
        customer="+14155550123",
        pattern=r"\+[1-9][0-9]{6,14}",
        faults=refusals.KINDS,
    )
    fates: Mapping[str, str] = {
        "": "arrive",
        "sent": "are sent, nobody knows more",
        **{str(code): f"fail: {code} {words}" for code, words in refusals.FAILURES.items()},
    }

    def __init__(self, world: World) -> None:
        """Take what exists."""
        super().__init__(world)
        self._callbacks: dict[str, str] = {}

    def address(self, who: str) -> str | None:
        """Give a phone number with its plus."""
        number = who.strip()
        # A plus in a query that nobody escaped is a space.
        number = number if number.startswith("+") else f"+{number}"
        return number if PHONE.fullmatch(number) else None

    def new_id(self) -> str:
        """Make a message's id as Twilio does."""
        return f"SM{ids.new().hex}"

    def sent(self, account: Sender, room: Chat, message: Said, callback: str = "") -> None:
        """Put a message of ours into a chat; where wanted, its statuses go to the callback."""
        if callback:
            self._callbacks[message.id] = callback
        super().sent(account, room, message)

    def written(self, account: Sender, room: Chat, said: Said) -> Json:
        """Give the form of a message; the keyword's own type comes with a messaging service."""
        form = _geography() | _named(account, said.id, room.who, account.number)
        form |= {"SmsStatus": "received", "SmsMessageSid": said.id, "Body": said.text}
        form |= {"NumMedia": "0", "NumSegments": str(gsm.segments(said.text))}
        if SERVICE.fullmatch(account.key):
            form |= {"MessagingServiceSid": account.key, "To": NUMBER}
            if keyword := _keyword(said.text):
                form["OptOutType"] = keyword
        return form

    def tapped(self, account: Sender, room: Chat, said: Said, offer: Said, data: str) -> Json:  # noqa: ARG002 - the port's shape
        """Give the form of what a forged tap carries: an SMS has no buttons."""
        return self.written(account, room, said)

    def receipt(
        self, account: Sender, room: Chat, message: Said, state: str, code: int
    ) -> Parcel | None:
        """Give the form of a status, where the message asked for it."""
        url = self._callbacks.get(message.id, "")
        if not url:
            return None
        words = "undelivered" if code and code != _UNREGISTERED else state
        form = _named(account, message.id, account.number, room.who)
        form |= {"SmsStatus": words, "MessageStatus": words}
        if code:
            form["ErrorCode"] = str(code)
        return Parcel(form, room.who, f"status {words}", url)

    def after(self, account: Sender, room: Chat, said: Said) -> None:  # noqa: ARG002 - the port's shape
        """Block, unblock or help by itself, as Twilio does where the whole message is the word."""
        keyword = _keyword(said.text)
        if not keyword:
            return
        if keyword != "HELP":
            room.opted_out = keyword == "STOP"
        replies = {"STOP": _UNSUBSCRIBED, "START": _SUBSCRIBED, "HELP": _HELPED}
        now = self._world.seconds()
        room.add(Said(self.new_id(), "carrier", replies[keyword], now))

    def replied(self, account: Sender, room: Chat, text: str) -> None:
        """Send what a webhook's TwiML says."""
        if not room.opted_out:
            self.sent(account, room, Said(self.new_id(), "bot", text, self._world.seconds()))

    def steps(self, base: str) -> list[str]:
        """Give the commands that connect a number."""
        return [
            f"export PARLANCE_TWILIO_API={base} {LAPTOP}",
            (
                f"parlance channel add twilio --salon demo account_sid={SID}"
                f" auth_token={AUTH_TOKEN} from={NUMBER}"
            ),
        ]


def _keyword(text: str) -> str:
    word = text.strip().upper()
    known = {"STOP": _STOP, "START": _START, "HELP": _HELP}
    return next((kind for kind, words in known.items() if word in words), "")


def _named(account: Sender, message: str, sender: str, to: str) -> Json:
    own = {"MessageSid": message, "SmsSid": message, "AccountSid": account.sid}
    return own | {"From": sender, "To": to, "ApiVersion": "2010-04-01"}


def _geography() -> Json:
    place = {"City": "SAN FRANCISCO", "State": "CA", "Zip": "94105", "Country": "US"}
    return {f"{end}{name}": value for end in ("From", "To") for name, value in place.items()}
