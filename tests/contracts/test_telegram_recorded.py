"""Recorded answers of Telegram mean what their index says."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from channels.port import Unreachable
from channels.telegram.answers import NOTHING, settle
from foundation.errors import Permanent, Transient

Case = dict[str, Any]


@pytest.fixture
def cases(shared: Path) -> list[tuple[Case, bytes]]:
    folder = shared / "fixtures" / "telegram"
    index = msgspec.json.decode((folder / "index.json").read_bytes())
    return [(case, (folder / case["file"]).read_bytes()) for case in index["cases"]]


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
