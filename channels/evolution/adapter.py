"""The Evolution API adapter of the port."""

from collections.abc import Sequence
from functools import partial
from typing import Final
from urllib.parse import unquote

import msgspec

from channels import limits
from channels.clean import clean, shaped
from channels.evolution import answers, proof, requests, server, updates
from channels.line import PATIENCE, Line
from channels.message import Address, Event, Inbound, Outbound
from channels.port import Account, AccountTrouble, Request, Said
from channels.render import fit
from channels.sending import in_order, repeatable
from foundation.errors import Transient

_OPEN: Final = "open"
_OPENING: Final = "connecting"


class Instance(msgspec.Struct, frozen=True, gc=False):
    """Whether an instance's phone is linked."""

    state: str = ""


class State(msgspec.Struct, frozen=True, gc=False):
    """The frame around it."""

    instance: Instance = Instance()


class Evolution:
    """The salons' own Evolution servers: each account names its own.

    An account's secrets are `url` (the server's base address), `apikey`, `instance` (its name on
    that server) and `jwt_key` (ours: the server signs its webhooks' tokens with it).
    """

    limits = limits.EVOLUTION
    hosted = False

    def __init__(self, *, patience: float = PATIENCE) -> None:
        """Keep one line to all servers; an answer may take `patience` seconds."""
        self._line = Line("Evolution", patience)

    def verify(self, account: Account, request: Request) -> None:
        """Check the webhook's token; raises Unauthentic or MissingSecret."""
        proof.verify(account, request)

    def parse(self, request: Request) -> tuple[Event, ...]:
        """Read an event; unknown kinds give (), nonsense raises Unreadable."""
        return updates.parse(request.body)

    def acknowledgement(self, events: Sequence[Event]) -> Said:  # noqa: ARG002 - the port's shape
        """Give an empty body: Evolution reads the status alone."""
        return Said()

    async def acknowledge(self, account: Account, inbound: Inbound) -> None:
        """Do nothing: the server's own settings say whether it shows blue ticks."""

    async def send(self, account: Account, address: Address, message: Outbound) -> str:
        """Send all parts, give the last one's id; raises Transient, Permanent or Unknown."""
        parts = fit(message, self.limits).parts
        bodies = [requests.send_text(address.value, part) for part in parts]
        return await in_order(bodies, partial(self._part, account))

    async def _part(self, account: Account, body: bytes) -> str:
        url = server.url(account, "message", "sendText")
        answer = await self._line.call("POST", url, headers=server.headers(account), body=body)
        return answers.sent(answer)

    async def check(self, account: Account) -> str:
        """Say that the instance's phone is linked; raises Permanent or Transient if it is not."""
        told = await self._ask("GET", account, "instance", "connectionState")
        state = clean((shaped(told, State) or State()).instance.state)
        name = " ".join(clean(unquote(server.instance(account))).split())
        if state == _OPEN:
            return f"instance {name}, connected to WhatsApp"
        if state == _OPENING:
            raise Transient(f"instance {name} is connecting to WhatsApp: try again in a minute")
        raise AccountTrouble(f"instance {name} is not linked: scan its QR code in Evolution")

    async def set_webhook(self, account: Account, url: str) -> None:
        """Have events delivered to `url`; raises Transient, Permanent or MissingSecret."""
        body = requests.set_webhook(url, proof.secrets(account)[0])
        await self._ask("POST", account, "webhook", "set", body=body)

    async def close(self) -> None:
        """Close the connections."""
        await self._line.close()

    async def _ask(self, method: str, account: Account, *path: str, body: bytes = b"") -> object:
        """Call what may be called twice."""
        url = server.url(account, *path)
        with repeatable():
            answer = await self._line.call(method, url, headers=server.headers(account), body=body)
            return answers.settle(answer)
