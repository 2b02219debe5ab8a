"""Recorded traffic of every provider means what its index says."""

import importlib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bot import hearsay
from channels.line import Answer
from channels.port import AccountTrouble, Busy, OptedOut, Unreachable, WindowClosed
from foundation.errors import Permanent, Transient

Case = dict[str, Any]

FOLDERS = {
    "evolution": "evolution",
    "openphone": "openphone_quo",
    "telegram": "telegram",
    "twilio": "twilio",
    "whatsapp": "whatsapp_cloud",
}
OF_A_WEBHOOK = {"inbound", "signature", "verify_get"}
JUDGES_ITSELF = {"telegram"}
"""Whose answers are an envelope of results: its own test reads them."""


def index(shared: Path, kind: str) -> Path:
    return shared / "fixtures" / FOLDERS[kind] / "index.json"


def expected(shared: Path, kind: str) -> dict[str, Case]:
    """Give the index's cases by id."""
    found = msgspec.json.decode(index(shared, kind).read_bytes())["cases"]
    return {case["id"]: case for case in found}


def agrees(expect: Case, told: Case) -> bool:
    """Tell whether what was told is what the index expects; only keys it lists matter."""
    if "status_in" in expect:
        refused = not told["accept"]
        return refused and told.get("status", expect["status_in"][0]) in expect["status_in"]
    if "body" in expect:
        return [told.get(key) for key in ("status", "body")] == [expect["status"], expect["body"]]
    if told["accept"] != expect["accept"]:
        return False
    if "events_total" in expect:
        return len(told["events"]) == int(expect["events_total"])
    if "final_status" in expect:
        return [one["status"] for one in told["events"]][-1:] == [expect["final_status"]]
    return "events" not in expect or _alike(expect["events"], told["events"])


def _alike(wanted: list[Case], told: list[Case]) -> bool:
    left = list(told)
    for one in wanted:
        found = [each for each in left if all(each.get(key) == one[key] for key in one)]
        if not found:
            return False
        left.remove(found[0])
    return not left


@pytest.mark.parametrize("kind", FOLDERS)
def test_webhooks_mean_what_the_index_says(shared: Path, kind: str) -> None:
    known = expected(shared, kind)
    told = {one["id"]: one for one in hearsay.cases(kind, index(shared, kind))}
    wrong = {name: one for name, one in told.items() if not agrees(known[name]["expect"], one)}
    assert wrong == {}
    assert set(told) == {name for name, case in known.items() if case["type"] in OF_A_WEBHOOK}
    assert {one["accept"] for one in told.values()} == {True, False}


def test_a_wrong_reading_would_be_noticed() -> None:
    heard = {"accept": True, "events": [{"kind": "text", "sender": "23", "text": "hi"}]}
    assert agrees(heard, heard)
    assert not agrees(heard, heard | {"accept": False})
    assert not agrees(heard, heard | {"events": []})
    assert not agrees(heard | {"events": []}, heard)
    assert not agrees({"accept": True, "events_total": 2}, heard)


_DUTIES: dict[type, str] = {
    AccountTrouble: "alert_operator",
    OptedOut: "mark_opted_out",
    Unreachable: "recipient_unreachable",
    WindowClosed: "use_template",
}


def outcome(kind: str, answer: Answer) -> dict[str, object]:
    """Say in the index's words what a sender is to do after an answer."""
    sent = importlib.import_module(f"channels.{kind}.answers").sent
    try:
        reference = sent(answer)
    except Busy as busy:
        return {"retry": True, "scope": "recipient" if busy.recipient else "sender"}
    except Transient:
        return {"retry": True}
    except Permanent as refusal:
        duty = _DUTIES.get(type(refusal))
        return {"retry": False, duty: True} if duty else {"retry": False}
    return {"ok": True, "message_id": reference}


@pytest.mark.parametrize("kind", sorted(set(FOLDERS) - JUDGES_ITSELF))
def test_answers_mean_what_the_index_says(shared: Path, kind: str) -> None:
    folder, known = index(shared, kind).parent, expected(shared, kind)
    judged = {}
    for name, case in known.items():
        if case["type"] == "api_response":
            body = (folder / case["file"]).read_bytes()
            told = outcome(kind, Answer(case["request"]["status"], body, {}))
            judged[name] = {key: told.get(key) for key in case["expect"] if key != "note"}
    assert judged == {
        name: {key: each for key, each in known[name]["expect"].items() if key != "note"}
        for name in judged
    }
    assert len(judged) >= (0 if kind == "evolution" else 2)
