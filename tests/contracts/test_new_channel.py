"""A channel that is written as CONTRIBUTING's ten lines say keeps what every channel promises.

Line by line, in one file instead of a folder: a provider that carries messages by pigeon. The
star brings the whole suite, which runs over the bench of this file.
"""

import hmac
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import msgspec
import pytest
from aiohttp import web

from bot.stand_ins.app import listen
from bot.stand_ins.faults import LOST, RESET, Script
from channels import signatures
from channels.clean import clean, read_json, shaped
from channels.line import Answer, Line
from channels.message import Address, Choice, Event, Inbound, Kind, Limits, Outbound, Rendered
from channels.port import Account, AccountTrouble, Busy, Request, Said
from channels.render import fit
from foundation.errors import Permanent, Transient, Unknown
from tests.contracts import test_channels as suite
from tests.contracts.bench import Bench
from tests.contracts.test_channels import *  # noqa: F403 - all that every channel promises

# --- 1. proof.py


def verify(account: Account, request: Request) -> None:
    keys = [one.encode() for one in signatures.secrets(account, "signing_key")]
    wanted = [one.hex().encode() for one in signatures.signed(request.body, keys)]
    signatures.demand(request.headers.get("x-pigeon-signature", b""), wanted, "signature")


# --- 2. wire.py, updates.py


class Message(msgspec.Struct, frozen=True, gc=False, rename={"sender": "from"}):
    id: str
    sender: str
    at: int
    text: str = ""
    tapped: str = ""


def parse(request: Request) -> tuple[Event, ...]:
    one = shaped(read_json(request.body), Message)
    if one is None:
        return ()
    kind, facts = (Kind.CHOICE if one.tapped else Kind.TEXT), {"message_id": clean(one.id)}
    text, where = clean(one.text), Address(clean(one.sender))
    return (Inbound(kind, where, clean(one.id), one.at, text, clean(one.tapped), facts=facts),)


# --- 3. requests.py, answers.py


def send_message(to: str, text: str, choices: Sequence[Choice]) -> bytes:
    return msgspec.json.encode({"to": to, "text": text, "choices": choices})


def sent(answer: Answer) -> str:
    if answer.status == 200:
        return str(msgspec.json.decode(answer.body)["id"])
    reason = f"Pigeon: HTTP {answer.status}"
    if answer.status == 429:
        raise Busy(reason, retry_after=answer.retry_after)
    if answer.status == 503:
        raise Transient(reason)
    if answer.status == 401:
        raise AccountTrouble(reason)
    raise Unknown(reason) if answer.status >= 500 else Permanent(reason)


# --- 4. adapter.py, its limits


class Pigeon:
    """The pigeons' API."""

    limits = Limits(text=500, buttons=3)
    hosted = False

    def __init__(self, api: str) -> None:
        self._api, self._line = api, Line("Pigeon")

    def verify(self, account: Account, request: Request) -> None:
        verify(account, request)

    def parse(self, request: Request) -> tuple[Event, ...]:
        return parse(request)

    def acknowledgement(self, events: Sequence[Event]) -> Said:  # noqa: ARG002 - the port's shape
        return Said()

    async def acknowledge(self, account: Account, inbound: Inbound) -> None:
        """Do nothing: pigeons do not look back."""

    async def send(self, account: Account, address: Address, message: Outbound) -> str:
        rendered = fit(message, self.limits)
        last, references = len(rendered.parts) - 1, [""]
        for number, part in enumerate(rendered.parts):
            body = send_message(address.value, part, rendered.choices if number == last else ())
            try:
                references.append(sent(await self._call(account, "POST", "/messages", body)))
            except (Transient, Permanent) as error:
                if number:
                    raise Unknown(f"cut off after {number} parts: {error.reason}") from error
                raise
        return references[-1]

    async def check(self, account: Account) -> str:
        sent(await self._call(account, "GET", "/me"))
        return "the loft is open"

    async def close(self) -> None:
        await self._line.close()

    async def _call(self, account: Account, method: str, path: str, body: bytes = b"") -> Answer:
        headers = {"Authorization": account.secrets["token"]}
        return await self._line.call(method, self._api + path, headers=headers, body=body)


# --- 7. the stand-in; 5, 6, 9 and 10 register, configure, replay and describe what is real


@dataclass
class Loft:
    """The provider's server."""

    shown: list[Rendered] = field(default_factory=list)
    script: Script = field(default_factory=Script)

    async def take(self, request: web.Request) -> web.Response:
        fault = self.script.take("messages", "")
        if fault and fault.kind.isdigit():
            return web.Response(status=int(fault.kind))
        if request.headers.get("Authorization") != SECRETS["token"]:
            return web.Response(status=401)
        if request.method == "POST" and not (fault and fault.kind == RESET):
            said = await request.json()
            choices = tuple(Choice(**one) for one in said["choices"])
            self.shown.append(Rendered((said["text"],), choices))
        if fault and fault.kind in {RESET, LOST} and request.transport:
            request.transport.abort()
        return web.json_response({"id": str(len(self.shown))})


# --- 8. the bench

SECRETS: Final = {"token": "loft-token", "signing_key": "newest,before"}
BODY: Final = json.dumps({"id": "7", "from": "ann", "at": 7, "text": "hi"}).encode()


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    """The pigeons at work."""
    loft, served = Loft(), web.Application()
    served.router.add_route("*", "/{path}", loft.take)
    runner = web.AppRunner(served)
    await runner.setup()
    with listen("127.0.0.1", 0) as opened:
        await web.SockSite(runner, opened).start()
        channel = Pigeon(f"http://127.0.0.1:{opened.getsockname()[1]}")
        proof = hmac.new(b"before", BODY, "sha256").hexdigest().encode()
        genuine = Request({"x-pigeon-signature": proof}, BODY)
        account = Account("pigeon", "path", SECRETS)
        yield Bench(channel, account, Address("ann"), lambda: loft.shown, genuine, loft.script)
        await channel.close()
        await runner.cleanup()


class Trusting(Pigeon):
    """One that forgot the first line."""

    def verify(self, account: Account, request: Request) -> None:
        """Believe everybody."""


async def test_an_adapter_that_trusts_everybody_fails_the_suite(bench: Bench) -> None:
    """The control."""
    trusting = Bench(Trusting(""), bench.account, bench.address, genuine=bench.genuine)
    suite.test_an_unsigned_request_is_refused(bench)
    with pytest.raises(pytest.fail.Exception):
        suite.test_an_unsigned_request_is_refused(trusting)
