"""The OpenPhone adapter of the port."""

from collections.abc import Sequence
from functools import partial
from typing import Final

import msgspec

from channels import carrier, limits
from channels.clean import clean
from channels.line import PATIENCE, Line
from channels.message import Address, Event, Inbound, Outbound
from channels.openphone import answers, proof, requests, updates
from channels.port import Account, AccountTrouble, Request, Said
from channels.render import fit
from channels.sending import in_order, repeatable
from foundation.errors import Permanent

PUBLIC_API: Final = "https://api.openphone.com"


class Number(msgspec.Struct, frozen=True):
    """A phone number of the workspace."""

    id: str
    number: str | None = None
    name: str | None = None


class Numbers(msgspec.Struct, frozen=True):
    """All of them."""

    data: tuple[Number, ...]


class OpenPhone:
    """OpenPhone's API for all its accounts of the process.

    An account's secrets are `api_key`, `from` (a phone number or its "PN..." id) and
    `signing_key`, one for each webhook that delivers here.
    """

    limits = limits.OPENPHONE
    hosted = False

    def __init__(self, api: str = PUBLIC_API, *, patience: float = PATIENCE) -> None:
        """Take the API's base address; an answer may take `patience` seconds."""
        self._api = api.rstrip("/")
        self._line = Line("OpenPhone", patience)

    def verify(self, account: Account, request: Request) -> None:
        """Check the signature; raises Unauthentic or MissingSecret."""
        proof.verify(account, request)

    def parse(self, request: Request) -> tuple[Event, ...]:
        """Read a message or a status; unknown kinds give (), nonsense raises Unreadable."""
        return updates.parse(request)

    def acknowledgement(self, events: Sequence[Event]) -> Said:  # noqa: ARG002 - the port's shape
        """Give nothing: the status alone is read."""
        return Said()

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
        url, headers = f"{self._api}/v1/messages", requests.headers(account)
        return answers.sent(await self._line.call("POST", url, headers=headers, body=body))

    async def check(self, account: Account) -> str:
        """Say which number the account sends from; raises Permanent or Transient if not."""
        sender = requests.secret(account, "from")
        known = (await self._numbers(account)).data
        ours = next((one for one in known if sender in {one.id, one.number}), None)
        if ours is None:
            raise AccountTrouble("the number in `from` is not one of the OpenPhone workspace's")
        line = f"{ours.name or 'unnamed'}, sends from {ours.number or ours.id}"
        return " ".join(clean(f"{line}, one of {len(known)} numbers").split())

    async def close(self) -> None:
        """Close the connections."""
        await self._line.close()

    async def _numbers(self, account: Account) -> Numbers:
        """Ask what may be asked twice."""
        url = f"{self._api}/v1/phone-numbers"
        with repeatable():
            answer = await self._line.call("GET", url, headers=requests.headers(account))
        return answers.read(answer, Numbers)
