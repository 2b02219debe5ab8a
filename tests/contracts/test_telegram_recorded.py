"""Recorded Telegram traffic means what its index says."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from channels.message import Inbound
from channels.port import Account, Request, Unauthentic, Unreachable, Unreadable
from channels.telegram.answers import NOTHING, settle
from channels.telegram.proof import verify
from channels.telegram.updates import events
from foundation.errors import Permanent, Transient

Case = dict[str, Any]


@pytest.fixture
def cases(shared: Path) -> list[tuple[Case, bytes]]:
    folder = shared / "fixtures" / "telegram"
    index = msgspec.json.decode((folder / "index.json").read_bytes())
    return [(case, (folder / case["file"]).read_bytes()) for case in index["cases"]]


def described(event: Inbound) -> dict[str, object]:
    """Tell an event in the index's words."""
    return {
        "kind": event.kind.value,
        "sender": event.address.value,
        "chat": event.address.value,
        "lang": event.address.language,
        "text": event.text or None,
        "choice_id": event.choice_id,
        "callback_query_id": event.callback,
        **event.facts,
    }


def heard(case: Case, body: bytes) -> list[Inbound] | None:
    """Read a case's deliveries with one memory for repeats; None when one is refused."""
    bodies = [body]
    if case["expect"].get("deliver_each"):
        bodies = [bytes(raw) for raw in msgspec.json.decode(body, type=list[msgspec.Raw])]
    known: dict[str, Inbound] = {}
    try:
        for each in bodies:
            for event in events(each):
                known.setdefault(event.provider_id, event)
    except Unreadable:
        return None
    return list(known.values())


def disagreement(case: Case, body: bytes) -> object:
    """Give what differs from the index, None when nothing does."""
    expect, found = case["expect"], heard(case, body)
    if found is None or not expect["accept"]:
        return None if (found is not None) == expect["accept"] else found
    if "events_total" in expect:
        return None if len(found) == expect["events_total"] else found
    if "dedupe_key" in expect and [e.provider_id for e in found] != [expect["dedupe_key"]]:
        return found
    if "must_answer" in expect and [e.callback for e in found] != [expect["must_answer"]]:
        return found
    seen = [described(event) for event in found]
    wanted = expect["events"]
    agrees = len(seen) == len(wanted) and all(
        {key: one.get(key) for key in other} == other
        for one, other in zip(seen, wanted, strict=True)
    )
    return None if agrees else seen


def test_inbound_traffic_means_what_the_index_says(cases: list[tuple[Case, bytes]]) -> None:
    inbound = [(case, body) for case, body in cases if case["type"] == "inbound"]
    wrong = {case["id"]: found for case, body in inbound if (found := disagreement(case, body))}
    assert wrong == {}
    assert len(inbound) >= 20


def test_signatures_are_judged_as_the_index_says(cases: list[tuple[Case, bytes]]) -> None:
    judged = {}
    for case, body in cases:
        if case["type"] == "signature":
            asked = case["request"]
            headers = {name.lower(): value.encode() for name, value in asked["headers"].items()}
            account = Account("telegram", "path", {"secret_token": asked["secret"]})
            try:
                verify(account, Request(headers, body))
                judged[case["id"]] = True
            except Unauthentic:
                judged[case["id"]] = False
    wanted = {c["id"]: c["expect"]["accept"] for c, _ in cases if c["type"] == "signature"}
    assert judged == wanted
    assert set(wanted.values()) == {True, False}


def outcome(status: int, body: bytes) -> dict[str, object]:
    try:
        result = settle(status, body)
    except Transient as error:
        return {"retry": True, "retry_after": error.retry_after}
    except Unreachable:
        return {"retry": False, "recipient_unreachable": True}
    except Permanent:
        return {"retry": False}
    if result is NOTHING:
        return {"retry": False, "treat_as_success": True}
    return {"ok": True, "message_id": str(msgspec.json.decode(result)["message_id"])}


def test_answers_are_judged_as_the_index_says(cases: list[tuple[Case, bytes]]) -> None:
    for case, body in cases:
        if case["type"] == "api_response":
            wanted = {key: value for key, value in case["expect"].items() if key != "note"}
            assert outcome(case["request"]["status"], body) == wanted, case["id"]
