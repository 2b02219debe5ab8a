"""What an event of OpenPhone's means, what no event can do."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.clean import LONGEST
from channels.message import Address, Event, Fate, Inbound, Kind, Receipt
from channels.openphone.updates import parse
from channels.port import Account, Request, Unreadable
from channels.receipts import belongs

ANN, SALON = "+14155550123", "+14155550199"
MADE = "2026-04-13T12:00:00.500Z"
MOMENT = 1_776_081_600_500
AT = 1_776_081_700.0
Fields = dict[str, Any]


def request(content: object, headers: dict[str, bytes] | None = None) -> Request:
    return Request(headers or {}, json.dumps(content).encode(), at=AT)


def envelope(fields: Fields, kind: str = "message.received") -> Fields:
    """Write an event of the fourth legacy version."""
    said = {"id": "AC1", "from": ANN, "to": [SALON], "direction": "incoming", "text": "hi"}
    made = {"createdAt": MADE, "phoneNumberId": "PN1", "status": "delivered"}
    return {"id": "EV1", "type": kind, "data": {"object": said | made | fields}}


def newer(fields: Fields, kind: str = "message.received", **context: object) -> Fields:
    """Write an event of the generation of 2026-03-30."""
    said = {"id": "AC1", "direction": "incoming", "text": "hi", "createdAt": MADE, "media": []}
    known = {"senderIdentifier": ANN, "recipientIdentifiers": [SALON], "phoneNumber": {"id": "PN1"}}
    data = {"resource": said | fields, "context": known | context}
    return {"id": "EV1", "type": kind, "data": data}


def only(content: object, headers: dict[str, bytes] | None = None) -> Event:
    (event,) = parse(request(content, headers))
    return event


def heard(content: object, headers: dict[str, bytes] | None = None) -> Inbound:
    event = only(content, headers)
    assert isinstance(event, Inbound)
    return event


@pytest.mark.parametrize(
    "content",
    [
        envelope({}),
        envelope({"to": SALON, "text": None, "body": "hi"}),
        envelope({"to": SALON, "text": "", "body": "hi"}),
        envelope({"direction": None, "media": None}),
        newer({}),
        newer({}, recipientIdentifiers=SALON),
    ],
)
def test_a_text_is_understood_in_each_version(content: object) -> None:
    facts = {"message_id": "AC1", "to": SALON, "phone_number_id": "PN1"}
    assert heard(content) == Inbound(Kind.TEXT, Address(ANN), "AC1", MOMENT, "hi", facts=facts)
    assert heard(content).facts == facts


@pytest.mark.parametrize(
    ("text", "kind"),
    [("stop", Kind.OPT_OUT), ("START", Kind.OPT_IN), ("help", Kind.HELP), ("", Kind.UNSUPPORTED)],
)
def test_a_carriers_words_are_told_apart(text: str, kind: Kind) -> None:
    assert heard(envelope({"text": text})).kind == kind
    assert heard(newer({"text": text})).kind == kind


@pytest.mark.parametrize(
    "media", [[{"url": "https://a/0", "type": "image/png"}, {"url": "https://a/1"}, 7], None]
)
def test_media_keep_their_caption(media: list[object] | None) -> None:
    event = heard(envelope({"text": "like this", "media": media or ["https://a/0"]}))
    assert (event.kind, event.text) == (Kind.MEDIA, "like this")
    assert event.facts["media_url"] == "https://a/0"
    assert event.facts["media_type"] == ("image" if media else "document")
    assert event.facts["media_count"] == (2 if media else 1)


def test_a_message_that_both_generations_bring_is_one() -> None:
    newest = heard(newer({}), {"webhook-id": b"msg_1"})
    legacy = heard(envelope({"id": "AC1"}), {"openphone-signature": b"x"})
    assert newest.provider_id == legacy.provider_id == "AC1"


@pytest.mark.parametrize(
    ("sender", "ours"), [("PN1", True), ("PN2", False), (SALON, True), ("+14155550188", False)]
)
def test_a_message_to_another_number_of_the_workspace_is_not_ours(
    sender: str,
    ours: bool,  # noqa: FBT001 - a column of the table
) -> None:
    account = Account("openphone", "path", {"from": sender})
    for content in (envelope({}), newer({})):
        assert belongs(account, only(content)) == ours
    assert belongs(account, only(envelope({"direction": "outgoing"}, "message.failed")))


@pytest.mark.parametrize("made", [None, "", "yesterday", 7, "99999-01-01"])
def test_a_message_without_its_time_has_that_of_its_arrival(made: object) -> None:
    assert heard(envelope({"createdAt": made})).sequence == round(AT * 1000)


def test_a_time_without_a_zone_is_utc() -> None:
    assert heard(envelope({"createdAt": MADE.removesuffix("Z")})).sequence == MOMENT
    assert heard(envelope({"createdAt": "0001-01-01T00:00:00+23:59"})).sequence == 0


@pytest.mark.parametrize(
    ("kind", "fate"),
    [
        ("message.delivered", Fate.DELIVERED),
        ("message.failed", Fate.FAILED),
        ("message.undelivered", Fate.FAILED),
    ],
)
def test_a_status_of_our_own_message_is_a_receipt(kind: str, fate: Fate) -> None:
    ours = {"direction": "outgoing"}
    assert only(envelope(ours, kind)) == Receipt("AC1", fate)
    assert only(newer(ours, kind)) == Receipt("AC1", fate)
    assert parse(request(envelope({}, kind))) == ()


@pytest.mark.parametrize(
    "content",
    [
        envelope({"direction": "outgoing"}),
        newer({"direction": "outgoing"}),
        envelope({"from": SALON}),
        envelope({"from": "AMAZON"}),
        envelope({"from": None}),
        envelope({"to": [SALON, "+14155550124"]}),
        newer({}, recipientIdentifiers=[SALON, "+14155550124"]),
        envelope({"id": None}),
        envelope({"text": 7}),
        envelope({}, "call.ringing"),
        envelope({}, "contact.updated"),
        envelope({}, "message.levitated"),
        {"id": "EV1", "type": "task.created", "data": {"resource": {"id": 7}}},
        {"id": "EV1", "type": "message.received", "data": None},
        {"type": 7, "data": {}},
        {},
        [],
        None,
        "x",
    ],
)
def test_what_no_dialog_answers_is_acknowledged(content: object) -> None:
    assert parse(request(content)) == ()


@pytest.mark.parametrize("body", [b"", b"{", b"id=EV1", b"\xff", b'{"a": ' + b"[" * 100_000])
def test_what_is_no_json_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        parse(Request({}, body))


SCALARS = (
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.sampled_from([ANN, SALON])
)
NAMES = st.sampled_from(["id", "url", "type", "senderIdentifier", "recipientIdentifiers"])
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(NAMES, inner, max_size=2),
    max_leaves=4,
)
TYPES = st.sampled_from(["message.received", "message.failed", "call.ringing"]) | JSON
FIELDS = st.dictionaries(
    st.sampled_from(["id", "from", "to", "direction", "text", "body", "media", "createdAt"]),
    JSON,
    max_size=4,
)
TEXTS = st.text(st.characters(exclude_categories=()), max_size=20)


def harmless(asked: Request) -> None:
    try:
        found = parse(asked)
    except Unreadable:
        return
    for event in found:
        f"{event}".encode()
        assert "\x00" not in f"{event}"
        if isinstance(event, Inbound):
            assert event.provider_id
            assert 0 <= event.sequence < 2**63
            assert len(event.text) <= LONGEST


@given(FIELDS, TYPES, JSON, TEXTS)
def test_any_event_is_understood_ignored_or_refused(
    fields: Fields, kind: object, other: object, text: str
) -> None:
    harmless(request(envelope(fields) | {"type": kind}))
    harmless(request(newer(fields, senderIdentifier=other) | {"id": other}))
    harmless(request(newer({"text": text, "id": text}) | {"data": {"context": other}}))
    harmless(request(envelope({"text": text, "media": other, "to": other})))


@given(st.binary(max_size=300))
def test_any_bytes_are_understood_ignored_or_refused(body: bytes) -> None:
    harmless(Request({"webhook-id": body}, body))
    harmless(Request({"webhook-id": body}, json.dumps(newer({})).encode()))
