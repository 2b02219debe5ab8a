"""The WhatsApp Cloud API adapter of the port."""

import re
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import Final

import msgspec

from channels import limits
from channels.clean import clean
from channels.line import PATIENCE, Answer, Line
from channels.message import Address, Choice, Event, Inbound, Outbound, Rendered
from channels.openings.choosing import Approval
from channels.openings.registry import Worded
from channels.port import Account, AccountTrouble, Request, Said
from channels.render import fit
from channels.sending import in_order, repeatable
from channels.whatsapp import answers, approved, gaps, proof, requests, updates
from channels.whatsapp.templates import Reply, Template, Text
from foundation.errors import Permanent, Transient, Unknown

PUBLIC_API: Final = "https://graph.facebook.com/v26.0"
_ACKNOWLEDGE: Final = 5.0  # seconds: blue ticks are worth no longer wait
_TOKEN: Final = re.compile(r"[!-~]{1,1024}")
_NUMBER_ID: Final = re.compile(r"[0-9]{1,32}")


class Number(msgspec.Struct, frozen=True, gc=False):
    """The salon's number, as Meta describes it."""

    display_phone_number: str | None = None
    verified_name: str | None = None
    quality_rating: str | None = None


class WhatsApp:
    """One Graph API for all WhatsApp accounts of the process.

    An account's secrets are `token` (the bearer token), `phone_number_id`, `app_secret` (what Meta
    signs webhooks with) and `verify_token` (ours, sent back in the webhook's challenge); for
    templates also `business_account_id`.
    """

    limits = limits.WHATSAPP
    hosted = False

    def __init__(self, api: str = PUBLIC_API, *, patience: float = PATIENCE) -> None:
        """Take the base address with its version; an answer may take `patience` seconds."""
        self._api = api.rstrip("/")
        self._line = Line("WhatsApp", patience)

    def verify(self, account: Account, request: Request) -> None:
        """Compare the body's signature; raises Unauthentic or MissingSecret."""
        proof.verify(account, request)

    def challenge(self, account: Account, request: Request) -> bytes:
        """Give the challenge back to whoever knows the verify token; as `port.Challenged`."""
        return proof.challenge(account, request)

    def parse(self, request: Request) -> tuple[Event, ...]:
        """Read a batch; unknown kinds give (), nonsense raises Unreadable."""
        return updates.parse(request.body)

    def acknowledgement(self, events: Sequence[Event]) -> Said:  # noqa: ARG002 - the port's shape
        """Give an empty body: Meta reads the status alone."""
        return Said()

    async def acknowledge(self, account: Account, inbound: Inbound) -> None:
        """Show blue ticks with "typing"; nothing depends on it, so no failure leaves here."""
        number = inbound.facts.get("message_id")
        if not isinstance(number, str):
            return
        with suppress(Transient, Permanent, Unknown):
            await self._post(account, requests.seen(number), wait=_ACKNOWLEDGE)

    async def send(self, account: Account, address: Address, message: Outbound) -> str:
        """Send all parts, give the last one's id; raises Transient, Permanent or Unknown."""
        rendered = fit(message, self.limits)
        bodies = [_body(address, text, choices, rendered) for text, choices in rendered.hung]
        return await in_order(bodies, partial(self._part, account))

    async def send_template(self, account: Account, address: Address, template: Template) -> str:
        """Send an approved template, also to who was silent for a day; give its id.

        Raises Transient, Permanent (before the call, where Meta would refuse it) or Unknown.
        """
        body = requests.send_template(
            address.value,
            template.name,
            template.language,
            template.parameters,
            template.buttons,
        )
        return await self._part(account, body)

    async def send_opening(self, account: Account, address: Address, worded: Worded) -> str:
        """Send one of our own templates, as `port.Windowed`."""
        words = tuple(Text(one, name) for name, one in worded.gaps)
        replies = tuple(Reply(at, one) for at, one in enumerate(worded.payloads))
        template = Template(worded.name, worded.code, words, replies)
        return await self.send_template(account, address, template)

    async def approvals(self, account: Account) -> tuple[Approval, ...]:
        """Ask which of our templates the business account has, as `port.Windowed`."""
        found: list[Approval] = []
        after = ""
        for _ in range(approved.PAGES):
            page, after = approved.read(await self._templates(account, after))
            found += page
            if not after:
                break
        return tuple(found)

    async def submit(self, account: Account, key: str, language: str) -> None:
        """Ask for the approval of one of our templates; raises Permanent or Transient."""
        url = f"{self._api}/{_business(account)}/message_templates"
        headers = _headers(account) | {"Content-Type": "application/json"}
        body = gaps.proposal(key, language)
        answers.settle(await self._line.call("POST", url, headers=headers, body=body))

    async def _templates(self, account: Account, after: str) -> bytes:
        url = f"{self._api}/{_business(account)}/message_templates?{approved.query(after)}"
        return (await self._ask(account, url)).body

    async def _part(self, account: Account, body: bytes) -> str:
        return answers.sent(await self._post(account, body))

    async def check(self, account: Account) -> str:
        """Say which number it is with its quality; raises Permanent or Transient if it fails."""
        url = f"{self._api}/{_number_id(account)}"
        fields = "display_phone_number,verified_name,quality_rating"
        return _described(await self._ask(account, f"{url}?fields={fields}"))

    async def close(self) -> None:
        """Close the connections."""
        await self._line.close()

    async def _ask(self, account: Account, url: str) -> Answer:
        """Ask what may be asked twice."""
        with repeatable():
            answer = await self._line.call("GET", url, headers=_headers(account))
            answers.settle(answer)
        return answer

    async def _post(self, account: Account, body: bytes, *, wait: float | None = None) -> Answer:
        url = f"{self._api}/{_number_id(account)}/messages"
        headers = _headers(account) | {"Content-Type": "application/json"}
        return await self._line.call("POST", url, headers=headers, body=body, wait=wait)


def _body(address: Address, text: str, choices: tuple[Choice, ...], rendered: Rendered) -> bytes:
    """Write one part, with the choices that hang on it."""
    if not choices:
        return requests.send_text(address.value, text)
    if rendered.listed:
        return requests.send_list(address.value, text, choices, rendered.opener)
    return requests.send_buttons(address.value, text, choices)


def _headers(account: Account) -> dict[str, str]:
    return {"Authorization": f"Bearer {_secret(account, 'token', _TOKEN)}"}


def _number_id(account: Account) -> str:
    return _secret(account, "phone_number_id", _NUMBER_ID)


def _business(account: Account) -> str:
    return _secret(account, "business_account_id", _NUMBER_ID)


def _secret(account: Account, name: str, shape: re.Pattern[str]) -> str:
    """Give the newest of an account's secrets; raises AccountTrouble when it cannot be one."""
    newest = account.secrets.get(name, "").split(",")[0].strip()
    if not newest:
        raise AccountTrouble(f"the account lacks its secret `{name}`")
    if not shape.fullmatch(newest):
        raise AccountTrouble(f"the account's `{name}` is not one that Meta gives out")
    return newest


def _described(answer: Answer) -> str:
    try:
        number = msgspec.json.decode(answer.body, type=Number)
    except (ValueError, RecursionError):
        number = Number()  # the call itself succeeded
    name = f" ({number.verified_name})" if number.verified_name else ""
    line = f"{number.display_phone_number or 'a number'}{name}"
    line += f", quality {number.quality_rating or 'unknown'}"
    return " ".join(clean(line).split())
