"""What webhooks mean, told in the words of recorded traffic without storing anything."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl

import msgspec

from channels import port, registry
from channels.message import Event, Fate, Inbound, Notice, Receipt
from channels.port import Account, Challenged, MissingSecret, Request, Unauthentic, Unreadable
from foundation.errors import Permanent

Told = dict[str, Any]
"""One answer: `accept`, `reason`, `events`; of a challenge also the `body` of the 200."""

_JUDGED: Final = ("inbound", "signature", "verify_get")
_FATES: Final = tuple(Fate)


@dataclass
class Memory:
    """What was told already: an event counts once, a message's fate only moves on."""

    heard: set[str] = field(default_factory=set)
    fates: dict[str, Fate] = field(default_factory=dict)

    def news(self, event: Event) -> bool:
        """Tell whether the event says something new; remember it."""
        if isinstance(event, Inbound):
            known = event.provider_id in self.heard
            self.heard.add(event.provider_id)
            return not known
        if isinstance(event, Receipt):
            before = self.fates.get(event.reference)
            if before and _FATES.index(before) >= _FATES.index(event.fate):
                return False
            self.fates[event.reference] = event.fate
        return True


def one(kind: str, request: Request, secret: str | None = None) -> Told:
    """Tell what one webhook means; without a secret its authenticity is not judged."""
    secrets = {} if secret is None else {registry.PROOF[_known(kind)]: secret}
    return _told(Account(_known(kind), "", secrets), [request], Memory(), judged=secret is not None)


def cases(kind: str, index: Path) -> Iterator[Told]:
    """Tell what each case of an index of recorded traffic means, with its `id`."""
    for case in msgspec.json.decode(index.read_bytes())["cases"]:
        if case["type"] in _JUDGED:
            yield {"id": case["id"]} | _case(_known(kind), case, index.parent)


def _known(kind: str) -> str:
    if kind not in registry.PROOF:
        raise Permanent(f"webhooks come from: {', '.join(registry.PROOF)}")
    return kind


def _case(kind: str, case: Told, folder: Path) -> Told:
    asked = case.get("request", {})
    secrets = {name: text for name, text in asked.items() if isinstance(text, str)}
    secrets |= {registry.PROOF[kind]: secrets["secret"]} if "secret" in secrets else {}
    account = Account(kind, "", secrets)
    if case["type"] == "verify_get":
        return _challenged(account, _asked(asked, b"", "GET"))
    body = (folder / case["file"]).read_bytes()
    if case["type"] == "signature":
        return _proven(account, _asked(asked, body))
    split = case["expect"].get("deliver_each")
    bodies = msgspec.json.decode(body, type=list[msgspec.Raw]) if split else [body]
    requests = [_asked(asked, bytes(each)) for each in bodies]
    return _told(account, requests, Memory(), judged=registry.PROOF[kind] in secrets)


def _asked(asked: Told, body: bytes, method: str = "POST") -> Request:
    headers = {name.lower(): text.encode() for name, text in asked.get("headers", {}).items()}
    at = asked["now_ms"] / 1000 if "now_ms" in asked else float(asked.get("now", 0))
    query = dict(parse_qsl(asked.get("query", ""), keep_blank_values=True))
    return Request(headers, body, method, query, asked.get("url", ""), at)


def _told(account: Account, requests: list[Request], memory: Memory, *, judged: bool) -> Told:
    channel = registry.adapter(account.kind)
    events: list[Event] = []
    try:
        for request in requests:
            if judged:
                channel.verify(account, request)
            events += filter(memory.news, channel.parse(request))
    except (Unauthentic, MissingSecret, Unreadable) as refusal:
        return _refused(refusal)
    return {"accept": True, "reason": None, "events": [described(each) for each in events]}


def _proven(account: Account, request: Request) -> Told:
    try:
        registry.adapter(account.kind).verify(account, request)
    except (Unauthentic, MissingSecret) as refusal:
        return _refused(refusal)
    return {"accept": True, "reason": None, "events": []}


def _challenged(account: Account, request: Request) -> Told:
    channel = registry.adapter(account.kind)
    if not isinstance(channel, Challenged):
        raise Permanent(f"{account.kind} asks no webhook by GET")
    try:
        body = channel.challenge(account, request).decode()
    except (Unauthentic, MissingSecret) as refusal:
        return _refused(refusal) | {"status": 403}
    return {"accept": True, "reason": None, "events": [], "status": 200, "body": body}


def _refused(refusal: port.Unauthentic | MissingSecret | Unreadable) -> Told:
    missing = isinstance(refusal, MissingSecret)
    reason = f"the secret {refusal.args[0]} is missing" if missing else str(refusal)
    return {"accept": False, "reason": reason, "events": []}


def described(event: Event) -> Told:
    """Tell an event in the words of recorded traffic."""
    if isinstance(event, Receipt):
        said = {"kind": "status", "message_id": event.reference, "status": event.fate.value}
        return said | {"error_code": event.code} | dict(event.facts)
    if isinstance(event, Notice):
        return {"kind": event.topic.value} | dict(event.facts)
    address = event.address
    return {
        "kind": event.kind.value,
        "sender": address.value,
        "chat": address.value,
        "lang": address.language,
        "text": event.text or None,
        "choice_id": event.choice_id or None,
        "callback_query_id": event.callback or None,
        **event.facts,
    }
