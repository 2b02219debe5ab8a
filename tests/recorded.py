"""Recorded webhooks of every provider, addressed to a test's own account, signed anew."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

import msgspec

from bot.stand_ins.evolution import webhook as evolution
from bot.stand_ins.evolution import world as evolution_world
from bot.stand_ins.openphone import webhook as openphone
from bot.stand_ins.openphone import world as openphone_world
from bot.stand_ins.twilio import webhook as twilio
from bot.stand_ins.twilio import world as twilio_world
from bot.stand_ins.whatsapp import webhook as whatsapp
from bot.stand_ins.whatsapp import world as whatsapp_world
from channels import registry
from channels.message import Event, Inbound, Receipt
from channels.port import Account, Request
from channels.receipts import belongs

FOLDERS: Final = {
    "evolution": "evolution",
    "openphone": "openphone_quo",
    "telegram": "telegram",
    "twilio": "twilio",
    "whatsapp": "whatsapp_cloud",
}
STAMPED: Final = frozenset({"evolution", "openphone"})
"""Kinds whose proof grows old."""

_OWN: Final[Mapping[str, Mapping[str, str]]] = {
    "evolution": {"instance": evolution_world.INSTANCE},
    "openphone": {"to": openphone_world.NUMBER},
    "twilio": {"to": twilio_world.NUMBER},
    "whatsapp": {"phone_number_id": whatsapp_world.NUMBER_ID},
}
_PEOPLE: Final = {
    "evolution": "5511{:09}",
    "openphone": "+1987{:07}",
    "telegram": "{}",
    "twilio": "+1415{:07}",
    "whatsapp": "1650{:07}",
}
_numbers = count(2_000_001)


@dataclass(frozen=True, slots=True)
class Case:
    """What one case of an index delivers: bodies in their order."""

    kind: str
    name: str
    bodies: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """An account of a test with a provider: `url` is the webhook's whole public address."""

    account: Account
    url: str

    @property
    def kind(self) -> str:
        return self.account.kind

    def signed(self, body: bytes, at: datetime) -> dict[str, str]:
        """Give the headers with which the provider would have sent a body at a moment."""
        return _SIGNED[self.kind](self, body, at)

    def told(self, body: bytes) -> tuple[Event, ...]:
        """Give what a body says to this account."""
        events = registry.adapter(self.kind).parse(Request({}, body, url=self.url))
        return tuple(one for one in events if belongs(self.account, one))


def secrets(kind: str, base: str) -> dict[str, str]:
    """Give the secrets with which an account knows its provider's stand-in at `base`."""
    return {
        "evolution": {
            "url": base,
            "apikey": evolution_world.APIKEY,
            "instance": evolution_world.INSTANCE,
            "jwt_key": "made-up-by-us-0123456789abcdef",
        },
        "openphone": {
            "api_key": openphone_world.API_KEY,
            "from": openphone_world.NUMBER,
            "signing_key": f"{openphone_world.STANDARD_KEY},{openphone_world.LEGACY_KEY}",
        },
        "telegram": {"token": "4242:stand-in", "secret_token": "made-up-by-us"},
        "twilio": {
            "account_sid": twilio_world.SID,
            "auth_token": twilio_world.AUTH_TOKEN,
            "from": twilio_world.NUMBER,
        },
        "whatsapp": {
            "token": whatsapp_world.TOKEN,
            "app_secret": whatsapp_world.APP_SECRET,
            "phone_number_id": whatsapp_world.NUMBER_ID,
            "verify_token": whatsapp_world.VERIFY_TOKEN,
        },
    }[kind]


@dataclass(slots=True)
class Names:
    """What people, messages are called in a test, by what the index called them."""

    old: dict[str, str] = field(default_factory=dict)

    def anew(self, case: Case, known: str, shape: Callable[[int], str]) -> str:
        """Give a name that nobody else has, the same one for the same case."""
        called = f"{case.kind} {case.name} {known}"
        for new, old in self.old.items():
            if old == called:
                return new
        new = shape(next(_numbers))
        self.old[new] = called
        return new


def cases(shared: Path) -> Iterator[Case]:
    """Read all inbound webhooks of all providers that are accepted."""
    for kind, folder in FOLDERS.items():
        place = shared / "fixtures" / folder
        for case in msgspec.json.decode((place / "index.json").read_bytes())["cases"]:
            if case["type"] == "inbound" and case["expect"]["accept"]:
                body = (place / case["file"]).read_bytes()
                split = case["expect"].get("deliver_each")
                bodies = msgspec.json.decode(body, type=list[msgspec.Raw]) if split else [body]
                yield Case(kind, case["id"], tuple(map(bytes, bodies)))


def addressed(case: Case, now: datetime, names: Names) -> tuple[bytes, ...]:
    """Give a case's bodies as sent now to our own account by people whom nobody else plays."""
    swaps: dict[str, str] = {}
    for body in case.bodies:
        for event in registry.adapter(case.kind).parse(Request({}, body, url="https://x")):
            swaps |= _swaps(case, event, now, names)
    # Longer names first: one may be part of another.
    ordered = dict(sorted(swaps.items(), key=lambda pair: -len(pair[0])))
    return tuple(_rewritten(case.kind, body, ordered) for body in case.bodies)


def _swaps(case: Case, event: Event, now: datetime, names: Names) -> dict[str, str]:
    swaps = {}
    for name, ours in _OWN.get(case.kind, {}).items():
        if event.facts.get(name):
            swaps[str(event.facts[name])] = ours
    if isinstance(event, Inbound):
        sender = event.address.value
        scoped = "US.{}" if sender.startswith("US.") else _PEOPLE[case.kind]
        swaps[sender] = names.anew(case, sender, scoped.format)
        swaps[event.provider_id] = names.anew(case, event.provider_id, _id(event.provider_id))
        if event.facts.get("timestamp"):
            swaps[str(event.facts["timestamp"])] = str(int(now.timestamp()))
    elif isinstance(event, Receipt):
        swaps[event.reference] = names.anew(case, event.reference, _id(event.reference))
    return swaps


def _id(known: str) -> Callable[[int], str]:
    return str if known.isdigit() else lambda number: f"{known[:2]}{number:032x}"


def _rewritten(kind: str, body: bytes, swaps: Mapping[str, str]) -> bytes:
    if kind == "twilio":
        pairs = parse_qsl(body.decode(), keep_blank_values=True)
        return urlencode([(name, swaps.get(value, value)) for name, value in pairs]).encode()
    return msgspec.json.encode(_walked(msgspec.json.decode(body), swaps))


def _walked(value: Any, swaps: Mapping[str, str]) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        return {name: _walked(one, swaps) for name, one in value.items()}
    if isinstance(value, list):
        return [_walked(one, swaps) for one in value]
    if isinstance(value, int) and not isinstance(value, bool):
        return int(swaps.get(str(value), value))
    if isinstance(value, str):
        return _reworded(value, swaps)
    return value


def _reworded(text: str, swaps: Mapping[str, str]) -> str:
    for old, new in swaps.items():
        # A jid holds its phone number; what is short is a name by itself alone.
        if old == text or (len(old) > 8 and text.startswith(f"{old}@")):
            return text.replace(old, new)
    return text


def _telegram(line: Line, _body: bytes, _at: datetime) -> dict[str, str]:
    return {"X-Telegram-Bot-Api-Secret-Token": line.account.secrets["secret_token"]}


def _whatsapp(line: Line, body: bytes, _at: datetime) -> dict[str, str]:
    return {"X-Hub-Signature-256": whatsapp.signature(body, line.account.secrets["app_secret"])}


def _twilio(line: Line, body: bytes, _at: datetime) -> dict[str, str]:
    form = dict(parse_qsl(body.decode(), keep_blank_values=True))
    proof = twilio.signature(line.url, form, line.account.secrets["auth_token"])
    return {"X-Twilio-Signature": proof}


def _evolution(line: Line, _body: bytes, at: datetime) -> dict[str, str]:
    token = evolution.token(line.account.secrets["jwt_key"], int(at.timestamp()))
    return {"Authorization": f"Bearer {token}"}


def _openphone(line: Line, body: bytes, at: datetime) -> dict[str, str]:
    version = msgspec.json.decode(body).get("apiVersion")
    newer, older = line.account.secrets["signing_key"].split(",")
    if version == openphone_world.STANDARD:
        return openphone.standard(body, at, f"msg_{line.account.token}", newer)
    return openphone.legacy(body, at, older)


_SIGNED: Final[Mapping[str, Callable[[Line, bytes, datetime], dict[str, str]]]] = {
    "evolution": _evolution,
    "openphone": _openphone,
    "telegram": _telegram,
    "twilio": _twilio,
    "whatsapp": _whatsapp,
}
