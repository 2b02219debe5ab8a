"""What an Evolution server tells of our own messages, of its link; what no event can do."""

from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from channels.clean import LONGEST
from channels.evolution.updates import WANTED, parse
from channels.message import Event, Fate, Inbound, Kind, Notice, Receipt, Topic
from channels.port import Unreadable
from tests.channels.evolved import ANN, ANNS, SALON, key, told, upsert

TEXT = {"extendedTextMessage": {"text": "oi"}}


@pytest.mark.parametrize(
    ("status", "fate"),
    [
        ("SERVER_ACK", Fate.SENT),
        ("DELIVERY_ACK", Fate.DELIVERED),
        ("READ", Fate.READ),
        ("PLAYED", Fate.READ),
        ("ERROR", Fate.FAILED),
    ],
)
def test_a_status_tells_a_messages_fate(status: str, fate: Fate) -> None:
    data = {"keyId": "3EB0OUT", "remoteJid": ANNS, "fromMe": True, "status": status}
    (receipt,) = parse(told("messages.update", data))
    assert receipt == Receipt("3EB0OUT", fate, None, {"instance": "salon1", "recipient": ANN})


@pytest.mark.parametrize(
    "changed", [{"fromMe": False}, {"status": "DELETED"}, {"status": "PENDING"}, {"keyId": 7}]
)
def test_other_updates_are_no_receipts(changed: dict[str, object]) -> None:
    data = {"keyId": "3EB0OUT", "remoteJid": ANNS, "fromMe": True, "status": "READ"} | changed
    assert parse(told("messages.update", data)) == ()


@pytest.mark.parametrize(
    ("event", "data", "kind", "own_id"),
    [
        (
            "messages.edited",
            {"key": key(), "type": 14, "editedMessage": TEXT, "timestampMs": "1763633700123"},
            Kind.EDIT,
            "3EB0:edit:1763633700123",
        ),
        ("messages.edited", {"key": key(), "type": "REVOKE"}, Kind.DELETE, "3EB0:delete:0"),
        ("messages.delete", key(status="DELETED"), Kind.DELETE, "3EB0:delete:0"),
    ],
)
def test_a_change_never_hides_the_message_it_changes(
    event: str, data: object, kind: Kind, own_id: str
) -> None:
    (change,) = parse(told(event, data))
    assert isinstance(change, Inbound)
    assert (change.kind, change.provider_id, change.facts["target"]) == (kind, own_id, "3EB0")
    assert change.text == ("oi" if kind is Kind.EDIT else "")


def test_a_change_told_from_the_customers_side_is_nobodys() -> None:
    data = {"key": key(remoteJid=SALON), "type": 0}
    assert parse(told("messages.edited", data)) == ()
    assert parse(told("messages.delete", key(fromMe=True))) == ()


@pytest.mark.parametrize(
    ("event", "data", "state"),
    [
        ("connection.update", {"state": "open"}, "open"),
        ("connection.update", {"state": "close", "statusReason": 401}, "close"),
        ("logout.instance", None, "logout"),
        ("remove.instance", {}, "logout"),
        ("qrcode.updated", {"qrcode": {"code": "2@secret"}}, "qr"),
    ],
)
def test_the_link_to_the_phone_is_news(event: str, data: object, state: str) -> None:
    (notice,) = parse(told(event, data))
    assert isinstance(notice, Notice)
    assert (notice.topic, notice.facts["state"]) == (Topic.CONNECTION, state)
    assert "secret" not in str(notice)


@pytest.mark.parametrize("event", [one.lower().replace("_", ".") for one in WANTED])
def test_the_key_to_the_server_is_never_kept(event: str) -> None:
    data = {"key": key(), "message": {"conversation": "x"}, "type": 0, "keyId": "1", "id": "1"}
    found = parse(told(event, data | {"state": "open", "status": "READ", "remoteJid": ANNS}))
    assert found
    assert "s3cret" not in str(found)
    assert all(one.facts["instance"] == "salon1" for one in found)


@pytest.mark.parametrize(
    "body",
    [
        told("send.message", {"key": key(), "message": {"conversation": "oi"}}),
        told("messages.set", [{"key": key(), "message": {"conversation": "oi"}}]),
        told("contacts.update", []),
        told("connection.update", {}),
        told("messages.upsert", None),
        told("messages.upsert", "x"),
        told("messages.delete", {}),
        told("", {}),
        b"{}",
        b"[]",
        b"null",
        b'{"event": 7}',
    ],
)
def test_what_no_dialog_answers_is_acknowledged(body: bytes) -> None:
    assert parse(body) == ()


@pytest.mark.parametrize("body", [b"", b"{", b'{"event": NaN}', b'{"x": "\xff"}', b"[" * 100_000])
def test_what_is_no_json_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        parse(body)


@pytest.mark.parametrize("deep", [10, 150, 240])
def test_a_deep_nest_of_wrappers_ends_somewhere(deep: int) -> None:
    for name, inner in (("protocolMessage", "editedMessage"), ("ephemeralMessage", "message")):
        message: dict[str, object] = {"conversation": "oi"}
        for _ in range(deep):
            message = {name: {"key": {"id": "x"}, "type": 14, inner: message}}
        assert len(parse(upsert(message))) == 1


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=()), max_size=20)
)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)
CONTENTS = [
    *("conversation", "extendedTextMessage", "listResponseMessage", "buttonsResponseMessage"),
    *("interactiveResponseMessage", "imageMessage", "locationMessage", "contactMessage"),
    *("contactsArrayMessage", "reactionMessage", "protocolMessage", "ephemeralMessage"),
    *("editedMessage", "mediaUrl", "x"),
]
FIELDS = [
    *("text", "title", "caption", "contextInfo", "key", "message", "editedMessage", "type"),
    *("selectedButtonId", "singleSelectReply", "nativeFlowResponseMessage", "paramsJson"),
    *("degreesLatitude", "degreesLongitude", "vcard", "contacts", "body"),
]
PARTS = st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=4)
KEY = st.fixed_dictionaries(
    {"id": SCALARS | st.just("3EB0"), "remoteJid": SCALARS | st.just(ANNS)},
    optional={"fromMe": SCALARS, "remoteJidAlt": SCALARS},
)
CONTENT = st.dictionaries(st.sampled_from(CONTENTS), PARTS | SCALARS, max_size=2) | JSON
DATA = st.fixed_dictionaries(
    {"key": KEY | JSON},
    optional={
        "message": CONTENT,
        "editedMessage": CONTENT,
        "messageTimestamp": JSON,
        "pushName": SCALARS,
        "contextInfo": JSON,
        "type": st.sampled_from([0, 14, "REVOKE", "MESSAGE_EDIT"]) | SCALARS,
        "state": SCALARS,
        "status": st.sampled_from(["READ", "ERROR"]) | SCALARS,
        "keyId": SCALARS,
    },
)
EVENT = st.sampled_from([one.lower().replace("_", ".") for one in WANTED]) | SCALARS


def whole(event: Event) -> None:
    f"{event}".encode()
    assert "\x00" not in f"{event}"
    if isinstance(event, Inbound):
        assert 0 <= event.sequence < 2**63
        assert event.provider_id
        assert event.address.value
        assert len(event.text) <= LONGEST
        assert len(event.choice_id.encode()) <= 256
        msgspec.json.encode(event)


@given(EVENT, DATA | st.lists(DATA, max_size=2) | JSON, SCALARS)
@example("messages.upsert", {"key": key(), "message": {"conversation": "\ud800"}}, None)
@example("messages.upsert", {"key": key(), "messageTimestamp": 10**400}, None)
def test_any_event_is_understood_ignored_or_refused(event: Any, data: Any, instance: Any) -> None:  # noqa: ANN401 - hostile JSON
    try:
        found = parse(told(event, data, instance=instance))
    except Unreadable:
        return
    for one in found:
        whole(one)


@given(st.binary(max_size=300))
def test_any_bytes_are_understood_ignored_or_refused(body: bytes) -> None:
    try:
        parse(body)
    except Unreadable:
        return
