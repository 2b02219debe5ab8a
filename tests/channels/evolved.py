"""Webhooks as an Evolution server writes them, for its tests."""

import json
from typing import Any

ANN = "5511988887777"
ANNS = f"{ANN}@s.whatsapp.net"
SALON = "5511999990000@s.whatsapp.net"


def told(event: str, data: object, **more: object) -> bytes:
    frame = {"event": event, "instance": "salon1", "sender": SALON, "apikey": "s3cret"}
    return json.dumps(frame | {"data": data} | more).encode()


def key(**changed: object) -> dict[str, object]:
    return {"remoteJid": ANNS, "fromMe": False, "id": "3EB0"} | changed


def upsert(message: object, /, event: str = "messages.upsert", **changed: Any) -> bytes:  # noqa: ANN401 - JSON
    data = {"key": key(), "pushName": "Ann", "message": message, "messageTimestamp": 1763633700}
    return told(event, data | changed)
