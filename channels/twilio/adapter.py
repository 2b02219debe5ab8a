"""The Twilio adapter of the port."""

from collections.abc import Sequence
from functools import partial
from typing import Final, TypeVar

import msgspec

from channels import carrier, limits
from channels.clean import clean
from channels.line import PATIENCE, Line
from channels.message import Address, Event, Inbound, Outbound
from channels.port import Account, AccountTrouble, Request, Said
from channels.render import fit
from channels.sending import in_order, repeatable
from channels.twilio import answers, proof, requests, updates
from foundation.errors import Permanent

T = TypeVar("T")

PUBLIC_API: Final = "https://api.twilio.com"
_NOTHING_TO_SAY: Final = Said(b"<Response/>", "text/xml")  # TwiML: replies go by their own request


class Owner(msgspec.Struct, frozen=True):
    """The account itself."""

    friendly_name: str = ""
    status: str = "active"


class Number(msgspec.Struct, frozen=True):
    """A phone number of the account: where its messages go, unless an application takes them."""

    sid: str
    sms_url: str | None = None
    sms_application_sid: str | None = None


class Numbers(msgspec.Struct, frozen=True):
    """The account's numbers that were asked for."""

    incoming_phone_numbers: tuple[Number, ...] = ()


class Twilio:
    """Twilio's REST API for all its accounts of the process.

    An account's secrets are `account_sid`, `auth_token` (it also proves webhooks), `from` (a phone
    number or a messaging service) and perhaps `status_callback` (its public webhook address).
    """

    limits = limits.TWILIO
    hosted = False

    def __init__(self, api: str = PUBLIC_API, *, patience: float = PATIENCE) -> None:
        """Take the API's base address; an answer may take `patience` seconds."""
        self._api = api.rstrip("/")
        self._line = Line("Twilio", patience)

    def verify(self, account: Account, request: Request) -> None:
        """Check the signature; raises Unauthentic or MissingSecret."""
        proof.verify(account, request)

    def parse(self, request: Request) -> tuple[Event, ...]:
        """Read a message or a status; unknown kinds give (), nonsense raises Unreadable."""
        return updates.parse(request)

    def acknowledgement(self, events: Sequence[Event]) -> Said:  # noqa: ARG002 - the port's shape
        """Give a TwiML answer that says nothing; any other type is an error to Twilio."""
        return _NOTHING_TO_SAY

    async def acknowledge(self, account: Account, inbound: Inbound) -> None:
        """Do nothing: SMS know no sign of having been seen."""

    async def send(self, account: Account, address: Address, message: Outbound) -> str:
        """Send all parts, give the last one's id; raises Transient, Permanent or Unknown."""
        if not carrier.is_number(address.value):
            raise Permanent("an SMS address is a phone number")
        parts = fit(message, self.limits).parts
        bodies = [requests.send_message(account, address.value, part) for part in parts]
        return await in_order(bodies, partial(self._part, account))

    async def _part(self, account: Account, body: bytes) -> str:
        url, headers = (
            self._api + requests.resource(account, "/Messages.json"),
            requests.headers(account),
        )
        return answers.sent(await self._line.call("POST", url, headers=headers, body=body))

    async def check(self, account: Account) -> str:
        """Say whose account it is, what it sends from; raises Permanent or Transient if not."""
        owner = await self._ask(account, ".json", Owner)
        if owner.status != "active":
            raise AccountTrouble("the Twilio account is suspended or closed")
        sender = requests.secret(account, "from")
        if requests.is_messaging_service(sender):
            place = "its webhook is the service's own setting"
        else:
            place = _place(await self._number(account, sender))
        line = f"{owner.friendly_name}, {owner.status}, sends from {sender}, {place}"
        return " ".join(clean(line).split())

    async def set_webhook(self, account: Account, url: str) -> None:
        """Have the number's messages posted to `url`; raises Transient, Permanent.

        What Twilio's console alone decides is a Permanent that says what to paste where.
        """
        sender = requests.secret(account, "from")
        if requests.is_messaging_service(sender):
            place = f"Messaging, Services, {sender}, Integration, Send a webhook"
            raise Permanent(f"in Twilio's console under {place}: paste {url} as Request URL")
        number = await self._number(account, sender)
        if number.sms_application_sid:
            place = f"Phone Numbers, {sender}, Messaging Configuration"
            raise Permanent(
                f"a TwiML app takes the messages; under {place}: paste {url} as Webhook"
            )
        rest = requests.number(number.sid)
        await self._ask(account, rest, Number, "POST", requests.set_webhook(url))

    async def close(self) -> None:
        """Close the connections."""
        await self._line.close()

    async def _number(self, account: Account, sender: str) -> Number:
        known = await self._ask(account, requests.numbers(sender), Numbers)
        if not known.incoming_phone_numbers:
            raise AccountTrouble("the number in `from` is not one of the Twilio account's")
        return known.incoming_phone_numbers[0]

    async def _ask(
        self, account: Account, rest: str, shape: type[T], method: str = "GET", body: bytes = b""
    ) -> T:
        """Call what may be called twice."""
        url, headers = self._api + requests.resource(account, rest), requests.headers(account)
        with repeatable():
            answer = await self._line.call(method, url, headers=headers, body=body)
        return answers.read(answer, shape)


def _place(number: Number) -> str:
    if number.sms_application_sid:
        return "a TwiML app takes its messages"
    # The host alone: before it a password may stand, after it the account's own path.
    host = (number.sms_url or "").partition("://")[2].partition("/")[0].rpartition("@")[2]
    return f"webhook at {host}" if host else "no webhook"
